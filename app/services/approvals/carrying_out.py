"""Carries out a request, whole and once: its items in the order asked, one order and one slip for all of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app.papers.templates import Language
from app.services import customers, orders, papers
from app.services.approvals.reading import ChangeRequest
from app.services.procedure import Changes, Work, Writes
from db.schema.staff import staff

WRITES: Writes = {**orders.WRITES, **papers.WRITES}
"""What every kind of change declares beside its own."""
CHANGES: Changes = orders.CHANGES


@dataclass(frozen=True)
class CarriedOut:
    """The order of a change that is done, and its slip."""

    order_id: UUID
    order_number: str
    slip_document_id: UUID


def carry_out(
    work: Work, request: ChangeRequest, language: Language, approvers: tuple[UUID, ...] = ()
) -> CarriedOut:
    """Write what was asked for, on behalf of the request's maker. Whoever calls it has seen that nothing moved and
    writes the request's own new status."""
    work.carry_out(request.id, request.kinds, request.maker_id)
    for item in request.items:
        item.kind.apply(work, item.subject, item.after)
    order = orders.open_order(
        work,
        business=request.items[0].kind.business,
        customer_id=request.customer["id"],
        party_id=request.customer["party_id"],
        authenticated=request.row["authenticated"],
    )
    for item in request.items:
        if item.subject.subscription_id is not None:
            orders.item(work, order, item.subject.subscription_id, item.kind.code)
    slip = papers.slip(
        work,
        order,
        code=request.customer["code"],
        name=customers.masked_name(work, order.party_id),
        language=language,
        acted_by=ACTED_BY[request.row["asked_by"]],
        changes={
            name: (item.kind.shown(name, item.before.get(name, "")), item.kind.shown(name, text))
            for item in request.items
            for name, text in item.after.items()
        },
    )
    slip = replace(
        slip,
        staff_no=_staff_no(work, request.maker_id),
        approver=" ".join(_staff_no(work, each) for each in approvers),
        request_number=request.row["number"],
    )
    return CarriedOut(order.id, order.number, papers.add(work, "slip", slip, order=order))


def _staff_no(work: Work, staff_id: UUID) -> str:
    return str(work.one(staff, staff_id)["staff_no"])


ACTED_BY = {"holder": "self", "agent": "agent", "guardian": "guardian", "handler": "handler"}
"""Who acts, as a slip calls them."""
