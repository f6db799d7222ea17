"""Handing class keys on to the people whose role should hold them (design: data, keys and seals)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.procedure import NO_SECRET, Query, Work, procedure, query, shape
from app.services.session import Session, Unvouched, unvouched
from app.services.trust import key_ring, roots
from app.services.trust.rollbacks import note_head
from app.services.trust.roots_due import bring_up_to_date
from app.services.trust.telling import record_and_tell
from app.services.trust.vouching import let_in, superseded
from app.services.trust.workstation_key import vouch_for_lost_key
from db.damage import Unreadable
from db.schema.keys import held_key
from db.schema.staff import staff, staff_secret

Held = set[tuple[str, int]]
"""Class keys by class and epoch."""


def hand_on(
    work: Work, holder_id: UUID, role: Role, public: bytes, have: Held | None = None
) -> None:
    """Box every class key that `role` should hold, does not `have`, and this session holds."""
    for (key_class, epoch), key in work.session.keys.held.items():
        if role not in key_ring.HOLDERS[key_class] or (key_class, epoch) in (have or ()):
            continue
        if key_class == "audit" and not _may_give_audit(work, epoch):
            continue
        give_key(work, key_class, epoch, key, holder_id, public)


def give_key(
    work: Work, key_class: str, epoch: int, key: bytes, holder_id: UUID, public: bytes
) -> None:
    """Box one class key to one holder, and say in the event what is given to whom."""
    boxed = key_ring.box_class_key(
        key,
        deployment=work.deployment,
        key_class=key_class,
        epoch=epoch,
        holder_id=holder_id,
        public=public,
    )
    work.technical(held_key, **boxed)
    roots.state_box(work, boxed, public, key_ring.digest_of(key_class, epoch, key))


def _may_give_audit(work: Work, epoch: int) -> bool:
    """Whether the session may give the audit key. An administrator gives it away once, to the first
    auditor, and then no longer holds it, so that nobody who enrols people can read the auditors'
    reasons. A key still in memory does not count.
    """
    if work.session.actor.role is not Role.ADMINISTRATOR:
        return True
    given_up = work.execute(
        sa.delete(held_key).where(
            held_key.c.key_class == "audit",
            held_key.c.epoch == epoch,
            held_key.c.holder_id == work.session.actor.id,
        )
    )
    if given_up.rowcount != 1:
        return False
    work.details["taken"] = [["audit", epoch, str(work.session.actor.id)]]
    return True


@procedure("staff.hand_on", None, writes={held_key: {}})
def hand_on_missing(work: Work, *, to: tuple[UUID, ...]) -> tuple[str, ...]:
    """At sign-in: give what this person holds to colleagues who should hold it and do not (after a reset).

    Only to those of `to` whom an administrator in force let in. Returns their staff numbers.
    """
    roots.lock_roots(work.connection)
    known = roots.roots_now(work)
    given = []
    for person, have in _at_work(work.connection, work.today):
        if person.id not in to or not _lacks(work.session, person, have):
            continue
        in_force = roots.in_force(known, person.enrolled_by, work.today)
        # an administrator an administrator whose last day is past lets nobody in
        if in_force and let_in(work, known, person):
            hand_on(work, person.id, Role(person.role), person.box_public, have)
            work.touched("staff", person.id)
            given.append(person.staff_no)
    return tuple(given)


@dataclass(frozen=True)
class _Lacking:
    """Which people may be given the keys they lack, and which were let in by nobody. At an
    administrator's sign-in everybody is checked, else only people who lack a key."""

    to: tuple[UUID, ...]
    strangers: tuple[Unvouched, ...]


@query(None)
def _look(query: Query) -> _Lacking:
    known = roots.roots_now(query)
    to, strangers = [], []
    everybody = query.session.actor.role is Role.ADMINISTRATOR
    if everybody:
        unreadable = _unreadable(query.connection)
        strangers += [unvouched("staff", name, "unreadable") for name in unreadable]
    for person, have in _at_work(query.connection, query.today):
        lacks = _lacks(query.session, person, have)
        if not (lacks or everybody):
            continue
        good = let_in(query, known, person)
        if good and lacks and superseded(query.connection, person.id, person.version):
            good = False
        if good and lacks:
            to.append(person.id)
        elif not good:
            content = [person._mapping[name] for name in shape(staff).empty]
            strangers.append(unvouched("staff", person.staff_no, content))
    return _Lacking(tuple(to), tuple(strangers))


def after_sign_in(session: Session) -> tuple[Unvouched, ...]:
    """The work after a sign-in: register this computer's key, bring the list of roots up to date,
    give colleagues their missing class keys, and write the profile's copy. While the clock is
    behind or the database is not released, this waits for the next sign-in. Returns what an
    administrator is to be told now."""
    if session.rolled_back or (session.clock_gap is not None and session.clock_gap.behind):
        return ()
    if session.head_gone:
        note_head(session, new_id(), why=session.head_gone)
        session.head_gone = ""
    vouch_for_lost_key(session)
    if session.actor.role is Role.ADMINISTRATOR:
        bring_up_to_date(session)
    seen = _look(session)
    if seen.to:
        hand_on_missing(session, new_id(), to=seen.to)
    return record_and_tell(session, (*session.unvouched, *seen.strangers))


def _at_work(connection: sa.Connection, today: date) -> list[tuple[Any, Held]]:
    """The people who have not left, with the class keys they hold; rows that cannot be read are
    left out."""
    at_work = (
        sa.select(staff)
        .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
        .where(
            sa.or_(staff.c.valid_to.is_(None), staff.c.valid_to >= today),
            sa.func.length(staff_secret.c.sealed) > NO_SECRET,
        )
        .order_by(staff.c.id)
    )
    try:
        people = connection.execute(at_work).all()
    except Unreadable:
        people = _one_by_one(connection, at_work)[0]
    held = connection.execute(sa.select(held_key)).all()
    return [
        (person, {(row.key_class, row.epoch) for row in held if row.holder_id == person.id})
        for person in people
    ]


def _unreadable(connection: sa.Connection) -> list[str]:
    """The staff numbers of rows with an impossible date."""
    try:
        connection.execute(sa.select(staff)).all()
    except Unreadable:
        return _one_by_one(connection, sa.select(staff))[1]
    return []


def _one_by_one(connection: sa.Connection, people: sa.Select[Any]) -> tuple[list[Any], list[str]]:
    """The rows that can be read, and the staff numbers of those that cannot."""
    rows: list[Any] = []
    unreadable: list[str] = []
    numbers = connection.execute(people.with_only_columns(staff.c.id, staff.c.staff_no)).all()
    for number in numbers:
        try:
            rows += connection.execute(people.where(staff.c.id == number.id)).all()
        except Unreadable:
            unreadable.append(number.staff_no)
    return rows, unreadable


def _lacks(session: Session, person: Any, holding: Held) -> bool:
    return any(
        person.role in key_ring.HOLDERS[key_class] and (key_class, epoch) not in holding
        for key_class, epoch in session.keys.held
    )
