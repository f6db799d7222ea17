"""The name of a party in a list: opened from few columns, masked unless it is a unit's."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.domain import masking
from app.services.procedure import Query
from db.schema.identity import party

WHOSE = tuple(party.c[name] for name in ("id", "version", "subject_id", "kind", "name"))
"""What a list reads of a party: opening every sealed column of a page takes longer than its query."""


def shown_name(query: Query, row: Any) -> str:
    """The name in a row that holds WHOSE; load the subject keys of a page first."""
    name: str = query.open(party, row)["name"]
    return masking.shown_name(name, is_unit=row.kind == "organization")


def masked_name(query: Query, party_id: UUID) -> str:
    """The name of one party, masked unless it is a unit's."""
    who = query.one(party, party_id)
    return masking.shown_name(who["name"], is_unit=who["kind"] == "organization")
