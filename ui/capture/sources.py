"""All sources of documents, and the way of their pictures to the tray (R-050)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import QT_TR_NOOP, UserError
from app.services.identity import Worker
from ui.capture.bench_page import BenchPage
from ui.capture.camera import CameraSource
from ui.capture.chip import ChipSource
from ui.capture.document import Page
from ui.capture.files import FileSource
from ui.capture.source import Picture
from ui.capture.source_bar import SourceBar
from ui.capture.tray import AskedFor, Purpose, Tray
from ui.capture.watched_folder import WatchedFolder
from ui.desk.background import Call
from ui.desk.desk import Desk
from ui.words.messages import not_stored


class Sources(QObject):
    """Connects the bar's buttons with the tray. `began` tells that something comes, so that older
    messages go; `refused` tells why nothing comes."""

    began = Signal()
    refused = Signal(object)
    """a UserError"""

    def __init__(
        self,
        desk: Desk,
        worker: Worker,
        tray: Tray,
        bench: Callable[[], BenchPage],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._desk = desk
        self._worker = worker
        self._tray = tray
        self._window = window
        self._bench = bench
        """builds it when it is first wanted"""
        self.bar = SourceBar()
        self.chip = ChipSource(desk, self)
        self.camera = CameraSource(desk.background, desk.settings, self._find, parent=self)
        self.camera.not_stored.connect(lambda: desk.messages.say(not_stored(), "bad"))
        self.files = FileSource(desk.background, self)
        self.proofs = FileSource(desk.background, self)
        self.folder = WatchedFolder(desk.background, desk.settings, self)
        self._purpose: Purpose = "document"
        self._into: UUID | None = None
        """the document for which a photo or a face once more is taken now"""
        self._proof_into: UUID | None = None
        self._card: AskedFor | None = None
        """for whom the reader reads now; None: its answer is wanted no more"""
        self._files: AskedFor | None = None
        self._connect()

    @property
    def is_reading(self) -> bool:
        """Whether a card or a file is on its way; the tray tells what becomes of the pictures."""
        return self.chip.is_reading or self.files.busy

    def connect_to(self, bench: BenchPage) -> None:
        """`bench` asks for photos, proofs and faces once more."""
        bench.again_wanted.connect(self._take_again)
        bench.cancel_wanted.connect(self._cancel)
        bench.photo_wanted.connect(self._photo_wanted)
        bench.proof_wanted.connect(self._proof_wanted)

    def _connect(self) -> None:
        bar = self.bar
        bar.reader_wanted.connect(self.read_chip)
        bar.camera_wanted.connect(self._camera_wanted)
        bar.files_wanted.connect(self.open_files)
        bar.paste_wanted.connect(self.files.paste)
        bar.waiting_wanted.connect(self.folder.take_waiting)
        for source in (self.files, self.folder, self.camera):
            source.taken.connect(self._taken)
        for source in (self.files, self.camera):
            source.refused.connect(self._refused)
        self.folder.refused.connect(self._scan_refused)
        self.files.began.connect(self._files_began)
        self.camera.state_changed.connect(self._camera_takes)
        self.proofs.taken.connect(
            lambda picture: self._tray.add(picture, "attachment", self._proof_into)
        )
        self.proofs.refused.connect(self._refused)
        self.folder.waiting_changed.connect(lambda _: self.show())
        self.chip.read.connect(self._read)
        self.chip.refused.connect(self._refused)
        self.chip.changed.connect(self.show)
        self._tray.not_taken.connect(self._not_taken)
        self._tray.refused.connect(self._refused)

    def show(self) -> None:
        """Show on the bar what there is."""
        self.bar.show_reader(
            there=self.chip.is_there, practice=self.chip.is_practice, busy=self.chip.is_reading
        )
        self.bar.show_folder(self.folder.watching, self.folder.waiting)

    def close(self) -> None:
        """Camera, folder, files and reader are let go."""
        self.camera.stop()
        self.folder.stop()
        for source in (self.files, self.proofs):
            source.stop()
        self.chip.cancel()
        self.chip.close()

    # --- what the clerk asks for

    def read_chip(self) -> None:
        """F2: read the card on the reader; once more: wait for it no longer."""
        if self.chip.is_reading:
            self.began.emit()
            self._stop_reader()
            return
        asked = self._begin()
        self.bar.camera.setChecked(False)
        self._purpose = "document"
        if self.chip.is_there:
            self._card = asked
            self.chip.start(self.bar.practice_card())
        else:
            self._refused(self.chip.refusal or _no_reader())

    def _begin(self) -> AskedFor:
        """Begin another document for the clerk; the one before is out of use from now on."""
        self.began.emit()
        self._stop_reader()
        return self._tray.begin()

    def _stop_reader(self) -> None:
        self._card = None
        self.chip.cancel()

    def _files_began(self) -> None:
        self._files = self._begin()

    def _camera_takes(self) -> None:
        if self.camera.taking and self._purpose != "photo":
            self._begin()

    def open_files(self) -> None:
        """Ctrl+O: choose pictures."""
        self.files.open(self._window)

    def _camera_wanted(self, on: bool) -> None:
        self.began.emit()
        if not on:
            self._purpose = "document"
        self._bench().show_camera(on, photo=self._purpose == "photo")

    def _photo_wanted(self) -> None:
        self._purpose, self._into = "photo", self._tray.current
        self.bar.camera.setChecked(True)
        self._bench().show_camera(True, photo=True)

    def _proof_wanted(self) -> None:
        self._proof_into = self._tray.current
        self.proofs.open(self._window)

    def _take_again(self) -> None:
        """The same face once more, the way it was taken."""
        page = self._bench().page
        self._purpose, self._into = "again", self._tray.current
        if page is not None and page.source == "camera":
            self.bar.camera.setChecked(True)
        else:
            self.files.open(self._window).rejected.connect(self._as_usual)

    def _as_usual(self) -> None:
        """What comes next is a document of its own."""
        self._purpose = "document"

    def _cancel(self) -> None:
        self._stop_reader()
        self.files.stop()
        self._tray.cancel()

    # --- what comes

    def _find(self, content: bytes, told: Any) -> None:
        """Corners for the live view; not while a picture is read, which goes first."""
        if self._tray.is_reading:
            told([])
            return
        self._desk.background.run(
            Call(self._worker.find, content),
            done=told,
            failed=lambda _: told([]),
            receiver=self,
            key=(id(self), "find"),
        )

    def _read(self, page: Page) -> None:
        asked, self._card = self._card, None
        if asked is None:
            return  # stopped, or another document was taken meanwhile
        if not self._tray.is_same_person(asked):
            self._refused(
                UserError(
                    "card_of_another",
                    QT_TR_NOOP(
                        "Somebody else is in front than when the card was laid on the reader; "
                        "nothing was taken. Read it again for whom it is: F2."
                    ),
                )
            )
            return
        self.began.emit()
        self._tray.add_page(page, asked)

    def _taken(self, picture: Picture) -> None:
        self.began.emit()
        purpose = self._purpose
        no_photo = purpose == "photo" and picture.source != "camera"
        if no_photo or picture.source == "watched_folder":  # what comes meanwhile
            purpose = "document"
        self._tray.add(picture, purpose, self._into, self._asked_for(picture, purpose))
        if picture.source != "watched_folder":  # that comes by itself, also while she takes a photo
            self.bar.camera.setChecked(False)
            self._purpose = "document"

    def _asked_for(self, picture: Picture, purpose: Purpose) -> AskedFor:
        """For whom a picture was asked. The files of one choice belong together; every other
        picture empties the bench."""
        if purpose == "photo":
            return self._tray.asked()
        if picture.source == "watched_folder":
            return self._tray.begin(by_itself=True)
        if picture.source == "camera" or self._files is None:
            return self._begin()
        return self._files

    def _not_taken(self, picture: Picture) -> None:
        if picture.scan is not None:
            self.folder.leave(picture.scan)

    def _scan_refused(self, error: UserError) -> None:
        """Report a refused scan. A folder that is away brought nothing; a scan that cannot be
        opened has failed."""
        if error.code != "folder_gone":
            self._tray.begin(by_itself=True)
        self._refused(error)

    def _refused(self, error: UserError) -> None:
        if self._purpose == "again":
            self._purpose = "document"  # what comes next may be somebody else's
        self.refused.emit(error)
        self.show()


def _no_reader() -> UserError:
    return UserError(
        "reader_none",
        QT_TR_NOOP(
            "This counter has no ID-card reader; the administrator can set one up. Use a picture."
        ),
    )
