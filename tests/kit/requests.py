"""Asking for a change of the example customer, and deciding it, without a window."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import approvals, kinds  # noqa: F401 - the kinds of change
from app.services.approvals import Decided, Submitted, Wish
from app.services.session import Session
from tests.kit.desk import TestHall


def wish(
    session: Session,
    customer_id: UUID,
    kind: str,
    subscription_id: UUID | None = None,
    **after: str,
) -> Wish:
    """What a screen would hand in after showing what stands there now."""
    seen = approvals.standing(
        session, customer_id=customer_id, kind=kind, subscription_id=subscription_id
    )
    return Wish(kind, seen.seen, after, subscription_id)


def ask(
    desk: TestHall,
    customer_id: UUID,
    kind: str,
    *,
    by: Role | Session = Role.CLERK,
    subscription_id: UUID | None = None,
    told: dict[str, Any] | None = None,
    **after: str,
) -> Submitted:
    """One change, asked for by somebody."""
    session = by if isinstance(by, Session) else desk.session(by)
    return approvals.submit(
        session,
        new_id(),
        customer_id=customer_id,
        items=(wish(session, customer_id, kind, subscription_id, **after),),
        **{"reason": "姓名与证件不符", "language": "zh_CN", **(told or {})},
    )


def decide(
    desk: TestHall,
    request_id: UUID,
    verdict: Any = "approve",
    *,
    by: Role | Session = Role.SUPERVISOR,
    reason: str = "已核对证件",
    seen: str | None = None,
) -> Decided:
    """A decision of what is shown now."""
    session = by if isinstance(by, Session) else desk.session(by)
    shown = approvals.request(session, request_id=request_id).digest
    return approvals.decide(
        session,
        new_id(),
        request_id=request_id,
        seen=shown if seen is None else seen,
        verdict=verdict,
        reason=reason,
        language="zh_CN",
    )
