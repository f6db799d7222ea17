"""Requests in lists and one at a time, as whoever decides or asked for them sees them: masked (R-076)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.domain.requests import RequestStatus
from app.services import policies
from app.services.customers import WHOSE, shown_name
from app.services.procedure import Query, not_allowed, query, refuse_without_reason
from db.schema.customers import customer
from db.schema.identity import party
from db.schema.organisation import workstation
from db.schema.requests import change_item, change_request, decision
from db.schema.staff import staff

PAGE = 50
RECENT = timedelta(days=1)
"""Fields that somebody edited this short ago are a risk to look at."""
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class RequestRow:
    """A request in a list. `waits_since` is the moment it was made (UTC), `due_at` when it is overdue; `step` is the
    next of `steps`."""

    id: UUID
    number: str
    kinds: tuple[str, ...]
    customer_id: UUID
    name: str
    maker: str
    maker_no: str
    counter: str
    waits_since: datetime
    due_at: datetime
    present: bool
    status: str
    step: int
    steps: int
    urged: bool


_made_at, _id, _present = change_request.c.made_at, change_request.c.id, change_request.c.present


def _to_decide(query: Query) -> list[sa.ColumnElement[bool]]:
    """What this person may decide: of the hall, not the own, and not decided by this person before."""
    actor = query.session.actor
    where = [
        change_request.c.hall_id == actor.hall_id,
        change_request.c.status == RequestStatus.WAITING.value,
        change_request.c.maker_id != actor.id,
        sa.not_(
            sa.exists().where(
                decision.c.request_id == change_request.c.id, decision.c.checker_id == actor.id
            )
        ),
    ]
    if not query.session.may(Permission.REQUEST_DECIDE):
        delegators = policies.standing_delegation(query, actor.id, query.now)
        if not delegators:
            raise not_allowed()
        if len(delegators) == 1:
            where.append(change_request.c.maker_id != delegators[0])
    return where


@query(None)
def to_decide(
    query: Query, *, after: tuple[bool, datetime, UUID] | None = None, limit: int = PAGE
) -> tuple[RequestRow, ...]:
    """What waits for this person's decision: who waits at the desk first, then the longest waiting. `after` is
    (present, waits_since, id) of the last row of the page before. NotAllowed for whoever may not decide."""
    where = _to_decide(query)
    if after is not None:
        present, made_at, request_id = after
        later = sa.and_(
            _present == present,
            sa.or_(_made_at > made_at, sa.and_(_made_at == made_at, _id > request_id)),
        )
        where.append(sa.or_(later, _present == sa.false()) if present else later)
    return _rows(query, where, (_present.desc(), _made_at, _id), limit)


@query(None)
def waiting_to_decide(query: Query) -> int:
    """How many wait for this person's decision, MOST_COUNTED at most; 0 for whoever may not decide."""
    return count_to_decide(query) if may_ever_decide(query) else 0


def count_to_decide(query: Query) -> int:
    """`waiting_to_decide` of somebody who may decide."""
    some = sa.select(_id).where(*_to_decide(query)).limit(MOST_COUNTED).subquery()
    count: int = query.execute(sa.select(sa.func.count()).select_from(some)).scalar_one()
    return count


def may_ever_decide(query: Query) -> bool:
    """Whether this person decides, by the own role or for a supervisor who delegated it."""
    actor = query.session.actor
    return query.session.may(Permission.REQUEST_DECIDE) or bool(
        policies.standing_delegation(query, actor.id, query.now)
    )


@query(Permission.CUSTOMER_CHANGE)
def my_requests(query: Query, *, limit: int = PAGE) -> tuple[RequestRow, ...]:
    """What this person asked for and is still to be seen to: waiting, returned, overtaken or booked, and what was
    decided since yesterday; newest first."""
    c = change_request.c
    open_ones = [
        each.value
        for each in (
            RequestStatus.WAITING,
            RequestStatus.RETURNED,
            RequestStatus.OVERTAKEN,
            RequestStatus.BOOKED,
        )
    ]
    where = [
        c.maker_id == query.session.actor.id,
        sa.or_(c.status.in_(open_ones), c.made_at > query.now - RECENT),
        sa.or_(c.steps > 0, c.status != RequestStatus.APPLIED.value),
    ]
    return _rows(query, where, (c.made_at.desc(), c.id.desc()), limit)


@query(Permission.CUSTOMER_OPEN)
def requests_of_customer(
    query: Query, *, customer_id: UUID, limit: int = PAGE
) -> tuple[RequestRow, ...]:
    """A customer's requests, newest first."""
    query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    c = change_request.c
    return _rows(query, [c.customer_id == customer_id], (c.made_at.desc(), c.id.desc()), limit)


def _rows(
    query: Query,
    where: list[sa.ColumnElement[bool]],
    order: tuple[sa.ColumnElement[Any], ...],
    limit: int,
) -> tuple[RequestRow, ...]:
    c = change_request.c
    page = sa.select(c.id).where(*where).order_by(*order).limit(limit).subquery()
    shown = [c[name] for name in _SHOWN]
    rows = query.execute(
        sa.select(
            *WHOSE,
            *(column.label(f"request_{column.name}") for column in shown),
            c.maker_id,
            workstation.c.counter,
        )
        .select_from(page)
        .join(change_request, c.id == page.c.id)
        .join(customer, customer.c.id == c.customer_id)
        .join(party, party.c.id == customer.c.party_id)
        .join(workstation, workstation.c.id == c.workstation_id)
        .order_by(*order)
    ).all()
    query.load_subject_keys([row.subject_id for row in rows])
    kinds = _kinds(query, [row.request_id for row in rows])
    people = query.all(staff, staff.c.id.in_({row.maker_id for row in rows}))
    makers = {each["id"]: (each["name"], each["staff_no"]) for each in people}
    return tuple(
        _row(row, kinds[row.request_id], shown_name(query, row), *makers[row.maker_id])
        for row in rows
    )


_SHOWN = (
    "id",
    "number",
    "customer_id",
    "made_at",
    "hours",
    "present",
    "status",
    "steps_done",
    "steps",
    "urged_at",
)


def _row(row: Any, kinds: tuple[str, ...], name: str, maker: str, maker_no: str) -> RequestRow:
    return RequestRow(
        row.request_id,
        row.request_number,
        kinds,
        row.request_customer_id,
        name,
        maker,
        maker_no,
        row.counter,
        row.request_made_at,
        row.request_made_at + timedelta(hours=row.request_hours),
        row.request_present,
        row.request_status,
        row.request_steps_done + 1,
        row.request_steps,
        row.request_urged_at is not None,
    )


def _kinds(query: Query, request_ids: list[UUID]) -> dict[UUID, tuple[str, ...]]:
    found: dict[UUID, tuple[str, ...]] = dict.fromkeys(request_ids, ())
    rows = query.execute(
        sa.select(change_item.c.request_id, change_item.c.kind)
        .where(change_item.c.request_id.in_(request_ids))
        .order_by(change_item.c.request_id, change_item.c.n)
    )
    for row in rows:
        found[row.request_id] += (row.kind,)
    return found
