"""Forms in work, of every business: which are open or held, and which one is in front."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.businesses import BUSINESSES
from app.services import drafts
from app.services.drafts import Draft, Loaded
from app.services.session import Session
from ui.desk.background import Background, Call
from ui.words.messages import Messages


@dataclass(frozen=True)
class FormInWork:
    """A form as the top bar shows it; `title` is a surname at most, or empty. `business` is the code of
    its business and the key of its tab."""

    draft_id: UUID
    title: str
    business: str
    step: str
    started_at: datetime
    held: bool = False
    customer_id: UUID | None = None


class OpenForms(QObject):
    """One per desk. Each tab tells its own forms; those of a tab that is not built are read."""

    changed = Signal()
    wanted = Signal(object)
    """a FormInWork to take back"""
    hold_wanted = Signal()
    begun = Signal(str)
    """business whose form is worked on now: the open form of another one is held"""
    saved = Signal(object)
    """datetime of the last sealed save"""
    shown_changed = Signal(str)
    """business that shows another form: what was chosen for the one before is not for it"""
    person_changed = Signal()

    def __init__(
        self, session: Session, background: Background, messages: Messages, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._background = background
        self._messages = messages
        self._forms: dict[str, tuple[FormInWork, ...]] = {}
        self._told: set[str] = set()
        """businesses whose tab is there: it knows its forms, and what is read later is older"""
        self._shown: dict[str, UUID] = {}
        self._people: dict[str, str | None] = {}
        self._front = ""
        self._person: str | None = None
        self.is_committing = False
        """a form is being written: its answer says whose panel it is then"""

    # --- open and held

    @property
    def all(self) -> tuple[FormInWork, ...]:
        """Open ones first, then held ones, oldest first."""
        forms = (form for each in self._forms.values() for form in each)
        return tuple(sorted(forms, key=lambda form: (form.held, form.started_at)))

    def is_open(self, business: str) -> bool:
        """Whether a form of this business is open (not held)."""
        return any(not form.held for form in self._forms.get(business, ()))

    def is_open_but(self, business: str, customer_id: UUID | None) -> bool:
        """Whether a form of this business is open that is not this customer's."""
        return any(
            not form.held and (form.customer_id is None or form.customer_id != customer_id)
            for form in self._forms.get(business, ())
        )

    @property
    def any_open(self) -> bool:
        """Whether a form of any business is open (not held)."""
        return any(not form.held for form in self.all)

    def tell(self, business: str, known: Iterable[Draft]) -> None:
        """Replace the forms of one business's tab; those of other tabs stay."""
        self._told.add(business)
        self._forms[business] = _in_work(business, known)
        self.changed.emit()

    def load(self) -> None:
        """Read which forms were in work, as after a power cut; after every save that waits."""
        self._told.clear()
        self._background.run(
            Call(drafts.load_all, self._session),
            done=self._show_read,
            failed=self._messages.error,
            receiver=self,
        )

    def hold_unread(self, business: str, but: UUID | None) -> None:
        """Hold what is open on the disk, where the tab of that business has not read it yet, all but forms
        of the customer `but`."""
        self._background.run(
            Call(drafts.hold_open, self._session, kind=business, but=but),
            done=self._show_read,
            failed=self._messages.error,
            receiver=self,
        )

    def _show_read(self, loaded: Loaded) -> None:
        for business in BUSINESSES:
            if business not in self._told:
                self._forms[business] = _in_work(business, loaded.drafts)
        self.changed.emit()

    # --- in front

    def show(self, business: str, draft_id: UUID) -> None:
        """Say which form the tab of a business shows, an empty one's too."""
        if draft_id != self._shown.get(business):
            self._shown[business] = draft_id
            self.shown_changed.emit(business)

    def shown(self, business: str) -> UUID | None:
        """The draft id of the form that the tab shows; None before there is one."""
        return self._shown.get(business)

    def come(self, business: str) -> None:
        """The tab of this business is in front."""
        self._front = business
        self._tell_person()

    def set_person(self, business: str, name: str | None) -> None:
        """Say whose form the tab shows: masked, '' while it names nobody; None: it has no form."""
        self._people[business] = name
        self._tell_person()

    @property
    def person(self) -> str | None:
        """Whose form is in front, as `set_person` said it; else whose is open in another tab."""
        return self._person

    def _tell_person(self) -> None:
        people = (self._people.get(self._front), *self._people.values())
        person = next((name for name in people if name is not None), None)
        if person != self._person:
            self._person = person
            self.person_changed.emit()


def _in_work(business: str, known: Iterable[Draft]) -> tuple[FormInWork, ...]:
    """The drafts of a business whose form this version knows."""
    entry = BUSINESSES.get(business)
    if entry is None or not entry.steps:
        return ()
    return tuple(
        FormInWork(
            draft_id=draft.id,
            title=draft.title,
            business=business,
            step=f"{int(draft.step) + 1}/{entry.steps}",
            started_at=draft.started_at,
            held=draft.held,
            customer_id=draft.customer_id,
        )
        for draft in known
        if draft.kind == business
    )
