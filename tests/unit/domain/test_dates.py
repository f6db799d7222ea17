"""Typed dates and business days."""

import contextlib
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.dates import add_years, business_day, parse_date
from app.errors import UserError


@pytest.mark.parametrize(
    "text",
    [
        "2016-12-15",
        "20161215",
        "2016.12.15",
        "2016/12/15",
        "2016年12月15日",
        "2016年12月15",
        "２０１６１２１５",
        " 2016 - 12 - 15 ",
    ],
)
def test_every_typed_form_is_the_same_day(text):
    assert parse_date(text) == date(2016, 12, 15)


@given(st.dates())
def test_iso_text_parses_back(day):
    assert parse_date(day.isoformat()) == day


@given(st.text())
def test_any_text_is_a_day_or_a_sentence(text):
    with contextlib.suppress(UserError):
        assert isinstance(parse_date(text), date)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2016-02-30", "no_such_day"),
        ("00000101", "no_such_day"),
        ("", "date"),
        ("9" * 10_000, "date"),
    ],
)
def test_wrong_dates_say_how(text, code):
    with pytest.raises(UserError, match=code):
        parse_date(text)


def test_the_business_day_is_the_halls():
    late = datetime(2026, 1, 1, 16, 30, tzinfo=UTC)
    assert business_day(late) == date(2026, 1, 2)
    assert business_day(late, "UTC") == date(2026, 1, 1)
    with pytest.raises(ValueError, match="time zone"):
        business_day(late.replace(tzinfo=None))


def test_leap_day_years_later():
    assert add_years(date(2016, 2, 29), 10) == date(2026, 2, 28)
    assert add_years(date(2016, 2, 29), 20) == date(2036, 2, 29)
