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


def test_a_code_is_not_forced_on_who_cannot_use_one() -> None:
    for circumstance in ("elderly", "disabled", "no_mobile"):
        assert open_methods(frozenset({circumstance})) == ("document", "password")


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
