"""Consent in the three parts of section P (R-038; PIPL 13, 14, 29, 31).

1. The notice: what the service needs. It is acknowledged; it is no consent and cannot be refused.
2. Separate consents, one line each. Every line that is asked is answered; a refused line blocks
   only the business that cannot be done without it.
3. Optional purposes: agreed or refused by the holder personally; refusing blocks nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from app.errors import QT_TR_NOOP

Part = Literal["notice", "separate", "optional"]


@dataclass(frozen=True)
class Purpose:
    """One line of the consent form; `version` is the id of the text that the customer saw."""

    code: str
    part: Part
    label: str
    version: str


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
