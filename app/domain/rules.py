"""The editable rule set for customers, checked whenever one is saved (R-170).

A rule is data: it can be switched off or its number changed, with its source shown, except that
`fixed` rules of law cannot be switched off (D8: nobody overrides those).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.catalogue import VIRTUAL_CARD_KINDS, Offering
from app.domain.customers import RealName, is_unit, satisfies
from app.errors import QT_TR_NOOP, Problem


@dataclass(frozen=True)
class Rule:
    """One rule as it stands today; `value` is its number, if it has one."""

    code: str
    text: str
    source: str
    on: bool = True
    value: int | None = None
    fixed: bool = False


@dataclass(frozen=True)
class Facts:
    """What the rules judge; counts from the base are 0 until somebody looked."""

    customer_kind: str
    holder_named: bool = True
    same_document: int = 0
    """other customers with the same document"""
    owners: int = 1
    """customers that own each subscription"""
    real_name: RealName = RealName.UNVERIFIED
    user_states: tuple[RealName | None, ...] = ()
    """for units, per offering: the user's own state, None = no user named"""
    offerings: tuple[Offering, ...] = ()
    guardian_needed: bool = False
    guardian_given: bool = False
    unit_document: bool = False
    handler_given: bool = False
    phone_given: bool = False
    no_mobile: bool = False
    second_contact: bool = False
    telephone_cards: int = 0
    """valid telephone cards already held under this identity at this operator (D11)"""
    notice_acknowledged: bool = False
    not_read: bool = False
    """name or number did not come from a card reader"""
    typed_card: bool = False
    """the number of a card that a reader or camera could have read was typed"""
    permitted: bool = False
    """a supervisor permitted that on the spot"""

    @property
    def is_unit(self) -> bool:
        return is_unit(self.customer_kind)


DEFAULT_RULES: tuple[Rule, ...] = (
    Rule(
        "one_document_one_customer",
        QT_TR_NOOP("One document belongs to one customer only."),
        "R-034, R-170",
        fixed=True,
    ),
    Rule(
        "one_owner",
        QT_TR_NOOP("A subscription has exactly one owner."),
        "R-017, R-170",
        fixed=True,
    ),
    Rule(
        "real_name_per_product",
        QT_TR_NOOP("Every product needs its real-name state."),
        "R-180, D8",
        fixed=True,
    ),
    Rule("name_required", QT_TR_NOOP("A customer has a name."), "D7", fixed=True),
    Rule("guardian_for_minors", QT_TR_NOOP("A minor has a guardian."), "R-039, D12", fixed=True),
    Rule(
        "virtual_card_products",
        QT_TR_NOOP("A virtual card takes video on demand and recharge only."),
        "R-043",
        fixed=True,
    ),
    Rule(
        "group_unit_document",
        QT_TR_NOOP("A business or group customer shows the document of its unit."),
        "R-041, D13",
    ),
    Rule("handler_for_units", QT_TR_NOOP("A unit acts through a handler."), "R-041, D13"),
    Rule(
        "phone_required",
        QT_TR_NOOP("A customer has a phone, or a second contact if there is no mobile."),
        "R-013, R-185",
    ),
    Rule(
        "telephone_cards",
        QT_TR_NOOP("A person holds at most this many telephone cards."),
        "D11",
        value=5,
    ),
    Rule("notice_acknowledged", QT_TR_NOOP("The notice was acknowledged."), "R-038", fixed=True),
    Rule(  # a new hall is set up with it on; off where it was never stored, in a hall older than it
        "manual_entry_permit",
        QT_TR_NOOP("A card that is typed and not captured needs a supervisor's permit."),
        "D8",
        on=False,
    ),
)


def evaluate(rules: Iterable[Rule], facts: Facts) -> list[Problem]:
    """The problems that today's rules find in `facts`, in the order of the rules."""
    return [
        problem
        for rule in rules
        if rule.on or rule.fixed
        for problem in _CHECKS[rule.code](facts, rule.value or 0)
    ]


def _one_document(facts: Facts, _value: int) -> list[Problem]:
    if not facts.same_document:
        return []
    text = QT_TR_NOOP("This document already belongs to a customer. Open that customer instead.")
    field = "organization.number" if facts.is_unit else "holder.number"
    return [Problem(field, "one_document_one_customer", text)]


def _one_owner(facts: Facts, _value: int) -> list[Problem]:
    if facts.owners == 1:
        return []
    text = QT_TR_NOOP("A subscription has exactly one owner. Use transfer to change the owner.")
    return [Problem("subscriptions", "one_owner", text)]


def _real_name(facts: Facts, _value: int) -> list[Problem]:
    problems = []
    for n, offering in enumerate(facts.offerings):
        if facts.customer_kind == "virtual_card" and offering.kind not in VIRTUAL_CARD_KINDS:
            continue  # refused by its own rule
        unread = offering.must_read_card and facts.not_read  # a match online is no reading (D8)
        if unread or not satisfies(facts.real_name, offering.needed_state):
            text = QT_TR_NOOP(
                "This product needs a document read by the card reader. Read the card;"
                " typing it is not enough."
            )
            if offering.needed_state is RealName.ONLINE_VERIFIED:
                text = QT_TR_NOOP("This product needs an identity that was verified online.")
            elif offering.needed_state is RealName.PENDING:
                text = QT_TR_NOOP("This product needs the customer's document. Read or type it.")
            problems.append(Problem(f"subscriptions.{n}.offering", "real_name", text))
        elif facts.is_unit and offering.kind == "telephone":
            problems += _user(n, facts.user_states[n], offering)
    return problems


def _user(n: int, state: RealName | None, offering: Offering) -> list[Problem]:
    if state is None:
        missing = QT_TR_NOOP("A unit names the person who uses each telephone. Add the user.")
        return [Problem(f"subscriptions.{n}.user", "user_missing", missing)]
    if not satisfies(state, offering.needed_state):
        read = QT_TR_NOOP("Read the user's card; typing it is not enough for a telephone.")
        return [Problem(f"subscriptions.{n}.user.number", "real_name", read)]
    return []


def _name(facts: Facts, _value: int) -> list[Problem]:
    if facts.holder_named or facts.customer_kind == "virtual_card":
        return []
    field = "organization.name" if facts.is_unit else "holder.name"
    return [Problem(field, "name_missing", QT_TR_NOOP("Type the name as on the document."))]


def _guardian(facts: Facts, _value: int) -> list[Problem]:
    if not facts.guardian_needed or facts.guardian_given:
        return []
    text = QT_TR_NOOP("The customer is a minor. Add the guardian with document and relation.")
    return [Problem("guardian", "guardian_missing", text)]


def _virtual_card(facts: Facts, _value: int) -> list[Problem]:
    if facts.customer_kind != "virtual_card":
        return []
    text = QT_TR_NOOP(
        "A virtual card takes video on demand and recharge only. Register the customer with a"
        " document for this product."
    )
    return [
        Problem(f"subscriptions.{n}.offering", "virtual_card", text)
        for n, offering in enumerate(facts.offerings)
        if offering.kind not in VIRTUAL_CARD_KINDS
    ]


def _unit_document(facts: Facts, _value: int) -> list[Problem]:
    if not facts.is_unit or facts.unit_document:
        return []
    text = QT_TR_NOOP("Add the unit with its business licence or other document.")
    return [Problem("organization", "unit_document", text)]


def _handler(facts: Facts, _value: int) -> list[Problem]:
    if not facts.is_unit or facts.handler_given:
        return []
    text = QT_TR_NOOP("Add the handler: the person who acts for the unit, with document and phone.")
    return [Problem("handler", "handler_missing", text)]


def _phone(facts: Facts, _value: int) -> list[Problem]:
    if facts.no_mobile:
        if facts.second_contact:
            return []
        text = QT_TR_NOOP("Without a mobile phone, add a second contact with name and phone.")
        return [Problem("second_contact", "second_contact_missing", text)]
    if facts.phone_given:
        return []
    text = QT_TR_NOOP("Type the phone number, or tick 'no mobile phone'.")
    field = "organization.phone" if facts.is_unit else "holder.phone"
    return [Problem(field, "phone_missing", text)]


def _telephone_cards(facts: Facts, value: int) -> list[Problem]:
    wanted = [n for n, offering in enumerate(facts.offerings) if offering.kind == "telephone"]
    if facts.is_unit or facts.telephone_cards + len(wanted) <= value or not wanted:
        return []
    text = QT_TR_NOOP("{held} telephone cards are held already; the limit is {limit} per person.")
    values: dict[str, str | int] = {"held": facts.telephone_cards, "limit": value}
    return [Problem(f"subscriptions.{wanted[-1]}.offering", "telephone_cards", text, values)]


def _notice(facts: Facts, _value: int) -> list[Problem]:
    if facts.notice_acknowledged:
        return []
    text = QT_TR_NOOP("Let the customer read the notice and tick that it was acknowledged.")
    return [Problem("consent.notice_acknowledged", "notice_missing", text)]


def _manual_entry(facts: Facts, _value: int) -> list[Problem]:
    if not facts.typed_card or facts.permitted:
        return []
    text = QT_TR_NOOP("Capture or read the card, or let a supervisor permit that it is typed.")
    field = "handler.number" if facts.is_unit else "holder.number"
    return [Problem(field, "manual_entry_permit", text)]


_CHECKS: dict[str, Callable[[Facts, int], list[Problem]]] = {
    "one_document_one_customer": _one_document,
    "one_owner": _one_owner,
    "real_name_per_product": _real_name,
    "name_required": _name,
    "guardian_for_minors": _guardian,
    "virtual_card_products": _virtual_card,
    "group_unit_document": _unit_document,
    "handler_for_units": _handler,
    "phone_required": _phone,
    "telephone_cards": _telephone_cards,
    "notice_acknowledged": _notice,
    "manual_entry_permit": _manual_entry,
}
