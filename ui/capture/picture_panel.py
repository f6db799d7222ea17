"""The document as it lies there: upright, or the whole picture with corners that can be moved."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import (
    QHBoxLayout,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.services.identity import Box, SmallPicture
from ui.capture.document import Document, Page
from ui.capture.words import document_name, face_name, quality_reason
from ui.document.canvas import decode_jpeg
from ui.document.picture_view import PictureView
from ui.look import theme
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.panel import LowIfNeedBe, Panel, label
from ui.widgets.tab_order import leaves
from ui.widgets.tag import Notice, Tag, TagButton
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import tr

PORTRAIT_HEIGHT = 190
ROOM = 120
"""Pixels of height that a picture keeps where long sentences stand below it."""


class PicturePanel(Panel):
    """`corners_set` tells (page, corners) to read within; `again_wanted` that it is taken anew."""

    corners_set = Signal(object, object)
    again_wanted = Signal()
    cancel_wanted = Signal()
    face_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("On the counter"), parent)
        self.kind = Tag("", "plain")
        self.add_to_head(self.kind)
        self.view = PictureView()
        self.quality = Notice("", "warn")
        self.missing = Notice("", "brand", "document")
        self._page: Page | None = None
        self._upright: tuple[bytes, QImage] = b"", QImage()
        """the face shown last, decoded once: the panel and the patch beside the fields show it"""
        self._listed: object = None
        self._editing = False
        self.stack = _Stack()
        self._faces = QWidget()
        self._lay_out()
        self.show_nothing()

    def _lay_out(self) -> None:
        self.empty = label("", "soft", wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.view)
        self.chip = _Chip()
        self.stack.addWidget(self.chip)
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(tr("Reading the picture"))
        self.doing = label("", "soft")
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.clicked.connect(self.cancel_wanted)
        leaves(self.cancel)
        self._busy = QWidget()
        busy = QHBoxLayout(self._busy)
        busy.setContentsMargins(0, 0, 0, 0)
        busy.addWidget(self.doing)
        busy.addWidget(self.bar, 1)
        busy.addWidget(self.cancel)
        self.whole = QPushButton(icons.icon("pictures"), tr("Whole picture"))
        self.whole.setCheckable(True)
        self.whole.toggled.connect(self._show_page)
        self.by_hand = QPushButton(icons.icon("corners"), tr("Set corners by hand"))
        self.by_hand.clicked.connect(self._begin_corners)
        self.read_here = QPushButton(
            icons.icon("check", theme.tokens().on_brand), tr("Read within these corners")
        )
        self.read_here.setProperty("look", "primary")
        self.read_here.clicked.connect(self._corners_are_set)
        self.again = QPushButton(icons.icon("again"), tr("Take again"))
        self.again.clicked.connect(self.again_wanted)
        self._tools = QWidget()
        tools = WrappedRow()
        tools.setSpacing(theme.GAP_S)
        for button in (self.whole, self.by_hand, self.read_here, self.again):
            tools.addWidget(button)
        inside = QVBoxLayout(self._tools)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addLayout(tools)
        below = QWidget()
        column = QVBoxLayout(below)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self.body.spacing())
        for part in (self.quality, self.missing, self._tools):
            column.addWidget(part)
        column.addStretch(1)
        self.below = LowIfNeedBe(below)
        for part in (self._faces, self.stack, self._busy, self.below):
            self.add(part, 1 if part is self.stack else 0)

    # --- states

    def show_nothing(self, *, others: bool = False) -> None:
        """Say what would be here and how to get it; `others`: what was taken before is not in use."""
        self._page = None
        self._upright = b"", QImage()
        self._editing = False
        self.kind.hide()
        said = tr(
            "Lay the card on the reader, put it under the camera, or drop a picture here.\n"
            "Nothing leaves this computer."
        )
        if others:
            kept = tr("What was captured before is kept at the top. Press it to go on with it.")
            said = f"{said}\n\n{kept}"
        self.empty.setText(said)
        self.view.set_picture(b"")
        self.chip.show_portrait(b"")
        self.stack.setCurrentWidget(self.empty)
        self._busy.hide()
        for part in (self._tools, self.quality, self.missing, self._faces):
            part.hide()

    def show_busy(self, preview: SmallPicture | None, waiting: int, *, at_once: bool) -> None:
        """A picture is being read; `at_once`: show it, because nothing else is shown."""
        self._busy.show()
        said = tr("Reading …") if not waiting else tr("Reading … {n} more", n=waiting)
        self.doing.setText(said)
        if preview is not None and at_once:
            self.view.set_picture(preview.jpeg, preview.scale)
            self.stack.setCurrentWidget(self.view)

    def show_idle(self) -> None:
        """Nothing is being read."""
        self._busy.hide()

    def show_document(self, document: Document, page: Page) -> None:
        """Show one face of a document, and what its picture lacks."""
        changed = page is not self._page
        self._page = page
        if changed:
            self._editing = False
        self.kind.show()
        self.kind.set(document_name(document), "brand" if document.is_known else "warn")
        self._show_faces(document, page)
        reasons = page.reading.quality.reasons if page.mode == "recognised" else ()
        said = [quality_reason(reason) for reason in reasons]
        if not document.is_known:
            said.insert(
                0,
                tr(
                    "No document was recognised. Take it again, or set its corners by hand and read."
                ),
            )
        self.quality.set("\n".join(said), "warn")
        self.quality.setVisible(bool(said))
        faces = [face_name(face) for face in document.missing_faces()]
        self.missing.setVisible(bool(faces))
        self.missing.set(tr("Still missing: {face}", face=tr(", ").join(faces)), "brand")
        self._tools.setVisible(page.mode == "recognised")
        if changed:
            self._show_page()

    def _show_faces(self, document: Document, shown: Page) -> None:
        if self._listed == (listed := ([page.id for page in document.pages], shown.id)):
            return
        self._listed = listed
        faces = QWidget()
        row = QHBoxLayout(faces)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        for page in document.pages:
            tag = TagButton(face_name(page.face), "brand" if page is shown else "plain")
            tag.clicked.connect(lambda _=False, which=page: self.face_chosen.emit(which))
            row.addWidget(tag)
        row.addStretch(1)
        self.body.replaceWidget(self._faces, faces)
        discard(self._faces)
        self._faces = faces
        faces.setVisible(len(document.pages) > 1)

    # --- corners

    def _show_page(self) -> None:
        page = self._page
        if page is None:
            return
        whole = self.whole.isChecked() and bool(page.preview)
        if page.mode == "reader":
            self._show_chip(page)
            return
        if whole or self._editing:
            self.view.set_picture(page.preview, page.scale)
            self.view.set_corners(page.reading.corners, editable=self._editing)
        else:
            upright = page.reading.upright
            self.view.set_picture(upright, image=self.image_of(upright))
        self.stack.setCurrentWidget(self.view)
        self.by_hand.setVisible(bool(page.content) and not self._editing)
        self.read_here.setVisible(self._editing)
        self.whole.setVisible(bool(page.preview) and not self._editing)

    def image_of(self, upright: bytes) -> QImage:
        """An upright face of the shown document, decoded."""
        if self._upright[0] is not upright:
            self._upright = upright, decode_jpeg(upright) if upright else QImage()
        return self._upright[1]

    def _show_chip(self, page: Page) -> None:
        """The chip has no picture of the card, only its holder's."""
        self.chip.show_portrait(page.portrait)
        self.stack.setCurrentWidget(self.chip)

    def _begin_corners(self) -> None:
        self._editing = True
        self._show_page()
        self.view.setFocus()

    def _corners_are_set(self) -> None:
        corners = self.view.corners()
        self._editing = False
        self.whole.setChecked(False)
        if corners is not None and self._page is not None:
            self.corners_set.emit(self._page, corners)
        self._show_page()

    def highlight(self, page: Page, box: Box | None) -> None:
        """Mark where a field stands, when that face is shown upright."""
        if page is self._page and not self.whole.isChecked() and not self._editing:
            self.view.set_highlight(box if box and box[2] else None)


class _Stack(QStackedWidget):
    """A stack that takes the height left by the sentences and buttons below it."""

    def minimumSizeHint(self) -> QSize:
        """Qt override: not that of the highest page."""
        return QSize(super().minimumSizeHint().width(), ROOM)

    def sizeHint(self) -> QSize:
        """Qt override: what is short of it would be taken from the others too."""
        return QSize(super().sizeHint().width(), ROOM)


class _Chip(QWidget):
    """In place of a picture: the portrait of the chip's record, and what it means."""

    def __init__(self) -> None:
        super().__init__()
        self.portrait = label("")
        self.portrait.setAccessibleName(tr("Portrait of the chip"))
        column = QVBoxLayout(self)
        column.setSpacing(theme.GAP)
        column.addStretch(1)
        column.addWidget(self.portrait, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(
            label(tr("Read from the chip"), "subtitle"), 0, Qt.AlignmentFlag.AlignHCenter
        )
        said = label(
            tr("To keep pictures of both sides, photograph them as well: they join this document."),
            "soft",
            wrap=True,
        )
        said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(said)
        column.addStretch(1)

    def show_portrait(self, jpeg: bytes) -> None:
        """The chip's own picture, twice as large as it is."""
        image = decode_jpeg(jpeg) if jpeg else QImage()
        self.portrait.clear()
        self.portrait.setVisible(not image.isNull())
        if not image.isNull():
            pixmap = QPixmap.fromImage(image)
            height = PORTRAIT_HEIGHT
            self.portrait.setPixmap(
                pixmap.scaledToHeight(height, Qt.TransformationMode.SmoothTransformation)
            )
