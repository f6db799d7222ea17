"""Inputs that `ui.widgets.field.Field` is not: a box to tick, one of a few answers; and what chooses in one."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from app.errors import Problem
from ui.form.paths import TICK
from ui.look import theme
from ui.widgets import icons
from ui.widgets.field import Status
from ui.widgets.one_stop import OneStop
from ui.widgets.panel import keep_room, label
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import error_text, tr


class _Lined(QWidget):
    """A row of buttons with a line below that says what is wrong; the room of the line is always there."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = WrappedRow()
        self._icon = label("")
        self._status = label("", wrap=True)
        below = QHBoxLayout()
        below.setSpacing(theme.GAP_XS)
        below.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        below.addWidget(self._status, 1)
        for part in (self._icon, self._status):
            keep_room(part)
            part.hide()
        theme.set_look(self._status, "status", "hint")
        line = self._status.fontMetrics().height()
        self._status.setMinimumHeight(line + 1)
        self._icon.setFixedHeight(line)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addLayout(self.row)
        self.column.addLayout(below)

    def status(self) -> tuple[Status, str]:
        """What the line says, and how serious it is."""
        kind: Status = self._status.property("status") or "hint"
        return kind, self._status.text()

    def show_problem(self, problem: Problem | None, good: str = "") -> None:
        """Say what is wrong, or `good`, or nothing."""
        kind: Status = "hint"
        if problem is not None:
            kind = "bad" if problem.severity == "error" else "warn"
        text = error_text(problem) if problem is not None else good
        theme.set_look(self._status, "status", kind)
        self._status.setText(text)
        self._status.setVisible(bool(text))
        self._icon.setVisible(problem is not None)
        if problem is not None:
            t = theme.tokens()
            self._icon.setPixmap(icons.pixmap(kind, t.bad if kind == "bad" else t.warn, 14))


class Tick(_Lined):
    """A box to tick; reads '1' or ''."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QCheckBox(text)
        self.box.setAccessibleName(text)
        self.box.toggled.connect(lambda on: self.changed.emit(TICK if on else ""))
        self.row.addWidget(self.box)

    def text(self) -> str:
        """'1' when ticked."""
        return TICK if self.box.isChecked() else ""

    def set_text(self, text: str) -> None:
        """Tick or clear."""
        self.box.setChecked(text == TICK)


class AnswerChoice(_Lined):
    """One of a few answers, none preset; `choices` maps the value to its words.

    One stop of the Tab key: a digit, or of two answers the arrow to it, answers and goes on. Space or the
    mouse takes an answer back by choosing it again, unless there is `always` one. Long answers stand
    `below` their question.
    """

    def __init__(
        self,
        question: str,
        choices: Mapping[str, str],
        *,
        always: bool = False,
        below: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._always = always
        self.question = label(question)
        if below:
            self.column.insertWidget(0, self.question)
        else:
            self.row.addWidget(self.question)
        self.buttons: dict[str, QRadioButton] = {}
        for number, (value, text) in enumerate(choices.items(), start=1):
            button = QRadioButton(f"{number} {text}")
            # set by hand, because a restored form may have no answer
            button.setAutoExclusive(False)
            button.setAccessibleName(f"{question}: {text}")
            button.toggled.connect(lambda on, chosen=value: self._choose(chosen, on))
            self.buttons[value] = button
            self.row.addWidget(button)
        self._stop = OneStop(self, lambda button: button.setChecked(True), goes_on=True)
        self._stop.set_buttons(list(self.buttons.values()))

    def _choose(self, value: str, on: bool) -> None:
        self._check(value if on or self._always else "")
        self.changed.emit(self.text())

    def _check(self, value: str) -> None:
        for other, button in self.buttons.items():
            button.blockSignals(True)
            button.setChecked(other == value)
            button.blockSignals(False)
        self._stop.stop_at(self.buttons.get(value) or next(iter(self.buttons.values())))

    def text(self) -> str:
        """The chosen value, or ''."""
        return next((v for v, button in self.buttons.items() if button.isChecked()), "")

    def set_text(self, text: str) -> None:
        """Choose an answer, or none, as if it were clicked."""
        self._check(text)
        self.changed.emit(self.text())


def agree_or_refuse() -> dict[str, str]:
    """The two answers of a consent line."""
    return {"agree": tr("Agree"), "refuse": tr("Refuse")}


def choice(values: Mapping[str, str]) -> QComboBox:
    """A list to choose from: value -> words; the wheel does not change it by accident."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    for value, text in values.items():
        box.addItem(text, value)
    box.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]
    return box
