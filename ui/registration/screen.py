"""登记开户 F5 (R-030): five steps, judged while typing, drafted all the time, written at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app.domain.businesses import REGISTRATION
from app.errors import Problem
from app.services import catalogue, registration
from app.services.catalogue import PlaceRow
from app.services.registration import Registered
from app.settings import READER
from ui.desk.base_screen import NEXT_TURN_MS
from ui.desk.confirmed_document import Captured
from ui.desk.desk import Desk
from ui.desk.requests import Request, TakeDocument
from ui.drafting.drafted_forms import DraftedForms
from ui.drafting.screen import DraftingScreen
from ui.form.place_picker import MOST
from ui.registration import form_words
from ui.registration.documents import Documents
from ui.registration.drafting import OpenForm
from ui.registration.entry import Entry, modes, write
from ui.registration.form_view import FormView
from ui.registration.live_check import FormState, LiveCheck, Shop, load_shop
from ui.registration.records import Records
from ui.registration.step import DOCUMENT
from ui.registration.work import RegistrationWork
from ui.words.messages import tr

BETWEEN_MS = 20
"""Longer than what follows at once, so that the window answers in between."""


class RegistrationScreen(DraftingScreen[OpenForm]):
    """Joins the parts: the form that is open (`work`), the others (`forms`), the way through the steps
    (`moves`), `documents`, a customer's `records`."""

    work: RegistrationWork
    form: FormView

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        work = RegistrationWork(desk, self)
        forms = DraftedForms(self, REGISTRATION, work)
        self.set_up(FormView(self._find_places, self.content), work, forms)
        self.fields, self.bottom, self.commit = self.form.fields, self.form.bottom, work.commit
        self.documents = Documents(self, work)
        self.records = Records(self, work, forms, self.bottom)
        self.go_to, self.hold = self.moves.go_to, self.forms.hold
        self.form.put_above(*self.documents.questions)
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

    def view_ready(self) -> bool:
        """Whether the drafts are read and the form is judged."""
        return self.view is not None

    # --- building

    def _connect(self) -> None:
        self.work.changed.connect(self._changed)
        self.fields.typed.connect(self._typed)
        self.form.place_picked.connect(self._place_picked)
        self.form.open_wanted.connect(self.records.open)
        self.form.give_up_wanted.connect(self.records.ask_give_up)
        self.form.capture_wanted.connect(self.documents.capture)
        self.form.clear_wanted.connect(self.documents.clear)
        self.form.permit_wanted.connect(self.documents.ask_permit)
        self.form.lines_changed.connect(self._change_lines)
        self.form.side.pictures.remove_wanted.connect(self.documents.remove_picture)
        self.documents.choices.opened.connect(lambda on: self.form.middle.setVisible(not on))
        self.documents.entered.connect(self._entered)
        self.documents.open_wanted.connect(self.records.open)
        self.records.opened.connect(self.documents.opened)
        self.documents.new_wanted.connect(self._begin_with)
        self.documents.shown.connect(self._show_person)
        self.documents.pictures.changed.connect(self._pictures_changed)
        self.commit.done.connect(self._registered)
        self.listen(self.desk.hand_over.expected, self._expect)

    def _shop_is_there(self, shop: Shop) -> None:
        live = LiveCheck(self, replace(shop, has_reader=self._has_reader()))
        live.judged.connect(self._show)
        live.failed.connect(self._not_judged)
        self.work.live = live
        if self.desk.hand_over.waits:
            self._expect()
        self.forms.load(self._receive_given)

    def _has_reader(self) -> bool:
        return self.desk.settings.get(READER) != "none"

    # --- documents

    def _expect(self) -> None:
        """Build what a document fills in turns of its own, because filling it takes long enough; a child's
        brings the guardian's inputs."""
        QTimer.singleShot(BETWEEN_MS, self, lambda: self.form.build_to(DOCUMENT))
        QTimer.singleShot(2 * BETWEEN_MS, self, self._expect_guardian)

    def _expect_guardian(self) -> None:
        if not self.form.document.has("guardian"):
            self.form.document.person("guardian")
            self.show_now()

    def _receive_given(self) -> None:
        if self.forms.are_read:
            self.documents.take_given()

    def _entered(self, entry: Entry) -> None:
        self.forms.begin()
        self.work.change(entry=entry)
        self.forms.saver.save()  # before its pictures, which are not kept without their form

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
            self.moves.focus_open()

    # --- typing and judging

    def _typed(self, path: str, text: str) -> None:
        self.forms.begin()
        entry = write(self.open.entry, path, text)
        if path == "customer_kind" and self.work.live is not None:
            entry = form_words.offered_only(entry, self.work.live.shop)
        self.work.change(entry=entry)

    def _changed(self) -> None:
        self.forms.tell()
        self.work.judge()
        self.forms.saver.changed()

    def _place_picked(self, place: PlaceRow | None) -> None:
        self.work.note(place=place)

    def _change_lines(self, path: str, n: int) -> None:
        self.work.change(entry=form_words.changed(self.open.entry, path, n))

    def _not_judged(self, error: BaseException) -> None:
        self.documents.forget_spent(error)
        self.desk.messages.error(error)

    def _find_places(self, text: str, found: Callable[[Any], None]) -> None:
        self.query(catalogue.places, text=text, limit=MOST + 1, done=found)

    # --- showing

    def _show(self, view: FormState) -> None:
        self.work.view = view
        self.form.show_view(view)
        self.show_now()

    def show_now(self) -> None:
        """What is wrong where, what is left, and what the buttons do."""
        self.form.show_state(self.open, self.commit)

    def show_form(self) -> None:
        """Another form is the open one now, or the first one."""
        self.documents.show_form(self.open)
        self.form.business.place.show_place(self.open.place)  # texts typed for the other form
        if self.work.live is not None:
            self.work.live.forget()
        self.moves.show()
        self.work.judge()

    # --- registering

    def send(self) -> None:
        """Register what stands in the form, once its pictures are open."""
        pictures, form = self.documents.pictures, self.open
        if self.view is None or self.commit.busy:
            return
        if not pictures.is_open:
            pictures.open_rest()
            self.desk.messages.say(tr("The form's pictures are still being opened. Try again."))
            return
        self.forms.saver.save()
        self.bottom.unknown.hide()
        self.commit.run(
            registration.register,
            form.operation_id,
            form=self.view.form,
            images=pictures.to_send(self.view.form, form.entry.products),
            permit_ids=form.evidence.permit_ids,
            answer=form.evidence.answer,
        )
        self.show_now()

    def _registered(self, made: Registered) -> None:
        seen = bool(self.documents.pictures.shown) or bool(modes(self.open.entry))
        self.forms.discard()
        self.desk.done(made, form_words.registered(made, documents=seen))

    def take_problems(self, problems: tuple[Problem, ...]) -> None:
        """What was refused stands beside what is judged, until the form is changed."""
        assert self.work.live is not None
        self.work.live.refused(problems)

    def failed(self, error: BaseException) -> None:
        """A permit that was spent is asked for again."""
        self.documents.forget_spent(error)
        super().failed(error)

    # --- life

    def activate(self) -> None:
        """A reader may have been set up on the documents tab since."""
        self._look_for_reader()
        super().activate()

    def focus_question(self) -> bool:
        """A question about a document keeps the cursor."""
        return self.documents.focus_question()

    def _look_for_reader(self) -> None:
        live, has_reader = self.work.live, self._has_reader()
        if live is not None and live.shop.has_reader != has_reader:
            live.shop = replace(live.shop, has_reader=has_reader)
            self.work.judge()

    def show_request(self, request: Request) -> None:
        """Take a draft back, or the document that was captured for the form."""
        if isinstance(request, TakeDocument):
            self._receive_given()
        else:
            super().show_request(request)
