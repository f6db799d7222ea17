"""A tab whose form is of the customer in service: what is on record is read first, and read anew when it changes."""

from __future__ import annotations

from typing import Generic, TypeVar
from uuid import UUID

from app.errors import Problem
from app.services.session import Shown, Written
from ui.desk.desk import Desk
from ui.drafting.customer_form import CustomerForm
from ui.drafting.customer_forms import CustomerForms
from ui.drafting.form_work import FormWork
from ui.drafting.screen import DraftingScreen
from ui.form.steps_form import StepsForm
from ui.words.messages import tr

R = TypeVar("R")


class CustomerScreen(DraftingScreen[CustomerForm], Generic[R]):
    """`record` is what stands in the base of the form's customer; None until it is read. A tab of its own reads it
    (`read_record`, with `take_record` as its end), shows it (`show_record`), judges the form (`problems`)
    and sends it (`send`)."""

    nobody = ""
    """what is said while no customer is served"""

    def __init__(self, desk: Desk, form: type[CustomerForm]) -> None:
        super().__init__(desk)
        self.record: R | None = None
        self._refused: tuple[Problem, ...] = ()
        self._of = form

    def begin(self, form: StepsForm) -> None:
        """Join the parts and read the drafts."""
        form.build_to(0)
        work = FormWork(self.desk, self._of, self)
        forms = CustomerForms(self, self._of.business, work)
        self.set_up(form, work, forms)
        for outcome in (work.commit.refused, work.commit.unknown, work.commit.failed):
            outcome.connect(forms.answered)
        form.fields.typed.connect(self._typed)
        work.changed.connect(self._changed)
        form.bottom.abandon.clicked.connect(self._ask_abandon)
        form.bottom.abandoned.connect(self.forms.discard)
        self.listen(self.desk.changed, self._written)
        self.set_busy(True)
        self.forms.load(self.drafts_read)

    # --- a tab's own

    def drafts_read(self) -> None:
        """The drafts are known, and the form that was open is shown."""

    def read_record(self, customer_id: UUID) -> None:
        """Read in the background; give the answer to `take_record`."""

    def show_record(self, record: R) -> None:
        """Show what stands there now."""

    def problems(self) -> list[Problem]:
        """What is wrong with the form as it stands."""
        return []

    # --- what stands there

    def show_form(self) -> None:
        """Another form, or another customer, is in front."""
        self.record, self._refused = None, ()
        form, fields = self.work.form, self.form.fields
        fields.fill({path: form.text(path) for path in fields.paths()})
        self.moves.show()
        if form.customer_id is None:
            self.set_empty(self.nobody)
        else:
            self.set_busy(True)
            self.read_record(form.customer_id)

    def take_record(self, customer_id: UUID, record: R) -> None:
        """The answer of `read_record`; one about another customer is dropped."""
        if customer_id != self.work.form.customer_id:
            return
        first, self.record = self.record is None, record
        self.show_record(record)
        if first:
            self.form.fields.touched.clear()  # the cursor left a field for the progress, not the clerk
        self.set_busy(False)
        self.show_now()
        if first and self.isVisible():
            self.moves.focus_again()

    def _written(self, written: Written) -> None:
        served = self.work.form.customer_id
        if served is not None and Shown.CUSTOMER in written.kinds and served in written.ids:
            self.read_record(served)

    # --- typing

    def _typed(self, path: str, text: str) -> None:
        self.forms.begin()
        self.work.change(texts={**self.work.form.texts, path: text})

    def _changed(self) -> None:
        self._refused = ()
        self.forms.saver.changed()
        self.show_now()

    def _ask_abandon(self) -> None:
        fields = self.form.fields
        typed = [path for path in fields.paths() if self.work.form.text(path)]
        self.form.bottom.ask_abandon(tr(", ").join(fields.names(typed)))

    def show_now(self) -> None:
        """What is wrong, what is left, and what the buttons do."""
        form, commit = self.work.form, self.work.commit
        problems = [*self.problems(), *self._refused]
        self.form.show_problems(problems, {}, step=form.step, tried=form.tried)
        self.form.bottom.show_state(
            last=form.step == self.form.last_step,
            busy=commit.busy,
            frozen=commit.frozen,
            empty=form.is_empty,
        )
        self.form.pages.setEnabled(not commit.frozen)

    def view_ready(self) -> bool:
        """Whether it is known what would be replaced."""
        return self.record is not None

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """What was refused, until something is typed."""
        self._refused = problems

    # --- writing

    def draft_before_sending(self, seen: tuple[UUID, ...]) -> CustomerForm:
        """Keep what is asked, and with which rows `seen`; the same question has the same ones."""
        form = self.work.form
        if form.asked != form.operation_id:
            self.work.note(asked=form.operation_id, seen=seen)
        self.forms.saver.save()
        self.form.bottom.unknown.hide()
        return self.work.form
