"""The same document of a customer, captured again: newer validity, authority, address, better entry (R-056).

Another name or number is refused here, because such a change needs a business and proof of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.businesses import RECAPTURE
from app.domain.customers import RealName, better, real_name_state
from app.domain.identity import tidy_number
from app.domain.names import tidy_name
from app.domain.people import Person, PersonForm, check_person, to_person
from app.domain.permissions import Permission
from app.domain.validity import LONG_TERM
from app.errors import QT_TR_NOOP, Refused, UserError
from app.services import catalogue, customers, history, staff
from app.services.customers import consents_of
from app.services.identity import card_reading, online_check
from app.services.identity import images as identity_images
from app.services.identity.images import KeptImage, Owner
from app.services.identity.online_check import Answer
from app.services.procedure import (
    Query,
    Work,
    may_change,
    procedure,
    query,
    refuse_without_reason,
)
from db.schema.customers import customer
from db.schema.identity import identity_document, party
from db.schema.operations import operation

KIND = "identity.recapture"


@dataclass(frozen=True)
class Recaptured:
    """How the document stands now; `images` are the pictures that were kept."""

    customer_id: UUID
    document_id: UUID
    valid_to: date | None
    long_term: bool
    real_name_state: str
    images: tuple[UUID, ...]


@query(Permission.CUSTOMER_REGISTER)
def was_recorded(query: Query, *, operation_id: UUID) -> bool:
    """Whether the recapture that this person asked for under this operation was done."""
    found = query.execute(
        sa.select(operation.c.id).where(
            operation.c.id == operation_id,
            operation.c.actor_id == query.session.actor.id,
            operation.c.kind == KIND,
            operation.c.outcome == "done",
        )
    )
    return found.first() is not None


@procedure(
    KIND,
    RECAPTURE.permission,
    writes={
        **customers.INDEXED,
        **identity_images.WRITES,
        **history.WRITES,
    },
    changes={
        **customers.RENEWED,
        **staff.USED,
        **history.CHANGES,
        customer: may_change("real_name_state"),
    },
)
def recapture(
    work: Work,
    *,
    customer_id: UUID,
    document: PersonForm,
    images: tuple[KeptImage, ...] = (),
    permit_ids: tuple[UUID, ...] = (),
    answer: Answer | None = None,
) -> Recaptured:
    """Record what a confirmed reading of the customer's own document says, and keep its pictures;
    `permit_ids` are a supervisor's permits (a face that the clerk did not recognise).

    An empty field of `document` leaves what is on record. UserError 'recapture_other' for another
    document, number or name, 'recapture_typed' for a number that nobody read, 'recapture_unit' for a
    unit; Refused with the problems of the fields ('document.…') and pictures ('images.…').
    """
    refuse_without_reason(work, customer_id)
    row = work.one(customer, customer_id)
    who = work.one(party, row["party_id"])
    stored = _same_document(work, who, document)
    problems = card_reading.unproven(work, [("document", document)])
    document = _filled(document, who, stored)
    problems += check_person(document, field="document", today=work.today)
    consents = consents_of(work, who["id"])
    _, face = staff.use_permit(work, permit_ids).get("face_override", (None, None))
    problems += identity_images.image_problems(images, ("holder",), consents, permitted=bool(face))
    if errors := [each for each in problems if each.severity == "error"]:
        raise Refused(errors)
    person = to_person(document)
    person = replace(person, entry=_entry(stored["entry"], person))
    before = RealName(stored["real_name_state"])
    online = online_check.online(work.session, document, answer)
    now = real_name_state("individual", person.entry, complete=True, online=online)
    state = better(before, now)
    customers.renew_person(
        work,
        who["id"],
        person,
        state,
        own_income=who["age_band"] == "own_income",
        limits=catalogue.read_master_data(work).in_force.limits,
    )
    _customer(work, row, state)
    owners = {"holder": Owner(who["id"], stored["id"])}
    kept = identity_images.keep_images(
        work, images, owners, purpose=RECAPTURE.code, customer_id=customer_id, verdict_by=face
    )
    work.touched("identity_document", stored["id"])
    return Recaptured(
        customer_id, stored["id"], person.valid_to, person.long_term, state.value, kept
    )


def _same_document(work: Work, who: dict[str, Any], document: PersonForm) -> dict[str, Any]:
    """The document on record with this type, country, number and name."""
    if who["kind"] != "individual":
        raise UserError(
            "recapture_unit",
            QT_TR_NOOP(
                "The document of a unit is not captured again here. Change the unit's data."
            ),
        )
    if document.entry.get("number") not in ("reader", "recognised"):
        raise UserError(
            "recapture_typed",
            QT_TR_NOOP(
                "Put the document under the camera or on the reader; typing it is no proof."
            ),
        )
    number = tidy_number(document.number)
    found = [
        row
        for row in work.all(
            identity_document,
            identity_document.c.party_id == who["id"],
            identity_document.c.status == "valid",
        )
        if (row["type"], row["number"]) == (document.document_type, number)
        and row["country"] == (document.country or "CHN")
    ]
    if not found or tidy_name(document.name) != who["name"]:
        raise UserError(
            "recapture_other",
            QT_TR_NOOP(
                "Name or number differ from the document on record. Nothing was changed. Another "
                "name or number is recorded by a change of customer data."
            ),
        )
    return found[-1]


def _filled(document: PersonForm, who: dict[str, Any], stored: dict[str, Any]) -> PersonForm:
    """Fields that the reading lacks stay as on record, because the back may be captured alone."""
    validity = document.valid_from or document.valid_to
    return replace(
        document,
        birth_date=document.birth_date or who["birth_date"] or "",
        sex=document.sex or who["sex"],
        nation=document.nation or who["nation"] or "",
        authority=document.authority or stored["authority"] or "",
        id_address=document.id_address or stored["address"] or "",
        valid_from=document.valid_from if validity else _text(stored["valid_from"]),
        valid_to=document.valid_to if validity else _last_day(stored),
        phone="",
        relation="",
    )


def _text(day: date | None) -> str:
    return day.isoformat() if day else ""


def _last_day(stored: dict[str, Any]) -> str:
    return LONG_TERM if stored["long_term"] else _text(stored["valid_to"])


def _entry(before: dict[str, Any], person: Person) -> dict[str, Any]:
    """The entry modes of the document. Name and number are unchanged, so values once read by a
    reader stay marked so."""
    read = {name: "reader" for name in ("name", "number") if before.get(name) == "reader"}
    kept = {name: mode for name, mode in before.items() if name not in ("permit", "confidence")}
    return {**kept, **person.entry, **read}


def _customer(work: Work, row: dict[str, Any], state: RealName) -> None:
    own = state.value if row["kind"] == "individual" else row["real_name_state"]
    if own != row["real_name_state"]:
        work.update(customer, row["id"], row["version"], real_name_state=own)
    history.note(work, customer_id=row["id"], party_id=row["party_id"], business=RECAPTURE.code)
