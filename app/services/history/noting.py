"""服务记录 (E13, R-090): one line for everything that is done with a customer, written with the doing itself."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.services.procedure import Changes, Work, Writes, stamped
from db.schema.customers import customer
from db.schema.interactions import interaction

WRITES: Writes = {interaction: stamped(interaction)}
CHANGES: Changes = {customer: {}}
"""The customer's last contact is that of the newest line; it is no part of a version."""


def note(
    work: Work,
    *,
    customer_id: UUID,
    party_id: UUID,
    business: str,
    channel: str = "hall",
    result: str = "done",
    order_id: UUID | None = None,
    text: str = "",
) -> UUID:
    """Write that `business` was done here and now, with its order where there is one; `text` is sealed.

    `party_id` is the customer's own party.
    """
    if not work.is_new(customer_id):
        work.execute(
            sa.update(customer)
            .where(customer.c.id == customer_id, customer.c.last_contact_at < work.now)
            .values(last_contact_at=work.now)
        )
    return work.insert(
        interaction,
        **work.stamps(interaction),
        subject_id=party_id,
        customer_id=customer_id,
        order_id=order_id,
        business=business,
        channel=channel,
        result=result,
        note=text or None,
        at=work.now,
    )
