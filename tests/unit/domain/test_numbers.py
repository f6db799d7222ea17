"""Numbers for people: shape, check character, kinds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import numbers
from app.errors import UserError

AREAS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=4, max_size=4)
KINDS = st.sampled_from(sorted(numbers.PREFIXES))


@given(KINDS, AREAS, st.integers(1, numbers.LARGEST))
def test_a_made_number_parses_back(kind, area, serial):
    text = numbers.make(kind, area, serial)
    if kind == "customer" and text[:2] in numbers.PREFIXES.values():
        assert len(text) == 13
    number = numbers.parse(numbers.format_code(text).lower())
    assert (number.kind, number.area, number.serial, number.text) == (kind, area, serial, text)
    assert numbers.kind_of(text) == kind


@given(AREAS, st.integers(1, numbers.LARGEST), st.integers(4, 11), st.integers(1, 9))
def test_one_wrong_digit_is_found(area, serial, position, shift):
    text = numbers.make("customer", area, serial)
    digit = str((int(text[position]) + shift) % 10)
    with pytest.raises(UserError, match="number_check"):
        numbers.parse(text[:position] + digit + text[position + 1 :])


def test_printed_in_groups():
    code = numbers.make("customer", "GZ01", 1234)
    assert numbers.format_code(code) == f"GZ01-0000-1234-{code[-1]}"
    agreement = numbers.make("agreement", "GZ01", 1234)
    assert numbers.format_code(agreement) == f"XY-GZ01-0000-1234-{agreement[-1]}"


def test_typed_in_full_width_and_with_spaces():
    code = numbers.make("slip", "GZ01", 7)
    wide = "".join(chr(ord(char) + 0xFEE0) for char in code.lower())
    assert numbers.kind_of(f" {wide[:6]}　{wide[6:]} ") == "slip"


@pytest.mark.parametrize("text", ["", "GZ01", "9" * 10_000, "GZ01-0000-1234", "张三", "110105"])
def test_other_text_is_no_number(text):
    assert numbers.kind_of(text) is None
    with pytest.raises(UserError, match="number_form"):
        numbers.format_code(text)


@pytest.mark.parametrize(
    ("area", "serial"), [("gz01", 1), ("GZ1", 1), ("GZ01", 0), ("GZ01", 10**8)]
)
def test_a_wrong_area_or_serial_is_a_bug(area, serial):
    with pytest.raises(ValueError, match=r"area|serial"):
        numbers.make("customer", area, serial)
