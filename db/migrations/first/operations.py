"""Operations asked once, versions of rows, counters of numbers."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, JSON, TEXT


def number_counter() -> None:
    op.create_table(
        "number_counter",
        sa.Column("prefix", TEXT, nullable=False),
        sa.Column("next", INT, nullable=False),
        sa.PrimaryKeyConstraint("prefix", name=op.f("pk_number_counter")),
        sqlite_strict=True,
    )


def operation() -> None:
    op.create_table(
        "operation",
        sa.Column("id", ID, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("request_hash", BYTES, nullable=False),
        sa.Column("actor_id", ID, nullable=True),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("outcome", TEXT, nullable=False),
        sa.Column("result", JSON, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.CheckConstraint("outcome IN ('done', 'refused')", name=op.f("ck_operation_outcome")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operation")),
        sqlite_strict=True,
    )


def record_version() -> None:
    op.create_table(
        "record_version",
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("row_id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("operation_id", ID, nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("plain", JSON, nullable=False),
        sa.Column("sealed", BYTES, nullable=True),
        sa.Column("epoch", INT, nullable=True),
        sa.Column("commitment", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("kind", "row_id", "version", name=op.f("pk_record_version")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_record_version_operation_id"), "record_version", ["operation_id"], unique=False
    )


def operation_replay() -> None:
    op.create_table(
        "operation_replay",
        sa.Column("operation_id", ID, nullable=False),
        sa.Column("n", INT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["operation_id"], ["operation.id"], name=op.f("fk_operation_replay_operation_id")
        ),
        sa.PrimaryKeyConstraint("operation_id", "n", name=op.f("pk_operation_replay")),
        sqlite_strict=True,
    )
