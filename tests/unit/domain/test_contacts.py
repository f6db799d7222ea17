"""Phones, e-mail, addresses."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.contacts import check_address, check_email, check_phone, tidy_phone


@pytest.mark.parametrize(
    ("phone", "tidy"),
    [
        ("13800138000", "13800138000"),
        ("138 0013 8000", "13800138000"),
        ("１３８００１３８０００", "13800138000"),
        ("+86 138-0013-8000", "13800138000"),
        ("008613800138000", "13800138000"),
        ("010-62345678", "01062345678"),
        ("0755 83345678", "075583345678"),
        ("+1 650 253 0000", "+16502530000"),
    ],
)
def test_good_phones(phone, tidy):
    assert tidy_phone(phone) == tidy
    assert check_phone(phone) == []


@pytest.mark.parametrize(
    ("phone", "code", "values", "severity"),
    [
        ("1380013800", "phone_short", {"n": 1}, "error"),
        ("1", "phone_short", {"n": 10}, "error"),
        ("138001380001", "phone_long", {"n": 1}, "error"),
        ("9" * 10_000, "phone_start", {}, "error"),
        ("62345678", "phone_start", {}, "error"),
        ("call me", "phone_form", {}, "error"),
        ("", "phone_form", {}, "error"),
        ("0", "phone_impossible", {}, "error"),
        ("010", "phone_impossible", {}, "error"),
        ("+99912345", "phone_impossible", {}, "error"),
        ("11000000000", "phone_unused", {}, "warning"),
    ],
)
def test_bad_phones(phone, code, values, severity):
    problem = check_phone(phone, field="holder.phone")[0]
    assert (problem.field, problem.code) == ("holder.phone", code)
    assert (problem.values, problem.severity) == (values, severity)


@settings(deadline=None)
@given(st.text(max_size=80))
def test_any_text_is_judged(text):
    assert len(check_phone(text)) <= 1
    check_email(text)
    check_address(text)


def test_addresses():
    assert check_address("广东省广州市天河区体育西路100号") == []
    assert check_address("") == []
    assert check_address("12345")[0].code == "address_form"
    assert check_address("路" * 10_000)[0].code == "too_long"
    assert check_address("路\n")[0].code == "invisible"


def test_emails():
    assert check_email("name@example.com") == []
    assert check_email("name@example.com.cn") == []
    for wrong in ("name", "@example.com", "name@example", "a b@example.com", "name@.com"):
        assert check_email(wrong)[0].code == "email_form"
    assert check_email("a" * 10_000)[0].code == "too_long"
