"""The roles of a party for a customer (E6): agent, guardian, handler, user, member of a group."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.numbers import compact
from app.domain.registration.form import RegistrationForm
from app.domain.registration.record import Registration
from app.domain.registration.text import MOST
from app.errors import QT_TR_NOOP, Problem
from app.services.customers import parties
from app.services.procedure import Query, Work, Writes
from db.schema.customers import customer, party_role

WRITES: Writes = {party_role: {}}


def acting(work: Work, record: Registration, customer_id: UUID, order_id: UUID) -> dict[str, UUID]:
    """Agent, guardian and handler with their roles; returns their parties by role."""
    found = {}
    acting = (
        ("agent", record.agent),
        ("guardian", record.guardian),
        ("handler", record.handler),
    )
    for role, who in acting:
        if who is not None:
            party_id = parties.find_or_add(work, who)
            give_role(work, customer_id, party_id, role, who.relation, order_id)
            found[role] = party_id
    return found


def give_role(
    work: Work,
    customer_id: UUID,
    party_id: UUID,
    role: str,
    relation: str,
    order_id: UUID,
    subscription_id: UUID | None = None,
) -> None:
    """Record that a party has `role` from today on."""
    work.insert(
        party_role,
        subject_id=party_id,
        customer_id=customer_id,
        party_id=party_id,
        role=role,
        relation=relation,
        order_id=order_id,
        subscription_id=subscription_id,
        valid_from=work.today,
    )


def member_problems(query: Query, form: RegistrationForm) -> list[Problem]:
    """Members of a group are named by their customer codes, which must exist (R-042)."""
    if form.customer_kind != "group":
        return []
    codes = [compact(member.customer_code) for member in form.members[: MOST["members"]]]
    asked = [code for code in codes if code.isascii() and code.isalnum()]
    known = set(
        query.execute(sa.select(customer.c.code).where(customer.c.code.in_(asked))).scalars()
    )
    text = QT_TR_NOOP("No customer has this code. Check it, or search for the customer.")
    return [
        Problem(f"members.{n}.customer_code", "member_unknown", text)
        for n, code in enumerate(codes)
        if code and code not in known
    ]


def members(work: Work, record: Registration, customer_id: UUID, order_id: UUID) -> None:
    """The members of a group, whose codes were checked."""
    for member in record.members:
        party_id = work.execute(
            sa.select(customer.c.party_id).where(customer.c.code == member.customer_code)
        ).scalar_one()
        give_role(work, customer_id, party_id, "member", "", order_id)
        if member.role:
            give_role(work, customer_id, party_id, member.role, "", order_id)
