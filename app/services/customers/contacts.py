"""What reaches a customer (E5). Who changes it writes the party's search tokens afterwards
(`party_tokens.write`); a row that is replaced stays, its tokens go."""

from __future__ import annotations

from typing import Any, Literal
from uuid import UUID

from app.services.customers import party_tokens
from app.services.procedure import Changes, Query, Work, Writes, may_change
from db.schema.identity import contact_medium

Kind = Literal["phone", "second", "email"]

CONTACTS: Writes = {contact_medium: {}, **party_tokens.WRITES}
REPLACED: Changes = {contact_medium: may_change("status")}


def contacts(query: Query, party_id: UUID, kind: Kind) -> list[dict[str, Any]]:
    """The party's contacts of this kind that hold, opened."""
    table = contact_medium.c
    return query.all(
        contact_medium,
        table.party_id == party_id,
        table.type == kind,
        table.status == "valid",
    )


def add_contact(
    work: Work,
    party_id: UUID,
    kind: Kind,
    value: str,
    *,
    name: str = "",
    preferred: bool = False,
) -> None:
    """A contact that holds from now on; `name` is whose phone it is."""
    work.insert(
        contact_medium,
        subject_id=party_id,
        party_id=party_id,
        type=kind,
        contact_name=name or None,
        value=value,
        preferred=preferred,
        status="valid",
    )


def replace_contacts(work: Work, rows: list[dict[str, Any]]) -> None:
    """These contacts, as `contacts` gave them, hold no more."""
    for each in rows:
        work.update(contact_medium, each["id"], each["version"], status="replaced")
