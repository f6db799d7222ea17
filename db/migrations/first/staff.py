"""Staff, their secrets, sign-ins and promises of confidentiality."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, DAY, FLAG, ID, INSTANT, INT, TEXT


def staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("staff_no", TEXT, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("role", TEXT, nullable=False),
        sa.Column("name", BYTES, nullable=False),
        sa.Column("sign_public", BYTES, nullable=False),
        sa.Column("box_public", BYTES, nullable=False),
        sa.Column("valid_from", DAY, nullable=False),
        sa.Column("valid_to", DAY, nullable=True),
        sa.Column("enrolled_by", ID, nullable=False),
        sa.Column("signature", BYTES, nullable=False),
        sa.CheckConstraint(
            "role IN ('clerk', 'supervisor', 'records_keeper', 'account_manager', 'compliance', 'auditor', 'administrator', 'service')",
            name=op.f("ck_staff_role"),
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_staff_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff")),
        sa.UniqueConstraint("staff_no", name=op.f("uq_staff_staff_no")),
        sqlite_strict=True,
    )


def confidentiality() -> None:
    op.create_table(
        "confidentiality",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("text_version", TEXT, nullable=False),
        sa.Column("language", TEXT, nullable=False),
        sa.Column("accepted_at", INSTANT, nullable=False),
        sa.Column("signature", BYTES, nullable=False),
        sa.ForeignKeyConstraint(
            ["staff_id"], ["staff.id"], name=op.f("fk_confidentiality_staff_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_confidentiality")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_confidentiality_staff_id"), "confidentiality", ["staff_id"], unique=False
    )


def sign_in_state() -> None:
    op.create_table(
        "sign_in_state",
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("failures", INT, nullable=False),
        sa.Column("last_failed_at", INSTANT, nullable=True),
        sa.Column("locked", FLAG, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_sign_in_state_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_sign_in_state")),
        sqlite_strict=True,
    )


def staff_secret() -> None:
    op.create_table(
        "staff_secret",
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("sealed", BYTES, nullable=False),
        sa.Column("must_change", FLAG, nullable=False),
        sa.Column("set_at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_staff_secret_staff_id")),
        sa.PrimaryKeyConstraint("staff_id", name=op.f("pk_staff_secret")),
        sqlite_strict=True,
    )
