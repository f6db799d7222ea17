"""Keys of classes and subjects, who holds them, the recovery shares."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, TEXT


def class_key() -> None:
    op.create_table(
        "class_key",
        sa.Column("key_class", TEXT, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("public", BYTES, nullable=True),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.CheckConstraint(
            "key_class IN ('records', 'audit', 'backup')", name=op.f("ck_class_key_key_class")
        ),
        sa.PrimaryKeyConstraint("key_class", "epoch", name=op.f("pk_class_key")),
        sqlite_strict=True,
    )


def held_key() -> None:
    op.create_table(
        "held_key",
        sa.Column("key_class", TEXT, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("holder_id", ID, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("key_class", "epoch", "holder_id", name=op.f("pk_held_key")),
        sqlite_strict=True,
    )


def recovery_share() -> None:
    op.create_table(
        "recovery_share",
        sa.Column("pair", TEXT, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.CheckConstraint("pair IN ('ab', 'ac', 'bc')", name=op.f("ck_recovery_share_pair")),
        sa.PrimaryKeyConstraint("pair", name=op.f("pk_recovery_share")),
        sqlite_strict=True,
    )


def subject_key() -> None:
    op.create_table(
        "subject_key",
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("key_class", TEXT, nullable=False),
        sa.Column("epoch", INT, nullable=False),
        sa.Column("wrapped", BYTES, nullable=False),
        sa.PrimaryKeyConstraint("subject_id", "key_class", name=op.f("pk_subject_key")),
        sqlite_strict=True,
    )
