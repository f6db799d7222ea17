"""Signatures: only the right key over the right bytes passes, and malformed input is just wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.security import signing
from app.security.signing import box_pair, check, new_box_pair, new_sign_pair, sign, sign_pair

PAIR = new_sign_pair()


@given(st.binary(max_size=200), st.binary(max_size=200))
def test_a_signature_is_of_its_message(message: bytes, other: bytes) -> None:
    signature = sign(PAIR.private, message)
    assert len(signature) == 64
    assert check(PAIR.public, other, signature) == (message == other)


def test_another_persons_key_does_not_pass() -> None:
    assert not check(new_sign_pair().public, b"m", sign(PAIR.private, b"m"))


@given(st.integers(0, 511))
def test_a_flipped_bit_does_not_pass(bit: int) -> None:
    signature = bytearray(sign(PAIR.private, b"m"))
    signature[bit // 8] ^= 1 << (bit % 8)
    assert not check(PAIR.public, b"m", bytes(signature))


@given(st.binary(max_size=80), st.binary(max_size=80))
def test_malformed_keys_and_signatures_are_just_wrong(public: bytes, signature: bytes) -> None:
    assert not check(public, b"m", signature)


def test_a_pair_is_found_again_from_its_private_half() -> None:
    assert sign_pair(PAIR.private) == PAIR
    box = new_box_pair()
    assert box_pair(box.private) == box


@pytest.mark.parametrize("pair", [PAIR, new_box_pair()])
def test_a_private_half_never_shows(pair: signing.KeyPair) -> None:
    assert repr(pair.private)[2:-1] not in repr(pair)
    assert "private" not in repr(pair)


def test_keys_are_loaded_once_and_go_at_lock() -> None:
    signing.forget_keys()
    for _ in range(3):
        sign(PAIR.private, b"m")
    assert signing._loaded.cache_info().misses == 1
    signing.forget_keys()
    assert signing._loaded.cache_info().currsize == 0
    assert check(PAIR.public, b"m", sign(PAIR.private, b"m"))
