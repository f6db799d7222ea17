"""Forms that the tests of a registration's check begin with; everybody in them is invented."""

from dataclasses import replace
from datetime import date

from stdnum.cn import ric

from app.domain.catalogue import Fee, Offering, Place
from app.domain.consent import ConsentForm
from app.domain.customers import RealName
from app.domain.payment import PaymentForm
from app.domain.people import EntryMode, OrganizationForm, PersonForm
from app.domain.registration.check import check_form
from app.domain.registration.form import RegistrationForm, SubscriptionForm

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
