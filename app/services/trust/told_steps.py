"""What changed about the administrators since a person's last sign-in, in one line: whoever could make
an administrator in the night is seen the next morning, and the key can be compared with the paper."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

import sqlalchemy as sa

from app.domain.fingerprint import fingerprint
from app.errors import QT_TR_NOOP
from app.security.roots import Roots, RootStep
from app.services.session import ToldStep
from db.schema.staff import staff

MOST = 5
"""The newest that are told; older ones are counted."""
TEXT = QT_TR_NOOP(
    "Since your last sign-in: {what}. If you know nothing of it, compare the key with the recovery sheets "
    "and tell the auditor."
)
EARLIER = QT_TR_NOOP("{n} earlier changes of administrators")
KINDS = {
    "set_up": QT_TR_NOOP("administrator {name} set up this hall (key {key})"),
    "carried_over": QT_TR_NOOP("administrator {name} vouches for people from now on (key {key})"),
    "added": QT_TR_NOOP("administrator {name} was added (key {key})"),
    "ended": QT_TR_NOOP("{name} is no administrator any more (key {key})"),
    "replaced": QT_TR_NOOP("administrator {name} has a new key ({key})"),
    "recovered": QT_TR_NOOP("{name} became administrator by the recovery codes (key {key})"),
}


def told_steps(
    connection: sa.Connection, known: Roots, followed: Iterable[RootStep]
) -> tuple[ToldStep, ...]:
    """The steps `followed` from `known` on, oldest first, with the staff numbers of today."""
    changes: list[tuple[str, UUID, bytes]] = []
    for step in followed:
        change = step.change
        if change.begun is not None:
            changes += [
                (change.kind, each.staff_id, each.sign_public)
                for each in change.begun.administrators
            ]
        else:
            key = change.sign_public or known.key_of(change.staff_id)
            changes.append((change.kind, change.staff_id, key or b""))
        known = known.after(step) or known
    ids = {staff_id for _, staff_id, _ in changes}
    found = connection.execute(sa.select(staff.c.id, staff.c.staff_no).where(staff.c.id.in_(ids)))
    numbers = {row.id: row.staff_no for row in found} if ids else {}
    return tuple(
        ToldStep(kind, numbers.get(staff_id, str(staff_id)), key) for kind, staff_id, key in changes
    )


def step_texts(steps: tuple[ToldStep, ...]) -> list[tuple[str, dict[str, object]]]:
    """What fills TEXT, each as (text, its values); empty when nothing changed."""
    told: list[tuple[str, dict[str, object]]] = []
    if len(steps) > MOST:
        told.append((EARLIER, {"n": len(steps) - MOST}))
    told += [
        (KINDS[step.kind], {"name": step.staff_no, "key": fingerprint(step.key)})
        for step in steps[-MOST:]
    ]
    return told
