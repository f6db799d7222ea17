"""工作台 (R-183): the start screen, with the day so far, also after a power cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.businesses import ACTIVATION, CHANGE
from app.domain.permissions import Permission
from app.services.day import OrderRow
from app.settings import LANGUAGE
from ui.desk.base_screen import BaseScreen
from ui.desk.desk import Desk
from ui.desk.open_forms import FormInWork
from ui.desk.requests import Request, ShowMyRequests, ShowPapers
from ui.home import day_text
from ui.home.my_requests import MyRequests
from ui.home.overdue import OverdueInstallations
from ui.home.start_panels import AskedRow, FormsPanel, LastPanel, StartPanel, papers_state
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.one_stop import PageSwitch
from ui.widgets.panel import Panel, label
from ui.widgets.tab_order import reading_order, set_tab_order
from ui.widgets.table import Column, Table
from ui.words.business_names import business_name
from ui.words.messages import tr
from ui.words.moment_text import hall_time, short_moment
from ui.words.number_text import number_text

MINUTE_MS = 60_000
TODAY, LATE, MINE = "today", "late", "mine"
"""the lists of the day"""


class HomeScreen(BaseScreen):
    """Shows `desk.day.today`, which the desk reads anew after every write."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        session = self.session
        self.greeting = label("", "title")
        self.day = label("", "soft")
        self.start = StartPanel(desk)
        self.forms = FormsPanel()
        self.orders: Table[OrderRow] = Table(
            tr("My orders today"),
            self._columns(),
            tr("No order yet today. Find a customer with F3, or register one with F5."),
            key=lambda row: row.order_id,
        )
        self.late = OverdueInstallations(self)
        self.mine = MyRequests(self)
        self.lists = PageSwitch(
            {TODAY: tr("My orders today"), LATE: self.late.text, MINE: self.mine.text}, wraps=True
        )
        self.last = LastPanel(desk)
        self.asked = AskedRow(desk)
        self._works = session.may(Permission.CUSTOMER_REGISTER)
        self._prints = session.may(Permission.PRINT_ISSUE)
        self._installs = session.may(ACTIVATION.permission)
        self._asks = session.may(CHANGE.permission)
        self._wanted = ""
        """the list that the cursor is to go to"""
        self._lay_out()
        self._connect()
        self._show_forms()
        self._show_day()

    def _columns(self) -> list[Column[OrderRow]]:
        return [
            Column(tr("Order no."), lambda row: number_text(row.number), lambda row: row.number),
            Column(
                tr("Papers"),
                lambda row: papers_state(row)[0],
                lambda row: row.papers_left,
                tone=lambda row: papers_state(row)[1],
            ),
            Column(
                tr("Work"),
                lambda row: business_name(row.business),
                lambda row: row.business,
            ),
            Column(tr("Customer"), lambda row: row.name),
            Column(tr("Time"), self._time, lambda row: row.at),
        ]

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(theme.GAP_S)
        head.addWidget(self.greeting)
        head.addWidget(self.day)
        head.addStretch(1)
        self._orders_panel = Panel(tr("Orders"))
        self._orders_panel.add_to_head(self.lists)
        self.lists.allow(LATE, self._installs)
        self.lists.allow(MINE, self._asks)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.orders)
        self._pages.addWidget(self.late.table)
        self._pages.addWidget(self.mine)
        self._orders_panel.add(self._pages, 1)
        self._orders_panel.setMinimumHeight(self.fontMetrics().height() * 10)
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.GAP)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(theme.GAP_L, theme.GAP_S, theme.GAP_L, theme.GAP_L)
        column.setSpacing(theme.GAP)
        column.addLayout(head)
        column.addWidget(self.asked)
        column.addLayout(self._grid, 1 if self._works or self._prints else 0)
        if not (self._works or self._prints):
            column.addStretch(1)
        self._arrange(beside=True)
        self._orders_panel.setVisible(self._works)
        self.forms.setVisible(self._works)
        self.last.setVisible(self._works or self._prints)
        self.content.installEventFilter(self)

    def _arrange(self, *, beside: bool) -> None:
        """Two columns of panels, or one where large text leaves no room for two."""
        self._beside = beside
        places = ((0, 0), (0, 1), (1, 0), (1, 1)) if beside else ((0, 0), (1, 0), (3, 0), (2, 0))
        if not self._works:
            places = ((0, 0), (1, 1), (1, 0), (0, 1))
        panels = (self.start, self.forms, self._orders_panel, self.last)
        for panel, (row, column) in sorted(
            zip(panels, places, strict=True), key=lambda one: one[1]
        ):
            self._grid.addWidget(panel, row, column)
        set_tab_order(reading_order(self.content))
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 1 if beside else 0)
        for row in range(4):
            self._grid.setRowStretch(row, int(row == (1 if beside else 3)))

    def _fit(self) -> None:
        left = max(panel.minimumSizeHint().width() for panel in (self.start, self._orders_panel))
        right = max(panel.minimumSizeHint().width() for panel in (self.forms, self.last))
        seen = self.content.parentWidget() or self
        room = seen.width() - 2 * theme.GAP_L - theme.GAP
        beside = not self._works or left + right <= room
        if beside != self._beside:
            self._arrange(beside=beside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt override: a narrow window puts the panels below each other."""
        super().resizeEvent(event)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: another tab is in front."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.late.forget()
            self.mine.forget()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt override: what a panel shows now may need more room than before."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.forms.taken_back.connect(self.desk.forms.wanted)
        self.orders.chosen.connect(self._open_order)
        self.lists.chosen.connect(self._show_list)
        self.late.changed.connect(lambda: self.lists.set_text(LATE, self.late.text))
        self.mine.changed.connect(lambda: self.lists.set_text(MINE, self.mine.text))
        self._show_list(TODAY)
        self.last.open.clicked.connect(self._open_last)
        self.listen(self.desk.forms.changed, self._show_forms)
        self.listen(self.desk.day.changed, self._show_day)
        self._minute = QTimer(self)
        self._minute.setInterval(MINUTE_MS)
        self._minute.timeout.connect(self._show_forms)
        self._minute.timeout.connect(self._show_head)
        self._minute.start()

    # --- showing

    def _show_head(self) -> None:
        session = self.session
        now = hall_time(session.installation.clock(), session)
        since = hall_time(session.signed_in_at, session)
        count = self.desk.day.today.count if self.desk.day.today and self._works else None
        self.greeting.setText(displayable(day_text.greeting(now, session.actor.name)))
        self.day.setText(day_text.day_line(now, since, count, self.desk.settings.get(LANGUAGE)))

    def _show_day(self) -> None:
        self._show_head()
        self.asked.show_asked()
        day = self.desk.day.today
        self.orders.set_rows(day.orders if day else ())
        last = day.last if day else None
        self.last.show_last(last, self._time(last) if last else "")
        self.last.show_waiting(day.unprinted if day else 0)
        if day is not None and self._installs:
            self.late.refresh()

    def _show_list(self, key: str) -> None:
        self.lists.show_page(key)
        lists: dict[str, QWidget] = {TODAY: self.orders, LATE: self.late.table, MINE: self.mine}
        self._pages.setCurrentWidget(lists[key])

    def _show_forms(self) -> None:
        self.forms.show_forms(self.desk.forms.all, self._minutes)

    def _minutes(self, form: FormInWork) -> int:
        passed = self.session.installation.clock() - form.started_at
        return max(0, int(passed.total_seconds() // 60))

    def _time(self, row: OrderRow) -> str:
        return short_moment(row.at, self.session)

    # --- doing

    def _open_order(self, row: OrderRow | None) -> None:
        if row is not None:
            self.desk.open_screen(ShowPapers(order_id=row.order_id))

    def _open_last(self) -> None:
        self._open_order(self.desk.day.today.last if self.desk.day.today else None)

    def save_state(self) -> dict[str, Any]:
        """Which list is shown, and where the person stands in each."""
        tables = {
            TODAY: self.orders.save_state(),
            LATE: self.late.table.save_state(),
            MINE: self.mine.table.save_state(),
        }
        return {"list": self.lists.current(), "tables": tables}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Show it again."""
        tables = state.get("tables", {})
        self.orders.restore_state(tables.get(TODAY, {}))
        self.late.table.restore_state(tables.get(LATE, {}))
        self.mine.table.restore_state(tables.get(MINE, {}))
        allowed = {TODAY: True, LATE: self._installs, MINE: self._asks}
        if allowed.get(state.get("list", ""), False):
            self._show_list(state["list"])

    def show_request(self, request: Request) -> None:
        """The own requests, wanted from the top bar."""
        if isinstance(request, ShowMyRequests) and self._asks:
            self._show_list(MINE)
            self._wanted = MINE

    def activate(self) -> None:
        """Read the day and the printers anew; work begins with a search."""
        self.desk.day.refresh()
        if self._prints:
            self.desk.background.run(
                self.desk.printers.names,
                done=self.last.show_printers,
                failed=self.desk.messages.error,
                receiver=self,
            )
        if self._asks:
            self.mine.refresh()
        if self._wanted == MINE:
            self._wanted = ""
            self.mine.table.view.setFocus()
            return
        first = self.start.search or next(iter(self.start.buttons.values()), None)
        if first is not None:
            first.setFocus()
