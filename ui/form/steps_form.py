"""A form in steps: the step bar above, one step at a time, a panel beside it, the buttons below.

A step is built when it is first opened, or while the clerk works in the one before, and with it those before
it: what is left on the way to a step is known only where its fields are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.errors import Problem
from ui.form.bottom_bar import BottomBar
from ui.form.fields import Fields
from ui.form.step import Step
from ui.look import theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.keys import next_stop
from ui.widgets.steps import StepBar
from ui.widgets.tab_order import reading_order, set_tab_order

Make = Callable[[int, str, Fields, QWidget], Step]
"""Builds a step: its number from 0, its title, the register of inputs, its parent."""


class StepsForm(QWidget):
    """`steps` are title and builder of each step, `errors` the paths that hold an error. A form of its own
    overrides `step_built` and tells `errors` after every check."""

    def __init__(
        self, steps: Sequence[tuple[str, Make]], bottom: BottomBar, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._makers = tuple(steps)
        self.steps: list[Step] = []
        """those that are built"""
        self.last_step = len(steps) - 1
        self.fields = Fields(self.last_step, self)
        self.errors: tuple[str, ...] = ()
        self._ordered: object = None
        self.bottom = bottom
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.GAP_L, theme.GAP, theme.GAP_L, theme.GAP)
        self._column.setSpacing(theme.GAP_S + 2)
        self.bar = StepBar([title for title, _ in steps])
        if len(steps) > 1:
            self.bar.hear_keys(self)
        self.summary = ElidedLabel()
        self.summary.setProperty("look", "small")
        head = QHBoxLayout()
        head.addWidget(self.bar)
        head.addWidget(self.summary, 1)
        self._column.addLayout(head)
        self.middle = QWidget()
        self._column.addWidget(self.middle, 1)
        self._beside = QHBoxLayout(self.middle)
        self._beside.setContentsMargins(0, 0, 0, 0)
        self._beside.setSpacing(theme.GAP)
        self.pages = QStackedWidget()
        self._beside.addWidget(self.pages, 1)
        self._column.addWidget(bottom)

    def hasHeightForWidth(self) -> bool:
        """Qt override: steps scroll inside their panels, so the page fits any height it is given."""
        return False

    def put_beside(self, panel: QWidget) -> None:
        """What is shown right of the steps."""
        self._beside.addWidget(panel)

    def put_above(self, *parts: QWidget) -> None:
        """Questions that stand between the step bar and the form while they are open."""
        for n, part in enumerate(parts, start=1):
            self._column.insertWidget(n, part)
        self._column.setStretchFactor(self.middle, 100)
        self._column.insertStretch(self._column.count() - 1, 1)  # the room of a hidden form

    # --- steps

    def step_built(self, step: Step) -> None:
        """Hear what a new step tells."""

    def build_to(self, number: int) -> bool:
        """Build the steps up to this one that are not there yet; whether there was one."""
        missing = range(len(self.steps), number + 1)
        for n in missing:
            title, make = self._makers[n]
            step = make(n, title, self.fields, self.pages)
            self.pages.addWidget(step)
            self.steps.append(step)
            self.step_built(step)
        return bool(missing)

    def show_step(self, number: int) -> None:
        """Bring a step that is built to the front."""
        self.pages.setCurrentIndex(number)
        self.bar.set_current(number)

    def show_problems(
        self, problems: Sequence[Problem], good: dict[str, str], *, step: int, tried: int
    ) -> None:
        """Say what is wrong where, which steps are done (the last one with all before it) and what is left;
        `tried` is the last step that somebody tried to leave, -1 while none."""
        self.errors = tuple(found.field for found in problems if found.severity == "error")
        self.fields.show(problems, good, range(tried + 1))
        wrong = {self.fields.step_of(path) for path in self.wrong()}
        for number in range(len(self._makers)):
            reached = number < max(step, tried + 1)
            open_here = wrong if number == self.last_step else wrong & {number}
            self.bar.set_done(number, reached and not open_here)
        self.bottom.show_left(self.fields.names(self.left(step)))
        # Only when parts came or went, because walking every layout takes too long for a keystroke.
        if (parts := self.parts()) != self._ordered:
            self._ordered = parts
            set_tab_order(reading_order(self))

    def parts(self) -> object:
        """What Tab can come to, by which it is seen that it changed."""
        return self.fields.paths()

    def wrong(self) -> list[str]:
        """The paths that hold an error, in reading order."""
        return self.fields.in_order(self.errors)

    def left(self, step: int) -> list[str]:
        """What is open up to a step; on the last one, everything."""
        return [path for path in self.wrong() if self.fields.step_of(path) <= step]

    # --- the cursor

    def focus_first_open(self, step: int, tried: int) -> None:
        """The first wrong or empty field of the step, else the button that goes on."""
        said = self.left(step) if step <= tried else []
        path = self.fields.first_open(step, said, self.steps[step])
        if path:
            self.fields.focus(path)
        else:
            self.bottom.go.setFocus()

    def focus_empty(self, step: int, paths: Iterable[str]) -> str:
        """The first of these fields that is shown on the step and empty, else the button that goes on;
        the field's path or ''."""
        for path in paths:
            control = self.fields.control(path)
            here = self.fields.step_of(path) == step and control.isVisibleTo(self.steps[step])
            if here and not control.text():
                self.fields.focus(path)
                return path
        self.bottom.go.setFocus()
        return ""

    def focus_moved(self, step: int, now: QWidget) -> str:
        """Scroll to what got the focus; its path, or '' when it is no field."""
        if step < len(self.steps):  # the focus may come before the form is shown
            self.steps[step].bring_into_sight(now)
        return self.fields.path_of(now)

    def enter(self, event: QKeyEvent, step: int, focused: QWidget | None) -> bool:
        """Enter inside a step moves on, also over a button (Space presses it); from the last field
        it goes to the button that goes on. Whether the key was used."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or focused is None:
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if step >= len(self.steps) or not self.steps[step].isAncestorOf(focused):
            return False
        page = self.steps[step]
        following = next_stop(page, focused, self.bottom.go)
        if following is not None:
            following.setFocus(Qt.FocusReason.TabFocusReason)
        return True
