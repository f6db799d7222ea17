"""A cell of a table that is a tag: a word in its tone."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from ui.look import theme

TONE = Qt.ItemDataRole.UserRole + 2
"""the role that says a cell's tone"""


class TagDelegate(QStyledItemDelegate):
    """Draws a cell with a tone as a tag; Qt has no such cell of its own."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Qt override."""
        tone = index.data(TONE)
        text = index.data(Qt.ItemDataRole.DisplayRole)
        if not tone or not text:
            super().paint(painter, option, index)
            return
        blank = QStyleOptionViewItem(option)
        self.initStyleOption(blank, index)
        blank.text = ""
        view = blank.widget
        view.style().drawControl(view.style().ControlElement.CE_ItemViewItem, blank, painter, view)
        metrics = blank.fontMetrics
        height = metrics.height() + 4
        box = blank.rect.adjusted(6, 0, 0, 0)
        box.setTop(box.center().y() - height // 2)
        box.setHeight(height)
        box.setWidth(min(metrics.horizontalAdvance(text) + 16, blank.rect.width() - 8))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(theme.tokens().ground(tone)))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme.color(theme.tokens().text_on(tone)))
        said = metrics.elidedText(text, Qt.TextElideMode.ElideRight, box.width() - 8)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, said)
        painter.restore()
