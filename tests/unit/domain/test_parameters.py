"""What an administrator may set a parameter to."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import parameters
from app.domain.parameters import AGES, PARAMETERS, can_switch
from app.domain.rules import DEFAULT_RULES
from app.paths import RESOURCES

SHIPPED = {
    row["code"]: row["value"]
    for row in json.loads((RESOURCES / "reference" / "catalogue.json").read_text("utf-8"))["rules"]
}
NUMBERS = [code for code, each in PARAMETERS.items() if each.is_number]


def code_of(code: str, value: str) -> str:
    problem = parameters.check(code, value, SHIPPED)
    return problem.code if problem else ""


def test_every_shipped_parameter_is_described_and_its_value_allowed() -> None:
    assert {code for code, value in SHIPPED.items() if value} == set(PARAMETERS)
    assert {
        code: code_of(code, value) for code, value in SHIPPED.items() if value
    } == dict.fromkeys(PARAMETERS, "")


@pytest.mark.parametrize("code", NUMBERS)
def test_a_number_stays_within_its_limits(code: str) -> None:
    each = PARAMETERS[code]
    beyond = {
        str(each.least - 1),
        str(each.most + 1),
        "",
        "x",
        "-1",
        "1.5",
        "0005",
        "５",
        "9" * 400,
    }
    assert {value: code_of(code, value) for value in beyond} == dict.fromkeys(beyond, "value_range")


@given(st.sampled_from(NUMBERS), st.text(max_size=6))
def test_what_is_no_such_number_is_a_problem_never_an_error(code: str, text: str) -> None:
    problem = parameters.check(code, text, SHIPPED)
    assert problem or PARAMETERS[code].least <= int(text) <= PARAMETERS[code].most


@pytest.mark.parametrize("value", ["", "   ", "长" * 101, "two\nlines", "a\0b"])
def test_a_text_is_one_line_that_fits(value: str) -> None:
    assert code_of("terms.points_validity", value) == "value_text"


def test_ages_rise() -> None:
    assert code_of("age.signs", "15") == "age_order"
    assert code_of("age.signs", "14") == ""
    assert code_of("age.own_data", "17") == "age_order"
    assert list(AGES) == [code for code in PARAMETERS if code.startswith("age.")]


def test_a_rule_without_a_value_takes_none() -> None:
    assert code_of("phone_required", "") == ""
    assert code_of("phone_required", "1") == "no_value"


def test_only_rules_that_are_not_law_can_be_off() -> None:
    assert {rule.code for rule in DEFAULT_RULES if can_switch(rule.code)} == {
        "group_unit_document",
        "handler_for_units",
        "phone_required",
        "telephone_cards",
        "manual_entry_permit",
    }
    assert not can_switch("age.adult")
