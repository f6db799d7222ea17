"""A question with numbered answers: a digit chooses, Esc takes the safe one (screens.md rules 6 and 10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ui.look import theme
from ui.widgets.discard import discard
from ui.widgets.keys import answer_by_key, numbered
from ui.widgets.panel import label
from ui.widgets.tag import Notice


@dataclass(frozen=True)
class Choice:
    """`code` is what `chosen` tells; a choice with `why_not` cannot be taken and says why. `look` is the
    button's, such as "danger" for what cannot be taken back."""

    code: str
    text: str
    why_not: str = ""
    look: str = "answer"


class Choices(QFrame):
    """Shown in place, over nothing; the last choice is the safe one.

    `confirms` a step that a button asked for: Enter takes the safe answer too, and the question stays
    until the step is done; `show_problem` says why it is not.
    """

    chosen = Signal(str)
    opened = Signal(bool)
    """that the question is open or not any more: what it stands above makes room"""

    def __init__(self, parent: QWidget | None = None, *, confirms: bool = False) -> None:
        super().__init__(parent)
        self._confirms = confirms
        self.setProperty("look", "panel")
        self.title = label("", "subtitle", wrap=True)
        self.detail = label("", "soft", wrap=True)
        self.buttons: list[QPushButton] = []
        self._choices: tuple[Choice, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, theme.GAP, 16, theme.GAP)
        self._column.setSpacing(theme.GAP_S)
        self._column.addWidget(self.title)
        self._column.addWidget(self.detail)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(theme.GAP_S)
        self._column.addLayout(self._answers)
        self.problem = Notice("", "warn")
        self.problem.hide()
        self._column.addWidget(self.problem)  # below what is pressed: it moves nothing
        self._column.addStretch(1)
        if not confirms:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.hide()

    def ask(self, title: str, detail: str, choices: Sequence[Choice]) -> None:
        """Show the question; the safe answer has the focus."""
        for button in self.buttons:
            discard(button)
        self._choices = tuple(choices)
        self.title.setText(title)
        self.detail.setText(detail)
        self.detail.setVisible(bool(detail))
        self.setAccessibleName(title)
        self.problem.hide()
        self.buttons = [self._button(n, each) for n, each in enumerate(self._choices, start=1)]
        self.show()
        self.opened.emit(True)
        self.buttons[-1].setFocus()

    def _button(self, number: int, choice: Choice) -> QPushButton:
        said = numbered(number, choice.text)
        if choice.why_not:
            said = f"{said} — {choice.why_not}"
        button = QPushButton(said)
        button.setProperty("look", choice.look)
        button.setEnabled(not choice.why_not)
        button.setAccessibleName(said)
        button.clicked.connect(lambda: self._choose(number))
        self._answers.addWidget(button)
        button.show()  # at once, where the question is open already: it is to have the focus
        return button

    def close_question(self) -> None:
        """Ask no more."""
        self.hide()
        self.opened.emit(False)

    def show_problem(self, text: str) -> None:
        """Say why the step was not done; it can be tried again."""
        self.problem.set(text, "warn")
        self.problem.show()
        for button, choice in zip(self.buttons, self._choices, strict=True):
            button.setEnabled(not choice.why_not)
        self.buttons[-1].setFocus()

    def _choose(self, number: int) -> None:
        button, choice = self.buttons[number - 1], self._choices[number - 1]
        if not button.isEnabled():
            return
        if not self._confirms:
            self.close_question()
        elif button is not self.buttons[-1]:
            self.problem.hide()
            button.setEnabled(False)  # one step for one yes
        self.chosen.emit(choice.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: 1 to 9 choose, Esc takes the last. Enter takes an answer that was gone to, and never
        the one where the cursor is put: it may still be the Enter of the field before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            for number, button in enumerate(self.buttons, start=1):
                if button.hasFocus() and (self._confirms or button is not self.buttons[-1]):
                    self._choose(number)
                    return
        elif not answer_by_key(event, self.buttons, self.buttons[-1]):
            super().keyPressEvent(event)
