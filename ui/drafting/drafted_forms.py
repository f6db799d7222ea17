"""The forms in work of one tab: one is open, others are held as drafts (F4), and whoever is in front
belongs to the form that is in front.

While a form is in front the customer panel shows the form's person, and no customer is served.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.businesses import Business
from app.services import drafts
from app.services.drafts import Draft, Loaded
from ui.desk.base_screen import BaseScreen
from ui.drafting.draft_saver import DraftSaver
from ui.drafting.form_work import F, FormWork
from ui.words.messages import tr


class DraftedForms(QObject, Generic[F]):
    """One per drafting tab, which calls `load` when it can show a form, `begin` before anything stands in an
    empty form, `come` when the tab comes to the front, `go` when another does, and `close` when it goes."""

    shown = Signal()
    """another form is the open one now: the tab shows it"""

    def __init__(self, screen: BaseScreen, business: Business, work: FormWork[F]) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._business = business.code
        self._work = work
        self.saver = DraftSaver(screen.desk, business, self._snapshot, self)
        self.are_read = False
        """the drafts are known"""
        self._wanted: UUID | None = None
        self._is_left = False
        """somebody else, or another business's form, came to the front before the drafts were read"""
        self._in_front = False
        self._closed = False
        screen.listen(self._desk.forms.hold_wanted, self._hold_wanted)
        screen.listen(self._desk.customer_changed, self._served)
        screen.listen(self._desk.forms.begun, self._begun)

    def _snapshot(self) -> Draft | None:
        return None if self._work.form.is_empty else self._work.form.to_draft()

    # --- begin, read

    def load(self, done: Callable[[], object]) -> None:
        """Read the drafts, show the form that was open or is wanted, then call `done`. The tab is busy, so that
        what fails or is cancelled is read again in place."""

        def loaded(found: Loaded) -> None:
            self.saver.take(found)
            self.are_read = True
            self._show_first()
            done()

        self._screen.query(drafts.load_all, done=loaded)

    def _show_first(self) -> None:
        known = self.saver.known
        open_now = [draft for draft in known.values() if not draft.held]
        wanted = known.get(self._wanted) if self._wanted is not None else None
        if self._desk.customer_id is not None or self._is_left:
            self.saver.hold_open()
            self._show(self._work.form)
        elif wanted is not None:
            self._take(wanted)
        elif open_now and self._work.form.is_empty:
            self._take(open_now[0])
        else:
            self._show(self._work.form)

    def begin(self) -> None:
        """Something is about to stand in the form. For an empty one no customer is served any more, and its
        time begins."""
        if self._work.form.is_empty:
            self._desk.messages.withdraw(nothing_to_hold())
            self._work.start()
            self._begin_at_desk(self._work.form)

    def _begin_at_desk(self, form: F) -> None:
        self._desk.begin_form(self._business)

    def _blank(self) -> F:
        return self._work.blank()

    def _show(self, form: F) -> None:
        self._work.form = form
        self.tell()
        self._desk.forms.show(self._business, form.draft_id)
        self.shown.emit()

    # --- take back

    def take_back(self, draft_id: UUID) -> None:
        """Open a draft, now or once the drafts are read; the form that is open is held."""
        if not self.are_read:
            self._wanted, self._is_left = draft_id, False
        elif (draft := self.saver.known.get(draft_id)) is not None:
            self._take(draft)

    def _take(self, draft: Draft) -> None:
        if draft.id == self._work.form.draft_id:
            return
        if self._work.commit.busy:  # its answer is about the form that is open
            self._desk.messages.say(tr("One form is being registered. Wait for its answer first."))
            return
        self._work.commit.forget()
        self._desk.messages.withdraw(is_held())
        self._desk.messages.withdraw(nothing_to_hold())
        self.saver.save(held=True)
        form = self._work.from_draft(draft)
        self._begin_at_desk(form)
        self._show(form)
        self.saver.save()

    # --- hold, give up

    def _hold_wanted(self) -> None:
        is_here = self._screen.isVisible() and not self._desk.forms.any_open
        if not self._work.form.is_empty or is_here:
            self.hold()

    def hold(self) -> None:
        """F4: keep the form for later and free the desk."""
        if self._work.commit.busy:
            return
        if self._work.form.is_empty:
            self._desk.messages.say(nothing_to_hold())
            return
        self.put_by()
        self._desk.serve(None)

    def put_by(self) -> None:
        """Hold the form, if there is one."""
        if not self.are_read:
            self._wanted, self._is_left = None, True
        if self._work.form.is_empty or self._work.commit.busy:
            return
        self.saver.save(held=True)
        self._work.commit.forget()
        self._show(self._blank())
        self._desk.day.start_serving(self._desk.customer_id is not None)
        self._desk.messages.say(is_held(), "ok")

    def discard(self) -> None:
        """Throw the form away, because it was written or given up; an empty one is shown."""
        self.saver.discard(self._work.form.draft_id)
        self._show(self._blank())

    def _served(self, customer_id: UUID | None) -> None:
        """A customer was opened in any way, so the form of somebody else is held."""
        if customer_id is not None:
            self.put_by()

    def _begun(self, business: str) -> None:
        """A form of another business is begun, so this one is held."""
        if business != self._business:
            self.put_by()

    # --- in front

    def come(self) -> None:
        """The tab comes to the front, so no customer is served any more."""
        self._in_front = True
        self._desk.come_to_form(self._business)
        self.tell()

    def go(self) -> None:
        """Another tab is in front, where an empty form shows no person."""
        self._in_front = False
        self.tell()

    def close(self) -> None:
        """Tell nothing more, because the tab goes and its later messages would be old."""
        self._closed = True
        self._desk.forms.is_committing = False

    def tell(self) -> None:
        """Say whose form the panel is to show."""
        if self._closed:
            return
        form = self._work.form
        is_shown = self._in_front or not form.is_empty
        self._desk.forms.set_person(self._business, form.person if is_shown else None)

    # --- a rebuild

    def save_state(self) -> dict[str, str]:
        """What `restore_state` needs; the draft tells the rest."""
        form = self._work.form
        return {} if form.is_empty else {"draft_id": str(form.draft_id)}

    def restore_state(self, state: dict[str, str]) -> None:
        """Take the draft back that was open."""
        if "draft_id" in state:
            self.take_back(UUID(state["draft_id"]))


def nothing_to_hold() -> str:
    """F4 over an empty form."""
    return tr("There is nothing to hold yet.")


def is_held() -> str:
    """After F4, until a form is taken back."""
    return tr("The form is held. Take it back from the top bar.")
