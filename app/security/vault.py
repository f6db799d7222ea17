"""Subject keys, each kept wrapped under a class key (data.md 6: records, audit, backup)."""

from __future__ import annotations

import os

from app.security.seal import KEY_BYTES, SUITE, derived_key, framed, open_bytes, seal_bytes

_LABEL = b"counter/subject-key/1\0" + bytes([SUITE])


def new_key() -> bytes:
    """32 random bytes: a subject key or a class key."""
    return os.urandom(KEY_BYTES)


def wrap_subject_key(
    class_key: bytes,
    *,
    deployment: bytes,
    subject_id: bytes,
    key_class: str,
    epoch: int,
    key: bytes,
) -> bytes:
    """`key` wrapped for this subject, class and epoch (count of class key rotations) only."""
    place = _place(deployment, subject_id, key_class, epoch)
    return seal_bytes(derived_key(class_key, place), place, key)


def unwrap_subject_key(
    class_key: bytes,
    *,
    deployment: bytes,
    subject_id: bytes,
    key_class: str,
    epoch: int,
    wrapped: bytes,
) -> bytes:
    """The subject key of `wrap_subject_key` for the same place; raises Tampered."""
    place = _place(deployment, subject_id, key_class, epoch)
    return open_bytes(derived_key(class_key, place), place, wrapped)


def _place(deployment: bytes, subject_id: bytes, key_class: str, epoch: int) -> bytes:
    # Each subject has its own wrapping key, so the number of random nonces under one key stays
    # small.
    return _LABEL + framed(deployment, subject_id, key_class.encode(), epoch.to_bytes(8, "big"))
