"""A tab with a form in steps whose unfinished forms are drafts: cursor, keys, the outcomes of sending, a rebuild."""

from __future__ import annotations

from typing import Any, Generic

from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout

from app.errors import Problem, Refused
from ui.desk.base_screen import BaseScreen
from ui.desk.requests import Request, TakeBack
from ui.drafting.drafted_forms import DraftedForms
from ui.drafting.form_work import F, FormWork
from ui.drafting.moves import Moves
from ui.form.steps_form import StepsForm
from ui.words.messages import text_of


class DraftingScreen(BaseScreen, Generic[F]):
    """Call `set_up` once the parts are made. A tab of its own says what is judged (`view_ready`), shows it
    (`show_now`), sends it (`send`) and shows another form (`show_form`)."""

    work: FormWork[F]
    form: StepsForm
    forms: DraftedForms[F]
    moves: Moves

    def set_up(self, form: StepsForm, work: FormWork[F], forms: DraftedForms[F]) -> None:
        """Join the parts."""
        self.form, self.work, self.forms = form, work, forms
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(form)
        self.moves = Moves(self, form, work, lambda: self.view_ready() and not work.commit.frozen)
        self.moves.finished.connect(self.send)
        self.moves.moved.connect(self._moved)
        forms.shown.connect(self._show_other)
        form.fields.left.connect(self._left)
        form.bottom.hold_wanted.connect(forms.hold)
        form.bottom.ask_again.connect(self.send)
        work.commit.refused.connect(self._was_refused)
        work.commit.unknown.connect(self._unknown)
        work.commit.failed.connect(self.failed)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.listen(app.focusChanged, self.moves.focus_moved)

    # --- a tab's own

    def view_ready(self) -> bool:
        """Whether the form is judged."""
        return True

    def show_now(self) -> None:
        """Show the form as it stands: what is wrong where, what is left, what the buttons do."""

    def show_form(self) -> None:
        """Another form is the open one: show its texts, and judge it."""

    def send(self) -> None:
        """Write the form: `work.commit.run(procedure, work.form.operation_id, …)`."""

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """What the base refused, to be said at the fields."""

    def focus_question(self) -> bool:
        """Put the cursor into the question that is open; whether there is one."""
        return False

    # --- another form

    def _show_other(self) -> None:
        self.set_busy(False)
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # the field that loses the focus belongs to the other form
        self.form.fields.touched.clear()
        self.form.bottom.really.hide()
        self.form.bottom.unknown.hide()
        self.show_form()
        if self.isVisible():
            self.moves.focus_again()

    def _left(self) -> None:
        if not self.moves.is_moving:
            self.show_now()

    def _moved(self) -> None:
        self.forms.saver.changed()
        self.show_now()

    # --- outcomes

    def _was_refused(self, error: Refused) -> None:
        self.work.note(tried=self.form.last_step)
        self.take_problems(tuple(error.problems))
        self.show_now()
        if self.moves.is_left():
            self.moves.go_to_first_left()
        else:
            self.desk.messages.error(error)
        self.forms.saver.changed()

    def _unknown(self, error: BaseException) -> None:
        self.show_now()
        self.form.bottom.show_unknown(text_of(error))

    def failed(self, error: BaseException) -> None:
        """Nothing was written, or a fault of the program was met."""
        self.desk.messages.error(error)
        self.show_now()
        self.form.bottom.go.setFocus()

    # --- life

    def activate(self) -> None:
        """The cursor goes where it was, or to the first open field; an open question keeps it."""
        self.forms.come()
        if self.forms.are_read and not self.focus_question():
            self.moves.focus_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: another tab is in front."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.forms.go()

    def close_down(self) -> None:
        """Disconnect now, because Qt may hide the screen later."""
        self.forms.close()
        super().close_down()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter moves on, at the end of a step to the button that goes on."""
        if not self.form.enter(event, self.moves.step, self.focusWidget()):
            super().keyPressEvent(event)

    def save_draft(self) -> None:
        """Before a lock, a rebuild and the end."""
        self.forms.saver.save()

    def save_state(self) -> dict[str, Any]:
        """The draft tells the rest."""
        return self.forms.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take a draft back, now or once the drafts are read."""
        self.forms.restore_state(state)

    def show_request(self, request: Request) -> None:
        """Take a draft back."""
        if isinstance(request, TakeBack):
            self.forms.take_back(request.draft_id)
