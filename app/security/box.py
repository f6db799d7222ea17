"""Sealing to a public key: anyone at work can write, only the holder of the private half can read.

X25519 with a fresh key per value, HKDF-SHA256, AES-256-GCM. For values in memory (`seal_to`) and
for files of any size (`seal_stream`: backups).
"""

from __future__ import annotations

from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.security.seal import KEY_BYTES, SUITE, TAG_BYTES, Tampered, framed, open_bytes, seal_bytes

CHUNK = 1024 * 1024
_BOX = b"counter/box/1"
_STREAM = b"counter/stream/1"
_SUITE_BYTE = bytes([SUITE])
_HEADER = 1 + 32


def seal_to(public: bytes, plaintext: bytes, context: bytes) -> bytes:
    """`plaintext` sealed to the X25519 key `public`; opens only under the same `context`."""
    ephemeral, key = _new_key(_BOX, public, context)
    return _SUITE_BYTE + ephemeral + seal_bytes(key, context, plaintext)


def open_box(private: bytes, sealed: bytes, context: bytes) -> bytes:
    """The plaintext of `seal_to`; raises Tampered (also when it was sealed to another key)."""
    key = _same_key(_BOX, private, sealed[:_HEADER], context)
    return open_bytes(key, context, sealed[_HEADER:])


def seal_stream(public: bytes, source: BinaryIO, target: BinaryIO, context: bytes) -> None:
    """Seal all of `source` into `target` in chunks of 1 MiB; memory stays the same for any size.

    Each chunk's nonce is its index and whether it is the last one, so a chunk that was moved,
    dropped, doubled or cut off at the end is found. The key is used for this one stream only.
    """
    ephemeral, key = _new_key(_STREAM, public, context)
    cipher = AESGCM(key)
    target.write(_SUITE_BYTE + ephemeral)
    index = 0
    chunk = _read(source, CHUNK)
    while True:
        following = _read(source, CHUNK)
        last = not following
        target.write(cipher.encrypt(_chunk_nonce(index, last), chunk, context))
        if last:
            return
        index, chunk = index + 1, following


def open_stream(private: bytes, source: BinaryIO, target: BinaryIO, context: bytes) -> None:
    """Open what `seal_stream` wrote; raises Tampered.

    Chunks reach `target` as they open: after an error the caller throws `target` away.
    """
    cipher = AESGCM(_same_key(_STREAM, private, _read(source, _HEADER), context))
    index = 0
    chunk = _read(source, CHUNK + TAG_BYTES)
    while True:
        following = _read(source, CHUNK + TAG_BYTES)
        last = not following
        if len(chunk) < TAG_BYTES:
            raise Tampered
        try:
            target.write(cipher.decrypt(_chunk_nonce(index, last), chunk, context))
        except InvalidTag:
            raise Tampered from None
        if last:
            return
        index, chunk = index + 1, following


def _chunk_nonce(index: int, last: bool) -> bytes:
    return index.to_bytes(11, "big") + bytes([last])


def _read(source: BinaryIO, size: int) -> bytes:
    """`size` bytes, fewer only at the end. It reads again, because a pipe may give less than it is
    asked for."""
    parts = []
    while size > 0 and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


def _new_key(label: bytes, public: bytes, context: bytes) -> tuple[bytes, bytes]:
    """The public half of a fresh pair, and the key that it shares with `public`."""
    ephemeral = X25519PrivateKey.generate()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    sent = ephemeral.public_key().public_bytes_raw()
    return sent, _key(label, shared, sent, public, context)


def _same_key(label: bytes, private: bytes, header: bytes, context: bytes) -> bytes:
    if len(header) != _HEADER or header[0] != SUITE:
        raise Tampered
    own = X25519PrivateKey.from_private_bytes(private)
    sent = header[1:]
    try:
        shared = own.exchange(X25519PublicKey.from_public_bytes(sent))
    except ValueError:  # a point of small order, which only a forger sends
        raise Tampered from None
    return _key(label, shared, sent, own.public_key().public_bytes_raw(), context)


def _key(label: bytes, shared: bytes, sent: bytes, public: bytes, context: bytes) -> bytes:
    info = framed(label, _SUITE_BYTE, sent, public, context)
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=info).derive(shared)
