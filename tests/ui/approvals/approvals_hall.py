"""A hall whose clerk asks and whose supervisor decides, at the approvals tab of a real window."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.permissions import Role
from app.services import approvals
from app.services.approvals import RequestView, Submitted
from tests.kit.clerk import type_text
from tests.kit.panel import Hall
from tests.kit.requests import ask
from ui.approvals.screen import ApprovalsScreen
from ui.approvals.side import Side
from ui.frame.main_window import MainWindow

NAME = "林一诺"
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


class Deciding(Hall):
    """A supervisor at the approvals tab."""

    def open(self, state: dict[str, object] | None = None) -> MainWindow:
        self.windows.append(self.stand(self.role, state=state, size=(1440, 900)))
        return self.windows[-1]

    def ask(self, n: int = 0, name: str = NAME) -> Submitted:
        """The clerk asks for another name of the n-th customer, at another counter."""
        return ask(self.desks, self.made[n], "name", name=name)

    def begin(self) -> ApprovalsScreen:
        """Ctrl+7, until a request is shown."""
        self.keys(Qt.Key.Key_7, CTRL)
        self.wait(lambda: self.side.page.view is not None)
        return self.screen

    @property
    def screen(self) -> ApprovalsScreen:
        return self.screen_of("approvals", ApprovalsScreen)

    @property
    def side(self) -> Side:
        self.wait(lambda: self.screen.side is not None)
        found = self.screen.side
        assert found is not None
        return found

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.main, key, modifier)

    def approve(self) -> None:
        self.keys(Qt.Key.Key_Return, CTRL)

    def type(self, reason: str) -> None:
        self.side.box.reason.setFocus()
        type_text(reason)

    def view(self, request_id: UUID, by: Role = Role.SUPERVISOR) -> RequestView:
        return approvals.request(self.desks.session(by), request_id=request_id)

    def status(self, request_id: UUID) -> str:
        return self.view(request_id).row.status
