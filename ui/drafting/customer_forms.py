"""The forms in work of a tab whose forms are of customers in service: while a form is open its customer stays in
front, and another customer's form is held."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from app.domain.businesses import Business
from app.services.drafts import Draft
from ui.desk.base_screen import BaseScreen
from ui.drafting.customer_form import CustomerForm
from ui.drafting.drafted_forms import DraftedForms
from ui.drafting.form_work import FormWork


class CustomerForms(DraftedForms[CustomerForm]):
    """A form that is taken back brings its customer with it, by a look that is on record."""

    def __init__(
        self, screen: BaseScreen, business: Business, work: FormWork[CustomerForm]
    ) -> None:
        super().__init__(screen, business, work)
        self._coming: UUID | None = None
        """the draft that waits for its customer's look"""
        for other in (self._desk.view_wanted, self._desk.view_dropped):
            screen.listen(other, self._wait_no_more)

    def _blank(self) -> CustomerForm:
        return replace(super()._blank(), customer_id=self._desk.customer_id)

    def _show_first(self) -> None:
        known = self.saver.known
        open_now = [each for each in known.values() if not each.held]
        mine = [each for each in open_now if each.customer_id == self._desk.customer_id]
        wanted = known.get(self._wanted) if self._wanted is not None else None
        self._show(self._blank())
        if wanted is not None and (not self._is_left or wanted in mine):
            self._take(wanted)
        elif mine:
            self._take(mine[0])
        self.saver.hold_open(but=self._work.form.draft_id)

    def _take(self, draft: Draft) -> None:
        if draft.customer_id not in (None, self._desk.customer_id):
            if not self._desk.may_serve():
                return
            self._desk.open_customer(draft.customer_id)
        if draft.customer_id in (None, self._desk.customer_id):
            super()._take(draft)
        else:
            self._coming = draft.id

    def _wait_no_more(self) -> None:
        """Another look is asked for, or this one was not taken: who comes now comes for something else."""
        self._coming = None

    def _begin_at_desk(self, form: CustomerForm) -> None:
        self._desk.begin_form(self._business, form.customer_id)

    def _served(self, customer_id: UUID | None) -> None:
        """Another customer, or nobody, is in front."""
        if not self.are_read:
            self._is_left = True
            return
        if customer_id == self._work.form.customer_id or self._work.commit.busy:
            return  # a form that is being written stays until its answer
        self.put_by()
        coming = self.saver.known.get(self._coming) if self._coming is not None else None
        self._coming = None
        self._show(self._blank())
        if coming is not None and coming.customer_id == customer_id:
            self._take(coming)

    def answered(self, error: Exception) -> None:
        """The form was not written, or nobody knows: it is held if its customer left meanwhile."""
        if self._work.form.customer_id != self._desk.customer_id:
            self.put_by()
            self._desk.messages.error(error)

    def come(self) -> None:
        """The tab comes to the front beside its customer."""
        self._in_front = True
        self._desk.forms.come(self._business)

    def tell(self) -> None:
        """The panel shows the customer, not the form's person."""
