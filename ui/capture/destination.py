"""A confirmed document on its way: compared first, then filled in, recorded anew, or asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.businesses import RECAPTURE, REGISTRATION
from app.domain.people import PersonForm
from app.services import customers, identity
from app.services.identity import Compared, KeptImage
from ui.capture.copies import copies, form_of, permits_of
from ui.capture.document import Document
from ui.capture.renewing import Renewing
from ui.capture.use_words import acts
from ui.desk.background import Call
from ui.desk.base_screen import BaseScreen
from ui.desk.confirmed_document import Captured, ShownCard
from ui.desk.requests import Request
from ui.document.whose_document import AGENT, DISCARD, GUARDIAN, OPEN, ask_whose
from ui.widgets.choices import Choices
from ui.words.messages import tr


@dataclass(frozen=True)
class ComparedWith:
    """The values of one comparison; another number, name or customer needs a new one."""

    document_type: str
    country: str
    number: str
    name: str
    customer_id: UUID | None


class Destination(QObject):
    """`compared` tells that `known` or `given` changed; `gone` the document that is done with.

    A document stays on the counter until the form says that it took it. At a lock or a power cut
    while the form asks whose it is, it is therefore in one place or in both.
    """

    compared = Signal()
    gone = Signal(object)
    dropped = Signal(object)
    """the document that is nobody's: it is put aside, whatever was added to it since"""
    whose = Signal(str)
    """for whom the next document is: '' once one was brought, what was chosen when it came back"""
    left = Signal(str)
    """the field where the clerk has something to do"""

    def __init__(self, screen: BaseScreen, choices: Choices) -> None:
        super().__init__(screen)
        self._screen = screen
        self._desk = screen.desk
        self._choices = choices
        self._waiting: tuple[Document, Captured] | None = None
        self._asked: ComparedWith | None = None
        self._turn = 0
        """an answer to an older use is dropped"""
        self._renews = False
        self.known: Compared | None = None
        self.busy = False
        self.given: Document | None = None
        """what the form has not answered for yet"""
        self._taken = False
        """whether the form has it: nothing is left to ask"""
        self._captured: Captured | None = None
        self._served: UUID | None = None
        """whom the document was compared with; the panel may go on meanwhile"""
        self.renewing = Renewing(screen)
        self.renewing.done.connect(self._renewed)
        self.renewing.stopped.connect(self._not_renewed)
        choices.chosen.connect(self._chosen)
        screen.listen(self._desk.hand_over.filled, self._filled)
        screen.listen(self._desk.hand_over.settled, self._settled)

    # --- comparing

    def compare(self, document: Document | None) -> None:
        """Compare what stands on the document now; the answer comes as `compared`."""
        if self.busy:
            return
        asked = self._question(document)
        if asked == self._asked:
            return
        self._asked, self.known = asked, None
        self.compared.emit()
        if asked is not None:
            # If this comparison fails, only say so; `_failed` would reset a use that has begun
            # since.
            said = self._desk.messages.error
            self._compare(asked, lambda _: None, key=(id(self), "compare"), failed=said)

    def _question(self, document: Document | None) -> ComparedWith | None:
        if document is None or not document.is_known:
            return None
        form = form_of(document, self._screen)
        if not form.number.strip():
            return None
        country = form.country if isinstance(form, PersonForm) else "CHN"
        return ComparedWith(
            form.document_type, country, form.number, form.name, self._desk.customer_id
        )

    def _compare(
        self,
        asked: ComparedWith,
        then: Callable[[Compared], None],
        key: object,
        failed: Callable[[BaseException], object],
    ) -> None:
        """`key`: a newer look replaces an older one, but never the comparison that Ctrl+Enter waits
        for."""

        def told(found: Compared) -> None:
            if asked == self._asked:
                self.known = found
                self.compared.emit()
            then(found)

        self._desk.background.run(
            Call(
                identity.compare,
                self._screen.session,
                document_type=asked.document_type,
                country=asked.country,
                number=asked.number,
                name=asked.name,
                customer_id=asked.customer_id,
            ),
            done=told,
            failed=failed,
            receiver=self,
            key=key,
        )

    # --- using

    def use(self, document: Document, whose: str) -> None:
        """Ctrl+Enter: bring the document where it belongs; a given one, to the form's question."""
        if self.busy:
            return
        if self.given is not None:
            self._desk.open_screen(Request(self._desk.hand_over.business))
            return
        if not self._is_ready(document):
            return
        asked = self._question(document)
        if asked is None:
            return
        self.busy = True
        self.compared.emit()
        self._asked, self._served = asked, asked.customer_id
        turn = self._turn

        def then(found: Compared) -> None:
            if turn == self._turn:
                self._prepare(document, whose, found)

        self._compare(asked, then, key=object(), failed=partial(self._failed_in, turn))

    def withdraw(self) -> None:
        """Stop using the document, because another one is being taken. Nothing of it is filled in
        or recorded from now on, unless it is already."""
        if self._renews or self._taken:
            return  # it is being written
        self._turn += 1
        self.busy = False
        if self._waiting is not None:
            self._waiting = None
            self._choices.close_question()
        if self.given is not None:
            self._desk.hand_over.withdraw()
            self._settled(taken=False)  # unless the form said so already
        self.compared.emit()

    def is_given(self, document: Document) -> bool:
        """Whether the form is asking about it now."""
        return self.given is not None and self.given.id == document.id

    def _is_ready(self, document: Document) -> bool:
        said = document.fields(self._screen.session.today)
        for name in ("name", "number"):
            if name not in said or not said[name].value.strip():
                self.left.emit(name)
                return False
        if document.photo is not None and document.photo.verdict not in ("same", "override"):
            text = (
                tr("Say first whether the photo shows the person on the document.")
                if not document.photo.verdict
                else tr(
                    "Another person cannot be served with this document; only a supervisor decides "
                    "otherwise."
                )
            )
            self._desk.messages.say(text, "warn")
            self.left.emit("photo")
            return False
        if any(not each.title.strip() for each in document.attachments):
            self._desk.messages.say(tr("Say what each attachment is."), "warn")
            self.left.emit("attachments")
            return False
        return True

    def _prepare(self, document: Document, whose: str, found: Compared) -> None:
        """Burn the watermark into the copies: for this a business must be known."""
        own = whose in ("", "organization" if document.is_unit else "holder")
        again = found.whose == "same" and not self._desk.hand_over.has_form and own
        if again and document.is_unit:
            self.busy = False
            self.compared.emit()
            text = tr(
                "This is the document of the unit in service. What it says newly is recorded by a "
                "change of the unit's data; nothing was changed."
            )
            self._desk.messages.say(text, "warn")
            return
        acting = acts(document, found, whose, has_form=self._desk.hand_over.has_form)
        business = RECAPTURE if again or acting else REGISTRATION
        form = form_of(document, self._screen)
        form_id = self._desk.hand_over.form_id
        place = whose or ("organization" if document.is_unit else "holder")
        turn = self._turn

        def ready(images: tuple[KeptImage, ...]) -> None:
            if turn != self._turn:
                return
            self.busy = False
            captured = Captured(form, found, images, whose, permits_of(document), form_id)
            if again:
                assert self._served is not None
                self.busy = self._renews = True
                self.renewing.renew(document, captured, self._served)
            elif acting:
                shown = ShownCard(captured, partial(self.gone.emit, document))
                self._desk.card_shown.emit(self._served, shown)
            else:
                self._bring(document, captured)

        self._desk.background.run(
            Call(copies, self._screen.session, document, business, place),
            done=ready,
            failed=partial(self._failed_in, turn),
            receiver=self,
            key=object(),
        )

    def _bring(self, document: Document, captured: Captured) -> None:
        """To the open form, which decides; without one, to a new form unless somebody else is served."""
        in_service = self._desk.customer_id is not None and not self._desk.hand_over.has_form
        known = captured.compared.other is not None and not self._desk.hand_over.has_form
        if (in_service or known) and not captured.whose:
            self._waiting = (document, captured)
            no_form = tr("no form is open that takes one") if in_service else ""
            served = tr("the customer in the panel") if in_service else ""
            ask_whose(self._choices, captured, served=served, no_agent=no_form, no_guardian=no_form)
            self.compared.emit()
        else:
            self._give(document, captured)

    def _give(self, document: Document, captured: Captured) -> None:
        self.given, self._captured, self._taken = document, captured, False
        self.whose.emit("")
        self.compared.emit()
        self._desk.hand_over.give(captured)

    def _filled(self) -> None:
        """Nothing is left to ask: the next document waits until this one is on the disk."""
        self.busy = self._taken = self.given is not None
        self.compared.emit()

    def _settled(self, taken: bool) -> None:
        """The form took the document, or said why not; the clerk's corrections are then still
        here."""
        if self.given is None:
            return
        self.busy, self._taken = False, taken
        if taken:
            # a turn of its own: filling the form and emptying this tab in one would take too long
            QTimer.singleShot(0, self, self._done_with)
        else:
            self.given, captured = None, self._captured
            if captured is not None and captured.form_id == self._desk.hand_over.form_id:
                self.whose.emit(captured.whose)
            self.compared.emit()

    def _done_with(self) -> None:
        given, self.given, self._captured, self._taken = self.given, None, None, False
        self.gone.emit(given)

    def _chosen(self, code: str) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return
        document, captured = waiting
        other = captured.compared.other
        if code == OPEN and other is not None:
            turn = self._desk.turn

            def looked(_: object) -> None:
                # otherwise another customer or form is in front by now, and the document stays here
                if turn == self._desk.turn and self._desk.may_serve():
                    self.gone.emit(document)
                    self._desk.serve(other.customer_id)

            self._screen.call(
                customers.record_view,
                customer_id=other.customer_id,
                reason=tr("The document shown at the counter belongs to this customer."),
                done=looked,
            )
        elif code == OPEN:
            self._desk.serve(None)
            self._give(document, captured)
        elif code in (AGENT, GUARDIAN):
            self._give(document, replace(captured, whose=code))
        elif code == DISCARD:
            self.dropped.emit(document)
            self._desk.messages.say(tr("Put aside. Nothing of it was kept."))

    # --- the same customer's document again

    def _renewed(self, document: Document) -> None:
        self.busy = self._renews = False
        self.whose.emit("")
        self.gone.emit(document)

    def _not_renewed(self) -> None:
        self.busy = self._renews = False
        self.compared.emit()

    def _failed_in(self, turn: int, error: BaseException) -> None:
        if turn != self._turn:
            return
        self.busy = False
        self.compared.emit()
        self._desk.messages.error(error)
