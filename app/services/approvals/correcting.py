"""What a maker asked for, as it was typed: to be corrected and asked for anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from app.domain.permissions import Permission
from app.domain.requests import MOVES, AskedBy, RequestStatus
from app.errors import QT_TR_NOOP, UserError
from app.services.approvals.kinds import Fields
from app.services.approvals.reading import read_request, request_row
from app.services.procedure import Query, gone, query, refuse_without_reason


@dataclass(frozen=True)
class AskedItem:
    """One change: the new texts by field."""

    kind: str
    subscription_id: UUID | None
    after: Fields = field(repr=False)


@dataclass(frozen=True)
class OwnRequest:
    """A request of the own, to be asked for anew with `replaces`."""

    request_id: UUID
    customer_id: UUID
    items: tuple[AskedItem, ...]
    reason: str = field(repr=False)
    asked_by: AskedBy


@query(Permission.CUSTOMER_CHANGE)
def asked_for(query: Query, *, request_id: UUID) -> OwnRequest:
    """The texts of a request that this person made. Conflict 'gone' for another's; UserError 'request_ended' for
    one whose place none can take any more."""
    row = request_row(query, request_id)
    if row["maker_id"] != query.session.actor.id:
        raise gone()
    if RequestStatus.REPLACED not in MOVES[RequestStatus(row["status"])]:
        text = QT_TR_NOOP("This request has ended. Ask for the change anew.")
        raise UserError("request_ended", text)
    refuse_without_reason(query, row["customer_id"])
    made = read_request(query, row)
    items = tuple(
        AskedItem(item.kind.code, item.subject.subscription_id, item.after) for item in made.items
    )
    return OwnRequest(request_id, row["customer_id"], items, row["reason"] or "", row["asked_by"])
