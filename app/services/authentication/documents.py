"""The customer, or who acts for the customer, shows a document (R-020, R-050, R-061).

Two ways: a card that the reader of this counter read today, of anybody who acts for the customer; or the
recapture of the holder's own document in this service, with its pictures (app.services.identity).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa

from app.domain.authentication import SPECIAL, Who
from app.domain.businesses import RECAPTURE
from app.domain.names import tidy_name
from app.domain.people import PersonForm, check_person
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, Refused, UserError
from app.services import customers, identity
from app.services.authentication import standing
from app.services.authentication.standing import Authenticated
from app.services.identity import KeptImage, Owner
from app.services.procedure import Work, procedure, refuse_without_reason
from app.services.session import CLOCK_TOLERANCE
from db.schema.authentication import authentication
from db.schema.customers import customer, party_role
from db.schema.identity import identity_image
from db.schema.operations import operation

_ACTING: tuple[Who, ...] = ("agent", "guardian", "handler")
_RECAPTURE = "identity.recapture"


@procedure(
    "authentication.by_card",
    Permission.CUSTOMER_CHANGE,
    writes={**standing.RECORDED, **identity.WRITES},
)
def by_card(
    work: Work,
    *,
    customer_id: UUID,
    service_id: UUID,
    document: PersonForm,
    images: tuple[KeptImage, ...] = (),
) -> Authenticated:
    """Authenticate by a card from the reader: the holder's, or one of an agent, guardian or handler on record.

    `images` are kept with it, such as a live photo that was compared. UserError 'card_not_read', 'not_acting',
    'guardian_needed'; Refused with the problems of 'document.…' (an expired card) and 'images.…'.
    """
    row = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    read = {document.entry.get(each) for each in ("name", "number")}
    problems = identity.unproven(work, [("document", document)])
    if read != {"reader"} or problems:
        text = QT_TR_NOOP("Put the card on the reader; typing it is no proof.")
        raise UserError("card_not_read", text)
    document = replace(document, phone="")
    problems = check_person(document, field="document", today=work.today)
    if errors := [each for each in problems if each.severity == "error"]:
        raise Refused(errors)
    who, party_id = _whose(work, row, document)
    _refuse_minor(work, row, who)
    consents = customers.consents_of(work, row["party_id"])
    if wrong := identity.image_problems(images, ("holder",), consents):
        raise Refused(wrong)
    identity.keep_images(
        work, images, {"holder": Owner(party_id)}, purpose=RECAPTURE.code, customer_id=customer_id
    )
    compared = any(each.kind == "live_photo" for each in images)
    return standing.record(
        work, row, service_id, "document", who, party_id=party_id, compared=compared
    )


@procedure("authentication.by_recapture", Permission.CUSTOMER_CHANGE, writes={**standing.RECORDED})
def by_recapture(
    work: Work, *, customer_id: UUID, service_id: UUID, recapture_id: UUID
) -> Authenticated:
    """Authenticate by the operation that captured the holder's document again, here, by this person, within the
    last half hour; each serves one service. UserError 'recapture_not_here', 'guardian_needed'."""
    row = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    done = work.execute(
        sa.select(operation.c.result).where(
            operation.c.id == recapture_id,
            operation.c.kind == _RECAPTURE,
            operation.c.outcome == "done",
            operation.c.actor_id == work.session.actor.id,
            operation.c.workstation_id == work.session.installation.workstation.id,
            operation.c.at > work.now - standing.VALID,
            operation.c.at <= work.now + CLOCK_TOLERANCE,
        )
    ).scalar()
    used = work.execute(
        sa.select(authentication.c.id).where(authentication.c.source_id == recapture_id)
    ).first()
    if done is None or used is not None or done["customer_id"] != str(customer_id):
        text = QT_TR_NOOP(
            "This customer's document was not captured here for this service. Capture it first."
        )
        raise UserError("recapture_not_here", text)
    _refuse_minor(work, row, "holder")
    kept = [UUID(each) for each in done["images"]]
    compared = work.execute(
        sa.select(identity_image.c.id).where(
            identity_image.c.id.in_(kept),
            identity_image.c.kind == "live_photo",
            identity_image.c.verdict.in_(("same", "override")),
        )
    ).first()
    return standing.record(
        work,
        row,
        service_id,
        "document",
        "holder",
        party_id=row["party_id"],
        source_id=recapture_id,
        compared=compared is not None,
    )


def _whose(work: Work, row: dict[str, Any], document: PersonForm) -> tuple[Who, UUID]:
    """Who shows the card, and the party; UserError 'not_acting'."""
    country = document.country or "CHN"
    owner = customers.document_owner(work, document.document_type, country, document.number)
    if owner is not None and owner.name == tidy_name(document.name):
        if owner.party_id == row["party_id"]:
            return "holder", owner.party_id
        role = work.execute(
            sa.select(party_role.c.role)
            .where(
                party_role.c.customer_id == row["id"],
                party_role.c.party_id == owner.party_id,
                party_role.c.role.in_(_ACTING),
                party_role.c.valid_from <= work.today,
                sa.or_(party_role.c.valid_to.is_(None), party_role.c.valid_to >= work.today),
            )
            .order_by(party_role.c.id.desc())
            .limit(1)
        ).scalar()
        if role is not None:
            return cast(Who, role), owner.party_id
    text = QT_TR_NOOP(
        "This card is of nobody who is on record for this customer. Compare it with the customer in front."
    )
    raise UserError("not_acting", text)


def _refuse_minor(work: Work, row: dict[str, Any], who: Who) -> None:
    """A small child's own document is not enough (D12)."""
    if who == "holder" and "guardian_acts" in standing.circumstances(work, row):
        raise UserError("guardian_needed", SPECIAL["guardian_acts"].words)
