"""A document on the counter compared with the customer in service and with the base (R-022, R-034).

The comparison comes before a form is filled, because somebody else's document must first ask who
that is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from app.domain.names import tidy_name
from app.domain.permissions import Permission
from app.services import catalogue, customers
from app.services.customers import FoundRow, Held, KnownParty, document_owner, held
from app.services.procedure import Query, query, refuse_without_reason
from db.schema.customers import customer, party_role
from db.schema.identity import party

Whose = Literal["unknown", "same", "customer", "party"]


@dataclass(frozen=True)
class Compared:
    """Whose document it is. `whose`: nobody's on record, the customer's in service, another customer's,
    or a party's that is no customer (an agent before).

    `other` is the customer whose it is, `name` a known party's, both masked. `acts_as` is what the
    document's person is to the customer in service on record: agent, guardian, handler, user … or ''.
    `other_name`: it is on record under a name that differs from the one that was read.
    `same_name`: nobody's on record, but the name read is that of the customer in service.
    """

    whose: Whose
    other: FoundRow | None
    name: str
    acts_as: str
    other_name: bool
    same_name: bool
    held: Held


@query(Permission.CUSTOMER_REGISTER)
def compare(
    query: Query,
    *,
    document_type: str,
    country: str,
    number: str,
    name: str,
    customer_id: UUID | None = None,
) -> Compared:
    """Compare a document with the customer in service (`customer_id`, None: nobody) and the base.

    UserError 'reason_needed' before the look at the customer in service is on record.
    """
    in_service = None
    if customer_id is not None:
        refuse_without_reason(query, customer_id)
        in_service = query.one(customer, customer_id)
    owner = document_owner(query, document_type, country or "CHN", number)
    whose = _whose(owner, customer_id)
    other = owner.customer_id if owner else None
    return Compared(
        whose=whose,
        other=customers.customer_row(query, other) if other else None,
        name=owner.shown_name if owner and whose == "party" else "",
        acts_as=_acts_as(query, owner, customer_id),
        other_name=owner is not None and owner.name != tidy_name(name),
        same_name=owner is None and in_service is not None and _same_name(query, in_service, name),
        held=_held(query, owner),
    )


def _whose(owner: KnownParty | None, customer_id: UUID | None) -> Whose:
    if owner is None:
        return "unknown"
    if owner.customer_id is None:
        return "party"
    return "same" if owner.customer_id == customer_id else "customer"


def _acts_as(query: Query, owner: KnownParty | None, customer_id: UUID | None) -> str:
    if owner is None or customer_id is None:
        return ""
    roles = query.execute(
        sa.select(party_role.c.role)
        .where(
            party_role.c.customer_id == customer_id,
            party_role.c.party_id == owner.party_id,
            sa.or_(party_role.c.valid_to.is_(None), party_role.c.valid_to >= query.today),
        )
        .order_by(party_role.c.id.desc())
    )
    return str(roles.scalars().first() or "")


def _same_name(query: Query, in_service: dict[str, Any], name: str) -> bool:
    return bool(query.one(party, in_service["party_id"])["name"] == tidy_name(name))


def _held(query: Query, owner: KnownParty | None) -> Held:
    """本证件名下, with the limit of D11."""
    telephone, every = (0, 0) if owner is None else held(query, owner.party_id)
    return Held(every, telephone, catalogue.read_master_data(query).in_force.telephone_limit)
