"""Consent in the three parts of section P (R-038; PIPL 13, 14, 29, 31).

1. The notice: what the service needs. It is acknowledged; it is no consent and cannot be refused.
2. Separate consents, one line each. Every line that is asked is answered; a refused line blocks
   only the business that cannot be done without it.
3. Optional purposes: agreed or refused by the holder personally; refusing blocks nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from app.errors import QT_TR_NOOP, Problem

Part = Literal["notice", "separate", "optional"]
Decision = Literal["", "agree", "refuse"]


@dataclass(frozen=True)
class Purpose:
    """One line of the consent form; `version` is the id of the text that the customer saw."""

    code: str
    part: Part
    label: str
    version: str


@dataclass(frozen=True)
class ConsentForm:
    """The three parts of section P; nothing is preset."""

    notice_acknowledged: bool = False
    separate: dict[str, Decision] = field(default_factory=dict)
    """id_image, live_photo, signature, bank_account"""
    optional: dict[str, Decision] = field(default_factory=dict)
    """service_notice, marketing, follow_up"""


PURPOSES: dict[str, Purpose] = {
    purpose.code: purpose
    for purpose in (
        Purpose("notice", "notice", QT_TR_NOOP("What the service needs"), "notice/1"),
        Purpose("id_image", "separate", QT_TR_NOOP("Picture of the document"), "id_image/1"),
        Purpose("live_photo", "separate", QT_TR_NOOP("Photo taken here"), "live_photo/1"),
        Purpose("signature", "separate", QT_TR_NOOP("Handwritten signature"), "signature/1"),
        Purpose("bank_account", "separate", QT_TR_NOOP("Bank account"), "bank_account/1"),
        Purpose("child_data", "separate", QT_TR_NOOP("All data of the child"), "child_data/1"),
        Purpose("service_notice", "optional", QT_TR_NOOP("Service notices"), "service_notice/1"),
        Purpose("marketing", "optional", QT_TR_NOOP("Marketing"), "marketing/1"),
        Purpose("follow_up", "optional", QT_TR_NOOP("Satisfaction calls"), "follow_up/1"),
    )
}


def separate_asked(
    customer_kind: str, *, bank_debit: bool, child: bool, product_kinds: frozenset[str]
) -> dict[str, bool]:
    """The lines of part 2 that are asked, and whether the business needs 'agree' on each.

    A telephone product needs the document's picture and the photo (工信部令25, 2019 notice); bank
    debit needs the account; a child under 14 needs the guardian's consent for all data.
    """
    if customer_kind == "virtual_card":
        return {}
    telephone = "telephone" in product_kinds
    asked = {"id_image": telephone, "live_photo": telephone, "signature": False}
    if bank_debit:
        asked["bank_account"] = True
    if child:
        asked["child_data"] = True
    return asked


def optional_asked() -> tuple[str, ...]:
    """The lines of part 3."""
    return tuple(purpose.code for purpose in PURPOSES.values() if purpose.part == "optional")


def check_consent(
    consent: ConsentForm, asked: Mapping[str, bool], *, by_agent: bool
) -> list[Problem]:
    """Parts 2 and 3; part 1, the notice, is a rule (R-170). `asked` is what `separate_asked` gives."""
    problems: list[Problem] = []
    for code, needed in asked.items():
        problems += _check_separate(code, consent.separate.get(code, ""), needed)
    for code in optional_asked():
        problems += _check_optional(code, consent.optional.get(code, ""), by_agent=by_agent)
    for part, given in (("separate", consent.separate), ("optional", consent.optional)):
        for code in given:
            if code not in PURPOSES or PURPOSES[code].part != part:
                text = QT_TR_NOOP("This purpose is not on the consent form.")
                # not by its code, because any text may stand in it and a refusal is stored
                problems.append(Problem(f"consent.{part}", "purpose_unknown", text))
    return problems


def _check_separate(code: str, answer: Decision, needed: bool) -> list[Problem]:
    field = f"consent.separate.{code}"
    if not answer:
        text = QT_TR_NOOP("Ask the customer: agree or refuse.")
        return [Problem(field, "consent_unanswered", text)]
    if needed and answer != "agree":
        text = QT_TR_NOOP("This business cannot be done without it. Change the products or stop.")
        return [Problem(field, "consent_needed", text)]
    return []


def _check_optional(code: str, answer: Decision, *, by_agent: bool) -> list[Problem]:
    field = f"consent.optional.{code}"
    if by_agent:
        if answer != "agree":
            return []
        text = QT_TR_NOOP("An agent cannot agree to this for the holder. Choose refuse.")
        return [Problem(field, "consent_by_agent", text)]
    if not answer:
        text = QT_TR_NOOP("Ask the customer: agree or refuse. Refusing blocks nothing.")
        return [Problem(field, "consent_unanswered", text)]
    return []


def decisions(consent: ConsentForm) -> dict[str, Decision]:
    """All answers without problems by purpose; the notice counts as acknowledged."""
    notice: dict[str, Decision] = {"notice": "agree"}
    return notice | {
        code: answer
        for answers in (consent.separate, consent.optional)
        for code, answer in answers.items()
        if answer
    }
