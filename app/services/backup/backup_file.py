"""The backup file: one signed head in clear, then the database sealed to the backup key.

    magic line | signature (64) | length of the head (8) | head (JSON) | sealed database

The head carries what an empty computer needs to begin: the connection profile, which counter this
is, and, for each person who may restore, the private keys under their password and the backup key
boxed to them. The way in is: password -> private keys -> backup key -> database. The administrator
who made the backup signs head and sealed bytes; the seal is bound to the head as well.
"""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from app.domain.canonical import from_plain, to_plain
from app.errors import QT_TR_NOOP, UserError
from app.security.box import open_stream, seal_stream
from app.security.profile import Profile
from app.security.seal import Tampered, framed
from app.security.signing import sign
from app.services.session import Workstation

MAGIC = b"service-counter backup 1\n"
SIGNATURE_BYTES = 64
_LENGTH_BYTES = 8
_BODY = len(MAGIC) + SIGNATURE_BYTES
_LARGEST_HEAD = 10_000_000
_CHUNK = 1024 * 1024
_LABEL = b"counter/backup/1"


@dataclass(frozen=True)
class Restorer:
    """A person who may restore: sealed private keys, and the boxed backup key of the head's epoch."""

    staff_id: UUID
    staff_no: str
    secret: bytes
    boxed: bytes


@dataclass(frozen=True)
class Head:
    """The part in clear. It names no customer, and its keys open only with a password."""

    made_at: datetime
    made_by: UUID
    epoch: int
    revision: str
    profile: Profile
    workstation: Workstation
    holders: tuple[Restorer, ...]


def write(
    target: BinaryIO, head: Head, database: BinaryIO, *, public: bytes, sign_private: bytes
) -> str:
    """Write the archive to a new file that can be read back; returns its SHA-256 in hex."""
    plain = json.dumps(to_plain(head), ensure_ascii=False, sort_keys=True).encode()
    target.write(MAGIC + bytes(SIGNATURE_BYTES))
    target.write(len(plain).to_bytes(_LENGTH_BYTES, "big") + plain)
    seal_stream(public, database, target, _context(plain))
    signature = sign(sign_private, _signed(target))
    target.seek(len(MAGIC))
    target.write(signature)
    target.flush()
    os.fsync(target.fileno())
    target.seek(0)
    return _digest(target).hex()


def read_head(source: BinaryIO) -> Head:
    """The head of a whole archive whose maker is a pinned administrator of its profile.

    UserError 'not_a_backup' or 'backup_damaged'. `source` then stands at the sealed database.
    """
    source.seek(0)
    if source.read(len(MAGIC)) != MAGIC:
        raise UserError(
            "not_a_backup", QT_TR_NOOP("This file is not a backup of this program. Choose another.")
        )
    signature = source.read(SIGNATURE_BYTES)
    message = _signed(source)
    source.seek(_BODY)
    plain = _read_plain(source)
    try:
        head: Head = from_plain(Head, json.loads(plain))
    except (ValueError, TypeError, KeyError):
        raise damaged() from None
    profile = head.profile
    if not profile.signed_by(head.made_by, message, signature):
        raise damaged()
    if not profile.signed_by(profile.signer, profile.signed_bytes(), profile.signature):
        raise damaged()
    return head


def open_database(source: BinaryIO, target: BinaryIO, backup_private: bytes) -> None:
    """The sealed database in clear form into `target`. UserError 'backup_damaged'."""
    source.seek(_BODY)
    plain = _read_plain(source)
    try:
        open_stream(backup_private, source, target, _context(plain))
    except Tampered:
        raise damaged() from None


def digest(file: Path) -> str:
    """The SHA-256 of an archive in hex: its name in records."""
    with file.open("rb") as opened:
        return _digest(opened).hex()


def damaged() -> UserError:
    """The refusal of an archive whose bytes differ from those that were written."""
    return UserError(
        "backup_damaged",
        QT_TR_NOOP(
            "This backup is damaged or was changed, so nothing was restored. Use another copy of it "
            "or an older backup."
        ),
    )


def _read_plain(source: BinaryIO) -> bytes:
    length = int.from_bytes(source.read(_LENGTH_BYTES), "big")
    if length > _LARGEST_HEAD:
        raise damaged()
    return source.read(length)


def _context(plain_head: bytes) -> bytes:
    return framed(_LABEL, hashlib.sha256(plain_head).digest())


def _signed(source: BinaryIO) -> bytes:
    """What the maker signs: everything after the signature, by its SHA-256."""
    source.seek(_BODY)
    return framed(_LABEL, _digest(source))


def _digest(source: BinaryIO) -> bytes:
    total = hashlib.sha256()
    while part := source.read(_CHUNK):
        total.update(part)
    return total.digest()
