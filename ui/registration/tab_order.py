"""Tab goes in reading order: the order of the layouts, however late a field was built."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget


def reading_order(widget: QWidget) -> list[QWidget]:
    """Every widget under `widget` that Tab may reach, in the order of its layouts."""
    found: list[QWidget] = []
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        found.append(widget)
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        found += reading_order(inside) if inside is not None else []
    layout = widget.layout()
    if layout is not None:
        found += _in_layout(layout)
    return found


def _in_layout(layout: QLayout) -> list[QWidget]:
    found: list[QWidget] = []
    for n in range(layout.count()):
        item = layout.itemAt(n)
        if item is None:
            continue
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            found += reading_order(widget)
        elif inner is not None:
            found += _in_layout(inner)
    return found


def set_tab_order(widgets: list[QWidget]) -> None:
    """Chain these widgets."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)
