"""The workstation's own signing key after its keyring was lost (security.md 2 and 4).

A new key counts from the moment a person who signed in here vouches for it, in an event under that
person's own key. A copy of the data folder without the keyring has a key that nobody vouched for,
and verification names its signatures. A person who vouches for that key does so under their own
name. If two computers use this key, verify sees the workstation row switch between two public keys.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass

import sqlalchemy as sa

from app.domain.ids import new_id
from app.security.signing import sign_pair
from app.services.procedure import Changes, Work, may_change, procedure
from app.services.session import Session
from app.services.trust import key_ring
from db import failures
from db.schema.organisation import workstation

NEW_KEY: Changes = {workstation: may_change("sign_public")}

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Vouched:
    """The result: whether this computer's key was another than the registered one."""

    new: bool


def vouch_for_workstation(work: Work) -> Vouched:
    """This computer's own key signs from this operation on."""
    here = work.session.installation
    public = sign_pair(here.workstation_key).public
    row = work.one(workstation, here.workstation.id)
    if row["sign_public"] == public:
        return Vouched(False)
    work.update(workstation, row["id"], row["version"], sign_public=public)
    return Vouched(True)


@procedure(
    "workstation.new_key",
    None,
    roles=key_ring.HOLDERS["records"],
    changes=NEW_KEY,
)
def _vouch(work: Work) -> Vouched:
    return vouch_for_workstation(work)


def vouch_for_lost_key(session: Session) -> None:
    """At sign-in: register the key that this computer made because it lost the one before."""
    if ("records", session.keys.epoch) not in session.keys.held:
        return  # the service role writes no records
    here = session.installation
    if failures.repeat(lambda: _registered(session)) != sign_pair(here.workstation_key).public:
        log.warning("workstation key made anew, registered by %s", session.actor.staff_no)
        _vouch(session, new_id())


def _registered(session: Session) -> bytes | None:
    here = session.installation.workstation
    with session.reading() as connection:
        public: bytes | None = connection.execute(
            sa.select(workstation.c.sign_public).where(workstation.c.id == here.id)
        ).scalar()
    return public
