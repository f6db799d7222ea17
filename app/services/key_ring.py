"""Class keys: who should hold which, handing them on, and the private keys under a password."""

from __future__ import annotations

import json
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Role
from app.security.box import open_box, seal_to
from app.security.passwords import Argon2, derive
from app.security.seal import framed, open_bytes, seal_bytes
from app.security.signing import KeyPair
from app.services.session import Keys
from db.schema.keys import class_key, held_key

RECOVERY_HOLDER = UUID(int=0)
"""The holder id of the recovery key, which holds every class."""

HOLDERS: dict[str, frozenset[Role]] = {
    "records": frozenset(role for role in Role if role is not Role.SERVICE),
    "audit": frozenset({Role.AUDITOR}),
    "backup": frozenset({Role.ADMINISTRATOR, Role.AUDITOR}),
}


def box_class_key(
    key: bytes, *, deployment: UUID, key_class: str, epoch: int, holder_id: UUID, public: bytes
) -> dict[str, object]:
    """A held_key row: `key` boxed to one holder."""
    context = _context(deployment, key_class, epoch, holder_id)
    return {
        "key_class": key_class,
        "epoch": epoch,
        "holder_id": holder_id,
        "sealed": seal_to(public, key, context),
    }


def open_held(
    connection: sa.Connection, *, deployment: UUID, holder_id: UUID, box_private: bytes
) -> dict[tuple[str, int], bytes]:
    """Every class key that `holder_id` holds, by class and epoch."""
    rows = connection.execute(sa.select(held_key).where(held_key.c.holder_id == holder_id))
    return {
        (row.key_class, row.epoch): open_boxed(
            row.sealed,
            deployment=deployment,
            key_class=row.key_class,
            epoch=row.epoch,
            holder_id=holder_id,
            box_private=box_private,
        )
        for row in rows
    }


def open_boxed(
    sealed: bytes,
    *,
    deployment: UUID,
    key_class: str,
    epoch: int,
    holder_id: UUID,
    box_private: bytes,
) -> bytes:
    """The class key of one held_key row; raises Tampered."""
    return open_box(box_private, sealed, _context(deployment, key_class, epoch, holder_id))


def public_halves(connection: sa.Connection) -> tuple[int, bytes, bytes]:
    """The newest records epoch, and the public keys of audit and backup."""
    rows = connection.execute(sa.select(class_key).order_by(class_key.c.epoch)).all()
    newest = {row.key_class: row for row in rows}
    return newest["records"].epoch, newest["audit"].public, newest["backup"].public


def _context(deployment: UUID, key_class: str, epoch: int, holder_id: UUID) -> bytes:
    return framed(
        b"counter/held/1",
        deployment.bytes,
        key_class.encode(),
        epoch.to_bytes(8, "big"),
        holder_id.bytes,
    )


def seal_private(
    sign: KeyPair, box: KeyPair, *, password: str, deployment: UUID, staff_no: str, params: Argon2
) -> bytes:
    """A person's private keys under the password; takes half a second by design."""
    derived = derive(password, deployment=deployment.bytes, staff_no=staff_no, params=params)
    return seal_bytes(
        derived.key, _secret_context(deployment, staff_no), sign.private + box.private
    )


def open_private(
    sealed: bytes, *, password: str, deployment: UUID, staff_no: str, params: Argon2
) -> tuple[bytes, bytes]:
    """(sign private, box private); Tampered means a wrong password. Takes half a second by design."""
    derived = derive(password, deployment=deployment.bytes, staff_no=staff_no, params=params)
    both = open_bytes(derived.key, _secret_context(deployment, staff_no), sealed)
    return both[:32], both[32:]


def _secret_context(deployment: UUID, staff_no: str) -> bytes:
    return framed(b"counter/staff-secret/1", deployment.bytes, staff_no.encode())


def pack(keys: Keys) -> bytes:
    """The keys as bytes, to be sealed under a PIN."""
    return json.dumps(
        {
            "sign": keys.sign_private.hex(),
            "box": keys.box_private.hex(),
            "held": [[name, epoch, key.hex()] for (name, epoch), key in keys.held.items()],
            "epoch": keys.epoch,
            "audit": keys.audit_public.hex(),
            "backup": keys.backup_public.hex(),
        }
    ).encode()


def unpack(packed: bytes) -> Keys:
    """The inverse of `pack`."""
    plain = json.loads(packed)
    return Keys(
        bytes.fromhex(plain["sign"]),
        bytes.fromhex(plain["box"]),
        {(name, epoch): bytes.fromhex(key) for name, epoch, key in plain["held"]},
        plain["epoch"],
        bytes.fromhex(plain["audit"]),
        bytes.fromhex(plain["backup"]),
    )
