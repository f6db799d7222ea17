"""业务受理单: writes the order that every business opens, with its fees and its line in the service
history (E9, R-084).

Give `lease_number` to the procedure as `before`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.domain.catalogue import DueFee
from app.domain.money import format_yuan
from app.domain.payment import NOTHING_PAID, PaidFee, Payment, split
from app.domain.people import Person
from app.errors import QT_TR_NOOP, UserError
from app.services import history, procedure
from app.services.procedure import Changes, Work, Writes, gone, stamped
from app.services.session import Session
from db.schema.customers import customer
from db.schema.orders import fee, order_item, product_order

Status = Literal["inProgress", "completed"]

WRITES: Writes = {
    product_order: stamped(product_order),
    fee: {},
    order_item: {},
    **history.WRITES,
}
CHANGES: Changes = history.CHANGES


@dataclass(frozen=True)
class Order:
    """An order of this transaction; `fees` are the same lines in its rows and on its papers."""

    id: UUID
    number: str
    business: str
    customer_id: UUID
    party_id: UUID
    fees: tuple[PaidFee, ...]
    payment: Payment = NOTHING_PAID


def lease_number(session: Session) -> None:
    """What a business that opens an order needs before its transaction: a number for it."""
    procedure.number_blocks(session.installation).prepare(session, "slip")


def open_order(
    work: Work,
    *,
    business: str,
    customer_id: UUID,
    party_id: UUID,
    identified: Person | None = None,
    authenticated: str = "",
    due: Iterable[DueFee] = (),
    payment: Payment = NOTHING_PAID,
    status: Status = "completed",
    channel: str = "hall",
    remark: str = "",
) -> Order:
    """Write the order, one row a fee, and the line in the customer's history; effective today.

    `party_id` is the customer's own party; `identified` is who showed a document for this business, and
    `authenticated` how somebody proved who they are where no document was shown.
    UserError 'refund_more' when more of a fee would go back than was paid and stayed, Conflict 'gone' when it
    is none of this customer's; ValueError when `payment` and `due` do not agree (app.domain.payment.split).
    """
    fees = split(due, payment.paid)
    back: Counter[UUID] = Counter()
    for each in fees:
        if each.refund_of is not None:
            back[each.refund_of] -= each.paid
    for fee_id, amount in back.items():
        _refuse_to_pay_back_more(work, customer_id, fee_id, amount)
    number = procedure.number_blocks(work.session.installation).take("slip")
    order_id = work.insert(
        product_order,
        **work.stamps(product_order),
        subject_id=party_id,
        number=number,
        business=business,
        customer_id=customer_id,
        channel=channel,
        status=status,
        authenticated=identified.document_type
        if identified and identified.number
        else authenticated,
        effective_on=work.today,
        at=work.now,
        remark=remark or None,
    )
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
    return Order(order_id, number, business, customer_id, party_id, fees, payment)


def item(work: Work, order: Order, subscription_id: UUID, action: str) -> UUID:
    """Write what the order does to one subscription."""
    return work.insert(
        order_item,
        subject_id=order.party_id,
        order_id=order.id,
        subscription_id=subscription_id,
        action=action,
    )


def _refuse_to_pay_back_more(work: Work, customer_id: UUID, fee_id: UUID, amount: int) -> None:
    """Refuse to refund more of a fee than is left after earlier refunds at all counters."""
    work.flush()
    row = work.execute(
        sa.select(customer.c.id).where(customer.c.id == customer_id).with_for_update()
    )
    row.one()  # wait for another counter's refund for this customer before reading the lines
    lines = work.execute(
        sa.select(fee.c.id, fee.c.paid)
        .join(product_order, product_order.c.id == fee.c.order_id)
        .where(
            product_order.c.customer_id == customer_id,
            sa.or_(fee.c.id == fee_id, fee.c.refund_of == fee_id),
        )
    ).all()
    if fee_id not in {line.id for line in lines}:
        raise gone()
    left = sum(line.paid for line in lines)
    if amount > left:
        text = QT_TR_NOOP(
            "At most {amount} of this fee can be paid back. Look at the earlier slips."
        )
        raise UserError("refund_more", text, amount=format_yuan(left))
