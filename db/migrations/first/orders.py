"""Orders, their items and fees."""

import sqlalchemy as sa
from alembic import op

from db.migrations.kit import BYTES, DAY, ID, INSTANT, INT, TEXT


def product_order() -> None:
    op.create_table(
        "product_order",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("number", TEXT, nullable=False),
        sa.Column("business", TEXT, nullable=False),
        sa.Column("customer_id", ID, nullable=False),
        sa.Column("hall_id", ID, nullable=False),
        sa.Column("staff_id", ID, nullable=False),
        sa.Column("workstation_id", ID, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("authenticated", TEXT, nullable=False),
        sa.Column("effective_on", DAY, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("remark", BYTES, nullable=True),
        sa.CheckConstraint(
            "status IN ('acknowledged', 'pending', 'held', 'inProgress', 'rejected', 'cancelled', 'completed', 'failed', 'partial')",
            name=op.f("ck_product_order_status"),
        ),
        sa.ForeignKeyConstraint(
            ["customer_id"], ["customer.id"], name=op.f("fk_product_order_customer_id")
        ),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name=op.f("fk_product_order_hall_id")),
        sa.ForeignKeyConstraint(["staff_id"], ["staff.id"], name=op.f("fk_product_order_staff_id")),
        sa.ForeignKeyConstraint(
            ["workstation_id"], ["workstation.id"], name=op.f("fk_product_order_workstation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_order")),
        sa.UniqueConstraint("number", name=op.f("uq_product_order_number")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_product_order_customer_id"), "product_order", ["customer_id"], unique=False
    )
    op.create_index(
        op.f("ix_product_order_hall_id_at"), "product_order", ["hall_id", "at"], unique=False
    )
    op.create_index(
        op.f("ix_product_order_staff_id_at"), "product_order", ["staff_id", "at"], unique=False
    )


def fee() -> None:
    op.create_table(
        "fee",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("due", INT, nullable=False),
        sa.Column("paid", INT, nullable=False),
        sa.Column("method", TEXT, nullable=False),
        sa.Column("receipt_no", TEXT, nullable=False),
        sa.Column("waiver_reason", BYTES, nullable=True),
        sa.ForeignKeyConstraint(["order_id"], ["product_order.id"], name=op.f("fk_fee_order_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fee")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_fee_order_id"), "fee", ["order_id"], unique=False)


def order_item() -> None:
    op.create_table(
        "order_item",
        sa.Column("id", ID, nullable=False),
        sa.Column("version", INT, nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("order_id", ID, nullable=False),
        sa.Column("subscription_id", ID, nullable=False),
        sa.Column("action", TEXT, nullable=False),
        sa.ForeignKeyConstraint(
            ["order_id"], ["product_order.id"], name=op.f("fk_order_item_order_id")
        ),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name=op.f("fk_order_item_subscription_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_order_item")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_order_item_order_id"), "order_item", ["order_id"], unique=False)
