"""The pictures on their way: one after another through the reading process, and the documents they gave."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.errors import QT_TR_NOOP, UserError
from app.services import reading
from app.services.reading import Corners, Preview, Reading, Worker
from ui.background import Job
from ui.capture.document import Attachment, Document, Page, Photo, names_nobody, sort_in
from ui.capture.source import Picture
from ui.desk import Desk

Purpose = Literal["document", "again", "photo", "attachment"]
"""`again`: a face of the shown document once more."""
MOST = 30


@dataclass(frozen=True)
class Waiting:
    """A picture that is to be read; `into` is the document for which it was taken, if for one."""

    picture: Picture
    purpose: Purpose
    into: UUID | None


class Tray(QObject):
    """In memory only: closing it forgets every picture.

    What another document brings never changes the one on which the clerk works: a picture stays with
    the document for which it was taken, and a new one lies beside the shown one once that was touched.
    """

    changed = Signal()
    """the documents, the current one, or what is being read"""
    refused = Signal(object)
    """a UserError"""
    photo_missing = Signal()
    """a photo or an attachment came for no document, or for one that is gone"""
    not_taken = Signal(object)
    """a Picture that was not read: refused, cancelled, or no room"""
    removed = Signal(object)
    """a Document that was put aside or is done with"""
    beside = Signal()
    """another document was read, and the shown one stays in front"""
    guessed = Signal(object)
    """the Document that got a face which names nobody, while another waits for that face too"""

    def __init__(self, desk: Desk, worker: Worker, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._worker = worker
        self._waiting: deque[Waiting] = deque()
        self._reading: Picture | None = None
        self._job: Job | None = None
        self._touched = False
        """whether the clerk works on the shown document since a picture was taken on purpose"""
        self.documents: tuple[Document, ...] = ()
        self.current: UUID | None = None
        self.preview: Preview | None = None
        """of the picture that is being read"""

    @property
    def document(self) -> Document | None:
        """The one that is shown."""
        return next((each for each in self.documents if each.id == self.current), None)

    @property
    def is_reading(self) -> bool:
        return self._job is not None

    @property
    def waiting(self) -> int:
        """Pictures that come after the one being read."""
        return len(self._waiting)

    # --- pictures come

    def add(
        self, picture: Picture, purpose: Purpose = "document", into: UUID | None = None
    ) -> None:
        """Read a picture as soon as those before it are; a photo, a proof and a face once more are for
        the document `into`."""
        if len(self._waiting) + len(self.documents) >= MOST:
            self.not_taken.emit(picture)
            self.refused.emit(_full())
            return
        if purpose in ("document", "again") and picture.source != "watched_folder":
            self._touched = False  # the clerk wants to see what she took; a scan comes by itself
        self._waiting.append(Waiting(picture, purpose, into))
        self._next()

    def add_page(self, page: Page) -> None:
        """A face that needs no reading, such as the chip's record."""
        self._touched = False
        self._sort_in(page)
        self.changed.emit()

    def _sort_in(self, page: Page, again: UUID | None = None) -> None:
        """`again`: the document of which a face was taken once more."""
        before, today = self.documents, self._desk.session.today
        shown = again or self.current
        self.documents, into = sort_in(before, page, today, shown, again=again is not None)
        without = [each for each in before if page.face in each.missing_faces()]
        if len(without) > 1 and names_nobody(page):
            self.guessed.emit(next(each for each in self.documents if each.id == into))
        if self.current is None or not self._touched:
            self.current = into
        elif into != self.current:
            self.beside.emit()

    def _next(self) -> None:
        if self._job is not None or not self._waiting:
            return
        waiting = self._waiting.popleft()
        picture = self._reading = waiting.picture

        def shown(preview: Preview) -> None:
            self._job = None
            if waiting.purpose in ("document", "again"):
                self.preview = preview
                self._read(waiting, preview)
            else:
                self._put(waiting, preview.jpeg)
                self._next()
            self.changed.emit()

        self._job = self._run(self._worker.preview, shown, picture.content)
        self.changed.emit()

    def _read(self, waiting: Waiting, preview: Preview) -> None:
        picture = waiting.picture
        again = waiting.into if waiting.purpose == "again" else None

        def read(found: tuple[Reading, ...]) -> None:
            self._job = self.preview = None
            for told in found:
                page = Page(
                    told,
                    picture.source,
                    picture.taken_at,
                    preview=preview.jpeg,
                    scale=preview.scale,
                    content=picture.content,
                    scan=picture.scan,
                )
                self._sort_in(page, again)
            self._next()
            self.changed.emit()  # once for all faces: each would be drawn and built anew

        self._job = self._run(_read_all, read, self._worker, picture.content)

    def _put(self, waiting: Waiting, jpeg: bytes) -> None:
        document = next((each for each in self.documents if each.id == waiting.into), None)
        picture = waiting.picture
        if document is None:
            self.photo_missing.emit()
        elif waiting.purpose == "photo":
            self.replace(replace(document, photo=Photo(jpeg, picture.source, picture.taken_at)))
        else:
            added = Attachment(jpeg, picture.source, picture.taken_at)
            self.replace(replace(document, attachments=(*document.attachments, added)))

    def _run(self, fn: Callable[..., object], done: Callable[..., object], *call: object) -> Job:
        return self._desk.background.run(
            fn, *call, done=done, failed=self._failed, receiver=self, lane="reads", key=object()
        )

    def _failed(self, error: BaseException) -> None:
        self._job = self.preview = None
        if self._reading is not None:
            self.not_taken.emit(self._reading)
        if isinstance(error, UserError):
            self.refused.emit(error)
        else:
            self._desk.messages.error(error)
        self._next()
        self.changed.emit()

    # --- what the clerk does

    def read_again(self, page: Page, corners: Corners) -> None:
        """Read a picture within corners that were set by hand."""
        if self._job is not None:
            return

        def read(told: Reading) -> None:
            self._job = None
            for document in self.documents:  # none has it when it was put aside meanwhile
                if any(each.id == page.id for each in document.pages):
                    read_anew = replace(page, reading=told)
                    today = self._desk.session.today
                    self.documents, _ = sort_in(self.documents, read_anew, today, document.id)
            self._next()
            self.changed.emit()

        self._reading = None  # it lies in a document already
        self._job = self._run(self._worker.read, read, page.content, corners)
        self.changed.emit()

    def cancel(self) -> None:
        """Stop reading, and forget what waits."""
        left = [each.picture for each in self._waiting]
        self._waiting.clear()
        if self._job is not None:
            self._job.cancel()
            self._job = self.preview = None
            self._worker.cancel()
            left += [self._reading] if self._reading is not None else []
        for picture in left:
            self.not_taken.emit(picture)
        self.changed.emit()

    def replace(self, document: Document) -> None:
        """Show another state of a document, which the clerk works on."""
        self._touched = True
        self.documents = tuple(
            _changed(each, document) if each.id == document.id else each for each in self.documents
        )
        self.changed.emit()

    def restore(self, documents: tuple[Document, ...]) -> None:
        """What lay there before a lock, in front of what came since."""
        self.documents = (*documents, *self.documents)
        self.current = self.current or (documents[-1].id if documents else None)
        self.changed.emit()

    def show(self, document_id: UUID) -> None:
        """Make this the one that is shown."""
        self.current = document_id
        self._touched = True
        self.changed.emit()

    def remove(self, document_id: UUID) -> None:
        """Forget a document and its pictures."""
        gone = [each for each in self.documents if each.id == document_id]
        self.documents = tuple(each for each in self.documents if each.id != document_id)
        if self.current == document_id:
            self.current = self.documents[-1].id if self.documents else None
        for document in gone:
            self.removed.emit(document)
        self.changed.emit()

    def close(self) -> None:
        """Forget everything and end the reading process: it holds pictures of people too."""
        self.cancel()
        self.documents, self.current = (), None
        self._worker.close(for_good=True)


def _changed(before: Document, now: Document) -> Document:
    """What was changed since it was sent is no longer what the operation was about."""
    same_operation = now.operation_id == before.operation_id
    return replace(now, operation_id=None) if same_operation and now != before else now


def _full() -> UserError:
    return UserError(
        "tray_full",
        QT_TR_NOOP("{n} pictures lie here already. Use or put aside some of them first."),
        n=MOST,
    )


def _read_all(worker: Worker, content: bytes) -> tuple[Reading, ...]:
    return reading.read_all(worker, content)
