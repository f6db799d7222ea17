"""撤单 (R-075): an order that is not done yet is taken back: the subscription that waits for its installation is
cancelled, and what was paid for it goes back as lines below zero. Nothing is deleted. On a later day a supervisor
decides.

An order that moved a subscription is not taken back here, because the subscription stands at its new address already:
it is installed there, or moved once more.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from app.domain.businesses import CHANGE
from app.domain.catalogue import DueFee
from app.domain.orders import OrderStatus
from app.domain.policies import Circumstance
from app.domain.subscriptions import State
from app.errors import QT_TR_NOOP, Problem
from app.services import approvals, customers, orders
from app.services.approvals import ChangeKind, Fields, Subject
from app.services.changes import cancelling, deposits, devices, of_subscription
from app.services.procedure import Query, Work, may_change
from db.schema.customers import customer
from db.schema.orders import order_item, product_order

_BROUGHT = ("add", "win_back")
"""What an order did that can be taken back."""


def _open_order(query: Query, subject: Subject) -> Any:
    """The order in progress that brought the subscription; None where there is none."""
    return query.execute(
        sa.select(product_order.c.id, product_order.c.number, product_order.c.effective_on)
        .join(order_item, order_item.c.order_id == product_order.c.id)
        .where(
            order_item.c.subscription_id == subject.subscription_id,
            order_item.c.action.in_(_BROUGHT),
            product_order.c.status == OrderStatus.IN_PROGRESS.value,
        )
        .order_by(product_order.c.at.desc(), product_order.c.id.desc())
        .limit(1)
    ).first()


def _read(query: Query, subject: Subject) -> dict[str, str]:
    row, order = of_subscription.row_of(query, subject), _open_order(query, subject)
    return {
        **of_subscription.standing(query, subject),
        "serial": row["equipment_serial"],
        "order": "" if order is None else order.number,
    }


def _tidy(field: str, text: str) -> str:
    return State.CANCELLED.value if field == "status" else text.strip()


def _check(query: Query, subject: Subject, after: Fields) -> list[Problem]:
    if problems := of_subscription.status_problems(query, subject, State.PENDING_ACTIVE):
        return problems
    if _open_order(query, subject) is None:
        text = QT_TR_NOOP(
            "This waits for an installation after a move, which is not taken back. Have it installed, or move it again."
        )
        return [Problem("order", "order_not_open", text)]
    return cancelling.serial_problems(query, subject, after)


def _circumstances(query: Query, subject: Subject, after: Fields) -> Iterable[Circumstance]:
    order = _open_order(query, subject)
    return ("later_day",) if order is not None and order.effective_on < query.today else ()


def _fees(query: Query, subject: Subject, after: Fields) -> Iterable[DueFee]:
    row, order = of_subscription.row_of(query, subject), _open_order(query, subject)
    if order is None:
        return []
    kept = bool(after.get("serial", row["equipment_serial"]))
    back = deposits.refunds(query, row["id"], order.id)
    return [each for each in back if not (kept and each.kind == "deposit")]


def _apply(work: Work, subject: Subject, after: Fields) -> None:
    row, order = of_subscription.row_of(work, subject), _open_order(work, subject)
    serial = after.get("serial", row["equipment_serial"])
    customers.move_subscription(
        work, row["id"], row["version"], State.CANCELLED, equipment_serial=serial
    )
    orders.end_cancelled(work, order.id)
    cancelling.end_with_the_last(work, subject)


approvals.declare_kind(
    ChangeKind(
        "cancel_order",
        CHANGE.code,
        _read,
        _apply,
        shown=lambda _, text: text,
        judged_by=frozenset({"account_status", "order"}),
        tidy=_tidy,
        check=_check,
        circumstances=_circumstances,
        fees=_fees,
        devices=devices.lines,
    ),
    permission=CHANGE.permission,
    writes=approvals.WRITES,
    changes={
        **approvals.CHANGES,
        **customers.MOVED,
        **orders.COMPLETED,
        customer: may_change("status"),
    },
    module=__name__,
)
