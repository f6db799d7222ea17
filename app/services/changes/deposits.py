"""应退 (R-084): what was paid for a subscription and has not gone back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.catalogue import DueFee
from app.domain.subscriptions import IN_USE
from app.services.procedure import Query
from db.schema.catalogue import offering
from db.schema.customers import subscription
from db.schema.orders import fee, order_item, product_order


def refund(query: Query, subscription_id: UUID) -> list[DueFee]:
    """The line below zero that gives the deposit of this subscription back; none where none is left."""
    return [each for _, each in _lines(query, subscription_id) if each.kind == "deposit"][:1]


def refunds(query: Query, subscription_id: UUID, order_id: UUID) -> list[DueFee]:
    """The lines below zero that give back what this order charged for the subscription."""
    return [each for of, each in _lines(query, subscription_id) if of == order_id]


def _lines(query: Query, subscription_id: UUID) -> list[tuple[UUID, DueFee]]:
    """What the subscription gives back of each of its orders, one line a kind of fee, the newest order first.

    An order may have brought several subscriptions: a line that bears the product of another one is that one's. Of
    several alike that are in use each has a line of its own.
    """
    brought = _brought(query, subscription_id)
    own_name = next(each.name for each in brought if each.id == subscription_id)
    lines = query.execute(
        sa.select(fee.c.id, fee.c.order_id, fee.c.code, fee.c.name, fee.c.paid, fee.c.refund_of)
        .join(product_order, product_order.c.id == fee.c.order_id)
        .join(subscription, subscription.c.customer_id == product_order.c.customer_id)
        .where(subscription.c.id == subscription_id)
        .order_by(product_order.c.at.desc(), fee.c.id)
    ).all()
    left = {each.id: each.paid for each in lines if each.refund_of is None}
    for each in lines:
        if each.refund_of is not None:
            left[each.refund_of] += each.paid
    own: dict[tuple[UUID, str], list[DueFee]] = defaultdict(list)
    for each in lines:
        of_order = [other for other in brought if other.order_id == each.order_id]
        others = {other.name for other in of_order if other.id != subscription_id}
        mine = each.name == own_name or each.name not in others
        if of_order and mine and left.get(each.id, 0) > 0:
            line = DueFee("", each.name, each.code, -left[each.id], each.id)
            own[each.order_id, each.code].append(line)
    found = []
    for (order_id, _), alike in own.items():
        rank = [
            each.id
            for each in brought
            if each.order_id == order_id
            and each.name == own_name
            and (each.status in IN_USE or each.id == subscription_id)
        ].index(subscription_id)
        found.append((order_id, alike[rank % len(alike)]))
    return found


def _brought(query: Query, subscription_id: UUID) -> Sequence[Any]:
    """Every subscription of the orders of this one, with its product, in the order of their ids."""
    own_orders = sa.select(order_item.c.order_id).where(
        order_item.c.subscription_id == subscription_id
    )
    return query.execute(
        sa.select(order_item.c.order_id, subscription.c.id, subscription.c.status, offering.c.name)
        .distinct()
        .join(subscription, subscription.c.id == order_item.c.subscription_id)
        .join(offering, offering.c.id == subscription.c.offering_id)
        .where(order_item.c.order_id.in_(own_orders))
        .order_by(subscription.c.id)
    ).all()
