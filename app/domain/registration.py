"""The registration form (R-030): what a clerk typed or a reader read, before any judgement.

The same form is drafted, checked live, sent to the procedure and read from JSON by
`app.admin register`.
Dates are text (2016-12-15); `LONG_TERM` stands for a document without an end.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

LONG_TERM = "长期"

CustomerKind = Literal["individual", "business", "group", "virtual_card"]
EntryMode = Literal["reader", "recognised", "typed"]
Decision = Literal["", "agree", "refuse"]
CHANNELS = ("hall", "phone", "online", "door", "agency")
"""来源渠道: how a customer came"""


@dataclass(frozen=True)
class PersonForm:
    """A natural person: holder, agent 代办人, guardian 监护人, handler 经办人 or user 使用人."""

    name: str = ""
    document_type: str = "resident_id"
    number: str = ""
    country: str = "CHN"
    sex: str = ""
    nation: str = ""
    birth_date: str = ""
    authority: str = ""
    valid_from: str = ""
    valid_to: str = ""
    id_address: str = ""
    phone: str = ""
    relation: str = ""
    entry: dict[str, EntryMode] = field(default_factory=dict)
    """how each field came (R-035); one that is missing was typed"""
    confidence: dict[str, int] = field(default_factory=dict)
    """how surely a recognised field was read, in percent; kept beside `entry` on the document"""
    seals: dict[str, str] = field(default_factory=dict, repr=False)
    """of each field from a reader, what shows that it came from one (app.services.card_reading)"""


@dataclass(frozen=True)
class OrganizationForm:
    """A unit 单位 (R-041): its own document is usually the business licence with a USCI."""

    name: str = ""
    document_type: str = "business_licence"
    number: str = ""
    legal_representative: str = ""
    valid_to: str = ""
    address: str = ""
    phone: str = ""


@dataclass(frozen=True)
class SubscriptionForm:
    """One product taken at one place; `user` is who uses it when the holder is a unit (D13)."""

    offering: str = ""
    place_id: str = ""
    equipment_serial: str = ""
    user: PersonForm | None = None


@dataclass(frozen=True)
class MemberForm:
    """A member of a group customer (R-042); `role` is '' or decision/contact/technical."""

    customer_code: str = ""
    role: str = ""


@dataclass(frozen=True)
class DiscountForm:
    """优惠身份 (R-179): kind low_income/special_hardship/disability/military_family/elderly."""

    kind: str = ""
    proof: str = ""
    valid_to: str = ""


@dataclass(frozen=True)
class ConsentForm:
    """The three parts of section P; nothing is preset."""

    notice_acknowledged: bool = False
    separate: dict[str, Decision] = field(default_factory=dict)
    """id_image, live_photo, signature, bank_account"""
    optional: dict[str, Decision] = field(default_factory=dict)
    """service_notice, marketing, follow_up"""


@dataclass(frozen=True)
class PaymentForm:
    """费用 (R-084), amounts as typed in yuan; a waiver (减免) with its reason lets less be paid."""

    paid: str = ""
    method: str = ""
    receipt_no: str = ""
    waiver_reason: str = ""


@dataclass(frozen=True)
class RegistrationForm:
    """Everything step 1 to 5 of the registration tab holds."""

    customer_kind: CustomerKind = "individual"
    subscriptions: tuple[SubscriptionForm, ...] = ()
    at_address: str = ""
    """an active user at the address: '' / transfer / additional / previous_cancels"""
    holder: PersonForm = field(default_factory=PersonForm)
    organization: OrganizationForm | None = None
    agent: PersonForm | None = None
    guardian: PersonForm | None = None
    handler: PersonForm | None = None
    own_income: bool = False
    """收入声明 of a 16-17 year old (D12)"""
    second_contact: str = ""
    second_phone: str = ""
    email: str = ""
    mailing_address: str = ""
    """empty = the install address"""
    channel: str = "hall"
    account_method: str = "cash"
    members: tuple[MemberForm, ...] = ()
    discounts: tuple[DiscountForm, ...] = ()
    paper_language: Literal["zh_CN", "en"] = "zh_CN"
    large_print: bool = False
    needs_help: bool = False
    no_mobile: bool = False
    same_person_checked: bool = False
    """the clerk compared the customer of the same name and phone: another person (R-034)"""
    consent: ConsentForm = field(default_factory=ConsentForm)
    payment: PaymentForm = field(default_factory=PaymentForm)
    remark: str = ""
