"""The registration form (R-030): what a clerk typed or a reader read, before any judgement.

The same form is drafted, checked live, sent to the procedure and read from JSON by
`app.admin register`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.domain.consent import ConsentForm
from app.domain.customers import CustomerKind, is_unit
from app.domain.payment import PaymentForm
from app.domain.people import OrganizationForm, PersonForm

CHANNELS = ("hall", "phone", "online", "door", "agency")
"""来源渠道: how a customer came"""


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

    @property
    def is_unit(self) -> bool:
        """Whether the customer is a unit 单位, for which the handler acts."""
        return is_unit(self.customer_kind)

    @property
    def unit(self) -> OrganizationForm | None:
        """The unit's data, where the customer is one and they were given."""
        return self.organization if self.is_unit else None

    @property
    def identified(self) -> PersonForm:
        """Whose identity counts for the customer's state: the holder's, for a unit its handler's."""
        return (self.handler or PersonForm()) if self.is_unit else self.holder
