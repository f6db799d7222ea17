"""A clerk's main window on a hall with one registered customer and the two papers of that."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.registration import Registered
from db.schema.agreements import print_job
from db.schema.customers import customer
from db.schema.organisation import hall as hall_table
from tests.kit import desk as desks
from tests.kit.attack import events
from tests.kit.papers import registered
from tests.kit.person import Person
from tests.kit.printers import FilePrinters
from ui.agreements.screen import AgreementsScreen
from ui.customer.customer_panel import CustomerPanel
from ui.desk.background import Background
from ui.desk.requests import ShowPapers
from ui.printing.printers import Printers

CONTROL = Qt.KeyboardModifier.ControlModifier


class Counter(Person):
    """`open` and `show` make the window; `real` prints on this computer's own printers."""

    def __init__(self, qtbot, hall: desks.TestHall, background: Background, folder: Path) -> None:
        super().__init__(qtbot, hall, background)
        self.made: Registered = registered(hall)
        self.folder = folder
        self.real = False
        self.printers: FilePrinters

    def open(self, *names: str, role: Role = Role.CLERK) -> AgreementsScreen:
        """The window as it is after sign-in; the screen of an order's papers in front."""
        self.show(*names, role=role)
        self.desk.open_screen(ShowPapers(order_id=self.made.order_id))
        self.wait(lambda: self.screen.preview.view.document.pageCount() > 0)
        self.wait(lambda: self.screen.box._names is not None)
        return self.screen

    def show(self, *names: str, role: Role = Role.CLERK) -> None:
        """The window as it is after sign-in."""
        self.printers = FilePrinters(self.settings, self.folder, names)
        used = Printers(self.settings) if self.real else self.printers
        self.stand(role, printers=used, size=(1440, 900))

    def move_customer_away(self) -> None:
        """The customer belongs to another hall now; the papers were made here."""
        away = new_id()
        named = {"area_code": "GZ02", "name": "荔湾厅", "address": "示例路 2 号"}
        with self.hall.installation.engine.begin() as connection:
            connection.execute(sa.insert(hall_table).values(id=away, version=1, **named))
            connection.execute(sa.update(customer).values(hall_id=away))

    def give_reason(self, *, before: Callable[[], object]) -> None:
        """The panel asks why, nothing is read yet; the clerk says why."""
        panel = self.main.panel
        assert isinstance(panel, CustomerPanel)
        self.wait(panel.reason.line.edit.hasFocus)
        assert self.desk.customer_id is None
        before()
        QTest.keyClicks(panel.reason.line.edit, "came to this hall")
        QTest.keyClick(panel.reason.line.edit, Qt.Key.Key_Return)

    def reads(self) -> list[str]:
        """What of customers and papers was looked at, as the chain tells."""
        with self.hall.installation.engine.connect() as connection:
            bodies = [json.loads(event.body) for event in events(connection)]
        return [b["procedure"] for b in bodies if b["procedure"].endswith(".look")]

    @property
    def screen(self) -> AgreementsScreen:
        return self.screen_of("agreements", AgreementsScreen)

    def pick(self, printer: str) -> None:
        box = self.screen.box.printer.control
        assert isinstance(box, QComboBox)
        box.setCurrentText(printer)

    def print_and_wait(self) -> None:
        self.press(Qt.Key.Key_P, CONTROL)
        self.wait(lambda: self.screen.box.asked is not None)

    def answer(self, key: Qt.Key) -> None:
        self.press(key)
        self.wait(lambda: self.screen.box.asked is None)

    def jobs(self) -> list[tuple[str, str, int]]:
        with self.hall.installation.engine.connect() as connection:
            rows = connection.execute(
                sa.select(print_job.c.outcome, print_job.c.printer, print_job.c.reprint)
                .where(print_job.c.outcome != "waiting")
                .order_by(print_job.c.id)
            )
            return [tuple(row) for row in rows]

    def copies(self) -> list[int | None]:
        """Of each job that was sent, how many copies."""
        with self.hall.installation.engine.connect() as connection:
            return list(
                connection.execute(
                    sa.select(print_job.c.copies)
                    .where(print_job.c.outcome != "waiting")
                    .order_by(print_job.c.id)
                ).scalars()
            )
