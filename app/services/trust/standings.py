"""The roots of the person who signs in: those that the password opened, walked on to today. Only
the sealed roots are believed; the profile, the list of steps, the class keys and the boxes in the
database are compared with them. Entries that do not fit are left out and told, and work goes on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from app.domain.canonical import Plain
from app.security.roots import Roots
from app.services.session import Installation, ToldStep, Unvouched, unvouched
from app.services.trust import key_ring, roots
from app.services.trust.first_belief import first_trust
from app.services.trust.key_ring import Private
from app.services.trust.secret_row import secret_as_it_is, write_secret
from app.services.trust.told_steps import told_steps
from db.schema.keys import class_key, held_key
from db.schema.staff import staff_secret


@dataclass(frozen=True)
class Standing:
    """The roots of today, the class keys that are genuine, what was left out, and what is new."""

    roots: Roots
    held: dict[tuple[str, int], bytes]
    unvouched: tuple[Unvouched, ...]
    steps: tuple[ToldStep, ...]


def standing_at_sign_in(
    connection: sa.Connection, here: Installation, row: Any, private: Private
) -> Standing:
    """The standing, from what the password opened. A base from before the steps begins with
    `first_trust`."""
    profile = here.profile
    known = private.roots or first_trust(connection, profile)
    today, found = roots.stand(connection, profile, known)
    if private.roots is None and _goes_astray(known, today):
        today = known
    held = key_ring.open_held(
        connection, deployment=profile.deployment, holder_id=row.id, box_private=private.box
    )
    genuine = key_ring.genuine(held, today)
    if profile.differs(today) or roots.older_copy(connection, profile, here.workstation.id):
        found += (unvouched("profile", profile.operator_name, profile.signed_bytes()),)
    new = (
        roots.leading_to(today, roots.steps(connection, profile, known.n)) if today != known else []
    )
    return Standing(
        today,
        genuine,
        found + _exchanged(connection, row, today, genuine),
        told_steps(connection, known, new),
    )


def _goes_astray(known: Roots, today: Roots) -> bool:
    """Whether a first list of steps keeps an administrator whose end the events tell of."""
    ended = {(key.staff_id, key.sign_public) for key in known.ended}
    return any((root.staff_id, root.sign_public) in ended for root in today.administrators)


def _exchanged(
    connection: sa.Connection, row: Any, today: Roots, genuine: dict[tuple[str, int], bytes]
) -> tuple[Unvouched, ...]:
    """Class keys that no step names, and boxes for this person that hold something else."""
    named = {(key.key_class, key.epoch): key.public for key in today.class_keys}
    found = []
    for each in connection.execute(
        sa.select(class_key.c.key_class, class_key.c.epoch, class_key.c.public)
    ):
        if named.get((each.key_class, each.epoch), False) != each.public:
            what = f"{each.key_class} {each.epoch}"
            found.append(unvouched("class_key", what, each.public))
    for each in connection.execute(sa.select(held_key).where(held_key.c.holder_id == row.id)):
        if (each.key_class, each.epoch) not in genuine:
            what = f"{each.key_class} {each.epoch} {row.staff_no}"
            found.append(unvouched("held_key", what, each.sealed))
    return tuple(found)


def seal_standing(
    connection: sa.Connection, row: Any, private: Private, standing: Standing
) -> dict[str, Plain]:
    """Seal today's roots in the place of those that the password opened, and take away boxes that hold
    another key than they should, so that a colleague gives this person a new one. Returns what the event
    of the sign-in says of it."""
    taken: list[Plain] = []
    if any(each.kind == "held_key" for each in standing.unvouched):
        for key in standing.roots.class_keys:
            if (key.key_class, key.epoch) not in standing.held:
                connection.execute(
                    sa.delete(held_key).where(
                        held_key.c.holder_id == row.id,
                        held_key.c.key_class == key.key_class,
                        held_key.c.epoch == key.epoch,
                    )
                )
                taken.append([key.key_class, key.epoch, str(row.id)])
    return {"secrets": [_sealed_again(connection, row, private, standing)], "taken": taken}


def _sealed_again(
    connection: sa.Connection, row: Any, private: Private, standing: Standing
) -> Plain:
    opened = connection.execute(
        sa.select(staff_secret.c.sealed).where(staff_secret.c.staff_id == row.id).with_for_update()
    ).scalar_one()
    if standing.roots.n == 0 or standing.roots == private.roots or opened != row.sealed:
        return list(secret_as_it_is(connection, row.id))
    sealed = key_ring.seal_again(
        replace(private, roots=standing.roots),
        deployment=standing.roots.deployment,
        staff_no=row.staff_no,
    )
    return list(write_secret(connection, row.id, sealed=sealed))
