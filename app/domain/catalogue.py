"""The product catalogue (R-171) and what a customer pays at registration (R-084)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Literal
from uuid import UUID

from app.domain.customers import CustomerKind, RealName
from app.domain.dates import add_months
from app.errors import QT_TR_NOOP

ProductKind = Literal["cable_tv", "broadband", "telephone", "vod", "recharge"]
FeeKind = Literal["installation", "materials", "prepayment", "deposit", "penalty"]

PRODUCT_KINDS: dict[ProductKind, str] = {
    "cable_tv": QT_TR_NOOP("Cable TV"),
    "broadband": QT_TR_NOOP("Broadband"),
    "telephone": QT_TR_NOOP("Telephone"),
    "vod": QT_TR_NOOP("Video on demand"),
    "recharge": QT_TR_NOOP("Recharge"),
}
FEE_KINDS: dict[FeeKind, str] = {
    "installation": QT_TR_NOOP("Installation fee"),
    "materials": QT_TR_NOOP("Materials"),
    "prepayment": QT_TR_NOOP("Prepayment"),
    "deposit": QT_TR_NOOP("Deposit"),
    "penalty": QT_TR_NOOP("Early-termination fee"),
}
PAYMENT_METHODS = {
    "cash": QT_TR_NOOP("Cash"),
    "scan": QT_TR_NOOP("Scan to pay"),
    "pos": QT_TR_NOOP("Card (POS)"),
    "bank_debit": QT_TR_NOOP("Bank debit"),
    "on_account": QT_TR_NOOP("On account"),
}
VIRTUAL_CARD_KINDS: frozenset[ProductKind] = frozenset({"vod", "recharge"})
"""All that a virtual-card customer may take before real-name is completed (R-043)."""


@dataclass(frozen=True)
class Fee:
    """A fee charged once, at registration, in fen."""

    kind: FeeKind
    amount: int


@dataclass(frozen=True)
class Offering:
    """A product as it is sold today; money in fen, terms in months, 0 = none."""

    code: str
    name: str
    kind: ProductKind
    needs_real_name: RealName = RealName.PENDING
    must_read_card: bool = False
    """typing the document's data by hand is not allowed, and nobody overrides that (D8)"""
    monthly_fee: int = 0
    billing_months: int = 1
    contract_months: int = 0
    offer_months: int = 0
    price_after: int = 0
    renews: bool = False
    termination: str = ""
    """how the early-termination fee is counted, in the hall's language"""
    fees: tuple[Fee, ...] = ()
    customer_kinds: tuple[CustomerKind, ...] = ("individual", "business", "group")
    needs_place: bool = True
    needs_equipment: bool = False

    @property
    def needed_state(self) -> RealName:
        """The lowest real-name state that is enough."""
        return RealName.CARD_READ if self.must_read_card else self.needs_real_name


@dataclass(frozen=True)
class DueFee:
    """What is due (应收) for one offering, in fen; below zero is what goes back (应退).

    `refund_of` is the id of the fee that a line below zero takes back, where it takes back one.
    """

    offering: str
    name: str
    kind: FeeKind
    amount: int
    refund_of: UUID | None = None


@dataclass(frozen=True)
class Place:
    """A standard address: which products can be delivered, and how many users are active there."""

    serves: frozenset[str] = field(default_factory=frozenset)
    active_users: int = 0


def due_fees(offerings: Iterable[Offering]) -> tuple[DueFee, ...]:
    """The fees of the chosen offerings, in their order; an offering taken twice is due twice."""
    return tuple(
        DueFee(offering.code, offering.name, fee.kind, fee.amount)
        for offering in offerings
        for fee in offering.fees
        if fee.amount
    )


_PENALTY = re.compile(
    r"(?:提前终止的，)?按剩余月数\s*×\s*月费\s*×\s*(\d{1,3})%\s*计收违约金(?:，最多不超过([一二三四五六七八九十]|\d{1,2})个月月费)?。?"
)
_NUMERALS = "一二三四五六七八九十"


def penalty(sold: Offering, contract_end: date | None, today: date) -> int | None:
    """违约金 in fen for ending a contract today: a share of the monthly fees of the months that are left, a month
    that has begun counted whole, up to so many monthly fees, as the terms of the product say it. 0 where no contract
    runs or none is agreed; None where the terms say it in other words."""
    if contract_end is None or contract_end <= today or not sold.termination.strip():
        return 0
    said = _PENALTY.fullmatch(sold.termination.strip())
    if said is None:
        return None
    left = next(n for n in count(1) if add_months(today, n) >= contract_end)
    whole = left * sold.monthly_fee * int(said[1]) // 100
    if said[2] is None:
        return whole
    most = int(said[2]) if said[2].isdecimal() else _NUMERALS.index(said[2]) + 1
    return min(whole, most * sold.monthly_fee)


def total(due: Iterable[DueFee]) -> int:
    """The sum in fen."""
    return sum(fee.amount for fee in due)
