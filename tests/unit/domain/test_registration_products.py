"""Products, consent, contacts and payment of a registration."""

from dataclasses import replace
from datetime import date

import pytest

from app.domain.consent import ConsentForm
from app.domain.customers import RealName
from app.domain.payment import PaymentForm
from app.domain.people import PersonForm
from app.domain.registration.form import DiscountForm, SubscriptionForm
from tests.unit.domain.registration_samples import (
    ADULT,
    AGREED,
    BUSINESS,
    CARD,
    PAID,
    PARENT,
    TEL,
    TV,
    errors,
    judge,
    person,
)


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
