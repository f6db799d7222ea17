"""A hall with three customers, and the customer panel of a real window on it."""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services.procedure import Work
from db.engine import WRITES
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.person import Person
from ui.customer.customer_panel import CustomerPanel
from ui.customer.customer_summary import CustomerSummary
from ui.desk.background import Background
from ui.frame.main_window import MainWindow

ZENG = replace(
    crowd.invent(1),
    name="曾小贤",
    number="440104199001020019",
    phone="13812342600",
    last_contact_days=1,
    status="suspended",
)
RARE = replace(crowd.invent(2), name="䶮𬭎", phone="13712342600", last_contact_days=2)
NO_GLYPH = replace(crowd.invent(3), name="\U0003134aA", phone="13912340003", last_contact_days=3)


class Hall(Person):
    """A hall with three customers, and a clerk's windows on it."""

    def __init__(
        self, qtbot: QtBot, folders: Folders, background: Background, role: Role = Role.CLERK
    ) -> None:
        self.desks = desks.open_desk(folders)
        super().__init__(qtbot, self.desks, background)
        self.made = crowd.add(self.desks.clerk, [ZENG, RARE, NO_GLYPH])
        self.role = role
        self.session = self.desks.session(role)
        self.windows: list[MainWindow] = []

    def open(self, state: dict[str, object] | None = None) -> MainWindow:
        self.windows.append(self.stand(self.role, "history", state=state))
        return self.windows[-1]

    def close(self) -> None:
        """Close the windows, their threads and the database."""
        for window in self.windows:
            if window.panel is not None:
                window.take_state()
        self.background.stop()
        self.desks.installation.close()

    def write(self, rows: list[tuple[sa.Table, dict[str, object]]]) -> None:
        session, engine = self.session, self.desks.installation.engine
        with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
            work = Work(session, connection, new_id())
            for table, values in rows:
                work.insert(table, **values)
            work.finish("test.rows", bytes(32), "done", {})


def panel_of(window: MainWindow) -> CustomerPanel:
    assert isinstance(window.panel, CustomerPanel)
    return window.panel


def type_text(qtbot: QtBot, window: MainWindow, text: str, hits: int) -> CustomerPanel:
    """Type after F3, and wait for so many results."""
    panel = panel_of(window)
    QTest.keyClick(window, Qt.Key.Key_F3)
    qtbot.waitUntil(panel.box.hasFocus)
    panel.box.clear()
    if text.isascii():
        QTest.keyClicks(panel.box, text)
    else:
        commit = QInputMethodEvent()
        commit.setCommitString(text)
        QApplication.sendEvent(panel.box, commit)
    qtbot.waitUntil(lambda: panel._searched == text and len(panel.results.found.rows) == hits)
    return panel


def card_of(qtbot: QtBot, panel: CustomerPanel, name: str) -> CustomerSummary:
    """The card of the customer with this masked name, once it is shown."""

    def shown() -> bool:
        card = panel.summary
        return card is not None and card.isVisible() and card.view.name.text == name

    qtbot.waitUntil(shown)
    assert panel.summary is not None
    return panel.summary


def open_first(qtbot: QtBot, window: MainWindow, text: str, hits: int = 1) -> CustomerSummary:
    panel = type_text(qtbot, window, text, hits)
    if hits > 1:  # one of several must be chosen
        QTest.keyClick(panel.box, Qt.Key.Key_Down)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    return card_of(qtbot, panel, "曾*贤")


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())
