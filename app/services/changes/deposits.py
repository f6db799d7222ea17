"""应退 (R-084): what was paid for a subscription and has not gone back."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.catalogue import DueFee
from app.services.procedure import Query
from db.schema.catalogue import offering
from db.schema.customers import subscription
from db.schema.orders import fee, order_item, product_order


def refund(query: Query, subscription_id: UUID) -> list[DueFee]:
    """The line below zero that gives the deposit of this subscription back; none where none is left."""
    return _lines(query, subscription_id, fee.c.code == "deposit")[:1]


def refunds(query: Query, subscription_id: UUID, order_id: UUID) -> list[DueFee]:
    """The lines below zero that give back what this order charged for the subscription, one of each kind of fee."""
    found = _lines(query, subscription_id, fee.c.order_id == order_id)
    return list({each.kind: each for each in reversed(found)}.values())[::-1]


def _lines(query: Query, subscription_id: UUID, which: sa.ColumnElement[bool]) -> list[DueFee]:
    """What is left of lines of the subscription's orders, to be given back, the newest order first.

    An order may have brought several subscriptions: a line that bears the product of another one is that one's. Of
    two alike each gives back one.
    """
    own_orders = sa.select(order_item.c.order_id).where(
        order_item.c.subscription_id == subscription_id
    )
    others = {
        (row.order_id, row.name)
        for row in query.execute(
            sa.select(order_item.c.order_id, offering.c.name)
            .join(subscription, subscription.c.id == order_item.c.subscription_id)
            .join(offering, offering.c.id == subscription.c.offering_id)
            .where(
                order_item.c.order_id.in_(own_orders),
                order_item.c.subscription_id != subscription_id,
            )
        )
    }
    own_name = query.execute(
        sa.select(offering.c.name)
        .join(subscription, subscription.c.offering_id == offering.c.id)
        .where(subscription.c.id == subscription_id)
    ).scalar_one()
    back = fee.alias("back")
    given_back = (
        sa.select(sa.func.coalesce(sa.func.sum(back.c.paid), 0))
        .where(back.c.refund_of == fee.c.id)
        .scalar_subquery()
    )
    rows = query.execute(
        sa.select(
            fee.c.id,
            fee.c.order_id,
            fee.c.code,
            fee.c.name,
            (fee.c.paid + given_back).label("left"),
        )
        .join(product_order, product_order.c.id == fee.c.order_id)
        .where(
            fee.c.order_id.in_(own_orders),
            which,
            fee.c.refund_of.is_(None),
            fee.c.paid + given_back > 0,
        )
        .order_by(product_order.c.at.desc(), fee.c.id)
    ).all()
    return [
        DueFee("", row.name, row.code, -int(row.left), row.id)
        for row in rows
        if row.name == own_name or (row.order_id, row.name) not in others
    ]
