"""List items of two lines: a name with a word at its right, and smaller words below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import theme

Index = QModelIndex | QPersistentModelIndex
PAD = 8


class TwoLines(QStyledItemDelegate):
    """`lines` tells an item's name, the word at its right and the line below; Qt's own has one line."""

    def __init__(self, lines: Callable[[Index], tuple[str, str, str]], parent: QObject) -> None:
        super().__init__(parent)
        self._lines = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt override."""
        return QSize(10, 2 * option.fontMetrics.height() + PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt override: the ground as the style draws it, then the texts."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        view = ground.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, view)
        name, word, below = self._lines(index)
        t = theme.tokens()
        box = ground.rect.adjusted(PAD, PAD // 2, -PAD, -PAD // 2)
        upper, lower = box.adjusted(0, 0, 0, 0), box.adjusted(0, 0, 0, 0)
        upper.setHeight(box.height() // 2)
        lower.setTop(upper.bottom())
        painter.save()
        big = ground.font
        small = theme.font(round(big.pixelSize() * theme.SMALL / theme.TEXT))
        painter.setFont(small)
        painter.setPen(theme.color(t.soft))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, right, word)
        word_width = painter.fontMetrics().horizontalAdvance(word) + PAD
        short = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideMiddle, lower.width())
        painter.drawText(lower, left, short)
        painter.setFont(big)
        painter.setPen(theme.color(t.ink))
        room = upper.adjusted(0, 0, -word_width, 0)
        name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, left, name)
        painter.restore()
