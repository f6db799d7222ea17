"""Sealing of fields: AES-256-GCM under a key made for one field of one version of one row.

A sealed value is: suite (1 byte), nonce (12 random bytes), ciphertext with its 16-byte tag.
A value moved to another row, column, version, subject or deployment does not open (data.md 6).
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from typing import NamedTuple

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

from app.errors import QT_TR_NOOP, UserError

SUITE = 1
"""AES-256-GCM, HMAC-SHA256, Ed25519 and X25519: the only suite built; room is left for SM."""
KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16

_SUITE_BYTE = bytes([SUITE])
_SHA256 = SHA256()
_FIELD_LABEL = b"counter/field/1\0" + _SUITE_BYTE
_COMMITMENT_LABEL = b"counter/commitment/1\0" + _SUITE_BYTE
SEAL_BYTES = 1 + NONCE_BYTES + TAG_BYTES


class Tampered(UserError):
    """A sealed value does not open: changed, moved here from elsewhere, or under another key."""

    def __init__(self) -> None:
        super().__init__(
            "tampered",
            QT_TR_NOOP(
                "A protected record cannot be opened: it was changed outside this program, or it"
                " belongs elsewhere. Do not use it; tell the administrator."
            ),
        )


class Context(NamedTuple):
    """The one place where a sealed value is good."""

    deployment: bytes
    table: str
    column: str
    row_id: bytes
    version: int


def framed(*parts: bytes) -> bytes:
    """`parts` as one byte string that no other list of parts gives (each with its length first)."""
    return b"".join([len(part).to_bytes(4, "big") + part for part in parts])


def unframed(content: bytes) -> list[bytes]:
    """The parts of `framed`; raises Tampered when they are not whole."""
    parts, at = [], 0
    while at < len(content):
        end = at + 4 + int.from_bytes(content[at : at + 4], "big")
        if end > len(content) or at + 4 > len(content):
            raise Tampered
        parts.append(content[at + 4 : end])
        at = end
    return parts


def derived_key(key: bytes, info: bytes) -> bytes:
    """A 32-byte key of its own for the purpose `info`, from a uniformly random 32-byte `key`.

    HKDF-Expand (RFC 5869) with SHA-256: 32 bytes are its first block.
    """
    if len(key) != KEY_BYTES:
        raise ValueError("a key has 32 bytes")
    return hmac.digest(key, info + b"\1", "sha256")


def seal_bytes(key: bytes, associated: bytes, plaintext: bytes) -> bytes:
    """`plaintext` sealed under `key`; it opens only with the same `associated` bytes."""
    nonce = os.urandom(NONCE_BYTES)
    return _SUITE_BYTE + nonce + AESGCM(key).encrypt(nonce, plaintext, associated)


def open_bytes(key: bytes, associated: bytes, sealed: bytes) -> bytes:
    """The plaintext of `seal_bytes`; raises Tampered."""
    if len(sealed) < SEAL_BYTES or sealed[0] != SUITE:
        raise Tampered
    try:
        return AESGCM(key).decrypt(
            sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], associated
        )
    except InvalidTag:
        raise Tampered from None


def seal_field(subject_key: bytes, context: Context, plaintext: bytes) -> bytes:
    """`plaintext` sealed for the place `context` under the subject's 32-byte key."""
    key = derived_key(subject_key, _info(context))
    return seal_bytes(key, _associated(context), plaintext)


def open_field(subject_key: bytes, context: Context, sealed: bytes) -> bytes:
    """The plaintext of `seal_field` for the same key and place; raises Tampered."""
    key = derived_key(subject_key, _info(context))
    return open_bytes(key, _associated(context), sealed)


def hash_key(key: bytes, info: bytes) -> HMAC:
    """What `derived_key` makes, ready for the `keyed_hash` of many messages."""
    return HMAC(derived_key(key, info), _SHA256)


def commitment_key(subject_key: bytes) -> HMAC:
    """The key under which a subject's rows are committed to, ready for many rows."""
    return hash_key(subject_key, _COMMITMENT_LABEL)


def commitment(key: HMAC, canonical_row: bytes) -> bytes:
    """32 bytes that fix the row without telling it: HMAC-SHA256 under its subject's commitment key."""
    return keyed_hash(key, canonical_row)


class SubjectKey:
    """A subject's 32-byte key, ready to seal many fields and to commit to many rows."""

    def __init__(self, key: bytes) -> None:
        self._fields = HMAC(key, _SHA256)
        self._commitments = HMAC(self._derived(_COMMITMENT_LABEL), _SHA256)

    def seal_field(self, context: Context, plaintext: bytes) -> bytes:
        """What the function of this name makes."""
        return seal_bytes(self._derived(_info(context)), _associated(context), plaintext)

    def commitment(self, canonical_row: bytes) -> bytes:
        """What the function of this name makes under the subject's commitment key."""
        return commitment(self._commitments, canonical_row)

    def _derived(self, info: bytes) -> bytes:
        """What `derived_key` makes."""
        return keyed_hash(self._fields, info + b"\1")


def keyed_hash(key: HMAC, message: bytes) -> bytes:
    """HMAC-SHA256 of `message`; `key` stays as it is, and its half of the work is not done again."""
    made = key.copy()
    made.update(message)
    return made.finalize()


def _info(context: Context) -> bytes:
    _, table, column, row_id, version = context
    return (
        _FIELD_LABEL
        + _place(table, column)
        + len(row_id).to_bytes(4, "big")
        + row_id
        + version.to_bytes(8, "big")
    )


def _associated(context: Context) -> bytes:
    deployment, table, column, row_id, _ = context
    return (
        _SUITE_BYTE
        + len(deployment).to_bytes(4, "big")
        + deployment
        + _place(table, column)
        + len(row_id).to_bytes(4, "big")
        + row_id
    )


# as many as there are sealed columns: the cache holds names only and no secret
@lru_cache(maxsize=4096)
def _place(table: str, column: str) -> bytes:
    return framed(table.encode(), column.encode())
