"""Wrapped subject keys open only for their own subject, class, epoch and deployment."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.security.seal import Tampered
from app.security.vault import new_key, unwrap_subject_key, wrap_subject_key

CLASS_KEY = bytes(range(32))
PLACE: dict[str, Any] = {
    "deployment": b"deployment-a",
    "subject_id": bytes(16),
    "key_class": "records",
    "epoch": 1,
}


@given(st.binary(min_size=32, max_size=32), st.integers(0, 2**40), st.binary(max_size=16))
def test_a_wrapped_key_comes_back(key: bytes, epoch: int, subject: bytes) -> None:
    place = PLACE | {"epoch": epoch, "subject_id": subject}
    wrapped = wrap_subject_key(CLASS_KEY, key=key, **place)
    assert key not in wrapped
    assert unwrap_subject_key(CLASS_KEY, wrapped=wrapped, **place) == key


@pytest.mark.parametrize(
    "change",
    [
        {"deployment": b"deployment-b"},
        {"subject_id": b"\1" * 16},
        {"key_class": "backup"},
        {"epoch": 2},
    ],
)
def test_a_key_moved_elsewhere_is_found(change: dict[str, Any]) -> None:
    wrapped = wrap_subject_key(CLASS_KEY, key=new_key(), **PLACE)
    with pytest.raises(Tampered):
        unwrap_subject_key(CLASS_KEY, wrapped=wrapped, **(PLACE | change))


def test_another_class_key_does_not_open() -> None:
    wrapped = wrap_subject_key(CLASS_KEY, key=new_key(), **PLACE)
    with pytest.raises(Tampered):
        unwrap_subject_key(new_key(), wrapped=wrapped, **PLACE)


@given(st.data())
def test_every_flipped_bit_is_found(data: st.DataObject) -> None:
    wrapped = bytearray(wrap_subject_key(CLASS_KEY, key=new_key(), **PLACE))
    bit = data.draw(st.integers(0, len(wrapped) * 8 - 1))
    wrapped[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Tampered):
        unwrap_subject_key(CLASS_KEY, wrapped=bytes(wrapped), **PLACE)


def test_new_keys_differ() -> None:
    assert len({new_key() for _ in range(100)}) == 100
    assert len(new_key()) == 32
