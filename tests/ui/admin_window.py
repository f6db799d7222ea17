"""The administration as a person of some role has it in the main window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from app.paths import Folders
from app.settings import Settings
from tests.helpers import desk as desks
from ui.admin.page import AdminPage
from ui.admin.screen import AdminScreen
from ui.desk import screens
from ui.desk.background import Background
from ui.desk.desk import Desk
from ui.frame.main_window import MainWindow
from ui.words.messages import Message, Messages

WAIT_MS = 20_000
LISTED = [each for each in screens.SCREENS if each.key == "admin"]
P = TypeVar("P", bound=AdminPage)


@dataclass
class Admin:
    """A hall, the window on it, and what the window said."""

    qtbot: QtBot
    hall: desks.Desk
    main: MainWindow
    said: list[Message] = field(default_factory=list)

    @property
    def screen(self) -> AdminScreen:
        """The administration's tab."""
        found = self.main.open_one("admin")
        assert isinstance(found, AdminScreen)
        return found

    def page(self, key: str, kind: type[P]) -> P:
        """Bring a page to the front."""
        self.screen.open_page(key)
        found = self.screen.open_pages[key]
        assert isinstance(found, kind)
        return found

    def wait(self, condition: Callable[[], bool]) -> None:
        """Let the background work until something is so."""
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)


@contextmanager
def opened(qtbot: QtBot, source: Folders, role: Role) -> Iterator[Admin]:
    """The administration of a hall of this test's own."""
    folders = desks.copy_folder(source)
    hall = desks.open_desk(folders)
    background, messages = Background(), Messages()
    desk = Desk(hall.session(role), background, messages, Settings(folders.settings))
    main = MainWindow(desk, listed=LISTED)
    admin = Admin(qtbot, hall, main)
    messages.posted.connect(admin.said.append)
    qtbot.addWidget(main)
    main.resize(1280, 720)
    with qtbot.waitActive(main):
        main.show()
        main.activateWindow()
    yield admin
    main.take_state()
    assert background.stop()
    hall.installation.close()


def choose_file(monkeypatch: pytest.MonkeyPatch, which: str, file: Path) -> None:
    """The person picks this file in the dialog."""
    monkeypatch.setattr(QFileDialog, which, lambda *_, **__: (str(file), ""))
