"""A step of the form: a card whose fields scroll inside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from ui.document.document_head import DocumentHead
from ui.look import theme
from ui.registration.fields import Control, Fields
from ui.registration.live_check import View
from ui.widgets.card import Card

BUSINESS, DOCUMENT, PERSON, FEES, CONFIRM = range(5)


class Step(Card):
    """Build into `column`; `show_view` is told after every change."""

    capture_wanted = Signal(str)
    """the person whose document is to be read or photographed"""
    clear_wanted = Signal(str)
    """the person whose document is to be taken out again"""

    def __init__(self, number: int, title: str, fields: Fields) -> None:
        super().__init__(title)
        self.number = number
        self.fields = fields
        inside = QWidget()
        inside.setProperty("look", "clear")
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(2, 2, theme.GAP_S, theme.GAP_S)
        self.column.setSpacing(theme.GAP_S)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inside)
        self.add(self.area, 1)

    def bind(self, path: str, control: Control, name: str) -> None:
        """Make an input of this step known under its path."""
        self.fields.add(path, control, name, self.number)

    def watch(self, head: DocumentHead) -> None:
        """Hand on what is pressed above a document."""
        head.capture_wanted.connect(self.capture_wanted)
        head.clear_wanted.connect(self.clear_wanted)

    def show_view(self, view: View) -> None:
        """Show what depends on other fields."""

    def bring_into_sight(self, widget: QWidget) -> None:
        """Scroll to a widget of this step that got the focus."""
        inside = self.area.widget()
        if inside is not None and inside.isAncestorOf(widget):
            self.area.ensureWidgetVisible(widget, 0, theme.CONTROL)
