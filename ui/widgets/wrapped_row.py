"""Widgets beside each other like words: what finds no room goes into the next row."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem

from ui.look import theme


class WrappedRow(QLayout):
    """As wide as its widest widget at least; each widget has the size it asks for."""

    def __init__(self) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.GAP)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt override."""
        self._items.append(item)

    def count(self) -> int:
        """Qt override."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """Qt override: None past the end, as Qt asks."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Qt override."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """Qt override: neither."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Qt override."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Qt override."""
        rows = self._rows(width)
        return sum(height for height, _ in rows) + theme.GAP_XS * max(len(rows) - 1, 0)

    def sizeHint(self) -> QSize:
        """Qt override: one row."""
        sizes = [item.sizeHint() for item in self._shown()]
        width = sum(size.width() for size in sizes) + self.spacing() * max(len(sizes) - 1, 0)
        return QSize(width, max((size.height() for size in sizes), default=0))

    def minimumSize(self) -> QSize:
        """Qt override."""
        sizes = [item.sizeHint() for item in self._shown()]
        return QSize(
            max((size.width() for size in sizes), default=0),
            max((size.height() for size in sizes), default=0),
        )

    def setGeometry(self, rect: QRect) -> None:
        """Qt override: put every widget into its row, in the middle of its height."""
        super().setGeometry(rect)
        top = rect.top()
        for height, items in self._rows(rect.width()):
            left = rect.left()
            for item in items:
                size = item.sizeHint()
                item.setGeometry(QRect(QPoint(left, top + (height - size.height()) // 2), size))
                left += size.width() + self.spacing()
            top += height + theme.GAP_XS

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _rows(self, width: int) -> list[tuple[int, list[QLayoutItem]]]:
        """(height, items) of each row."""
        rows: list[tuple[int, list[QLayoutItem]]] = []
        room = 0
        for item in self._shown():
            size = item.sizeHint()
            if not rows or size.width() > room:
                rows.append((0, []))
                room = width
            height, items = rows[-1]
            rows[-1] = (max(height, size.height()), [*items, item])
            room -= size.width() + self.spacing()
        return rows
