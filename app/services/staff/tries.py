"""A person's tries in the database (sign_in_state), and what events say of them, so that verification
finds a count that was lowered and a lock that was set or taken away.

A try that is counted before its password is looked at is no event of its own, because the outcome
follows within a second. An event says what a wrong password left, and every other change that an
outcome does not tell: a lock, tries given back, and the end of a count by the right password.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain
from app.services.procedure import event_of_person, workstation_event
from app.services.session import Installation
from app.services.staff.pending_try import Counts, Mark
from db.schema.staff import sign_in_state


def counts_of(row: Any) -> Counts:
    """The tries of a row that has the columns of sign_in_state."""
    return Counts(row.failures, row.last_failed_at, row.locked)


def counts_now(connection: sa.Connection, staff_id: UUID) -> Counts:
    """The tries, held until the transaction ends."""
    found = sa.select(sign_in_state).where(sign_in_state.c.staff_id == staff_id)
    return counts_of(connection.execute(found.with_for_update()).one())


def write_counts(connection: sa.Connection, staff_id: UUID, counts: Counts) -> None:
    """Put these tries in the place of those there are."""
    connection.execute(
        sa.update(sign_in_state)
        .where(sign_in_state.c.staff_id == staff_id)
        .values(
            failures=counts.failures, last_failed_at=counts.last_failed_at, locked=counts.locked
        )
    )


def said(staff_id: UUID, counts: Counts) -> dict[str, Plain]:
    """What an event says of the tries as they now stand."""
    at = counts.last_failed_at
    return {
        "tries": [
            str(staff_id),
            counts.failures,
            None if at is None else at.isoformat(),
            counts.locked,
        ]
    }


def tell(
    connection: sa.Connection, installation: Installation, staff_id: UUID, counts: Counts
) -> None:
    """An event of its own, in the transaction that wrote `counts`."""
    workstation_event(
        connection,
        installation,
        "staff.tries",
        [("staff", staff_id)],
        said(staff_id, counts),
    )


def count(
    connection: sa.Connection, installation: Installation, staff_id: UUID, found: Counts, mark: Mark
) -> None:
    """Write a try that begins. `found` are the tries as the database had them: where a dead try was given
    back, and where this one locks, the event says so."""
    write_counts(connection, staff_id, mark.counted)
    if mark.before != found or mark.counted.locked:
        tell(connection, installation, staff_id, mark.counted)


def give_back(
    connection: sa.Connection, installation: Installation, staff_id: UUID, mark: Mark
) -> None:
    """Write the tries without one whose password was not looked at."""
    now = counts_now(connection, staff_id)
    left = mark.given_back(now)
    write_counts(connection, staff_id, left)
    if now != mark.counted or now.locked:
        tell(connection, installation, staff_id, left)


def reset(
    connection: sa.Connection,
    installation: Installation,
    row: Any,
    private: bytes,
    mark: Mark,
    now: Counts,
) -> None:
    """Write that the password was right, under the person's key that it opened: the counter's may be a new
    one that nobody vouches for yet. Where no other try was counted there is nothing to tell."""
    none = Counts(0, None, False)
    write_counts(connection, row.id, none)
    if mark.before.failures or now != mark.counted:
        whose = (row.id, row.hall_id, private)
        event_of_person(connection, installation, whose, "staff.tries", said(row.id, none))
