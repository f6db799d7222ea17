"""The clerk's way through a form in steps: the next step, back to what is left, the cursor where work goes on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from ui.form.steps_form import StepsForm

AHEAD_MS = 200
"""Long enough for what opening a step brings with it."""


class FormStanding(Protocol):
    """Where the clerk stands: the step from 0, the last step that somebody tried to leave (-1: none), the path
    of the field."""

    @property
    def step(self) -> int: ...
    @property
    def tried(self) -> int: ...
    @property
    def focus(self) -> str: ...


class OpenWork(Protocol):
    """Holds the form; `change` tells others of it, `note` does not."""

    @property
    def form(self) -> FormStanding: ...
    def note(self, **parts: Any) -> None: ...
    def change(self, **parts: Any) -> None: ...


class Moves(QObject):
    """`may_go` says whether the form is judged and may change."""

    moved = Signal()
    """another step is open"""
    finished = Signal()
    """the last step is to be left, and nothing is left to do"""

    def __init__(
        self, screen: QWidget, form: StepsForm, work: OpenWork, may_go: Callable[[], bool]
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._form = form
        self._work = work
        self._may_go = may_go
        self.is_moving = False
        """a field that is left meanwhile needs no showing: `moved` comes"""
        form.bar.chosen.connect(self.go_to)
        form.bottom.go_wanted.connect(self.go_on)
        form.bottom.left_wanted.connect(self.go_to_first_left)
        form.bottom.back_to_form.connect(self.focus_open)
        self._keys = [
            QShortcut(QKeySequence(keys), screen) for keys in ("Ctrl+Return", "Ctrl+Enter")
        ]
        for shortcut in self._keys:
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_on)

    def hear_keys(self, on: bool) -> None:
        """Whether Ctrl+Enter is this form's; not while a question beside it has keys of the same name."""
        for shortcut in self._keys:
            shortcut.setEnabled(on)

    @property
    def step(self) -> int:
        """The step that is open, from 0."""
        return self._work.form.step

    def go_on(self) -> None:
        """Ctrl+Enter: the next step, or the end; an open thing on the way is shown instead."""
        if not self._may_go() or self._form.bottom.really.isVisible():
            return
        step = self._work.form.step
        self._work.change(tried=max(self._work.form.tried, step))
        if self.is_left():
            self.go_to_first_left()
        elif step == self._form.last_step:
            self.finished.emit()
        else:
            self.go_to(step + 1)

    def go_to(self, step: int) -> None:
        """Open a step and put the cursor where work goes on."""
        self._work.note(step=step)
        self.is_moving = True
        self.show()
        self.is_moving = False
        self.moved.emit()
        self.focus_open()
        QTimer.singleShot(AHEAD_MS, self, self._build_next)

    def _build_next(self) -> None:
        """While the clerk works in a step the next one is built, so that opening it takes half as long."""
        self._form.build_to(min(self._work.form.step + 1, self._form.last_step))

    def show(self) -> None:
        """Bring the step to the front. The steps that the clerk tried to leave are built too: which of them is
        done is said above."""
        form = self._work.form
        self._form.build_to(max(form.step, form.tried))
        self._form.show_step(form.step)

    def is_left(self) -> bool:
        """Whether something is open up to this step."""
        return bool(self._form.left(self._work.form.step))

    def go_to_first_left(self) -> None:
        """To the first thing that is open, if there is one."""
        left = self._form.left(self._work.form.step)
        if left:
            self.go_to(self._form.fields.step_of(left[0]))
            self._form.fields.focus(left[0])

    # --- the cursor

    def focus_open(self) -> None:
        """Put the cursor where work goes on."""
        self._form.focus_first_open(self._work.form.step, self._work.form.tried)

    def focus_again(self) -> None:
        """Put the cursor where it was, else where work goes on."""
        self.focus_open()
        if self._work.form.focus:
            self._form.fields.focus(self._work.form.focus)

    def focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """The cursor went from one widget of the program to another."""
        self._form.fields.leave(before)
        if now is not None and self._screen.isAncestorOf(now):
            path = self._form.focus_moved(self._work.form.step, now)
            self._work.note(focus=path or self._work.form.focus)
