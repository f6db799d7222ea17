"""The photo of a document with its four corners to be moved, and the patch that a field came from."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.capture.reading import Box, Corners
from ui.document.canvas import ARROWS, Canvas, decode_jpeg
from ui.document.outline import (
    draw_box,
    draw_handle,
    draw_outline,
    draw_thin_outline,
    shade_outside,
)
from ui.document.quadrilateral import moved, scaled
from ui.look import theme
from ui.words.messages import tr

GRAB = 16.0
"""Pixels from a corner's middle at which it can still be taken hold of: a place of 32."""
KEY_STEP, KEY_STRIDE = 1, 10
"""Pixels of the picture as it is shown here at full size; the stride is with Shift."""
LENS = 132
LENS_ZOOM = 3.0
"""At least so much larger than the view shows it."""
LENS_AWAY = 28


class PictureView(Canvas):
    """Tab goes through the corners, the arrow keys move the chosen one."""

    corners_changed = Signal(object)
    """Corners in pixels of the picture, with every move of a person"""

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(name or tr("Picture of the document"), parent)
        self._scale = 1.0
        self._corners: Corners | None = None
        self._editable = False
        self._chosen: int | None = None
        self._dragged: QPointF | None = None
        self._highlight: QRectF | None = None
        self.setMouseTracking(True)

    # --- what is shown

    def set_picture(self, jpeg: bytes, scale: float = 1.0, image: QImage | None = None) -> None:
        """Show a JPEG that our own reading process made; empty bytes show nothing.

        `scale` is its pixels for one pixel of the picture that corners and boxes are told in: 0.5
        when the JPEG is half as large; `image` is what it decodes to, where that is known. Corners
        and highlight of the picture before are dropped.
        """
        if image is None:
            image = decode_jpeg(jpeg) if jpeg else QImage()
        self.empty_text = tr("This picture cannot be shown.") if jpeg and image.isNull() else ""
        self._scale = scale
        self._highlight = None
        self.set_corners(None)
        self.show_image(image)

    def corners(self) -> Corners | None:
        """The corners as they are now, in pixels of the picture."""
        return None if self._corners is None else scaled(self._corners, 1 / self._scale)

    def set_corners(self, corners: Corners | None, editable: bool = False) -> None:
        """Draw the outline of a document; `editable` lets a person move its corners."""
        self._corners = None if corners is None else scaled(corners, self._scale)
        self._editable = editable and corners is not None
        if not self._editable:
            self._chosen = self._dragged = None
        self._tell_corner()
        self.update()

    def set_highlight(self, box: Box | None) -> None:
        """Mark the place that a field was read from; None marks nothing."""
        self._highlight = None
        if box is not None and box[2] > 0 and box[3] > 0:
            left, top, width, height = (side * self._scale for side in box)
            self._highlight = QRectF(left, top, width, height)
            self.bring_to_sight(self._highlight.center())
        self.update()

    # --- painting

    def paint_over(self, painter: QPainter) -> None:
        """Outline, handles, the marked box, and the lens while a corner is moved."""
        if self._corners is not None:
            points = self._points()
            if self._editable:
                shade_outside(painter, points, self.shown)
            draw_outline(painter, points)
            if self._editable:
                for index, point in enumerate(points):
                    draw_handle(painter, point, chosen=index == self._chosen)
        if self._highlight is not None:
            place = QRectF(
                self.to_widget(self._highlight.topLeft()),
                self.to_widget(self._highlight.bottomRight()),
            )
            draw_box(painter, place.adjusted(-3, -3, 3, 3))
        if self._editable and self._chosen is not None:
            self._paint_lens(painter, self._points()[self._chosen])

    def _paint_lens(self, painter: QPainter, at: QPointF) -> None:
        """The surroundings of the corner, enlarged: the edge of a card is one pixel wide."""
        lens = self._lens_place(at)
        zoom = max(self.factor * LENS_ZOOM, 1.0)
        side = LENS / zoom
        middle = self.to_image(at)
        source = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.save()
        painter.setClipRect(lens)
        painter.fillRect(lens, theme.color(theme.tokens().read_only))
        painter.drawImage(lens, self.image, source)
        assert self._corners is not None
        centre = lens.center()
        draw_thin_outline(
            painter, [centre + (QPointF(*corner) - middle) * zoom for corner in self._corners]
        )
        painter.restore()
        painter.setPen(QPen(theme.color(theme.tokens().brand), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(lens)

    def _lens_place(self, at: QPointF) -> QRectF:
        """Beside the corner, towards the middle of the widget, so that it is always whole."""
        right = at.x() < self.width() / 2
        below = at.y() < self.height() / 2
        left = at.x() + LENS_AWAY if right else at.x() - LENS_AWAY - LENS
        top = at.y() + LENS_AWAY if below else at.y() - LENS_AWAY - LENS
        left = min(max(left, 1.0), max(self.width() - LENS - 2.0, 1.0))
        top = min(max(top, 1.0), max(self.height() - LENS - 2.0, 1.0))
        return QRectF(left, top, LENS, LENS)

    def _points(self) -> list[QPointF]:
        return [self.to_widget(QPointF(*corner)) for corner in self._corners or ()]

    # --- the hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a corner, else of the picture."""
        index = self._corner_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or index is None:
            super().mousePressEvent(event)
            return
        self._dragged = self._points()[index] - event.position()
        self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Move the corner; show where one can be taken hold of."""
        if self._dragged is not None:
            self._move_chosen(self.to_image(event.position() + self._dragged))
            return
        over = self._corner_at(event.position()) is not None
        self.setCursor(Qt.CursorShape.SizeAllCursor if over else Qt.CursorShape.ArrowCursor)
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let go."""
        self._dragged = None
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A corner is no place to zoom at."""
        if self._corner_at(event.position()) is None:
            super().mouseDoubleClickEvent(event)

    def _corner_at(self, place: QPointF) -> int | None:
        if not self._editable:
            return None
        away = [(point - place).manhattanLength() for point in self._points()]
        nearest = min(range(4), key=away.__getitem__)
        offset = self._points()[nearest] - place
        inside = max(abs(offset.x()), abs(offset.y())) <= GRAB
        return nearest if inside else None

    # --- the keyboard

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tab comes to the first corner, or back to the last."""
        if self._editable and event.reason() == Qt.FocusReason.TabFocusReason:
            self._choose(0)
        elif self._editable and event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._choose(3)
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No corner is chosen while the focus is elsewhere."""
        self._dragged = None
        self._choose(None)
        super().focusOutEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """To the next corner, and after the last one out of the picture."""
        if self._editable and self.hasFocus():
            before = (-1 if forward else 4) if self._chosen is None else self._chosen
            following = before + (1 if forward else -1)
            if 0 <= following < 4:
                self._choose(following)
                return True
        return super().focusNextPrevChild(forward)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the chosen corner by a pixel, with Shift by ten."""
        step = ARROWS.get(Qt.Key(event.key()))
        if step is None or self._chosen is None or self._corners is None:
            super().keyPressEvent(event)
            return
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        length = KEY_STRIDE if shift else KEY_STEP
        corner = QPointF(*self._corners[self._chosen])
        self._move_chosen(corner + QPointF(*step) * length)

    # --- moving

    def _choose(self, index: int | None) -> None:
        self._chosen = index
        if index is not None and self._corners is not None:
            point = self._points()[index]
            if not self.rect().toRectF().contains(point):
                self.bring_to_sight(QPointF(*self._corners[index]))
        self._tell_corner()
        self.update()

    def _move_chosen(self, to: QPointF) -> None:
        if self._corners is None or self._chosen is None:
            return
        size = self.image.size()
        target = (to.x(), to.y())
        self._corners = moved(self._corners, self._chosen, target, size.width(), size.height())
        self._tell_corner()
        self.update()
        self.corners_changed.emit(self.corners())

    def _tell_corner(self) -> None:
        """A screen reader hears which corner is chosen and where it is."""
        corners = self.corners()
        if corners is None or self._chosen is None:
            self.setAccessibleDescription("")
            return
        x, y = corners[self._chosen]
        self.setAccessibleDescription(
            tr("Corner {n} of 4 at {x}, {y}", n=self._chosen + 1, x=round(x), y=round(y))
        )


class PatchView(QWidget):
    """A small part of the upright document, enlarged: what stands there, beside what was read."""

    HEIGHT = 64

    def __init__(self, name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._patch = QImage()
        self._decoded: tuple[bytes, QImage] = (b"", QImage())
        self.setAccessibleName(name or tr("What stands on the document"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self.HEIGHT)

    def set_patch(self, upright: QImage | bytes, box: Box | None) -> None:
        """Show this box (left, top, width, height) of the upright document with a little around it.

        Several patches of one document share the image of `decode_jpeg`, or a PictureView's
        `image`. A box without size, or None, shows nothing.
        """
        if isinstance(upright, bytes):
            if upright is not self._decoded[0]:  # the fields of one face come from one picture
                self._decoded = (upright, decode_jpeg(upright) if upright else QImage())
            image = self._decoded[1]
        else:
            image = upright
        self._patch = QImage()
        if box is not None and box[2] > 0 and box[3] > 0:
            left, top, width, height = box
            around = max(round(height * 0.2), 4)
            place = QRectF(left, top, width, height).toRect()
            place = place.adjusted(-around, -around, around, around).intersected(image.rect())
            self._patch = image.copy(place) if not place.isEmpty() else QImage()
        self.updateGeometry()
        self.update()

    @property
    def patch(self) -> QImage:
        """What is shown, in its own pixels."""
        return self._patch

    def sizeHint(self) -> QSize:
        """As wide as the patch is at this height."""
        if self._patch.isNull():
            return QSize(0, self.HEIGHT)
        wide = self._patch.width() * self.HEIGHT / self._patch.height()
        return QSize(min(round(wide), 480), self.HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The patch, as large as fits, at the left: where reading begins."""
        if self._patch.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        room = self.size().toSizeF()
        size = self._patch.size().toSizeF().scaled(room, Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(0, (room.height() - size.height()) / 2, size.width(), size.height())
        painter.drawImage(place, self._patch)
        painter.setPen(theme.color(theme.tokens().line))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        painter.end()
