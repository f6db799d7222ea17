"""How the customer in service is authenticated, and the ways to do it (R-020, R-060 to R-062).

One box a service: the panel makes it when it shows a customer, and it goes with that customer.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypedDict
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.domain.authentication import (
    FACT_DIGITS,
    METHODS,
    OWN_HAND,
    VALID_MINUTES,
    WHO_WORDS,
    WORDS,
    Method,
)
from app.domain.people import PersonForm
from app.errors import Refused
from app.services import authentication
from ui.customer.customer_side import CustomerSide, DigitsAsked
from ui.desk.base_screen import BaseScreen
from ui.desk.requests import Capture
from ui.desk.submission import Submission
from ui.look import theme
from ui.widgets.panel import label
from ui.widgets.tag import Tag
from ui.widgets.wrapped_row import WrappedRow
from ui.words.messages import error_text, tr
from ui.words.moment_text import short_moment

if TYPE_CHECKING:
    from app.domain.authentication import Secret
    from app.services.authentication import AuthenticationState, CodeSent, Proof
    from ui.desk.confirmed_document import ShownCard

Given = tuple["Secret", ...]


class _Service(TypedDict):
    """The customer and the service that this box is of."""

    customer_id: UUID
    service_id: UUID


class AuthenticationBox(QWidget):
    """`name` is the customer's, masked. `changed` comes when the state is shown anew."""

    changed = Signal()

    def __init__(self, screen: BaseScreen, customer_id: UUID, name: str) -> None:
        super().__init__()
        self._screen, self._desk = screen, screen.desk
        self._name = name
        self._service = _Service(customer_id=customer_id, service_id=screen.desk.service_id)
        self.state: AuthenticationState | None = None
        self.side: CustomerSide | None = None
        self._submission = Submission(screen.desk, self)
        self._submission.done.connect(self._answered)
        self._submission.refused.connect(self._refused)
        self._submission.unknown.connect(self._not_known)
        self._done: Callable[[Any], object] = lambda _: None
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self.read)
        self.setAccessibleName(tr("Authentication"))
        self._lay_out()
        self._desk.recaptured.connect(self._recaptured)
        self._desk.card_shown.connect(self._card_shown)
        self.read()

    def _lay_out(self) -> None:
        self.badge = Tag(tr("not authenticated"), icon="lock")
        self.hint = label("", "small", wrap=True)
        self.buttons: dict[Method, QPushButton] = {
            "document": self._button(tr("Document"), self._by_document),
            "password": self._button(tr("Service password"), self._by_password),
            "sms": self._button(tr("SMS code"), self._by_code),
        }
        self.more = QPushButton(tr("Manage"))
        self.more.setProperty("look", "flat")
        self.more.setAccessibleName(tr("Set, change or reset the service password"))
        self.more.setToolTip(tr("Set, change or reset the service password"))
        menu = QMenu(self.more)
        self.set = menu.addAction(tr("Set service password"), self._set)
        self.change = menu.addAction(tr("Change service password"), self._change)
        self.reset = menu.addAction(tr("Reset service password"), self._reset)
        self.more.setMenu(menu)
        row = WrappedRow()
        row.setSpacing(theme.GAP_XS)
        for button in (*self.buttons.values(), self.more):
            row.addWidget(button)
            button.hide()
        host = QWidget()
        host.setLayout(row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.GAP_XS)
        for part in (self.badge, self.hint, host):
            column.addWidget(part)
        self.hint.hide()

    def _button(self, text: str, press: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("look", "flat")
        button.setAccessibleName(tr("Authenticate: {way}", way=text))
        button.clicked.connect(press)
        return button

    # --- what stands

    def read(self) -> None:
        """Read the state anew."""
        self._screen.query(authentication.authentication_state, done=self._show, **self._service)

    def _show(self, state: AuthenticationState) -> None:
        if not isValid(self) or self._service["service_id"] != self._desk.service_id:
            return
        self.state = state
        proof = state.standing
        self.badge.set(
            tr("not authenticated") if proof is None else self._said(proof), _tone(proof)
        )
        stands = METHODS.index("none" if proof is None else proof.method)
        for method, button in self.buttons.items():
            usable = method in state.methods and METHODS.index(method) > stands
            if method == "password":
                usable = usable and state.password == "set"
            if method == "sms":
                usable = usable and bool(state.phones)
            button.setVisible(usable)
        self.more.setVisible("password" in state.methods)
        self.set.setVisible(state.password == "none")
        self.change.setVisible(state.password == "set")
        self.reset.setVisible(state.password != "none")
        hints = [tr(each) for each in state.advice]
        if state.password == "locked":
            hints.append(tr("The service password is locked."))
        self.hint.setText("\n".join(hints))
        self.hint.setVisible(bool(hints) and proof is None)
        self._wait_for_end(proof)
        self.changed.emit()

    def _said(self, proof: Proof) -> str:
        way = tr(WORDS[proof.method])
        if proof.who not in ("holder", "handler"):
            way = f"{tr(WHO_WORDS[proof.who])} · {way}"
        return tr(
            "Authenticated · {way} {time}", way=way, time=short_moment(proof.at, self._desk.session)
        )

    def _wait_for_end(self, proof: Proof | None) -> None:
        self._over.stop()
        if proof is not None:
            now = self._desk.session.installation.clock()
            left = VALID_MINUTES * 60 - (now - proof.at).total_seconds()
            self._over.start(int(max(left, 0) * 1000) + 1000)

    # --- authenticating

    def _by_document(self) -> None:
        self._desk.open_screen(Capture(read=True))

    def _recaptured(self, customer_id: UUID, operation_id: UUID) -> None:
        """This document of the customer in service was captured again: it authenticates."""
        if customer_id == self._service["customer_id"]:
            self._screen.call(
                authentication.by_recapture,
                done=lambda _: self.read(),
                recapture_id=operation_id,
                **self._service,
            )

    def _card_shown(self, customer_id: UUID, shown: ShownCard) -> None:
        """The card of an agent, guardian or handler authenticates; pictures that the customer did not agree
        to are thrown away."""
        form, images = shown.captured.form, shown.captured.images
        if customer_id != self._service["customer_id"] or not isinstance(form, PersonForm):
            return

        def done(_: object) -> None:
            shown.used()
            self._desk.messages.say(tr("The customer is authenticated."), "ok")
            self.read()

        def failed(error: BaseException) -> None:
            if images and isinstance(error, Refused) and _are_not_agreed(error):
                without = replace(shown, captured=replace(shown.captured, images=()))
                self._card_shown(customer_id, without)
            else:
                self._desk.messages.error(error)

        self._screen.call(
            authentication.by_card,
            done=done,
            failed=failed,
            document=form,
            images=images,
            **self._service,
        )

    def _by_password(self) -> None:
        what = tr("Please enter your service password: six digits.")
        self._ask(what, (DigitsAsked(tr("Service password")),), self._check_password)

    def _check_password(self, given: Given) -> None:
        self._done = self._attempted
        self._submission.ask(authentication.check_password, typed=given[0], **self._service)

    def _by_code(self) -> None:
        phones = () if self.state is None else self.state.phones
        if len(phones) == 1:
            self._send(phones[0].id)
            return
        menu = QMenu(self)
        for phone in phones:
            menu.addAction(phone.text, partial(self._send, phone.id))
        menu.popup(self.buttons["sms"].mapToGlobal(self.buttons["sms"].rect().bottomLeft()))

    def _send(self, contact_id: UUID) -> None:
        self.buttons["sms"].setEnabled(False)

        def failed(error: BaseException) -> None:
            self.buttons["sms"].setEnabled(True)
            self._desk.messages.error(error)

        self._screen.call(
            authentication.send_code,
            done=self._sent,
            failed=failed,
            contact_id=contact_id,
            **self._service,
        )

    def _sent(self, sent: CodeSent) -> None:
        if not isValid(self) or self._service["service_id"] != self._desk.service_id:
            return
        self.buttons["sms"].setEnabled(True)
        asks = (
            DigitsAsked(tr("Code from the message")),
            DigitsAsked(
                tr("Last four digits of the document number, letters left out"), FACT_DIGITS
            ),
        )
        what = tr("A code was sent to your phone. It is good for five minutes.")
        self._ask(what, asks, partial(self._check_code, sent.code_id))

    def _check_code(self, code_id: UUID, given: Given) -> None:
        typed, fact = given
        self._done = self._attempted
        self._submission.ask(
            authentication.check_code, code_id=code_id, typed=typed, fact=fact, **self._service
        )

    def _attempted(self, attempt: authentication.Attempt) -> None:
        if attempt.right:
            self._end()
            self._desk.messages.say(tr("The customer is authenticated."), "ok")
        elif attempt.left and self.side is not None:
            self.side.say(tr("That is not right. {n} tries are left.", n=attempt.left))
        else:
            self._end()
            self._desk.messages.say(tr("That was the last try. Use another way."), "bad")

    # --- the service password

    def _set(self) -> None:
        if self._may_set(photo=False):
            self._ask(self._choose(), self._twice(), self._put(authentication.set_password))

    def _change(self) -> None:
        asks = (DigitsAsked(tr("Service password until now")), *self._twice())
        self._ask(self._choose(), asks, self._put(authentication.set_password, old=True))

    def _reset(self) -> None:
        if self._may_set(photo=True):
            self._ask(self._choose(), self._twice(), self._put(authentication.reset_password))

    def _choose(self) -> str:
        return tr(
            "Choose six digits that nobody guesses: no birth date, no phone, no row of numbers."
        )

    def _twice(self) -> tuple[DigitsAsked, ...]:
        return DigitsAsked(tr("New service password")), DigitsAsked(
            tr("New service password, once more")
        )

    def _may_set(self, *, photo: bool) -> bool:
        """Say what is missing before the customer types anything."""
        proof = None if self.state is None else self.state.standing
        if proof is None or proof.method != "document":
            missing = tr("This needs the original document. Read it first.")
        elif proof.who not in OWN_HAND:
            missing = tr("Whoever came may not ask for this. The holder comes with the document.")
        elif photo and not proof.compared:
            missing = tr(
                "A reset needs a photo of the customer compared with the document. Take it first."
            )
        else:
            return True
        self._desk.messages.say(missing, "warn")
        return False

    def _put(self, procedure: Callable[..., Any], *, old: bool = False) -> Callable[[Given], None]:
        def put(given: Given) -> None:
            self._done = self._was_set
            new, again = given[-2:]
            more: dict[str, Any] = {"old": given[0]} if old else {}
            self._submission.ask(procedure, new=new, again=again, **more, **self._service)

        return put

    def _was_set(self, made: authentication.PasswordSet) -> None:
        if made.done:
            self._end()
            self._desk.messages.say(tr("The new service password holds from now on."), "ok")
        else:
            self._attempted(authentication.Attempt(made.customer_id, False, made.left))

    # --- the customer's side

    def _ask(
        self, what: str, asks: tuple[DigitsAsked, ...], give: Callable[[Given], object]
    ) -> None:
        if self.side is not None or self._submission.is_busy:
            return
        window = self.window()
        page = window.currentWidget() if isinstance(window, QStackedWidget) else window
        here = self._desk.session.installation
        place = tr("{hall} · counter {n}", hall=here.hall_name, n=here.workstation.counter)
        self.side = CustomerSide(page or window, place, self._name, what, asks)
        self.side.given.connect(give)
        self.side.left.connect(self._end)

    def _answered(self, result: Any) -> None:
        self._done(result)

    def _refused(self, error: BaseException) -> None:
        if isinstance(error, Refused) and self.side is not None:
            self.side.say(" ".join(error_text(each) for each in error.problems))
            return
        self._end()
        self._desk.messages.error(error)

    def _not_known(self, error: BaseException) -> None:
        """The connection went: the state tells what was done."""
        self._submission.forget()
        self._end()
        self._desk.messages.error(error)

    def _end(self) -> None:
        """The window comes back as it was."""
        self._submission.forget()
        side, self.side = self.side, None
        if side is not None and isValid(side):
            side.close_side()
        self.read()

    def end(self) -> None:
        """The customer or the window goes: nothing typed stays."""
        self._over.stop()
        self._desk.recaptured.disconnect(self._recaptured)
        self._desk.card_shown.disconnect(self._card_shown)
        side, self.side = self.side, None
        self._submission.forget()
        if side is not None and isValid(side):
            side.close_side()


def _are_not_agreed(error: Refused) -> bool:
    return {each.code for each in error.problems} == {"image_consent"}


def _tone(proof: Proof | None) -> theme.Tone:
    return "plain" if proof is None else "ok"
