"""Permits of a supervisor at a colleague's counter, each for one use; the colleague stays signed in
(D8, R-054).

The supervisor's password goes through the rules of every sign-in; the permit is a record that the
supervisor's own key signed in the chain of events, and the business that uses it writes so into it.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.domain.permissions import Permission, Role
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, Conflict, UserError
from app.services import trust
from app.services.procedure import (
    REASON_LIMIT,
    Changes,
    Query,
    Work,
    Writes,
    may_change,
    not_allowed,
    procedure,
)
from app.services.session import CLOCK_TOLERANCE, Session
from app.services.staff.colleague import as_colleague
from db.schema.permits import permit
from db.schema.staff import staff

Purpose = Literal["manual_entry", "face_override"]

VALID = timedelta(minutes=30)

USED: Changes = {permit: may_change("used_by")}
GRANTED: Writes = {permit: {"granted_by": "actor", "workstation_id": "counter"}}


@dataclass(frozen=True)
class Permit:
    """A permit that was given, for one use by one person at one counter."""

    id: UUID
    purpose: Purpose
    granted_by: UUID
    staff_no: str
    expires_at: datetime


def grant_permit(
    session: Session,
    operation_id: UUID,
    *,
    staff_no: str,
    password: str,
    purpose: Purpose,
    reason: str,
) -> Permit:
    """Let the supervisor `staff_no` permit something to the person of `session`.

    Raises what `sign_in` raises for a wrong password, a wait or a lock; UserError 'permit_reason',
    'permit_own'; NotAllowed when it is no supervisor of this hall.
    """
    if not session.may(Permission.CUSTOMER_REGISTER):
        raise not_allowed()
    if not reason.strip():
        raise UserError("permit_reason", QT_TR_NOOP("Say why this exception is permitted."))
    require_text(reason, field="reason", limit=REASON_LIMIT)
    if staff_no.strip() == session.actor.staff_no:
        raise UserError(
            "permit_own", QT_TR_NOOP("Nobody permits an exception to themselves. Ask a supervisor.")
        )
    with as_colleague(session, staff_no, password) as supervisor:
        return _grant(
            supervisor,
            operation_id,
            granted_to=session.actor.id,
            purpose=purpose,
            reason=reason.strip(),
        )


@procedure("permits.grant", Permission.EXCEPTION_PERMIT, writes=GRANTED)
def _grant(work: Work, *, granted_to: UUID, purpose: Purpose, reason: str) -> Permit:
    actor, workstation = work.session.actor, work.session.installation.workstation
    if actor.hall_id != workstation.hall_id:
        raise not_allowed()
    if purpose not in get_args(Purpose):
        raise ValueError("no such purpose of a permit")
    expires_at = work.now + VALID
    permit_id = work.insert(
        permit,
        purpose=purpose,
        granted_by=actor.id,
        granted_to=granted_to,
        workstation_id=workstation.id,
        granted_at=work.now,
        expires_at=expires_at,
    )
    work.why(reason)
    work.details["purpose"] = purpose
    return Permit(permit_id, purpose, actor.id, actor.staff_no, expires_at)


def standing_permit(query: Query, permits: Collection[UUID]) -> dict[str, tuple[UUID, UUID]]:
    """(permit, supervisor) by purpose, of permits that may be used here and now.

    UserError 'permit_spent' when one was used, has expired or was given to somebody else.
    """
    found = {}
    for permit_id in permits:
        try:
            row = query.one(permit, permit_id)
        except Conflict:
            raise _spent() from None
        mine = (row["granted_to"], row["workstation_id"]) == (
            query.session.actor.id,
            query.session.installation.workstation.id,
        )
        begins = (
            row["granted_at"] - CLOCK_TOLERANCE
        )  # a clock that was years ahead may have been set right since
        if not _was_granted(query, permit_id, row["granted_by"]):
            raise _spent()
        if not mine or row["used_by"] is not None or not begins <= query.now <= row["expires_at"]:
            raise _spent()
        found[row["purpose"]] = (permit_id, row["granted_by"])
    return found


def _was_granted(query: Query, permit_id: UUID, granted_by: UUID) -> bool:
    """Whether a supervisor whom an administrator let in signed this permit as it stands: a row that somebody
    wrote into the database permits nothing. A permit that was used is of another operation."""
    row = query.execute(sa.select(permit).where(permit.c.id == permit_id)).one()
    person = query.execute(sa.select(staff).where(staff.c.id == granted_by)).first()
    return (
        trust.is_by(query, permit, row, granted_by, "permits.grant", Role.SUPERVISOR)
        and person is not None
        and trust.let_in(query, trust.roots_now(query), person)
    )


def use_permit(work: Work, permits: Collection[UUID]) -> dict[str, tuple[UUID, UUID]]:
    """The permits of `standing_permit`, marked as used by this operation. Of two uses at once the
    second gets a Conflict."""
    found = standing_permit(work, permits)
    for n, (permit_id, granter) in enumerate(found.values()):
        version = work.one(permit, permit_id)["version"]
        # `used_by` is UNIQUE, so a second permit of the same operation gets an id derived from it
        used_by = uuid5(work.operation_id, str(n)) if n else work.operation_id
        work.update(permit, permit_id, version, used_by=used_by)
        work.held.granters.add(granter)
    if found:
        work.details["permits"] = {purpose: str(each) for purpose, (each, _) in found.items()}
    return found


def _spent() -> UserError:
    return UserError(
        "permit_spent",
        QT_TR_NOOP("The supervisor's permit was used or has expired. Ask for it again."),
    )
