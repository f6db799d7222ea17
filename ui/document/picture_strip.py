"""The pictures of the open form, small; they never come larger than this outside of the capture tab."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.services.drafts import DraftImage
from app.services.identity import KeptImage
from ui.look import theme
from ui.widgets import icons
from ui.widgets.discard import discard
from ui.widgets.panel import label
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.picture_names import kind_name, whose_name

HEIGHT = 44


class PictureStrip(QWidget):
    """`remove_wanted` names a picture. Nothing is shown while there is none."""

    remove_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._images: tuple[DraftImage, ...] = ()
        self._small: dict[tuple[UUID, int], QPixmap] = {}
        """what is decoded already; a picture that is taken again has the same id and other bytes"""
        self.title = label(tr("Pictures"), "bold")
        self.refused = Notice(
            tr("The customer did not agree that pictures are kept: they are thrown away."), "warn"
        )
        self.refused.hide()
        self.missing = Notice("", "warn")
        self._lines = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.GAP_XS)
        self._column.addWidget(self.title)
        self._column.addWidget(self.refused)
        self._column.addWidget(self.missing)
        self._column.addWidget(self._lines)
        self.hide()

    def show_images(self, images: tuple[DraftImage, ...]) -> None:
        """Draw what is kept with the form."""
        self._images = images
        known, self._small = self._small, {}
        for each in images:
            key = (each.id, id(each.image.thumbnail))
            self._small[key] = known[key] if key in known else _small(each.image.thumbnail)
        lines = QWidget()
        column = QVBoxLayout(lines)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_XS)
        for each in images:
            column.addWidget(self._line(each))
        self._column.replaceWidget(self._lines, lines)
        discard(self._lines)
        self._lines = lines
        kinds = {(each.image.whose, each.image.kind) for each in images}
        half = [
            whose
            for whose, kind in sorted(kinds)
            if kind == "front" and (whose, "back") not in kinds
        ]
        half = [whose for whose in half if (whose, "portrait") not in kinds]
        who = tr(", ").join(whose_name(whose) for whose in half)
        self.missing.set(tr("The emblem side is missing: {who}", who=who), "warn")
        self.missing.setVisible(bool(half))
        self.setVisible(bool(images))

    def show_refused(self, agreed: Mapping[str, str]) -> None:
        """Say it when what the customer answered keeps pictures from being kept."""
        kinds = {each.image.kind for each in self._images} - {"attachment"}
        asked = {"live_photo" if kind == "live_photo" else "id_image" for kind in kinds}
        self.refused.setVisible(any(agreed.get(purpose) == "refuse" for purpose in asked))

    def _line(self, each: DraftImage) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP_S)
        picture = QLabel()
        picture.setPixmap(self._small[each.id, id(each.image.thumbnail)])
        row.addWidget(picture)
        name = picture_name(each.image)
        row.addWidget(label(name, "small", wrap=True), 1)
        out = QPushButton(icons.icon("close"), "")
        out.setProperty("look", "icon")
        out.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        out.setAccessibleName(tr("Take out: {picture}", picture=name))
        out.setToolTip(tr("Take out"))
        out.clicked.connect(lambda _=False, which=each.id: self._remove(which))
        row.addWidget(out)
        return line

    def _remove(self, image_id: UUID) -> None:
        self.remove_wanted.emit(image_id)


def _small(jpeg: bytes) -> QPixmap:
    pixmap = QPixmap()
    if not pixmap.loadFromData(jpeg, "JPG"):  # the thumbnail that this program made
        return pixmap
    return pixmap.scaledToHeight(HEIGHT, Qt.TransformationMode.SmoothTransformation)


def picture_name(image: KeptImage) -> str:
    """'Guardian · portrait side'."""
    return f"{whose_name(image.whose)} · {image.title or kind_name(image.kind)}"
