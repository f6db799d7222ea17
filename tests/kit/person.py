"""A person at the main window of a hall, signed in already: what every driver of a tab begins with."""

from __future__ import annotations

from typing import Any, TypeVar

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from app.services.session import Installation
from app.settings import Settings
from db.schema import metadata
from db.schema.audit import audit_event
from tests.kit.desk import TestHall as Hall
from ui.desk import screens
from ui.desk.background import Background
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.requests import Request
from ui.frame.main_window import MainWindow
from ui.printing.printers import Printers
from ui.words.messages import Message, Messages

WAIT_MS = 20_000
S = TypeVar("S", bound=BaseScreen)


class Person:
    """Somebody of `hall`; `stand` puts him before a window, whose messages go into `said`.

    Where signing in is itself the subject, the window is opened by tests.kit.window.
    """

    desk: Desk
    main: MainWindow

    def __init__(self, qtbot: QtBot, hall: Hall, background: Background) -> None:
        self.qtbot = qtbot
        self.hall = hall
        self.background = background
        self.settings = Settings(hall.folders.settings)
        self.messages = Messages()
        self.said: list[Message] = []
        self.messages.posted.connect(self.said.append)

    def stand(
        self,
        role: Role = Role.CLERK,
        *tabs: str,
        state: dict[str, Any] | None = None,
        printers: Printers | None = None,
        size: tuple[int, int] = (1280, 720),
    ) -> MainWindow:
        """The window as it is after sign-in, with these tabs, or all that the role has."""
        self.desk = Desk(self.hall.session(role), self.background, self.messages, self.settings)
        if printers is not None:
            self.desk.printers = printers
        listed = [each for each in screens.SCREENS if each.key in tabs] if tabs else None
        self.main = MainWindow(self.desk, state, listed=listed)
        self.qtbot.addWidget(self.main)
        self.main.resize(*size)
        self.main.show()
        self.main.activateWindow()
        self.wait(self.main.isActiveWindow)
        return self.main

    def end(self) -> None:
        """As at the end of the day: what was typed is thrown away."""
        self.main.take_state()

    @property
    def installation(self) -> Installation:
        return self.hall.installation

    def screen_of(self, key: str, kind: type[S]) -> S:
        """An open tab."""
        found = self.main.open_one(key)
        assert isinstance(found, kind)
        return found

    def to_screen(self, key: str, kind: type[S]) -> S:
        """Bring a tab to the front."""
        self.main.open_screen(Request(key))
        return self.screen_of(key, kind)

    def wait(self, ready: Any) -> None:
        """Let the background work until something is so."""
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=WAIT_MS)

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """A key to what has the focus."""
        QTest.keyClick(QApplication.focusWidget() or self.main, key, modifier)

    # --- the base

    def idle(self) -> None:
        """Until no procedure is on its way."""
        done: list[object] = []
        self.background.run(lambda: True, done=done.append)
        self.wait(lambda: done)

    def rows(self, table: sa.Table, *where: Any) -> list[Any]:
        with self.installation.engine.connect() as connection:
            return list(connection.execute(sa.select(table).where(*where)))

    def events(self) -> list[str]:
        """The bodies of the chain, oldest first."""
        order = (audit_event.c.recorded_at, audit_event.c.seq)
        with self.installation.engine.connect() as connection:
            return list(
                connection.execute(sa.select(audit_event.c.body).order_by(*order)).scalars()
            )

    def counts(self) -> dict[str, int]:
        """Rows of every table, once no procedure is on its way."""
        self.idle()
        with self.installation.engine.connect() as connection:
            return {
                table.name: connection.execute(
                    sa.select(sa.func.count()).select_from(table)
                ).scalar_one()
                for table in metadata.sorted_tables
            }
