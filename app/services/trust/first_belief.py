"""The roots at the first sign-in to a base from before the steps of roots. The password opens
nothing there that tells of roots, so they are read from the chain of events. The event of set-up
names the deployment and the first administrator, who signed it. Each later administrator was let in
by an earlier one, and a key ends with the event of a leave or a reset. A recovery of that time was
not signed by anybody known before, so it counts only when the profile has the key as well. From the
first sign-in of an administrator on there is a list of steps, and everybody seals it.

The limit of this: a person who changed database and profile of such a base before that sign-in, or
who puts back a secret from before it, chooses which roots are believed. Verification finds this,
because the older events are then not whole.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Role
from app.errors import UserError
from app.security import profile as profiles
from app.security.profile import Profile
from app.security.roots import START, ClassKey, Ended, Root, Roots, key_digest
from app.security.signing import check
from app.services.procedure import VersionInPlain, in_plain
from app.services.trust.staff_row import recorded_staff, staff_signed_bytes
from app.services.trust.vouching import Event, event_of
from db.schema.operations import record_version
from db.schema.organisation import deployment
from db.schema.staff import staff


def first_trust(connection: sa.Connection, profile: Profile) -> Roots:
    """The roots at n = 0. UserError 'bad_profile' when the event of set-up is not that of the profile."""
    first = (record_version.c.row_id == profile.deployment, record_version.c.version == 1)
    recorded = next(in_plain(connection, deployment, *first), None)
    begun = None if recorded is None else event_of(connection, recorded.operation_id)
    if recorded is None or begun is None or begun.body.get("procedure") != "setup":
        raise _unfounded()
    try:
        publics = {
            name: bytes.fromhex(key) for name, key in begun.body["details"]["publics"].items()
        }
        roots = Roots(
            0,
            START,
            profile.deployment,
            recorded.plain["zone"],
            recorded.plain["operator_name"],
            bytes.fromhex(recorded.plain["recovery_public"]),
            (),
            (),
            (
                ClassKey("records", 1, None, b""),
                *(
                    ClassKey(name, 1, publics[name], key_digest(name, 1, publics[name]))
                    for name in ("audit", "backup")
                ),
            ),
        )
    except (KeyError, ValueError, TypeError, AttributeError):
        raise _unfounded() from None
    for version in in_plain(connection, staff):
        roots = _with(connection, roots, version, begun, profile)
    if not roots.administrators:
        raise _unfounded()
    return roots


def _with(
    connection: sa.Connection, roots: Roots, version: VersionInPlain, begun: Event, profile: Profile
) -> Roots:
    """The roots after one version of a staff row, when it is an administrator's and may be believed."""
    there = next((r for r in roots.administrators if r.staff_id == version.row_id), None)
    if version.plain.get("role") != Role.ADMINISTRATOR and there is None:
        return roots
    person = recorded_staff(version)
    event = event_of(connection, version.operation_id)
    if person is None or event is None or event.signer != person["enrolled_by"]:
        return roots
    if not event.names(version.row_id, version.version, version.commitment):
        return roots
    key = roots.key_of(event.signer) or _own_key(event, begun, person, profile)
    if (
        key is None
        or not check(key, event.message, event.signature)
        or not check(key, staff_signed_bytes(person), person["signature"])
    ):
        return roots
    rest = tuple(r for r in roots.administrators if r is not there)
    ended = roots.ended
    new = Root(person["id"], person["sign_public"], person["valid_to"])
    left = there is not None and new.until != there.until  # only a leave sets a last day later
    if there is not None and (left or there.sign_public != new.sign_public):
        ended += (Ended(there.staff_id, there.sign_public, event.at),)
    if left or person["role"] != Role.ADMINISTRATOR:
        return replace(roots, administrators=rest, ended=ended)
    return replace(roots, administrators=(*rest, new), ended=ended)


def _own_key(event: Event, begun: Event, person: dict[str, Any], profile: Profile) -> bytes | None:
    """The key of an administrator who let in oneself, at set-up or with the recovery codes."""
    key: bytes = person["sign_public"]
    mine: UUID = person["id"]
    recovered = event.body.get("procedure") == "recover" and key in profile.pinned(mine)
    return key if event.signer == mine and (event == begun or recovered) else None


def _unfounded() -> UserError:
    return profiles.bad_profile()
