"""The administration as a person of some role has it in the main window."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit.person import Person
from ui.admin.page import AdminPage
from ui.admin.screen import AdminScreen
from ui.desk.background import Background

P = TypeVar("P", bound=AdminPage)


class Admin(Person):
    """A person at the administration's tab."""

    @property
    def screen(self) -> AdminScreen:
        """The administration's tab."""
        return self.screen_of("admin", AdminScreen)

    def page(self, key: str, kind: type[P]) -> P:
        """Bring a page to the front."""
        self.screen.open_page(key)
        found = self.screen.open_pages[key]
        assert isinstance(found, kind)
        return found


@contextmanager
def opened(qtbot: QtBot, source: Folders, role: Role) -> Iterator[Admin]:
    """The administration of a hall of this test's own."""
    hall = desks.open_desk(desks.copy_folder(source))
    background = Background()
    admin = Admin(qtbot, hall, background)
    admin.stand(role, "admin")
    yield admin
    admin.end()
    assert background.stop()
    hall.installation.close()


def choose_file(monkeypatch: pytest.MonkeyPatch, which: str, file: Path) -> None:
    """The person picks this file in the dialog."""
    monkeypatch.setattr(QFileDialog, which, lambda *_, **__: (str(file), ""))
