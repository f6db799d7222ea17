"""The businesses of a counter, each declared once with its words, permission, form, copies and
papers.

A code is stored in orders, service records, pictures and drafts, and never changes; a code that a later
version wrote is not in the list and is shown as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP


@dataclass(frozen=True)
class SlipWords:
    """How a slip names the business in one language, and what it tells the customer at its end."""

    name: str
    tips: tuple[str, ...] = ()


@dataclass(frozen=True)
class Business:
    """`words` and `brings` are English source strings, translated where they are shown."""

    code: str
    words: str
    permission: Permission
    """what its procedure asks for"""
    steps: int = 0
    """of its form in work; 0: it has no form that can be held"""
    of_customer: bool = False
    """its form is of the customer in service, who stays in front beside it"""
    icon: str = "document"
    watermark: str = ""
    """what a copy says that it was taken for (R-053), in Chinese whatever language the screen has"""
    papers: tuple[str, ...] = ()
    """kinds of paper that it makes, in the order in which they are made"""
    brings: str = ""
    """what the customer has to bring"""
    slip: Mapping[str, SlipWords] = field(default_factory=dict)
    """by language of the slip"""


REGISTRATION = Business(
    code="registration",
    words=QT_TR_NOOP("Registration"),
    permission=Permission.CUSTOMER_REGISTER,
    steps=5,
    icon="add_person",
    watermark="开户业务",
    papers=("agreement", "slip"),
    brings=QT_TR_NOOP(
        "The customer brings the original identity document. A unit brings its licence, and its "
        "handler an identity document."
    ),
    slip={
        "zh_CN": SlipWords(
            "登记开户",
            (
                "装机人员将按预约时间上门，请保持联系电话畅通。",
                "请保管好本单和服务协议，退机、退押金时凭单办理。",
            ),
        ),
        "en": SlipWords(
            "Registration",
            (
                "Our technician comes at the agreed time; please keep your phone on.",
                (
                    "Keep this slip and the agreement: they are needed to return equipment and get "
                    "the deposit back."
                ),
            ),
        ),
    },
)
RECAPTURE = Business(
    code="recapture",
    words=QT_TR_NOOP("Document captured again"),
    permission=Permission.CUSTOMER_REGISTER,
    icon="reader",
    watermark="证件更新业务",
    brings=QT_TR_NOOP("The customer brings the original identity document."),
)
CHANGE = Business(
    code="change",
    words=QT_TR_NOOP("Changes"),
    permission=Permission.CUSTOMER_CHANGE,
    steps=1,
    of_customer=True,
    icon="edit",
    papers=("slip",),
    brings=QT_TR_NOOP("The customer brings the original identity document."),
    slip={
        "zh_CN": SlipWords("业务变更", ("资料如有不符，请在办理后当场提出。",)),
        "en": SlipWords("Change", ("Please say at once if anything here is not right.",)),
    },
)
ACTIVATION = Business(
    code="activation",
    words=QT_TR_NOOP("Installed and activated"),
    permission=Permission.CUSTOMER_CHANGE,
    papers=("slip",),
    slip={
        "zh_CN": SlipWords("装机竣工", ("请核对设备序列号，退机、退押金时以本单为准。",)),
        "en": SlipWords(
            "Installation completed",
            ("Compare the serial number of the device; it counts when equipment is returned.",),
        ),
    },
)
INQUIRY = Business(
    code="inquiry", words=QT_TR_NOOP("Inquiry"), permission=Permission.CUSTOMER_SEARCH
)

BUSINESSES: dict[str, Business] = {
    each.code: each for each in (REGISTRATION, CHANGE, RECAPTURE, ACTIVATION, INQUIRY)
}
"""Every business of this version by its code."""
