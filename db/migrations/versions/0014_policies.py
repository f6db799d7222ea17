"""What an administrator changed of the policies of changes, and the authority that a supervisor delegates."""

import sqlalchemy as sa
from alembic import op

from db.migrations import kit

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

GIVEN = ("id", "hall_id", "from_id", "to_id", "starts_at", "ends_at")


def upgrade() -> None:
    """Two tables without rows; none of them is ever deleted."""
    op.create_table(
        "policy",
        sa.Column("id", kit.ID, nullable=False),
        sa.Column("version", kit.INT, nullable=False),
        sa.Column("kind", kit.TEXT, nullable=False),
        sa.Column("valid_from", kit.DAY, nullable=False),
        sa.Column("valid_to", kit.DAY, nullable=True),
        sa.Column("mode", kit.TEXT, nullable=False),
        sa.Column("steps", kit.INT, nullable=False),
        sa.Column("hours", kit.INT, nullable=False),
        sa.Column("stricter", kit.JSON, nullable=False),
        sa.Column("asked_by", kit.JSON, nullable=False),
        sa.Column("authentication", kit.TEXT, nullable=False),
        sa.Column("prints", kit.TEXT, nullable=False),
        sa.Column("brings", kit.TEXT, nullable=False),
        sa.Column("source", kit.TEXT, nullable=False),
        sa.CheckConstraint(
            "mode IN ('at_once', 'reviewed_after', 'approved')", name=op.f("ck_policy_mode")
        ),
        sa.CheckConstraint(
            "authentication IN ('none', 'sms', 'password', 'document')",
            name=op.f("ck_policy_authentication"),
        ),
        sa.CheckConstraint(
            "prints IN ('on_wish', 'slip', 'form_and_slip')", name=op.f("ck_policy_prints")
        ),
        sa.CheckConstraint(
            "(mode = 'at_once') = (steps = 0) AND steps BETWEEN 0 AND 3 AND hours BETWEEN 1 AND 168",
            name=op.f("ck_policy_steps"),
        ),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_policy_days")),
        sa.CheckConstraint(
            "mode <> 'reviewed_after' OR kind NOT IN ('cancel', 'document', 'document_renewal', 'transfer', "
            "'transfer_absent', 'transfer_deceased', 'transfer_guardian')",
            name=op.f("ck_policy_never_after"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("kind", "valid_from", name=op.f("uq_policy_kind_valid_from")),
        sqlite_strict=True,
    )
    kit.fixed("policy", ("id", "kind", "valid_from"))
    op.create_table(
        "delegation",
        sa.Column("id", kit.ID, nullable=False),
        sa.Column("version", kit.INT, nullable=False),
        sa.Column("hall_id", kit.ID, nullable=False),
        sa.Column("from_id", kit.ID, nullable=False),
        sa.Column("to_id", kit.ID, nullable=False),
        sa.Column("starts_at", kit.INSTANT, nullable=False),
        sa.Column("ends_at", kit.INSTANT, nullable=False),
        sa.Column("ended_at", kit.INSTANT, nullable=True),
        sa.CheckConstraint("from_id <> to_id", name=op.f("ck_delegation_another_person")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_delegation_times")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_delegation_{column}"))
            for column, table in (("hall_id", "hall"), ("from_id", "staff"), ("to_id", "staff"))
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_delegation")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_delegation_to_id"), "delegation", ["to_id"])
    op.create_index(op.f("ix_delegation_hall_id_ends_at"), "delegation", ["hall_id", "ends_at"])
    kit.fixed("delegation", GIVEN)
