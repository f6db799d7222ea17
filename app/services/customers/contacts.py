"""What reaches a customer beside the own phone: a row that is replaced stays, its search tokens go (E5, data.md 8)."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from app.services.customers import tokens as index
from app.services.procedure import Query, Work, Writes
from db.schema.identity import contact_medium
from db.schema.search import search_token

Kind = Literal["second", "email"]
_SECOND = ("second_phone", "second_four")

CONTACTS: Writes = {contact_medium: {}, search_token: {}}


def contacts(query: Query, party_id: UUID, kind: Kind) -> list[dict[str, Any]]:
    """The party's contacts of this kind that hold, opened."""
    table = contact_medium.c
    return query.all(
        contact_medium,
        table.party_id == party_id,
        table.type == kind,
        table.status == "valid",
    )


def add_contact(work: Work, party_id: UUID, kind: Kind, value: str, *, name: str = "") -> None:
    """A contact that holds from now on; `name` is whose phone it is."""
    work.insert(
        contact_medium,
        subject_id=party_id,
        party_id=party_id,
        type=kind,
        contact_name=name or None,
        value=value,
        preferred=False,
        status="valid",
    )
    if kind == "second":
        assert work.session.index is not None
        work.tokens(party_id, index.second_phone_tokens(work.session.index, value))


def replace_contacts(work: Work, party_id: UUID, kind: Kind, rows: list[dict[str, Any]]) -> None:
    """All contacts of this kind that hold, as `contacts` gave them, hold no more."""
    for each in rows:
        work.update(contact_medium, each["id"], each["version"], status="replaced")
    if kind == "second":
        token = search_token.c
        gone = sa.delete(search_token).where(token.party_id == party_id, token.kind.in_(_SECOND))
        work.execute(gone)
