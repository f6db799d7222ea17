"""The kinds of identity document and what each is like (R-051; 电话用户真实身份信息登记规定)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.errors import QT_TR_NOOP

Holder = Literal["individual", "unit"]
Shape = Literal["resident", "residence_permit", "permanent_residence", "uscc", "pattern"]


@dataclass(frozen=True)
class DocumentType:
    """`shape` says how the number is judged; `terms` are the usual years of validity."""

    code: str
    label: str
    holder: Holder
    shape: Shape
    pattern: str = ""
    foreign: bool = False
    """of a foreign state: the country is asked, and the name may be in Latin letters"""
    latin_name: bool = False
    validity: bool = True
    address: bool = False
    """the document states an address, so it is recorded (D7)"""
    terms: tuple[int, ...] = ()

    def matches(self, number: str) -> bool:
        """Whether a tidied number has this type's pattern."""
        return re.fullmatch(self.pattern, number, re.ASCII) is not None


_SOLDIER = r"[\u4e00-\u9fff]{0,4}[A-Z0-9]{5,12}号?"
_LICENCE = r"[\u4e00-\u9fffA-Z0-9()\[\]-]{4,30}"

DOCUMENT_TYPES: dict[str, DocumentType] = {
    kind.code: kind
    for kind in (
        DocumentType(
            "resident_id",
            QT_TR_NOOP("Resident ID card"),
            "individual",
            "resident",
            address=True,
            terms=(5, 10, 20),
        ),
        DocumentType(
            "temporary_id",
            QT_TR_NOOP("Temporary resident ID card"),
            "individual",
            "resident",
            address=True,
        ),
        DocumentType(
            "household_register",
            QT_TR_NOOP("Household register"),
            "individual",
            "resident",
            validity=False,
            address=True,
        ),
        DocumentType(
            "military_id",
            QT_TR_NOOP("Military ID"),
            "individual",
            "pattern",
            pattern=_SOLDIER,
        ),
        DocumentType(
            "armed_police_id",
            QT_TR_NOOP("Armed police ID"),
            "individual",
            "pattern",
            pattern=_SOLDIER,
        ),
        DocumentType(
            "hk_macau_permit",
            QT_TR_NOOP("Mainland travel permit for Hong Kong and Macau residents"),
            "individual",
            "pattern",
            pattern=r"[HM]\d{8}(\d{2})?",
            latin_name=True,
            terms=(5, 10),
        ),
        DocumentType(
            "taiwan_permit",
            QT_TR_NOOP("Mainland travel permit for Taiwan residents"),
            "individual",
            "pattern",
            pattern=r"\d{8}|\d{10}[A-Z]?",
            latin_name=True,
            terms=(5,),
        ),
        DocumentType(
            "residence_permit",
            QT_TR_NOOP("Residence permit for Hong Kong, Macau and Taiwan residents"),
            "individual",
            "residence_permit",
            latin_name=True,
            address=True,
            terms=(5,),
        ),
        DocumentType(
            "passport",
            QT_TR_NOOP("Foreign passport"),
            "individual",
            "pattern",
            pattern=r"[A-Z0-9]{5,15}",
            foreign=True,
            latin_name=True,
            terms=(3, 5, 10),
        ),
        DocumentType(
            "permanent_residence",
            QT_TR_NOOP("Foreigner's permanent residence ID card"),
            "individual",
            "permanent_residence",
            foreign=True,
            latin_name=True,
            terms=(5, 10),
        ),
        DocumentType(
            "business_licence",
            QT_TR_NOOP("Business licence"),
            "unit",
            "uscc",
            validity=False,
        ),
        DocumentType(
            "institution_certificate",
            QT_TR_NOOP("Public institution certificate"),
            "unit",
            "uscc",
            validity=False,
        ),
        DocumentType(
            "social_organization_certificate",
            QT_TR_NOOP("Social organization certificate"),
            "unit",
            "uscc",
            validity=False,
        ),
        DocumentType(
            "uscc_certificate",
            QT_TR_NOOP("Unified social credit code certificate"),
            "unit",
            "uscc",
            validity=False,
        ),
        DocumentType(
            "unit_other",
            QT_TR_NOOP("Other document of a unit"),
            "unit",
            "pattern",
            pattern=_LICENCE,
            validity=False,
        ),
    )
}


def types_for(holder: Holder) -> tuple[DocumentType, ...]:
    """The documents that a person, or a unit, may show, in the order of the list on screen."""
    return tuple(kind for kind in DOCUMENT_TYPES.values() if kind.holder == holder)
