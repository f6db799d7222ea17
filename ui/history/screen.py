"""服务记录 F8: what happened with the customer being served, newest first (R-090)."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.services import history
from app.services.session import Shown, Written
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.history import words
from ui.look import theme
from ui.widgets.panel import label
from ui.widgets.table import Column, Table
from ui.words.business_names import business_name
from ui.words.messages import tr
from ui.words.moment_text import moment_text
from ui.words.number_text import number_text

if TYPE_CHECKING:
    from app.services.history import InteractionRow
    from app.services.procedure import Cursor, RowsPage


class HistoryScreen(BaseScreen):
    """Follows the customer of the panel; older pages come as the table is scrolled."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._next: Cursor | None = None
        self.table: Table[InteractionRow] = Table(
            tr("Service history"),
            [
                Column(
                    tr("Time"), lambda row: moment_text(row.at, self.session), lambda row: row.at
                ),
                Column(
                    tr("What was done"),
                    lambda row: business_name(row.business),
                    lambda row: row.business,
                ),
                Column(
                    tr("Result"),
                    lambda row: words.result(row.result)[0],
                    lambda row: row.result,
                    tone=lambda row: words.result(row.result)[1],
                ),
                Column(tr("Channel"), lambda row: words.channel(row.channel), _channel),
                Column(
                    tr("Order no."),
                    lambda row: number_text(row.order_number) if row.order_number else "",
                    lambda row: row.order_number,
                ),
                Column(tr("Hall"), lambda row: row.hall_name, lambda row: row.hall_name),
                Column(tr("Staff no."), lambda row: row.staff_no, lambda row: row.staff_no),
                Column(tr("Note"), lambda row: row.note),
            ],
            empty=tr("Nothing has happened with this customer yet."),
            key=lambda row: row.id,
        )
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.GAP_L, theme.GAP_L, theme.GAP_L, theme.GAP_L)
        column.setSpacing(theme.GAP)
        column.addWidget(label(tr("Service history"), "title"))
        column.addWidget(self.table, 1)
        self.table.more_wanted.connect(self._more)
        self.listen(desk.customer_changed, self._show)
        self.listen(desk.changed, self._changed)
        self._show(desk.customer_id)

    def _show(self, customer_id: UUID | None) -> None:
        self.cancel_reads()
        self.table.of(customer_id)
        if customer_id is None:
            self.set_empty(
                tr("The history of the customer being served stands here. Search with F3.")
            )
            return
        self.set_busy(True)
        self.query(
            history.timeline_page,
            customer_id=customer_id,
            done=partial(self._first, customer_id),
        )

    def _first(self, customer_id: UUID, page: RowsPage[InteractionRow]) -> None:
        self.set_busy(False)
        if self.table.fill(customer_id, page.rows, more=page.next is not None):
            self._next = page.next

    def _more(self) -> None:
        if self._next is not None and self.desk.customer_id is not None:
            self.query(
                history.timeline_page,
                customer_id=self.desk.customer_id,
                before=self._next,
                done=partial(self._add, self.desk.customer_id),
            )

    def _add(self, customer_id: UUID, page: RowsPage[InteractionRow]) -> None:
        if self.table.add(customer_id, page.rows, more=page.next is not None):
            self._next = page.next

    def _changed(self, written: Written) -> None:
        if Shown.INTERACTION in written.kinds:
            self._show(self.desk.customer_id)

    def activate(self) -> None:
        """The cursor goes into the table."""
        self.table.view.setFocus()

    def save_state(self) -> dict[str, Any]:
        """The visit that is chosen."""
        return self.table.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Choose it again."""
        self.table.restore_state(state)


def _channel(row: InteractionRow) -> str:
    return row.channel
