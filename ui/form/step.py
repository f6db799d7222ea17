"""A step of a form: a panel whose fields scroll inside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.form.fields import Control, Fields
from ui.look import theme
from ui.widgets.panel import Panel


class Step(Panel):
    """Build into `column`; a part of many widgets takes `inside` as its parent, because one that is filled
    first and put there afterwards is styled twice."""

    def __init__(self, number: int, title: str, fields: Fields, parent: QWidget) -> None:
        super().__init__(title, parent)
        self.number = number
        self.fields = fields
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.add(self.area, 1)
        self.inside = QWidget()
        self.inside.setProperty("look", "clear")
        self.area.setWidget(self.inside)
        self.column = QVBoxLayout(self.inside)
        self.column.setContentsMargins(2, 2, theme.GAP_S, theme.GAP_S)
        self.column.setSpacing(theme.GAP_S)

    def bind(self, path: str, control: Control, name: str) -> None:
        """Make an input of this step known under its path."""
        self.fields.add(path, control, name, self.number)

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget of this step that got the focus."""
        if self.inside.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 0, theme.CONTROL)
