"""The document at work: the picture left, its fields, the person and the proofs right, the button below."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.identity import Compared, SmallPicture
from ui.capture.attachments_panel import AttachmentsPanel
from ui.capture.camera import CameraSource
from ui.capture.camera_view import CameraView
from ui.capture.document import Document, Page, Said
from ui.capture.fields_panel import FieldsPanel
from ui.capture.photo_panel import PhotoPanel
from ui.capture.picture_panel import PicturePanel
from ui.capture.use_bar import UseBar
from ui.capture.use_words import action_and_words
from ui.desk.desk import Desk
from ui.look import theme
from ui.widgets.discard import discard
from ui.widgets.one_stop import PageSwitch
from ui.widgets.panel import Panel, scrolled
from ui.widgets.tag import Notice, TagButton
from ui.words.messages import tr

FIELDS, PERSON, PROOFS = "fields", "person", "proofs"


class BenchPage(QWidget):
    """Shows what the screen tells it; what the clerk does comes out as signals."""

    typed = Signal(str, str)
    replaced = Signal(object)
    corners_set = Signal(object, object)
    again_wanted = Signal()
    cancel_wanted = Signal()
    chosen = Signal(object)
    photo_wanted = Signal()
    proof_wanted = Signal()
    used = Signal()
    put_aside = Signal()

    def __init__(self, desk: Desk, camera: CameraSource, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self.page: Page | None = None
        self._document: Document | None = None
        # each where it will stand, because what is put there afterwards is styled again
        self.left, self.side = QStackedWidget(self), QWidget(self)
        self.panel = PicturePanel(self.left)
        self.lens = Panel(tr("Camera"), self.left)
        self.camera = CameraView(camera, self.lens)
        self.pick = PageSwitch(
            {
                FIELDS: tr("Fields"),
                PERSON: tr("Person and document"),
                PROOFS: tr("Powers and proofs"),
            },
            wraps=True,
        )
        self.right = QStackedWidget(self.side)
        self.fields = FieldsPanel(self.panel.image_of, self.right)
        photo, proofs = QWidget(), QWidget()
        self._areas = scrolled(photo, self.right), scrolled(proofs, self.right)
        self.photo = PhotoPanel(desk, photo)
        self.proofs = AttachmentsPanel(proofs)
        for host, part in ((photo, self.photo), (proofs, self.proofs)):
            column = QVBoxLayout(host)
            column.setContentsMargins(0, 0, 0, 0)
            column.addWidget(part)
            column.addStretch(1)
        self.bar = UseBar(self)
        self._documents = QWidget()
        self._listed: tuple[tuple[tuple[UUID, str], ...], UUID | None] | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self.aim = Notice("", "brand", "person")
        self.lens.add(self.aim)
        self.lens.add(self.camera, 1)
        self.left.addWidget(self.panel)
        self.left.addWidget(self.lens)
        self.right.addWidget(self.fields)
        for area in self._areas:
            self.right.addWidget(area)
        side = QVBoxLayout(self.side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(theme.GAP_S)
        side.addWidget(self.pick)
        side.addWidget(self.right, 1)
        middle = QHBoxLayout()
        middle.setSpacing(theme.GAP)
        middle.addWidget(self.left, 5)
        middle.addWidget(self.side, 6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self._documents)
        column.addLayout(middle, 1)
        column.addWidget(self.bar)
        self._column = column
        self.show_part(FIELDS)

    def _connect(self) -> None:
        self.pick.chosen.connect(self.show_part)
        self.panel.corners_set.connect(self.corners_set)
        self.panel.again_wanted.connect(self.again_wanted)
        self.panel.cancel_wanted.connect(self.cancel_wanted)
        self.panel.face_chosen.connect(self._show_face)
        self.fields.typed.connect(self.typed)
        self.fields.looked_at.connect(self._looked_at)
        self.photo.decided.connect(self.replaced)
        self.photo.photo_wanted.connect(self.photo_wanted)
        self.proofs.changed.connect(self.replaced)
        self.proofs.add_wanted.connect(self.proof_wanted)
        self.bar.used.connect(self.used)
        self.bar.put_aside.connect(self.put_aside)

    # --- showing

    def show_part(self, part: str) -> None:
        """Fields, the person's photo, or the proofs."""
        self.pick.show_page(part)
        self.right.setCurrentIndex(list(self.pick.buttons).index(part))

    def show_camera(self, on: bool, *, photo: bool) -> None:
        """The live view in place of the picture; `photo`: of the person."""
        said = (
            tr("Photograph the person.")
            if photo
            else tr("Lay the document under the camera. An outline shows what is seen.")
        )
        self.aim.set(said, "brand")
        held = self.camera.isAncestorOf(self.focusWidget() or self)
        self.left.setCurrentIndex(1 if on else 0)
        if on:
            self.camera.setFocus()
        elif held:  # the camera is gone with the cursor in it
            (self.photo.take if self._document is not None else self.panel.cancel).setFocus()

    def show_documents(self, names: Sequence[tuple[UUID, str]], current: UUID | None) -> None:
        """Which documents are on the counter, where there are several or none is in use."""
        if self._listed == (listed := (tuple(names), current)):
            return
        self._listed = listed
        row_of = QWidget()
        row = QHBoxLayout(row_of)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        for n, (document_id, name) in enumerate(names, start=1):
            tag = TagButton(f"{n} {name}", "brand" if document_id == current else "plain")
            tag.clicked.connect(lambda _=False, which=document_id: self.chosen.emit(which))
            row.addWidget(tag)
        row.addStretch(1)
        self._column.replaceWidget(self._documents, row_of)
        discard(self._documents)
        self._documents = row_of
        row_of.setVisible(len(names) > 1 or (bool(names) and current is None))

    def show_document(self, document: Document | None) -> None:
        """The document that is shown, or none."""
        self._document = document
        if document is None:
            self.page = None
            self.panel.show_nothing(others=bool(self._listed and self._listed[0]))
            self.fields.clear()  # before it is hidden: it remembers where the cursor was
            self.side.hide()
            self.photo.clear()
            self.proofs.clear()
            return
        self.side.show()
        if self.page is None or all(each is not self.page for each in document.pages):
            self.page = document.pages[-1]
        self.panel.show_document(document, self.page)
        self.fields.show_document(document, self._desk.session.today)
        self.photo.show_document(document)
        self.proofs.show_document(document)
        count = len(document.attachments)
        said = tr("Powers and proofs · {n}", n=count) if count else tr("Powers and proofs")
        self.pick.set_text(PROOFS, said)

    def show_busy(self, preview: SmallPicture | None, waiting: int, *, busy: bool) -> None:
        """Whether a picture is being read; it is shown at once where nothing else is."""
        if busy:
            self.panel.show_busy(preview, waiting, at_once=self._document is None)
        else:
            self.panel.show_idle()

    def show_use(
        self, document: Document | None, known: Compared | None, whose: str, *, busy: bool
    ) -> None:
        """What Ctrl+Enter will do, and what the base knows of the document."""
        self.bar.setVisible(document is not None)
        if document is not None:
            has_form = self._desk.hand_over.has_form
            action, said, tone = action_and_words(document, known, whose, has_form=has_form)
            known_kind = document.is_known
            self.bar.show_state(action, said, tone, ready=known_kind and not busy, known=known_kind)

    def _show_face(self, page: Page) -> None:
        self.page = page
        if self._document is not None:
            self.panel.show_document(self._document, page)

    def _looked_at(self, said: Said) -> None:
        if said.page is not self.page and said.page.mode != "reader":
            self._show_face(said.page)
        self.panel.highlight(said.page, said.field.box)

    # --- the cursor

    def focus_first(self) -> None:
        """Where the clerk has something to do."""
        self.show_part(FIELDS)
        self.fields.focus_first()

    def focus_on(self, what: str) -> None:
        """The field, the photo or the proofs that keep the document from being used."""
        if what == "photo":
            self.show_part(PERSON)
            self.photo.same.setFocus()
        elif what == "attachments":
            self.show_part(PROOFS)
            for title in self.proofs.titles:
                if not title.currentText().strip():
                    title.setFocus()
                    return
        elif what in self.fields.fields:
            self.show_part(FIELDS)
            self.fields.fields[what].setFocus()
