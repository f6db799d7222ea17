"""Handing class keys on to the people whose role should hold them (design: data, keys and seals)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security import profile as profiles
from app.security.profile import Administrator
from app.services import chain, failures, key_ring
from app.services.procedure import procedure
from app.services.session import Session
from app.services.staff_row import trusted
from app.services.work import Work
from app.services.workstation_key import vouch_for_lost_key
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
        boxed = key_ring.box_class_key(
            key,
            deployment=work.deployment,
            key_class=key_class,
            epoch=epoch,
            holder_id=holder_id,
            public=public,
        )
        work.technical(held_key, **boxed)


def _may_give_audit(work: Work, epoch: int) -> bool:
    """An administrator gives the audit key away once, to the first auditor, and then has it no more:
    nobody who enrols people can read the auditors' reasons. What is still in memory does not count.
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
    return given_up.rowcount == 1


@procedure("staff.hand_on", None)
def hand_on_missing(work: Work) -> tuple[str, ...]:
    """At sign-in: give what this person holds to colleagues who should hold it and do not (after a reset).

    Only to staff rows that a pinned administrator signed. Returns their staff numbers.
    """
    given = []
    for person, have in _at_work(work.connection, work.today):
        if not _lacks(work.session, person, have):
            continue
        if trusted(work.session.installation, dict(person._mapping)):
            hand_on(work, person.id, Role(person.role), person.box_public, have)
            work.touched("staff", person.id)
            given.append(person.staff_no)
    return tuple(given)


def after_sign_in(session: Session) -> None:
    """What a sign-in owes: this computer a registered key, colleagues their missing class keys, and new
    or reset administrators their pins. While the clock is behind it waits for the next sign-in."""
    if session.clock_gap is not None and session.clock_gap.behind:
        return
    vouch_for_lost_key(session)
    people = failures.repeat(lambda: _people(session))
    if any(_lacks(session, person, holding) for person, holding in people):
        hand_on_missing(session, operation_id=new_id())
    if session.actor.role is not Role.ADMINISTRATOR:
        return
    installation = session.installation
    pins = installation.profile.administrators
    missing = tuple(
        pin
        for person, _ in people
        if person.role == Role.ADMINISTRATOR and trusted(installation, dict(person._mapping))
        if (pin := Administrator(person.id, person.sign_public)) not in pins
    )
    if missing:
        profile = replace(
            installation.profile, administrators=(*pins, *missing), signer=session.actor.id
        ).signed(session.keys.sign_private)
        profiles.write(installation.folders.profile, profile)
        installation.profile = profile


def _people(session: Session) -> list[tuple[Any, Held]]:
    with session.installation.engine.connect() as connection, connection.begin():
        return _at_work(connection, session.today)


def _at_work(connection: sa.Connection, today: date) -> list[tuple[Any, Held]]:
    """Everybody who has not left, with the class keys they hold."""
    people = connection.execute(
        sa.select(staff)
        .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
        .where(
            sa.or_(staff.c.valid_to.is_(None), staff.c.valid_to >= today),
            sa.func.length(staff_secret.c.sealed) > chain.NO_SECRET,
        )
        .order_by(staff.c.id)
    ).all()
    held = connection.execute(sa.select(held_key)).all()
    return [
        (person, {(row.key_class, row.epoch) for row in held if row.holder_id == person.id})
        for person in people
    ]


def _lacks(session: Session, person: Any, holding: Held) -> bool:
    return any(
        Role(person.role) in key_ring.HOLDERS[key_class] and (key_class, epoch) not in holding
        for key_class, epoch in session.keys.held
    )
