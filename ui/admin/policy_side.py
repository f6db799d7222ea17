"""One policy: what holds, the form for who may change it, what the customer is told, what it was before."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app.domain.default_policies import KINDS
from app.domain.permissions import Permission
from app.errors import Refused
from app.services import policies
from app.services.policies import ListedPolicy, PolicyEdited, PolicyVersion
from ui.admin.policy_form import PolicyFields, approval_text
from ui.desk.base_screen import BaseScreen
from ui.desk.business_notice import BusinessNotice
from ui.desk.submission import Submission
from ui.look import theme
from ui.widgets.discard import discard
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import Panel, label
from ui.widgets.tab_order import reading_order, set_tab_order
from ui.widgets.tag import Notice, Tag
from ui.words.messages import text_of, tr
from ui.words.moment_text import moment_text


class PolicySide(QWidget):
    """`changed` says that a policy was written."""

    changed = Signal()

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__()
        self._screen = screen
        self.row: ListedPolicy | None = None
        self._submission = Submission(screen.desk, self)
        self.panel = Panel(tr("Policy"))
        self.about = label(tr("Choose a business in the list."), "subtitle", wrap=True)
        self.state = Tag("")
        self.paper_only = Notice(tr("Signed on paper, by law."), "brand", "lock")
        self.fields = PolicyFields()
        self.fields.setEnabled(screen.session.may(Permission.POLICY_EDIT))
        self.save = QPushButton(tr("Save Ctrl+Enter"))
        self.save.setProperty("look", "primary")
        self.problem = Notice("", "warn")
        self.notice = BusinessNotice(screen.desk)
        self.past = Panel(tr("Until now"))
        self._lay_out()
        self.fields.changed.connect(self._check)
        self.save.clicked.connect(self.submit)
        self._submission.done.connect(self._done)
        self._submission.refused.connect(self._refused)
        self._submission.unknown.connect(self._unknown)

    def _lay_out(self) -> None:
        parts = (self.about, self.state, self.paper_only, self.fields, self.save, self.problem)
        for part in parts:
            self.panel.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP)
        for panel in (self.panel, self.notice, self.past):
            column.addWidget(panel)
        column.addStretch(1)
        for each in (*parts[1:], self.notice, self.past):
            each.hide()

    @property
    def _may(self) -> bool:
        return self._screen.session.may(Permission.POLICY_EDIT)

    def show_row(self, row: ListedPolicy, today: date) -> None:
        """Show a policy as it stands; what was typed for the same state of it stays."""
        if self.row == row:
            return
        self.row = row
        self.about.setText(tr(KINDS[row.kind]))
        self.state.set(*state(row))
        self.state.show()
        self.problem.hide()
        whole = row.policy is not None
        for part in (self.fields, self.notice):
            part.setVisible(whole)
        self.save.setVisible(whole and self._may)
        self.paper_only.setVisible(row.policy is not None and row.policy.paper_only)
        if row.policy is None:
            self._say_text(
                tr("Somebody changed this policy outside the program. Tell the auditor.")
            )
        else:
            self.fields.show_policy(row.policy, today)
            self.notice.show_policy(row.policy)
            set_tab_order(reading_order(self))  # the fields are new ones
            self._check()
        self._screen.query(policies.policy_history, kind=row.kind, done=self._fill_history)

    def _check(self) -> None:
        right = self.fields.check()
        self.save.setEnabled(right and self.fields.is_changed() and not self._submission.is_busy)

    def submit(self) -> None:
        """Write the policy; the same question again after an unknown outcome."""
        row = self.row
        if row is None or not self.save.isVisibleTo(self) or not self.save.isEnabled():
            return
        self.save.setEnabled(False)
        self.problem.hide()
        self._submission.ask(
            policies.edit_policy,
            kind=row.kind,
            seen=row.seen,
            valid_from=self.fields.fields["valid_from"].text(),
            form=self.fields.form(),
        )

    def _done(self, made: PolicyEdited) -> None:
        text = tr("Saved. It holds from {day} on; what it was before is kept.", day=made.valid_from)
        self._screen.desk.messages.say(text, "ok")
        self.changed.emit()

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refused):
            self.fields.show_problems(error.problems)
        else:
            self._say_text(text_of(error))
            self.changed.emit()

    def _unknown(self, error: BaseException) -> None:
        self._say_text(text_of(error))
        self.save.setEnabled(True)

    def _say_text(self, text: str) -> None:
        self.problem.set(text, "warn")
        self.problem.show()

    def _fill_history(self, versions: tuple[PolicyVersion, ...]) -> None:
        while (item := self.past.body.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                discard(widget)
        self.past.setVisible(bool(versions))
        for each in versions:
            at = moment_text(each.at, self._screen.session)
            days = f"{each.valid_from} – {each.valid_to or ''}".rstrip()
            said = " · ".join(
                (approval_text(each.policy.approval), tr("{n} hours", n=each.policy.hours))
            )
            self.past.add(label(f"{at}  {each.staff_no}\n{days}\n{said}", "small", wrap=True))

    def save_state(self) -> dict[str, Any]:
        """The policy that is shown, and what was typed instead."""
        if self.row is None or self.row.policy is None:
            return {}
        typed = {"typed": self.fields.typed()} if self.fields.is_changed() else {}
        return {"kind": self.row.kind, "seen": self.row.seen, **typed}

    def type_again(self, state: dict[str, Any]) -> None:
        """What was typed before a lock comes back, unless somebody changed the policy meanwhile."""
        row = self.row
        if row and (row.kind, row.seen) == (state.get("kind"), state.get("seen")):
            self.fields.type_again(state.get("typed", {}))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter saves."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.save):
            super().keyPressEvent(event)


def state(row: ListedPolicy) -> tuple[str, theme.Tone]:
    """Since when it is so, in a word."""
    if row.policy is None:
        return tr("Changed outside the program"), "bad"
    if row.changes_on is not None:
        return tr("Changes on {day}", day=row.changes_on), "warn"
    if row.since is not None:
        return tr("Since {day}", day=row.since), "ok"
    return tr("Default"), "plain"
