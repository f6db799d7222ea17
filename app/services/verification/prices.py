"""What an order charges, against the catalogue in force when it was written (R-084, R-171).

An order is due what the offerings that it adds charge at once, no more, no less and under their names. A line
is paid between nothing and what is due; less is a waiver and has its reason. Money that goes back is of a fee
of the same customer, and never more than was paid.
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
from app.services.verification.allowed import Allowed
from app.services.verification.plain_versions import plain_versions
from db.schema.base import kind_of
from db.schema.catalogue import offering
from db.schema.customers import subscription
from db.schema.operations import record_version
from db.schema.orders import fee, order_item, product_order

_CLOCKS = timedelta(minutes=5)
_AT_ONCE = 1000

Line = tuple[str, str, int]
"""Code, name and amount due of a fee."""


class _Price(NamedTuple):
    """What an offering charges at once since a moment."""

    since: datetime
    lines: Counter[Line]


def check(connection: sa.Connection, allowed: Allowed, findings: Findings) -> None:
    """Check the fees of every order."""
    prices = _prices(connection)
    sold = _sold(connection)
    paid: Counter[UUID] = Counter()
    back: dict[UUID, list[tuple[UUID, int, str]]] = defaultdict(list)
    owners: dict[UUID, UUID] = {}
    for order, lines in _fees(connection):
        place = _place(order, allowed)
        charged: Counter[Line] = Counter()
        for line in lines:
            if line.refund_of is None:
                charged[line.code, line.name, line.due] += 1
                paid[line.id] = line.paid
                owners[line.id] = order.customer_id
            else:
                back[line.refund_of].append((order.customer_id, line.paid, place))
            _check_line(line, place, findings)
        offerings = sold.pop(order.order_id, [])
        if _is_bound(order, allowed) and not _as_sold(
            charged, offerings, order.recorded_at, prices
        ):
            findings.add("price_wrong", place)
    _check_uncharged(connection, sold, prices, allowed, findings)
    for fee_id, refunds in back.items():
        wrong = any(whose != owners.get(fee_id) for whose, _, _ in refunds)
        if wrong or paid[fee_id] + sum(amount for _, amount, _ in refunds) < 0:
            findings.add("refund_wrong", refunds[-1][2])


def _prices(connection: sa.Connection) -> dict[UUID, list[_Price]]:
    found: dict[UUID, list[_Price]] = defaultdict(list)
    for version in plain_versions(connection, offering):
        lines: Counter[Line] = Counter()
        terms = version.plain.get("terms")
        for each in terms.get("fees", ()) if isinstance(terms, dict) else ():
            if each.get("amount"):
                lines[each["kind"], version.plain.get("name", ""), each["amount"]] += 1
        found[version.row_id].append(_Price(version.recorded_at, lines))
    return found


def _sold(connection: sa.Connection) -> dict[UUID, list[UUID]]:
    """The offerings that each order adds."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    added = (
        sa.select(order_item.c.order_id, subscription.c.offering_id)
        .join(subscription, subscription.c.id == order_item.c.subscription_id)
        .where(order_item.c.action == "add")
    )
    for row in connection.execute(added):
        found[row.order_id].append(row.offering_id)
    return found


_ORDER = sa.select(
    product_order.c.id.label("order_id"),
    product_order.c.customer_id,
    record_version.c.recorded_at,
    record_version.c.operation_id,
).join(
    record_version,
    sa.and_(
        record_version.c.kind == kind_of(product_order),
        record_version.c.row_id == product_order.c.id,
        record_version.c.version == 1,
    ),
)


def _fees(connection: sa.Connection) -> Iterator[tuple[Any, list[Any]]]:
    """Each order that has fees, with them."""
    asked = (
        _ORDER.add_columns(
            fee.c.id,
            fee.c.code,
            fee.c.name,
            fee.c.due,
            fee.c.paid,
            fee.c.refund_of,
            fee.c.waiver_reason.is_not(None).label("waived"),
        )
        .join(fee, fee.c.order_id == product_order.c.id)
        .order_by(product_order.c.id)
    )
    lines: list[Any] = []
    with connection.execution_options(yield_per=_AT_ONCE).execute(asked) as rows:
        for row in rows:
            if lines and lines[-1].order_id != row.order_id:
                yield lines[0], lines
                lines = []
            lines.append(row)
    if lines:
        yield lines[0], lines


def _check_line(line: Any, place: str, findings: Findings) -> None:
    if line.refund_of is None:
        fits = 0 <= line.paid <= line.due and (line.paid == line.due or line.waived)
    else:
        fits = line.due == line.paid < 0
    if not fits:
        findings.add("paid_wrong", place)


def _as_sold(
    charged: Counter[Line],
    offerings: list[UUID],
    at: datetime,
    prices: dict[UUID, list[_Price]],
) -> bool:
    """Whether these are the fees of the offerings. Where the catalogue was changed at about that moment, before
    and after are right, because clocks differ between counters."""
    in_force = [_in_force(prices.get(each, []), at) for each in offerings]
    choices = [each for each in in_force if len(each) > 1]
    if len(choices) > 8:
        in_force = [each[:1] for each in in_force]
    return any(
        sum((price.lines for price in chosen), Counter()) == charged
        for chosen in product(*in_force)
    )


def _in_force(versions: list[_Price], at: datetime) -> list[_Price]:
    """The versions that may have been in force, the likeliest first; the newest of before is one."""
    before = [each for each in versions if each.since <= at]
    near = [each for each in versions if abs(each.since - at) <= _CLOCKS]
    sure = [each for each in before if at - each.since > _CLOCKS][-1:]
    found = [*before[-1:], *near, *sure]
    return list({id(each): each for each in found}.values())


def _check_uncharged(
    connection: sa.Connection,
    left: dict[UUID, list[UUID]],
    prices: dict[UUID, list[_Price]],
    allowed: Allowed,
    findings: Findings,
) -> None:
    """Orders without any fee must have added nothing that charges one."""
    charges = {which for which, versions in prices.items() if any(each.lines for each in versions)}
    asked = [order for order, sold in left.items() if charges & set(sold)]
    for some in (asked[n : n + _AT_ONCE] for n in range(0, len(asked), _AT_ONCE)):
        for row in connection.execute(_ORDER.where(product_order.c.id.in_(some))):
            if _is_bound(row, allowed) and not _as_sold(
                Counter(), left[row.order_id], row.recorded_at, prices
            ):
                findings.add("price_wrong", _place(row, allowed))


def _is_bound(order: Any, allowed: Allowed) -> bool:
    """Whether an order charges what its offerings charge, and nothing of its kind's own."""
    operation = allowed.operations.get(order.operation_id)
    if operation is None:
        return True
    applied = operation.doer.applied
    return not (operation.doer.kind.own_fees or (applied is not None and applied.own_fees))


def _place(order: Any, allowed: Allowed) -> str:
    operation = allowed.operations.get(order.operation_id)
    place = f"product_order {order.order_id}"
    return place if operation is None else f"{allowed.place(operation)}: {place}"
