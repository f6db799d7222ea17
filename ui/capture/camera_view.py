"""What the camera sees, with the outline of the card, the shutter, and the choice of camera."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.document.outline import draw_outline
from ui.look import theme
from ui.widgets import icons
from ui.words.messages import error_text, tr

if TYPE_CHECKING:
    from ui.capture.camera import CameraSource

SHUTTER = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CameraView(QWidget):
    """The camera is on while this is seen. Space and Enter take the picture."""

    def __init__(self, source: CameraSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = source
        self.preview = CameraPreview(source)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(tr("Camera"))
        self.chooser.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.chooser.setMinimumContentsLength(14)
        self.chooser.activated.connect(lambda: source.choose(self.chooser.currentData()))
        self.again = QPushButton(tr("Try again"))
        self.again.clicked.connect(source.start)
        self.shutter = QPushButton(
            icons.icon("camera-outline", theme.tokens().on_brand), tr("Take picture (Space)")
        )
        self.shutter.setProperty("look", "primary")
        self.shutter.clicked.connect(source.take)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.chooser)
        row.addStretch(1)
        row.addWidget(self.again)
        row.addWidget(self.shutter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.preview, 1)
        column.addLayout(row)
        self.setFocusProxy(self.preview)
        source.state_changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        """Show what the camera's state allows."""
        source = self.source
        self.shutter.setEnabled(source.state == "on" and not source.taking)
        self.again.setVisible(source.state == "failed")
        cameras = source.cameras
        if cameras != [
            (self.chooser.itemData(row), self.chooser.itemText(row))
            for row in range(self.chooser.count())
        ]:
            self.chooser.clear()
            for camera_id, name in cameras:
                self.chooser.addItem(name, camera_id)
        self.chooser.setVisible(len(cameras) > 1)
        self.chooser.setCurrentIndex(self.chooser.findData(source.chosen))
        self.preview.say(self._words())

    def _words(self) -> str:
        if self.source.error is not None:
            return error_text(self.source.error)
        return {
            "off": tr("The camera is off."),
            "starting": tr("The camera is starting …"),
        }.get(self.source.state, "")

    def showEvent(self, event: QShowEvent) -> None:
        """Switch the camera on when the view is seen."""
        super().showEvent(event)
        self.source.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Switch the camera off when the view is not seen, also when the window is minimised."""
        super().hideEvent(event)
        self.source.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The shutter; a key that is held down takes one picture only."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if Qt.Key(event.key()) not in SHUTTER or not plain:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.source.take()


class CameraPreview(QWidget):
    """The live picture, as large as fits."""

    def __init__(self, source: CameraSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.text = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)
        self.setAccessibleName(tr("What the camera sees"))
        source.frame_changed.connect(self.update)
        source.finder.changed.connect(self._tell)

    def sizeHint(self) -> QSize:
        """Room for a camera's picture."""
        return QSize(480, 320)

    def say(self, text: str) -> None:
        """Show a sentence in place of the picture."""
        self.text = text
        self._tell()

    def _tell(self) -> None:
        seen = tr("A document is seen.") if self._source.finder.corners else ""
        self.setAccessibleDescription(self.text or seen)
        self.update()

    def outline(self) -> list[QPointF]:
        """The document's corners on this widget, none when none is seen."""
        corners = self._source.finder.corners
        place, frame = self._place(), self._source.frame
        if corners is None or frame.isNull():
            return []
        factor = place.width() / frame.width()
        return [place.topLeft() + QPointF(*corner) * factor for corner in corners]

    def _place(self) -> QRectF:
        room = self.size().toSizeF()
        size = self._source.frame.size().toSizeF().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        left, top = (room.width() - size.width()) / 2, (room.height() - size.height()) / 2
        return QRectF(QPointF(left, top), size)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The frame and the outline, or the sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(theme.tokens().read_only))
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        if not self._source.frame.isNull():
            painter.drawImage(self._place(), self._source.frame)
            points = self.outline()
            if points:
                draw_outline(painter, points)
        elif self.text:
            painter.setPen(theme.color(theme.tokens().soft))
            inside = self.rect().adjusted(theme.GAP, theme.GAP, -theme.GAP, -theme.GAP)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self.text)
        if self.hasFocus():
            painter.setPen(QPen(theme.color(theme.tokens().brand), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
