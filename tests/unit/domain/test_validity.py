"""Validity of documents, and typed birth date and sex against the number."""

from datetime import date

import pytest

from app.domain.people import PersonForm, check_agreement, check_validity
from app.domain.validity import LONG_TERM, Validity

TODAY = date(2026, 11, 20)
BORN = date(1990, 1, 1)


def judged(first, last, document_type="resident_id", born=BORN):
    person = PersonForm(document_type=document_type, valid_from=first, valid_to=last)
    validity, problems = check_validity(person, today=TODAY, born=born, field="holder")
    return validity, [(problem.field, problem.code, problem.severity) for problem in problems]


def test_typed_days_are_read():
    validity, problems = judged("2016.12.15", "20361215")
    assert validity == Validity(date(2016, 12, 15), date(2036, 12, 15))
    assert problems == []


@pytest.mark.parametrize(
    ("first", "last", "document_type", "born"),
    [
        ("2016-12-15", "2026-12-15", "resident_id", date(1995, 5, 5)),
        ("2024-02-29", "2029-02-28", "resident_id", date(2019, 1, 1)),
        ("2016-12-15", LONG_TERM, "resident_id", date(1949, 12, 31)),
        ("2016-12-15", LONG_TERM, "resident_id", None),
        ("2016-12-15", "2036-12-15", "resident_id", None),
        ("2020-01-10", "2030-01-09", "passport", None),
        ("2026-10-01", "2027-01-01", "temporary_id", BORN),
        ("", "2036-12-15", "resident_id", BORN),
        ("", "", "household_register", BORN),
        ("2020-01-01", "", "household_register", BORN),
        ("", TODAY.isoformat(), "resident_id", BORN),
        ("", "", "unknown", BORN),
    ],
)
def test_usual_terms(first, last, document_type, born):
    assert judged(first, last, document_type, born)[1] == []


@pytest.mark.parametrize(
    ("first", "last", "document_type", "found"),
    [
        ("2016-12-15", "2026-11-19", "resident_id", ("holder.valid_to", "expired", "error")),
        ("", "", "resident_id", ("holder.valid_to", "valid_to_missing", "error")),
        ("", "soon", "resident_id", ("holder.valid_to", "date", "error")),
        ("2016-02-31", "2036-02-01", "resident_id", ("holder.valid_from", "no_such_day", "error")),
        (
            "2027-01-01",
            "2037-01-01",
            "resident_id",
            ("holder.valid_from", "not_yet_valid", "error"),
        ),
        ("2026-11-20", "2026-11-20", "resident_id", ("holder.valid_to", "valid_order", "error")),
        ("2016-12-15", "2031-12-15", "resident_id", ("holder.valid_to", "term", "warning")),
        ("2016-12-15", LONG_TERM, "resident_id", ("holder.valid_to", "term", "warning")),
        ("2016-12-15", LONG_TERM, "passport", ("holder.valid_to", "term", "warning")),
    ],
)
def test_what_is_refused_or_doubted(first, last, document_type, found):
    assert judged(first, last, document_type)[1] == [found]


def agreement(**typed):
    person = PersonForm(number="11010519491231002X", **typed)
    return [(p.field, p.code) for p in check_agreement(person, today=TODAY, field="agent")]


def test_typed_birth_date_and_sex_agree_with_the_number():
    assert agreement() == []
    assert agreement(birth_date="1949-12-31", sex="女") == []
    assert agreement(birth_date="1949-12-30") == [("agent.birth_date", "birth_contradicts")]
    assert agreement(birth_date="2027-01-01") == [("agent.birth_date", "birth_future")]
    assert agreement(birth_date="1949") == [("agent.birth_date", "date")]
    assert agreement(sex="male") == [("agent.sex", "sex_contradicts")]
    assert agreement(sex="maybe") == [("agent.sex", "sex")]


def test_a_passport_states_neither():
    person = PersonForm(document_type="passport", number="L898902C3", birth_date="1990-01-01")
    assert check_agreement(person, today=TODAY, field="holder") == []
