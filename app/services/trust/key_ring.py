"""Class keys: who should hold which, handing them on, and the private keys under a password."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Role
from app.security import roots as rooted
from app.security.box import open_box, seal_to
from app.security.passwords import Argon2, derive
from app.security.roots import ClassKey, Roots, key_digest
from app.security.seal import KEY_BYTES, Tampered, framed, open_bytes, seal_bytes
from app.security.signing import KeyPair, box_pair
from app.services.session import Keys
from db.schema.keys import held_key

RECOVERY_HOLDER = rooted.RECOVERY
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
    """Every class key that `holder_id` holds, by class and epoch; what does not open is left out.

    Only keys that `genuine` lets through may be used, because anybody can box anything to a public
    key.
    """
    rows = connection.execute(sa.select(held_key).where(held_key.c.holder_id == holder_id))
    held = {}
    for row in rows:
        with contextlib.suppress(Tampered):
            held[row.key_class, row.epoch] = open_boxed(
                row.sealed,
                deployment=deployment,
                key_class=row.key_class,
                epoch=row.epoch,
                holder_id=holder_id,
                box_private=box_private,
            )
    return held


def genuine(held: dict[tuple[str, int], bytes], roots: Roots) -> dict[tuple[str, int], bytes]:
    """The keys of `held` that the roots name; a key of an epoch without a step is left out."""
    named = {(key.key_class, key.epoch): key for key in roots.class_keys}
    return {which: key for which, key in held.items() if which in named and _is(named[which], key)}


def _is(named: ClassKey, key: bytes) -> bool:
    # a base from before the steps has no digest of the records key, so its first held key is
    # believed
    return len(key) == KEY_BYTES and named.digest in (
        b"",
        digest_of(named.key_class, named.epoch, key),
    )


def digest_of(key_class: str, epoch: int, key: bytes) -> bytes:
    """The digest by which the roots name a class key, made from the key that its holders have."""
    public = key if key_class == "records" else box_pair(key).public
    return key_digest(key_class, epoch, public)


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


def public_halves(roots: Roots) -> tuple[int, bytes, bytes]:
    """The newest records epoch, and the public keys of audit and backup, as the roots name them."""
    newest = {key.key_class: key for key in sorted(roots.class_keys, key=lambda key: key.epoch)}
    audit, backup = newest["audit"].public, newest["backup"].public
    assert audit is not None
    assert backup is not None
    return newest["records"].epoch, audit, backup


def _context(deployment: UUID, key_class: str, epoch: int, holder_id: UUID) -> bytes:
    return framed(
        b"counter/held/1",
        deployment.bytes,
        key_class.encode(),
        epoch.to_bytes(8, "big"),
        holder_id.bytes,
    )


@dataclass(frozen=True)
class Private:
    """The content that a password opens; unpacks as the two private keys. `roots` is None in a
    secret from before roots were sealed. `key` seals the same secret anew and is held only until
    then."""

    sign: bytes = field(repr=False)
    box: bytes = field(repr=False)
    roots: Roots | None
    key: bytes = field(repr=False)

    def __iter__(self) -> Iterator[bytes]:
        return iter((self.sign, self.box))


def seal_private(
    sign: KeyPair,
    box: KeyPair,
    *,
    password: str,
    deployment: UUID,
    staff_no: str,
    params: Argon2,
    roots: Roots | None,
) -> bytes:
    """A person's private keys and roots under the password; takes half a second by design."""
    derived = derive(password, deployment=deployment.bytes, staff_no=staff_no, params=params)
    private = Private(sign.private, box.private, roots, derived.key)
    return seal_again(private, deployment=deployment, staff_no=staff_no)


def seal_again(private: Private, *, deployment: UUID, staff_no: str) -> bytes:
    """The same secret with the roots that `private` now has."""
    roots = b"" if private.roots is None else rooted.packed(private.roots)
    content = private.sign + private.box + roots
    return seal_bytes(private.key, _secret_context(deployment, staff_no), content)


def open_private(
    sealed: bytes, *, password: str, deployment: UUID, staff_no: str, params: Argon2
) -> Private:
    """(sign private, box private); Tampered means a wrong password. Takes half a second by design."""
    derived = derive(password, deployment=deployment.bytes, staff_no=staff_no, params=params)
    content = open_bytes(derived.key, _secret_context(deployment, staff_no), sealed)
    roots = rooted.unpacked(content[64:]) if content[64:] else None
    return Private(content[:32], content[32:64], roots, derived.key)


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
            "roots": rooted.packed(keys.roots).decode(),
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
        rooted.unpacked(plain["roots"].encode()),
    )
