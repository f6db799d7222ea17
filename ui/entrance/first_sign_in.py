"""What a first sign-in asks: an own password, the confidentiality agreement, a PIN for today."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.errors import Problem, UserError
from ui.entrance.confidential import Agreement
from ui.look import theme
from ui.widgets.field import Field
from ui.widgets.keys import enter_moves_on
from ui.widgets.line import Line
from ui.widgets.panel import centred, label
from ui.widgets.password import PasswordEdit
from ui.widgets.question import Question
from ui.widgets.tab_order import leaves, reading_order, set_tab_order
from ui.words.messages import error_text, tr

PIN_DIGITS = 6
Strength = Callable[[str, str], list[Problem]]


class SignInStep(QWidget):
    """A page with a title, a panel of fields, a line for refusals, and one button to go on."""

    leaving = Signal()
    """back to the sign-in page"""

    def __init__(self, title: str, sentence: str, go: str, width: int = 460) -> None:
        super().__init__()
        panel = QFrame()
        panel.setProperty("look", "panel")
        panel.setFixedWidth(width)
        self.column = QVBoxLayout(panel)
        self.column.setContentsMargins(28, 24, 28, 20)
        self.column.setSpacing(theme.GAP_S)
        self.column.addWidget(label(title, "title"))
        if sentence:
            self.column.addWidget(label(sentence, "soft", wrap=True))
        self.refusal = label("", wrap=True)
        self.refusal.setProperty("status", "bad")
        self.go = QPushButton(go)
        self.go.setProperty("look", "primary")
        self.back = QPushButton(tr("Back to sign-in"))
        self.back.setProperty("look", "flat")
        leaves(self.back)
        self.lost = Question(
            "warn", tr("Go on here"), tr("Throw away what was typed"), "danger", narrow=True
        )
        self.back.clicked.connect(self._leave)
        self.lost.safe.clicked.connect(self._stay)
        self.lost.act.clicked.connect(self.leaving)
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addLayout(centred(panel))
        outer.addStretch(1)

    def _leave(self) -> None:
        """Go back to sign-in, after a question when something was typed."""
        if any(field.text() for field in self.findChildren(Field)):
            self.lost.ask(tr("What was typed here is thrown away."), "warn")
        else:
            self.leaving.emit()

    def _stay(self) -> None:
        self.lost.hide()
        self.findChildren(Field)[0].setFocus()

    def add(self, item: QWidget | QLayout, stretch: int = 0) -> None:
        """Put a widget or a row below what is there."""
        if isinstance(item, QWidget):
            self.column.addWidget(item, stretch)
        else:
            self.column.addLayout(item, stretch)

    def finish(self, *more: QPushButton) -> None:
        """Close the page with the refusal line and the buttons."""
        self.add(self.refusal)
        self.add(self.lost)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        for button in more:
            row.addWidget(button)
        row.addWidget(self.go)
        self.add(row)
        leaves(*more)
        set_tab_order(reading_order(self))

    def wait(self) -> None:
        """Wait for the answer. The cursor must not move to the button that leaves the page."""
        self.setFocus()
        self.go.setEnabled(False)

    def show_refused(self, error: UserError) -> None:
        """Say why it did not go on."""
        self.refusal.setText(error_text(error))
        self.go.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter moves on, Ctrl+Enter commits."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.go.click()
        elif not enter_moves_on(event, self, self.go):
            super().keyPressEvent(event)


class OwnPassword(SignInStep):
    """The one-time password is replaced by the person's own; what is weak is said while typing."""

    chosen = Signal(str)

    def __init__(self, staff_no: str, strength: Strength) -> None:
        super().__init__(
            tr("Choose your own password"),
            tr("12 characters or more. A sentence that only you know is easy to remember."),
            tr("Use this password"),
        )
        self._staff_no = staff_no
        self._strength = strength
        self.first = Field(tr("New password"), PasswordEdit(), required=True)
        self.second = Field(tr("New password again"), PasswordEdit(), required=True)
        self.add(self.first)
        self.add(self.second)
        self.finish()
        self.first.changed.connect(self._check)
        self.second.changed.connect(self._check)
        self.go.clicked.connect(self._choose)
        self._check()

    def _check(self) -> None:
        password, again = self.first.text(), self.second.text()
        problems = self._strength(password, self._staff_no) if password else []
        if password:
            self.first.show_problem(problems[0] if problems else None, tr("Long enough"))
        else:
            self.first.set_status("hint", "")
        if again and again != password:
            self.second.set_status("bad", tr("The two passwords differ."))
        else:
            self.second.set_status(
                "ok" if again else "hint", tr("Both are the same") if again else ""
            )
        self.go.setEnabled(bool(password) and not problems and again == password)

    def _choose(self) -> None:
        self.wait()
        self.chosen.emit(self.first.text())


class Confidentiality(SignInStep):
    """The agreement is read to its end, then signed with the person's own key (R-006)."""

    accepted = Signal(str)

    def __init__(self, agreement: Agreement, name: str) -> None:
        super().__init__(
            agreement.title,
            tr("Read it to the end. Accepting signs it with your own key; the signature is kept."),
            tr("Accept and sign"),
            width=760,
        )
        self._text = agreement.text
        self.text = QPlainTextEdit(agreement.text)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(agreement.title)
        self.text.setMinimumHeight(360)
        self.read = QCheckBox(tr("I, {name}, accept the agreement.", name=name))
        self.read.setEnabled(False)
        self.add(self.text, 1)
        self.add(label(agreement.statement, wrap=True))
        self.add(self.read)
        self.finish()
        self.go.setEnabled(False)
        bar = self.text.verticalScrollBar()
        bar.valueChanged.connect(self._look_for_end)
        bar.rangeChanged.connect(lambda _low, _high: self._look_for_end())
        self.read.toggled.connect(self.go.setEnabled)
        self.go.clicked.connect(self._accept)

    def _look_for_end(self) -> None:
        bar = self.text.verticalScrollBar()
        if self.isVisible() and bar.value() >= bar.maximum():
            self.read.setEnabled(True)

    def showEvent(self, event: object) -> None:
        """A window so tall that nothing scrolls shows the end at once."""
        super().showEvent(event)  # type: ignore[arg-type]
        self._look_for_end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter reads on; at the end of the text it goes to the box."""
        bar = self.text.verticalScrollBar()
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        enter = plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.text.hasFocus() and bar.value() < bar.maximum():
            bar.setValue(bar.value() + bar.pageStep())
        else:
            super().keyPressEvent(event)

    def _accept(self) -> None:
        self.wait()
        self.accepted.emit(self._text)


class PinForToday(SignInStep):
    """Optional: six digits that unlock the screen until the end of the day."""

    chosen = Signal(str)
    skipped = Signal()

    def __init__(self) -> None:
        super().__init__(
            tr("A PIN for today"),
            tr(
                "Six digits unlock the screen until the end of the day. After three wrong tries "
                "the password is asked."
            ),
            tr("Use this PIN"),
        )
        edit = Line()
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly)
        edit.setMaxLength(PIN_DIGITS)
        self.pin = Field(tr("PIN (6 digits)"), edit)
        self.skip = QPushButton(tr("Without a PIN"))
        self.add(self.pin)
        self.finish(self.skip)
        self.back.hide()
        self.go.setEnabled(False)
        self.pin.changed.connect(
            lambda text: self.go.setEnabled(text.isdecimal() and len(text) == PIN_DIGITS)
        )
        self.go.clicked.connect(self._choose)
        self.skip.clicked.connect(self.skipped)

    def _choose(self) -> None:
        self.wait()
        self.chosen.emit(self.pin.text())

    def show_refused(self, error: UserError) -> None:
        """The next try begins in the field."""
        super().show_refused(error)
        self.pin.setFocus()
        self.pin.control.selectAll()  # type: ignore[union-attr]
