"""登记开户 F5 (R-030): five steps, judged while typing, drafted all the time, written at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.businesses import REGISTRATION
from app.domain.ids import new_id
from app.errors import Refused
from app.services import catalogue, registration
from app.services.catalogue import PlaceRow
from app.services.drafts import Draft
from app.services.registration import Registered
from app.settings import READER
from ui.desk.base_screen import NEXT_TURN_MS, BaseScreen
from ui.desk.confirmed_document import Captured
from ui.desk.desk import Desk
from ui.desk.draft_saver import DraftSaver
from ui.desk.requests import Request, TakeBack, TakeDocument
from ui.desk.submission import is_definite
from ui.form.place_picker import MOST
from ui.registration import form_words
from ui.registration.documents import Documents
from ui.registration.drafting import OpenForm, from_draft, to_draft
from ui.registration.entry import Entry, modes, write
from ui.registration.form_view import FormView
from ui.registration.form_words import is_held, nothing_to_hold
from ui.registration.front import Front
from ui.registration.live_check import FormState, LiveCheck, Shop, load_shop
from ui.registration.step import CONFIRM, DOCUMENT
from ui.registration.work import FormWork
from ui.words.messages import text_of, tr

BETWEEN_MS = 20
"""Longer than what follows at once, so that the window answers in between."""


class RegistrationScreen(BaseScreen):
    """One form is open at a time; others are held as drafts (F4)."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.work = FormWork(desk, self)
        self.commit = self.work.commit
        self.live: LiveCheck | None = None
        self._wanted: UUID | None = None
        self._is_left = False
        """somebody else, or another business's form, came to the front before the drafts were read"""
        self._then_open: UUID | None = None
        """whose records open when the form was given up for them"""
        self._drafts_read = False
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        self.form = FormView(self._find_places, self.content)
        column.addWidget(self.form)
        self.fields, self.bottom = self.form.fields, self.form.bottom
        self.drafts = DraftSaver(desk, REGISTRATION, self._snapshot, self)
        self.front = Front(self, self.work, self._put_by)
        self.documents = Documents(self, self.work)
        self.form.put_above(*self.documents.questions)
        self.documents.choices.opened.connect(lambda on: self.form.middle.setVisible(not on))
        self._connect()
        self.set_busy(True)
        self.query(load_shop, done=self._shop_is_there)

    @property
    def open(self) -> OpenForm:
        """The form that is open."""
        return self.work.form

    @property
    def view(self) -> FormState | None:
        """What was judged of it; None until the drafts are read."""
        return self.work.view

    # --- building

    def _connect(self) -> None:
        self.work.changed.connect(self._changed)
        self.fields.typed.connect(self._typed)
        self.fields.left.connect(lambda _: self._show_now())
        self.form.place_picked.connect(self._place_picked)
        self.form.open_wanted.connect(self.front.open_records)
        self.form.give_up_wanted.connect(self._ask_give_up)
        self.form.capture_wanted.connect(self.documents.capture)
        self.form.clear_wanted.connect(self.documents.clear)
        self.form.permit_wanted.connect(self.documents.ask_permit)
        self.documents.entered.connect(self._entered)
        self.documents.open_wanted.connect(self.front.open_records)
        self.documents.new_wanted.connect(self._begin_with)
        self.documents.shown.connect(self._show_person)
        self.documents.pictures.changed.connect(self._pictures_changed)
        self.form.side.pictures.remove_wanted.connect(self.documents.remove_picture)
        self.form.lines_changed.connect(self._change_lines)
        self.form.bar.chosen.connect(self.go_to)
        self.bottom.go_wanted.connect(self.go_on)
        self.bottom.left_wanted.connect(self._go_to_first_left)
        self.bottom.hold_wanted.connect(self.hold)
        self.bottom.abandon.clicked.connect(lambda: self._ask_give_up(None))
        self.bottom.abandoned.connect(self._abandon)
        self.bottom.back_to_form.connect(self.focus_open_field)
        self.bottom.ask_again.connect(self._register)
        self.commit.done.connect(self._registered)
        self.commit.refused.connect(self._refused)
        self.commit.unknown.connect(self._unknown)
        self.commit.failed.connect(self._failed)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self.go_on)
        self.listen(self.desk.forms.hold_wanted, self._hold_wanted)
        self.listen(self.desk.hand_over.expected, self._expect)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.listen(app.focusChanged, self._focus_moved)

    def _shop_is_there(self, shop: Shop) -> None:
        shop = replace(shop, has_reader=self.desk.settings.get(READER) != "none")
        self.live = LiveCheck(self, shop)
        self.live.judged.connect(self._show)
        self.live.failed.connect(self._not_judged)
        if self.desk.hand_over.waits:
            self._expect()
        self.drafts.load(self._drafts_are_there)

    def _drafts_are_there(self) -> None:
        self._drafts_read = True
        self.set_busy(False)
        open_now = [draft for draft in self.drafts.known.values() if not draft.held]
        wanted = self.drafts.known.get(self._wanted) if self._wanted is not None else None
        if self.desk.customer_id is not None or self._is_left:
            self.drafts.hold_open()
            self._show_form(self.open)
        elif wanted is not None:
            self._take(wanted)
        elif open_now and self.open.is_empty:
            self._take(open_now[0])
        else:
            self._show_form(self.open)
        self._receive_given()

    # --- documents

    def _expect(self) -> None:
        """Build the step of the document in a turn of its own, because filling it takes long enough."""
        QTimer.singleShot(BETWEEN_MS, self, lambda: self.form.build_to(DOCUMENT))

    def _receive_given(self) -> None:
        if self._drafts_read:
            self.documents.take_given()

    def _entered(self, entry: Entry) -> None:
        if self.open.is_empty:
            self._begin()
        self.work.change(entry=entry)
        self.drafts.save()  # before its pictures, because pictures are not kept without their form

    def _pictures_changed(self) -> None:
        shown = self.documents.pictures.shown
        self.work.note(pictures=len(shown))
        # in a turn of its own, because filling a form from a document takes long enough
        QTimer.singleShot(NEXT_TURN_MS, self, lambda: self.form.side.pictures.show_images(shown))

    def _begin_with(self, captured: Captured) -> None:
        """Another person's document begins its own form; this one is held."""
        self.hold()
        self.documents.receive(replace(captured, whose="", form_id=None))

    def _show_person(self, whose: str) -> None:
        if whose:
            self.go_to(DOCUMENT)
            self.work.note(focus=self.form.focus_person(whose))
        else:
            self.focus_open_field()

    # --- typing and judging

    def _typed(self, path: str, text: str) -> None:
        if self.open.is_empty:
            self._begin()
        entry = write(self.open.entry, path, text)
        if path == "customer_kind" and self.live is not None:
            entry = form_words.offered_only(entry, self.live.shop)
        self.work.change(entry=entry)

    def _begin(self) -> None:
        """A new registration empties the customer panel and starts the clock."""
        self.desk.messages.withdraw(nothing_to_hold())
        self.work.note(started_at=self.session.installation.clock())
        self.desk.begin_form(REGISTRATION.code)

    def _changed(self) -> None:
        self.front.tell()
        self._judge()
        self.drafts.changed()

    def _place_picked(self, place: PlaceRow | None) -> None:
        self.work.note(place=place)

    def _change_lines(self, path: str, n: int) -> None:
        self.work.change(entry=form_words.changed(self.open.entry, path, n))

    def _judge(self) -> None:
        if self.live is not None:
            self.live.judge(self.open.entry, self.open.place, self.open.evidence)

    def _not_judged(self, error: BaseException) -> None:
        self.documents.forget_spent(error)
        self.desk.messages.error(error)

    def _find_places(self, text: str, found: Callable[[Any], None]) -> None:
        self.query(catalogue.places, text=text, limit=MOST + 1, done=found)

    def _show(self, view: FormState) -> None:
        self.work.view = view
        self.form.show_view(view)
        self._show_now()

    def _show_now(self) -> None:
        self.form.show_state(self.open, self.commit)

    # --- moving

    def go_on(self) -> None:
        """Ctrl+Enter: the next step, or register; an open thing on the way is shown instead."""
        if self.view is None or self.commit.frozen or self.bottom.really.isVisible():
            return
        self.work.change(tried=max(self.open.tried, self.open.step))
        if self.form.left(self.open.step):
            self._go_to_first_left()
        elif self.open.step == CONFIRM:
            self._register()
        else:
            self.go_to(self.open.step + 1)

    def go_to(self, step: int) -> None:
        """Open a step and put the cursor where work goes on."""
        self.work.note(step=step)
        self.form.show_form(self.open)
        self.drafts.changed()
        self._show_now()
        self.focus_open_field()

    def _go_to_first_left(self) -> None:
        left = self.form.left(self.open.step)
        if left:
            self.go_to(self.fields.step_of(left[0]))
            self.fields.focus(left[0])

    def focus_open_field(self) -> None:
        """Put the cursor where work goes on."""
        self.form.focus_first_open(self.open.step, self.open.tried)

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        self.fields.leave(before)
        if now is not None and self.isAncestorOf(now):
            path = self.form.focus_moved(self.open.step, now)
            self.work.note(focus=path or self.open.focus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter moves on, at the end of a step to the button that goes on."""
        if not self.form.enter(event, self.open.step, self.focusWidget()):
            super().keyPressEvent(event)

    # --- registering

    def _register(self) -> None:
        if self.view is None or self.commit.busy:
            return
        if not self.documents.pictures.is_open:
            self.documents.pictures.open_rest()
            self.desk.messages.say(tr("The form's pictures are still being opened. Try again."))
            return
        self.drafts.save()
        self.bottom.unknown.hide()
        images = self.documents.pictures.to_send(self.view.form, self.open.entry.products)
        self.commit.run(
            registration.register,
            self.open.operation_id,
            form=self.view.form,
            images=images,
            permit_ids=self.open.evidence.permit_ids,
            answer=self.open.evidence.answer,
        )
        self._show_now()

    def _registered(self, made: Registered) -> None:
        seen = bool(self.documents.pictures.shown) or bool(modes(self.open.entry))
        self.drafts.discard(self.open.draft_id)
        self._show_form(self.work.blank())
        said = form_words.registered(made, documents=seen)
        self.desk.done(made, said)

    def _refused(self, error: Refused) -> None:
        self.work.note(operation_id=new_id(), tried=CONFIRM)
        assert self.live is not None
        self.live.refused(tuple(error.problems))
        self._show_now()
        if self.form.left(self.open.step):
            self._go_to_first_left()
        else:
            self.desk.messages.error(error)
        self.drafts.changed()

    def _unknown(self, error: BaseException) -> None:
        self._show_now()
        self.bottom.show_unknown(text_of(error))

    def _failed(self, error: BaseException) -> None:
        if is_definite(error):
            self.work.note(operation_id=new_id())
        self.documents.forget_spent(error)
        self.desk.messages.error(error)
        self._show_now()
        self.bottom.go.setFocus()

    # --- several forms

    def _snapshot(self) -> Draft | None:
        return None if self.open.is_empty else to_draft(self.open)

    def _show_form(self, form: OpenForm) -> None:
        """Show another form instead of the present one."""
        self.work.form = form
        self._then_open = None
        self.front.tell()
        self.desk.forms.show(REGISTRATION.code, form.draft_id)
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # the field that loses the focus belongs to the other form
        self.fields.touched.clear()
        self.bottom.really.hide()
        self.documents.show_form(form)
        self.form.business.place.show_place(form.place)  # the typed texts belong to the other form
        if self.live is not None:
            self.live.forget()
        self.form.show_form(form)
        self._judge()
        if self.isVisible():
            self.focus_open_field()
            if form.focus:
                self.fields.focus(form.focus)

    def _take(self, draft: Draft) -> None:
        """Open a draft; the form that is open is held."""
        if draft.id == self.open.draft_id:
            return
        if self.commit.busy:  # its answer is about the form that is open
            self.desk.messages.say(tr("One form is being registered. Wait for its answer first."))
            return
        self.commit.forget()
        self.bottom.unknown.hide()
        self.desk.messages.withdraw(is_held())
        self.desk.messages.withdraw(nothing_to_hold())
        self.drafts.save(held=True)
        form = from_draft(draft)
        self.desk.begin_form(REGISTRATION.code)
        self._show_form(form)
        self.drafts.save()

    def _hold_wanted(self) -> None:
        if not self.open.is_empty or (self.isVisible() and not self.desk.forms.any_open):
            self.hold()

    def hold(self) -> None:
        """F4: keep the form for later and free the desk."""
        if self.commit.busy:
            return
        if self.open.is_empty:
            self.desk.messages.say(nothing_to_hold())
            return
        self._put_by()
        self.desk.serve(None)

    def _put_by(self) -> None:
        """Hold the form, if there is one."""
        if not self._drafts_read:
            self._wanted, self._is_left = None, True
        if self.open.is_empty or self.commit.busy:
            return
        self.drafts.save(held=True)
        self.commit.forget()
        self.bottom.unknown.hide()
        self._show_form(self.work.blank())
        self.desk.day.start_serving(self.desk.customer_id is not None)
        self.desk.messages.say(is_held(), "ok")

    def _ask_give_up(self, then_open: UUID | None) -> None:
        self._then_open = then_open
        self.bottom.ask_abandon(form_words.lost(self.open.entry))

    def _abandon(self) -> None:
        then_open = self._then_open
        self.drafts.discard(self.open.draft_id)
        self._show_form(self.work.blank())
        self.desk.day.start_serving(False)
        if then_open is not None:
            self.front.open_records(then_open)

    # --- life

    def activate(self) -> None:
        """The cursor goes where it was, or to the first open field; an open question keeps it. No
        customer is served any more, because the form's person is in front."""
        self.front.come()
        self._look_for_reader()
        if self._drafts_read and not self.documents.focus_question():
            self.focus_open_field()
            if self.open.focus:
                self.fields.focus(self.open.focus)

    def hideEvent(self, event: QHideEvent) -> None:
        """Qt override: another tab is in front, where an empty form shows no person."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.front.go()

    def close_down(self) -> None:
        """Disconnect now, because Qt may hide the screen later and its messages would be old."""
        self.front.close()
        super().close_down()

    def _look_for_reader(self) -> None:
        """A reader may have been set up on the documents tab since."""
        has_reader = self.desk.settings.get(READER) != "none"
        if self.live is not None and self.live.shop.has_reader != has_reader:
            self.live.shop = replace(self.live.shop, has_reader=has_reader)
            self._judge()

    def save_draft(self) -> None:
        """Before a lock, a rebuild and the end."""
        self.drafts.save()

    def save_state(self) -> dict[str, Any]:
        """The draft tells the rest."""
        return {} if self.open.is_empty else {"draft_id": str(self.open.draft_id)}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take a draft back, now or once the drafts are read."""
        if "draft_id" in state:
            self._take_back(UUID(state["draft_id"]))

    def show_request(self, request: Request) -> None:
        """Take a draft back, or the document that was captured for the form."""
        if isinstance(request, TakeDocument):
            self._receive_given()
        elif isinstance(request, TakeBack):
            self._take_back(request.draft_id)

    def _take_back(self, draft_id: UUID) -> None:
        if not self._drafts_read:
            self._wanted, self._is_left = draft_id, False
        elif (draft := self.drafts.known.get(draft_id)) is not None:
            self._take(draft)
