"""业务受理单: what every business opens, with its fees and its line in the service history (E9, R-084).

Call `numbers.blocks(…).prepare("slip")` before the procedure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from app.domain.catalogue import DueFee
from app.domain.payment import NOTHING_PAID, PaidFee, Payment, split
from app.domain.people import Person
from app.services import history, numbers
from app.services.work import Work
from db.schema.orders import fee, order_item, product_order

Status = Literal["inProgress", "completed"]


@dataclass(frozen=True)
class Order:
    """An order of this transaction; `fees` are the same lines in its rows and on its papers."""

    id: UUID
    number: str
    business: str
    customer_id: UUID
    party_id: UUID
    fees: tuple[PaidFee, ...]


def open(
    work: Work,
    *,
    business: str,
    customer_id: UUID,
    party_id: UUID,
    identified: Person | None = None,
    due: Iterable[DueFee] = (),
    payment: Payment = NOTHING_PAID,
    status: Status = "completed",
    channel: str = "hall",
    remark: str = "",
) -> Order:
    """Write the order, one row a fee, and the line in the customer's history; effective today.

    `party_id` is the customer's own party; `identified` is who showed a document for this business.
    ValueError when `payment` and `due` do not agree (app.domain.payment.split).
    """
    number = numbers.blocks(work.session.installation).take("slip")
    order_id = work.insert(
        product_order,
        **work.stamps(product_order),
        subject_id=party_id,
        number=number,
        business=business,
        customer_id=customer_id,
        channel=channel,
        status=status,
        authenticated=identified.document_type if identified and identified.number else "",
        effective_on=work.today,
        at=work.now,
        remark=remark or None,
    )
    fees = split(due, payment.paid)
    for each in fees:
        work.insert(
            fee,
            subject_id=party_id,
            order_id=order_id,
            code=each.kind,
            name=each.name,
            due=each.due,
            paid=each.paid,
            method=payment.method,
            receipt_no=payment.receipt_no,
            waiver_reason=payment.waiver_reason or None,
            refund_of=each.refund_of,
        )
    history.note(
        work,
        customer_id=customer_id,
        party_id=party_id,
        business=business,
        channel=channel,
        order_id=order_id,
    )
    return Order(order_id, number, business, customer_id, party_id, fees)


def item(work: Work, order: Order, subscription_id: UUID, action: str) -> UUID:
    """What the order does to one subscription."""
    return work.insert(
        order_item,
        subject_id=order.party_id,
        order_id=order.id,
        subscription_id=subscription_id,
        action=action,
    )
