"""A device stands at one place, and whose it is stands on the slip."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.numbers import format_code
from app.domain.subscriptions import IN_USE
from app.errors import QT_TR_NOOP, Problem
from app.papers.slip import DeviceLine
from app.papers.templates import Language
from app.services import papers
from app.services.approvals import Fields, Subject
from app.services.changes import of_subscription
from app.services.procedure import Query
from db.engine import is_sqlite
from db.schema.customers import subscription


def elsewhere(
    query: Query, serial: str, *, subscription_id: UUID, customer_id: UUID, place_id: UUID | None
) -> list[Problem]:
    """A device is at one place: several subscriptions of one customer at one address may share it, such as the
    television and the recharge of one set-top box; nobody else's may."""
    if not serial:
        return []
    if not is_sqlite(
        query.connection
    ):  # two counters with the same device look one after the other
        number = int.from_bytes(hashlib.sha256(serial.encode()).digest()[:8], "big", signed=True)
        query.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))
    own = sa.and_(subscription.c.customer_id == customer_id, subscription.c.place_id == place_id)
    other = query.execute(
        sa.select(subscription.c.number)
        .where(
            subscription.c.equipment_serial == serial,
            subscription.c.status.in_(IN_USE),
            subscription.c.id != subscription_id,
            sa.or_(subscription.c.place_id.is_(None), sa.not_(own)),
        )
        .order_by(subscription.c.id)
        .limit(1)
    ).scalar()
    if other is None:
        return []
    text = QT_TR_NOOP(
        "This device is on record for subscription {number}. Compare the serial number with the device; "
        "if it is right, clear up first at which of the two it stands."
    )
    return [Problem("serial", "serial_elsewhere", text, {"number": format_code(other)})]


def of_row(query: Query, row: dict[str, Any], serial: str) -> list[Problem]:
    """As `elsewhere`, for a subscription as it stands."""
    return elsewhere(
        query,
        serial,
        subscription_id=row["id"],
        customer_id=row["customer_id"],
        place_id=row["place_id"],
    )


def lines(
    query: Query, subject: Subject, before: Fields, after: Fields, language: Language
) -> Iterable[DeviceLine]:
    """The device that was given out, and the one that was taken back."""
    if after.get("serial", before["serial"]) == before["serial"]:
        return
    said = papers.words(language)
    product = of_subscription.sold_as(query, of_subscription.row_of(query, subject)).kind
    name = said["devices"].get(product, "")
    if after["serial"]:
        yield DeviceLine(name, after["serial"])
    if before["serial"]:
        yield DeviceLine(said["taken_back"].format(device=name), before["serial"])
