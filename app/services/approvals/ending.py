"""What ends or urges a request without a decision: its maker withdraws it, presses for it, or it waited too long."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.domain.permissions import Permission
from app.domain.requests import RequestStatus, move
from app.services.approvals.reading import not_waiting
from app.services.procedure import Work, gone, may_change, procedure
from db.schema.requests import change_request


@dataclass(frozen=True)
class RequestEnded:
    """Where the request stands now."""

    request_id: UUID
    number: str
    status: str


@procedure(
    "approvals.withdraw",
    Permission.CUSTOMER_CHANGE,
    changes={change_request: may_change("status")},
)
def withdraw(work: Work, *, request_id: UUID) -> RequestEnded:
    """The maker takes back a request that is not done. UserError 'status_move'; Conflict 'gone' for another's."""
    row = work.locked(change_request, request_id)
    if row["maker_id"] != work.session.actor.id:
        raise gone()
    status = move(RequestStatus(row["status"]), RequestStatus.WITHDRAWN)
    work.update(change_request, request_id, row["version"], status=status.value)
    return RequestEnded(request_id, row["number"], status.value)


@procedure(
    "approvals.urge",
    Permission.CUSTOMER_CHANGE,
    changes={change_request: may_change("urged_at")},
)
def urge(work: Work, *, request_id: UUID) -> RequestEnded:
    """催办: the maker presses for a decision; the list says so. UserError 'request_not_waiting'; Conflict 'gone' for
    another's."""
    row = work.locked(change_request, request_id)
    if row["maker_id"] != work.session.actor.id:
        raise gone()
    if row["status"] != RequestStatus.WAITING.value:
        raise not_waiting()
    work.update(change_request, request_id, row["version"], urged_at=work.now)
    return RequestEnded(request_id, row["number"], row["status"])
