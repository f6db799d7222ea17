"""The operator, its halls and counters."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, DAY, ID, INSTANT, INT, TEXT


def deployment() -> None:
    op.create_table(
        "deployment",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("operator_name", TEXT, nullable=False),
        sa.Column("operator_uscc", TEXT, nullable=False),
        sa.Column("service_phone", TEXT, nullable=False),
        sa.Column("zone", TEXT, nullable=False),
        sa.Column("recovery_public", BYTES, nullable=False),
        sa.Column("created_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deployment")),
        sqlite_strict=True,
    )


def hall() -> None:
    op.create_table(
        "hall",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("area_code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("address", TEXT, nullable=False),
        sa.Column("closed_on", DAY, nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hall")),
        sa.UniqueConstraint("area_code", name=op.f("uq_hall_area_code")),
        sqlite_strict=True,
    )


def workstation() -> None:
    op.create_table(
        "workstation",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("counter", TEXT, nullable=False),
        sa.Column("sign_public", BYTES, nullable=False),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_workstation_hall_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workstation")),
        sa.UniqueConstraint("hall_id", "counter", name=op.f("uq_workstation_hall_id_counter")),
        sqlite_strict=True,
    )
