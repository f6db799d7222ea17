"""系统管理: a list of pages on the left, about this hall above, the chosen page below it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.admin.front_stack import FrontStack
from ui.admin.hall import Hall
from ui.admin.page import AdminPage
from ui.admin.pages import ListedPage, usable
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.look import theme
from ui.widgets import icons
from ui.widgets.keys import digit_of, numbered
from ui.words.messages import tr

LIST_PADDING = 64


class AdminScreen(BaseScreen):
    """A page is built when it is first opened, and reads anew each time."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.entries: list[ListedPage] = usable(desk.session)
        self.open_pages: dict[str, AdminPage] = {}
        self.list = _PageList()
        self.list.setAccessibleName(tr("Pages of the administration"))
        self.list.setIconSize(QSize(18, 18))
        titles = [numbered(n, tr(entry.title)) for n, entry in enumerate(self.entries, start=1)]
        for entry, title in zip(self.entries, titles, strict=True):
            item = QListWidgetItem(icons.icon(entry.icon), title)
            item.setSizeHint(QSize(0, self.fontMetrics().height() * 2))
            self.list.addItem(item)
        widest = max(self.fontMetrics().horizontalAdvance(title) for title in titles)
        self.list.setFixedWidth(widest + LIST_PADDING)
        self.pages = FrontStack()
        self._lay_out()
        self.list.currentRowChanged.connect(self._show)
        self.list.setCurrentRow(0)

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(theme.GAP)
        right.addWidget(Hall(self.session.installation))
        right.addWidget(self.pages, 1)
        row = QHBoxLayout(self.content)
        row.setContentsMargins(theme.GAP_L, theme.GAP, theme.GAP_L, theme.GAP)
        row.setSpacing(theme.GAP_L)
        row.addWidget(self.list)
        row.addLayout(right, 1)

    def _show(self, number: int) -> None:
        if number < 0:
            return
        entry = self.entries[number]
        if entry.key not in self.open_pages:
            with self.desk.building_in(self.pages):
                page = entry.build(self)
            page.setAccessibleName(tr(entry.title))
            self.open_pages[entry.key] = page
            self.pages.addWidget(page)
        self.pages.setCurrentWidget(self.open_pages[entry.key])
        self.open_pages[entry.key].refresh()

    def current_key(self) -> str:
        """The key of the page in front."""
        number = self.list.currentRow()
        return self.entries[number].key if number >= 0 else ""

    def open_page(self, key: str) -> None:
        """Bring a page to the front; a role without it stays where it is."""
        keys = [entry.key for entry in self.entries]
        if key in keys:
            self.list.setCurrentRow(keys.index(key))

    def activate(self) -> None:
        """Read the page in front anew."""
        if page := self.open_pages.get(self.current_key()):
            page.refresh()
            self.list.setFocus()

    def save_state(self) -> dict[str, Any]:
        """Which page is in front, and what was being done on each."""
        said = {key: page.save_state() for key, page in self.open_pages.items()}
        kept = {key: state for key, state in said.items() if state}
        return {"page": self.current_key(), **({"kept": kept} if kept else {})}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Bring the pages back."""
        for key, kept in state.get("kept", {}).items():
            self.open_page(key)
            if page := self.open_pages.get(key):
                page.restore_state(kept)
        self.open_page(str(state.get("page", "")))


class _PageList(QListWidget):
    """A digit opens the page that bears it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: digits choose a row."""
        number = digit_of(event)
        if 0 < number <= self.count():
            self.setCurrentRow(number - 1)
        else:
            super().keyPressEvent(event)
