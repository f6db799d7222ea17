"""Sealing to a public key, for values and for streams: any change of any part is found."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.security import box
from app.security.box import CHUNK, open_box, open_stream, seal_stream, seal_to
from app.security.seal import Tampered
from app.security.signing import new_box_pair

PAIR = new_box_pair()
OTHER = new_box_pair()
SEALED_CHUNK = CHUNK + 16
HEADER = 33


@given(st.binary(max_size=300), st.binary(max_size=40))
def test_a_box_opens_for_its_owner(plain: bytes, context: bytes) -> None:
    assert open_box(PAIR.private, seal_to(PAIR.public, plain, context), context) == plain


@given(st.binary(max_size=60), st.data())
def test_every_flipped_bit_of_a_box_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(seal_to(PAIR.public, plain, b"draft"))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Tampered):
        open_box(PAIR.private, bytes(sealed), b"draft")


@given(st.binary(max_size=80))
def test_junk_is_refused(junk: bytes) -> None:
    with pytest.raises(Tampered):
        open_box(PAIR.private, junk, b"")


def test_a_box_is_bound_to_owner_and_context() -> None:
    sealed = seal_to(PAIR.public, b"plain", b"one")
    with pytest.raises(Tampered):
        open_box(OTHER.private, sealed, b"one")
    with pytest.raises(Tampered):
        open_box(PAIR.private, sealed, b"two")


def test_a_point_of_small_order_is_refused() -> None:
    with pytest.raises(Tampered):
        open_box(PAIR.private, b"\1" + bytes(32) + bytes(60), b"")


def _sealed(plain: bytes, context: bytes = b"backup") -> bytes:
    target = io.BytesIO()
    seal_stream(PAIR.public, io.BytesIO(plain), target, context)
    return target.getvalue()


def _opened(sealed: bytes, context: bytes = b"backup", private: bytes = PAIR.private) -> bytes:
    target = io.BytesIO()
    open_stream(private, io.BytesIO(sealed), target, context)
    return target.getvalue()


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_a_stream_of_any_size_comes_back(size: int) -> None:
    plain = (bytes(range(251)) * (size // 251 + 1))[:size]
    assert _opened(_sealed(plain)) == plain


THREE = b"a" * CHUNK + b"b" * CHUNK + b"c" * CHUNK


def _part(sealed: bytes, index: int) -> bytes:
    start = HEADER + index * SEALED_CHUNK
    return sealed[start : start + SEALED_CHUNK]


@pytest.mark.parametrize(
    "change",
    [
        lambda s: s[:-SEALED_CHUNK],
        lambda s: s[: HEADER + SEALED_CHUNK],
        lambda s: s[:HEADER],
        lambda s: s[:10],
        lambda s: b"",
        lambda s: s[:-1],
        lambda s: s[:-SEALED_CHUNK] + b"short",
        lambda s: s + b"\0",
        lambda s: s + _part(s, 2),
        lambda s: s[:HEADER] + _part(s, 1) + _part(s, 0) + _part(s, 2),
        lambda s: s[:HEADER] + _part(s, 0) + _part(s, 2),
        lambda s: s[:HEADER] + _part(s, 0) + _part(s, 0) + _part(s, 1) + _part(s, 2),
        lambda s: b"\2" + s[1:],
        lambda s: _sealed(THREE)[:HEADER] + s[HEADER:],
    ],
)
def test_a_stream_that_was_cut_or_reordered_is_found(change: Callable[[bytes], bytes]) -> None:
    with pytest.raises(Tampered):
        _opened(change(_sealed(THREE)))


@settings(max_examples=200)
@given(st.binary(max_size=50), st.data())
def test_every_flipped_bit_of_a_stream_is_found(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(_sealed(plain))
    bit = data.draw(st.integers(0, len(sealed) * 8 - 1))
    sealed[bit // 8] ^= 1 << (bit % 8)
    with pytest.raises(Tampered):
        _opened(bytes(sealed))


def test_a_stream_is_bound_to_owner_context_and_kind() -> None:
    sealed = _sealed(b"plain")
    with pytest.raises(Tampered):
        _opened(sealed, private=OTHER.private)
    with pytest.raises(Tampered):
        _opened(sealed, context=b"other")
    with pytest.raises(Tampered):
        open_box(PAIR.private, sealed, b"backup")


class _Trickle(io.RawIOBase):
    """A pipe: gives at most 1,000 bytes a time."""

    def __init__(self, data: bytes) -> None:
        self._data = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._data.read(min(size, 1000))


def test_a_pipe_that_gives_little_at_a_time_changes_nothing() -> None:
    target = io.BytesIO()
    source = _Trickle(b"x" * 2500)
    seal_stream(PAIR.public, source, target, b"")  # type: ignore[arg-type]
    assert _opened(target.getvalue(), b"") == b"x" * 2500


def test_sabotage_without_the_last_flag_a_cut_stream_passes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(box, "_chunk_nonce", lambda index, last: index.to_bytes(12, "big"))
    assert _opened(_sealed(THREE)[:-SEALED_CHUNK]) == THREE[: 2 * CHUNK]
