"""The day for the start screen (R-183): own orders, the last one and its papers, 未出纸."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.dates import day_begins
from app.domain.permissions import Permission
from app.services.customers import WHOSE, shown_name
from app.services.papers import OpenPrint, count_unprinted, open_here
from app.services.procedure import Query, query
from db.schema.agreements import paper, unprinted
from db.schema.customers import customer
from db.schema.identity import party
from db.schema.orders import product_order


@dataclass(frozen=True)
class OrderRow:
    """An order of this person. `name` is masked; `papers_left` counts papers not printed well."""

    order_id: UUID
    customer_id: UUID
    number: str
    business: str
    name: str
    at: datetime
    papers_left: int
    slip_id: UUID | None
    slip_printed: bool


@dataclass(frozen=True)
class MyDay:
    """`count` is all of today's own orders, `orders` the newest of them; `last` may be of an earlier
    day; `unprinted` is the whole hall's, None for a role that does not print. `asked` is what this
    counter printed and nobody has answered.
    """

    count: int
    orders: tuple[OrderRow, ...]
    last: OrderRow | None
    unprinted: int | None
    asked: tuple[OpenPrint, ...] = ()


@query(None)
def day_so_far(query: Query, *, limit: int = 50) -> MyDay:
    """This person's day so far, read from committed rows, so that it is the same after a power
    cut."""
    session = query.session
    own = product_order.c.staff_id == session.actor.id
    since = day_begins(query.today, session.installation.profile.zone)
    count: int = query.execute(
        sa.select(sa.func.count())
        .select_from(product_order)
        .where(own, product_order.c.at >= since)
    ).scalar_one()
    orders: tuple[OrderRow, ...] = ()
    last = None
    if session.may(Permission.CUSTOMER_SEARCH):
        orders = tuple(_orders(query, sa.and_(own, product_order.c.at >= since), limit))
        last = next(iter(orders or _orders(query, own, 1)), None)
    if not session.may(Permission.PRINT_ISSUE):
        return MyDay(count, orders, last, None)
    asked = open_here(query)
    return MyDay(count, orders, last, count_unprinted(query), asked)


def _orders(query: Query, own: sa.ColumnElement[bool], limit: int) -> list[OrderRow]:
    rows = query.execute(
        sa.select(
            *WHOSE,
            product_order.c.id.label("order_id"),
            product_order.c.customer_id,
            product_order.c.number,
            product_order.c.business,
            product_order.c.at,
        )
        .join(customer, customer.c.id == product_order.c.customer_id)
        .join(party, party.c.id == customer.c.party_id)
        .where(own)
        .order_by(product_order.c.at.desc(), product_order.c.id.desc())
        .limit(limit)
    ).all()
    query.load_subject_keys([row.subject_id for row in rows])
    papers = _papers(query, [row.order_id for row in rows])
    return [
        OrderRow(
            row.order_id,
            row.customer_id,
            row.number,
            row.business,
            shown_name(query, row),
            row.at,
            *papers.get(row.order_id, (0, None, True)),
        )
        for row in rows
    ]


def _papers(query: Query, orders: list[UUID]) -> dict[UUID, tuple[int, UUID | None, bool]]:
    """By order: papers left to print, its slip, whether the slip came out."""
    waits = sa.and_(
        unprinted.c.hall_id == paper.c.hall_id,
        unprinted.c.made_at == paper.c.made_at,
        unprinted.c.document_id == paper.c.id,
    )
    rows = query.execute(
        sa.select(paper.c.id, paper.c.order_id, paper.c.kind, unprinted.c.hall_id.label("waits"))
        .outerjoin(unprinted, waits)
        .where(paper.c.order_id.in_(orders))
    )
    found: dict[UUID, tuple[int, UUID | None, bool]] = {}
    for row in rows:
        left, slip, printed = found.get(row.order_id, (0, None, True))
        out = row.waits is None
        if row.kind == "slip":
            slip, printed = row.id, out
        found[row.order_id] = (left + (not out), slip, printed)
    return found
