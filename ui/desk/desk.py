"""What one signed-in person's window shares with its screens: session, lanes, who is served.

Screens hear of each other only through the desk: a screen that wants another one asks
`open_screen`, the customer panel and the tabs follow `customer_changed`.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from app.domain.ids import new_id
from app.services.session import Session, Shown, Written
from app.settings import Settings
from ui.desk.background import Background
from ui.desk.day import DeskDay, LastSlip
from ui.desk.hand_over import HandOver
from ui.desk.open_forms import OpenForms
from ui.desk.requests import Request, ShowPapers, TakeDocument
from ui.printing.printers import Printers
from ui.words.messages import Messages, tr


class Done(Protocol):
    """What a business says that was written: for whom, under which order, with which slip."""

    @property
    def customer_id(self) -> UUID: ...
    @property
    def order_id(self) -> UUID: ...
    @property
    def order_number(self) -> str: ...
    @property
    def slip_document_id(self) -> UUID: ...


class Desk(QObject):
    """One per signed-in session; gone at lock and sign-out."""

    changed = Signal(object)
    """what a procedure of this session wrote (Written): once, after its result was handed over"""
    customer_changed = Signal(object)
    """customer id (UUID) now served, or None"""
    view_wanted = Signal(object)
    """customer id (UUID) to be served once the look is on record, with a reason where one is asked"""
    view_dropped = Signal()
    """that look was not taken: what waited for its customer waits no more"""
    screen_wanted = Signal(object)
    """a Request"""
    recaptured = Signal(object, object)
    """a customer's own document was captured again: customer id and operation id (UUIDs)"""
    card_shown = Signal(object, object)
    """somebody who acts for the customer shows a card: customer id and ShownCard"""

    def __init__(
        self,
        session: Session,
        background: Background,
        messages: Messages,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.background = background
        self.messages = messages
        self.settings = settings
        self.customer_id: UUID | None = None
        self.service_id = new_id()
        """of the service that is open now: this person, here, with this customer in front. Procedures find an
        authentication by it (app.services.authentication), so another customer, a lock and a sign-out end it"""
        self.turn = 0
        """counts who and which form was in front: an answer to an older question opens nobody"""
        self.printers = Printers(settings)
        self.place: QWidget | None = None
        """where the screen that is being built will stand"""
        self._left = False
        self.forms = OpenForms(session, background, messages, self)
        self.forms.shown_changed.connect(
            self._turned
        )  # first, because other receivers ask for the new turn
        self.hand_over = HandOver(self.forms, self)
        self.hand_over.given.connect(self._open_taker)
        self.day = DeskDay(session, background, messages, self)
        self.changed.connect(self.day.refresh)
        session.listeners.add(_on_the_windows_thread(self))

    def hear(self, written: Written) -> None:
        """Tell the screens what a procedure wrote; nobody once the person has left."""
        if not (self._left or self.session.closed):
            self.changed.emit(written)

    def read_again(self, kind: Shown) -> None:
        """Make the screens read anew after a Conflict, because they show an older state than the
        record."""
        self.changed.emit(Written(frozenset({kind})))

    def leave(self) -> None:
        """Stop telling screens of changes, because the person locks or signs out."""
        self._left = True
        self.deleteLater()

    def _turned(self) -> None:
        self.turn += 1

    def _open_taker(self) -> None:
        self.open_screen(TakeDocument(self.hand_over.business))

    @contextmanager
    def building_in(self, place: QWidget) -> Iterator[None]:
        """A screen or page that is built meanwhile stands in `place`: built elsewhere it would be styled
        again there."""
        before, self.place = self.place, place
        try:
            yield
        finally:
            self.place = before

    def may_serve(self) -> bool:
        """Whether another customer can be opened now; says why not."""
        if self.forms.is_committing:
            text = tr("One form is being registered. Wait for its answer first.")
            self.messages.say(text)
        return not self.forms.is_committing

    def serve(self, customer_id: UUID | None) -> None:
        """Make this the customer of the panel and of the tabs, for whom an open form is held; None
        empties both."""
        if customer_id == self.customer_id or (customer_id is not None and not self.may_serve()):
            return
        self.turn += 1
        self.customer_id = customer_id
        self.service_id = new_id()
        self.day.start_serving(customer_id is not None)
        self.customer_changed.emit(customer_id)

    def open_customer(self, customer_id: UUID) -> None:
        """Serve a customer whom a list named: as from a search, the look comes first."""
        if customer_id in self.session.viewed:
            self.serve(customer_id)
        else:
            self.view_wanted.emit(customer_id)

    def come_to_form(self, business: str) -> None:
        """The tab of a business with a form comes to the front; no customer is served beside it."""
        self.turn += 1
        self.serve(None)
        self.forms.come(business)

    def begin_form(self, business: str, customer_id: UUID | None = None) -> None:
        """A form is begun or taken back: of this customer, who is served, or of nobody in the base yet.
        Another business's open form is held, and the time with this customer begins."""
        self.serve(customer_id)
        self.forms.begun.emit(business)
        self.day.start_serving()

    def done(self, made: Done, said: str) -> None:
        """After a business was written: say so, serve its customer and show its papers; Ctrl+P
        prints the slip."""
        self.day.set_last_slip(LastSlip(made.slip_document_id, made.order_number, False))
        self.messages.say(said, "ok")
        self.serve(made.customer_id)
        self.open_screen(ShowPapers(order_id=made.order_id))

    def open_screen(self, request: Request) -> None:
        """Bring a tab to the front and let it show what is asked for."""
        self.screen_wanted.emit(request)


def _on_the_windows_thread(desk: Desk) -> Callable[[Written], None]:
    """`desk.hear` for a procedure's thread, which must not hold a desk that the window has dropped."""
    background, there = desk.background, weakref.ref(desk)

    def hear(written: Written) -> None:
        def tell() -> None:
            here = there()
            if here is not None and isValid(here):
                here.hear(written)

        background.post_after(tell)

    return hear
