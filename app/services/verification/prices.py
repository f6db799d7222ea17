"""What an order charges, against the catalogue in force when it was written (R-084, R-171).

An order is due what the offerings that it adds charge at once, no more, no less and under their names, unless its
kind has fees of its own. A line is paid between nothing and what is due; less is a waiver and has its reason.
Money that goes back is of a fee of the same customer, and never more than was paid.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from app.services.verification.allowed import Allowed, Operation
from app.services.verification.plain_versions import PlainVersion, plain_versions
from db.schema.base import kind_of
from db.schema.catalogue import offering
from db.schema.customers import subscription
from db.schema.operations import record_version, superseded_version
from db.schema.orders import fee, order_item, product_order

_CLOCKS = timedelta(minutes=5)
_AT_ONCE = 1000
_MOST = 8
"""Offerings of an order of which two prices are tried; one that adds more was not written by hand."""

Lines = Counter[tuple[str, str, int]]
"""Code, name and amount due of fees."""


class _Price(NamedTuple):
    """What an offering charges at once, since an operation (None for one that no event tells of)."""

    operation: Operation | None
    since: datetime
    lines: Lines

    def before(self, order: Operation, at: datetime) -> bool:
        """Whether it was certainly in force; within a chain the order of events says so."""
        if self.operation is not None and self.operation.chain == order.chain:
            return self.operation.seq < order.seq
        return self.since + _CLOCKS < at

    def possible(self, order: Operation, at: datetime) -> bool:
        """Whether it may have been in force."""
        if self.operation is not None and self.operation.chain == order.chain:
            return self.operation.seq < order.seq
        return self.since - _CLOCKS <= at


_Prices = dict[UUID, list[_Price]]


def check(connection: sa.Connection, allowed: Allowed, findings: Findings) -> None:
    """Check the fees of every order, a page of orders at a time."""
    prices = _prices(connection, allowed)
    for orders in _orders(connection):
        ids = [order.id for order in orders]
        fees = _by_order(connection, sa.select(*_FEE).where(fee.c.order_id.in_(ids)))
        sold = _by_order(connection, _SOLD.where(order_item.c.order_id.in_(ids)))
        for order in orders:
            operation = allowed.operations.get(order.operation_id)
            if operation is not None:
                lines, added = fees.get(order.id, []), sold.get(order.id, [])
                _check_order(order, operation, lines, added, prices, allowed, findings)
    _check_refunds(connection, allowed, findings)


_ORDER = (
    sa.select(
        product_order.c.id,
        product_order.c.customer_id,
        record_version.c.recorded_at,
        record_version.c.operation_id,
    )
    .join(
        record_version,
        sa.and_(
            record_version.c.kind == kind_of(product_order),
            record_version.c.row_id == product_order.c.id,
            record_version.c.version == 1,
        ),
    )
    .order_by(product_order.c.id)
)
_FEE = (
    fee.c.order_id,
    fee.c.code,
    fee.c.name,
    fee.c.due,
    fee.c.paid,
    fee.c.refund_of,
    fee.c.waiver_reason.is_not(None).label("waived"),
)
_FIRST = sa.and_(
    superseded_version.c.kind == kind_of(subscription),
    superseded_version.c.row_id == subscription.c.id,
    superseded_version.c.version == 1,
)
_SOLD = (
    sa.select(
        order_item.c.order_id, subscription.c.offering_id, superseded_version.c.plain.label("first")
    )
    .join(subscription, subscription.c.id == order_item.c.subscription_id)
    .outerjoin(superseded_version, _FIRST)
    .where(order_item.c.action == "add")
)


def _offering(sold: Any) -> Any:
    """What a subscription was sold as when its order added it: it may have changed to another product since."""
    first = sold.first.get("offering_id") if isinstance(sold.first, dict) else None
    try:
        return UUID(first) if first else sold.offering_id
    except (TypeError, ValueError):  # nobody wrote this; the check of records names it
        return None


def _orders(connection: sa.Connection) -> Iterator[list[Any]]:
    page = list(connection.execute(_ORDER.limit(_AT_ONCE)))
    while page:
        yield page
        after = product_order.c.id > page[-1].id
        page = list(connection.execute(_ORDER.where(after).limit(_AT_ONCE)))


def _by_order(connection: sa.Connection, asked: sa.Select[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in connection.execute(asked):
        found[row.order_id].append(row)
    return found


def _prices(connection: sa.Connection, allowed: Allowed) -> _Prices:
    found: _Prices = defaultdict(list)
    for version in plain_versions(connection, offering):
        operation = allowed.operations.get(version.operation_id)
        price = _Price(operation, version.recorded_at, _lines(version))
        found[version.row_id].append(price)
    return found


def _lines(version: PlainVersion) -> Lines:
    terms, lines = version.plain.get("terms"), Lines()
    listed = terms.get("fees") if isinstance(terms, dict) else None
    for each in listed if isinstance(listed, list) else ():
        if isinstance(each, dict) and type(each.get("amount")) is int and each["amount"]:
            lines[str(each.get("kind")), str(version.plain.get("name")), each["amount"]] += 1
    return lines


def _check_order(
    order: Any,
    operation: Operation,
    lines: list[Any],
    added: list[Any],
    prices: _Prices,
    allowed: Allowed,
    findings: Findings,
) -> None:
    place = f"{allowed.place(operation)}: product_order {order.id}"
    charged = Lines()
    for line in lines:
        if line.refund_of is None:
            charged[line.code, line.name, line.due] += 1
        if not _is_paid(line):
            findings.add("paid_wrong", place)
    if any(kind.own_fees for kind in (operation.doer.kind, *operation.doer.applied)):
        return
    choices = [
        _in_force(prices.get(_offering(each), []), operation, order.recorded_at) for each in added
    ]
    if not _as_sold(charged, choices):
        findings.add("price_wrong", place)


def _is_paid(line: Any) -> bool:
    if line.refund_of is not None:
        return bool(line.due == line.paid < 0)
    return bool(0 <= line.paid <= line.due and (line.paid == line.due or line.waived))


def _in_force(prices: list[_Price], order: Operation, at: datetime) -> list[Lines]:
    """What an offering may have charged. Where the catalogue was changed at another counter at about that
    moment, before and after are right."""
    certain = [n for n, each in enumerate(prices) if each.before(order, at)]
    left = prices[certain[-1] if certain else 0 :]
    return [each.lines for each in left if each.possible(order, at)]


def _as_sold(charged: Lines, choices: list[list[Lines]]) -> bool:
    """Whether `charged` is the sum of one choice of each."""
    if sum(len(each) > 1 for each in choices) > _MOST:
        choices = [each[:1] for each in choices]
    return any(sum(chosen, Lines()) == charged for chosen in product(*choices))


def _check_refunds(connection: sa.Connection, allowed: Allowed, findings: Findings) -> None:
    first, its_order = fee.alias("first"), product_order.alias("its_order")
    left: Counter[UUID] = Counter()
    refunds = (
        _ORDER.add_columns(
            fee.c.refund_of,
            fee.c.paid,
            first.c.paid.label("was_paid"),
            its_order.c.customer_id.label("whose"),
        )
        .join(fee, fee.c.order_id == product_order.c.id)
        .outerjoin(first, first.c.id == fee.c.refund_of)
        .outerjoin(its_order, its_order.c.id == first.c.order_id)
        .where(fee.c.refund_of.is_not(None))
    )
    for row in connection.execute(refunds):
        left[row.refund_of] = left.get(row.refund_of, row.was_paid or 0) + row.paid
        operation = allowed.operations.get(row.operation_id)
        if operation is not None and (row.whose != row.customer_id or left[row.refund_of] < 0):
            place = f"{allowed.place(operation)}: product_order {row.id}"
            findings.add("refund_wrong", place)
