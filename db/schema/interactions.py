"""服务记录 PartyInteraction (E13, R-090), written by the procedures themselves."""

from __future__ import annotations

from sqlalchemy import Column, Index

from db.schema.base import business, code, ref
from db.types import Id, Instant, Sealed, Text

interaction = business(
    "interaction",
    ref("customer_id", "customer"),
    ref("hall_id", "hall"),
    ref("staff_id", "staff"),
    Column("order_id", Id),
    code("business", "business"),
    Column("channel", Text, nullable=False),
    Column("result", Text, nullable=False),
    Column("note", Sealed),
    Column("at", Instant, nullable=False),
)
Index("ix_interaction_customer_id_at", interaction.c.customer_id, interaction.c.at)
Index("ix_interaction_hall_id_at", interaction.c.hall_id, interaction.c.at)
