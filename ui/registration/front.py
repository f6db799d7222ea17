"""Keeps form and customer panel on the same person. While a form is in front the panel shows the
form's person, and no customer is served."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import QObject

from app.domain import masking
from app.domain.businesses import REGISTRATION
from app.services import customers
from ui.desk.base_screen import BaseScreen
from ui.registration.entry import person_at
from ui.registration.work import FormWork
from ui.words.messages import tr


class Front(QObject):
    """`put_by` holds the open form, if there is one. An empty form is shown in the panel only while its
    tab is in front."""

    def __init__(self, screen: BaseScreen, work: FormWork, put_by: Callable[[], None]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._work = work
        self._put_by = put_by
        self._in_front = False
        self._closed = False
        screen.listen(self._desk.customer_changed, self._served)
        screen.listen(self._desk.forms.begun, self._begun)

    def come(self) -> None:
        """The tab comes to the front, so no customer is served any more."""
        self._in_front = True
        self._desk.come_to_form(REGISTRATION.code)
        self.tell()

    def go(self) -> None:
        """Another tab is in front."""
        self._in_front = False
        self.tell()

    def close(self) -> None:
        """Disconnect, because the screen goes and its later messages would be old."""
        self._closed = True
        self._desk.forms.is_committing = False

    def tell(self) -> None:
        """Whose form the panel is to show."""
        if self._closed:
            return
        form, forms = self._work.form, self._desk.forms
        is_unit = form.entry.is_unit
        name = person_at(form.entry, "organization" if is_unit else "holder").name.strip()
        if form.is_empty and not self._in_front:
            forms.set_person(REGISTRATION.code, None)
        else:
            forms.set_person(REGISTRATION.code, masking.shown_name(name, is_unit=is_unit))

    def _served(self, customer_id: UUID | None) -> None:
        """A customer was opened in any way, so the form of somebody else is held."""
        if customer_id is not None:
            self._put_by()

    def _begun(self, business: str) -> None:
        """A form of another business is begun, so this one is held."""
        if business != REGISTRATION.code:
            self._put_by()

    def open_records(self, customer_id: UUID) -> None:
        """The customer exists already: the form is held, that customer's records are opened."""
        self._put_by()
        turn = self._desk.turn

        def looked(_: object) -> None:
            if turn != self._desk.turn or not self._work.form.is_empty:
                return  # another customer was opened meanwhile, or another form begun
            self._desk.serve(customer_id)
            self._desk.messages.say(
                tr(
                    "This customer's records are open. A second product for an existing customer "
                    "is not offered in this version yet."
                ),
                "warn",
            )

        self._screen.call(
            customers.record_view,
            customer_id=customer_id,
            reason=tr("The document shown at registration belongs to this customer."),
            done=looked,
        )
