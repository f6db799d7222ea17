"""Permits that a supervisor gave on the spot, each once, for one clerk at one counter (D8,
R-054)."""

from __future__ import annotations

from sqlalchemy import Column

from db.schema.base import business, code, ref
from db.types import Id, Instant

# `used_by` is the operation that used the permit; that is its second and last version.
permit = business(
    "permit",
    code("purpose", "permit_purpose"),
    ref("granted_by", "staff"),
    ref("granted_to", "staff", index=True),
    ref("workstation_id", "workstation"),
    Column("granted_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("used_by", Id, unique=True),
    subject=False,
)
