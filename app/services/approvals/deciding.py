"""审批: somebody else decides a request. The last approval carries it out in the same transaction (R-076, R-077)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, get_args
from uuid import UUID

from app.domain.permissions import Permission, Role, may
from app.domain.requests import RequestStatus, Verdict, move
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, Conflict, Problem, Refused, UserError
from app.papers.templates import Language
from app.services import policies
from app.services.approvals.carrying_out import CarriedOut, before_carrying_out, carry_out
from app.services.approvals.falling_due import is_past
from app.services.approvals.reading import ChangeRequest, not_waiting, read_request
from app.services.procedure import (
    REASON_LIMIT,
    Changes,
    Query,
    Work,
    Writes,
    may_change,
    not_allowed,
    procedure,
    stamped,
)
from db.schema.requests import change_request, decision

WRITES: Writes = {decision: {**stamped(decision), "checker_id": "actor"}}
CHANGES: Changes = {change_request: may_change("status", "steps_done", "applied_by", "order_id")}
MAY_DECIDE = frozenset(role for role in Role if may(role, Permission.REQUEST_DECIDE))


@dataclass(frozen=True)
class Decided:
    """Where the request stands now; order and slip are there when it was carried out. 'overtaken': what it changes or
    was judged by stands otherwise now, and 'expired': it waited too long; then nothing was decided."""

    request_id: UUID
    number: str
    status: str
    customer_id: UUID
    steps_left: int = 0
    order_id: UUID | None = None
    order_number: str = ""
    slip_document_id: UUID | None = None


@procedure(
    "approvals.decide",
    None,
    roles=MAY_DECIDE | {Role.CLERK},
    writes=WRITES,
    changes=CHANGES,
    decides=True,
    before=before_carrying_out,
)
def decide(
    work: Work,
    *,
    request_id: UUID,
    seen: str,
    verdict: Verdict,
    reason: str,
    language: Language,
) -> Decided:
    """Decide a request that waits, as a supervisor of its hall or as somebody to whom one delegated it. `seen` is the
    digest of what was shown to whoever decides.

    An approval is carried out when it is the last one needed, and booked when the change takes effect later. UserError
    'own_request', 'decided_before' (one person decides once), 'request_not_waiting'; Refused with the problem of
    'reason'; Conflict 'request_other' when something else was asked for than was shown; NotAllowed.
    """
    row = work.locked(change_request, request_id)
    if verdict not in get_args(Verdict):
        raise ValueError("no such verdict")
    delegated_by = authority(work, row)
    request = read_request(work, row)
    earlier = decisions(work, request_id)
    reviewed = row["mode"] == "reviewed_after" and request.status in (
        RequestStatus.APPLIED,
        RequestStatus.BOOKED,
    )
    if request.status != RequestStatus.WAITING and not reviewed:
        raise not_waiting()
    if work.session.actor.id in {each["checker_id"] for each in earlier}:
        text = QT_TR_NOOP(
            "You have decided this request already. The next step is another person's."
        )
        raise UserError("decided_before", text)
    if seen != request.digest:
        text = QT_TR_NOOP("The request is not the one that was shown. Open it again and compare.")
        raise Conflict("request_other", text)
    require_text(reason, field="reason", limit=REASON_LIMIT)
    if verdict != "approve" and not reason.strip():
        text = QT_TR_NOOP("Say why: the colleague who asked must know what to do.")
        raise Refused([Problem("reason", "reason_missing", text)])
    if is_past(row, work.now):
        return _end(work, request, RequestStatus.EXPIRED)
    if request.status == RequestStatus.WAITING and request.moved(work):
        return _end(work, request, RequestStatus.OVERTAKEN)
    work.insert(
        decision,
        **work.stamps(decision),
        subject_id=row["subject_id"],
        request_id=request_id,
        maker_id=row["maker_id"],
        checker_id=work.session.actor.id,
        delegated_by=delegated_by,
        step=len(earlier) + 1,
        verdict=verdict,
        reason=reason.strip() or None,
        digest=request.digest,
        at=work.now,
    )
    work.details["verdict"] = verdict
    if reviewed:
        return _end(work, request, request.status, steps_done=row["steps_done"] + 1)
    if verdict != "approve":
        ends = RequestStatus.REJECTED if verdict == "reject" else RequestStatus.RETURNED
        return _end(work, request, ends)
    done = row["steps_done"] + 1
    if done < row["steps"]:
        return _end(work, request, RequestStatus.WAITING, steps_done=done)
    if row["effective_on"] > work.today:
        return _end(work, request, RequestStatus.BOOKED, steps_done=done)
    work.flush()  # the decision is there before the request is carried out
    approvers = (*(each["checker_id"] for each in earlier), work.session.actor.id)
    made = carry_out(work, request, language, approvers)
    return _end(work, request, RequestStatus.APPLIED, steps_done=done, made=made)


def authority(query: Query, row: dict[str, Any]) -> UUID | None:
    """Who delegated the decision to this person; None for one who decides by the own role. UserError 'own_request';
    NotAllowed for whoever may not decide this request."""
    actor = query.session.actor
    if actor.id == row["maker_id"]:
        text = QT_TR_NOOP("Nobody decides the own request. Ask another supervisor.")
        raise UserError("own_request", text)
    if actor.hall_id != row["hall_id"]:
        raise not_allowed()
    if query.session.may(Permission.REQUEST_DECIDE):
        return None
    for delegator in policies.standing_delegation(query, actor.id, query.now):
        if delegator != row["maker_id"]:  # nobody has the own request decided in the own name
            return delegator
    raise not_allowed()


def decisions(query: Query, request_id: UUID) -> list[dict[str, Any]]:
    """What was decided of a request so far, in order."""
    return sorted(
        query.all(decision, decision.c.request_id == request_id), key=lambda each: each["step"]
    )


def _end(
    work: Work,
    request: ChangeRequest,
    to: RequestStatus,
    *,
    steps_done: int | None = None,
    made: CarriedOut | None = None,
) -> Decided:
    """Write where the request stands now."""
    row = request.row
    changes: dict[str, Any] = {}
    if to != request.status:
        changes["status"] = move(request.status, to).value
    if steps_done is not None:
        changes["steps_done"] = steps_done
    if made is not None:
        changes |= {"applied_by": work.operation_id, "order_id": made.order_id}
    work.update(change_request, request.id, row["version"], **changes)
    left = row["steps"] - (row["steps_done"] if steps_done is None else steps_done)
    return Decided(
        request.id,
        row["number"],
        to.value,
        row["customer_id"],
        left if to == RequestStatus.WAITING else 0,
        made.order_id if made else None,
        made.order_number if made else "",
        made.slip_document_id if made else None,
    )
