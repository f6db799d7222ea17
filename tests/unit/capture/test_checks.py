"""What fields say about each other: D1 to D4, birth and sex against the number, likely slips."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric, uscc

from app.capture.checks import judge, propose, same_person
from app.capture.reading import ReadField
from app.domain import icao
from app.domain.identity import birth_date_of, check_number, sex_of

TODAY = date(2026, 11, 22)
D1 = ("11010519491231002X", "53010219200508011X")
D4 = "91350100M000100Y43"
STDNUM_RIC = "360426199101010071"
STDNUM_USCC = "91110000600037341L"


def judged(type_code, today=TODAY, confidence=0.99, **values):
    fields = {name: ReadField(value, confidence) for name, value in values.items()}
    return judge(type_code, fields, today)


def stated(number):
    """Birth and sex as a card prints them beside this number."""
    sex = "男" if int(number[16]) % 2 else "女"
    return {"birth": f"{number[6:10]}-{number[10:12]}-{number[12:14]}", "sex": sex}


@pytest.mark.parametrize("number", [*D1, STDNUM_RIC])
def test_published_numbers_pass(number):
    found = judged("resident_id", number=number, **stated(number))
    assert found["number"].checks == ("ok:check_digit", "ok:area")
    assert found["birth"].checks == found["sex"].checks == ("ok:number",)


@pytest.mark.parametrize("code", [D4, STDNUM_USCC])
def test_published_credit_codes_pass(code):
    assert uscc.is_valid(code)
    assert judged("business_licence", number=code)["number"].checks == ("ok:check_digit",)


def test_what_python_stdnum_publishes_about_them_holds_here():
    assert birth_date_of("resident_id", STDNUM_RIC) == date(1991, 1, 1)
    assert sex_of("resident_id", STDNUM_RIC) == "male"
    assert problems("business_licence", "9 1 110000 600037341L") == []
    assert problems("business_licence", "A1110000600037341L") == ["uscc_check"]
    assert problems("business_licence", "12345") == ["uscc_form"]


def problems(type_code, number):
    return [found.code for found in check_number(type_code, number, today=TODAY)]


@pytest.mark.parametrize("code", ["91350211M0000XUF46", "91350100M0001TGQXM"])
def test_issued_credit_codes_that_do_not_compute_are_told(code):
    assert judged("business_licence", number=code)["number"].checks == ("failed:check_digit",)


def test_a_permit_number_passes_as_a_permit():
    body = "81000019900101123"
    number = body + ric.calc_check_digit(body + "0")
    found = judged("residence_permit", number=number, **stated(number))
    assert found["number"].checks == ("ok:check_digit", "ok:area")


def test_an_area_that_nobody_knows_is_told_and_the_digit_still_counts():
    body = "11990019900101123"
    number = body + ric.calc_check_digit(body + "0")
    found = judged("resident_id", number=number, **stated(number))["number"]
    assert found.checks == ("ok:check_digit", "failed:area")


def test_a_permanent_resident_of_2023_and_of_2017():
    body = "98400119900101001"
    new = body + ric.calc_check_digit(body + "0")
    assert (
        "ok:check_digit"
        in judged("permanent_residence", number=new, **stated(new))["number"].checks
    )
    old = judged("permanent_residence", number=OLD, birth="1990-01-01", sex="男", country="USA")
    assert old["number"].checks == ("ok:check_digit",)
    assert old["birth"].checks == old["country"].checks == ("ok:number",)


OLD = "USA110090010114"


@pytest.mark.parametrize("born", ["1925-05-06", "2025-05-06"])
def test_two_digits_of_a_year_fit_either_century(born):
    number = "USA1100250506"
    found = judged("permanent_residence", number=with_icao_digit(number + "1"), birth=born)
    assert found["birth"].checks == ("ok:number",)
    assert found["number"].checks == ("ok:check_digit",)


def with_icao_digit(body):
    return body + icao.check_digit(body)


@pytest.mark.parametrize(
    ("name", "value"), [("birth", "1990-01-02"), ("country", "CAN"), ("birth", "1980-01-01")]
)
@pytest.mark.parametrize("number", [OLD, "911840199001010011"])
def test_what_a_permanent_resident_s_number_says_is_compared(number, name, value):
    beside = {"birth": "1990-01-01", "country": "USA"} | {name: value}
    number = number if number == OLD else number[:-1] + ric.calc_check_digit(number)
    found = judged("permanent_residence", number=number, **beside)
    assert found["number"].checks == (f"failed:{name}",)
    assert found[name].checks == ("failed:number",)
    assert found[name].proposed == ("1990-01-01" if name == "birth" else "")


def test_a_wrong_digit_of_2017_is_told():
    wrong = judged("permanent_residence", number=OLD[:-1] + "5")["number"]
    assert wrong.checks == ("failed:check_digit",)


def test_another_birth_or_sex_than_the_number_is_told_at_both():
    number = D1[0]
    found = judged("resident_id", number=number, birth="1949-12-30", sex="女")
    assert found["number"].checks == ("ok:area", "failed:birth")
    assert found["birth"].checks == ("failed:number",)
    assert found["birth"].proposed == "1949-12-31"
    assert found["birth"].value == "1949-12-30"


def test_a_number_alone_or_in_doubt_is_not_checked():
    number = D1[0]
    missing = judged("resident_id", number=number, birth="", sex="女")
    assert "ok:check_digit" not in missing["number"].checks
    doubt = judged("resident_id", confidence=0.4, number=number, **stated(number))
    assert doubt["number"].checks == ("ok:area", "failed:sure")


@pytest.mark.parametrize("code", [D4, STDNUM_USCC])
def test_a_credit_code_in_doubt_is_not_checked(code):
    found = judged("business_licence", confidence=0.49, number=code)["number"]
    assert found.checks == ("failed:sure",)


@pytest.mark.parametrize(("place", "seen"), [(4, "6"), (2, "8"), (0, "7"), (3, "O")])
def test_one_look_alike_is_proposed_and_never_put_in(place, seen):
    number = D1[0]
    slip = number[:place] + seen + number[place + 1 :]
    found = judged("resident_id", number=slip, **stated(number))["number"]
    assert found.value == slip
    assert found.checks == ("failed:check_digit",)
    assert found.proposed in (number, "")
    assert propose("resident_id", slip, {}, TODAY) in (number, "")


def test_a_number_that_is_far_off_gets_no_proposal():
    assert judged("resident_id", number="123")["number"].proposed == ""


@pytest.mark.parametrize(
    ("begin", "end", "checks"),
    [("2015-03-12", "2035-03-12", ("ok:not_expired",)), ("2015-03-12", "长期", ("ok:not_expired",)),
     ("2005-03-12", "2025-03-12", ("failed:not_expired",))],
)  # fmt: skip
def test_validity_against_today(begin, end, checks):
    found = judged("resident_id", valid_from=begin, valid_to=end)
    assert found["valid_to"].checks == checks
    assert found["valid_from"].checks == ("ok:order",)


def test_a_term_that_begins_tomorrow_or_ends_before_it_begins_is_told():
    for begin, end in (("2026-11-23", "2036-11-23"), ("2020-01-01", "2019-01-01")):
        assert judged("resident_id", valid_from=begin, valid_to=end)["valid_from"].checks == (
            "failed:order",
        )


def test_a_term_that_begins_tomorrow_is_told_without_its_end():
    assert judged("resident_id", valid_from="2026-11-23", valid_to="")["valid_from"].checks == (
        "failed:order",
    )
    assert judged("resident_id", valid_from="2026-11-22")["valid_from"].checks == ()


@pytest.mark.parametrize(
    ("type_code", "born", "begin", "end", "usual"),
    [("resident_id", "", "2016-12-15", "2036-12-15", True), ("resident_id", "", "2016-12-15", "2066-12-15", False),
     ("resident_id", "", "2016-12-15", "2036-12-14", True), ("resident_id", "", "2016-12-15", "2036-12-17", False),
     ("resident_id", "1990-03-07", "2016-12-15", "2036-12-15", True),
     ("resident_id", "1995-03-07", "2016-12-15", "2036-12-15", False),
     ("resident_id", "1990-03-07", "2016-12-15", "长期", False),
     ("resident_id", "1960-03-07", "2016-12-15", "长期", True), ("resident_id", "", "2016-12-15", "长期", True),
     ("resident_id", "2016-01-01", "2022-02-28", "2027-02-28", True),
     ("residence_permit", "1990-03-07", "2023-12-15", "2028-12-15", True),
     ("residence_permit", "1990-03-07", "2023-12-15", "2058-12-15", False),
     ("permanent_residence", "1990-03-07", "2023-12-15", "2033-12-15", True),
     ("permanent_residence", "1990-03-07", "2023-12-15", "2083-12-15", False),
     ("business_licence", "", "2016-12-15", "2046-01-01", True),
     ("resident_id", "", "soon", "2036-12-15", True), ("resident_id", "9999-12-31", "2016-12-15", "2036-12-15", True)],
)  # fmt: skip
def test_a_term_that_such_a_document_does_not_have_is_told(type_code, born, begin, end, usual):
    found = judged(type_code, birth=born, valid_from=begin, valid_to=end)
    assert ("failed:term" in found["valid_to"].checks) is not usual


def test_a_term_of_which_one_day_is_not_read_is_not_compared():
    assert judged("resident_id", valid_to="2066-12-15")["valid_to"].checks == ("ok:not_expired",)


def test_a_birth_in_the_future_is_told():
    assert judged("permanent_residence", birth="2073-03-10")["birth"].checks == ("failed:past",)


def test_two_documents_are_compared_by_what_both_state():
    one = {"name": ReadField("甲"), "sex": ReadField("男"), "number": ReadField("1")}
    other = {
        "name": ReadField("甲"),
        "sex": ReadField("M"),
        "number": ReadField("2"),
        "address": ReadField("x"),
    }
    assert same_person(one, other) == ["number"]


@settings(max_examples=1000, deadline=None)
@given(
    st.sampled_from(["resident_id", "residence_permit", "permanent_residence", "business_licence",
                     "passport", "unknown"]),
    st.text("0123456789XOBIS九 ", max_size=20), st.text(max_size=12), st.text("男女MF", max_size=2),
    st.text(max_size=12),
)  # fmt: skip
def test_no_text_of_any_kind_breaks_them(type_code, number, birth, sex, end):
    found = judged(type_code, number=number, birth=birth, sex=sex, valid_to=end, valid_from=birth)
    if number != number.strip() or found["number"].value != number:
        return
    assert found["number"].value == number
