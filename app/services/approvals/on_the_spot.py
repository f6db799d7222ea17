"""现场审批: a supervisor decides at the clerk's counter what the clerk's screen shows; the clerk stays signed in
(R-076)."""

from __future__ import annotations

from uuid import UUID

from app.domain.permissions import Permission
from app.domain.requests import Verdict
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.papers.templates import Language
from app.services.approvals.deciding import Decided, decide
from app.services.procedure import not_allowed
from app.services.session import Session
from app.services.staff import as_colleague


@lane("procedures")
def decide_here(
    session: Session,
    operation_id: UUID,
    *,
    staff_no: str,
    password: str,
    request_id: UUID,
    seen: str,
    verdict: Verdict,
    reason: str,
    language: Language,
) -> Decided:
    """Let `staff_no` decide the request that the person of `session` shows; otherwise as `decide`.

    Raises what `sign_in` raises for a wrong password, a wait or a lock; UserError 'own_request'.
    """
    if not session.may(Permission.CUSTOMER_CHANGE):
        raise not_allowed()
    if staff_no.strip() == session.actor.staff_no:
        text = QT_TR_NOOP("Nobody decides the own request. Ask another supervisor.")
        raise UserError("own_request", text)
    with as_colleague(session, staff_no.strip(), password) as supervisor:
        return decide(
            supervisor,
            operation_id,
            request_id=request_id,
            seen=seen,
            verdict=verdict,
            reason=reason,
            language=language,
        )
