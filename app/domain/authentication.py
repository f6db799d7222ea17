"""Who is asking (R-020, R-061, R-184): ways of proving it, what each business needs at least, and customers
for whom a way is not open.

Nothing here is learned from a screen: a procedure asks app.services.authentication, which reads what is
on record.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from app.errors import QT_TR_NOOP

Method = Literal["none", "sms", "password", "document"]
Who = Literal["holder", "agent", "guardian", "handler"]

METHODS: tuple[Method, ...] = ("none", "sms", "password", "document")
"""The weakest first: whoever has shown a later one need not show an earlier one."""
FACT_DIGITS = 4
"""Digits at the end of the document number: the fact that goes with an SMS code."""
VALID_MINUTES = 30
"""How long an authentication holds within its service."""
CODE_SECONDS = 5 * 60
CODE_TRIES = 3
WORDS: dict[Method, str] = {
    "none": QT_TR_NOOP("not authenticated"),
    "sms": QT_TR_NOOP("SMS code"),
    "password": QT_TR_NOOP("Service password"),
    "document": QT_TR_NOOP("Document"),
}
WHO_WORDS: dict[Who, str] = {
    "holder": QT_TR_NOOP("Holder"),
    "agent": QT_TR_NOOP("Agent"),
    "guardian": QT_TR_NOOP("Guardian"),
    "handler": QT_TR_NOOP("Handler"),
}

ROUTES: dict[str, Method] = {
    "public_information": "none",
    "payment": "none",
    "fault": "none",
    "complaint": "none",
    "query": "sms",
    "suspend": "sms",
    "resume": "sms",
    "transfer": "document",
    "cancel": "document",
    "key_data": "document",
    "password_reset": "document",
    "goods": "document",
}
"""What a business needs at least (R-184). An SMS code always comes with one fact that the customer knows."""

OWN_HAND: frozenset[Who] = frozenset({"holder", "guardian", "handler"})
"""Who may set or reset a service password: an agent may not (R-062). A guardian does it for a minor, the
handler for a unit."""


@dataclass(frozen=True)
class Secret:
    """Digits that a customer typed; they stand in no text of the object."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Special:
    """Customers of one circumstance (R-061): the ways that are open, and what the clerk is to know."""

    methods: frozenset[Method]
    words: str
    source: str


_DOCUMENT: frozenset[Method] = frozenset({"document"})
_WITHOUT_SMS: frozenset[Method] = frozenset({"document", "password"})
_ALL: frozenset[Method] = frozenset({"document", "password", "sms"})

SPECIAL: dict[str, Special] = {
    "deceased": Special(
        _DOCUMENT,
        QT_TR_NOOP("The holder has died: only the documents of the family count."),
        "R-061, R-074",
    ),
    "dissolved": Special(
        _DOCUMENT,
        QT_TR_NOOP("The unit is dissolved: only the documents count."),
        "R-061, R-074",
    ),
    "not_served": Special(
        _DOCUMENT,
        QT_TR_NOOP("This customer is no longer served: only the document counts."),
        "R-061",
    ),
    "guardian_acts": Special(
        _DOCUMENT,
        QT_TR_NOOP("The guardian acts for this customer and shows the document."),
        "R-061, D12; 民法典 20",
    ),
    "no_mobile": Special(
        _WITHOUT_SMS,
        QT_TR_NOOP("The customer has no mobile phone: document or service password."),
        "R-185",
    ),
    "elderly": Special(
        _ALL,
        QT_TR_NOOP(
            "Elderly customer: document or service password; an SMS code only if the customer wishes it."
        ),
        "R-061; 老年人权益保障法 2",
    ),
    "disabled": Special(
        _ALL,
        QT_TR_NOOP(
            "Customer with a disability: document or service password; an SMS code only if the customer wishes it."
        ),
        "R-061; 无障碍环境建设法",
    ),
}
ELDERLY_FROM = 60
"""Years (老年人权益保障法 2)."""


def is_enough(method: Method, lowest: Method) -> bool:
    """Whether who has shown `method` may do what needs `lowest`."""
    return METHODS.index(method) >= METHODS.index(lowest)


def open_methods(circumstances: frozenset[str]) -> tuple[Method, ...]:
    """The ways that are open to a customer of these circumstances, the strongest first."""
    closed = {
        method
        for circumstance in circumstances
        for method in METHODS
        if method not in SPECIAL[circumstance].methods
    }
    return tuple(each for each in reversed(METHODS) if each != "none" and each not in closed)


def why_closed(method: Method, circumstances: frozenset[str]) -> str:
    """The sentence that says why `method` is not open; '' when it is."""
    for circumstance, special in SPECIAL.items():
        if circumstance in circumstances and method not in special.methods:
            return special.words
    return ""


def fact_of(number: str) -> str:
    """What of a document number is asked beside an SMS code: the last four of its digits, letters left out."""
    return "".join(each for each in number if each.isascii() and each.isdigit())[-FACT_DIGITS:]
