"""新增人员: the form that enrols a person, checked while it is typed."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton

from app.domain.dates import parse_date
from app.domain.permissions import Role
from app.errors import QT_TR_NOOP, Problem, UserError
from app.services import staff
from ui.look import theme
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.line import Line
from ui.widgets.panel import Panel, label
from ui.widgets.question import Question
from ui.widgets.tab_order import leaves, reading_order, set_tab_order
from ui.widgets.tag import Notice
from ui.words.messages import tr
from ui.words.role_names import role_name

LONGEST_NAME = 100


class EnrolForm(Panel):
    """Emits `submitted` with the arguments of staff.enrol (but the one-time password)."""

    submitted = Signal(object)  # not dict, because Qt would make plain texts of its values
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(tr("Enrol a person"))
        self.taken: frozenset[str] = frozenset()
        self.today = date.min
        self.staff_no = Field(
            tr("Staff number"), required=True, hint=tr("3 to 12 letters or digits")
        )
        edit = Line()
        edit.setMaxLength(LONGEST_NAME)
        self.name = Field(tr("Name"), edit, required=True)
        self.role = Field(tr("Post"), self._roles(), required=True)
        self.valid_to = DateField(
            tr("Last day"), hint=tr("Leave empty when no last day is agreed.")
        )
        self.problem = Notice("", "warn")
        self.left = label("", "soft", wrap=True)
        self.cancel = QPushButton(tr("Cancel"))
        leaves(self.cancel)
        self.lost = Question(
            "warn", tr("Go on here"), tr("Throw away what was typed"), "danger", narrow=True
        )
        self.go = QPushButton(tr("Enrol Ctrl+Enter"))
        self.go.setProperty("look", "primary")
        self._touched: set[str] = set()
        self.fields = {
            "staff_no": self.staff_no,
            "name": self.name,
            "role": self.role,
            "valid_to": self.valid_to,
        }
        self._lay_out()
        for name, field in self.fields.items():
            field.changed.connect(lambda _="", changed=name: self._on_change(changed))
        self.cancel.clicked.connect(self._leave)
        self.lost.safe.clicked.connect(self._stay)
        self.lost.act.clicked.connect(self.closed)
        set_tab_order(reading_order(self))
        self.go.clicked.connect(self.submit)

    def _roles(self) -> QComboBox:
        box = QComboBox()
        box.addItem(tr("Choose"), "")
        for role in Role:
            box.addItem(role_name(role), role.value)
        return box

    def _lay_out(self) -> None:
        for field in self.fields.values():
            self.add(field)
        self.add(self.left)
        self.add(self.lost)
        row = QHBoxLayout()
        row.setSpacing(theme.GAP_S)
        row.addWidget(self.cancel)
        row.addStretch(1)
        row.addWidget(self.go)
        self.add(row)
        self.add(self.problem)  # below the button, so that it does not move it
        self.body.addStretch(1)

    def begin(self, taken: frozenset[str], today: date) -> None:
        """Empty the form for a new person; `taken` are the staff numbers in use."""
        self.taken, self.today = taken, today
        for field in self.fields.values():
            field.set_text("")
        self._touched.clear()
        self.set_asked(False)
        self.problem.hide()
        self.lost.hide()
        self._check()
        self.staff_no.setFocus()

    def set_taken(self, taken: frozenset[str]) -> None:
        """These staff numbers are in use now."""
        if taken != self.taken:
            self.taken = taken
            self._check()

    def typed(self) -> dict[str, str]:
        """What stands in the fields, by field; nothing of empty ones."""
        return {name: field.text() for name, field in self.fields.items() if field.text()}

    def type_again(self, typed: dict[str, str]) -> None:
        """Fill the fields with what `typed` gave before a lock."""
        for name, text in typed.items():
            self.fields[name].set_text(text)

    def _leave(self) -> None:
        if self.typed():
            text = tr("Nobody is enrolled yet. What was typed is thrown away.")
            self.lost.ask(text, "warn")
        else:
            self.closed.emit()

    def _stay(self) -> None:
        self.lost.hide()
        problems = self.problems()
        (self.fields[problems[0].field] if problems else self.go).setFocus()

    def problems(self) -> list[Problem]:
        """What is missing or wrong, by field."""
        found = []
        staff_no = self.staff_no.text().strip()
        try:
            staff.check_staff_no(staff_no)
        except UserError as error:
            found.append(Problem("staff_no", error.code, error.text, error.values))
        if staff_no in self.taken:
            text = QT_TR_NOOP("Staff number {staff_no} is already in use. Choose another one.")
            found.append(Problem("staff_no", "staff_no_taken", text, {"staff_no": staff_no}))
        if not self.name.text().strip():
            text = QT_TR_NOOP("Enter the person's name, 100 characters at most.")
            found.append(Problem("name", "name_missing", text))
        if not self.role.text():
            found.append(Problem("role", "role_missing", QT_TR_NOOP("Choose the person's role.")))
        try:
            last = self._last_day()
            if last is not None and last < self.today:
                text = QT_TR_NOOP("The last day lies in the past. Choose today or a later day.")
                found.append(Problem("valid_to", "past", text))
        except UserError as error:
            found.append(Problem("valid_to", error.code, error.text, error.values))
        return found

    def _last_day(self) -> date | None:
        text = self.valid_to.text().strip()
        return parse_date(text) if text else None

    def _on_change(self, name: str) -> None:
        self._touched.add(name)
        self._check()

    def _check(self, *, everywhere: bool = False) -> list[Problem]:
        problems = self.problems()
        first = {problem.field: problem for problem in reversed(problems)}
        for name, field in self.fields.items():
            if everywhere or name in self._touched:
                field.show_problem(first.get(name))
            else:
                field.set_status("hint", "")
        self.left.setText(tr("{n} fields left", n=len(first)) if first else "")
        return problems

    def submit(self) -> None:
        """Hand the form over, or put the cursor into the first field that is not good."""
        if not self.go.isEnabled():
            return
        problems = self._check(everywhere=True)
        if problems:
            self.fields[problems[0].field].setFocus()
            return
        self.problem.hide()
        arguments: dict[str, Any] = {
            "staff_no": self.staff_no.text().strip(),
            "name": self.name.text().strip(),
            "role": Role(self.role.text()),
            "valid_to": self._last_day(),
        }
        self.submitted.emit(arguments)

    def set_asked(self, asked: bool, *, again: bool = False) -> None:
        """Hold the fields while the answer is awaited; `again` offers to ask the same once more."""
        for field in self.fields.values():
            field.set_read_only(asked or again)
        self.go.setEnabled(not asked)
        self.go.setText(tr("Ask again") if again else tr("Enrol Ctrl+Enter"))
        self.cancel.setEnabled(not asked)

    def show_problem(self, text: str) -> None:
        """Say why the person was not enrolled."""
        self.problem.set(text, "warn")
        self.problem.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter commits; Esc clears nothing."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.go):
            super().keyPressEvent(event)
