"""授权: a supervisor lets a colleague of the same hall decide in their place for some time (R-005).

It covers neither the delegate's own requests nor the supervisor's own: the maker of a request decides it by no way
(app.services.approvals).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission, Role
from app.domain.text import check_text
from app.errors import QT_TR_NOOP, Problem, Refused, UserError
from app.services import trust
from app.services.procedure import (
    NO_SECRET,
    REASON_LIMIT,
    Query,
    Work,
    gone,
    may_change,
    procedure,
    query,
)
from db.schema.policies import delegation
from db.schema.staff import staff, staff_secret

DELEGATES = (Role.CLERK,)
"""Who may be delegated to: they read requests, and a supervisor decides without it."""
LONGEST = timedelta(days=14)
_SHOWN = timedelta(days=90)


@dataclass(frozen=True)
class Delegated:
    """The authority to decide that `to_id` has or had."""

    id: UUID
    to_id: UUID


@procedure(
    "policies.delegate",
    Permission.DELEGATE,
    writes={delegation: {"from_id": "actor", "hall_id": "hall"}},
)
def delegate(
    work: Work, *, to_id: UUID, starts_at: datetime, ends_at: datetime, reason: str
) -> Delegated:
    """Let `to_id` decide in the actor's place from `starts_at` (now, where that is past) until `ends_at`.

    Both are aware. Refused with the problems of 'to', 'starts_at', 'ends_at' and 'reason'. The reason is for
    auditors.
    """
    actor, reason = work.session.actor, reason.strip()
    starts_at = max(starts_at, work.now)
    problems = check_text(reason, field="reason", limit=REASON_LIMIT)
    if not reason:
        text = QT_TR_NOOP("Say why you delegate, such as leave or a meeting.")
        problems.append(Problem("reason", "reason_needed", text))
    if to_id not in {each.staff_id for each in _may_decide(work)}:
        text = QT_TR_NOOP("Choose a clerk of this hall who works here now.")
        problems.append(Problem("to", "not_a_delegate", text))
    if problems := problems + _check_times(starts_at, ends_at):
        raise Refused(problems)
    delegation_id = work.insert(
        delegation,
        hall_id=actor.hall_id,
        from_id=actor.id,
        to_id=to_id,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    work.why(reason)
    work.details["to"] = str(to_id)
    return Delegated(delegation_id, to_id)


def _check_times(starts_at: datetime, ends_at: datetime) -> list[Problem]:
    if ends_at <= starts_at:
        text = QT_TR_NOOP("This is not after the beginning. Type a later time.")
        return [Problem("ends_at", "ends_before", text)]
    if ends_at - starts_at > LONGEST:
        text = QT_TR_NOOP("Authority is delegated for {most} days at most. Choose an earlier end.")
        return [Problem("ends_at", "too_long", text, {"most": LONGEST.days})]
    return []


@procedure(
    "policies.end_delegation",
    Permission.DELEGATE,
    changes={delegation: may_change("ended_at")},
)
def end_delegation(work: Work, *, delegation_id: UUID, version: int) -> Delegated:
    """Take a delegation of this hall back, the own one or a colleague's. UserError 'delegation_over'."""
    row = work.one(delegation, delegation_id)
    if row["hall_id"] != work.session.actor.hall_id:
        raise gone()
    if row["ended_at"] is not None or row["ends_at"] <= work.now:
        raise UserError("delegation_over", QT_TR_NOOP("This delegation is over already."))
    work.update(delegation, delegation_id, version, ended_at=work.now)
    return Delegated(delegation_id, row["to_id"])


def standing_delegation(
    query: Query, staff_id: UUID, at: datetime | None = None
) -> tuple[UUID, ...]:
    """The supervisors in whose place `staff_id` may decide at `at` (now, where none is given), the latest
    delegation first: those who work here as supervisors still, and whose own key signed it."""
    at = at or query.now
    rows = query.execute(
        sa.select(delegation)
        .where(
            delegation.c.to_id == staff_id,
            delegation.c.starts_at <= at,
            delegation.c.ends_at > at,
            delegation.c.ended_at.is_(None),
        )
        .order_by(delegation.c.starts_at.desc(), delegation.c.id.desc())
    ).all()
    known = trust.roots_now(query) if rows else None
    found = []
    for row in rows:
        giver = _at_work(query, staff.c.id == row.from_id, staff.c.role == Role.SUPERVISOR.value)
        kept = [each for each in giver if each.hall_id == row.hall_id]
        signed = trust.is_by(
            query, delegation, row, row.from_id, "policies.delegate", Role.SUPERVISOR
        )
        if known is not None and kept and signed and trust.let_in(query, known, kept[0]):
            found.append(row.from_id)
    return tuple(dict.fromkeys(found))


def _at_work(query: Query, *where: sa.ColumnElement[bool]) -> list[Any]:
    """Staff rows of people who can sign in today."""
    return list(
        query.execute(
            sa.select(staff)
            .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
            .where(
                sa.or_(staff.c.valid_to.is_(None), staff.c.valid_to >= query.today),
                sa.func.length(staff_secret.c.sealed) != NO_SECRET,
                *where,
            )
            .order_by(staff.c.staff_no)
        )
    )


@dataclass(frozen=True)
class MayDecide:
    """Somebody to whom a supervisor may delegate."""

    staff_id: UUID
    staff_no: str
    name: str


@query(Permission.DELEGATE)
def may_be_delegated(query: Query) -> tuple[MayDecide, ...]:
    """The people of this hall to whom a supervisor may delegate, by staff number."""
    return _may_decide(query)


def _may_decide(query: Query) -> tuple[MayDecide, ...]:
    here = staff.c.hall_id == query.session.actor.hall_id
    rows = _at_work(query, here, staff.c.role.in_([role.value for role in DELEGATES]))
    query.load_subject_keys([row.subject_id for row in rows])
    known = trust.roots_now(query)
    return tuple(
        MayDecide(row.id, row.staff_no, query.open(staff, row)["name"])
        for row in rows
        if trust.let_in(query, known, row)
    )


@dataclass(frozen=True)
class DelegationRow:
    """One delegation, with the numbers and names of both; names of staff are on every slip. `standing` is it now,
    or will be on its day."""

    id: UUID
    version: int
    from_no: str
    from_name: str
    to_no: str
    to_name: str
    starts_at: datetime
    ends_at: datetime
    ended_at: datetime | None
    standing: bool


@query(Permission.DELEGATE)
def delegations(query: Query) -> tuple[DelegationRow, ...]:
    """What was delegated in this hall, the newest first: all that stands or comes, and what ended in the last 90
    days."""
    rows = query.execute(
        sa.select(delegation)
        .where(
            delegation.c.hall_id == query.session.actor.hall_id,
            delegation.c.ends_at >= query.now - _SHOWN,
        )
        .order_by(delegation.c.starts_at.desc(), delegation.c.id.desc())
    ).all()
    people = _people(query, {each for row in rows for each in (row.from_id, row.to_id)})
    return tuple(
        DelegationRow(
            row.id,
            row.version,
            *people[row.from_id],
            *people[row.to_id],
            row.starts_at,
            row.ends_at,
            row.ended_at,
            row.ended_at is None and row.ends_at > query.now,
        )
        for row in rows
    )


def _people(query: Query, ids: set[UUID]) -> dict[UUID, tuple[str, str]]:
    """Number and name by id."""
    found = query.all(staff, staff.c.id.in_(ids)) if ids else []
    return {each["id"]: (each["staff_no"], each["name"]) for each in found}
