"""竣工: a subscription that waits for its installation (待装机) is in use from the day on which it was installed.

It is recorded in the hall from what the installer reports, so nobody shows a document. A wrong completion is
not taken back here: 返销 (R-075) is a business of its own, which this version does not have.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.businesses import ACTIVATION
from app.domain.catalogue import Offering
from app.domain.dates import parse_date
from app.domain.numbers import compact
from app.domain.subscriptions import State, check_installed, days_over
from app.errors import Refused
from app.papers.slip import DeviceLine, SlipService
from app.papers.templates import Language
from app.services import catalogue, customers, orders, papers
from app.services.changes import devices
from app.services.changes.changed import Changed
from app.services.orders import Order
from app.services.procedure import (
    Query,
    Work,
    changed_meanwhile,
    gone,
    procedure,
    query,
    refuse_without_reason,
)
from db.schema.catalogue import offering, place
from db.schema.customers import customer, subscription


@dataclass(frozen=True)
class WaitingInstallation:
    """A subscription that waits. `serial` is the device that was given out at registration, or ''; `over` counts
    the days beyond the promise, 0 or less while it holds."""

    id: UUID
    number: str
    product: str
    place: str
    serial: str
    needs_equipment: bool
    ordered_on: date
    over: int


@query(ACTIVATION.permission)
def waiting_installations(query: Query, *, customer_id: UUID) -> tuple[WaitingInstallation, ...]:
    """What waits of a customer whom this session may read, the oldest first; Conflict 'gone'."""
    query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    promised = catalogue.read_master_data(query).in_force.install_days
    waits = subscription.c.status == State.PENDING_ACTIVE.value
    rows = query.execute(_subscriptions(subscription.c.customer_id == customer_id, waits))
    return tuple(_waiting(row, query.today, promised) for row in rows)


@procedure(
    "changes.installation",
    ACTIVATION.permission,
    writes={**orders.WRITES, **papers.WRITES},
    changes={**customers.MOVED, **orders.COMPLETED, **orders.CHANGES},
    before=orders.lease_number,
)
def complete_installation(
    work: Work,
    *,
    customer_id: UUID,
    subscription_id: UUID,
    installed_on: str,
    serial: str,
    language: Language,
) -> Changed:
    """The subscription is in use since `installed_on`, with the device `serial` ('' where the product has none).

    Refused with the problems of 'installed_on' and 'serial', such as a device that serves another address or
    another customer; Conflict when it does not wait any more. The order that it came from is completed
    with the last one that waited in it.
    """
    # locked, because two counters that complete two installations of an order do it one after the other
    who = work.locked(customer, customer_id)
    refuse_without_reason(work, customer_id)
    row = work.execute(_subscriptions(subscription.c.id == subscription_id)).first()
    if row is None or row.customer_id != customer_id:
        raise gone()
    if row.status != State.PENDING_ACTIVE:
        raise changed_meanwhile()
    sold, serial = catalogue.to_offering(row), compact(serial)
    problems = check_installed(
        installed_on,
        serial,
        ordered_on=row.started_on,
        today=work.today,
        needs_equipment=sold.needs_equipment,
    )
    problems = problems or devices.elsewhere(
        work,
        serial,
        subscription_id=subscription_id,
        customer_id=customer_id,
        place_id=row.place_id,
    )
    if problems:
        raise Refused(problems)
    day = parse_date(installed_on)
    customers.move_subscription(
        work,
        subscription_id,
        row.version,
        State.ACTIVE,
        installed_on=day,
        equipment_serial=serial,
    )
    orders.complete_installed(work, customer_id, subscription_id)
    order = orders.open_order(
        work,
        business=ACTIVATION.code,
        customer_id=customer_id,
        party_id=who["party_id"],
        channel="home",
    )
    orders.item(work, order, subscription_id, "activate")
    slip = _slip(work, order, who, row, sold, serial, day, language)
    paper_id = papers.add(work, "slip", slip, order=order)
    return Changed(customer_id, order.id, order.number, paper_id)


def _subscriptions(*where: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """Subscriptions with their place, as rows of their offering (catalogue.to_offering)."""
    return (
        sa.select(
            subscription.c.id.label("subscription_id"),
            subscription.c.version,
            subscription.c.customer_id,
            subscription.c.place_id,
            subscription.c.number,
            subscription.c.equipment_serial,
            subscription.c.status,
            subscription.c.started_on,
            offering.c.id,
            offering.c.code,
            offering.c.name,
            offering.c.kind,
            offering.c.monthly_fee,
            offering.c.terms,
            place.c.text,
        )
        .join(offering, offering.c.id == subscription.c.offering_id)
        .outerjoin(place, place.c.id == subscription.c.place_id)
        .where(*where)
        .order_by(subscription.c.started_on, subscription.c.id)
    )


def _waiting(row: Any, today: date, promised: int) -> WaitingInstallation:
    return WaitingInstallation(
        id=row.subscription_id,
        number=row.number,
        product=row.name,
        place=row.text or "",
        serial=row.equipment_serial,
        needs_equipment=catalogue.to_offering(row).needs_equipment,
        ordered_on=row.started_on,
        over=days_over(row.started_on, today, promised),
    )


def _slip(
    work: Work,
    order: Order,
    who: dict[str, Any],
    row: Any,
    sold: Offering,
    serial: str,
    day: date,
    language: Language,
) -> Any:
    said = papers.words(language)
    base = papers.slip(
        work,
        order,
        code=who["code"],
        name=customers.masked_name(work, order.party_id),
        language=language,
    )
    device = DeviceLine(said["devices"].get(sold.kind, ""), serial)
    return replace(
        base,
        services=(SlipService(sold.name, row.number, row.text or ""),),
        devices=(device,) if serial else (),
        effective_from=day.isoformat(),
    )
