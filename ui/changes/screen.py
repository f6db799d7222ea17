"""业务变更 F7 (R-070): what the customer in service wants changed."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from app.domain.businesses import CHANGE
from app.domain.contacts import check_second_contact
from app.errors import Problem
from app.services import changes
from app.services.changes import Changed, SecondContact
from app.services.session import Shown, Written
from ui.changes.form import ChangeForm
from ui.changes.step import SecondContactStep
from ui.desk.desk import Desk
from ui.drafting.customer_forms import CustomerForms
from ui.drafting.form_work import FormWork
from ui.drafting.screen import DraftingScreen
from ui.form.bottom_bar import BottomBar
from ui.form.steps_form import StepsForm
from ui.words.messages import tr
from ui.words.number_text import number_text


class ChangesScreen(DraftingScreen[ChangeForm]):
    """`record` is what stands in the base of the form's customer; None until it is read."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.record: SecondContact | None = None
        self._refused: tuple[Problem, ...] = ()
        bottom = BottomBar(
            tr("Change Ctrl+Enter"),
            tr("Changing …"),
            tr("Nothing of this form has been changed. Discarding loses: {lost}"),
        )
        form = StepsForm(((tr("Second contact"), SecondContactStep),), bottom, self.content)
        form.build_to(0)
        work = FormWork(desk, ChangeForm, self)
        self.set_up(form, work, CustomerForms(self, CHANGE, work))
        form.fields.typed.connect(self._typed)
        work.changed.connect(self._changed)
        work.commit.done.connect(self._done)
        bottom.abandon.clicked.connect(lambda: bottom.ask_abandon(tr("Second contact")))
        bottom.abandoned.connect(self.forms.discard)
        self.listen(desk.changed, self._written)
        self.set_busy(True)
        self.forms.load(lambda: None)

    @property
    def step(self) -> SecondContactStep:
        """The one step."""
        step = self.form.steps[0]
        assert isinstance(step, SecondContactStep)
        return step

    # --- what stands there

    def show_form(self) -> None:
        """Another form, or another customer, is in front."""
        self.record, self._refused = None, ()
        form = self.work.form
        self.form.fields.fill({path: getattr(form, path) for path in self.form.fields.paths()})
        self.moves.show()
        if form.customer_id is None:
            self.set_empty(
                tr("Search for a customer with F3. Then type here what is to be changed.")
            )
        else:
            self.set_busy(True)
            self._read(form.customer_id)

    def _read(self, customer_id: UUID) -> None:
        done = partial(self._show_record, customer_id)
        self.query(changes.second_contact, customer_id=customer_id, done=done)

    def _show_record(self, customer_id: UUID, record: SecondContact) -> None:
        if customer_id != self.work.form.customer_id:
            return
        self.record = record
        self.step.show_record(record.masked)
        self.set_busy(False)
        self.show_now()
        if self.isVisible():
            self.moves.focus_again()

    def _written(self, written: Written) -> None:
        served = self.work.form.customer_id
        if served is not None and Shown.CUSTOMER in written.kinds and served in written.ids:
            self._read(served)

    # --- typing

    def _typed(self, path: str, text: str) -> None:
        self.forms.begin()
        self.work.change(**{path: text})

    def _changed(self) -> None:
        self._refused = ()
        self.forms.saver.changed()
        self.show_now()

    def _problems(self) -> list[Problem]:
        form = self.work.form
        if form.remove:
            return []
        found = check_second_contact(form.second_contact, form.second_phone)
        if form.is_empty:
            found.append(
                Problem("second_contact", "nothing_typed", tr("Type who it is from now on."))
            )
        return [*found, *self._refused]

    def show_now(self) -> None:
        """What is wrong, what is left, and what the buttons do."""
        form, commit = self.work.form, self.work.commit
        self.step.grid.setEnabled(not form.remove)
        self.form.show_problems(self._problems(), {}, step=form.step, tried=form.tried)
        self.form.bottom.show_state(
            last=True, busy=commit.busy, frozen=commit.frozen, empty=form.is_empty
        )
        self.form.pages.setEnabled(not commit.frozen)

    def view_ready(self) -> bool:
        """Whether it is known what would be replaced."""
        return self.record is not None

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """What was refused, until something is typed."""
        self._refused = problems

    # --- writing

    def send(self) -> None:
        """Replace what was seen."""
        form = self.work.form
        if form.customer_id is None or self.record is None or self.work.commit.busy:
            return
        if form.asked != form.operation_id:
            self.work.note(asked=form.operation_id, seen=self.record.rows)
        self.forms.saver.save()
        self.form.bottom.unknown.hide()
        self.work.commit.run(
            changes.change_second_contact,
            form.operation_id,
            customer_id=form.customer_id,
            seen=self.work.form.seen,
            name="" if form.remove else form.second_contact,
            phone="" if form.remove else form.second_phone,
            language="zh_CN",
        )
        self.show_now()

    def _done(self, made: Changed) -> None:
        self.forms.discard()
        self.desk.done(made, tr("Changed: order {n}", n=number_text(made.order_number)))
