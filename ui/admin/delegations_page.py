"""授权: who decides in a supervisor's place, from when until when; a supervisor gives it and takes it back (R-005)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QPushButton, QVBoxLayout, QWidget

from app.domain.text import half_width
from app.errors import QT_TR_NOOP, Problem, Refused
from app.services import drafts, policies
from app.services.policies import Delegated, DelegationRow, MayDecide
from ui.admin.page import AdminPage
from ui.desk.base_screen import BaseScreen
from ui.desk.submission import Submission
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.list_and_side import ListAndSide
from ui.widgets.panel import Panel, label
from ui.widgets.reason import reason_edit
from ui.widgets.table import Column, Table
from ui.widgets.tag import Notice
from ui.words.messages import text_of, tr
from ui.words.moment_text import hall_time, moment_of

_FORM = "%Y-%m-%d %H:%M"


class DelegationsPage(AdminPage):
    """What was delegated on the left; on the right the form, and taking back what is chosen."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen,
            tr("Delegation"),
            tr("Who decides requests in a supervisor's place for some time; never the own ones."),
        )
        self.table: Table[DelegationRow] = Table(
            tr("Delegation"),
            self._columns(),
            tr("Nothing was delegated in the last 90 days."),
            key=lambda row: row.id,
        )
        self.side = DelegationForm(screen)
        self.body.addWidget(ListAndSide(self.table, self.side), 1)
        self.table.current_changed.connect(self.side.show_row)
        self.side.changed.connect(self.refresh)

    def _columns(self) -> list[Column[DelegationRow]]:
        return [
            Column(
                tr("State"), lambda row: self._state(row)[0], tone=lambda row: self._state(row)[1]
            ),
            Column(
                tr("Given by"),
                lambda row: f"{row.from_no} {row.from_name}",
                lambda row: row.from_no,
            ),
            Column(tr("Given to"), lambda row: f"{row.to_no} {row.to_name}", lambda row: row.to_no),
            Column(tr("Begins"), lambda row: self.moment(row.starts_at), lambda row: row.starts_at),
            Column(
                tr("Ends"),
                lambda row: self.moment(row.ended_at or row.ends_at),
                lambda row: row.ended_at or row.ends_at,
            ),
        ]

    def _state(self, row: DelegationRow) -> tuple[str, theme.Tone]:
        if not row.standing:
            return (tr("Taken back") if row.ended_at else tr("Over")), "plain"
        now = self.host.session.installation.clock()
        return (tr("In force"), "ok") if row.starts_at <= now else (tr("Comes"), "brand")

    def refresh(self) -> None:
        """Read anew; what is typed stays."""
        self.host.query(policies.delegations, done=self.table.set_rows)
        self.host.query(policies.may_be_delegated, done=self.side.offer)

    def save_state(self) -> dict[str, Any]:
        """The chosen line, and what was typed, sealed: a reason can name somebody."""
        typed = drafts.seal_typed(self.host.session, self.side.typed())
        return {**self.table.save_state(), "typed": typed}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Both come back."""
        self.table.restore_state(state)
        if "typed" in state:
            self.side.type_again(drafts.open_typed(self.host.session, state["typed"]))


class DelegationForm(QWidget):
    """`changed` says that something was given or taken back."""

    changed = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__()
        self._screen = screen
        self.row: DelegationRow | None = None
        self._kept_to = ""
        self._giving = Submission(screen.desk, self)
        self._ending = Submission(screen.desk, self)
        self.fields = {
            "to": Field(tr("To whom"), QComboBox(), required=True),
            "starts_at": Field(tr("From"), required=True, hint=tr("Such as 2026-12-01 09:00")),
            "ends_at": Field(tr("Until"), required=True, hint=tr("14 days at most")),
            "reason": Field(tr("Reason"), reason_edit(), required=True),
        }
        self.go = QPushButton(tr("Delegate Ctrl+Enter"))
        self.go.setProperty("look", "primary")
        self.problem = Notice("", "warn")
        self.about = label("", wrap=True)
        self.end = QPushButton(tr("Take back the authority"))
        self._lay_out()
        for field in self.fields.values():
            field.changed.connect(lambda _: self._offer_go())
        self.go.clicked.connect(self.submit)
        self.end.clicked.connect(self.take_back)
        self._giving.done.connect(self._given)
        self._ending.done.connect(self._ended)
        for submission in (self._giving, self._ending):
            submission.refused.connect(self._failed)
            submission.unknown.connect(self._failed)
        self._begin()

    def _lay_out(self) -> None:
        form = Panel(tr("Delegate"))
        for part in (*self.fields.values(), self.go, self.problem):
            form.add(part)
        self.chosen = Panel(tr("Chosen delegation"))
        self.chosen.add(self.about)
        self.chosen.add(self.end)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        column.addWidget(form)
        column.addWidget(self.chosen)
        column.addStretch(1)
        self.chosen.hide()
        self.problem.hide()

    def _begin(self) -> None:
        """An empty form: from now to the end of the day."""
        now = hall_time(self._screen.session.installation.clock(), self._screen.session)
        self.fields["starts_at"].set_text(now.strftime(_FORM))
        self.fields["ends_at"].set_text(now.strftime("%Y-%m-%d 23:59"))
        self.fields["reason"].set_text("")
        self._offer_go()

    def offer(self, people: tuple[MayDecide, ...]) -> None:
        """Who may be delegated to; the chosen one stays chosen."""
        box, before = self.fields["to"].control, self._kept_to or self.fields["to"].text()
        assert isinstance(box, QComboBox)
        box.clear()
        box.addItem(tr("Choose"), "")
        for each in people:
            box.addItem(f"{each.staff_no} {each.name}", str(each.staff_id))
        box.setCurrentIndex(max(0, box.findData(before)))
        self._kept_to = ""

    def show_row(self, row: DelegationRow | None) -> None:
        """The line that Take back means."""
        self.row = row
        self.chosen.setVisible(row is not None and row.standing)
        if row is not None:
            self.about.setText(f"{row.from_no} {row.from_name} → {row.to_no} {row.to_name}")

    def _offer_go(self) -> None:
        self.go.setEnabled(
            not self._giving.is_busy and all(field.text().strip() for field in self.fields.values())
        )

    def submit(self) -> None:
        """Give the authority; the same question again after an unknown outcome."""
        if not self.go.isEnabled():
            return
        times = {name: self._moment(name) for name in ("starts_at", "ends_at")}
        wrong = {
            name: Problem(name, "moment", QT_TR_NOOP("Type day and time: 2026-12-01 09:00."))
            for name, each in times.items()
            if each is None
        }
        for name, field in self.fields.items():
            field.show_problem(wrong.get(name))
        starts, ends = times["starts_at"], times["ends_at"]
        if starts is None or ends is None:
            return
        self.problem.hide()
        self.go.setEnabled(False)
        self._giving.ask(
            policies.delegate,
            to_id=UUID(self.fields["to"].text()),
            starts_at=starts,
            ends_at=ends,
            reason=self.fields["reason"].text().strip(),
        )

    def _moment(self, name: str) -> datetime | None:
        text = half_width(self.fields[name].text()).replace("/", "-").replace(".", "-")
        try:
            return moment_of(text.strip(), _FORM, self._screen.session)
        except ValueError:
            return None

    def take_back(self) -> None:
        """End the chosen delegation now."""
        if self.row is not None:
            self.problem.hide()
            self._ending.ask(
                policies.end_delegation, delegation_id=self.row.id, version=self.row.version
            )

    def _given(self, _: Delegated) -> None:
        self._screen.desk.messages.say(tr("Delegated. You can take it back at any time."), "ok")
        self._begin()
        self.changed.emit()

    def _ended(self, _: Delegated) -> None:
        self._screen.desk.messages.say(tr("Taken back. It holds no more."), "ok")
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            for each in error.problems:
                self.fields[each.field].show_problem(each)
        else:
            self.problem.set(text_of(error), "warn")
            self.problem.show()
            self.changed.emit()
        self._offer_go()

    def typed(self) -> dict[str, str]:
        """What stands in the fields."""
        return {name: field.text() for name, field in self.fields.items()}

    def type_again(self, typed: dict[str, str]) -> None:
        """What `typed` gave before a lock; who was chosen is chosen when the people are read."""
        self._kept_to = typed.get("to", "")
        for name, text in typed.items():
            if name != "to":
                self.fields[name].set_text(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter delegates."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.go):
            super().keyPressEvent(event)
