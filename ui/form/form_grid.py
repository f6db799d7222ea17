"""Fields in two columns, one when the room is narrow; hidden ones leave no hole."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from ui.look import theme
from ui.widgets.discard import discard

NARROWEST = 250
"""Pixels of a column at text scale 1.0."""


class FormGrid(QWidget):
    """Reading order is the order of `add`: left to right, then down."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[tuple[QWidget, bool]] = []
        self._columns = 2
        self._shown: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.GAP)
        self._grid.setVerticalSpacing(theme.GAP_S)

    def add(self, widget: QWidget, *, wide: bool = False) -> None:
        """Put a widget after those there are; `wide` takes both columns."""
        self._items.append((widget, wide))
        widget.setParent(self)
        self.arrange()

    def clear(self) -> None:
        """Throw every widget away, to build the part anew."""
        for widget, _ in self._items:
            self._grid.removeWidget(widget)
            discard(widget)
        self._items.clear()
        self.arrange()

    def arrange(self) -> None:
        """Lay out what is not hidden; call it after showing or hiding a widget."""
        shown = [widget for widget, _ in self._items if not _is_hidden(widget)]
        if shown == self._shown and self._grid.property("columns") == self._columns:
            return
        self._shown = shown
        self._grid.setProperty("columns", self._columns)
        # Not takeAt, because while the item that it returns lives, Qt does not ask the next item
        # for its height again.
        for widget, _ in self._items:
            self._grid.removeWidget(widget)
        row = column = 0
        for widget, wide in self._items:
            if widget not in shown:
                continue
            span = self._columns if wide else 1
            if column + span > self._columns:
                row, column = row + 1, 0
            self._grid.addWidget(widget, row, column, 1, span, Qt.AlignmentFlag.AlignTop)
            column += span
        for n in range(2):
            self._grid.setColumnStretch(n, 1 if n < self._columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: two columns when both have room."""
        scale = self.font().pixelSize() / theme.TEXT
        self._columns = 2 if event.size().width() >= 2 * NARROWEST * scale else 1
        self.arrange()
        super().resizeEvent(event)


def _is_hidden(widget: QWidget) -> bool:
    """Hidden on purpose, not merely not shown yet."""
    return widget.isHidden() and widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)


def empty(layout: QLayout) -> None:
    """Throw away every widget of a layout, to fill it anew."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            discard(widget)
