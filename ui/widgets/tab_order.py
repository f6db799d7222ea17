"""Tab goes in reading order: the order of the layouts, however late a field was built; what leaves comes
last where it stands."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLayout, QScrollArea, QWidget

LEAVES = "leaves"
_NO_TAB = (Qt.FocusPolicy.NoFocus, Qt.FocusPolicy.ClickFocus)


def leaves(*buttons: QWidget) -> None:
    """These buttons leave a page, or throw away what stands there: they come after everything else beside
    them, and Enter neither comes to them nor presses them (screens.md rule 13)."""
    for button in buttons:
        button.setProperty(LEAVES, True)


def reading_order(widget: QWidget) -> list[QWidget]:
    """Every widget under `widget` that Tab may reach, in the order of its layouts."""
    found: list[QWidget] = []
    if widget.focusPolicy() not in _NO_TAB:  # an operation on flags takes longer
        found.append(widget)
    if isinstance(widget, QScrollArea):
        inside = widget.widget()
        found += reading_order(inside) if inside is not None else []
    layout = widget.layout()
    if layout is not None:
        found += _in_layout(layout)
    last = [each for each in found if each.parentWidget() is widget and each.property(LEAVES)]
    return [*(each for each in found if each not in last), *last]


def _in_layout(layout: QLayout) -> list[QWidget]:
    """In the order of the layout, by `indexOf`: `itemAt` would leave Python holding layout items that
    Qt deletes with their widgets, and the program crashes when their memory is used again.
    """
    host = layout.parentWidget()
    parts = [*(host.children() if host is not None else []), *layout.children()]
    placed = [
        (index, part)
        for part in parts
        if isinstance(part, QWidget | QLayout) and (index := layout.indexOf(part)) >= 0
    ]
    found: list[QWidget] = []
    for _, part in sorted(placed, key=lambda one: one[0]):
        found += reading_order(part) if isinstance(part, QWidget) else _in_layout(part)
    return found


def set_tab_order(widgets: list[QWidget]) -> None:
    """Chain these widgets."""
    for first, second in pairwise(widgets):
        QWidget.setTabOrder(first, second)
