"""The list of roots in the database: where a person stands on it, and how a step is added.

A step is written in the operation that makes it, and the operation's event names it. What an ended key
had signed is signed anew in the same operation, by the administrator who ends it; so at every moment a
staff row counts if and only if a key in force signed its event. Whoever signs staff rows or steps takes
`lock` first: otherwise a row signed by a key that is just being ended would be missed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.errors import QT_TR_NOOP, UserError
from app.security.profile import Profile
from app.security.roots import (
    RECOVERY,
    Begun,
    Change,
    Roots,
    RootStep,
    beginning,
    key_digest,
    next_step,
    read_step,
    walk,
)
from app.security.signing import check, sign
from app.services.procedure import Changes, Query, Work, event_label, may_change
from app.services.session import Unvouched, unvouched
from app.services.trust.shares import state_shares
from app.services.trust.staff_row import staff_signed_bytes
from app.services.trust.telling import put_on_record
from app.services.trust.vouching import event_of_staff, vouched
from db.engine import is_sqlite
from db.schema.audit import audit_event
from db.schema.keys import held_key, profile_copy, root_step
from db.schema.staff import staff

_LOCK = int.from_bytes(b"roots", "big")
_MOST_STEPS = 1000
"""Read at one walk; more than a person who was away for years has missed."""


def lock_roots(connection: sa.Connection) -> None:
    """Let one transaction at a time change the staff. SQLite has one writer anyway."""
    if not is_sqlite(connection):
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))


def steps(connection: sa.Connection, profile: Profile, after: int) -> list[RootStep]:
    """The steps after number `after`, of the database and of the profile's copy."""
    rows = connection.execute(
        sa.select(root_step.c.body)
        .where(root_step.c.n > after)
        .order_by(root_step.c.n)
        .limit(_MOST_STEPS)
    ).scalars()
    copied = [step for step in profile.steps if step.n > after]
    return [step for body in rows if (step := read_step(body)) is not None] + copied


def stand(
    connection: sa.Connection, profile: Profile, known: Roots
) -> tuple[Roots, tuple[Unvouched, ...]]:
    """The place on the list that `known` has reached today, and the steps that did not lead on from
    there."""
    roots, refused = walk(known, steps(connection, profile, known.n))
    found = [
        unvouched("root_step", f"#{step.n}", step.signed_bytes(), step.signature)
        for step in refused
    ]
    if known.n and not _stored(connection, known):
        found.append(unvouched("root_step", f"#{known.n}", known.hash))
    return roots, tuple(found)


def leading_to(known: Roots, every: list[RootStep]) -> list[RootStep]:
    """The steps of `every` that lead to `known`, oldest first, back to the first missing one."""
    by_hash = {step.hash: step for step in every}
    steps, at = [], known.hash
    while at in by_hash:
        steps.append(by_hash[at])
        at = by_hash[at].previous
    return steps[::-1]


def _stored(connection: sa.Connection, known: Roots) -> bool:
    """Whether the step where somebody stands is in the database as it was."""
    bodies = connection.execute(sa.select(root_step.c.body).where(root_step.c.n == known.n))
    found = [read_step(body) for body in bodies.scalars()]
    return any(step is not None and step.hash == known.hash for step in found)


def roots_on_list(connection: sa.Connection, profile: Profile, known: Roots) -> set[bytes]:
    """The hashes of the steps that lead to where the list goes on to from `known`."""
    today, _ = stand(connection, profile, known)
    return {step.hash for step in leading_to(today, steps(connection, profile, 0))}


def roots_in(connection: sa.Connection) -> set[bytes]:
    """The hashes of all steps in a database, as they say themselves; what is no step counts as another."""
    bodies = connection.execute(sa.select(root_step.c.body)).scalars()
    found = [read_step(body) for body in bodies]
    return {b"" if step is None else step.hash for step in found}


def older_copy(connection: sa.Connection, profile: Profile, workstation_id: UUID) -> bool:
    """Whether the profile lacks a step that it had on this counter, because an older profile was
    put in its place."""
    newest = connection.execute(
        sa.select(profile_copy.c.hash).where(profile_copy.c.workstation_id == workstation_id)
    ).scalar()
    return newest is not None and newest not in {step.hash for step in profile.steps}


def roots_now(query: Query) -> Roots:
    """The roots as this transaction sees them."""
    session = query.session
    return stand(query.connection, session.installation.profile, session.keys.roots)[0]


def entitled(work: Work) -> Roots:
    """The roots for a transaction that changes the staff, locked against others that would.

    A base from before the list gets its first step here. UserError 'no_root' when the actor's key is not
    in force.
    """
    lock_roots(work.connection)
    session = work.session
    roots, left_out = stand(work.connection, session.installation.profile, session.keys.roots)
    # a list exists that does not lead on, so none is begun beside it
    lost = roots.n == 0 and (left_out or ("records", 1) not in session.keys.held)
    if lost or not in_force(roots, session.actor.id, work.today):
        raise UserError(
            "no_root",
            QT_TR_NOOP(
                "Your key as an administrator is not in force, so nothing was changed. Sign in again; if "
                "this is said again, run the verification and tell the auditor."
            ),
        )
    return roots if roots.n else _carry_over(work, roots)


VOUCHED: Changes = {staff: {"enrolled_by": "actor", **may_change("signature")}}
"""Who ends an administrator's key, or writes the first step, vouches for the people let in with it."""


def in_force(roots: Roots, staff_id: UUID, today: date) -> bool:
    """Whether somebody is an administrator whose last day, if there is one, is not past."""
    return any(
        root.until is None or root.until >= today
        for root in roots.administrators
        if root.staff_id == staff_id
    )


def _carry_over(work: Work, known: Roots) -> Roots:
    """Write the first step of a base from before the steps, from what its events tell; everybody
    seals it from then on. The actor vouches for people let in by an administrator who is one no
    more, and names every class key and box that exists, so that a later exchange is found.
    """
    records = work.session.keys.held["records", 1]
    keys = tuple(
        key if key.digest else replace(key, digest=key_digest(key.key_class, key.epoch, records))
        for key in known.class_keys
    )
    begun = Begun(
        known.deployment,
        known.zone,
        known.operator_name,
        known.recovery_public,
        tuple(root for root in known.administrators if in_force(known, root.staff_id, work.today)),
        tuple(replace(key, at=None) for key in known.ended),
        keys,
    )
    actor = work.session.actor.id
    after = add_root(work, known, Change("carried_over", actor, begun=begun))
    rows = work.execute(sa.select(staff).order_by(staff.c.id)).all()
    sign_anew(work, known, [row for row in rows if not vouched(work, after, row)])
    put_on_record(
        work,
        [
            unvouched("recovered", row.staff_no, row.id, row.sign_public)
            for row in rows
            if row.enrolled_by == row.id and after.key_of(row.id) and not _set_up(work, row)
        ],
    )
    for box in work.execute(sa.select(held_key)).all():
        state_box(work, box._mapping, None, b"")
    state_shares(work)
    return after


def _set_up(work: Work, row: Any) -> bool:
    """Whether somebody who let in oneself did so at set-up."""
    event = event_of_staff(work.connection, row.id, row.version)
    return event is not None and event.body["procedure"] == "setup"


def state_box(work: Work, box: Mapping[Any, Any], public: bytes | None, digest: bytes) -> None:
    """Name a boxed class key in the event, with its holder, the key in it and the box itself."""
    given = work.details.setdefault("given", [])
    assert isinstance(given, list)
    given.append(
        [
            box["key_class"],
            box["epoch"],
            str(box["holder_id"]),
            None if public is None else public.hex(),
            digest.hex(),
            hashlib.sha256(box["sealed"]).hexdigest(),
        ]
    )


def add_root(work: Work, roots: Roots, change: Change) -> Roots:
    """Write the step of `change`, signed by the actor; returns the roots after it."""
    actor, private = work.session.actor.id, work.session.keys.sign_private
    return write(work, roots, next_step(roots, change, actor, private))


def write(work: Work, roots: Roots, step: RootStep) -> Roots:
    """Write a step that is already signed, named in this operation's event."""
    after = roots.after(step)
    if after is None:
        raise ValueError("the step does not follow")
    store_roots(work, step)
    return after


def store_roots(work: Work, step: RootStep) -> None:
    """Put the step into the list and its name into the event."""
    work.technical(root_step, hash=step.hash, n=step.n, body=json.dumps(to_plain(step)).encode())
    work.details["roots"] = [*work.details.get("roots", []), step.hash.hex()]  # type: ignore[misc]


def end_root(work: Work, roots: Roots, change: Change) -> Roots:
    """End or replace an administrator's key. The actor vouches for the people who were let in with
    it."""
    after = add_root(work, roots, change)
    rows = work.execute(
        sa.select(staff)
        .where(staff.c.enrolled_by == change.staff_id, staff.c.id != change.staff_id)
        .order_by(staff.c.id)
    )
    sign_anew(work, roots, rows.all())
    return after


def sign_anew(work: Work, roots: Roots, rows: Iterable[Any]) -> None:
    """Vouch for those of `rows` that were vouched for: a new version each, signed by the actor."""
    actor = work.session.actor.id
    for row in rows:
        if not vouched(work, roots, row):
            continue
        values = {**row._mapping, "enrolled_by": actor}
        signature = sign(work.session.keys.sign_private, staff_signed_bytes(values))
        work.update(staff, row.id, row.version, enrolled_by=actor, signature=signature)


def roots_from_beginning(
    connection: sa.Connection, profile: Profile, first_step: bytes = b""
) -> Roots | None:
    """The roots by the whole list, for a recovery, when no password has opened a seal; None where no list
    was begun. The list begins with `first_step`, the hash that two codes opened; UserError 'roots_lost'
    where it does not. A base from before has no such hash: the profile's first step is preferred then,
    because the database may have several.
    """
    every = steps(connection, profile, 0)
    first = [step for step in (*profile.steps, *every) if beginning(step) is not None]
    if first_step:
        first = [step for step in first if step.hash == first_step]
        if not first:
            raise roots_lost()
    known = beginning(first[0]) if first else None
    if known is None:
        return None
    today = walk(known, every)[0]
    if _told_of_more(connection, today, {step.hash.hex() for step in leading_to(today, every)}):
        raise roots_lost()
    return today


def _told_of_more(connection: sa.Connection, known: Roots, there: set[str]) -> bool:
    """Whether an event that an administrator of the list signed names a step that the list lacks."""
    found = connection.execute(
        sa.select(audit_event).where(audit_event.c.body.contains('"roots":["'))
    )
    for row in found:
        try:
            body = json.loads(row.body)
            message = event_label(body).encode() + b"\0" + row.body.encode()
            named = set(body["details"]["roots"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if named - there and any(
            key.staff_id == row.signer_id and check(key.sign_public, message, row.signature)
            for key in known.every()
        ):
            return True
    return False


def roots_lost() -> UserError:
    """The refusal of a list of administrators that lacks a step, or was begun by somebody else."""
    return UserError(
        "roots_lost",
        QT_TR_NOOP(
            "The list of administrators in this database is not whole: its beginning is not that of these "
            "sheets, or a change that was made is missing. Nothing was changed. Restore a backup of this "
            "hall, and tell the auditor."
        ),
    )


def add_root_by_recovery(roots: Roots, change: Change) -> RootStep:
    """The step of a recovery, still to be signed by the recovery key."""
    return RootStep(roots.n + 1, roots.hash, change, RECOVERY)
