"""我的申请 on the start screen: what this person asked for and is still to be seen to, and what became of it."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.services import approvals, changes  # noqa: F401 - the kinds of change
from app.services.approvals import RequestRow, RequestView
from app.services.session import Shown, Written
from ui.deciding.request_page import RequestPage
from ui.desk.base_screen import BaseScreen
from ui.desk.requests import CorrectRequest
from ui.desk.submission import Submission
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets.panel import label, scrolled
from ui.widgets.question import Question
from ui.widgets.table import Column, Table
from ui.words import request_words as words
from ui.words.messages import text_of, tr
from ui.words.moment_text import short_moment
from ui.words.number_text import number_text

ASK_MS = 15_000
CAN_CORRECT = ("waiting", "returned", "overtaken")
CAN_WITHDRAW = (*CAN_CORRECT, "booked")


class MyRequests(QWidget):
    """The list, or one request whole; below it what came of the chosen one and what can be done with it."""

    changed = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__()
        self._screen = screen
        self._desk = screen.desk
        self.view: RequestView | None = None
        """the chosen request, once it is read"""
        self._wanted: tuple[UUID, UUID] | None = None
        """customer and request to be corrected, until that customer is served"""
        self._now = self._desk.session.installation.clock()
        self._submission = Submission(self._desk, self)
        self.table: Table[RequestRow] = Table(
            tr("My requests"),
            self._columns(),
            tr("You have no request in work. What needs a supervisor's approval is listed here."),
            key=lambda row: row.id,
        )
        self.table.view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.page: RequestPage | None = None
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.said = label("", "soft", wrap=True)
        self.urge, self.withdraw = QPushButton(tr("Urge")), QPushButton(tr("Withdraw…"))
        self.correct, self.whole = QPushButton(tr("Ask anew")), QPushButton(tr("Show request"))
        self.really = Question("warn", tr("Keep it"), tr("Withdraw it"), "danger")
        self._lay_out()
        self.table.current_changed.connect(self._choose)
        self.table.chosen.connect(self._show_whole)
        self._submission.done.connect(self._done)
        self._submission.refused.connect(self._failed)
        self._submission.unknown.connect(self._failed)
        screen.listen(self._desk.changed, self._written)
        screen.listen(self._desk.customer_changed, self._served)
        for other in (self._desk.view_wanted, self._desk.view_dropped):
            screen.listen(other, self.forget)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._ask_again)
        if not self._desk.session.installation.local:
            self._timer.start(ASK_MS)
        self._show_actions()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.said, 1)
        actions = (
            (self.urge, self._urge),
            (self.withdraw, self._ask_withdraw),
            (self.correct, self._correct),
            (self.whole, self._show_whole),
        )
        for number, (button, act) in enumerate(actions, start=1):
            row.addWidget(button)
            button.setToolTip(f"Alt+{number}")
            button.clicked.connect(lambda _=False, do=act: do())
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)
        self.really.act.clicked.connect(self._withdraw)
        self.really.safe.clicked.connect(self._keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_S)
        column.addWidget(self.pages, 1)
        column.addWidget(self.really)
        column.addLayout(row)

    @property
    def text(self) -> str:
        """'My requests 3', with those that came back."""
        rows = self.table.model.rows
        back = sum(row.status in ("returned", "overtaken") for row in rows)
        said = tr("My requests {n}", n=len(rows))
        return tr("{first} · returned {n}", first=said, n=back) if back else said

    # --- reading

    def refresh(self) -> None:
        """Read the list anew, and the chosen request."""
        self._screen.query(approvals.my_requests, done=self._fill)

    def _written(self, written: Written) -> None:
        if Shown.REQUEST in written.kinds:
            self.refresh()

    def _ask_again(self) -> None:
        if self.isVisible():
            self.refresh()

    def _fill(self, rows: tuple[RequestRow, ...]) -> None:
        self._now = self._desk.session.installation.clock()
        self.table.set_rows(rows)
        self.changed.emit()
        self._choose(self.table.current())

    def _choose(self, row: RequestRow | None) -> None:
        if row is None:
            self.view = None
            self._show_actions()
            return
        if self.view is not None and self.view.row.id != row.id:
            self.view = None
        self._show_actions()
        done = partial(self._show, row.id)
        self._screen.query(approvals.request, request_id=row.id, done=done)

    def _show(self, request_id: UUID, view: RequestView) -> None:
        row = self.table.current()
        if row is None or row.id != request_id:
            return
        self.view = view
        if self.page is not None:
            self.page.show_view(view)
        self._show_actions()

    def _show_actions(self) -> None:
        status = self.view.row.status if self.view else ""
        busy = self._submission.is_busy
        self.urge.setEnabled(status == "waiting" and not busy)
        self.withdraw.setEnabled(status in CAN_WITHDRAW and not busy)
        self.correct.setEnabled(status in CAN_CORRECT and not busy)
        self.whole.setEnabled(self.view is not None)
        self.said.setText(self._what_became(self.view) if self.view else "")

    def _what_became(self, view: RequestView) -> str:
        if view.row.status == "overtaken":
            moved = tr(", ").join(words.field_name(each.field) for each in view.lines if each.moved)
            return tr("Changed meanwhile: {fields}. Compare and ask anew.", fields=moved)
        if not view.decisions:
            return ""
        last = view.decisions[-1]
        return tr(
            "{verdict} by {name} at {time}. {reason}",
            verdict=words.verdict(last.verdict)[0],
            name=displayable(last.checker),
            time=short_moment(last.at, self._desk.session),
            reason=displayable(last.reason),
        ).strip()

    # --- doing

    def _show_whole(self, _: RequestRow | None = None) -> None:
        """One request, with before, after and what stands there now; again, the list."""
        if self.pages.currentIndex() == 1:
            self._show_list()
        elif self.view is not None:
            if self.page is None:
                self.page = RequestPage(self._desk)
                self.pages.addWidget(scrolled(self.page))
            self.page.show_view(self.view)
            self.pages.setCurrentIndex(1)
            self.whole.setText(tr("Show list"))
            self.page.lines.view.setFocus()

    def _show_list(self) -> None:
        self.pages.setCurrentIndex(0)
        self.whole.setText(tr("Show request"))
        self.table.view.setFocus()

    def _urge(self) -> None:
        if self.view is not None:
            self._submission.ask(approvals.urge, request_id=self.view.row.id)
            self._show_actions()

    def _ask_withdraw(self) -> None:
        if self.view is not None:
            number = number_text(self.view.row.number)
            text = tr("Withdraw request {number}? It cannot be taken back.", number=number)
            self.really.ask(text, "warn")

    def _keep(self) -> None:
        self.really.hide()
        self.table.view.setFocus()

    def _withdraw(self) -> None:
        self._keep()
        if self.view is not None:
            self._submission.ask(approvals.withdraw, request_id=self.view.row.id)
            self._show_actions()

    def _done(self, _: object) -> None:
        self._desk.messages.say(tr("Done. The list shows it."), "ok")
        self.refresh()

    def _failed(self, error: BaseException) -> None:
        self._desk.messages.say(text_of(error), "warn")
        self.refresh()

    def _correct(self) -> None:
        """The customer is served first, after a reason where one is asked."""
        if self.view is None:
            return
        row, desk = self.view.row, self._desk
        if desk.customer_id != row.customer_id:
            if not desk.may_serve():
                return
            desk.open_customer(row.customer_id)
        self._wanted = (row.customer_id, row.id)
        if desk.customer_id == row.customer_id:
            self._served(row.customer_id)

    def _served(self, customer_id: UUID | None) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is not None and wanted[0] == customer_id:
            request = CorrectRequest(request_id=wanted[1])
            # in a turn of its own, when everybody knows who is served
            QTimer.singleShot(0, self, partial(self._desk.open_screen, request))

    def forget(self) -> None:
        """The start screen is left, or the look is not taken."""
        self._wanted = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Esc closes what is on top."""
        if event.key() == Qt.Key.Key_Escape and self.pages.currentIndex() == 1:
            self._show_list()
        else:
            super().keyPressEvent(event)

    # --- words

    def _columns(self) -> list[Column[RequestRow]]:
        return [
            Column(tr("Request no."), lambda row: number_text(row.number), lambda row: row.number),
            Column(
                tr("Kind of change"), lambda row: words.kinds_text(row.kinds), lambda row: row.kinds
            ),
            Column(tr("Customer"), lambda row: displayable(row.name)),
            Column(
                tr("State"),
                lambda row: words.status(row.status)[0],
                lambda row: row.status,
                tone=lambda row: words.status(row.status)[1],
            ),
            Column(tr("Waits"), self._waits, lambda row: row.waits_since),
        ]

    def _waits(self, row: RequestRow) -> str:
        if row.status != "waiting":
            return "—"
        said = words.waiting_text(row.waits_since, self._now)
        return tr("{time} · urged", time=said) if row.urged else said
