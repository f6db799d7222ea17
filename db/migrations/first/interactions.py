"""The service record."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, ID, INSTANT, INT, TEXT


def interaction() -> None:
    op.create_table(
        "interaction",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=True),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("result", TEXT, nullable=False),
        sa.Column("note", BYTES, nullable=True),
        sa.Column("at", INSTANT, nullable=False),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_interaction_customer_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_interaction_hall_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_interaction_staff_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_interaction")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_interaction_customer_id_at"), "interaction", ["customer_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_interaction_hall_id_at"), "interaction", ["hall_id", "at"], unique=False
    )
