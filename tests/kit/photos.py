"""Pictures for the capture tab's tests, made with Qt; nobody's card is on them."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QBuffer, QIODevice, QPointF
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

CARD = ((90.0, 80.0), (520.0, 60.0), (540.0, 340.0), (80.0, 330.0))


def photo(
    width: int = 640, height: int = 400, corners: Iterable[tuple[float, float]] = CARD
) -> QImage:
    """A light card on dark ground, with lines where text would be."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#4A4038"))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(QColor("#DCE6EE"))
    painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
    for row in range(5):
        for column in range(9):
            painter.fillRect(130 + 22 * column, 116 + 38 * row, 13, 14, QColor("#33506B"))
    painter.end()
    return image


def file_of(image: QImage, kind: str = "jpg") -> bytes:
    """The bytes of a picture file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def jpeg(width: int = 640, height: int = 400) -> bytes:
    """A whole JPEG of that many pixels."""
    return file_of(photo(width, height))
