"""A base as the program wrote it before the steps of roots: revision 0002 with its own data.

Secrets hold the two private keys only, events tell nothing of roots, boxes and shares, and each chain is
made anew with the keys of its signers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import canonical
from app.security import profile as profiles
from app.security.signing import sign
from app.services import procedure, trust
from app.services.procedure import chain
from app.services.session import Installation
from app.services.trust import key_ring
from db.schema.audit import audit_event
from db.schema.keys import held_key, profile_copy, root_step, unvouched
from db.schema.staff import staff, staff_secret
from tests.kit.attack import as_owner
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.heads import keep_as_before

EVERYBODY = {STAFF_NO[role]: PASSWORDS[role] for role in PASSWORDS}
NEW_DETAILS = ("roots", "given", "shares")


def as_before_roots(
    here: Installation,
    passwords: Mapping[str, str] = EVERYBODY,
    left: Mapping[UUID, bytes] | None = None,
) -> None:
    """Make the base of `here` an old one; `passwords` are those of everybody, by staff number, and `left`
    the signing keys of people who left."""
    with as_owner(here) as connection:
        keys: dict[UUID, bytes] = {here.workstation.id: here.workstation_key, **(left or {})}
        rows = connection.execute(
            sa.select(staff.c.id, staff.c.staff_no, staff_secret.c.sealed).join(staff_secret)
        )
        for row in rows.all():
            if len(row.sealed) == procedure.NO_SECRET:
                continue
            keys[row.id] = _seal_as_before(connection, here, row, passwords[row.staff_no])
        chains_anew(connection, keys, _details_as_before)
        for table in (profile_copy, root_step, unvouched):
            connection.execute(sa.delete(table))
    keep_as_before(here)
    profile = profiles.read(here.folders.profile)
    signed = replace(profile, steps=()).signed(keys[profile.signer])
    profiles.write(here.folders.profile, signed)
    here.profile = signed


def _seal_as_before(
    connection: sa.Connection, here: Installation, row: Any, password: str
) -> bytes:
    deployment = here.profile.deployment
    private = _private(here, row, password)
    old = replace(private, roots=None)
    connection.execute(
        sa.update(staff_secret)
        .where(staff_secret.c.staff_id == row.id)
        .values(sealed=key_ring.seal_again(old, deployment=deployment, staff_no=row.staff_no))
    )
    return private.sign


def _private(here: Installation, row: Any, password: str) -> trust.Private:
    return trust.open_private(
        row.sealed,
        password=password,
        deployment=here.profile.deployment,
        staff_no=row.staff_no,
        params=here.profile.argon2,
    )


_TRIES = {"person": "staff.unlock_by_pin", "workstation": "staff.sign_in_failed"}


def known_before(body: dict[str, Any]) -> None:
    """An event of tries is one that the older program wrote: a sign-in's, of the same signer."""
    if body["procedure"] == "staff.tries":
        body["procedure"] = _TRIES[body["signer"]]


def _details_as_before(body: dict[str, Any]) -> None:
    known_before(body)
    body["details"] = {k: v for k, v in body["details"].items() if k not in NEW_DETAILS}


def signing_keys(
    connection: sa.Connection, here: Installation, passwords: Mapping[str, str]
) -> dict[UUID, bytes]:
    """The signing key of the counter and of everybody at work, by their passwords."""
    rows = connection.execute(
        sa.select(staff.c.id, staff.c.staff_no, staff_secret.c.sealed).join(staff_secret)
    )
    return {here.workstation.id: here.workstation_key} | {
        row.id: _private(here, row, passwords[row.staff_no]).sign
        for row in rows.all()
        if len(row.sealed) != procedure.NO_SECRET
    }


def records_keys(
    connection: sa.Connection, here: Installation, passwords: Mapping[str, str]
) -> dict[int, bytes]:
    """The keys of the records by epoch, as far as somebody of `passwords` holds them."""
    found: dict[int, bytes] = {}
    rows = connection.execute(
        sa.select(
            staff.c.id,
            staff.c.staff_no,
            staff_secret.c.sealed,
            held_key.c.epoch,
            held_key.c.sealed.label("boxed"),
        )
        .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
        .join(held_key, held_key.c.holder_id == staff.c.id)
        .where(held_key.c.key_class == "records")
    )
    for row in rows.all():
        if row.epoch in found or row.staff_no not in passwords:
            continue
        found[row.epoch] = trust.open_boxed(
            row.boxed,
            deployment=here.profile.deployment,
            key_class="records",
            epoch=row.epoch,
            holder_id=row.id,
            box_private=_private(here, row, passwords[row.staff_no]).box,
        )
    return found


def chains_anew(
    connection: sa.Connection, keys: Mapping[UUID, bytes], change: Callable[[dict[str, Any]], None]
) -> None:
    """Every event says what `change` makes of it, and is linked and signed anew."""
    previous: dict[UUID, bytes] = {}
    order = (audit_event.c.workstation_id, audit_event.c.seq)
    for event in connection.execute(sa.select(audit_event).order_by(*order)).all():
        body = json.loads(event.body)
        change(body)
        before = previous.get(event.workstation_id, chain.START)
        body["previous"] = before.hex()
        message = canonical(procedure.event_label(body), body)
        digest = previous[event.workstation_id] = hashlib.sha256(message).digest()
        connection.execute(
            sa.update(audit_event)
            .where(
                audit_event.c.workstation_id == event.workstation_id,
                audit_event.c.seq == event.seq,
            )
            .values(
                body=message.partition(b"\0")[2].decode(),
                previous=before,
                hash=digest,
                signature=sign(keys[event.signer_id], message),
            )
        )
