"""The judgement of a whole registration form: who may register what, and each refusal."""

from dataclasses import fields, is_dataclass, replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum.cn import ric

from app.domain import numbers
from app.domain.catalogue import Fee, Offering, Place
from app.domain.customers import RealName
from app.domain.registration import (
    LONG_TERM,
    ConsentForm,
    DiscountForm,
    EntryMode,
    MemberForm,
    OrganizationForm,
    PaymentForm,
    PersonForm,
    RegistrationForm,
    SubscriptionForm,
)
from app.domain.registration_check import check_form
from app.domain.rules import DEFAULT_RULES

TODAY = date(2026, 11, 20)
READ: dict[str, EntryMode] = {"name": "reader", "number": "reader"}
OFFERINGS = {
    offering.code: offering
    for offering in (
        Offering("TV", "TV", "cable_tv", fees=(Fee("installation", 12000),), needs_equipment=True),
        Offering("NET", "Net", "broadband", needs_real_name=RealName.CARD_READ),
        Offering("TEL", "Tel", "telephone", must_read_card=True, needs_place=False),
        Offering(
            "VOD",
            "VOD",
            "vod",
            needs_real_name=RealName.EXEMPT,
            needs_place=False,
            customer_kinds=("individual", "virtual_card"),
        ),
        Offering("GOLD", "Gold", "cable_tv", needs_real_name=RealName.ONLINE_VERIFIED),
    )
}
PLACES = {
    "P1": Place(frozenset({"cable_tv", "broadband"})),
    "P2": Place(frozenset({"cable_tv"}), active_users=1),
}
AGREED = ConsentForm(
    notice_acknowledged=True,
    separate={"id_image": "agree", "live_photo": "agree", "signature": "refuse"},
    optional={"service_notice": "agree", "marketing": "refuse", "follow_up": "refuse"},
)


def resident(born, order="123"):
    body = f"440106{born}{order}"
    return body + ric.calc_check_digit(body + "0")


def person(name="陈𬭎", born="19900101", **changes):
    base = PersonForm(
        name=name,
        number=resident(born),
        valid_from="2016-12-15",
        valid_to="2036-12-15",
        id_address="广东省广州市天河区体育西路1号",
        phone="13800138000",
        entry=READ,
    )
    return replace(base, **changes)


TV = SubscriptionForm(offering="TV", place_id="P1", equipment_serial="STB12345678")
TEL = SubscriptionForm(offering="TEL")
PAID = PaymentForm(paid="120.00", method="cash", receipt_no="R0001")
ADULT = RegistrationForm(subscriptions=(TV,), holder=person(), consent=AGREED, payment=PAID)
PARENT = person("陈𠅤", "19850505", relation="mother", phone="13900139000")
UNIT = OrganizationForm(
    name="广州示例有限公司",
    number="91350100M000100Y43",
    legal_representative="王㛃",
    phone="02087654321",
)
BUSINESS = RegistrationForm(
    customer_kind="business",
    subscriptions=(TV,),
    organization=UNIT,
    handler=person("李䶮"),
    consent=AGREED,
    payment=PAID,
)
CARD = RegistrationForm(
    customer_kind="virtual_card",
    subscriptions=(SubscriptionForm(offering="VOD"),),
    holder=PersonForm(phone="13800138000"),
    consent=replace(AGREED, separate={}),
)


def child(born, name="陈𪚥"):
    holder = person(
        name,
        born,
        document_type="household_register",
        valid_from="",
        valid_to="",
        phone="13800138000",
        entry={},
    )
    consent = replace(AGREED, separate=AGREED.separate | {"child_data": "agree"})
    return replace(ADULT, holder=holder, guardian=PARENT, consent=consent)


def judge(form, **given):
    checked = check_form(form, today=TODAY, offerings=OFFERINGS, places=PLACES, **given)
    for problem in checked.problems:
        assert problem.text.format(**problem.values)
    assert (checked.record is None) == bool(checked.errors)
    return checked


def errors(form, **given):
    return [(problem.field, problem.code) for problem in judge(form, **given).errors]


def with_holder(**changes):
    return replace(ADULT, holder=replace(ADULT.holder, **changes))


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


@pytest.mark.parametrize(
    ("subscriptions", "found"),
    [
        ((), ("subscriptions", "no_product")),
        ((replace(TV, offering="OLD"),), ("subscriptions.0.offering", "offering")),
        ((replace(TV, place_id=""),), ("subscriptions.0.place_id", "place_missing")),
        (
            (TV, replace(TV, equipment_serial="?")),
            ("subscriptions.1.equipment_serial", "serial_form"),
        ),
        (
            (replace(TV, equipment_serial="Ouyang"),),  # stored in clear, so never a name
            ("subscriptions.0.equipment_serial", "serial_form"),
        ),
        (
            (SubscriptionForm(offering="NET", place_id="P2"),),
            ("subscriptions.0.place_id", "place_unserviceable"),
        ),
        (
            (SubscriptionForm(offering="GOLD", place_id="P1"),),
            ("subscriptions.0.offering", "real_name"),
        ),
    ],
)
def test_refusals_about_products(subscriptions, found):
    due = 120 * len([s for s in subscriptions if s.offering == "TV"])
    form = replace(ADULT, subscriptions=subscriptions, payment=replace(PAID, paid=str(due)))
    if found[1] == "place_unserviceable":
        form = replace(form, at_address="additional")
    assert errors(form) == [found]


def test_equipment_may_come_later():
    form = replace(ADULT, subscriptions=(replace(TV, equipment_serial=""),))
    assert [problem.code for problem in judge(form).problems] == ["serial_later"]


def test_an_active_user_at_the_address_asks_what_becomes_of_it():
    form = replace(ADULT, subscriptions=(replace(TV, place_id="P2"),))
    assert errors(form) == [("at_address", "at_address_missing")]
    assert errors(replace(form, at_address="nothing")) == [("at_address", "at_address")]
    assert errors(replace(form, at_address="previous_cancels")) == [
        ("at_address", "at_address_other_business")
    ]
    assert errors(replace(form, at_address="additional")) == []


def test_a_telephone_below_its_real_name_state_is_refused():
    free = PaymentForm()
    form = replace(ADULT, subscriptions=(TEL,), payment=free)
    assert errors(form) == []
    typed = replace(form, holder=replace(form.holder, entry={"name": "typed", "number": "reader"}))
    assert errors(typed) == [("subscriptions.0.offering", "real_name")]
    assert "not_card_read" in [problem.code for problem in judge(typed).problems]
    assert errors(form, online=False) == [("subscriptions.0.offering", "real_name")]
    assert errors(form, online=True) == []
    agent = replace(PARENT, entry={})
    by_agent = replace(form, agent=agent, consent=replace(AGREED, optional={}))
    assert errors(by_agent) == [("agent.number", "real_name")]
    refused = replace(AGREED, separate=AGREED.separate | {"live_photo": "refuse"})
    assert errors(replace(form, consent=refused)) == [
        ("consent.separate.live_photo", "consent_needed")
    ]
    assert errors(form, telephone_cards=4) == []
    assert errors(form, telephone_cards=5) == [("subscriptions.0.offering", "telephone_cards")]


def test_the_same_document_is_a_hard_stop():
    assert errors(ADULT, same_document=1) == [("holder.number", "one_document_one_customer")]
    assert errors(BUSINESS, same_document=1) == [
        ("organization.number", "one_document_one_customer")
    ]


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


def test_a_virtual_card_takes_only_its_products():
    checked = judge(CARD)
    assert checked.errors == ()
    assert checked.real_name_state is RealName.EXEMPT
    for offering in ("TEL", "NET", "TV"):
        wanted = SubscriptionForm(offering=offering, place_id="P1")
        form = replace(CARD, subscriptions=(wanted,))
        assert ("subscriptions.0.offering", "virtual_card") in errors(form)
    assert errors(replace(CARD, holder=PersonForm())) == [("holder.phone", "phone_missing")]
    assert errors(replace(CARD, holder=PersonForm(name="1", phone="1"))) == [
        ("holder.name", "name_digits"),
        ("holder.phone", "phone_short"),
    ]
    assert errors(replace(CARD, holder=replace(person(), number="1")))[0][0] == "holder.number"


def test_an_individual_cannot_take_a_product_of_another_kind():
    form = replace(
        BUSINESS, subscriptions=(SubscriptionForm(offering="VOD"),), payment=PaymentForm()
    )
    assert errors(form) == [("subscriptions.0.offering", "offering_kind")]


def test_every_consent_line_is_answered():
    assert errors(replace(ADULT, consent=ConsentForm())) == [
        ("consent.separate.id_image", "consent_unanswered"),
        ("consent.separate.live_photo", "consent_unanswered"),
        ("consent.separate.signature", "consent_unanswered"),
        ("consent.optional.service_notice", "consent_unanswered"),
        ("consent.optional.marketing", "consent_unanswered"),
        ("consent.optional.follow_up", "consent_unanswered"),
        ("consent.notice_acknowledged", "notice_missing"),
    ]
    debit = replace(ADULT, account_method="bank_debit")
    assert errors(debit) == [("consent.separate.bank_account", "consent_unanswered")]
    odd = replace(AGREED, separate=AGREED.separate | {"marketing": "agree"})
    assert errors(replace(ADULT, consent=odd)) == [("consent.separate", "purpose_unknown")]


@pytest.mark.parametrize(
    ("payment", "found"),
    [
        (replace(PAID, paid="119.99"), [("payment.paid", "paid_less")]),
        (replace(PAID, paid="100", waiver_reason="elderly"), []),
        (replace(PAID, paid="120.01"), [("payment.paid", "paid_more")]),
        (replace(PAID, paid="a lot"), [("payment.paid", "amount")]),
        (replace(PAID, method=""), [("payment.method", "method_missing")]),
        (replace(PAID, method="shells"), [("payment.method", "method_missing")]),
        (replace(PAID, receipt_no=" "), [("payment.receipt_no", "receipt_missing")]),
        (replace(PAID, receipt_no="Ｒ－0001"), []),
        (replace(PAID, receipt_no="Chen"), [("payment.receipt_no", "receipt_form")]),
        (replace(PAID, receipt_no="13900139000"), [("payment.receipt_no", "receipt_form")]),
        (PaymentForm(waiver_reason="low income"), []),
        (PaymentForm(), [("payment.paid", "paid_less")]),
    ],
)
def test_payments(payment, found):
    assert errors(replace(ADULT, payment=payment)) == found


def test_a_waiver_is_recorded():
    payment = replace(PAID, paid="100", waiver_reason="elderly")
    record = judge(replace(ADULT, payment=payment)).record
    assert (record.payment.paid, record.payment.waived) == (10000, 2000)
    assert (
        judge(replace(ADULT, payment=PaymentForm(waiver_reason="x"))).record.payment.waived == 12000
    )


def test_contacts_and_discounts():
    form = replace(
        ADULT,
        no_mobile=True,
        second_contact="陈三",
        second_phone="010-62345678",
        email="a@example.com",
        discounts=(DiscountForm("disability", "4401", "2027-01-01"), DiscountForm("elderly", "1")),
    )
    record = judge(form).record
    assert record.second_phone == "01062345678"
    assert record.discounts[0].valid_to == date(2027, 1, 1)
    wrong = replace(
        form,
        second_contact="",
        second_phone="1",
        email="x",
        account_method="shells",
        discounts=(DiscountForm("tall", "", "2020-01-01"),),
    )
    assert errors(wrong) == [
        ("second_phone", "phone_short"),
        ("email", "email_form"),
        ("account_method", "method_missing"),
        ("discounts.0.kind", "discount_kind"),
        ("discounts.0.proof", "proof_missing"),
        ("discounts.0.valid_to", "expired"),
        ("second_contact", "second_contact_missing"),
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
