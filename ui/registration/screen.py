"""登记开户 F5 (R-030): five steps, judged while typing, drafted all the time, written at the end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from app.domain.businesses import REGISTRATION
from app.services import catalogue
from app.services.catalogue import PlaceRow
from app.settings import READER
from ui.desk.base_screen import NEXT_TURN_MS
from ui.desk.confirmed_document import Captured
from ui.desk.desk import Desk
from ui.desk.drafted_forms import DraftedForms
from ui.desk.drafting_screen import DraftingScreen
from ui.desk.requests import Request, TakeDocument
from ui.form.moves import Moves
from ui.form.place_picker import MOST
from ui.registration import form_words
from ui.registration.documents import Documents
from ui.registration.drafting import OpenForm
from ui.registration.entry import Entry, write
from ui.registration.form_view import FormView
from ui.registration.live_check import FormState, LiveCheck, Shop, load_shop
from ui.registration.records import Records
from ui.registration.sending import Sending
from ui.registration.step import DOCUMENT
from ui.registration.work import RegistrationWork

BETWEEN_MS = 20
"""Longer than what follows at once, so that the window answers in between."""


class RegistrationScreen(DraftingScreen):
    """Joins the parts: the form that is open (`work`), the others (`forms`), the way through the steps
    (`moves`), `documents`, a customer's `records`, `sending`."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        column = QVBoxLayout(self.content)
        column.setContentsMargins(0, 0, 0, 0)
        self.form = FormView(self._find_places, self.content)
        column.addWidget(self.form)
        self.fields, self.bottom = self.form.fields, self.form.bottom
        self.work = RegistrationWork(desk, self)
        self.commit = self.work.commit
        self.forms = DraftedForms(self, REGISTRATION, self.work)
        self.moves = Moves(self, self.form, self.work, self._may_go)
        self.documents = Documents(self, self.work)
        self.records = Records(self, self.work, self.forms, self.bottom)
        self.sending = Sending(self, self.work, self.forms, self.form, self.moves, self.documents)
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

    def _may_go(self) -> bool:
        return self.view is not None and not self.commit.frozen

    # --- building

    def _connect(self) -> None:
        self.work.changed.connect(self._changed)
        self.forms.shown.connect(self._show_form)
        self.moves.moved.connect(self._moved)
        self.fields.typed.connect(self._typed)
        self.fields.left.connect(lambda _: self._show_now())
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
        self.documents.new_wanted.connect(self._begin_with)
        self.documents.shown.connect(self._show_person)
        self.documents.pictures.changed.connect(self._pictures_changed)
        self.bottom.hold_wanted.connect(self.hold)
        self.listen(self.desk.hand_over.expected, self._expect)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.listen(app.focusChanged, self.moves.focus_moved)

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
        """Build the step of the document in a turn of its own, because filling it takes long enough."""
        QTimer.singleShot(BETWEEN_MS, self, lambda: self.form.build_to(DOCUMENT))

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
        self._show_now()

    def _show_now(self) -> None:
        self.form.show_state(self.open, self.commit)

    def _moved(self) -> None:
        self.forms.saver.changed()
        self._show_now()

    def _show_form(self) -> None:
        """Another form is the open one now, or the first one."""
        self.set_busy(False)
        if (focused := self.focusWidget()) is not None:
            focused.clearFocus()  # the field that loses the focus belongs to the other form
        self.fields.touched.clear()
        self.bottom.really.hide()
        self.bottom.unknown.hide()
        self.documents.show_form(self.open)
        self.form.business.place.show_place(self.open.place)  # texts typed for the other form
        if self.work.live is not None:
            self.work.live.forget()
        self.moves.show()
        self.work.judge()
        if self.isVisible():
            self.moves.focus_again()

    # --- life

    def activate(self) -> None:
        """The cursor goes where it was, or to the first open field; an open question keeps it."""
        super().activate()
        self._look_for_reader()
        if self.forms.are_read and not self.documents.focus_question():
            self.moves.focus_again()

    def _look_for_reader(self) -> None:
        """A reader may have been set up on the documents tab since."""
        live, has_reader = self.work.live, self._has_reader()
        if live is not None and live.shop.has_reader != has_reader:
            live.shop = replace(live.shop, has_reader=has_reader)
            self.work.judge()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt override: Enter moves on, at the end of a step to the button that goes on."""
        if not self.form.enter(event, self.open.step, self.focusWidget()):
            super().keyPressEvent(event)

    def show_request(self, request: Request) -> None:
        """The document that was captured for the form, or a draft."""
        if isinstance(request, TakeDocument):
            self._receive_given()
        else:
            super().show_request(request)
