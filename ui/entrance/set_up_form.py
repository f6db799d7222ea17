"""The form that sets up a hall; what is missing or wrong is said while typing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import QT_TR_NOOP, Problem
from app.services.setup import SetUpForm, check_form
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.panel import Panel, label, scrolled
from ui.widgets.password import PasswordEdit
from ui.widgets.question import Question
from ui.widgets.tab_order import leaves, reading_order, set_tab_order
from ui.words.messages import tr

if TYPE_CHECKING:
    from app.services.setup import SetUpForm

AGAIN = "admin_password_again"


class SetUpPage(QWidget):
    """Emits `submitted(SetUpForm)` once every field is good."""

    submitted = Signal(object)
    leaving = Signal()
    """back to the choice; what was typed is gone, and the person said so"""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, Field] = {}
        self._touched: set[str] = set()
        self.back = QPushButton(tr("Back"))
        leaves(self.back)
        self.lost = Question("warn", tr("Go on here"), tr("Throw away what was typed"), "danger")
        self.go = QPushButton(tr("Set up this hall Ctrl+Enter"))
        self.go.setProperty("look", "primary")
        self.left = label("", "soft")
        self.refusal = label("", wrap=True)
        self.refusal.setProperty("status", "bad")
        self._lay_out()
        set_tab_order(reading_order(self))
        self.go.clicked.connect(self.submit)
        self.back.clicked.connect(self._leave)
        self.lost.safe.clicked.connect(self._stay)
        self.lost.act.clicked.connect(self.leaving)
        self._check()
        self.setFocusProxy(self.fields["operator_name"].control)

    def _lay_out(self) -> None:
        inside = QWidget()
        inside.setMaximumWidth(880)
        column = QVBoxLayout(inside)
        column.setSpacing(theme.GAP)
        column.addWidget(label(tr("Set up this hall"), "title"))
        column.addWidget(
            self._panel(
                tr("Company"),
                ("operator_name", tr("Company (as registered)"), ""),
                ("operator_uscc", tr("Unified social credit code"), tr("18 characters")),
                ("service_phone", tr("Customer service telephone"), ""),
            )
        )
        column.addWidget(
            self._panel(
                tr("Hall"),
                ("hall_name", tr("Name of the hall"), ""),
                ("area_code", tr("Area code"), tr("4 letters or digits; begins every number")),
                ("hall_address", tr("Address of the hall"), ""),
                ("counter", tr("Counter number of this computer"), ""),
                (
                    "second_place",
                    tr("Second place (a folder outside the data; may stay empty)"),
                    tr(
                        "if several accounts of this computer work here: a folder that all may write"
                    ),
                ),
            )
        )
        column.addWidget(
            self._panel(
                tr("First administrator"),
                ("admin_name", tr("Name"), ""),
                ("admin_no", tr("Staff number"), tr("3 to 12 letters or digits")),
                ("admin_password", tr("Password"), tr("12 characters or more")),
                (AGAIN, tr("Password again"), ""),
            )
        )
        column.addStretch(1)
        scroll = scrolled(inside)
        scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.GAP_L, theme.GAP, theme.GAP_L, theme.GAP)
        outer.addWidget(scroll, 1)
        outer.addWidget(self.refusal)
        outer.addWidget(self.lost)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        row.addWidget(self.left)
        row.addWidget(self.go)
        outer.addLayout(row)

    def _panel(self, title: str, *rows: tuple[str, str, str]) -> Panel:
        panel = Panel(title)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.GAP)
        grid.setVerticalSpacing(theme.GAP_XS)
        for number, (name, text, hint) in enumerate(rows):
            edit = PasswordEdit() if "password" in name else None
            field = Field(text, edit, required=name != "second_place", hint=hint)
            field.changed.connect(lambda _="", changed=name: self._on_change(changed))
            self.fields[name] = field
            grid.addWidget(field, number // 2, number % 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        panel.add(grid)
        return panel

    def form(self) -> SetUpForm:
        """What is typed, as the set-up takes it."""
        return SetUpForm(
            **{name: field.text() for name, field in self.fields.items() if name != AGAIN}
        )

    def problems(self) -> list[Problem]:
        """What is missing or wrong, by field."""
        found = check_form(self.form())
        if self.fields[AGAIN].text() != self.fields["admin_password"].text():
            found.append(Problem(AGAIN, "differs", QT_TR_NOOP("The two passwords differ.")))
        return found

    def _on_change(self, name: str) -> None:
        self._touched.add(name)
        self._check()

    def _check(self) -> None:
        self.show_problems(self.problems())

    def show_problems(self, problems: list[Problem], *, everywhere: bool = False) -> None:
        """Say each finding under its field, once the field was touched (or `everywhere`)."""
        first: dict[str, Problem] = {}
        for problem in problems:
            first.setdefault(problem.field, problem)
        for name, field in self.fields.items():
            if everywhere or name in self._touched:
                field.show_problem(first.get(name))
        self.left.setText(tr("{n} fields left", n=len(first)) if first else "")

    def _leave(self) -> None:
        typed = sum(bool(field.text()) for field in self.fields.values())
        if not typed:
            self.leaving.emit()
            return
        text = tr("Nothing is set up yet. Going back throws away {n} fields.", n=typed)
        self.lost.ask(text, "warn")

    def _stay(self) -> None:
        self.lost.hide()
        wrong = {problem.field for problem in self.problems()}
        following = [field for name, field in self.fields.items() if name in wrong]
        (following[0] if following else self.go).setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the hall is being made (a few seconds for the password); its sheets must be seen."""
        self.lost.hide()
        self.back.setEnabled(not busy)
        self.go.setEnabled(not busy)
        self.go.setText(tr("Setting up …") if busy else tr("Set up this hall Ctrl+Enter"))
        self.refusal.setText("")

    def submit(self) -> None:
        """Hand the form over, or put the cursor into the first field that is not good."""
        problems = self.problems()
        self.show_problems(problems, everywhere=True)
        for name, field in self.fields.items():
            if any(problem.field == name for problem in problems):
                field.setFocus()
                return
        self.submitted.emit(self.form())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter commits."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submit()
        elif not enter_moves_on(event, self, self.go):
            super().keyPressEvent(event)
