"""服务记录 (E13, R-090): a customer's contacts, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.services import procedure
from app.services.procedure import Cursor, Query, RowsPage, query, refuse_without_reason
from db.schema.interactions import interaction
from db.schema.orders import product_order
from db.schema.organisation import hall
from db.schema.staff import staff


@dataclass(frozen=True)
class InteractionRow:
    """One contact. `business`, `channel` and `result` are codes; `order_number` is '' without a slip."""

    id: UUID
    at: datetime
    business: str
    channel: str
    result: str
    note: str
    order_number: str
    hall_name: str
    staff_no: str


@query(Permission.INTERACTION_READ)
def timeline_page(
    query: Query, *, customer_id: UUID, before: Cursor | None = None, limit: int = 50
) -> RowsPage[InteractionRow]:
    """The customer's interactions older than `before`."""
    refuse_without_reason(query, customer_id)
    statement = (
        sa.select(
            interaction,
            product_order.c.number.label("order_number"),
            hall.c.name.label("hall_name"),
            staff.c.staff_no,
        )
        .outerjoin(product_order, product_order.c.id == interaction.c.order_id)
        .join(hall, hall.c.id == interaction.c.hall_id)
        .join(staff, staff.c.id == interaction.c.staff_id)
        .where(interaction.c.customer_id == customer_id)
    )
    rows, further = procedure.read(query, statement, interaction, before=before, limit=limit)
    return RowsPage(tuple(_row(query.open(interaction, row)) for row in rows), further)


def _row(opened: dict[str, Any]) -> InteractionRow:
    return InteractionRow(
        id=opened["id"],
        at=opened["at"],
        business=opened["business"],
        channel=opened["channel"],
        result=opened["result"],
        note=opened["note"] or "",
        order_number=opened["order_number"] or "",
        hall_name=opened["hall_name"],
        staff_no=opened["staff_no"],
    )
