"""The judgement of a whole registration form: who may register what, and each refusal."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.customers import RealName
from app.domain.validity import LONG_TERM
from tests.unit.domain.registration_samples import (
    ADULT,
    AGREED,
    BUSINESS,
    PARENT,
    UNIT,
    child,
    errors,
    judge,
    resident,
    with_holder,
)


def test_an_adult_is_registered():
    checked = judge(replace(ADULT, remark="二楼\n左手边"))
    assert checked.problems == ()
    assert checked.age == 36
    assert checked.needs.band == "adult"
    assert checked.real_name_state is RealName.CARD_READ
    assert [fee.amount for fee in checked.due] == [12000]
    record = checked.record
    assert record.holder.birth_date == date(1990, 1, 1)
    assert record.holder.sex == "male"
    assert record.payment.paid == record.payment.due == 12000
    assert record.consents["notice"] == "agree"
    assert record.consents["marketing"] == "refuse"
    assert record.organization is None


def test_what_was_typed_is_tidied():
    form = with_holder(
        name=" 买买提•吐尔逊 ", number=f" {ADULT.holder.number.lower()} ", phone="+86 138-0013-8000"
    )
    assert errors(form) == [("holder.name", "name_dot")]
    form = replace(form, holder=replace(form.holder, name="买买提·吐尔逊 ", valid_to=LONG_TERM))
    record = judge(form).record
    assert record.holder.name == "买买提·吐尔逊"
    assert record.holder.number == ADULT.holder.number
    assert record.holder.phone == "13800138000"
    assert record.holder.long_term
    assert record.holder.valid_to is None


def test_a_child_of_seven_and_one_of_fifteen_with_guardian():
    seven = judge(child("20190601"))
    assert seven.errors == ()
    assert (seven.age, seven.needs.band) == (7, "under_8")
    assert seven.record.guardian.name == "陈𠅤"
    fifteen = judge(child("20110601"))
    assert fifteen.errors == ()
    assert (fifteen.age, fifteen.needs.band) == (15, "minor")
    assert judge(child("20110601")).real_name_state is RealName.PENDING


def test_a_childs_data_needs_the_guardians_consent():
    form = replace(child("20190601"), consent=AGREED)
    assert errors(form) == [("consent.separate.child_data", "consent_unanswered")]
    refused = replace(AGREED, separate=AGREED.separate | {"child_data": "refuse"})
    assert errors(replace(form, consent=refused)) == [
        ("consent.separate.child_data", "consent_needed")
    ]


def test_minors():
    assert errors(replace(child("20190601"), guardian=None)) == [("guardian", "guardian_missing")]
    young = replace(PARENT, number=resident("20100505"), valid_from="")
    assert errors(replace(child("20190601"), guardian=young)) == [("guardian.number", "not_adult")]
    own = replace(child("20100601"), guardian=None)
    assert errors(own) == [("guardian", "guardian_missing")]
    assert errors(replace(own, own_income=True)) == []
    assert errors(replace(child("20190601"), own_income=True)) == [("own_income", "own_income_age")]
    assert errors(replace(ADULT, own_income=True)) == [("own_income", "own_income_age")]


def test_an_agent_is_a_natural_adult_person_who_answers_nothing_optional():
    refusing = replace(AGREED, optional={})
    form = replace(ADULT, agent=PARENT, consent=refusing)
    assert errors(form) == []
    assert judge(form).record.agent.relation == "mother"
    in_law = replace(PARENT, relation=" Mother  in-law ")
    assert judge(replace(form, agent=in_law)).record.agent.relation == "mother-in-law"
    assert errors(replace(form, consent=AGREED)) == [
        ("consent.optional.service_notice", "consent_by_agent")
    ]
    assert errors(replace(form, agent=replace(PARENT, relation="", phone=""))) == [
        ("agent.phone", "phone_missing"),
        ("agent.relation", "relation_missing"),
    ]
    unit = replace(PARENT, document_type="business_licence")
    assert errors(replace(form, agent=unit))[0] == ("agent.document_type", "natural_person")
    same = replace(PARENT, number=ADULT.holder.number)
    assert ("agent.number", "same_person") in errors(replace(form, agent=same))


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"name": "123"}, ("holder.name", "name_digits")),
        ({"name": ""}, ("holder.name", "name_missing")),
        ({"number": "440106199001011230"}, ("holder.number", "number_check")),
        ({"birth_date": "1990-01-02"}, ("holder.birth_date", "birth_contradicts")),
        ({"sex": "female"}, ("holder.sex", "sex_contradicts")),
        ({"valid_to": "2026-11-19"}, ("holder.valid_to", "expired")),
        ({"phone": "1380013"}, ("holder.phone", "phone_short")),
        ({"phone": ""}, ("holder.phone", "phone_missing")),
        ({"id_address": ""}, ("holder.id_address", "address_missing")),
        ({"document_type": "business_licence"}, ("holder.document_type", "natural_person")),
        ({"document_type": "nothing"}, ("holder.document_type", "document_type")),
    ],
)
def test_refusals_about_the_holder(changes, found):
    assert errors(with_holder(**changes)) == [found]


def test_a_passport_needs_country_and_birth_date():
    form = with_holder(
        name="Anna Eriksson",
        document_type="passport",
        number="L898902C3",
        country="UTO",
        birth_date="1974-08-12",
        id_address="",
        valid_from="2020-01-01",
        valid_to="2030-01-01",
    )
    assert errors(form) == []
    assert errors(replace(form, holder=replace(form.holder, birth_date=""))) == [
        ("holder.birth_date", "birth_missing")
    ]
    assert errors(replace(form, holder=replace(form.holder, birth_date="2030-01-01"))) == [
        ("holder.birth_date", "birth_future")
    ]


@pytest.mark.parametrize(
    "path", ["holder.name", "holder.number", "holder.id_address", "remark", "payment.paid"]
)
def test_ten_thousand_characters_get_one_sentence(path):
    form = _with(ADULT, path.split("."), "9" * 10_000)
    assert errors(form) == [(path, "too_long")]


def _with(form, path, value):
    if len(path) == 1:
        return replace(form, **{path[0]: value})
    return replace(form, **{path[0]: _with(getattr(form, path[0]), path[1:], value)})


def _texts(form, path=()):
    for field in fields(form):
        value = getattr(form, field.name)
        if is_dataclass(value):
            yield from _texts(value, (*path, field.name))
        elif isinstance(value, str) and field.name != "customer_kind":
            yield (*path, field.name)


FULL = replace(
    ADULT,
    agent=PARENT,
    guardian=PARENT,
    handler=PARENT,
    organization=UNIT,
)


@settings(deadline=None)
@given(
    st.sampled_from(
        [FULL, replace(FULL, customer_kind="business"), replace(FULL, customer_kind="virtual_card")]
    ),
    st.sampled_from(sorted(_texts(FULL))),
    st.one_of(st.text(), st.just("x" * 10_000), st.text("0123456789Xx -年月日.", max_size=20)),
)
def test_any_text_in_any_field_is_judged(form, path, text):
    checked = judge(_with(form, path, text))
    if len(text) > 500:
        assert (".".join(path), "too_long") in [(p.field, p.code) for p in checked.errors]


def test_the_same_document_is_a_hard_stop():
    assert errors(ADULT, same_document=1) == [("holder.number", "one_document_one_customer")]
    assert errors(BUSINESS, same_document=1) == [
        ("organization.number", "one_document_one_customer")
    ]
