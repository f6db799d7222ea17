"""Which way of proving who is asking is enough for what, and for whom a way is not open."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.authentication import (
    METHODS,
    ROUTES,
    SPECIAL,
    Method,
    Secret,
    fact_of,
    is_enough,
    open_methods,
    why_closed,
)

methods = st.sampled_from(METHODS)


@given(one=methods, other=methods)
def test_a_stronger_way_stands_for_a_weaker_one_and_never_the_other_way(
    one: Method, other: Method
) -> None:
    assert is_enough(one, other) or is_enough(other, one)
    assert (is_enough(one, other) and is_enough(other, one)) == (one == other)


@pytest.mark.parametrize(
    ("business", "lowest"),
    [
        ("payment", "none"), ("fault", "none"), ("complaint", "none"), ("public_information", "none"),
        ("query", "sms"), ("suspend", "sms"), ("resume", "sms"),
        ("transfer", "document"), ("cancel", "document"), ("key_data", "document"),
        ("password_reset", "document"), ("goods", "document"),
    ],
)  # fmt: skip
def test_the_routes_of_the_requirements(business: str, lowest: Method) -> None:
    assert ROUTES[business] == lowest


def test_nobody_asks_by_password_or_code_for_who_died_or_a_unit_that_is_gone() -> None:
    for circumstance in ("deceased", "dissolved", "not_served", "guardian_acts"):
        assert open_methods(frozenset({circumstance})) == ("document",)


def test_a_code_is_the_last_way_for_who_may_not_be_able_to_use_one() -> None:
    assert open_methods(frozenset({"no_mobile"})) == ("document", "password")
    for circumstance in ("elderly", "disabled"):
        assert open_methods(frozenset({circumstance})) == ("document", "password", "sms")


@pytest.mark.parametrize(
    ("number", "fact"),
    [("11010519900307281X", "7281"), ("E12345678", "5678"), ("AB1", "1"), ("", "")],
)
def test_the_fact_is_typed_on_a_keypad_of_digits(number: str, fact: str) -> None:
    assert fact_of(number) == fact


def test_what_was_typed_stands_in_no_text_of_its_object() -> None:
    assert "730518" not in repr(Secret("730518"))


def test_circumstances_only_take_ways_away_and_say_why() -> None:
    assert open_methods(frozenset()) == ("document", "password", "sms")
    for some in combinations(SPECIAL, 2):
        circumstances = frozenset(some)
        left = open_methods(circumstances)
        assert "document" in left
        for one in some:
            assert set(left) <= set(open_methods(frozenset({one})))
        for method in METHODS[1:]:
            assert bool(why_closed(method, circumstances)) == (method not in left)
