"""Sealed fields: sealed for one place, a value opens there and nowhere else (T17, short form)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.security import seal
from app.security.seal import (
    Context,
    SubjectKey,
    Tampered,
    commitment,
    commitment_key,
    framed,
    open_field,
    seal_field,
)

KEY = bytes(range(32))
HERE = Context(b"deployment-a", "party_name", "sealed_name", bytes(16), 1)

ids = st.binary(min_size=16, max_size=16)
names = st.sampled_from(["party_name", "party", "contact_point", "party_names"])
columns = st.sampled_from(["sealed_name", "name", "s", "sealed"])
contexts = st.builds(
    Context, st.binary(max_size=20), names, columns, ids, st.integers(0, 2**63 - 1)
)
keys = st.binary(min_size=32, max_size=32)


@given(keys, contexts, st.binary(max_size=400))
def test_a_field_opens_where_it_was_sealed(key: bytes, context: Context, plain: bytes) -> None:
    sealed = seal_field(key, context, plain)
    assert sealed[0] == seal.SUITE
    assert len(sealed) == len(plain) + 29
    assert open_field(key, context, sealed) == plain


@settings(max_examples=400)
@given(contexts, contexts, st.binary(max_size=60))
def test_a_field_moved_elsewhere_is_found(here: Context, there: Context, plain: bytes) -> None:
    if here == there:
        return
    with pytest.raises(Tampered):
        open_field(KEY, there, seal_field(KEY, here, plain))


@pytest.mark.parametrize(
    "elsewhere",
    [
        HERE._replace(deployment=b"deployment-b"),
        HERE._replace(table="party"),
        HERE._replace(column="sealed_number"),
        HERE._replace(row_id=b"\1" * 16),
        HERE._replace(version=2),
        HERE._replace(table="party_namesealed", column="_name"),
    ],
)
def test_each_part_of_the_place_counts(elsewhere: Context) -> None:
    with pytest.raises(Tampered):
        open_field(KEY, elsewhere, seal_field(KEY, HERE, b"13800000000"))


@given(keys, keys)
def test_another_subject_key_does_not_open(one: bytes, other: bytes) -> None:
    if one != other:
        with pytest.raises(Tampered):
            open_field(other, HERE, seal_field(one, HERE, b"x"))


@settings(max_examples=300)
@given(st.binary(max_size=60), st.data())
def test_every_flipped_bit_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal_field(KEY, HERE, plain))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Tampered):
        open_field(KEY, HERE, bytes(sealed))


@given(st.binary(max_size=60), st.data())
def test_every_cut_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = seal_field(KEY, HERE, plain)
    with pytest.raises(Tampered):
        open_field(KEY, HERE, sealed[: data.draw(st.integers(0, len(sealed) - 1))])


@given(st.binary(max_size=200))
def test_bytes_that_were_never_sealed_are_refused(junk: bytes) -> None:
    with pytest.raises(Tampered):
        open_field(KEY, HERE, junk)


def test_sabotage_without_associated_data_a_swap_between_deployments_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The control: the guard is what finds the swap, not the test's own set-up."""
    monkeypatch.setattr(seal, "_associated", lambda context: b"")
    sealed = seal_field(KEY, HERE, b"plain")
    assert open_field(KEY, HERE._replace(deployment=b"deployment-b"), sealed) == b"plain"


def test_sabotage_associated_data_alone_finds_row_swaps_and_without_it_they_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two guards stand behind each other: the key of the place, and the associated data."""
    monkeypatch.setattr(seal, "_info", lambda context: b"one key for all")
    sealed = seal_field(KEY, HERE, b"plain")
    other_row = HERE._replace(row_id=b"\1" * 16)
    with pytest.raises(Tampered):
        open_field(KEY, other_row, sealed)
    monkeypatch.setattr(seal, "_associated", lambda context: b"")
    sealed = seal_field(KEY, HERE, b"plain")
    assert open_field(KEY, other_row, sealed) == b"plain"


def test_equal_values_do_not_look_equal() -> None:
    assert seal_field(KEY, HERE, b"same") != seal_field(KEY, HERE, b"same")


@given(st.lists(st.binary(max_size=6), max_size=4), st.lists(st.binary(max_size=6), max_size=4))
def test_framing_is_unambiguous(one: list[bytes], other: list[bytes]) -> None:
    assert (framed(*one) == framed(*other)) == (one == other)


@given(keys, keys, st.binary(max_size=60), st.binary(max_size=60))
def test_a_commitment_fixes_row_and_subject(
    key: bytes, other_key: bytes, row: bytes, other_row: bytes
) -> None:
    own, others = commitment_key(key), commitment_key(other_key)
    fixed = commitment(own, row)
    assert len(fixed) == 32
    assert fixed == commitment(own, row)
    assert (commitment(own, other_row) == fixed) == (row == other_row)
    assert (commitment(others, row) == fixed) == (key == other_key)


@given(keys, contexts, st.binary(max_size=60))
def test_a_key_made_ready_seals_and_commits_as_the_key_itself(
    key: bytes, context: Context, plain: bytes
) -> None:
    ready = SubjectKey(key)
    assert open_field(key, context, ready.seal_field(context, plain)) == plain
    assert ready.commitment(plain) == commitment(commitment_key(key), plain)


def test_known_commitment() -> None:
    """A stored value must mean the same in every later release."""
    assert commitment(commitment_key(KEY), b"counter/row/1\0{}").hex() == (
        "31db76823200822de455309b3af582f27719fe8321cb9c6fabe8a369febaa96a"
    )


def test_known_sealed_field() -> None:
    """A value sealed by the first release opens in every later one."""
    sealed = bytes.fromhex(
        "01ace3daf244b1bc27c8178933beef71fe6a9e3dca1b3250201bf4fa283214982a40f2df81e355e35e77"
    )
    assert open_field(KEY, HERE, sealed) == b"first release"


def test_a_key_of_another_length_is_a_bug() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        seal_field(b"short", HERE, b"x")


def test_the_error_tells_no_data() -> None:
    with pytest.raises(Tampered) as caught:
        open_field(KEY, HERE, b"secret-looking text")
    assert caught.value.code == "tampered"
    assert caught.value.values == {}
    assert "secret" not in f"{caught.value!r} {caught.value.text}"
