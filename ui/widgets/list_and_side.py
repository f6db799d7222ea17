"""A list, and beside it what is chosen in it: as wide as a form needs, growing with the text."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.look import theme
from ui.widgets.panel import scrolled
from ui.widgets.table import Table

SIDE_LINES = 19
"""Width of the side in heights of a line of text."""


class ListAndSide(QWidget):
    """The list takes the room that the side leaves; the side scrolls."""

    def __init__(self, table: Table[Any], side: QWidget) -> None:
        super().__init__()
        area = scrolled(side)
        area.setFixedWidth(area.fontMetrics().height() * SIDE_LINES)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GAP)
        row.addWidget(table, 1)
        row.addWidget(area)
