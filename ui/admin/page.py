"""One page of the administration, and the parts that several pages are laid out with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ui.desk.base_screen import BaseScreen
from ui.look import theme
from ui.widgets.panel import label
from ui.words.messages import tr
from ui.words.moment_text import moment_text


class AdminPage(QWidget):
    """Build into `body`, below the title and a sentence that says what the page is for."""

    def __init__(self, screen: BaseScreen, title: str, purpose: str) -> None:
        super().__init__(screen.desk.place)
        self.host = screen
        self.head = QHBoxLayout()
        self.head.setSpacing(theme.GAP_S)
        self.head.addWidget(label(title, "title"))
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(theme.GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addLayout(self.head)
        column.addWidget(label(purpose, "soft", wrap=True))
        column.addLayout(self.body, 1)

    def hasHeightForWidth(self) -> bool:
        """Qt override: a page takes the height that there is; its tables scroll, not the screen."""
        return False

    def refresh(self) -> None:
        """Read anew; called whenever the page comes to the front."""

    def save_state(self) -> dict[str, Any]:
        """What brings the page back after a lock, as BaseScreen.save_state: never personal data."""
        return {}

    def restore_state(self, state: dict[str, Any]) -> None:
        """The inverse of `save_state`."""

    def moment(self, instant: datetime) -> str:
        """An instant on the clock of the hall, to the minute."""
        return moment_text(instant, self.host.session)


def word(text: str, look: str = "") -> QLabel:
    """A wrapped label at the top of its cell, whose text can be marked and copied."""
    result = label(text, look, wrap=True)
    result.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    result.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return result


def days_ago(days: int) -> str:
    """How long ago a day was, in words."""
    if days <= 0:
        return tr("today")
    return tr("yesterday") if days == 1 else tr("{n} days ago", n=days)
