"""Search tokens: equal for equal values of one index, cut to the bits that were asked for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.security.blind_index import BlindIndex

INDEX = BlindIndex(bytes(range(32)))


@given(st.text(max_size=20), st.integers(1, 256))
def test_a_token_has_its_bits_and_no_more(value: str, bits: int) -> None:
    token = INDEX.token("phone", value, bits)
    assert len(token) == (bits + 7) // 8
    assert int.from_bytes(token, "big") < 2**bits
    assert token == INDEX.token("phone", value, bits)


@given(st.text(max_size=20), st.text(max_size=20))
def test_wide_tokens_are_equal_only_for_equal_values(one: str, other: str) -> None:
    assert (INDEX.token("phone", one, 128) == INDEX.token("phone", other, 128)) == (one == other)


def test_indexes_and_deployments_do_not_share_tokens() -> None:
    token = INDEX.token("phone", "13800000000", 64)
    assert token != INDEX.token("document", "13800000000", 64)
    assert token != BlindIndex(bytes(32)).token("phone", "13800000000", 64)


def test_known_tokens() -> None:
    """Stored tokens must be found by every later release."""
    assert INDEX.token("phone", "13800000000", 64).hex() == "a32841d183a24b1c"
    assert INDEX.token("last_four", "0000", 12).hex() == "0dd8"


def test_narrow_tokens_use_all_their_values() -> None:
    seen = {INDEX.token("last_four", f"{n:04}", 4) for n in range(400)}
    assert seen == {bytes([n]) for n in range(16)}


@pytest.mark.parametrize("bits", [0, -1, 257])
def test_impossible_widths_are_bugs(bits: int) -> None:
    with pytest.raises(ValueError, match="bits"):
        INDEX.token("phone", "x", bits)


def test_a_broken_character_raises_nothing() -> None:
    assert len(INDEX.token("name", "\ud800", 16)) == 2
