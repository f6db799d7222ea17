"""The one place that changes the status of an order; a wrong move is refused."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain import orders
from app.domain.orders import OrderStatus
from app.domain.subscriptions import State
from app.services.procedure import Changes, Work, may_change
from db.schema.customers import subscription
from db.schema.orders import order_item, product_order

COMPLETED: Changes = {product_order: may_change("status")}

_other = order_item.alias("other")
_WAITS = sa.select(_other.c.id).where(
    _other.c.order_id == product_order.c.id,
    _other.c.subscription_id == subscription.c.id,
    subscription.c.status.in_((State.CREATED.value, State.PENDING_ACTIVE.value)),
)


def complete_installed(work: Work, customer_id: UUID, subscription_id: UUID) -> None:
    """Complete the order in progress that brought this subscription, where nothing waits in it any more; call it
    after the subscription's own status was changed."""
    rows = work.execute(
        sa.select(product_order.c.id, product_order.c.version)
        .join(order_item, order_item.c.order_id == product_order.c.id)
        .where(
            product_order.c.customer_id == customer_id,
            product_order.c.status == OrderStatus.IN_PROGRESS.value,
            order_item.c.subscription_id == subscription_id,
            sa.not_(_WAITS.exists()),
        )
    ).all()
    status = orders.move(OrderStatus.IN_PROGRESS, OrderStatus.COMPLETED)
    for row in rows:
        work.update(product_order, row.id, row.version, status=status.value)


def end_cancelled(work: Work, order_id: UUID) -> None:
    """An order in progress of which a subscription was cancelled ends: cancelled when none of it is in use, completed
    when nothing of it waits any more. Call it after the subscription's own status was changed."""
    work.flush()
    states = set(
        work.execute(
            sa.select(subscription.c.status)
            .join(order_item, order_item.c.subscription_id == subscription.c.id)
            .where(order_item.c.order_id == order_id)
        ).scalars()
    )
    if states & {State.CREATED.value, State.PENDING_ACTIVE.value}:
        return
    ended = {State.CANCELLED.value, State.ABORTED.value}
    to = OrderStatus.CANCELLED if states <= ended else OrderStatus.COMPLETED
    row = work.one(product_order, order_id)
    status = orders.move(OrderStatus(row["status"]), to)
    work.update(product_order, order_id, row["version"], status=status.value)
