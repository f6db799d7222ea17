"""服务记录 (E13, R-090): what happened with a customer, newest first, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.services.looks import refuse_without_reason
from app.services.procedure import query
from app.services.work import Reader
from db.schema.interactions import interaction
from db.schema.orders import product_order
from db.schema.organisation import hall
from db.schema.staff import staff


@dataclass(frozen=True)
class Place:
    """Where a page ends; give it back as `before` to get the next one."""

    at: datetime
    id: UUID


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


@dataclass(frozen=True)
class Page:
    """`next` is None on the last page."""

    rows: tuple[InteractionRow, ...]
    next: Place | None


@query(Permission.INTERACTION_READ)
def page(
    reader: Reader, *, customer_id: UUID, before: Place | None = None, limit: int = 50
) -> Page:
    """The customer's interactions older than `before`."""
    refuse_without_reason(reader, customer_id)
    where = [interaction.c.customer_id == customer_id]
    if before is not None:
        place = sa.tuple_(
            before.at, before.id, types=[interaction.c.at.type, interaction.c.id.type]
        )
        where.append(sa.tuple_(interaction.c.at, interaction.c.id) < place)
    rows = reader.execute(
        sa.select(
            interaction,
            product_order.c.number.label("order_number"),
            hall.c.name.label("hall_name"),
            staff.c.staff_no,
        )
        .outerjoin(product_order, product_order.c.id == interaction.c.order_id)
        .join(hall, hall.c.id == interaction.c.hall_id)
        .join(staff, staff.c.id == interaction.c.staff_id)
        .where(*where)
        .order_by(interaction.c.at.desc(), interaction.c.id.desc())
        .limit(limit + 1)
    ).all()
    shown = []
    for row in rows[:limit]:
        opened = reader.open(interaction, row)
        shown.append(
            InteractionRow(
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
        )
    more = len(rows) > limit
    return Page(tuple(shown), Place(shown[-1].at, shown[-1].id) if more else None)
