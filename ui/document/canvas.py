"""A picture on a widget: fitted, zoomed, moved about. A subclass draws upon it. Only JPEGs of our
own reading process come here, so decoding takes milliseconds; their size is checked all the same.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QBuffer, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.capture.picture_header import CaptureRefused, read_header
from ui.look import theme

LONGEST = 2100
"""Pixels. Larger would keep the window waiting: it is not shown."""
MARGIN = 14
STEP = 1.25
LARGEST = 8.0
WHEEL_NOTCH = 120
ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


def decode_jpeg(jpeg: bytes, height: int = 0) -> QImage:
    """The pixels of a JPEG of our own reading process; a null image for anything else.

    With a `height` it comes that small, which takes a tenth of the time.
    """
    try:
        header = read_header(jpeg)
    except CaptureRefused:
        return QImage()
    if header.kind != "jpeg" or max(header.width, header.height) > LONGEST:
        return QImage()
    buffer = QBuffer()
    buffer.setData(jpeg)
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, b"jpeg")
    if height:
        reader.setScaledSize(QSize(max(round(header.width * height / header.height), 1), height))
    return reader.read()


class Canvas(QWidget):
    """Wheel, Ctrl+plus and Ctrl+minus zoom; Ctrl+0 fits; a double click or 1 shows 1:1; dragging
    or the arrow keys move an enlarged picture."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.image = QImage()
        self.zoom: float | None = None
        """Widget pixels for one pixel of the picture; None = fitted."""
        self._middle = QPointF()
        self._small = QImage()
        self._grabbed: QPointF | None = None
        self.empty_text = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(160, 120)

    def sizeHint(self) -> QSize:
        """Room for a card."""
        return QSize(480, 320)

    def show_image(self, image: QImage) -> None:
        """Put another picture here, fitted."""
        self.image = image
        self._small = QImage()
        self.fit()

    # --- zoom

    @property
    def fitted(self) -> float:
        """The zoom at which the whole picture shows."""
        if self.image.isNull():
            return 1.0
        across = max(self.width() - 2 * MARGIN, 1) / self.image.width()
        down = max(self.height() - 2 * MARGIN, 1) / self.image.height()
        return min(across, down)

    @property
    def factor(self) -> float:
        """The zoom in use."""
        return self.fitted if self.zoom is None else self.zoom

    def fit(self) -> None:
        """Show the whole picture."""
        self.zoom = None
        self._middle = QPointF(self.image.width() / 2, self.image.height() / 2)
        self.update()

    def actual_size(self) -> None:
        """Show one pixel of the picture as one of the screen."""
        self._set_zoom(1 / self.devicePixelRatioF(), self.rect().toRectF().center())

    def zoom_in(self) -> None:
        """One step larger."""
        self._set_zoom(self.factor * STEP, self.rect().toRectF().center())

    def zoom_out(self) -> None:
        """One step smaller, at most until the whole picture shows."""
        self._set_zoom(self.factor / STEP, self.rect().toRectF().center())

    def bring_to_sight(self, point: QPointF) -> None:
        """Move an enlarged picture so that this pixel of it is in the middle."""
        if self.zoom is not None:
            self._move_to(point)

    def _set_zoom(self, zoom: float, around: QPointF) -> None:
        if self.image.isNull():
            return
        if zoom <= self.fitted:
            self.fit()
            return
        held = self.to_image(around)
        self.zoom = min(zoom, LARGEST)
        self._move_to(held - (around - self.rect().toRectF().center()) / self.zoom)

    def _move_to(self, middle: QPointF) -> None:
        def within(value: float, side: int, room: int) -> float:
            half = room / 2 / self.factor
            return side / 2 if side < 2 * half else min(max(value, half), side - half)

        self._middle = QPointF(
            within(middle.x(), self.image.width(), self.width() - 2 * MARGIN),
            within(middle.y(), self.image.height(), self.height() - 2 * MARGIN),
        )
        self.update()

    # --- from picture to widget and back

    def to_widget(self, point: QPointF) -> QPointF:
        """Where a pixel of the picture is on the widget."""
        return self.rect().toRectF().center() + (point - self._middle) * self.factor

    def to_image(self, point: QPointF) -> QPointF:
        """Which pixel of the picture is at a place of the widget."""
        return self._middle + (point - self.rect().toRectF().center()) / self.factor

    @property
    def shown(self) -> QRectF:
        """The picture's place on the widget, also where it is beyond the edge."""
        size = self.image.deviceIndependentSize() * self.factor
        return QRectF(self.to_widget(QPointF(0, 0)), size)

    # --- painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The ground, the picture, and what the subclass draws over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(theme.tokens().read_only))
        if self.image.isNull():
            painter.setPen(theme.color(theme.tokens().soft))
            inside = self.rect().adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(inside, flags, self.empty_text)
        else:
            painter.setRenderHints(
                QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
            )
            painter.drawImage(self.shown, self._at_size())
            self.paint_over(painter)
        if self.hasFocus():
            painter.setPen(QPen(theme.color(theme.tokens().brand), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def paint_over(self, painter: QPainter) -> None:
        """Draw upon the picture, in widget pixels."""

    def _at_size(self) -> QImage:
        """The picture, made smaller once where the painter's own way would flicker."""
        ratio = self.factor * self.devicePixelRatioF()
        if ratio > 0.75:
            return self.image
        size = (self.image.size().toSizeF() * ratio).toSize().expandedTo(QSize(1, 1))
        if self._small.size() != size:
            self._small = self.image.scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        return self._small

    # --- hand and keys

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep what is in the middle there."""
        super().resizeEvent(event)
        if not self.image.isNull():
            self._move_to(self._middle)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom around the pointer."""
        notches = event.angleDelta().y() / WHEEL_NOTCH
        if notches and not self.image.isNull():
            self._set_zoom(self.factor * STEP**notches, event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an enlarged picture."""
        if event.button() == Qt.MouseButton.LeftButton and self.zoom is not None:
            self._grabbed = self.to_image(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move it."""
        if self._grabbed is not None:
            self._move_to(self._middle + self._grabbed - self.to_image(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        self._grabbed = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Between the whole picture and 1:1."""
        if self.zoom is None:
            self._set_zoom(1 / self.devicePixelRatioF(), event.position())
        else:
            self.fit()

    def event(self, event: QEvent) -> bool:
        """Ctrl with plus, minus or 0 belongs to the picture while it has the focus."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._zoom_key(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Zoom, or move an enlarged picture; other keys are the screen's."""
        act = self._zoom_key(event)
        step = ARROWS.get(Qt.Key(event.key()))
        if act is not None:
            act()
        elif step is not None and self.zoom is not None:
            self._move_to(self._middle + QPointF(*step) * (40 / self.factor))
        else:
            super().keyPressEvent(event)

    def _zoom_key(self, event: QKeyEvent) -> Callable[[], None] | None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return {
                Qt.Key.Key_Plus: self.zoom_in,
                Qt.Key.Key_Equal: self.zoom_in,
                Qt.Key.Key_Minus: self.zoom_out,
                Qt.Key.Key_0: self.fit,
            }.get(Qt.Key(event.key()))
        return self.actual_size if event.key() == Qt.Key.Key_1 else None
