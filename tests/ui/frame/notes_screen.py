"""A small screen that plugs into the frame as every screen does, for the frame's own tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QPushButton, QVBoxLayout

from app.domain.permissions import Permission
from app.services.session import Written
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.requests import Request
from ui.desk.screens import Screen
from ui.widgets.panel import label
from ui.words.messages import tr

ALIVE: list[int] = []


@dataclass(frozen=True)
class Note(Request):
    """What another screen wants written down."""

    screen: str = field(default="notes", init=False)
    second: str


class NotesScreen(BaseScreen):
    """Two lines, a tick and a button; remembers what was typed."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.title = label(tr("Registration"), "title")
        self.first = QLineEdit()
        self.second = QLineEdit()
        self.tick = QCheckBox("Tick")
        self.go = QPushButton("Go")
        self.pressed = 0
        self.activated = 0
        self.drafts = 0
        self.changes_heard: list[Written] = []
        self.go.clicked.connect(self._press)
        column = QVBoxLayout(self.content)
        for part in (self.title, self.first, self.second, self.tick, self.go):
            column.addWidget(part)
        self.listen(desk.changed, self._changed)
        ALIVE.append(1)
        self.destroyed.connect(ALIVE.pop)

    def _press(self) -> None:
        self.pressed += 1

    def _changed(self, written: Written) -> None:
        self.changes_heard.append(written)

    def activate(self) -> None:
        self.activated += 1
        self.first.setFocus()

    def save_draft(self) -> None:
        self.drafts += 1

    def save_state(self) -> dict[str, Any]:
        return {"second": self.second.text()}

    def show_request(self, request: Request) -> None:
        if isinstance(request, Note):
            self.second.setText(request.second)

    def restore_state(self, state: dict[str, Any]) -> None:
        self.second.setText(state.get("second", self.second.text()))


def screen(key: str, shortcut: str, *permissions: Permission) -> Screen:
    """An entry of the registry that leads here."""
    return Screen(key, "Registration", shortcut, permissions, f"{__name__}:NotesScreen")


ABSENT = Screen("gone", "Agreements", "Ctrl+8", (), "ui.no_such_screen:Screen")
LISTED = [
    screen("home", "Ctrl+1"),
    screen("notes", "F5", Permission.CUSTOMER_REGISTER),
    screen("rules", "Ctrl+9", Permission.RULES_EDIT),
    ABSENT,
]
