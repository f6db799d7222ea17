"""Passports: what the zone says against what is printed above it (D5)."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.capture import mrz
from app.capture.card_passport import compared, nearest
from app.capture.reading import ReadField
from app.domain.icao import check_digit

TODAY = date(2026, 11, 22)
NUMBER = "G1234567"
DAYS = ["1974-08-12", "2020-04-16", "2030-04-15"]


def zone(number=NUMBER, digit_of="", issuer="USA"):
    """A zone with `number`, whose digits are those of `digit_of`: a misread one keeps them."""
    parts = [(digit_of or number).ljust(9, "<"), "740812", "300415", "<" * 14]
    digits = [check_digit(part) for part in parts]
    whole = "".join(part + digit for part, digit in zip(parts, digits, strict=True))
    second = (
        f"{number.ljust(9, '<')}{digits[0]}USA{parts[1]}{digits[1]}F{parts[2]}{digits[2]}{parts[3]}"
        f"{digits[3]}{check_digit(whole)}"
    )
    told = mrz.parse(f"P<{issuer}ERIKSSON<<ANNA<MARIA", second, TODAY)
    assert told is not None
    return told


def checked(told, number="", days=(), confidence=0.99):
    fields = {
        name: ReadField(getattr(told, name), confidence)
        for name in ("name", "country", "number", "birth", "sex", "valid_to")
    }
    return compared(fields, told, number, days)


def test_a_number_counts_as_checked_when_it_is_printed_too():
    found = checked(zone(), NUMBER, DAYS)
    assert found["number"].checks == ("ok:check_digit", "ok:printed")
    assert found["birth"].checks == found["valid_to"].checks == ("ok:check_digit", "ok:printed")
    assert checked(zone())["number"].checks == ()
    assert checked(zone(), confidence=0.4)["birth"].checks == ()


SAME_TO_MODULO_10 = [("G", "6"), ("S", "8"), ("L", "1"), ("J", "9"), ("Y", "4"), ("T", "9")]


@pytest.mark.parametrize(("letter", "digit"), SAME_TO_MODULO_10)
def test_a_slip_that_the_check_digit_cannot_see_is_told_and_the_printed_number_proposed(
    letter, digit
):
    printed = f"{letter}1234567"
    told = zone(f"{digit}1234567", printed)
    assert told.failed == ()
    found = checked(told, nearest(["Passport No. " + printed], told.number))["number"]
    assert found.value == f"{digit}1234567"
    assert found.checks == ("failed:printed",)
    assert found.proposed == printed


def test_a_failing_check_digit_is_explained_by_what_is_printed():
    found = checked(zone("G1Z34567", NUMBER), NUMBER)["number"]
    assert found.checks == ("failed:check_digit", "failed:printed")
    assert found.proposed == NUMBER


@given(st.from_regex("[A-Z]{1,2}[0-9]{6,7}", fullmatch=True), st.integers(0, 8))
def test_a_proposal_always_has_the_zone_s_check_digit(number, at):
    slip = number[: at % len(number)] + "5" + number[at % len(number) + 1 :]
    for printed in ("", number):
        found = checked(zone(slip, number), printed)["number"]
        if found.proposed:
            assert check_digit(found.proposed.ljust(9, "<")) == check_digit(number.ljust(9, "<"))
            assert found.proposed != found.value


@pytest.mark.parametrize(
    ("days", "birth", "until"),
    [(DAYS[:1], ("ok:check_digit", "ok:printed"), ("ok:check_digit",)),
     (["1974-08-13", *DAYS[1:]], ("failed:printed",), ("ok:check_digit", "ok:printed")),
     (["1874-08-12", *DAYS[1:]], ("failed:printed",), ("ok:check_digit", "ok:printed")),
     (DAYS[1:2] * 3, ("ok:check_digit",), ("ok:check_digit",))],
)  # fmt: skip
def test_birth_and_expiry_are_compared_when_all_days_were_read(days, birth, until):
    found = checked(zone(), NUMBER, days)
    assert (found["birth"].checks, found["valid_to"].checks) == (birth, until)


def test_a_state_that_is_none_or_another_than_the_first_line_s_is_told():
    assert checked(zone())["country"].checks == ()
    assert checked(zone(issuer="CAN"))["country"].checks == ("failed:issuer",)
    wrong = mrz.parse("P<USAERIKSSON<<ANNA", "G12345674QQQ7408122F3004157<<<<<<<<<<<<<<02", TODAY)
    assert wrong is not None
    assert checked(wrong)["country"].checks == ("failed:state",)


@pytest.mark.parametrize(
    ("texts", "found"),
    [(["P USA G1234567"], NUMBER), (["Passport No", "G1234567"], NUMBER), (["61234567"], "61234567"),
     (["GI2E4S67"], "GI2E4S67"), (["22 NOV 2026", "ERIKSSON"], ""), ([], ""),
     (["61234567", "G1234567"], NUMBER)],
)  # fmt: skip
def test_the_printed_number_is_found_by_what_it_looks_like(texts, found):
    assert nearest(texts, NUMBER) == found


def test_a_short_number_is_not_looked_for():
    assert nearest(["12345"], "12345") == ""
