"""Ed25519 signatures and the key pairs of people and workstations (raw 32-byte keys)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey


@dataclass(frozen=True)
class KeyPair:
    """Raw halves; the private one never shows in a text form."""

    private: bytes = field(repr=False)
    public: bytes


def new_sign_pair() -> KeyPair:
    """A new Ed25519 pair for `sign` and `check`."""
    return sign_pair(Ed25519PrivateKey.generate().private_bytes_raw())


def new_box_pair() -> KeyPair:
    """A new X25519 pair for app.security.box."""
    return box_pair(X25519PrivateKey.generate().private_bytes_raw())


def sign_pair(private: bytes) -> KeyPair:
    """The Ed25519 pair of a private half."""
    public = Ed25519PrivateKey.from_private_bytes(private).public_key()
    return KeyPair(private, public.public_bytes_raw())


def box_pair(private: bytes) -> KeyPair:
    """The X25519 pair of a private half."""
    public = X25519PrivateKey.from_private_bytes(private).public_key()
    return KeyPair(private, public.public_bytes_raw())


def public_of(private: bytes) -> bytes:
    """The public half of a key that signs here; loaded once, as for `sign`."""
    return _public_of(private)


def sign(private: bytes, message: bytes) -> bytes:
    """The 64-byte signature; `message` begins with its own label (app.domain.canonical)."""
    return _loaded(private).sign(message)


def check(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether `signature` is of `message` by `public`; False for malformed keys too."""
    try:
        _loaded_public(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def forget_keys() -> None:
    """Drop the loaded private keys: part of locking and signing out."""
    _loaded.cache_clear()
    _public_of.cache_clear()


@lru_cache(maxsize=8)  # every procedure compares it with the one on record
def _public_of(private: bytes) -> bytes:
    return _loaded(private).public_key().public_bytes_raw()


@lru_cache(maxsize=8)  # loading costs as much as signing; a person and a workstation sign here
def _loaded(private: bytes) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(private)


@lru_cache(maxsize=256)  # verify meets the same few people ten thousand times
def _loaded_public(public: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(public)
