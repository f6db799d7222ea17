"""One request, whole, as whoever decides or asked for it sees it: before, after and now, masked (R-076)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.numbers import parse
from app.domain.permissions import Permission
from app.domain.requests import RequestStatus
from app.services.approvals.deciding import decisions
from app.services.approvals.listing import RECENT, RequestRow, may_ever_decide
from app.services.approvals.reading import ChangeRequest, not_waiting, read_request, request_row
from app.services.customers import masked_name
from app.services.procedure import (
    Query,
    Work,
    gone,
    not_allowed,
    procedure,
    query,
    refuse_without_reason,
)
from app.services.session import Session
from db.schema.customers import customer, subscription
from db.schema.organisation import workstation
from db.schema.requests import change_evidence, change_request
from db.schema.staff import staff


@dataclass(frozen=True)
class FieldLine:
    """One field of a request: what stood there when it was asked for, what is asked for ('' nothing; None where the
    request is only judged by it), and what stands there now; all masked."""

    kind: str
    field: str
    before: str
    after: str | None
    now: str
    moved: bool


@dataclass(frozen=True)
class DecisionLine:
    """Who decided what, when and why."""

    step: int
    verdict: str
    checker: str
    checker_no: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class RequestView:
    """One request, whole. `digest` is handed back by whoever decides; `flags` are codes of what to look at
    ('edited_lately', 'arrears', 'by_agent' …); `images` are the pictures attached, each with its proof's code."""

    row: RequestRow
    digest: str
    lines: tuple[FieldLine, ...]
    reason: str
    asked_by: str
    authenticated: str
    mode: str
    effective_on: date
    flags: tuple[str, ...]
    decisions: tuple[DecisionLine, ...]
    images: tuple[tuple[UUID, str], ...]
    may_decide: bool
    order_id: UUID | None


@query(Permission.REQUEST_READ)
def find_request(query: Query, *, number: str) -> UUID:
    """The request of this number, however it is typed. UserError as of `parse`; Conflict 'gone'."""
    wanted = change_request.c.number == parse(number).text
    found: UUID | None = query.execute(sa.select(change_request.c.id).where(wanted)).scalar()
    if found is None:
        raise gone()
    return found


@query(Permission.REQUEST_READ)
def find_subscription(query: Query, *, number: str) -> UUID:
    """The subscription of this number; errors as of `find_request`."""
    wanted = subscription.c.number == parse(number).text
    found: UUID | None = query.execute(sa.select(subscription.c.id).where(wanted)).scalar()
    if found is None:
        raise gone()
    return found


@query(Permission.REQUEST_READ)
def request(query: Query, *, request_id: UUID) -> RequestView:
    """One request of this hall; Conflict 'gone'."""
    row = request_row(query, request_id)
    if row["hall_id"] != query.session.actor.hall_id:
        refuse_without_reason(query, row["customer_id"])
    made = read_request(query, row)
    told = decisions(query, request_id)
    return RequestView(
        _one_row(query, row, tuple(item.kind.code for item in made.items)),
        made.digest,
        _lines(query, made),
        row["reason"] or "",
        row["asked_by"],
        row["authenticated"],
        row["mode"],
        row["effective_on"],
        _flags(query, row),
        tuple(_decision(query, each) for each in told),
        _images(query, request_id),
        _may_decide(query, row, told),
        row["order_id"],
    )


def _lines(
    query: Query, made: ChangeRequest, shown: Callable[[str, str], str] | None = None
) -> tuple[FieldLine, ...]:
    """Every field of the request; `shown` in place of its kind's masks."""
    lines = []
    for item in made.items:
        now, moved, show = item.now(query), item.moved(query), shown or item.kind.shown
        for name in {**item.before, **now}:
            after = item.after.get(name)
            lines.append(
                FieldLine(
                    item.kind.code,
                    name,
                    show(name, item.before.get(name, "")),
                    None if after is None else show(name, after),
                    show(name, now.get(name, "")),
                    name in moved,
                )
            )
    return tuple(lines)


def _one_row(query: Query, row: Mapping[str, Any], kinds: tuple[str, ...]) -> RequestRow:
    maker = query.one(staff, row["maker_id"])
    whose = query.one(customer, row["customer_id"])
    return RequestRow(
        row["id"],
        row["number"],
        kinds,
        row["customer_id"],
        masked_name(query, whose["party_id"]),
        maker["name"],
        maker["staff_no"],
        query.one(workstation, row["workstation_id"])["counter"],
        row["made_at"],
        row["made_at"] + timedelta(hours=row["hours"]),
        row["present"],
        row["status"],
        row["steps_done"] + 1,
        row["steps"],
        row["urged_at"] is not None,
    )


def _decision(query: Query, row: Mapping[str, Any]) -> DecisionLine:
    who = query.one(staff, row["checker_id"])
    return DecisionLine(
        row["step"], row["verdict"], who["name"], who["staff_no"], row["at"], row["reason"] or ""
    )


def _images(query: Query, request_id: UUID) -> tuple[tuple[UUID, str], ...]:
    c = change_evidence.c
    rows = query.execute(
        sa.select(c.image_id, c.proof).where(c.request_id == request_id).order_by(c.n)
    )
    return tuple((row.image_id, row.proof) for row in rows)


def _may_decide(query: Query, row: Mapping[str, Any], told: list[dict[str, Any]]) -> bool:
    actor = query.session.actor
    decided = actor.id in {each["checker_id"] for each in told}
    mine = actor.id == row["maker_id"] or actor.hall_id != row["hall_id"]
    waits = row["status"] == RequestStatus.WAITING.value
    return waits and not decided and not mine and may_ever_decide(query)


def _flags(query: Query, row: Mapping[str, Any]) -> tuple[str, ...]:
    """The circumstances of the day on which it was asked for, and whether the customer was changed lately."""
    found = row["circumstances"].split()
    lately = sa.select(change_request.c.id).where(
        change_request.c.customer_id == row["customer_id"],
        change_request.c.id != row["id"],
        change_request.c.status == RequestStatus.APPLIED.value,
        change_request.c.made_at > row["made_at"] - RECENT,
    )
    if query.execute(lately.limit(1)).first() is not None:
        found.append("edited_lately")
    return tuple(found)


@query(Permission.REQUEST_READ)
def _in_clear(query: Query, *, request_id: UUID) -> tuple[FieldLine, ...]:
    return _lines(query, read_request(query, request_row(query, request_id)), lambda _, text: text)


@dataclass(frozen=True)
class RequestLooked:
    """A look at a request in clear is on record."""

    request_id: UUID


def _read_clear(session: Session, done: RequestLooked) -> tuple[FieldLine, ...]:
    return _in_clear(session, request_id=done.request_id)


@procedure(
    "approvals.look",
    Permission.REQUEST_READ,
    then=_read_clear,
)
def look_at_request(work: Work, *, request_id: UUID) -> RequestLooked:
    """Before, after and now in clear, for who has to compare them; the event is written before anything is read.

    NotAllowed for a request of another hall, UserError 'request_not_waiting' for one that is decided.
    """
    row = request_row(work, request_id)
    if row["hall_id"] != work.session.actor.hall_id:
        raise not_allowed()
    if row["status"] != RequestStatus.WAITING.value:
        raise not_waiting()
    work.touched("change_request", request_id)
    work.touched("customer", row["customer_id"])
    return RequestLooked(request_id)
