"""Six digits that a customer may choose: what is easy to guess is refused, and the sentence tells no digit."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.service_password import check, is_well_formed

GOOD = "730518"
BORN = date(1990, 3, 7)
NUMBER, PHONE = "11010519900307281X", "13812345678"

six = st.text("0123456789", min_size=6, max_size=6)


def codes(digits: str, **known: object) -> set[str]:
    return {each.code for each in check(digits, **known)}  # type: ignore[arg-type]


def test_digits_that_nobody_guesses_are_taken() -> None:
    assert check(GOOD, birth_date=BORN, documents=[NUMBER], phones=[PHONE]) == []


@pytest.mark.parametrize(
    "digits", ["", "12345", "1234567", "12345a", "73051８", " 73051", "٧٣٠٥١٨"]
)
def test_only_six_plain_digits_are_a_password(digits: str) -> None:
    assert not is_well_formed(digits)
    assert codes(digits) == {"digits_six"}


@pytest.mark.parametrize(
    "digits",
    [
        "000000", "999999", "123456", "654321", "012345", "890123", "135791", "975319", "121212",
        "123123", "908908", "112233", "114477", "998877", "123321", "407704", "111222", "100001",
        "123789", "321987", "147258", "369258", "159357", "456123", "789456",
    ],
)  # fmt: skip
def test_a_pattern_is_refused(digits: str) -> None:
    assert "digits_pattern" in codes(digits)


@given(start=st.integers(0, 9), step=st.integers(0, 9))
def test_every_even_step_is_a_pattern(start: int, step: int) -> None:
    assert codes("".join(str((start + step * n) % 10) for n in range(6))) >= {"digits_pattern"}


@given(half=st.text("0123456789", min_size=3, max_size=3))
def test_what_is_said_twice_doubled_or_mirrored_is_a_pattern(half: str) -> None:
    doubled = "".join(each * 2 for each in half)
    for digits in (half * 2, half + half[::-1], doubled):
        assert "digits_pattern" in codes(digits)


@given(born=st.dates(date(1900, 1, 1), date(2030, 12, 31)))
def test_no_way_of_writing_the_birth_date_passes(born: date) -> None:
    for form in ("%y%m%d", "%m%d%y", "%d%m%y", "%y%d%m", "%Y%m", "%m%Y"):
        digits = born.strftime(form)
        if len(digits) == 6:  # strftime writes no leading zero of early years on every system
            assert "digits_birth" in codes(digits, birth_date=born)
    assert "digits_birth" in codes(f"{born:%Y%m%d}"[-6:], birth_date=born)


@given(
    number=st.text("0123456789", min_size=6, max_size=18),
    at=st.integers(0, 12),
    letter=st.booleans(),
)
def test_no_piece_of_a_number_on_record_passes(number: str, at: int, letter: bool) -> None:
    at = min(at, len(number) - 6)
    digits = number[at : at + 6]
    said = f"E{number[:3]}-{number[3:]}X" if letter else number
    for each in (digits, digits[::-1]):
        assert "digits_document" in codes(each, documents=["9", said])
        assert "digits_phone" in codes(each, phones=[said])


@given(digits=six)
def test_a_sentence_never_tells_the_digits(digits: str) -> None:
    told = check(digits, birth_date=BORN, documents=[digits], phones=[digits])
    assert told
    for each in told:
        assert not re.search(r"\d", each.text)
        assert digits not in repr(each)


def test_most_digits_are_free_to_choose() -> None:
    asked = range(0, 1_000_000, 37)
    refused = sum(bool(check(f"{each:06}", birth_date=BORN, documents=[NUMBER])) for each in asked)
    assert refused / len(asked) < 0.03
