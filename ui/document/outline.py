"""Lines that can be seen on any picture: the colour, and a darker or lighter one around it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPainterPath, QPen, QPolygonF

from ui.look import theme

LINE = 2.0
CASING = 2.0
HANDLE = 9.0
"""Pixels from a corner's middle to its ring; the place that can be grabbed is larger."""
SHADE = 110


def draw_outline(painter: QPainter, points: Sequence[QPointF]) -> None:
    """A closed line through `points`."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens():
        painter.setPen(pen)
        painter.drawPolygon(QPolygonF(points))


def draw_thin_outline(painter: QPainter, points: Sequence[QPointF]) -> None:
    """The same under a lens, where the line must not hide the edge that it is laid on."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.color(theme.tokens().brand), 1.0))
    painter.drawPolygon(QPolygonF(points))


def draw_box(painter: QPainter, box: QRectF) -> None:
    """A marked place."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for pen in _pens():
        painter.setPen(pen)
        painter.drawRoundedRect(box, theme.GAP_XS, theme.GAP_XS)


def draw_handle(painter: QPainter, at: QPointF, *, chosen: bool) -> None:
    """A ring to take hold of; filled when it is the chosen one."""
    for pen in _pens():
        painter.setPen(pen)
        painter.setBrush(
            QBrush(theme.color(theme.tokens().brand)) if chosen else Qt.BrushStyle.NoBrush
        )
        painter.drawEllipse(at, HANDLE, HANDLE)
    if chosen:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(theme.tokens().on_brand))
        painter.drawEllipse(at, 2.0, 2.0)


def shade_outside(painter: QPainter, points: Sequence[QPointF], picture: QRectF) -> None:
    """Make what lies outside of `points` step back."""
    path = QPainterPath()
    path.addRect(picture)
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    color = theme.color(theme.tokens().background)
    color.setAlpha(SHADE)
    painter.fillPath(path, color)  # odd-even: the polygon is a hole


def _pens() -> tuple[QPen, QPen]:
    t = theme.tokens()
    casing = QPen(theme.color(t.on_brand), LINE + 2 * CASING)
    line = QPen(theme.color(t.brand), LINE)
    for pen in (casing, line):
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return casing, line
