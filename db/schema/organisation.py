"""The operator's deployment, its halls and their counters (R-003)."""

from __future__ import annotations

from sqlalchemy import Column, UniqueConstraint

from db.schema.base import business, ref
from db.types import Bytes, Day, Instant, Text

deployment = business(
    "deployment",
    Column("operator_name", Text, nullable=False),
    Column("operator_uscc", Text, nullable=False),
    Column("service_phone", Text, nullable=False),
    Column("zone", Text, nullable=False),
    Column("recovery_public", Bytes, nullable=False),
    Column("created_at", Instant, nullable=False),
    subject=False,
)

hall = business(
    "hall",
    Column("area_code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("closed_on", Day),
    subject=False,
)

workstation = business(
    "workstation",
    ref("hall_id", "hall"),
    Column("counter", Text, nullable=False),
    Column("sign_public", Bytes, nullable=False),
    UniqueConstraint("hall_id", "counter"),
    subject=False,
)
