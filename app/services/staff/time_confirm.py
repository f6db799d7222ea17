"""Confirming the time of a clock that is out of line: by a supervisor or the administrator, in the chain.

Times count anew from that event on, because otherwise one paper dated years ahead would stop a hall
for years. A supervisor confirms at a colleague's counter in the way of a permit
(app.services.staff.permits).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from app.domain.permissions import Permission, Role
from app.errors import QT_TR_NOOP, UserError
from app.services.procedure import Query, Work, newest_event, not_allowed, procedure, query
from app.services.session import CONFIRM_TIME, Gap, Session, Times, clock_gap, clock_refused
from app.services.staff.colleague import as_colleague


@dataclass(frozen=True)
class Confirmed:
    """The confirmed time, and the one of the newest event before it (UTC)."""

    newest: datetime
    now: datetime
    staff_no: str


def _settled(session: Session, done: Confirmed) -> Confirmed:
    session.clock_gap = None
    return done


@procedure(CONFIRM_TIME, Permission.TIME_CONFIRM, then=_settled)
def confirm_time(work: Work) -> Confirmed:
    """Record that the person of the session confirms the time.

    NotAllowed for who is no supervisor of this hall nor administrator; UserError 'clock_right' when
    there is nothing to confirm.
    """
    actor, here = work.session.actor, work.session.installation.workstation
    if actor.role is Role.SUPERVISOR and actor.hall_id != here.hall_id:
        raise not_allowed()
    found = _gap(work)
    if found is None:
        raise UserError(
            "clock_right",
            QT_TR_NOOP("The clock agrees with the newest record. There is nothing to confirm."),
        )
    work.details.update(newest=found.newest.isoformat(), now=found.now.isoformat())
    return Confirmed(found.newest, found.now, actor.staff_no)


def confirm_time_here(
    session: Session, operation_id: UUID, *, staff_no: str, password: str
) -> Confirmed:
    """Record that `staff_no` confirms the time at the counter of `session`, whose person stays
    signed in.

    Raises what `sign_in` raises for a wrong password, a wait or a lock, and what `confirm` raises.
    """
    with as_colleague(session, staff_no, password) as colleague:
        done = confirm_time(colleague, operation_id)
    session.clock_gap = None
    return done


@query(None)
def clock_out_of_line(query: Query) -> Gap | None:
    """How the clock stands now, or None when it is in line; asked after a correction or a
    refusal."""
    return _gap(query)


def _gap(query: Query) -> Gap | None:
    here = query.session.installation
    before = newest_event(query.connection, here.workstation.id)
    return clock_gap(query.connection, before, Times(query.now, here.clock()))


def require_right(session: Session) -> None:
    """UserError 'clock_behind' when an event would be refused now; called before a step that a
    rollback cannot undo."""
    found = clock_out_of_line(session)
    if found is not None and found.behind:
        raise clock_refused(found, session.installation.profile.zone)
