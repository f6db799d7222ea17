"""The release of a database that lacks events which were seen, and the auditor's list (security.md 4).

An auditor releases it alone; otherwise a supervisor of the hall agrees first and an administrator releases.
The event names the lost events. It stays on the auditor's list, and a finding of verification, until an
auditor has seen it. So does a counter that found no head of its own chain.
"""

from __future__ import annotations

import base64
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Role
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, UserError
from app.security.box import open_box
from app.security.seal import Tampered
from app.services.procedure import (
    REASON_CONTEXT,
    REASON_LIMIT,
    Query,
    Work,
    not_allowed,
    number_blocks,
    procedure,
    query,
    raise_numbers_here,
)
from app.services.session import Lost, Session
from app.services.trust.lost_events import find_lost, lost_in, name_lost, unproved
from app.services.trust.vouching import event_of
from db.schema.operations import ROLLBACK_KINDS, number_counter, operation
from db.schema.organisation import workstation
from db.schema.staff import staff

HEAD_GONE = QT_TR_NOOP(
    "This counter has worked before, and the file with its newest number was not there or could not be read. "
    "If nobody moved it, an older database may have been put in its place. This is on record; tell the auditor."
)
AGREED_FOR = timedelta(minutes=30)
"""How long a supervisor's agreement waits for the administrator."""
LOOK_BACK = 200
"""Entries of the auditor's list."""


@dataclass(frozen=True)
class Named:
    """One counter's lost events, as the list and the page say them."""

    counter: str
    first: int
    last: int
    forged: bool = False
    """No key that is known here signed the newest of them: somebody may have forged it."""


@dataclass(frozen=True)
class Agreed:
    """A supervisor agreed."""

    staff_no: str


@dataclass(frozen=True)
class Released:
    """Who released the base."""

    staff_no: str


@dataclass(frozen=True)
class HeadGone:
    """`why`: 'missing', 'damaged' or 'closed'."""

    why: str


@dataclass(frozen=True)
class Seen:
    """How many entries an auditor has seen."""

    n: int


@dataclass(frozen=True)
class Rollback:
    """An entry of the auditor's list. `lost` is empty where a head was gone (`why`); `agreed_by` is empty
    where an auditor released it; `reason` is empty for who may not open it."""

    id: UUID
    at: datetime
    staff_no: str
    agreed_by: str
    lost: tuple[Named, ...]
    why: str
    reason: str
    seen: bool


@procedure("trust.agree_release", None, roles={Role.SUPERVISOR})
def agree_release(work: Work) -> Agreed:
    """Record that a supervisor of this hall agrees that the base is released. NotAllowed for another hall's;
    UserError 'nothing_lost'."""
    actor = work.session.actor
    if actor.hall_id != work.session.installation.workstation.hall_id:
        raise not_allowed()
    lost = find_lost(work, work.session.keys.roots)
    if not lost:
        raise _nothing_lost()
    work.details["agrees"] = [each.plain() for each in lost]
    return Agreed(actor.staff_no)


def _settled(session: Session, done: Released) -> Released:
    session.rolled_back = False
    session.installation.heads.flush()  # other programs at this base go on at once
    return done


@procedure(
    "trust.release_base",
    None,
    roles={Role.AUDITOR, Role.ADMINISTRATOR},
    writes={number_counter: {}},
    then=_settled,
)
def release_base(work: Work, *, reason: str, agreed: UUID | None = None) -> Released:
    """Go on from the database as it is; the event names what was lost, numbers for people go on from the next
    million.

    `agreed` is the operation in which a supervisor agreed; only an auditor needs none. UserError
    'release_reason', 'release_needs_supervisor', 'nothing_lost'.
    """
    if not reason.strip():
        raise UserError("release_reason", QT_TR_NOOP("Say what happened and why work goes on."))
    require_text(reason, field="reason", limit=REASON_LIMIT)
    actor = work.session.actor
    if actor.role is not Role.AUDITOR:
        _require_agreement(work, agreed)
        work.details["agreed"] = str(agreed)
    if not name_lost(work):
        raise _nothing_lost()
    work.details["numbers"] = {**raise_numbers_here(work.session, work.connection)}
    number_blocks(work.session.installation).drop()  # what was leased before may be in use
    work.why(reason.strip())
    return Released(actor.staff_no)


def _require_agreement(work: Work, agreed: UUID | None) -> None:
    found = work.execute(
        sa.select(operation.c.at, operation.c.workstation_id).where(
            operation.c.id == agreed,
            operation.c.kind == "trust.agree_release",
            operation.c.outcome == "done",
            operation.c.actor_id != work.session.actor.id,
        )
    ).first()
    here = work.session.installation.workstation.id
    if found is None or found.workstation_id != here or work.now - found.at > AGREED_FOR:
        raise UserError(
            "release_needs_supervisor",
            QT_TR_NOOP(
                "An administrator releases the database together with a supervisor of this hall; an auditor "
                "can do it alone."
            ),
        )


def _nothing_lost() -> UserError:
    return UserError(
        "nothing_lost",
        QT_TR_NOOP(
            "The database has everything that this counter has seen. There is nothing to release."
        ),
    )


@query(None)
def lost_now(query: Query) -> tuple[Named, ...]:
    """What is lost and not released, for the page that asks for the release."""
    lost = find_lost(query, query.session.keys.roots)
    return _named(query, lost, unproved(query, lost))


def _named(query: Query, lost: tuple[Lost, ...], forged: Collection[str]) -> tuple[Named, ...]:
    counters = {
        row.id: row.counter
        for row in query.execute(sa.select(workstation.c.id, workstation.c.counter))
    }
    return tuple(
        Named(
            counters.get(each.workstation, str(each.workstation)),
            each.first,
            each.last,
            each.hash in forged,
        )
        for each in lost
    )


@procedure("trust.note_head", None)
def note_head(work: Work, *, why: str) -> HeadGone:
    """Record that this counter, at which people have signed in, found no head of its own chain."""
    work.details["why"] = why
    return HeadGone(why)


@procedure("trust.see_rollbacks", None, roles={Role.AUDITOR})
def see_rollbacks(work: Work, *, ids: tuple[UUID, ...]) -> Seen:
    """Record that the auditor has seen these entries of the list."""
    known = set(
        work.execute(
            sa.select(operation.c.id).where(
                operation.c.id.in_(ids), operation.c.kind.in_(ROLLBACK_KINDS)
            )
        ).scalars()
    )
    work.details["seen"] = [str(each) for each in sorted(known)]
    return Seen(len(known))


@query(None)
def rollbacks(query: Query) -> tuple[Rollback, ...]:
    """The auditor's list, newest first; NotAllowed for others than auditors and administrators."""
    if query.session.actor.role not in (Role.AUDITOR, Role.ADMINISTRATOR):
        raise not_allowed()
    rows = query.execute(
        sa.select(operation.c.id, operation.c.kind, operation.c.at, staff.c.staff_no)
        .outerjoin(staff, staff.c.id == operation.c.actor_id)
        .where(operation.c.kind.in_(ROLLBACK_KINDS), operation.c.outcome == "done")
        .order_by(operation.c.at.desc())
        .limit(LOOK_BACK)
    ).all()
    seen: set[str] = set()
    found = []
    for row in rows:  # an entry is seen after it was made, so the newest come first
        event = event_of(query.connection, row.id)
        body = {} if event is None else event.body
        details = body.get("details", {})
        if row.kind == "trust.see_rollbacks":
            seen.update(details.get("seen", []))
            continue
        found.append(
            Rollback(
                row.id,
                row.at,
                row.staff_no or "",
                _agreed_by(query, details.get("agreed")),
                _named(query, tuple(lost_in(body)), details.get("unproved", [])),
                str(details.get("why", "")),
                _reason(query.session, body.get("reason")),
                str(row.id) in seen,
            )
        )
    return tuple(found)


def _agreed_by(query: Query, agreed: str | None) -> str:
    if agreed is None:
        return ""
    who = (
        sa.select(staff.c.staff_no)
        .join(operation, operation.c.actor_id == staff.c.id)
        .where(operation.c.id == UUID(agreed))
    )
    return query.execute(who).scalar() or ""


def _reason(session: Session, boxed: str | None) -> str:
    for (name, _), private in session.keys.held.items():
        if name == "audit" and boxed:
            try:
                return open_box(private, base64.b64decode(boxed), REASON_CONTEXT).decode()
            except (Tampered, ValueError):
                continue
    return ""
