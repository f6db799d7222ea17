"""The one place that changes the status of a customer or a subscription (R-018, E7); a wrong move is refused."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.domain import customers, subscriptions
from app.services.procedure import Changes, Work, changed_meanwhile, may_change
from db.schema.customers import customer, subscription

MOVED: Changes = {subscription: may_change("status", "installed_on", "equipment_serial")}


def move_customer(work: Work, customer_id: UUID, version: int, to: customers.Status) -> int:
    """Bring a customer to `to`; returns the new version.

    UserError 'status_move' where the life cycle does not lead there; Conflict when `version` is not the
    newest.
    """
    row = work.one(customer, customer_id)
    if row["version"] != version:
        raise changed_meanwhile()
    status = customers.move(customers.Status(row["status"]), to)
    return work.update(customer, customer_id, version, status=status.value)


def move_subscription(
    work: Work, subscription_id: UUID, version: int, to: subscriptions.State, **changes: Any
) -> int:
    """Bring a subscription to `to`, with what changes beside its status; returns the new version. Refuses as
    `move_customer` does."""
    row = work.one(subscription, subscription_id)
    if row["version"] != version:
        raise changed_meanwhile()
    state = subscriptions.move(subscriptions.State(row["status"]), to)
    return work.update(subscription, subscription_id, version, status=state.value, **changes)
