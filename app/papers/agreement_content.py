"""The content of a service agreement 服务协议 (section P), and the digest that its QR code carries.

All texts come in the agreement's language, as they are to be printed; names and numbers in full.
Money is integer fen, dates are business days of the hall, `made_at` has a time zone.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Literal

import orjson

from app.domain.canonical import canonical, encoded
from app.papers.fee_table import FeeLine
from app.papers.templates import Language, TemplateRef

Decision = Literal["", "agree", "refuse"]
ProductType = Literal["cable", "broadband", "telephone", "virtual_card"]


@dataclass(frozen=True)
class PersonOnPaper:
    """Agent 代办人, legal guardian 法定监护人 or a unit's agent 经办人."""

    name: str
    document_type: str
    document_number: str
    phone: str
    relation: str = ""


@dataclass(frozen=True)
class PartyA:
    """The customer; a unit has a `legal_representative` and `is_unit`."""

    name: str
    document_type: str
    document_number: str
    phone: str
    mailing_address: str
    is_unit: bool = False
    legal_representative: str = ""


@dataclass(frozen=True)
class PartyB:
    """The operator, its hall and who serves."""

    name: str
    uscc: str
    hall: str
    hall_address: str
    service_phone: str
    staff_no: str


@dataclass(frozen=True)
class ServiceLine:
    """One subscription. `offer_*` are None without an offer; `term_months` 0 = no contract term."""

    product_type: ProductType
    user_number: str
    product: str
    price_fen: int
    billing_period: str
    place: str = ""
    offer_from: date | None = None
    offer_to: date | None = None
    price_after_fen: int | None = None
    renews: bool = False
    term_months: int = 0
    early_termination: str = ""


@dataclass(frozen=True)
class EquipmentLine:
    model: str
    serial: str
    smart_card: str = ""
    owner: Literal["operator", "customer"] = "operator"
    deposit_fen: int = 0
    return_rule: str = ""


@dataclass(frozen=True)
class Consents:
    """`separate`, `optional`: (code of the template's `consent_names`, decision) in print order."""

    notice_acknowledged: bool
    separate: tuple[tuple[str, Decision], ...] = ()
    optional: tuple[tuple[str, Decision], ...] = ()


@dataclass(frozen=True)
class Terms:
    """Times and rates in the clauses: parameters with their source (D16-D18, D22), no defaults."""

    install_days: int
    repair_hours: int
    major_repair_hours: int
    resume_hours: int
    maintenance_hours: int
    suspend_days: int
    terminate_days: int
    cable_arrears_months: int
    late_fee_per_mille: str
    notice_days: int
    reply_days: int
    retention_years: int
    points_validity: str
    complaint_channels: str


@dataclass(frozen=True)
class AgreementContent:
    """Everything on the paper but the template's own words, which `template` pins by SHA-256.

    `customer_code` without dashes; `nonce` is 128 random bits as 32 hex digits, so that the digest
    tells nobody who does not hold the paper anything; `digest` is filled by `sealed`.
    """

    number: str
    template: TemplateRef
    made_at: datetime
    customer_code: str
    party_a: PartyA
    party_b: PartyB
    services: tuple[ServiceLine, ...]
    consents: Consents
    terms: Terms
    nonce: str
    equipment: tuple[EquipmentLine, ...] = ()
    fees: tuple[FeeLine, ...] = ()
    agent: PersonOnPaper | None = None
    guardian: PersonOnPaper | None = None
    handler: PersonOnPaper | None = None
    large_print: bool = False
    fingerprint_and_witness: bool = False
    """boxes for a fingerprint and a witness (R-185)"""
    digest: str = ""

    @property
    def language(self) -> Language:
        return self.template.language


def content_digest(content: AgreementContent) -> str:
    """SHA-256 (64 hex digits) over the canonical content, nonce included and `digest` left out."""
    plain = orjson.loads(encoded(content))  # fields become keys, which are sorted
    del plain["digest"]
    return sha256(canonical("counter/agreement/1", plain)).hexdigest()


def sealed(content: AgreementContent) -> AgreementContent:
    """`content` with its digest."""
    return dataclasses.replace(content, digest=content_digest(content))


def qr_text(content: AgreementContent) -> str:
    """What the QR code holds: agreement number and digest."""
    return f"{content.number} {content.digest}"
