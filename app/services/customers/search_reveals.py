"""What a copied database tells without any key: tokens that search needs, and columns in clear
(data.md 8). The screen 搜索会暴露什么 shows it unchanged, because whoever is responsible for the
data must know it.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP
from app.services.customers.reindex import anybody_waits
from app.services.customers.tokens import INDEXES, OLD
from app.services.procedure import Query, query

TELLS: dict[str, str] = {
    "document": QT_TR_NOOP(
        "Equal tokens would mean the same document; as each is unique, only how many there are."
    ),
    "number": QT_TR_NOOP("That two records carry the same number, not which number."),
    "phone": QT_TR_NOOP("That two people gave the same phone, so perhaps a household."),
    "second_phone": QT_TR_NOOP(
        "That two people named the same second contact, so perhaps a family."
    ),
    "phone_ends": QT_TR_NOOP(
        "That two phones may have the same first three and last four digits; among a million customers "
        "two or three share a token."
    ),
    "second_ends": QT_TR_NOOP(
        "That two second contacts may have the same first three and last four digits of their phone."
    ),
    "last_four": QT_TR_NOOP(
        "A group of people whose last four may be the same; several endings share a token."
    ),
    "second_four": QT_TR_NOOP(
        "A group of people whose second contacts' phones may end alike; several endings share a token."
    ),
    "full_name": QT_TR_NOOP(
        "Almost exactly how many people have the same name; how common it is can hint at the name."
    ),
    "name_start": QT_TR_NOOP(
        "People whose names may begin alike; a large group hints at a common surname."
    ),
    "initials": QT_TR_NOOP("A large group of people whose initials may be the same."),
    "full_pinyin": QT_TR_NOOP(
        "Almost exactly how many people have names that sound the same; a common one can be guessed."
    ),
    "surname": QT_TR_NOOP(
        "People whose surnames may sound the same; the largest groups hint at the commonest surnames."
    ),
    "initials_four": QT_TR_NOOP("That two records may be the same person."),
    "address": QT_TR_NOOP("That two documents show the same address, so perhaps a household."),
    "birthday": QT_TR_NOOP("A group of people who may share a birthday; the year is not in it."),
}


TELLS_OF_OLD: dict[str, str] = {
    "name": QT_TR_NOOP(
        "A group of people who may have the same name; how common it is can hint at the name."
    ),
    "pinyin": QT_TR_NOOP("A group of people whose names may sound the same."),
}


@dataclass(frozen=True)
class Clear:
    """Columns that are stored in clear: a name for them, what they tell, and where they are."""

    label: str
    tells: str
    columns: dict[str, str]
    """table -> its columns, parted by spaces"""


CLEAR: tuple[Clear, ...] = (
    Clear(
        QT_TR_NOOP("Document type, country, validity"),
        QT_TR_NOOP("Which kind of document, and when it ends: due lists are made from it."),
        {
            "identity_document": "type country valid_from valid_to long_term entry",
            "product_order": "authenticated",
            "discount": "kind valid_to",
        },
    ),
    Clear(
        QT_TR_NOOP("District"),
        QT_TR_NOOP("The district of a mailing address (six digits), no street."),
        {"address": "role district_code"},
    ),
    Clear(
        QT_TR_NOOP("Standard address of a connection"),
        QT_TR_NOOP(
            "Which dwellings are connected; the person behind is sealed, but a household is a "
            "small group."
        ),
        {"place": "district_code district street estate building unit room text serviceable"},
    ),
    Clear(
        QT_TR_NOOP("Age band and sex"),
        QT_TR_NOOP(
            "Rough features without a name; a rare one in a small hall can point at someone."
        ),
        {"party": "kind sex age_band"},
    ),
    Clear(
        QT_TR_NOOP("Statuses and real-name state"),
        QT_TR_NOOP("Whether a customer, account or connection is active, and how it was verified."),
        {
            "identity_document": "real_name_state status",
            "contact_medium": "type preferred status",
            "customer": "kind status real_name_state",
            "account": "status",
            "subscription": "status",
            "product_order": "status",
            "agreement": "status",
            "print_job": "outcome",
        },
    ),
    Clear(
        QT_TR_NOOP("Level and needs"),
        QT_TR_NOOP("The customer's level, large print, help wanted, no mobile phone."),
        {"customer": "level large_print needs_help no_mobile"},
    ),
    Clear(
        QT_TR_NOOP("Relations"),
        QT_TR_NOOP("That somebody is agent, guardian, handler or user for a customer; not who."),
        {"party_role": "role relation valid_from valid_to"},
    ),
    Clear(
        QT_TR_NOOP("Requests and decisions"),
        QT_TR_NOOP(
            "What kind of change was asked for, by whom in which role, when, and how it was decided; not what "
            "was to change."
        ),
        {
            "change_request": (
                "number made_at effective_on asked_by authenticated present mode steps hours circumstances "
                "status steps_done urged_at"
            ),
            "change_item": "n kind",
            "change_evidence": "n proof",
            "decision": "step verdict digest at",
        },
    ),
    Clear(
        QT_TR_NOOP("Businesses and consents"),
        QT_TR_NOOP("What was done, over which channel, and what was agreed to or refused."),
        {
            "customer": "channel",
            "consent": "purpose part decision text_version",
            "product_order": "business channel",
            "order_item": "action",
            "interaction": "business channel result",
        },
    ),
    Clear(
        QT_TR_NOOP("Amounts"),
        QT_TR_NOOP("What was due and paid, and how."),
        {"fee": "code name due paid method", "account": "method"},
    ),
    Clear(
        QT_TR_NOOP("Our own numbers"),
        QT_TR_NOOP(
            "Customer codes, account, order and agreement numbers, devices: ours, not theirs."
        ),
        {
            "customer": "code",
            "account": "number",
            "subscription": "number equipment_serial",
            "product_order": "number",
            "fee": "receipt_no",
            "agreement": "number",
            "paper": "number",
        },
    ),
    Clear(
        QT_TR_NOOP("Times"),
        QT_TR_NOOP("When something was registered, changed, printed or begins and ends."),
        {
            "party": "created_at",
            "consent": "at",
            "customer": "registered_at last_contact_at",
            "subscription": "started_on contract_end installed_on",
            "product_order": "effective_on at",
            "agreement": "starts_on ends_on",
            "paper": "made_at",
            "print_job": "at",
            "interaction": "at",
            "identity_image": "taken_at",
            "service_password": "changed_at",
            "sms_code": "sent_at",
            "authentication": "at",
            "staff": "valid_from valid_to",
            "confidentiality": "accepted_at",
        },
    ),
    Clear(
        QT_TR_NOOP("Papers"),
        QT_TR_NOOP(
            "Which template, language and size a paper has, and on which printer it came out."
        ),
        {
            "paper": "kind template language large_print digest pages parts",
            "print_job": "n reprint paper printer copies",
        },
    ),
    Clear(
        QT_TR_NOOP("Authentication"),
        QT_TR_NOOP(
            "That a customer has a service password, how often it was mistyped, and how and in which role "
            "somebody was authenticated; no digits."
        ),
        {
            "service_password": "epoch tries",
            "sms_code": "epoch tries used",
            "authentication": "method who compared",
        },
    ),
    Clear(
        QT_TR_NOOP("Pictures of documents"),
        QT_TR_NOOP(
            "That a picture was kept, of which kind and size, and whether the face matched; the "
            "picture is sealed."
        ),
        {"identity_image": "kind purpose source retention width height verdict"},
    ),
    Clear(
        QT_TR_NOOP("Staff"),
        QT_TR_NOOP("Staff number and role of everybody at work; the name is sealed."),
        {"staff": "staff_no role", "confidentiality": "text_version language"},
    ),
)


@dataclass(frozen=True)
class TokenKind:
    """One kind of token; there are at most 2 to the power of `bits` different ones."""

    kind: str
    label: str
    bits: int
    tells: str

    @property
    def unique(self) -> bool:
        """Whether two values never share a token in practice."""
        return self.bits >= 64


@dataclass(frozen=True)
class Reveals:
    """Everything in the database that is not behind a key."""

    tokens: tuple[TokenKind, ...]
    clear: tuple[Clear, ...]


@query(Permission.SEARCH_REVEALS_READ)
def what_search_reveals(query: Query) -> Reveals:
    """The content of the page; tokens that tell most come first, those of before the last update only
    while somebody still has them."""
    told = {kind: (each, TELLS[kind]) for kind, each in INDEXES.items()}
    if anybody_waits(query):
        told |= {kind: (each, TELLS_OF_OLD[kind]) for kind, each in OLD.items()}
    tokens = (TokenKind(kind, each.label, each.bits, tells) for kind, (each, tells) in told.items())
    return Reveals(tuple(sorted(tokens, key=lambda token: -token.bits)), CLEAR)
