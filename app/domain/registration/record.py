"""The record of a checked registration form: typed values, ready to be written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.consent import Decision
from app.domain.customers import CustomerKind
from app.domain.payment import Payment
from app.domain.people import Organization, Person
from app.domain.registration.form import MemberForm


@dataclass(frozen=True)
class Subscription:
    """One product at one place; `place_id` is '' for products that need none."""

    offering: str
    place_id: str
    equipment_serial: str
    user: Person | None


@dataclass(frozen=True)
class Discount:
    """优惠身份 (R-179) with its proof."""

    kind: str
    proof: str
    valid_to: date | None


@dataclass(frozen=True)
class Registration:
    """A registration without problems. A unit has `organization` and `handler`, no `holder`."""

    customer_kind: CustomerKind
    holder: Person | None
    organization: Organization | None
    agent: Person | None
    guardian: Person | None
    handler: Person | None
    subscriptions: tuple[Subscription, ...]
    at_address: str
    own_income: bool
    second_contact: str
    second_phone: str
    email: str
    mailing_address: str
    channel: str
    account_method: str
    members: tuple[MemberForm, ...]
    discounts: tuple[Discount, ...]
    large_print: bool
    needs_help: bool
    no_mobile: bool
    same_person_checked: bool
    consents: dict[str, Decision]
    payment: Payment
    remark: str

    @property
    def identified(self) -> Person | None:
        """Whose identity counts for the customer's state: the holder's, for a unit its handler's."""
        return self.handler or self.holder
