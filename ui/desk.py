"""What one signed-in person's window shares with its screens: session, lanes, who is served.

Screens hear of each other only through the desk: a screen that wants another one asks
`open_screen`, the customer panel and the tabs follow `customer_changed`.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from app.services.written import Shown, Written
from app.settings import Settings
from ui.background import Background
from ui.messages import Messages, tr
from ui.printers import Printers

if TYPE_CHECKING:
    from app.services.drafts import Loaded
    from app.services.home import Today
    from app.services.print_questions import Asked
    from app.services.session import Session
    from ui.captured import Captured

MANY = 1000
"""Papers not printed are counted up to here (app.services.documents.COUNTED)."""


@dataclass(frozen=True)
class OpenForm:
    """A form in work as the top bar shows it; `title` is a surname at most, or empty."""

    draft_id: UUID
    title: str
    business: str
    step: str
    started_at: datetime
    held: bool = False
    screen: str = "registration"


@dataclass(frozen=True)
class LastSlip:
    """The slip that Ctrl+P prints again."""

    document_id: UUID
    number: str
    printed: bool


class Desk(QObject):
    """One per signed-in session; gone at lock and sign-out."""

    changed = Signal(object)
    """what a procedure of this session wrote (Written): once, after its result was handed over"""
    customer_changed = Signal(object)
    """customer id (UUID) now served, or None"""
    look_wanted = Signal(object)
    """customer id (UUID) to be served once the look is on record, with a reason where one is asked"""
    forms_changed = Signal()
    screen_wanted = Signal(str, object)
    """screen key and the state that it is to restore (a dict, may be empty)"""
    form_wanted = Signal(object)
    """an OpenForm to take back"""
    hold_wanted = Signal()
    draft_saved = Signal(object)
    """datetime of the last sealed save"""
    slip_changed = Signal()
    unprinted_changed = Signal(int)
    serving_changed = Signal()
    day_changed = Signal()
    form_person_changed = Signal()
    form_changed = Signal()
    """another registration is in front: what was chosen for the one before is not for it"""
    document_filled = Signal()
    """the form has what the given document says; its pictures are on their way to the disk"""
    document_withdrawn = Signal()
    """another document is being taken: the form asks no more whose the given one is"""
    document_settled = Signal(bool)
    """whether the form is done with the document that was given; False: it has no place for it"""

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
        self.forms: tuple[OpenForm, ...] = ()
        self.form_id: UUID | None = None
        """the draft id of the registration in front, an empty one's too; None before there is one"""
        self.form_person: str | None = None
        """whose registration is in front, masked, '' while it names nobody; None: no registration is"""
        self.is_registering = False
        """a form is being written: its answer says whose panel it is then"""
        self.turn = 0
        """counts who and which form was in front: an answer to an older question opens nobody"""
        self.last_slip: LastSlip | None = None
        self.unprinted = 0
        self.serving_since: datetime | None = None
        self.printers = Printers(settings)
        self.sending: set[UUID] = set()
        """papers on their way to a printer: nobody is asked yet how they came out"""
        self.day: Today | None = None
        self._given: Captured | None = None
        self._left = False
        self.changed.connect(self.refresh_day)
        session.listeners.add(_on_the_windows_thread(self))

    def hear(self, written: Written) -> None:
        """Tell the screens what a procedure wrote; nobody once the person has left."""
        if not (self._left or self.session.closed):
            self.changed.emit(written)

    def read_again(self, kind: Shown) -> None:
        """Somebody else was first: the screens show less than what is on record."""
        self.changed.emit(Written(frozenset({kind})))

    def leave(self) -> None:
        """The person locks or signs out: what is written from now on is told to nobody."""
        self._left = True
        self.deleteLater()

    def refresh_day(self) -> None:
        """Read the day anew: the last slip and the papers not printed are what is committed."""
        from app.services import home

        self.background.run(
            home.today,
            self.session,
            done=self._show_day,
            failed=self.messages.error,
            receiver=self,
            lane="reads",
        )

    def _show_day(self, day: Today) -> None:
        self.day = day
        last = day.last
        if last is not None and last.slip_id is not None:
            self.set_last_slip(LastSlip(last.slip_id, last.number, last.slip_printed))
        self.set_unprinted(day.unprinted or 0)
        self.day_changed.emit()

    def load_forms(self) -> None:
        """Read which forms were in work, as after a power cut; after every save that waits."""
        from app.services import drafts

        self.background.run(
            drafts.load_all,
            self.session,
            done=self._show_forms,
            failed=self.messages.error,
            receiver=self,
        )

    def _show_forms(self, loaded: Loaded) -> None:
        from ui.open_forms import open_forms

        self.set_forms(open_forms(loaded.drafts))

    @property
    def asked(self) -> tuple[Asked, ...]:
        """What this counter printed and nobody has answered, oldest first."""
        asked = self.day.asked if self.day else ()
        return tuple(each for each in asked if each.document_id not in self.sending)

    def hold_forms(self) -> None:
        """Hold the registrations that are open on the disk, where their tab has not read them yet."""
        from app.services import drafts

        self.background.run(
            drafts.hold_open,
            self.session,
            kind="registration",
            done=self._show_forms,
            failed=self.messages.error,
            receiver=self,
        )

    def may_serve(self) -> bool:
        """Whether another customer can be opened now; says why not."""
        if self.is_registering:
            text = tr("One form is being registered. Wait for its answer first.")
            self.messages.say(text)
        return not self.is_registering

    def serve(self, customer_id: UUID | None) -> None:
        """Make this the customer of the panel and of the tabs, for whom an open form is held; None
        empties both."""
        if customer_id == self.customer_id or (customer_id is not None and not self.may_serve()):
            return
        self.turn += 1
        self.customer_id = customer_id
        self.start_serving(customer_id is not None)
        self.customer_changed.emit(customer_id)

    def open_customer(self, customer_id: UUID) -> None:
        """Serve a customer whom a list named: as from a search, the look comes first."""
        if customer_id in self.session.looked:
            self.serve(customer_id)
        else:
            self.look_wanted.emit(customer_id)

    def start_serving(self, serving: bool = True) -> None:
        """Begin (or end) the time with this customer that the status line counts."""
        self.serving_since = self.session.installation.clock() if serving else None
        self.serving_changed.emit()

    def set_forms(self, forms: tuple[OpenForm, ...]) -> None:
        """Say which forms are open and held."""
        self.forms = forms
        self.forms_changed.emit()

    def set_form(self, draft_id: UUID) -> None:
        """Say which registration is in front."""
        if draft_id != self.form_id:
            self.turn += 1
            self.form_id = draft_id
            self.form_changed.emit()

    def begin_registration(self) -> None:
        """A registration comes to the front: nobody is served beside it."""
        self.turn += 1
        self.serve(None)

    def set_form_person(self, name: str | None) -> None:
        """Say whose registration is in front."""
        if name != self.form_person:
            self.form_person = name
            self.form_person_changed.emit()

    def set_last_slip(self, slip: LastSlip | None) -> None:
        """Say which slip Ctrl+P means."""
        self.last_slip = slip
        self.slip_changed.emit()

    @property
    def unprinted_text(self) -> str:
        """'Not printed 3'; beyond what is counted 'Not printed 999+'."""
        n = str(self.unprinted) if self.unprinted < MANY else f"{MANY - 1}+"
        return tr("Not printed {n}", n=n)

    def set_unprinted(self, count: int) -> None:
        """Say how many papers have not come out."""
        self.unprinted = count
        self.unprinted_changed.emit(count)

    @property
    def has_open_form(self) -> bool:
        """Whether a registration is open (not held)."""
        return any(not form.held and form.screen == "registration" for form in self.forms)

    def give_document(self, captured: Captured) -> None:
        """Bring a captured document to the registration tab, which decides what it fills."""
        self._given = captured
        self.open_screen("registration", document="given")

    def take_document(self) -> Captured | None:
        """The document that was given; once."""
        given, self._given = self._given, None
        return given

    def withdraw_document(self) -> None:
        """The given document is in use no more; a form that asks about it gives it back."""
        self._given = None
        self.document_withdrawn.emit()

    def open_screen(self, key: str, **state: Any) -> None:
        """Bring a tab to the front and give it `state`."""
        self.screen_wanted.emit(key, state)


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
