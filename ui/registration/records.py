"""From the form to the records of the customer whose document it shows: the form is held, or given up."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.services import customers
from ui.desk.base_screen import BaseScreen
from ui.drafting.drafted_forms import DraftedForms
from ui.form.bottom_bar import BottomBar
from ui.registration import form_words
from ui.registration.drafting import OpenForm
from ui.registration.work import RegistrationWork
from ui.words.messages import tr


class Records(QObject):
    """Asks in `bottom` before a form is given up, for a customer's records or for nothing."""

    opened = Signal(bool)
    """the answer to `open`: whether the look is on record and that customer is served"""

    def __init__(
        self,
        screen: BaseScreen,
        work: RegistrationWork,
        forms: DraftedForms[OpenForm],
        bottom: BottomBar,
    ) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._work = work
        self._forms = forms
        self._bottom = bottom
        self._then_open: UUID | None = None
        """whose records open when the form was given up for them"""
        bottom.abandon.clicked.connect(lambda: self.ask_give_up(None))
        bottom.abandoned.connect(self._give_up)
        forms.shown.connect(self._forget)

    def ask_give_up(self, then_open: UUID | None) -> None:
        """Name what would be lost, and ask."""
        self._then_open = then_open
        self._bottom.ask_abandon(form_words.lost(self._work.form.entry))

    def _forget(self) -> None:
        self._then_open = None

    def _give_up(self) -> None:
        then_open = self._then_open
        self._forms.discard()
        self._desk.day.start_serving(False)
        if then_open is not None:
            self.open(then_open)

    def open(self, customer_id: UUID) -> None:
        """The customer exists already: the form is held, that customer's records are opened."""
        self._forms.put_by()
        turn = self._desk.turn

        def looked(_: object) -> None:
            # otherwise another customer was opened meanwhile, or another form begun
            is_wanted = turn == self._desk.turn and self._work.form.is_empty
            if is_wanted:
                self._desk.serve(customer_id)
                self._desk.messages.say(
                    tr(
                        "This customer's records are open. A second product for an existing customer "
                        "is not offered in this version yet."
                    ),
                    "warn",
                )
            self.opened.emit(is_wanted)

        def failed(error: BaseException) -> None:
            self._desk.messages.error(error)
            self.opened.emit(False)

        self._screen.call(
            customers.record_view,
            customer_id=customer_id,
            reason=tr("The document shown at registration belongs to this customer."),
            done=looked,
            failed=failed,
        )
