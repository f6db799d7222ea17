"""业务受理单 ProductOrder (TMF622) with its items and fees (E9, R-084)."""

from __future__ import annotations

from sqlalchemy import Column, Index

from db.schema.base import business, code, one_of, ref
from db.types import Day, Instant, Money, Sealed, Text

product_order = business(
    "product_order",
    Column("number", Text, nullable=False, unique=True),
    code("business", "business"),
    ref("customer_id", "customer", index=True),
    ref("hall_id", "hall"),
    ref("staff_id", "staff"),
    ref("workstation_id", "workstation"),
    Column("channel", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("authenticated", Text, nullable=False),
    Column("effective_on", Day, nullable=False),
    Column("at", Instant, nullable=False),
    Column("remark", Sealed),
    one_of(
        "status",
        "acknowledged",
        "pending",
        "held",
        "inProgress",
        "rejected",
        "cancelled",
        "completed",
        "failed",
        "partial",
    ),
)
Index("ix_product_order_hall_id_at", product_order.c.hall_id, product_order.c.at)
# What a hall has promised and not done yet, oldest first: the list of what waits too long walks no finished order.
Index(
    "ix_product_order_in_progress",
    product_order.c.hall_id,
    product_order.c.at,
    sqlite_where=product_order.c.status == "inProgress",
    postgresql_where=product_order.c.status == "inProgress",
)
Index("ix_product_order_staff_id_at", product_order.c.staff_id, product_order.c.at)

order_item = business(
    "order_item",
    ref("order_id", "product_order", index=True),
    ref("subscription_id", "subscription"),
    Column("action", Text, nullable=False),
)

# `refund_of` names the line that a line below zero takes back; NULL in every line before revision 0005.
fee = business(
    "fee",
    ref("order_id", "product_order", index=True),
    Column("code", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("due", Money, nullable=False),
    Column("paid", Money, nullable=False),
    Column("method", Text, nullable=False),
    Column("receipt_no", Text, nullable=False),
    Column("waiver_reason", Sealed),
    ref("refund_of", "fee", nullable=True),
)
