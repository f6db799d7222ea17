"""The upkeep of the list of roots at an administrator's sign-in, and its copy in the profile."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.security import profile as profiles
from app.security.profile import Administrator
from app.security.roots import Change, Roots, RootStep
from app.services.procedure import Work, procedure
from app.services.session import Session
from app.services.trust import roots
from app.services.trust.shares import sign_shares, unsigned_shares
from db import failures
from db.schema.keys import profile_copy, recovery_share, root_step


def bring_up_to_date(session: Session) -> None:
    """Begin the list of a base from before, end the keys of administrators whose last day is past, and
    write the profile as the roots say it is."""
    known, steps = failures.repeat(lambda: _read(session))
    if session.actor.id not in {root.staff_id for root in known.administrators}:
        return
    if known.n == 0 or _past(session, known) or _unsigned(session, known):
        _bring(session, new_id())
        known, steps = failures.repeat(lambda: _read(session))
    _copy(session, known, steps)


@procedure(
    "roots.due",
    None,
    roles={Role.ADMINISTRATOR},
    writes={root_step: {}, recovery_share: {}},
    changes=roots.VOUCHED,
)
def _bring(work: Work) -> int:
    known = roots.entitled(work)
    for staff_id in _past(work.session, known):
        known = roots.end_root(work, known, Change("ended", staff_id))
    sign_shares(work, known)
    return known.n


def _unsigned(session: Session, known: Roots) -> bool:
    """Whether this base is from before the signatures of the recovery key's parts."""

    def read() -> bool:
        with session.reading() as connection:
            return bool(unsigned_shares(connection, known))

    return failures.repeat(read)


def _past(session: Session, known: Roots) -> list[UUID]:
    return [
        root.staff_id
        for root in known.administrators
        if not roots.in_force(known, root.staff_id, session.today)
    ]


def _read(session: Session) -> tuple[Roots, list[RootStep]]:
    """Where this person stands, and the whole list up to there."""
    profile = session.installation.profile
    with session.reading() as connection:
        known, _ = roots.stand(connection, profile, session.keys.roots)
        return known, roots.leading_to(known, roots.steps(connection, profile, 0))


def _copy(session: Session, known: Roots, steps: list[RootStep]) -> None:
    """Pins of now and of before, and the steps, signed by this administrator when something changed."""
    here = session.installation
    profile = here.profile.as_rooted(known)
    pins = [pin for pin in profile.administrators if known.knows(pin.staff_id, pin.sign_public)]
    every = [Administrator(key.staff_id, key.sign_public) for key in known.every()]
    pins += [pin for pin in every if pin not in pins]
    wanted = replace(profile, administrators=tuple(pins), steps=tuple(steps))
    with contextlib.suppress(UserError):  # write a file anew that was damaged meanwhile
        if wanted == profiles.read(here.folders.profile):
            return
    signed = replace(wanted, signer=session.actor.id).signed(session.keys.sign_private)
    profiles.write(here.folders.profile, signed)
    here.profile = signed
    if steps:
        failures.repeat(lambda: _remember(session, steps[-1].hash))


def _remember(session: Session, newest: bytes) -> None:
    """Store how far the copy of this counter goes, so that an older copy in its place is
    noticed."""
    mine = {"workstation_id": session.installation.workstation.id}
    with session.writing() as connection:
        connection.execute(sa.delete(profile_copy).filter_by(**mine))
        connection.execute(sa.insert(profile_copy).values(hash=newest, **mine))
