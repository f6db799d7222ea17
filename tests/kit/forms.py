"""Registration forms of invented people, complete and right; a test changes what it is about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from stdnum.cn import ric

from app.domain.consent import ConsentForm
from app.domain.payment import PaymentForm
from app.domain.people import EntryMode, OrganizationForm, PersonForm
from app.domain.registration.form import RegistrationForm, SubscriptionForm
from app.services import identity
from app.services.session import Session

READER: dict[str, EntryMode] = {"name": "reader", "number": "reader"}
RECOGNISED: dict[str, EntryMode] = {"name": "recognised", "number": "recognised"}
AGREE_NONE = ConsentForm(
    notice_acknowledged=True,
    separate={"id_image": "agree", "live_photo": "agree", "signature": "agree"},
    optional={"service_notice": "agree", "marketing": "refuse", "follow_up": "refuse"},
)
BY_AGENT: ConsentForm = replace(
    AGREE_NONE,
    optional={"service_notice": "refuse", "marketing": "refuse", "follow_up": "refuse"},
)
"""Nobody consents for somebody else."""


def resident_number(born: date, serial: int = 152, area: str = "440104") -> str:
    """A valid citizen number of an invented person; an odd serial is a man's."""
    body = f"{area}{born:%Y%m%d}{serial:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def person(
    name: str = "欧阳䶮",
    born: date = date(1990, 3, 7),
    *,
    serial: int = 152,
    phone: str = "13800000001",
    relation: str = "",
) -> PersonForm:
    """An adult with a valid card, typed by hand."""
    return PersonForm(
        name=name,
        number=resident_number(born, serial),
        sex="male" if serial % 2 else "female",
        nation="汉",
        birth_date=born.isoformat(),
        authority="广州市公安局越秀分局",
        valid_from="2016-12-15",
        valid_to="2036-12-15",
        id_address="广东省广州市越秀区示例路 12 号",
        phone=phone,
        relation=relation,
    )


def read_card(session: Session, who: PersonForm) -> PersonForm:
    """The same person, whose card lay on the reader of the session's counter just now."""
    who = replace(who, entry=dict(READER))
    return replace(who, seals=identity.card_seals(session, who))


def individual(place_id: str, **changes: object) -> RegistrationForm:
    """A walk-in who takes basic cable television and pays what is due."""
    form = RegistrationForm(
        subscriptions=(SubscriptionForm("TV-BASIC", place_id, "STB00010001"),),
        holder=person(),
        consent=AGREE_NONE,
        payment=PaymentForm(paid="160", method="cash", receipt_no="R-0001"),
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def another(place_id: str) -> RegistrationForm:
    """As `individual`, of somebody else."""
    return individual(
        place_id,
        subscriptions=(SubscriptionForm("TV-BASIC", place_id, "STB00010002"),),
        holder=person("李梅", serial=154, phone="13800000009"),
        payment=PaymentForm(paid="160", method="cash", receipt_no="R-0002"),
    )


def child(place_id: str, born: date, **changes: object) -> RegistrationForm:
    """A minor whose guardian acts or signs; under 14 the guardian consents to all data."""
    consent = replace(AGREE_NONE, separate={**AGREE_NONE.separate, "child_data": "agree"})
    young = born > date(2012, 11, 22)
    form = individual(
        place_id,
        holder=replace(
            person("欧阳𬭎", born, serial=131), valid_from="2024-01-05", valid_to="2029-01-05"
        ),
        guardian=person("欧阳㛃", date(1985, 5, 5), phone="13800000002", relation="母亲"),
        consent=consent if young else AGREE_NONE,
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def business(place_id: str, **changes: object) -> RegistrationForm:
    """A unit with its handler 经办人."""
    form = individual(
        place_id,
        customer_kind="business",
        holder=PersonForm(),
        organization=OrganizationForm(
            name="广州示例科技有限公司",
            number="91350100M000100Y43",
            legal_representative="单雄",
            address="广州市越秀区示例路 8 号",
            phone="02080000001",
        ),
        handler=person("仇𫖯", date(1988, 8, 8), serial=211, phone="13800000003"),
    )
    return replace(form, **changes)  # type: ignore[arg-type]


def virtual_card(**changes: object) -> RegistrationForm:
    """A virtual-card customer, who shows no document (R-043)."""
    form = RegistrationForm(
        customer_kind="virtual_card",
        subscriptions=(SubscriptionForm("CZ-100"),),
        holder=PersonForm(name="曾𠅤", phone="13800000004"),
        consent=ConsentForm(
            notice_acknowledged=True,
            optional={"service_notice": "refuse", "marketing": "refuse", "follow_up": "refuse"},
        ),
        payment=PaymentForm(paid="100", method="scan", receipt_no="R-0004"),
    )
    return replace(form, **changes)  # type: ignore[arg-type]
