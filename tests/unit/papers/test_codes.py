"""Barcode and QR code, read back by decoders written from the standards or by reportlab's encoder."""

from __future__ import annotations

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st
from reportlab.graphics.barcode.code128 import Code128, _patterns

from app.papers import codes

_BY_WIDTHS = {
    "".join(str("abcd".index(letter.lower()) + 1) for letter in pattern): value
    for value, pattern in _patterns.items()
    if value < 106
}


def decoded(widths: str) -> str:
    """The text of a Code 128 symbol, by reportlab's table of symbols; checks the check symbol."""
    assert widths.endswith("2331112")
    body = widths[:-7]
    *values, check = [_BY_WIDTHS[body[at : at + 6]] for at in range(0, len(body), 6)]
    assert check == (values[0] + sum(at * value for at, value in enumerate(values))) % 103
    pairs, text = values[0] == 105, ""
    for value in values[1:]:
        if value in (99, 100):
            assert pairs == (value == 100)
            pairs = not pairs
        else:
            text += f"{value:02d}" if pairs else chr(value + 32)
    return text


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126), min_size=1, max_size=40))
def test_any_text_is_read_back(text: str) -> None:
    assert decoded(codes.code128_widths(text)) == text


@pytest.mark.parametrize("text", ["", "甲", "a\n"])
def test_other_characters_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        codes.code128_widths(text)


def test_bars_fill_the_width_and_are_as_many_as_reportlabs() -> None:
    theirs = Code128("JN01000012348", quiet=0)
    theirs.validate()
    theirs.encode()
    theirs.decompose()
    modules = sum("abcd".index(letter.lower()) + 1 for letter in theirs.decomposed)
    mark = codes.code128("JN01000012348", 10, 20, 2.0 * modules, 30)
    bars = mark.rectangles
    assert mark.origin == (10, 20)
    assert mark.unit == pytest.approx((2, 30))
    assert len(bars) == sum(letter.isupper() for letter in theirs.decomposed)
    assert bars[0][:2] == (0, 0)
    assert bars[-1][0] + bars[-1][2] == modules
    assert all(bar[3] == 1 for bar in bars)


def test_qr_rectangles_are_the_matrix() -> None:
    matrix = [list(row) for row in segno.make_qr("XY 1", error="m", boost_error=False).matrix]
    side = len(matrix)
    drawn = [[0] * side for _row in matrix]
    mark = codes.qr("XY 1", 5, 6, 3.0 * side)
    assert (mark.origin, mark.unit) == ((5, 6), (3, 3))
    for x, y, width, height in mark.rectangles:
        assert height == 1
        for column in range(round(x), round(x + width)):
            drawn[side - round(y) - 1][column] = 1
    assert drawn == matrix
