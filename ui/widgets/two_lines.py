"""List items of two lines: a name with a word at its right, and smaller words below."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.look import theme

Index = QModelIndex | QPersistentModelIndex
Spans = tuple[tuple[int, int], ...]
PAD = 8


class TwoLines(QStyledItemDelegate):
    """`lines` tells an item's name, the word at its right and the line below; Qt's own has one line.

    `bold` tells (begin, end) of what of the name is bold. An item without a name is words that wrap.
    """

    def __init__(
        self,
        lines: Callable[[Index], tuple[str, str, str]],
        parent: QObject,
        bold: Callable[[Index], Spans] | None = None,
    ) -> None:
        super().__init__(parent)
        self._lines = lines
        self._bold = bold

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Qt override."""
        own = index.data(Qt.ItemDataRole.SizeHintRole)
        return own if own is not None else QSize(10, 2 * option.fontMetrics.height() + PAD + 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Qt override: the ground as the style draws it, then the texts; faint in a dead list."""
        ground = QStyleOptionViewItem(option)
        self.initStyleOption(ground, index)
        ground.text = ""
        view = ground.widget
        view.style().drawControl(QStyle.ControlElement.CE_ItemViewItem, ground, painter, view)
        name, word, below = self._lines(index)
        t = theme.tokens()
        is_dead = not view.isEnabled()
        box = ground.rect.adjusted(PAD, PAD // 2, -PAD, -PAD // 2)
        upper, lower = box.adjusted(0, 0, 0, 0), box.adjusted(0, 0, 0, 0)
        upper.setHeight(box.height() // 2)
        lower.setTop(upper.bottom())
        painter.save()
        big = ground.font
        small = _small(big)
        painter.setFont(small)
        painter.setPen(theme.color(t.faint if is_dead else t.soft))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        if not name:
            painter.drawText(box, left | Qt.TextFlag.TextWordWrap, below)
            painter.restore()
            return
        painter.drawText(upper, right, word)
        word_width = painter.fontMetrics().horizontalAdvance(word) + PAD
        short = painter.fontMetrics().elidedText(below, Qt.TextElideMode.ElideMiddle, lower.width())
        painter.drawText(lower, left, short)
        painter.setFont(big)
        painter.setPen(theme.color(t.faint if is_dead else t.ink))
        room = upper.adjusted(0, 0, -word_width, 0)
        spans = self._bold(index) if self._bold is not None else ()
        if spans:
            _draw_runs(painter, room, name, spans)
        else:
            name = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, left, name)
        painter.restore()


def _small(big: QFont) -> QFont:
    return theme.font(round(big.pixelSize() * theme.SMALL / theme.TEXT))


def small_metrics(big: QFont) -> QFontMetrics:
    """The measures of the smaller words in a list of this font."""
    return QFontMetrics(_small(big))


def _draw_runs(painter: QPainter, room: QRect, name: str, spans: Spans) -> None:
    """The name with some of it bold, plain text as ever. Where it is too long its beginning goes: what
    tells addresses apart stands at the end."""
    plain, bold = QFont(painter.font()), QFont(painter.font())
    bold.setBold(True)
    edges = sorted({0, len(name), *(edge for span in spans for edge in span)})
    runs = [
        (name[begin:end], bold if any(b <= begin < e for b, e in spans) else plain)
        for begin, end in pairwise(edges)
    ]
    over = sum(QFontMetrics(font).horizontalAdvance(text) for text, font in runs) - room.width()
    if over > 0:
        text, font = runs[0]
        left = max(QFontMetrics(font).horizontalAdvance(text) - over, 0)
        runs[0] = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideLeft, left), font
    for text, font in runs:
        painter.setFont(font)
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        room = room.adjusted(QFontMetrics(font).horizontalAdvance(text), 0, 0, 0)
