"""审批政策 (R-077), as far as an administrator changed them, and 授权 (R-005). Neither is ever deleted."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, Index, UniqueConstraint

from db.schema.base import business, one_of, ref
from db.types import Day, Instant, Int, Json, Text

# A kind without a row in force has its default (app.domain.default_policies). The rows of a kind follow each other:
# one ends on the day before the next one begins.
policy = business(
    "policy",
    Column("kind", Text, nullable=False),
    Column("valid_from", Day, nullable=False),
    Column("valid_to", Day),
    Column("mode", Text, nullable=False),
    Column("steps", Int, nullable=False),
    Column("hours", Int, nullable=False),
    # by circumstance its mode and steps: app.domain.policies.PolicyForm
    Column("stricter", Json, nullable=False),
    Column("asked_by", Json, nullable=False),
    Column("authentication", Text, nullable=False),
    Column("prints", Text, nullable=False),
    Column("brings", Text, nullable=False),
    Column("source", Text, nullable=False),
    UniqueConstraint("kind", "valid_from"),
    one_of("mode", "at_once", "reviewed_after", "approved"),
    one_of("authentication", "none", "sms", "password", "document"),
    one_of("prints", "on_wish", "slip", "form_and_slip"),
    CheckConstraint(
        "(mode = 'at_once') = (steps = 0) AND steps BETWEEN 0 AND 3 AND hours BETWEEN 1 AND 168",
        name="steps",
    ),
    CheckConstraint("valid_to >= valid_from", name="days"),
    CheckConstraint(
        "mode <> 'reviewed_after' OR kind NOT IN ('cancel', 'document', 'document_renewal', 'transfer', "
        "'transfer_absent', 'transfer_deceased', 'transfer_guardian')",
        name="never_after",
    ),
    subject=False,
)

# A supervisor's authority to decide, given to a colleague for a time; `ended_at` when it was taken back before.
delegation = business(
    "delegation",
    ref("hall_id", "hall"),
    ref("from_id", "staff"),
    ref("to_id", "staff", index=True),
    Column("starts_at", Instant, nullable=False),
    Column("ends_at", Instant, nullable=False),
    Column("ended_at", Instant),
    CheckConstraint("from_id <> to_id", name="another_person"),
    CheckConstraint("ends_at > starts_at", name="times"),
    subject=False,
)
Index("ix_delegation_hall_id_ends_at", delegation.c.hall_id, delegation.c.ends_at)
