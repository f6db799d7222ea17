"""业务变更 F7 (R-070): what the customer in service wants changed."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from app.domain.businesses import CHANGE
from app.domain.contacts import check_second_contact
from app.errors import Problem
from app.services import changes
from app.services.changes import Changed, SecondContact
from ui.changes.step import SecondContactStep
from ui.desk.desk import Desk
from ui.drafting.customer_form import CustomerForm
from ui.drafting.customer_screen import CustomerScreen
from ui.form.bottom_bar import BottomBar
from ui.form.steps_form import StepsForm
from ui.words.messages import tr
from ui.words.number_text import number_text


class ChangeForm(CustomerForm):
    """The fields of the steps."""

    business = CHANGE


class ChangesScreen(CustomerScreen[SecondContact]):
    """One kind of change as yet."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ChangeForm)
        self.nobody = tr("Search for a customer with F3. Then type here what is to be changed.")
        bottom = BottomBar(
            tr("Change Ctrl+Enter"),
            tr("Changing …"),
            tr("Nothing of this form has been changed. Discarding loses: {lost}"),
        )
        steps = ((tr("Second contact"), SecondContactStep),)
        self.begin(StepsForm(steps, bottom, self.content))
        self.work.commit.done.connect(self._done)

    @property
    def step(self) -> SecondContactStep:
        """The one step."""
        step = self.form.steps[0]
        assert isinstance(step, SecondContactStep)
        return step

    def read_record(self, customer_id: UUID) -> None:
        """The second contact on record."""
        done = partial(self.take_record, customer_id)
        self.query(changes.second_contact, customer_id=customer_id, done=done)

    def show_record(self, record: SecondContact) -> None:
        """Masked, above the fields."""
        self.step.show_record(record.masked)

    def problems(self) -> list[Problem]:
        """What is missing; nothing where the contact is taken away."""
        form = self.work.form
        self.step.grid.setEnabled(not form.text("remove"))
        if form.text("remove"):
            return []
        if form.is_empty:
            return [Problem("second_contact", "nothing_typed", tr("Type who it is from now on."))]
        return check_second_contact(form.text("second_contact"), form.text("second_phone"))

    def send(self) -> None:
        """Replace what was seen."""
        customer_id = self.work.form.customer_id
        if customer_id is None or self.record is None or self.work.commit.busy:
            return
        form = self.draft_before_sending(self.record.rows)
        kept = not form.text("remove")
        self.work.commit.run(
            changes.change_second_contact,
            form.operation_id,
            customer_id=customer_id,
            seen=form.seen,
            name=form.text("second_contact") if kept else "",
            phone=form.text("second_phone") if kept else "",
            language="zh_CN",
        )
        self.show_now()

    def _done(self, made: Changed) -> None:
        self.forms.discard()
        self.desk.done(made, tr("Changed: order {n}", n=number_text(made.order_number)))
