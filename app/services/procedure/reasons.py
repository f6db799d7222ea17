"""Who needs a reason to see a customer, and the reason on record before anything is read (R-002,
R-019, R-058, data.md 1)."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import NEEDS_REASON
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, UserError
from app.services.procedure.reading import Query
from app.services.procedure.transaction import Work
from app.services.session import Session
from db.schema.customers import customer

REASON_LIMIT = 200
"""Characters of a reason."""


def needs_reason(session: Session, *, away: bool) -> bool:
    """Whether opening a customer (`away`: of another hall) asks for a reason."""
    return away or session.actor.role in NEEDS_REASON


def reason_needed() -> UserError:
    """A customer of another hall, or a role that reads for a reason only."""
    return UserError("reason_needed", QT_TR_NOOP("Say why you need to see this customer."))


def refuse_without_reason(query: Query, customer_id: UUID) -> None:
    """UserError 'reason_needed' unless this session recorded its look at the customer, where one is asked."""
    session = query.session
    if customer_id in session.viewed:
        return
    hall_id = query.execute(
        sa.select(customer.c.hall_id).where(customer.c.id == customer_id)
    ).scalar()
    if needs_reason(session, away=hall_id is not None and hall_id != session.actor.hall_id):
        raise reason_needed()


def give_reason(work: Work, reason: str) -> None:
    """Put the person's reason into the event, for auditors; UserError 'reason_needed' without one,
    'too_long'."""
    if not reason.strip():
        raise reason_needed()
    require_text(reason, field="reason", limit=REASON_LIMIT)
    work.why(reason.strip())
