"""登记开户 (R-030): check a form against the base, and write the customer in one transaction."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app.domain import ages
from app.domain.businesses import REGISTRATION
from app.domain.catalogue import DueFee, total
from app.domain.names import tidy_name
from app.domain.people import Person, PersonForm
from app.domain.permissions import Permission
from app.domain.registration.check import Checked, check_form
from app.domain.registration.form import RegistrationForm
from app.domain.registration.record import Registration
from app.domain.registration.text import MOST
from app.errors import QT_TR_NOOP, Problem, Refused
from app.services import customers, identity, staff
from app.services.customers import FoundRow, Held, document_owner
from app.services.identity import Answer, KeptImage
from app.services.procedure import Query, Work, number_blocks, procedure, query
from app.services.registration import images as registration_images
from app.services.registration import papers, rows
from app.services.registration.facts import (
    AddressUser,
    FormFacts,
    at_address,
    gather,
)
from app.services.session import Session


@dataclass(frozen=True)
class CheckedForm:
    """Everything that the form's screen shows beside its fields; amounts in fen."""

    problems: tuple[Problem, ...]
    same_document: FoundRow | None
    look_alikes: tuple[FoundRow, ...]
    at_address: tuple[AddressUser, ...]
    real_name_state: str
    due: tuple[DueFee, ...]
    due_total: int
    age: int | None
    needs: ages.Needs | None
    held: Held


@dataclass(frozen=True)
class Registered:
    """What a registration made; nothing personal, because it is kept with the operation."""

    customer_id: UUID
    customer_code: str
    order_id: UUID
    order_number: str
    agreement_id: UUID
    agreement_number: str
    agreement_document_id: UUID
    slip_document_id: UUID
    subscription_numbers: tuple[str, ...]


@query(Permission.CUSTOMER_REGISTER)
def check(
    query: Query,
    *,
    form: RegistrationForm,
    place_id: UUID | None = None,
    permit_ids: tuple[UUID, ...] = (),
    answer: Answer | None = None,
) -> CheckedForm:
    """Judge a form as `register` would, and tell what the base knows; writes nothing.

    `place_id` is the address that was chosen, also while no product needs it yet.
    """
    facts = gather(query, form)
    granted = staff.standing_permit(query, permit_ids)
    judged = _judge(query, form, facts, permitted="manual_entry" in granted, answer=answer)
    owner = facts.owner.customer_id if facts.owner else None
    return CheckedForm(
        problems=judged.problems,
        same_document=customers.customer_row(query, owner) if owner else None,
        look_alikes=customers.customer_rows(query, list(facts.alike)),
        at_address=at_address(query, {*facts.places, *([place_id] if place_id else [])}),
        real_name_state=judged.real_name_state.value,
        due=judged.due,
        due_total=total(judged.due),
        age=judged.age,
        needs=judged.needs,
        held=Held(facts.subscriptions, facts.telephone_cards, facts.in_force.telephone_limit),
    )


def _lease_numbers(session: Session) -> None:
    blocks = number_blocks(session.installation)
    blocks.prepare(session, "customer", "account", "subscription", "slip", "agreement")


@procedure(
    "customers.register",
    REGISTRATION.permission,
    writes={
        **rows.WRITES,
        **identity.WRITES,
        **papers.WRITES,
    },
    changes={**customers.RENEWED, **staff.USED},
    before=_lease_numbers,
)
def register(
    work: Work,
    *,
    form: RegistrationForm,
    images: tuple[KeptImage, ...] = (),
    permit_ids: tuple[UUID, ...] = (),
    answer: Answer | None = None,
) -> Registered:
    """Write the customer, what the customer takes, the papers' content, the history and the pictures
    of documents and faces, which are watermarked already; `permit_ids` are a supervisor's permits, `answer` is the
    checking service's about the holder, or about a unit's handler.

    Raises Refused with every problem of the form. After OutcomeUnknown call again with the same
    operation id; after any other refusal choose a new one.
    """
    facts = gather(work, form)
    granted = staff.use_permit(work, permit_ids)
    typed, _ = granted.get("manual_entry", (None, None))
    _, face = granted.get("face_override", (None, None))
    judged = _judge(work, form, facts, permitted=typed is not None, answer=answer)
    of_images = registration_images.problems(form, images, permitted=face is not None)
    if judged.record is None or of_images:
        errors = [each for each in judged.problems if each.severity == "error"]
        raise Refused(errors + of_images)
    record = judged.record if typed is None else _flagged(judged.record, typed)
    made = rows.write(work, record, judged.real_name_state, facts)
    registration_images.keep(work, record, made, images, face)
    paper = papers.write(work, record, made, facts, language=form.paper_language)
    return Registered(
        customer_id=made.customer_id,
        customer_code=made.customer_code,
        order_id=made.order.id,
        order_number=made.order.number,
        agreement_id=paper.agreement_id,
        agreement_number=paper.agreement_number,
        agreement_document_id=paper.agreement_document_id,
        slip_document_id=paper.slip_document_id,
        subscription_numbers=tuple(each.number for each in made.subscriptions),
    )


def _flagged(record: Registration, permit_id: UUID) -> Registration:
    """Mark the document of a person whose card was typed, because the exception must stay visible
    (D8)."""

    def flag(who: Person | None) -> Person | None:
        return who and replace(who, entry={**who.entry, "permit": str(permit_id)})

    if record.handler is not None:
        return replace(record, handler=flag(record.handler))
    return replace(record, holder=flag(record.holder))


def _judge(
    query: Query,
    form: RegistrationForm,
    facts: FormFacts,
    *,
    permitted: bool,
    answer: Answer | None,
) -> Checked:
    """The form's problems, with those that only the base can see."""
    owner = facts.owner
    judged = check_form(
        form,
        today=facts.today,
        offerings=facts.offerings,
        places=facts.domain_places,
        rule_set=facts.in_force.rules,
        limits=facts.in_force.limits,
        same_document=1 if owner and owner.customer_id else 0,
        telephone_cards=facts.telephone_cards,
        online=identity.online(query.session, form.identified, answer),
        permitted=permitted,
    )
    extra: list[Problem] = []
    extra += identity.unproven(query, _people(form))
    extra += _other_names(query, form, facts)
    if facts.alike and not form.same_person_checked:
        text = QT_TR_NOOP(
            "A customer of the same name and phone exists. Compare them, then say whether it is "
            "another person."
        )
        extra.append(Problem("same_person_checked", "look_alike", text))
    extra += customers.member_problems(query, form)
    if not extra:
        return judged
    stopped = any(each.severity == "error" for each in extra)
    return replace(
        judged,
        problems=(*judged.problems, *extra),
        record=None if stopped else judged.record,
    )


def _people(form: RegistrationForm) -> list[tuple[str, PersonForm | None]]:
    """Everybody with a document of their own, by their place in the form."""
    places = ("holder", "agent", "guardian", "handler")
    lines = form.subscriptions[: MOST["subscriptions"]]
    users = [(f"subscriptions.{n}.user", each.user) for n, each in enumerate(lines)]
    return [*((place, getattr(form, place)) for place in places), *users]


def _other_names(query: Query, form: RegistrationForm, facts: FormFacts) -> list[Problem]:
    """Problems of documents that are on record under another name. A document of a customer is
    named elsewhere."""
    text = QT_TR_NOOP(
        "This document is on record under another name. Compare name and number with the card."
    )
    found = []
    if facts.owner and facts.owner.customer_id is None:
        typed = form.unit.name if form.unit else form.holder.name
        found.append(("organization" if form.unit else "holder", typed, facts.owner.name))
    for field, who in _people(form):
        if field != "holder" and who is not None and who.number:
            country = who.country or "CHN"
            owner = document_owner(query, who.document_type, country, who.number)
            if owner is not None:
                found.append((field, who.name, owner.name))
    return [
        Problem(f"{field}.name", "other_name_on_record", text)
        for field, typed, known in found
        if tidy_name(typed) != known
    ]
