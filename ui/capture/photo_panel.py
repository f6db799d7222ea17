"""人证核对: the photo taken now beside the document's portrait, for the clerk's own verdict (R-054).

No program compares faces here; two pictures are shown and the clerk decides.
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QImage, QPixmap, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.staff import Permit
from ui.capture.document import Document, Photo
from ui.desk.desk import Desk
from ui.document.canvas import decode_jpeg
from ui.document.permit_box import PermitBox
from ui.look import theme
from ui.widgets.panel import Panel, label
from ui.widgets.tag import Tag
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr

HEIGHT = 150
PORTRAITS = {
    "resident_id": (0.61, 0.10, 0.35, 0.66),
    "residence_permit": (0.61, 0.10, 0.35, 0.66),
    "permanent_residence": (0.66, 0.18, 0.32, 0.62),
    "passport": (0.02, 0.16, 0.32, 0.58),
}
"""Where the portrait is on the upright face: left, top, width, height as shares."""


class PhotoPanel(Panel):
    """`decided` tells the document with the verdict; `photo_wanted` that one is to be taken."""

    decided = Signal(object)
    photo_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget) -> None:
        super().__init__(tr("Person and document"), parent)
        self._document: Document | None = None
        self._drawn: Document | None = None
        self.state = Tag("")
        self.add_to_head(self.state)
        self.portrait, self.photo = _picture(tr("On the document")), _picture(tr("Now"))
        self.take = QPushButton(tr("Take the photo"))
        self.take.clicked.connect(self.photo_wanted)
        self.same = QPushButton(tr("The same person"))
        self.same.clicked.connect(lambda: self._decide("same"))
        self.different = QPushButton(tr("Another person"))
        self.different.clicked.connect(lambda: self._decide("different"))
        self.override = QPushButton(tr("Let a supervisor decide…"))
        self.override.clicked.connect(self._ask_supervisor)
        self.box = PermitBox(desk)
        self.box.granted.connect(self._permitted)
        pictures = QHBoxLayout()
        pictures.setSpacing(theme.GAP)
        for picture, text in ((self.portrait, tr("On the document")), (self.photo, tr("Now"))):
            side = QVBoxLayout()
            side.addWidget(picture)
            side.addWidget(label(text, "small"))
            pictures.addLayout(side)
        pictures.addStretch(1)
        self.add(pictures)
        buttons = QWidget()
        row = WrappedRow()
        row.setSpacing(theme.GAP_S)
        for button in (self.take, self.same, self.different, self.override):
            row.addWidget(button)
        inside = QVBoxLayout(buttons)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(row)
        self.add(buttons)
        self.add(self.box)
        self.add(
            label(
                tr("No measure of a face is made or kept; the clerk decides."), "small", wrap=True
            )
        )

    def show_document(self, document: Document) -> None:
        """Show the two pictures and what was decided."""
        before, self._document = self._document, document
        photo = document.photo
        if self.isVisible():
            self._draw()
        if before is None or before.id != document.id or before.photo != photo:
            self.box.hide()  # a permit is for this photo of this person
        has_photo = photo is not None
        for button in (self.same, self.different):
            button.setVisible(has_photo)
        verdict = photo.verdict if photo else ""
        self.override.setVisible(verdict == "different")
        self.take.setText(tr("Take the photo again") if has_photo else tr("Take the photo"))
        words: dict[str, tuple[theme.Tone, str]] = {
            "same": ("ok", tr("The clerk sees the same person")),
            "different": ("bad", tr("Another person")),
            "override": ("warn", tr("A supervisor decided")),
            "": ("warn", tr("Compare the two")) if has_photo else ("plain", tr("No photo yet")),
        }
        tone, text = words[verdict]
        self.state.set(text, tone)

    def clear(self) -> None:
        """Show no document, drop its portrait, and stop asking for a permit."""
        self._document = self._drawn = None
        self.box.hide()
        for picture in (self.portrait, self.photo):
            picture.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt override: pictures are decoded when they are looked at."""
        super().showEvent(event)
        self._draw()

    def _draw(self) -> None:
        document, before = self._document, self._drawn
        if document is None:
            return
        self._drawn = document
        photo = document.photo
        if before is None or (before.id, before.pages) != (document.id, document.pages):
            _show(self.portrait, portrait_of(document))
        if before is None or before.photo is None or photo is None or _other(before.photo, photo):
            _show(self.photo, decode_jpeg(photo.jpeg) if photo else QImage())

    def _decide(self, verdict: str) -> None:
        if self._document is not None and self._document.photo is not None:
            photo = replace(self._document.photo, verdict=verdict, permit="")  # type: ignore[arg-type]
            self.decided.emit(replace(self._document, photo=photo))

    def _ask_supervisor(self) -> None:
        self.box.ask(
            "face_override",
            tr("The supervisor has seen the person and takes the document for theirs."),
        )

    def _permitted(self, permit: Permit) -> None:
        if self._document is not None and self._document.photo is not None:
            photo: Photo = replace(self._document.photo, verdict="override", permit=str(permit.id))
            self.decided.emit(replace(self._document, photo=photo))


def portrait_of(document: Document) -> QImage:
    """The chip's picture, else the part of the face where the portrait is printed."""
    if document.portrait:
        return decode_jpeg(document.portrait)
    page = document.page("front") or document.page("page")
    if page is None or document.type not in PORTRAITS or not page.reading.upright:
        return QImage()
    left, top, width, height = PORTRAITS[document.type]
    image = decode_jpeg(page.reading.upright, round(2 * HEIGHT / height))  # for a fine screen too
    return image.copy(
        QRect(
            round(left * image.width()),
            round(top * image.height()),
            round(width * image.width()),
            round(height * image.height()),
        )
    )


def _other(one: Photo, other: Photo) -> bool:
    """Whether the two photos differ in anything but the verdict."""
    return one.jpeg is not other.jpeg


def _picture(name: str) -> QLabel:
    picture = QLabel()
    picture.setAccessibleName(name)
    picture.setFixedHeight(HEIGHT)
    picture.setMinimumWidth(110)
    picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
    picture.setProperty("look", "picture")
    return picture


def _show(label_: QLabel, image: QImage) -> None:
    if image.isNull():
        label_.clear()
        return
    pixmap = QPixmap.fromImage(image)
    label_.setPixmap(pixmap.scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation))
