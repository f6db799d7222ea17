"""The owner of a document, and the subscriptions in use under it (R-022, D11)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import masking
from app.domain.identity import tidy_number
from app.domain.subscriptions import IN_USE
from app.services.customers import tokens as index
from app.services.procedure import Query
from db.schema.catalogue import offering
from db.schema.customers import customer, subscription
from db.schema.identity import party
from db.schema.search import search_token
from db.select import Select

# Literals in the query's text, because with a parameter SQLite plans the query anew at every run to
# see whether the partial index of documents applies.
_IS_DOCUMENT = search_token.c.kind == sa.literal_column("'document'")

PARTY = (
    sa.select(party, customer.c.id.label("customer_id"), search_token.c.kind.label("found_by"))
    .join(search_token, search_token.c.party_id == party.c.id)
    .outerjoin(customer, customer.c.party_id == party.c.id)
)
OWNER = PARTY.where(
    _IS_DOCUMENT,
    # The second is of the 18-digit form of a historic number, else the first again.
    sa.or_(
        search_token.c.token == sa.bindparam("document"),
        search_token.c.token == sa.bindparam("upgraded"),
    ),
)
_ONE_OWNER = Select(OWNER)
NO_TOKEN = b""


@dataclass(frozen=True)
class KnownParty:
    """The party that a document belongs to; `customer_id` is None for an agent or guardian."""

    party_id: UUID
    name: str
    is_unit: bool
    customer_id: UUID | None

    @property
    def shown_name(self) -> str:
        """The name, masked unless it is a unit's."""
        return masking.shown_name(self.name, is_unit=self.is_unit)


@dataclass(frozen=True)
class Held:
    """本证件名下 (R-022): the subscriptions in use under the form's document."""

    subscriptions: int
    telephone: int
    limit: int


def known_party(query: Query, row: Any) -> KnownParty:
    """A row of `PARTY` opened."""
    name: str = query.open(party, row)["name"]
    return KnownParty(row.id, name, row.kind == "organization", row.customer_id)


def document_owner(
    query: Query, document_type: str, country: str, number: str
) -> KnownParty | None:
    """The owner of a document, found by its unique token."""
    row = _ONE_OWNER.first(
        query.connection, **document_tokens(query, document_type, country, number)
    )
    return None if row is None else known_party(query, row)


def document_tokens(
    query: Query, document_type: str, country: str, number: str
) -> dict[str, bytes]:
    """The parameters of `OWNER`; a number that no document can have matches nothing."""
    tidy = tidy_number(number)
    if not tidy or len(tidy) > index.LONGEST_NUMBER or query.session.index is None:
        return {"document": NO_TOKEN, "upgraded": NO_TOKEN}
    tokens = index.document_tokens(query.session.index, document_type, country, tidy)
    return {"document": tokens[0], "upgraded": tokens[-1]}


def held(query: Query, party_id: UUID) -> tuple[int, int]:
    """(telephone cards, all subscriptions) in use under one identity (R-022, D11)."""
    rows = query.execute(
        sa.select(offering.c.kind, sa.func.count().label("n"))
        .select_from(subscription)
        .join(customer, customer.c.id == subscription.c.customer_id)
        .join(offering, offering.c.id == subscription.c.offering_id)
        .where(
            customer.c.party_id == party_id,
            subscription.c.status.in_(IN_USE),
        )
        .group_by(offering.c.kind)
    ).all()
    counts = {row.kind: row.n for row in rows}
    return counts.get("telephone", 0), sum(counts.values())
