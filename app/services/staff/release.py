"""The release of a rolled-back database at the counter of whoever is signed in."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from uuid import UUID, uuid5

from app.domain.permissions import Role
from app.errors import QT_TR_NOOP, UserError
from app.services import trust
from app.services.session import Session
from app.services.staff.colleague import as_colleague


def release_here(
    session: Session, operation_id: UUID, *, reason: str, others: Sequence[tuple[str, str]] = ()
) -> str:
    """Release the base; returns the staff number of who released it.

    The person of the session counts if the post is one that may release; `others` are staff numbers and
    passwords of those who prove themselves on the spot. An auditor releases alone, else an administrator
    together with a supervisor. Raises what `sign_in` raises, UserError 'release_who' and what
    `trust.release_base` raises.
    """
    with ExitStack() as stack:
        people = {session.actor.role: session}
        for staff_no, password in others:
            if staff_no.strip() != session.actor.staff_no:
                colleague = stack.enter_context(as_colleague(session, staff_no, password))
                people[colleague.actor.role] = colleague
        auditor, administrator = people.get(Role.AUDITOR), people.get(Role.ADMINISTRATOR)
        supervisor = people.get(Role.SUPERVISOR)
        if auditor is not None:
            done = trust.release_base(auditor, operation_id, reason=reason)
        elif administrator is not None and supervisor is not None:
            agreed = uuid5(operation_id, "agree")
            trust.agree_release(supervisor, agreed)
            done = trust.release_base(administrator, operation_id, reason=reason, agreed=agreed)
        else:
            raise UserError(
                "release_who",
                QT_TR_NOOP(
                    "The database is released by an auditor, or by an administrator and a supervisor "
                    "together. Name who is here, with the password."
                ),
            )
    session.rolled_back = False
    return done.staff_no
