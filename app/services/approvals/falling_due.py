"""What falls due of requests: one that was booked for a day (次月生效) is carried out on it, and one that waited past
twice its hours for a decision expires (app.domain.policies).

Both are due work of the request's own hall. A booked request of which something moved since is overtaken instead: it
goes back to its maker's list. A request that was done before its review never expires.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.domain.policies import expires_at
from app.domain.requests import RequestStatus, move
from app.errors import QT_TR_NOOP
from app.services import due
from app.services.approvals.carrying_out import before_carrying_out, carry_out
from app.services.approvals.ending import RequestEnded
from app.services.approvals.reading import read_request
from app.services.procedure import Query, Work, may_change, procedure
from db.schema.requests import change_request, decision

CHUNK = 50
"""Requests that expire in one operation: it holds the writer of SQLite for less than 200 ms."""
_R = change_request.c
_FIRST = UUID(int=0)


@dataclass(frozen=True)
class Expired:
    """How many requests expired."""

    requests: int


@procedure(
    "approvals.apply_booked",
    Permission.CUSTOMER_CHANGE,
    changes={change_request: may_change("status", "applied_by", "order_id")},
    carries_out=True,
    before=before_carrying_out,
)
def apply_booked(work: Work, *, request_id: UUID) -> RequestEnded:
    """Carry out a request that was booked, on its day or later, on behalf of its maker; what is due goes on the
    account. Nothing is done of one that is not booked any more or not yet due; 'overtaken' where something moved.
    Conflict 'gone'."""
    row = work.locked(change_request, request_id)
    if row["status"] != RequestStatus.BOOKED.value or row["effective_on"] > work.today:
        return RequestEnded(request_id, row["number"], row["status"])
    request = read_request(work, row)
    changes: dict[str, Any]
    if request.moved(work):
        changes = {"status": move(request.status, RequestStatus.OVERTAKEN).value}
    else:
        approvers = work.all(
            decision, decision.c.request_id == request_id, decision.c.verdict == "approve"
        )
        by_step = sorted(approvers, key=lambda each: each["step"])
        made = carry_out(work, request, "zh_CN", tuple(each["checker_id"] for each in by_step))
        changes = {
            "status": move(request.status, RequestStatus.APPLIED).value,
            "applied_by": work.operation_id,
            "order_id": made.order_id,
        }
    work.update(change_request, request_id, row["version"], **changes)
    return RequestEnded(request_id, row["number"], changes["status"])


@procedure(
    "approvals.expire",
    Permission.CUSTOMER_CHANGE,
    changes={change_request: may_change("status")},
)
def expire(work: Work, *, request_ids: tuple[UUID, ...]) -> Expired:
    """Those of these requests expire that still wait past twice their hours; the others stay."""
    n = 0
    for request_id in request_ids:
        row = work.locked(change_request, request_id)
        if is_past(row, work.now):
            status = move(RequestStatus.WAITING, RequestStatus.EXPIRED)
            work.update(change_request, request_id, row["version"], status=status.value)
            n += 1
    return Expired(n)


def is_past(row: Mapping[str, Any], now: datetime) -> bool:
    """Whether a request waits that nobody may decide any more."""
    ends = expires_at(row["mode"], row["made_at"], row["hours"])
    return row["status"] == RequestStatus.WAITING.value and ends is not None and ends <= now


def _booked(query: Query) -> list[sa.ColumnElement[bool]]:
    return [
        _R.status == sa.literal_column("'booked'"),  # as text: a partial index answers it
        _R.effective_on <= query.today,
        _R.hall_id == query.session.actor.hall_id,
    ]


def _past(query: Query) -> list[sa.ColumnElement[bool]]:
    waits = [
        _R.hall_id == query.session.actor.hall_id,
        _R.status == sa.literal_column("'waiting'"),
    ]
    hours = query.execute(sa.select(_R.hours).where(*waits).distinct()).scalars().all()
    late = (
        sa.and_(_R.hours == each, _R.made_at <= query.now - timedelta(hours=2 * each))
        for each in hours
    )
    return [*waits, _R.mode == "approved", sa.or_(sa.false(), *late)]


def _left(query: Query, where: list[sa.ColumnElement[bool]]) -> due.Left:
    n = query.execute(sa.select(sa.func.count()).where(*where)).scalar_one()
    return due.Left(n, n)


def _ids(
    query: Query, where: list[sa.ColumnElement[bool]], after: str, most: int
) -> tuple[UUID, ...]:
    behind = _R.id > (UUID(after) if after else _FIRST)
    asked = sa.select(_R.id).where(*where, behind).order_by(_R.id).limit(most)
    return tuple(query.execute(asked).scalars())


def _next_booked(query: Query, after: str) -> due.Chunk | None:
    for request_id in _ids(query, _booked(query), after, 1):
        return due.Chunk(str(request_id), str(request_id), {"request_id": request_id})
    return None


def _next_past(query: Query, after: str) -> due.Chunk | None:
    ids = _ids(query, _past(query), after, CHUNK)
    # by the hour, because more of them may be past later on the same day
    name = f"{query.now:%H} {ids[0]}" if ids else ""
    return due.Chunk(name, str(ids[-1]), {"request_ids": ids}) if ids else None


due.declare(
    due.DueKind(
        name="changes.booked",
        title=QT_TR_NOOP("Booked changes"),
        tells=QT_TR_NOOP("Changes that were booked for today or before and are not done yet."),
        permission=Permission.CUSTOMER_CHANGE,
        needs_records_key=True,
        left=lambda query: _left(query, _booked(query)),
        next=_next_booked,
        do=apply_booked,
    )
)
due.declare(
    due.DueKind(
        name="approvals.expire",
        title=QT_TR_NOOP("Expired requests"),
        tells=QT_TR_NOOP(
            "Requests that waited too long for a decision; nobody decides them any more."
        ),
        permission=Permission.CUSTOMER_CHANGE,
        needs_records_key=True,
        left=lambda query: _left(query, _past(query)),
        next=_next_past,
        do=expire,
    )
)
