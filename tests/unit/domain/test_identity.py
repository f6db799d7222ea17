"""Document numbers (D1 to D4): check digits, dates, regions, what a number states."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from app.domain.document_types import DOCUMENT_TYPES, types_for
from app.domain.icao import check_digit
from app.domain.identity import (
    birth_date_of,
    check_number,
    country_of,
    sex_of,
    tidy_number,
    tidy_sex,
    upgrade_15,
)
from app.domain.reference import countries, is_area
from tests.kit.cards.places import PLACES

TODAY = date(2026, 11, 20)


def with_check(body: str) -> str:
    return body + ric.calc_check_digit(body + "0")


def codes(type_code, number, country="CHN"):
    problems = check_number(type_code, number, country, today=TODAY)
    for problem in problems:
        assert problem.text.format(**problem.values)
    return [(problem.code, problem.severity) for problem in problems]


RESIDENTS = st.builds(
    lambda area, born, order: with_check(f"{area}{born:%Y%m%d}{order:03d}"),
    st.sampled_from([place.code for place in PLACES]),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)


@given(RESIDENTS)
def test_every_well_formed_resident_number_passes(number):
    assert codes("resident_id", number) == []
    assert birth_date_of("resident_id", number) is not None
    assert sex_of("resident_id", number) == ("male" if number[16] in "13579" else "female")


@given(RESIDENTS, st.integers(0, 17), st.integers(1, 9))
def test_one_wrong_digit_never_passes(number, position, shift):
    digit = str((int(number[position].replace("X", "0")) + shift) % 10)
    wrong = number[:position] + digit + number[position + 1 :]
    if wrong != number:
        assert codes("resident_id", wrong)


@settings(deadline=None)
@given(st.sampled_from(sorted(DOCUMENT_TYPES)), st.text(max_size=30), st.text(max_size=4))
def test_any_text_is_judged(type_code, number, country):
    codes(type_code, number, country)
    birth_date_of(type_code, number)
    sex_of(type_code, number)


@pytest.mark.parametrize(
    ("type_code", "number", "country"),
    [
        ("resident_id", "11010519491231002X", "CHN"),
        ("resident_id", "53010219200508011x", "CHN"),
        ("resident_id", "360426199101010071", "CHN"),
        ("resident_id", " １１０１０５ 19491231 002ｘ", ""),
        ("resident_id", with_check("65901119900101123"), "CHN"),
        ("resident_id", with_check("41900119900101123"), "CHN"),
        ("resident_id", with_check("46900519900101123"), "CHN"),
        ("temporary_id", "11010519491231002X", "CHN"),
        ("household_register", "11010519491231002X", "CHN"),
        ("residence_permit", "810000199401010018", "HKG"),
        ("residence_permit", with_check("82000019940101001"), "MAC"),
        ("residence_permit", with_check("83000019940101001"), "TWN"),
        ("permanent_residence", "911840199401010017", "USA"),
        ("permanent_residence", "USA440194010102", "USA"),
        ("permanent_residence", "CAN110081080310", "CAN"),
        ("permanent_residence", "911124198108030024", "CAN"),
        ("permanent_residence", "911840199401010017", "RKS"),
        ("hk_macau_permit", "H12345678", "HKG"),
        ("hk_macau_permit", "M1234567890", "CHN"),
        ("taiwan_permit", "12345678", "CHN"),
        ("taiwan_permit", "1234567890B", "TWN"),
        ("passport", "L898902C3", "UTO"),
        ("military_id", "军字第2001988号", "CHN"),
        ("armed_police_id", "武字第1234567号", "CHN"),
        ("business_licence", "91350100M000100Y43", "CHN"),
        ("business_licence", "9131000063159284XQ", "CHN"),
        ("unit_other", "粤外证字[2020]123号", "CHN"),
    ],
)
def test_numbers_that_pass(type_code, number, country):
    assert codes(type_code, number, country) == []


@pytest.mark.parametrize(
    ("type_code", "number", "country", "code", "severity"),
    [
        ("resident_id", "", "CHN", "number_missing", "error"),
        ("resident_id", "110105194912310021", "CHN", "number_check", "error"),
        ("resident_id", "1101051949123100", "CHN", "number_short", "error"),
        ("resident_id", "11010519491231002X1", "CHN", "number_long", "error"),
        ("resident_id", "9" * 10_000, "CHN", "number_long", "error"),
        ("resident_id", "1101051949X2310021", "CHN", "number_form", "error"),
        ("resident_id", with_check("11010519490230002"), "CHN", "number_date", "error"),
        ("resident_id", with_check("11010520990101002"), "CHN", "number_date", "error"),
        ("resident_id", with_check("11010517990101002"), "CHN", "number_date", "error"),
        ("resident_id", "110105491231002", "CHN", "number_historic", "error"),
        ("resident_id", with_check("99010519491231002"), "CHN", "number_area", "warning"),
        ("resident_id", with_check("11019919491231002"), "CHN", "number_area", "warning"),
        ("resident_id", with_check("81000119491231002"), "CHN", "number_area", "warning"),
        ("resident_id", "810000199401010018", "CHN", "number_permit", "warning"),
        ("resident_id", "11010519491231002X", "USA", "country", "error"),
        ("residence_permit", "11010519491231002X", "CHN", "number_area", "error"),
        ("residence_permit", "810000199401010017", "CHN", "number_check", "error"),
        ("permanent_residence", "11010519491231002X", "USA", "number_form", "error"),
        ("residence_permit", with_check("81000119940101001"), "HKG", "number_area", "error"),
        ("permanent_residence", "911840199401010018", "USA", "number_check", "error"),
        ("permanent_residence", "USA440194010101", "USA", "number_check", "warning"),
        ("permanent_residence", "USA440194310102", "USA", "number_date", "warning"),
        ("permanent_residence", "USA440194010102", "CAN", "number_country", "warning"),
        ("permanent_residence", "911840199401010017", "CAN", "number_country", "warning"),
        ("permanent_residence", "911840199401010017", "CHN", "country_missing", "error"),
        ("passport", "L898902C3", "U1", "country_missing", "error"),
        ("passport", "L1", "USA", "number_form", "error"),
        ("hk_macau_permit", "K12345678", "CHN", "number_form", "error"),
        ("business_licence", "91350211M0000XUF46", "CHN", "uscc_check", "warning"),
        ("business_licence", "91350100M0001TGQXM", "CHN", "uscc_check", "warning"),
        ("business_licence", "9135010", "CHN", "uscc_form", "error"),
    ],
)
def test_numbers_that_do_not(type_code, number, country, code, severity):
    assert codes(type_code, number, country) == [(code, severity)]


def test_an_unknown_kind_of_document_names_that_field():
    problem = check_number("library_card", "1", field="agent.number", today=TODAY)[0]
    assert (problem.field, problem.code) == ("agent.document_type", "document_type")
    assert birth_date_of("library_card", "11010519491231002X") is None


def test_what_a_number_states():
    assert birth_date_of("resident_id", "11010519491231002x") == date(1949, 12, 31)
    assert sex_of("resident_id", "11010519491231002x") == "female"
    assert sex_of("permanent_residence", "911840199401010017") == "male"
    assert birth_date_of("permanent_residence", "USA440194010101") is None
    assert birth_date_of("passport", "11010519491231002X") is None
    assert sex_of("business_licence", "91350100M000100Y43") == ""
    assert birth_date_of("resident_id", "11010519490230002X") is None


@given(st.dates(date(1900, 1, 1), date(1999, 12, 31)), st.integers(0, 999))
def test_historic_numbers_are_upgraded(born, order):
    number = upgrade_15(f"110105{born:%y%m%d}{order:03d}")
    assert codes("resident_id", number) == []
    assert birth_date_of("resident_id", number) == born


def test_only_15_digits_are_upgraded():
    assert upgrade_15("110105491231002") == "11010519491231002X"
    with pytest.raises(ValueError, match="15"):
        upgrade_15("1")


@given(
    st.sampled_from(sorted(countries())),
    st.dates(date(1930, 1, 1), TODAY),
    st.integers(0, 9),
    st.integers(0, 13),
    st.integers(1, 9),
)
def test_a_wrong_digit_in_a_permanent_residents_number_of_2017_is_told(
    country, born, order, place, shift
):
    body = f"{country}4401{born:%y%m%d}{order}"
    number = body + check_digit(body)
    assert country_of(number) == country
    known = country if country != "CHN" else "USA"
    assert "number_check" not in dict(codes("permanent_residence", number, known))
    if place > 2:
        wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
        assert codes("permanent_residence", wrong, known)


@pytest.mark.parametrize(
    ("area", "known"),
    [("110105", True), ("522100", True), ("659012", True), ("469005", True), ("710000", True),
     ("110201", False), ("110199", False), ("810001", False), ("830001", False), ("4401", False),
     ("", False)],
)  # fmt: skip
def test_an_area_counts_when_numbers_were_given_out_under_it(area, known):
    """522100 was repealed in 1997, 110201 in 1982: before the first resident ID card."""
    assert is_area(area) == known


def test_tidy():
    assert tidy_number(" １１0-105ｘ ") == "110105X"
    assert [tidy_sex(text) for text in ("男", " F ", "female", "?", "")] == [
        "male", "female", "female", "", "",
    ]  # fmt: skip


def test_a_person_and_a_unit_show_different_documents():
    assert {kind.code for kind in types_for("unit")}.isdisjoint(
        kind.code for kind in types_for("individual")
    )
    assert types_for("individual")[0].code == "resident_id"


def test_today_counts():
    number = with_check(f"110105{TODAY + timedelta(days=1):%Y%m%d}002")
    assert codes("resident_id", number) == [("number_date", "error")]
