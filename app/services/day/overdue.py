"""待装超期: installations that wait longer than the hall promised (D16, D25), those that wait longest first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.businesses import ACTIVATION
from app.domain.dates import day_begins
from app.domain.subscriptions import State, days_over
from app.services import catalogue
from app.services.procedure import Cursor, Query, query
from db.schema.catalogue import offering, place
from db.schema.customers import subscription
from db.schema.orders import order_item, product_order

COUNTED = 1000
"""Installations are counted up to here."""


@dataclass(frozen=True)
class OverdueRow:
    """A subscription of an order of this hall; `over` counts the days beyond the promise. It names nobody: who it
    is stands in the panel, once the look is on record."""

    subscription_id: UUID
    customer_id: UUID
    number: str
    product: str
    place: str
    since: date
    over: int


@dataclass(frozen=True)
class OverduePage:
    """`promised` is the number of days in force; `count` is of all pages, COUNTED at most; `next` is None on the
    last one."""

    promised: int
    count: int
    rows: tuple[OverdueRow, ...]
    next: Cursor | None


@query(ACTIVATION.permission)
def overdue_page(query: Query, *, after: Cursor | None = None, limit: int = 50) -> OverduePage:
    """What this hall has promised and not installed in time, after the row where the page before ended.

    The promise is the parameter in force today, also for an order of before it was changed.
    """
    promised = catalogue.read_master_data(query).in_force.install_days
    zone = query.session.installation.profile.zone
    # as app.domain.subscriptions.days_over: an order of this day or a later one is in time
    in_time = day_begins(query.today - timedelta(days=promised), zone)
    late = sa.and_(
        product_order.c.hall_id == query.session.actor.hall_id,
        # as text, because a partial index answers only what says its condition
        product_order.c.status == sa.literal_column("'inProgress'"),
        product_order.c.at < in_time,
        subscription.c.status == State.PENDING_ACTIVE.value,
    )
    rows = query.execute(_page(late, after, limit)).all()
    shown = rows[:limit]
    last = shown[-1] if len(rows) > limit else None
    return OverduePage(
        promised,
        query.execute(sa.select(sa.func.count()).select_from(_some(late))).scalar_one(),
        tuple(_row(row, query.today, promised) for row in shown),
        last and Cursor(last.at, last.subscription_id),
    )


def _page(late: sa.ColumnElement[bool], after: Cursor | None, limit: int) -> sa.Select[Any]:
    order, waits = product_order.c, subscription.c
    statement = (
        sa.select(
            order.at,
            waits.id.label("subscription_id"),
            waits.customer_id,
            waits.number,
            waits.started_on,
            offering.c.name.label("product"),
            place.c.text,
        )
        .select_from(_waiting())
        .join(offering, offering.c.id == waits.offering_id)
        .outerjoin(place, place.c.id == waits.place_id)
        .where(late)
        .order_by(order.at, waits.id)
        .limit(limit + 1)
    )
    if after is None:
        return statement
    # the first condition alone lets the index begin there
    beyond = sa.or_(order.at > after.at, waits.id > after.id)
    return statement.where(order.at >= after.at, beyond)


def _waiting() -> sa.FromClause:
    return product_order.join(order_item, order_item.c.order_id == product_order.c.id).join(
        subscription, subscription.c.id == order_item.c.subscription_id
    )


def _some(late: sa.ColumnElement[bool]) -> sa.Subquery:
    return (
        sa.select(subscription.c.id).select_from(_waiting()).where(late).limit(COUNTED).subquery()
    )


def _row(row: Any, today: date, promised: int) -> OverdueRow:
    return OverdueRow(
        row.subscription_id,
        row.customer_id,
        row.number,
        row.product,
        row.text or "",
        row.started_on,
        days_over(row.started_on, today, promised),
    )
