"""People at work (R-001), their sign-in and their confidentiality agreement (R-006)."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey

from db.schema.base import business, one_of, ref, technical
from db.types import Bytes, Day, Flag, Id, Instant, Int, Sealed, Text

ROLES = (
    "clerk",
    "supervisor",
    "records_keeper",
    "account_manager",
    "compliance",
    "auditor",
    "administrator",
    "service",
)

staff = business(
    "staff",
    Column("staff_no", Text, nullable=False, unique=True),
    ref("hall_id", "hall"),
    Column("role", Text, nullable=False),
    Column("name", Sealed, nullable=False),
    Column("sign_public", Bytes, nullable=False),
    Column("box_public", Bytes, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    Column("enrolled_by", Id, nullable=False),
    Column("signature", Bytes, nullable=False),
    one_of("role", *ROLES),
)

# The private keys of a person, sealed under the key that the password gives.
staff_secret = technical(
    "staff_secret",
    Column("staff_id", Id, ForeignKey("staff.id"), primary_key=True),
    Column("sealed", Bytes, nullable=False),
    Column("must_change", Flag, nullable=False),
    Column("set_at", Instant, nullable=False),
)

sign_in_state = technical(
    "sign_in_state",
    Column("staff_id", Id, ForeignKey("staff.id"), primary_key=True),
    Column("failures", Int, nullable=False),
    Column("last_failed_at", Instant),
    Column("locked", Flag, nullable=False),
)

confidentiality = business(
    "confidentiality",
    ref("staff_id", "staff", index=True),
    Column("text_version", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("accepted_at", Instant, nullable=False),
    Column("signature", Bytes, nullable=False),
)
