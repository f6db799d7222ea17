"""Customers as a list shows them: masked, opened a page at a time (R-019, D20)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import masking
from app.domain.permissions import NEEDS_REASON, Role
from app.security.seal import Tampered
from app.services.session import Session
from app.services.work import Reader
from db.schema.catalogue import place
from db.schema.customers import customer, subscription
from db.schema.identity import contact_medium, identity_document, party


@dataclass(frozen=True)
class FoundRow:
    """A customer in a list, masked. `place` is the first standard address served, or ''."""

    customer_id: UUID
    code: str
    name: str
    phone: str
    document: str
    status: str
    kind: str
    place: str
    last_contact_at: datetime
    needs_reason: bool = False
    """opening this customer asks this person for a reason"""


@dataclass
class Candidate:
    """A customer whose name is opened; phones and document numbers when `open_numbers` was asked."""

    row: Any
    name: str = field(repr=False)
    phones: list[str] = field(default_factory=list, repr=False)
    numbers: list[str] = field(default_factory=list, repr=False)
    place: str = ""


def visible(session: Session) -> sa.ColumnElement[bool]:
    """Which customers a person may find: an account manager only their own."""
    if session.actor.role == Role.ACCOUNT_MANAGER:
        return customer.c.manager_id == session.actor.id
    return sa.true()


def needs_reason(session: Session, hall_id: UUID) -> bool:
    """Whether opening a customer of `hall_id` asks for a reason (another hall, or the role)."""
    return session.actor.role in NEEDS_REASON or hall_id != session.actor.hall_id


def candidates(reader: Reader, condition: sa.ColumnElement[bool], limit: int) -> list[Candidate]:
    """Customers under `condition`, last contact first, their names opened.

    A person who was erased, or whose record does not open, is left out: `verify` names those.
    """
    head = (
        sa.select(customer)
        .where(condition, visible(reader.session))
        .order_by(customer.c.last_contact_at.desc(), customer.c.id.desc())
        .limit(limit)
        .subquery()
    )
    rows = reader.execute(
        sa.select(
            party.c.id,
            party.c.version,
            party.c.subject_id,
            party.c.name,
            party.c.kind.label("party_kind"),
            head.c.id.label("customer_id"),
            head.c.code,
            head.c.kind,
            head.c.status,
            head.c.hall_id,
            head.c.last_contact_at,
        )
        .join(head, head.c.party_id == party.c.id)
        .order_by(head.c.last_contact_at.desc(), head.c.id.desc())
    ).all()
    reader.load_subject_keys([row.subject_id for row in rows])
    found = []
    for row in rows:
        try:
            found.append(Candidate(row, reader.open(party, row)["name"]))
        except Tampered:
            continue
    return found


def open_numbers(reader: Reader, people: Sequence[Candidate]) -> None:
    """Open the valid phones and document numbers of `people`, two queries for all."""
    by_party: dict[UUID, list[Candidate]] = {}
    for each in people:
        by_party.setdefault(each.row.id, []).append(each)
    for table, column, wanted in (
        (contact_medium, "value", contact_medium.c.type == "phone"),
        (identity_document, "number", sa.true()),
    ):
        rows = reader.execute(
            sa.select(
                table.c.id, table.c.version, table.c.subject_id, table.c.party_id, table.c[column]
            )
            .where(table.c.party_id.in_(by_party), wanted, table.c.status == "valid")
            .order_by(table.c.id)
        ).all()
        for row in rows:
            try:
                text = reader.open(table, row)[column]
            except Tampered:
                continue
            for each in by_party[row.party_id]:
                (each.phones if table is contact_medium else each.numbers).append(text)


def open_places(reader: Reader, people: Sequence[Candidate]) -> None:
    """Read the first address at which each customer is served."""
    by_customer = {each.row.customer_id: each for each in people}
    rows = reader.execute(
        sa.select(subscription.c.customer_id, place.c.text)
        .join(place, place.c.id == subscription.c.place_id)
        .where(subscription.c.customer_id.in_(by_customer))
        .order_by(subscription.c.id.desc())
    )
    for row in rows:
        by_customer[row.customer_id].place = row.text


def masked(session: Session, each: Candidate) -> FoundRow:
    """The row of a list; a unit's name is not masked."""
    row = each.row
    name = each.name if row.party_kind == "organization" else masking.mask_name(each.name)
    return FoundRow(
        customer_id=row.customer_id,
        code=row.code,
        name=name,
        phone=masking.mask_phone(each.phones[0]) if each.phones else "",
        document=masking.mask_document(each.numbers[0]) if each.numbers else "",
        status=row.status,
        kind=row.kind,
        place=each.place,
        last_contact_at=row.last_contact_at,
        needs_reason=needs_reason(session, row.hall_id),
    )


def many(reader: Reader, customer_ids: Sequence[UUID]) -> tuple[FoundRow, ...]:
    """The rows of known customers, last contact first."""
    if not customer_ids:
        return ()
    people = candidates(reader, customer.c.id.in_(customer_ids), len(customer_ids))
    open_numbers(reader, people)
    open_places(reader, people)
    return tuple(masked(reader.session, each) for each in people)


def one(reader: Reader, customer_id: UUID) -> FoundRow | None:
    """The row of one customer; None when this person may not see it."""
    return next(iter(many(reader, [customer_id])), None)
