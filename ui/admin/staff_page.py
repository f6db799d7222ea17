"""人员: who works here, enrolling, resetting, unlocking, leaving (R-001, R-010)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.permissions import Permission
from app.services import drafts, staff
from app.services.staff import Enrolled, StaffRow
from ui.admin.enrol_form import EnrolForm
from ui.admin.front_stack import FrontStack
from ui.admin.one_time import OneTimePanel
from ui.admin.page import AdminPage
from ui.admin.staff_side import StaffSide
from ui.admin.staff_state import state_tag
from ui.desk.base_screen import BaseScreen
from ui.desk.submission import Submission, is_definite
from ui.look import theme
from ui.look.glyphs import displayable
from ui.widgets import icons
from ui.widgets.choices import Choice, Choices
from ui.widgets.list_and_side import ListAndSide
from ui.widgets.table import Column, Table
from ui.words.messages import text_of, tr
from ui.words.role_names import role_name

DO, LEAVE = "do", "leave"


class StaffPage(AdminPage):
    """The list on the left; on the right the chosen person, a form, a question or a password."""

    def __init__(self, screen: BaseScreen) -> None:
        super().__init__(
            screen, tr("Staff"), tr("Who works here, and who can sign in at this moment.")
        )
        self.enrol = QPushButton(icons.icon("add_person"), tr("Enrol a person …"))
        self.head.addWidget(self.enrol)
        self.enrol.setVisible(screen.session.may(Permission.STAFF_ENROL))
        self.table: Table[StaffRow] = Table(
            tr("Staff"),
            self._columns(),
            tr("Nobody is enrolled yet. Press 'Enrol a person'."),
            key=lambda row: row.staff_id,
        )
        self.side = StaffSide(screen.session)
        self.form = EnrolForm()
        self.one_time = OneTimePanel()
        self.confirm: Choices | None = None
        self._enrolling = Submission(screen.desk, self)
        self._new = ("", "")
        """name and one-time password of the person who is being enrolled"""
        self._unwritten = ""
        """staff number of whom a one-time password was made for, until somebody says that it is on paper"""
        self._is_typed_again = False
        """the form came back, and who was enrolled meanwhile is not read yet"""
        self.stack = FrontStack()
        for part in (self.side, self.form, self.one_time):
            self.stack.addWidget(part)
        self.body.addWidget(ListAndSide(self.table, self.stack), 1)
        self._connect()

    def _columns(self) -> list[Column[StaffRow]]:
        def state(row: StaffRow) -> tuple[str, theme.Tone]:
            return state_tag(row, self.host.session.today)

        return [
            Column(tr("Staff number"), lambda row: row.staff_no, lambda row: row.staff_no),
            Column(tr("Name"), lambda row: row.name, lambda row: row.name),
            Column(
                tr("State"),
                lambda row: state(row)[0],
                lambda row: state(row)[0],
                tone=lambda row: state(row)[1],
            ),
            Column(tr("Post"), lambda row: role_name(row.role), lambda row: role_name(row.role)),
            Column(tr("Hall"), lambda row: row.hall_name, lambda row: row.hall_name),
            Column(tr("Valid"), _valid, lambda row: row.valid_from),
        ]

    def _connect(self) -> None:
        self.enrol.clicked.connect(self.begin_enrolment)
        self.form.submitted.connect(self._enrol)
        self.form.closed.connect(self._close_form)
        self._enrolling.done.connect(self._enrolled)
        self._enrolling.refused.connect(self._not_enrolled)
        self._enrolling.unknown.connect(self._not_enrolled)
        self.one_time.done.connect(self._written_down)
        self.table.current_changed.connect(self._choose)
        self.side.unlock_wanted.connect(self._unlock)
        self.side.reset_wanted.connect(self._ask_reset)
        self.side.leave_wanted.connect(self._ask_leave)

    # --- the list

    def refresh(self) -> None:
        """Read the list anew; what is open on the right stays."""
        self.host.query(staff.staff_list, done=self._fill)

    def _fill(self, rows: tuple[StaffRow, ...]) -> None:
        if self._unwritten and (self.stack.currentWidget() is self.side or self._is_typed_again):
            self._offer_another(rows)
        self._is_typed_again = False
        self.form.set_taken(frozenset(row.staff_no for row in rows))
        self.table.set_rows(rows)

    def _choose(self, row: StaffRow | None) -> None:
        self.side.show_row(row, self.host.session.today)

    def _show(self, part: QWidget) -> None:
        """Bring one part to the right side; a shown password stays until it is on paper."""
        self.stack.setCurrentWidget(part)
        calm = part is self.side
        self.table.setEnabled(calm)
        self.enrol.setEnabled(calm)

    # --- enrolling

    def begin_enrolment(self) -> None:
        """Open the empty form."""
        taken = frozenset(row.staff_no for row in self.table.model.rows)
        self._show(self.form)
        self.form.begin(taken, self.host.session.today)

    def _close_form(self) -> None:
        self._enrolling.forget()
        self._show(self.side)
        self.refresh()  # after an unknown outcome the person may be there

    def _enrol(self, arguments: dict[str, Any]) -> None:
        self.form.set_asked(True)
        if self._enrolling.is_unknown:
            self._enrolling.ask_again()  # with the same password
            return
        self._new = arguments["name"], staff.one_time_password()
        self._unwritten, self._is_typed_again = arguments["staff_no"], False
        self._enrolling.ask(staff.enrol, one_time=self._new[1], **arguments)

    def _enrolled(self, made: Enrolled) -> None:
        (name, one_time), self._new = self._new, ("", "")
        self._show_password(made, name, one_time)

    def _not_enrolled(self, error: BaseException) -> None:
        if is_definite(error):
            self._unwritten = ""
        self.form.set_asked(False, again=self._enrolling.is_unknown)
        self.form.show_problem(text_of(error))

    def _show_password(self, made: Enrolled, name: str, one_time: str) -> None:
        self.table.want(made.staff_id)
        self._show(self.one_time)
        self.one_time.show_for(made.staff_no, name, one_time)
        self.refresh()

    def _written_down(self) -> None:
        self._unwritten = ""
        self._show(self.side)
        self.table.view.setFocus()

    def _offer_another(self, rows: tuple[StaffRow, ...]) -> None:
        """The password is not on the screen any more, and nobody said that it is on paper."""
        row = next((row for row in rows if row.staff_no == self._unwritten), None)
        typed = self.form.name.text().strip() if self._is_typed_again else ""
        if row is None or not row.must_change or (typed and typed != row.name):
            self._unwritten = ""  # nobody was enrolled or reset, or the person has signed in
            return
        self.table.want(row.staff_id)
        one_time = staff.one_time_password()
        self._ask(
            tr(
                "Is the one-time password of {staff_no} {name} on paper?",
                staff_no=row.staff_no,
                name=row.name,
            ),
            tr(
                "It left the screen before anybody said so, and cannot be shown again. A new one takes "
                "its place; the old one does not work any more then."
            ),
            tr("Give a new password"),
            staff.reset,
            lambda made: self._show_password(made, row.name, one_time),
            otherwise=tr("It is on paper"),
            password_of=row.staff_no,
            staff_id=row.staff_id,
            version=row.version,
            one_time=one_time,
        )

    # --- what is done to a person

    def _unlock(self, row: StaffRow) -> None:
        def done(made: Enrolled) -> None:
            self._say(tr("{staff_no} can sign in again.", staff_no=made.staff_no))
            self.refresh()

        self.host.call(staff.unlock, staff_id=row.staff_id, done=done)

    def _ask_reset(self, row: StaffRow) -> None:
        one_time = staff.one_time_password()
        self._ask(
            tr("Reset the password of {staff_no} {name}?", staff_no=row.staff_no, name=row.name),
            tr(
                "The person gets new keys and a one-time password. Forms that the person kept as "
                "drafts cannot be opened any more. Whoever is signed in under this number is "
                "signed out."
            ),
            tr("Reset"),
            staff.reset,
            lambda made: self._show_password(made, row.name, one_time),
            password_of=row.staff_no,
            staff_id=row.staff_id,
            version=row.version,
            one_time=one_time,
        )

    def _ask_leave(self, row: StaffRow) -> None:
        def done(made: Enrolled) -> None:
            self._say(tr("{staff_no} left today.", staff_no=made.staff_no))
            self._show(self.side)
            self.refresh()

        self._ask(
            tr("Record that {staff_no} {name} left?", staff_no=row.staff_no, name=row.name),
            tr(
                "Keys and password are removed at once and cannot come back; drafts of this person "
                "cannot be opened any more. The record and its history stay. Who returns is "
                "enrolled anew under another staff number."
            ),
            tr("Record leaving"),
            staff.leave,
            done,
            staff_id=row.staff_id,
            version=row.version,
        )

    def _ask(
        self,
        title: str,
        consequence: str,
        action: str,
        procedure: Callable[..., Enrolled],
        done: Callable[[Enrolled], object],
        *,
        otherwise: str = "",
        password_of: str = "",
        **arguments: Any,
    ) -> None:
        """Ask, then call; an unknown outcome is asked for again under the same operation id. `password_of` is the
        staff number of whom the call makes a one-time password for."""
        question, before = Choices(confirms=True), self._unwritten
        submission = Submission(self.host.desk, question)

        def failed(error: BaseException) -> None:
            question.show_problem(text_of(error))
            if is_definite(error):
                self._unwritten = before

        submission.done.connect(done)
        submission.refused.connect(failed)
        submission.unknown.connect(failed)

        def answered(code: str) -> None:
            if code == DO:
                self._unwritten = password_of or before
                submission.ask(procedure, **arguments)
            else:
                if not submission.is_unknown:
                    self._unwritten = ""
                self._show(self.side)
                self.refresh()

        question.chosen.connect(answered)
        if self.confirm is not None:
            self.stack.removeWidget(self.confirm)
            self.confirm.deleteLater()
        self.confirm = question
        self.stack.addWidget(question)
        self._show(question)
        question.ask(
            displayable(title),
            consequence,
            (
                Choice(DO, action, look="danger"),
                Choice(LEAVE, otherwise or tr("Cancel"), look="primary"),
            ),
        )

    # --- a lock, a rebuild

    def save_state(self) -> dict[str, Any]:
        """The chosen person, what was typed to enrol one, and whose password may not be on paper."""
        state: dict[str, Any] = self.table.save_state()
        if self._unwritten:
            state["unwritten"] = self._unwritten
        if self.stack.currentWidget() is self.form and (typed := self.form.typed()):
            state["typed"] = drafts.seal_typed(self.host.session, typed)
        return state

    def restore_state(self, state: dict[str, Any]) -> None:
        """The form comes back as it was; a password that was on the screen is asked about."""
        self.table.restore_state(state)
        self._unwritten = state.get("unwritten", "")
        if "typed" in state:
            self.begin_enrolment()
            self.form.type_again(drafts.open_typed(self.host.session, state["typed"]))
            self._is_typed_again = True

    def _say(self, text: str) -> None:
        self.host.desk.messages.say(text, "ok")


def _valid(row: StaffRow) -> str:
    return f"{row.valid_from} – {row.valid_to or tr('no last day')}"
