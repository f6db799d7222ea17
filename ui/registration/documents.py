"""Captured documents in the open form: the person they belong to, differences to typed fields,
their pictures."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from app.domain.ids import new_id
from app.domain.people import PersonForm
from app.errors import UserError
from app.services import identity
from app.services.identity import Answer
from app.services.staff import Permit
from ui.desk.base_screen import BaseScreen
from ui.desk.confirmed_document import Captured
from ui.desk.requests import Capture
from ui.document.permit_box import PermitBox
from ui.document.two_versions import TwoVersions
from ui.document.whose_document import AGENT, GUARDIAN, OPEN, ask_whose
from ui.registration.drafting import Evidence, OpenForm
from ui.registration.entry import person_at, put_person
from ui.registration.form_pictures import FormPictures
from ui.registration.receiving import Received, receive, take_read
from ui.registration.work import RegistrationWork
from ui.widgets.choices import Choices
from ui.words.messages import tr


class Documents(QObject):
    """`entered` tells a new entry; what a supervisor or a checking service adds goes into the form at once."""

    entered = Signal(object)
    open_wanted = Signal(object)
    new_wanted = Signal(object)
    """a Captured that is to begin a form of its own"""
    shown = Signal(str)
    """where the cursor goes: the person that was filled"""

    def __init__(self, screen: BaseScreen, work: RegistrationWork) -> None:
        super().__init__(screen)
        self._screen = screen
        self._work = work
        self.pictures = FormPictures(screen.desk, self)
        self.choices = Choices()
        self.versions = TwoVersions()
        self.permit = PermitBox(screen.desk)
        self.questions = (self.choices, self.versions, self.permit)
        self._asked: Captured | None = None
        self._opening = False
        """the document that was asked about waits for the look at its customer"""
        self._last: tuple[Captured, str] | None = None
        self.choices.chosen.connect(self._chosen)
        screen.listen(screen.desk.hand_over.withdrawn, self._withdrawn)
        self.versions.taken.connect(self._take)
        self.versions.closed.connect(lambda: self.shown.emit(""))
        self.permit.granted.connect(self._permitted)
        self.permit.closed.connect(lambda: self.shown.emit(""))

    def show_form(self, form: OpenForm) -> None:
        """Another form is shown now; a document that was asked about stays on the documents tab."""
        for question in self.questions:
            question.hide()
        self.choices.close_question()
        if self._asked is not None and not self._opening:
            self._settle(taken=False)
        self._last = None
        self.pictures.open(form.draft_id, fresh=form.is_empty)

    def _withdrawn(self) -> None:
        """Another document is being taken on its tab: the question about this one is none any more."""
        if self._asked is not None:
            self.choices.close_question()
            text = tr(
                "Another document is being taken. The one before still lies on the documents tab."
            )
            self._screen.desk.messages.say(text)
            self._settle(taken=False)

    # --- a document arrives

    def capture(self, whose: str) -> None:
        """To the capture tab, for this person's document."""
        self._screen.desk.open_screen(Capture(whose=whose))

    def take_given(self) -> None:
        """The document that the capture tab gave, if there is one."""
        captured = self._screen.desk.hand_over.take()
        if captured is not None and not self._is_frozen():
            self.receive(captured)

    def _is_frozen(self) -> bool:
        """Whether the form is frozen, with a message; the document then stays on its tab."""
        if not self._work.commit.frozen:
            return False
        text = tr(
            "The form is being registered and takes nothing now. The document still lies on the "
            "documents tab."
        )
        self._screen.desk.messages.say(text, "warn")
        self._settle(taken=False)
        return True

    def _may_change(self) -> bool:
        """Whether the form may change, with a message if not, because a form being sent stays as it
        was sent."""
        if self._work.commit.frozen:
            text = tr("One form is being registered. Wait for its answer first.")
            self._screen.desk.messages.say(text)
        return not self._work.commit.frozen

    def _settle(self, *, taken: bool) -> None:
        self._asked, self._opening = None, False
        self._screen.desk.hand_over.settled.emit(taken)

    def receive(self, captured: Captured) -> None:
        """Fill the form, ask in place, or say that it has no place here."""
        form = self._work.form
        if captured.form_id not in (None, form.draft_id):
            text = tr(
                "Another form is in front now. The document still lies on the documents tab; use it "
                "there for the form that needs it."
            )
            self._screen.desk.messages.say(text, "warn")
            self._settle(taken=False)
            return
        got = receive(form.entry, captured, empty=form.is_empty)
        if got.outcome == "filled":
            self._filled(captured, got)
        elif got.outcome == "other":
            self._ask(captured)
        elif got.outcome == "unit":
            text = tr(
                "This is a unit's document and the form is a person's. Choose Business in step 1, "
                "or hold the form first."
            )
            self._screen.desk.messages.say(text, "warn")
            self._settle(taken=False)
        else:
            text = tr(
                "The form has no such person. Choose on the documents tab for whom the document is."
            )
            self._screen.desk.messages.say(text, "warn")
            self._settle(taken=False)

    def _filled(self, captured: Captured, got: Received) -> None:
        self.entered.emit(got.entry)
        images = [replace(each, whose=got.whose) for each in captured.images]
        self._asked = None
        self._screen.desk.hand_over.filled.emit()
        # done with once its pictures are on the disk, so that a power cut before leaves it on its
        # own tab
        self.pictures.add(images, lambda ok: self._settle(taken=ok))
        evidence = self._work.form.evidence
        if captured.permits:
            permits = {**evidence.permits, **captured.permits}
            self._work.change(evidence=replace(evidence, permits=permits))
        self._last = (captured, got.whose)
        self.versions.show_differences(got.differs, _names())
        subject = "handler" if got.entry.is_unit else "holder"
        if got.whose == subject and isinstance(captured.form, PersonForm):
            self._check_outside(got)
        if not got.differs:
            self.shown.emit(got.whose)

    def _take(self, names: tuple[str, ...]) -> None:
        if self._last is not None and self._may_change():
            captured, whose = self._last
            self.entered.emit(take_read(self._work.form.entry, captured, whose, names))

    def remove_picture(self, image_id: UUID) -> None:
        """Take one picture out of the form."""
        if self._may_change():
            self.pictures.remove(image_id)

    def clear(self, whose: str) -> None:
        """Take a document out of the form again: what came from it, and its pictures."""
        if not self._may_change():
            return
        entry = self._work.form.entry
        who = person_at(entry, whose)
        if self._last is not None and self._last[1] == whose:
            self._last = None
            self.versions.hide()
        if isinstance(who, PersonForm):
            blank = dict.fromkeys(who.entry, "")
            kept = replace(who, **blank, entry={}, confidence={}, seals={})
            self.entered.emit(put_person(entry, whose, kept))
        self.pictures.remove_of(whose)

    # --- somebody else's

    def _ask(self, captured: Captured) -> None:
        self._asked = captured
        entry = self._work.form.entry
        person = entry.form.customer_kind == "individual"
        why_not = "" if person else tr("the form is not a person's")
        ask_whose(
            self.choices,
            captured,
            served=self._work.form.person,
            no_agent=why_not,
            no_guardian=why_not or self._no_guardian(),
            no_second=True,
        )

    def _no_guardian(self) -> str:
        """Why the holder has no guardian; the document would fill fields that are hidden."""
        view = self._work.view
        needs = view.judged.needs if view is not None else None
        return "" if needs is None or needs.guardian else tr("the holder needs no guardian")

    def _chosen(self, code: str) -> None:
        captured = self._asked
        if captured is None or self._is_frozen():
            return
        if code in (AGENT, GUARDIAN):
            got = receive(self._work.form.entry, replace(captured, whose=code), empty=False)
            if got.outcome == "other":  # two people's data must not mix
                text = tr(
                    "Somebody else stands there already. Take that document out of the form first; "
                    "this one still lies on the documents tab."
                )
                self._screen.desk.messages.say(text, "warn")
                self._settle(taken=False)
            else:
                self._filled(captured, got)
        elif code == OPEN:
            known = captured.compared.other
            if known is not None:
                self._opening = True  # settled once the look is on record
                self.open_wanted.emit(known.customer_id)
            else:
                self._asked = None  # not settled here, because the new form does it
                self.new_wanted.emit(captured)
        else:
            self._settle(taken=True)
            self._screen.desk.messages.say(tr("Put aside. Nothing of it was kept."))
            self.shown.emit("")

    def opened(self, is_open: bool) -> None:
        """The customer of the document was to be opened; if not, the document stays on its tab."""
        if self._opening:
            self._settle(taken=is_open)

    # --- the checking service

    def _check_outside(self, got: Received) -> None:
        """Ask whether name and number belong together, where there is a service (R-180)."""
        who = person_at(got.entry, got.whose)
        session = self._screen.session
        if not isinstance(who, PersonForm) or identity.online_gateway(session) is None:
            return
        if not (who.name.strip() and who.number.strip()):
            return
        draft_id = self._work.form.draft_id

        def told(answer: Answer) -> None:
            if self._work.form.draft_id == draft_id:
                self._work.change(evidence=replace(self._work.form.evidence, answer=answer))

        self._screen.call(identity.ask_online, form=who, operation_id=new_id(), done=told)

    # --- a supervisor

    def ask_permit(self) -> None:
        """Let a supervisor permit that the card is typed (D8)."""
        self.permit.ask(
            "manual_entry",
            tr("The card cannot be read or photographed; its data was typed and compared."),
        )

    def _permitted(self, permit: Permit) -> None:
        before: Evidence = self._work.form.evidence
        permits = {**before.permits, permit.purpose: str(permit.id)}
        self._work.change(evidence=replace(before, permits=permits))
        self.shown.emit("")

    def forget_spent(self, error: BaseException) -> None:
        """Drop permits that were used or have expired, so that the form asks for one again."""
        evidence = self._work.form.evidence
        if isinstance(error, UserError) and error.code == "permit_spent" and evidence.permits:
            self._work.change(evidence=replace(evidence, permits={}))

    def focus_question(self) -> bool:
        """Put the cursor into the question that is open; whether there is one."""
        if not self.choices.isHidden():
            self.choices.buttons[-1].setFocus()
        elif not self.versions.isHidden():
            next(iter(self.versions.buttons.values()))[0].setFocus()
        elif not self.permit.isHidden():
            self.permit.staff_no.setFocus()
        else:
            return False
        return True


def _names() -> dict[str, str]:
    """What the form calls the fields of a document."""
    return {
        "name": tr("Name"),
        "number": tr("Document number"),
        "sex": tr("Sex"),
        "nation": tr("Nation"),
        "birth_date": tr("Birth date"),
        "authority": tr("Issued by"),
        "valid_from": tr("Valid from"),
        "valid_to": tr("Valid to"),
        "id_address": tr("Address on the document"),
        "address": tr("Address of the unit"),
        "legal_representative": tr("Legal representative"),
    }
