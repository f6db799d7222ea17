"""待装超期 on the start screen: what this hall has not installed in time; a row leads to its completion."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from app.services import day
from app.services.day import COUNTED, OverduePage, OverdueRow
from app.services.procedure import Cursor
from ui.desk.base_screen import BaseScreen
from ui.desk.requests import CompleteInstallation
from ui.widgets.table import Column, Table
from ui.words.messages import tr


class OverdueInstallations(QObject):
    """`table` is read anew after every write and grows as it is scrolled; `text` says how many there are."""

    changed = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(screen)
        self._screen = screen
        self._next: Cursor | None = None
        self._count = 0
        self._wanted: tuple[UUID, UUID] | None = None
        """customer and subscription of the row that was chosen, until that customer is served or the look is not
        taken"""
        self.table: Table[OverdueRow] = Table(
            tr("Late installations"), _columns(), "", key=lambda row: row.subscription_id
        )
        # what is cut short keeps its room number
        self.table.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.table.more_wanted.connect(self._more)
        self.table.chosen.connect(self._open)
        screen.listen(screen.desk.customer_changed, self._served)
        for other in (screen.desk.view_wanted, screen.desk.view_dropped):
            screen.listen(other, self.forget)

    @property
    def text(self) -> str:
        """'Late installations 3'; beyond what is counted '999+'."""
        n = str(self._count) if self._count < COUNTED else f"{COUNTED - 1}+"
        return tr("Late installations {n}", n=n)

    # --- reading

    def refresh(self) -> None:
        """Read the first page anew; none is added meanwhile, because that would replace this question."""
        self._next = None
        self._screen.query(day.overdue_page, done=self._show)

    def _show(self, page: OverduePage) -> None:
        self._next, self._count = page.next, page.count
        none = tr("No installation waits longer than the {n} days promised.", n=page.promised)
        self.table.empty.setText(none)
        self.table.set_rows(page.rows, more=page.next is not None)
        self.changed.emit()

    def _more(self) -> None:
        if self._next is not None:
            self._screen.query(day.overdue_page, done=self._add, after=self._next)

    def _add(self, page: OverduePage) -> None:
        self._next = page.next
        self.table.add_rows(page.rows, more=page.next is not None)

    # --- opening

    def _open(self, row: OverdueRow | None) -> None:
        if row is None:
            return
        desk = self._screen.desk
        if desk.customer_id != row.customer_id:
            if not desk.may_serve():
                return
            desk.open_customer(row.customer_id)
        self._wanted = (row.customer_id, row.subscription_id)
        if desk.customer_id == row.customer_id:
            self._served(row.customer_id)

    def _served(self, customer_id: UUID | None) -> None:
        """The look is on record, after a reason where one is asked."""
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == customer_id:
            request = CompleteInstallation(subscription_id=wanted[1])
            # in a turn of its own, when everybody knows who is served
            QTimer.singleShot(0, self, partial(self._screen.desk.open_screen, request))

    def forget(self) -> None:
        """The start screen is left, or the look is not taken: who is served later is served for something
        else."""
        self._wanted = None


def _columns() -> list[Column[OverdueRow]]:
    return [
        Column(tr("Installation address"), lambda row: row.place, lambda row: row.place),
        Column(tr("Product"), lambda row: row.product, lambda row: row.product),
        Column(tr("Ordered"), lambda row: row.since.isoformat(), lambda row: row.since),
        Column(
            tr("Late"),
            lambda row: tr("{n} days", n=row.over),
            lambda row: row.over,
            tone=lambda _: "warn",
        ),
    ]
