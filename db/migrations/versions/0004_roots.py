"""Steps of roots, what nobody vouches for, and the event of an operation by its time (data.md 6)."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, TEXT, append_only

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Three technical tables and an index. The list of roots begins when an administrator signs in."""
    op.create_table(
        "root_step",
        sa.Column("hash", BYTES, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("body", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_root_step")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_root_step_n"), "root_step", ["n"], unique=False)
    append_only("root_step")
    op.create_table(
        "profile_copy",
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("hash", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("workstation_id", name=op.f("pk_profile_copy")),
        sqlite_strict=True,
    )
    op.create_table(
        "unvouched",
        sa.Column("digest", BYTES, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("found_at", INSTANT, nullable=False),
        sa.Column("told_at", INSTANT, nullable=True),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_unvouched")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_audit_event_workstation_id_recorded_at"),
        "audit_event",
        ["workstation_id", "recorded_at"],
        unique=False,
    )
