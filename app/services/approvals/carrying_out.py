"""Carries out a request, whole and once: its items in the order asked, one order and one slip for all of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

import sqlalchemy as sa

from app.domain.catalogue import DueFee
from app.domain.payment import Payment, on_account
from app.papers.slip import SlipService
from app.papers.templates import Language
from app.services import customers, orders, papers, procedure
from app.services.approvals.reading import ChangeRequest, Item
from app.services.procedure import Changes, Query, Work, Writes
from app.services.session import Session
from db.schema.catalogue import offering, place
from db.schema.customers import subscription
from db.schema.staff import staff

WRITES: Writes = {**orders.WRITES, **papers.WRITES}
"""What every kind of change declares beside its own."""
CHANGES: Changes = orders.CHANGES


def before_carrying_out(session: Session) -> None:
    """Numbers for what a change may open: its order, and an account."""
    procedure.number_blocks(session.installation).prepare(session, "slip", "account")


@dataclass(frozen=True)
class CarriedOut:
    """The order of a change that is done, and its slip."""

    order_id: UUID
    order_number: str
    slip_document_id: UUID


def carry_out(
    work: Work,
    request: ChangeRequest,
    language: Language,
    approvers: tuple[UUID, ...] = (),
    payment: Payment | None = None,
) -> CarriedOut:
    """Write what was asked for, on behalf of the request's maker. Whoever calls it has seen that nothing moved and
    writes the request's own new status. Without a `payment` at the desk what is due goes on the account."""
    work.carry_out(request.id, request.kinds, request.maker_id)
    due = due_of(work, request.items)
    waits = any(item.kind.waits(work, item.subject, item.after) for item in request.items)
    order = orders.open_order(
        work,
        business=request.items[0].kind.business,
        customer_id=request.customer["id"],
        party_id=request.customer["party_id"],
        authenticated=request.row["authenticated"],
        due=due,
        payment=on_account(due) if payment is None else payment,
        status="inProgress" if waits else "completed",
    )
    for item in request.items:
        item.kind.apply(work, replace(item.subject, order=order), item.after)
        if item.subject.subscription_id is not None:
            orders.item(work, order, item.subject.subscription_id, item.kind.code)
    slip = papers.slip(
        work,
        order,
        code=request.customer["code"],
        name=customers.masked_name(work, order.party_id),
        language=language,
        acted_by=ACTED_BY[request.row["asked_by"]],
        changes=[
            (name, item.kind.shown(name, item.before.get(name, "")), item.kind.shown(name, text))
            for item in request.items
            for name, text in item.after.items()
            if item.before.get(name, "") != text
        ],
    )
    slip = replace(
        slip,
        services=_services(work, request.items),
        devices=tuple(
            line
            for item in request.items
            for line in item.kind.devices(work, item.subject, item.before, item.after, language)
        ),
        staff_no=_staff_no(work, request.maker_id),
        approver=" ".join(_staff_no(work, each) for each in approvers),
        request_number=request.row["number"],
    )
    return CarriedOut(order.id, order.number, papers.add(work, "slip", slip, order=order))


def due_of(query: Query, items: Iterable[Item]) -> tuple[DueFee, ...]:
    """What the items cost and give back, in fen."""
    return tuple(fee for item in items for fee in item.kind.fees(query, item.subject, item.after))


def _services(work: Work, items: Iterable[Item]) -> tuple[SlipService, ...]:
    """The subscriptions of the items, as they stand now."""
    ids = [each.subject.subscription_id for each in items if each.subject.subscription_id]
    if not ids:
        return ()
    work.flush()
    rows = work.execute(
        sa.select(offering.c.name, subscription.c.number, place.c.text)
        .join(offering, offering.c.id == subscription.c.offering_id)
        .outerjoin(place, place.c.id == subscription.c.place_id)
        .where(subscription.c.id.in_(ids))
        .order_by(subscription.c.id)
    )
    return tuple(SlipService(row.name, row.number, row.text or "") for row in rows)


def _staff_no(work: Work, staff_id: UUID) -> str:
    return str(work.one(staff, staff_id)["staff_no"])


ACTED_BY = {"holder": "self", "agent": "agent", "guardian": "guardian", "handler": "handler"}
"""Who acts, as a slip calls them."""
