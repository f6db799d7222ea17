"""The machine-readable zone: ICAO's specimen, every check digit, and what OCR makes of it (D5)."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture.mrz import parse
from app.domain.icao import ALPHABET, check_digit
from app.domain.reference import countries

TODAY = date(2026, 11, 22)
FIRST = "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<"
SECOND = "L898902C36UTO7408122F1204159ZE184226B<<<<<10"


def test_the_specimen_of_icao_9303():
    told = parse(FIRST, SECOND, TODAY)
    assert told is not None
    assert told.failed == ()
    assert (told.surname, told.given, told.name) == (
        "ERIKSSON",
        "ANNA MARIA",
        "ERIKSSON ANNA MARIA",
    )
    assert (told.issuer, told.country, told.number) == ("UTO", "UTO", "L898902C3")
    assert (told.birth, told.sex, told.valid_to) == ("1974-08-12", "女", "2012-04-15")
    assert told.personal == "ZE184226B"


NAMES = """
ERIKSSON<<ANNA<MARIA                    ERIKSSON|ANNA MARIA
HENG<<DEBORAH<MING<LO                   HENG|DEBORAH MING LO
SMITH<JONES<<SUSIE<MARGARET             SMITH JONES|SUSIE MARGARET
OCONNOR<<ENYA<SIOBHAN                   OCONNOR|ENYA SIOBHAN
VAN<DER<MUELLEN<<MARTIN                 VAN DER MUELLEN|MARTIN
AL<BASRI<<HUDA<MUHAMMAD<JAWAD           AL BASRI|HUDA MUHAMMAD JAWAD
VILARCHAO<FERNANDEZ<<JOSE<RAMON         VILARCHAO FERNANDEZ|JOSE RAMON
ARKFREITH                               ARKFREITH|
SATRIYA<SUDARPA                         SATRIYA SUDARPA|
NILAVADHANANANDA<<CHAYAPA<DEJTHAMRONG<K NILAVADHANANANDA|CHAYAPA DEJTHAMRONG K
NILAVADHANANANDA<<ARNPOL<PETCH<CHARONGU NILAVADHANANANDA|ARNPOL PETCH CHARONGU
BENNELONG<WOOLOOMOOLOO<WARRANDYTE<W<<DI BENNELONG WOOLOOMOOLOO WARRANDYTE W|DI
BENNELONG<WOOLOOM<WARRAND<WARNAM<<DINGO BENNELONG WOOLOOM WARRAND WARNAM|DINGO
PAPANDROPOULOUS<<JONATHON<WARREN<TREVOR PAPANDROPOULOUS|JONATHON WARREN TREVOR
"""
"""The name fields of ICAO 9303-4, 4.2, some cut short by its rules: as printed, surname, given."""


@pytest.mark.parametrize("row", NAMES.strip().splitlines())
@pytest.mark.parametrize("kind", ["P<", "PP"])
def test_the_names_of_icao_9303_4(kind, row):
    printed, told_name = row[:40].rstrip(), row[40:]
    told = parse(f"{kind}UTO{printed}".ljust(44, "<"), SECOND, TODAY)
    assert told is not None
    assert f"{told.surname}|{told.given}" == told_name
    assert (told.kind, told.issuer) == (kind.rstrip("<"), "UTO")


def test_the_older_specimen_with_a_filler_in_its_number():
    told = parse(FIRST, "L898902C<3UTO6908061F9406236ZE184226B<<<<<14", TODAY)
    assert told is not None
    assert told.failed == ()
    assert (told.number, told.birth, told.valid_to) == ("L898902C", "1969-08-06", "1994-06-23")


@pytest.mark.parametrize(
    ("text", "digit"),
    [("520727", "3"), ("AB2134<<<", "5"), ("L898902C3", "6"), ("740812", "2"), ("120415", "9"),
     ("ZE184226B<<<<<", "1"), ("L898902C3674081221204159ZE184226B<<<<<1", "0"), ("<<<", "0")],
)  # fmt: skip
def test_the_worked_examples_of_icao_9303_3(text, digit):
    assert check_digit(text) == digit


@pytest.mark.parametrize(
    ("place", "name"),
    [(2, "number"), (9, "number"), (15, "birth"), (19, "birth"), (22, "valid_to"),
     (27, "valid_to"), (30, "personal"), (42, "personal"), (43, "composite")],
)  # fmt: skip
def test_a_changed_character_is_found_by_its_digit_and_the_composite(place, name):
    other = "1" if SECOND[place] != "1" else "3"
    told = parse(FIRST, SECOND[:place] + other + SECOND[place + 1 :], TODAY)
    assert told is not None
    assert name in told.failed
    assert "composite" in told.failed


@pytest.mark.parametrize("fillers", range(10))
def test_fillers_that_run_together_or_double_are_put_right(fillers):
    told = parse(FIRST.rstrip("<"), SECOND.replace("<<<<<", "<" * fillers), TODAY)
    assert told is not None
    assert told.failed == ()
    assert told.personal == "ZE184226B"


def test_an_empty_personal_number_may_have_a_filler_for_its_digit():
    body = SECOND[:28] + "<" * 15
    whole = body[:10] + body[13:20] + body[21:43]
    told = parse(FIRST, body + check_digit(whole), TODAY)
    assert told is not None
    assert told.failed == ()


def test_letters_are_digits_where_only_digits_stand():
    told = parse(FIRST, SECOND.replace("7408122", "74O8I22"), TODAY)
    assert told is not None
    assert (told.birth, told.failed) == ("1974-08-12", ())


def test_spaces_small_letters_and_chinese_brackets_of_an_ocr_line():
    told = parse(" p《UTOERIKSSON <<anna<MARIA ", SECOND.replace("<", "〈"), TODAY)
    assert told is not None
    assert told.name == "ERIKSSON ANNA MARIA"


def test_a_short_state_code_is_told_as_iso_writes_it():
    told = parse("P<D<<MUSTERMANN<<ERIKA", SECOND.replace("UTO", "D<<"), TODAY)
    assert told is not None
    assert (told.issuer, told.country) == ("DEU", "DEU")


def test_nobody_is_born_tomorrow_and_a_passport_ends_in_this_century():
    told = parse(FIRST, "L898902C36UTO2611233F3004159ZE184226B<<<<<10", TODAY)
    assert told is not None
    assert (told.birth, told.valid_to) == ("1926-11-23", "2030-04-15")


def test_an_impossible_day_is_left_empty():
    told = parse(FIRST, SECOND.replace("740812", "749912"), TODAY)
    assert told is not None
    assert told.birth == ""


@pytest.mark.parametrize(
    ("first", "second"), [("", ""), (FIRST, ""), (FIRST, "L89"), ("I<UTO", SECOND)]
)
def test_other_lines_are_no_zone(first, second):
    assert parse(first, second, TODAY) is None


@pytest.mark.parametrize("head", ["PUTO", "P<UTO", "P<<UTO", "PPUTO", "PP<UTO", "P<UT0"])
@pytest.mark.parametrize("end", ["", "<", "<<<<<K<<C", "<" * 25])
@pytest.mark.parametrize("between", ["<<", "<<<", "<<<<"])
def test_fillers_of_the_first_line_are_one_more_or_less(head, end, between):
    told = parse(f"{head}ERIKSSON{between}ANNA<MARIA{end}", SECOND, TODAY)
    assert told is not None
    assert (told.issuer, told.surname, told.given) == ("UTO", "ERIKSSON", "ANNA MARIA")


@pytest.mark.parametrize("head", ["PD<<", "P<D<<", "P<D<", "P<<D<<", "P<D<<<"])
def test_fillers_around_the_short_code_of_germany_are_too(head):
    told = parse(f"{head}MUSTERMANN<<ERIKA<<<<<", SECOND.replace("UTO", "D<<"), TODAY)
    assert told is not None
    assert (told.issuer, told.name) == ("DEU", "MUSTERMANN ERIKA")


def test_a_state_that_is_none_is_left_as_it_was_read():
    told = parse("P<QQQERIKSSON<<ANNA", SECOND, TODAY)
    assert told is not None
    assert (told.issuer, told.surname) == ("QQQ", "ERIKSSON")


NAME = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=12)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(countries())), NAME, st.lists(NAME, max_size=2),
       st.sampled_from(["P", "P<", "P<<"]), st.integers(0, 30))  # fmt: skip
def test_the_second_line_tells_where_the_state_stands_in_the_first(code, name, given, kind, end):
    line = f"{kind}{code}{name}<<{'<'.join(given)}" + "<" * (end if given else 5)
    told = parse(line, SECOND.replace("UTO", code), TODAY)
    assert told is not None
    assert (told.issuer, told.surname, told.given) == (code, name, " ".join(given))


@settings(max_examples=1500, deadline=None)
@given(st.text(max_size=60), st.text(ALPHABET + "o《 x", max_size=60))
def test_no_text_of_any_kind_breaks_it(first, second):
    for one in (first, "P<UTO" + first):
        told = parse(one, second, TODAY)
        assert told is None or set(told.passed) | set(told.failed) == {
            "number", "birth", "valid_to", "personal", "composite",
        }  # fmt: skip
