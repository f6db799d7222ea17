"""Businesses and groups, their handlers, users and members."""

from dataclasses import replace

import pytest

from app.domain import numbers
from app.domain.payment import PaymentForm
from app.domain.registration.form import MemberForm
from app.domain.rules import DEFAULT_RULES
from tests.unit.domain.registration_samples import BUSINESS, TEL, UNIT, errors, judge, person


def test_a_business_with_its_handler():
    checked = judge(BUSINESS)
    assert checked.errors == ()
    assert checked.age is None
    assert checked.record.holder is None
    assert checked.record.handler.name == "李䶮"
    assert checked.record.organization.phone == "02087654321"


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        (
            {"handler": None},
            [("handler", "handler_missing")],
        ),
        (
            {"organization": None},
            [("organization.name", "name_missing"), ("organization", "unit_document")],
        ),
        ({"organization": replace(UNIT, number="9135")}, [("organization.number", "uscc_form")]),
        (
            {"organization": replace(UNIT, document_type="passport")},
            [("organization.document_type", "unit_document_type")],
        ),
        (
            {"organization": replace(UNIT, legal_representative="")},
            [("organization.legal_representative", "representative_missing")],
        ),
        (
            {"organization": replace(UNIT, legal_representative="王1")},
            [("organization.legal_representative", "name_digits")],
        ),
        (
            {"organization": replace(UNIT, valid_to="2020-01-01")},
            [("organization.valid_to", "expired")],
        ),
        ({"organization": replace(UNIT, phone="1")}, [("organization.phone", "phone_short")]),
        ({"members": (MemberForm("x"),)}, [("members", "members")]),
    ],
)
def test_refusals_about_a_business(changes, found):
    assert sorted(errors(replace(BUSINESS, **changes))) == sorted(found)


def test_a_credit_code_that_does_not_compute_only_warns():
    form = replace(BUSINESS, organization=replace(UNIT, number="91350211M0000XUF46"))
    assert errors(form) == []
    assert [problem.code for problem in judge(form).problems] == ["uscc_check"]


def test_a_unit_names_the_user_of_each_telephone():
    form = replace(BUSINESS, subscriptions=(TEL,), payment=PaymentForm())
    assert errors(form) == [("subscriptions.0.user", "user_missing")]
    typed = replace(TEL, user=person("周𫖯", "19920202", entry={}))
    assert errors(replace(form, subscriptions=(typed,))) == [
        ("subscriptions.0.user.number", "real_name")
    ]
    read = replace(TEL, user=person("周𫖯", "19920202"))
    checked = judge(replace(form, subscriptions=(read,)))
    assert checked.errors == ()
    assert checked.record.subscriptions[0].user.name == "周𫖯"


def test_a_group_has_members():
    code = numbers.make("customer", "GZ01", 7)
    form = replace(BUSINESS, customer_kind="group")
    members = (MemberForm(numbers.format_code(code), "decision"),)
    assert judge(replace(form, members=members)).record.members == (MemberForm(code, "decision"),)
    wrong = (MemberForm("7"), MemberForm(code), MemberForm(code, "king"))
    assert errors(replace(form, members=wrong)) == [
        ("members.0.customer_code", "member_code"),
        ("members.2.customer_code", "member_twice"),
        ("members.2.role", "member_role"),
    ]


def test_a_unit_without_handler_is_refused_even_where_no_rule_asks_for_one():
    relaxed = tuple(
        replace(rule, on=False) if rule.code == "handler_for_units" else rule
        for rule in DEFAULT_RULES
    )
    form = replace(BUSINESS, handler=None)
    assert errors(form, rule_set=relaxed) == [("subscriptions.0.offering", "real_name")]


def test_a_unit_may_have_no_phone_of_its_own():
    assert errors(replace(BUSINESS, organization=replace(UNIT, phone=""))) == []
