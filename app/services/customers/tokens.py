"""Search tokens, by which sealed values are found, and the information that each kind leaks
(data.md 8).

Every value is first made plain (no spaces, capitals, ordinary digits), only here, so that a typed
value gets the token of the stored one. `INDEXES` is the whole list, shown on the screen
搜索会暴露什么.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from app.domain.contacts import tidy_phone
from app.domain.document_types import DOCUMENT_TYPES
from app.domain.identity import tidy_number, upgrade_15
from app.domain.names import DOT, spoken, tidy_name
from app.domain.text import half_width
from app.errors import QT_TR_NOOP
from app.security.blind_index import BlindIndex

Document = tuple[str, str, str]
"""type, country, number"""
_SPACES_AND_DOTS = re.compile(rf"[\s{DOT}]")
_HISTORIC = re.compile(r"\d{15}", re.ASCII)
LONGEST_NUMBER = 100
"""Characters of a document number or phone; longer ones are no numbers and are never looked up."""

Token = tuple[str, bytes]


@dataclass(frozen=True)
class Index:
    """One kind of token; few bits let several values share a token, so that it tells less."""

    bits: int
    label: str


INDEXES: dict[str, Index] = {
    "document": Index(128, QT_TR_NOOP("Document: kind, country and number; unique in the base")),
    "number": Index(64, QT_TR_NOOP("Document number, whatever the kind of document")),
    "phone": Index(64, QT_TR_NOOP("Phone number")),
    "second_phone": Index(64, QT_TR_NOOP("Phone number of the second contact")),
    "phone_ends": Index(20, QT_TR_NOOP("First three and last four of a phone")),
    "second_ends": Index(20, QT_TR_NOOP("First three and last four of the second contact's phone")),
    "last_four": Index(12, QT_TR_NOOP("Last four of a phone or a document number")),
    "second_four": Index(12, QT_TR_NOOP("Last four of the second contact's phone")),
    "full_name": Index(24, QT_TR_NOOP("Full name")),
    "name_start": Index(16, QT_TR_NOOP("First two and first three characters of a name")),
    "initials": Index(12, QT_TR_NOOP("Pinyin initials: the first two, three and four")),
    "full_pinyin": Index(24, QT_TR_NOOP("Full pinyin of a name")),
    "surname": Index(12, QT_TR_NOOP("Surname in pinyin; the first word of a foreign name")),
    "initials_four": Index(16, QT_TR_NOOP("Pinyin initials with the last four of a number")),
    "address": Index(64, QT_TR_NOOP("Address on the document, to find the same address again")),
    "birthday": Index(12, QT_TR_NOOP("Month and day of birth, without the year")),
}
OLD: dict[str, Index] = {
    "name": Index(16, QT_TR_NOOP("Full name, as before the last update")),
    "pinyin": Index(16, QT_TR_NOOP("Full pinyin of a name, as before the last update")),
}
"""Kinds that are written no more. Parties that wait for today's tokens (index_due) are found by them."""


def token(index: BlindIndex, kind: str, plain: str) -> Token:
    """The token of a value that is already plain."""
    known = INDEXES.get(kind) or OLD[kind]
    return kind, index.token(kind, plain, known.bits)


def plain_name(name: str) -> str:
    """A name as it is indexed: no spaces, no middle dots, Latin letters in lower case."""
    return _SPACES_AND_DOTS.sub("", half_width(tidy_name(name))).lower()


def plain_address(address: str) -> str:
    """An address as it is compared: only letters, Han characters and digits."""
    return "".join(char for char in half_width(address).lower() if char.isalnum())


def number_forms(number: str) -> tuple[str, ...]:
    """A tidied number; a historic one of 15 digits also in its 18-digit form (D1)."""
    if _HISTORIC.fullmatch(number):
        return number, upgrade_15(number)
    return (number,)


def document_tokens(
    index: BlindIndex, document_type: str, country: str, number: str
) -> list[bytes]:
    """The unique tokens of one document.

    The ID card, the temporary one and the household register carry the same citizen number and count
    as one document, so that a child registered by the register is found by the card.
    """
    kind = DOCUMENT_TYPES.get(document_type)
    family = "citizen" if kind is not None and kind.shape == "resident" else document_type
    if kind is not None and not kind.foreign:
        country = "CHN"  # such a number is unique by itself
    return [
        token(index, "document", f"{family}|{country}|{form}")[1]
        for form in number_forms(tidy_number(number))
    ]


def phone_token(index: BlindIndex, phone: str) -> bytes:
    """The token of a phone as typed or stored."""
    return token(index, "phone", tidy_phone(phone))[1]


def phone_ends(phone: str) -> str:
    """The first three and the last four digits of a tidied phone, '' of one too short to have them."""
    return phone[:3] + phone[-4:] if len(phone) >= 4 else ""


def last_four(number: str) -> str:
    """The last four characters of a number, '' of a shorter one."""
    return number[-4:] if len(number) >= 4 else ""


@dataclass(frozen=True)
class Searched:
    """What of a party is searched: its valid rows, and `replaced`, documents that hold no more but stay this
    party's. `kind` is individual or organization."""

    kind: str
    name: str = field(repr=False)
    birth_date: date | None = field(default=None, repr=False)
    documents: tuple[Document, ...] = field(default=(), repr=False)
    replaced: tuple[Document, ...] = field(default=(), repr=False)
    phones: tuple[str, ...] = field(default=(), repr=False)
    second_phones: tuple[str, ...] = field(default=(), repr=False)
    addresses: tuple[str, ...] = field(default=(), repr=False)


def of_party(index: BlindIndex, who: Searched) -> list[Token]:
    """Every token of a party. A unit is found by the beginning of its name, not by initials."""
    found = [
        ("document", each)
        for document in (*who.documents, *who.replaced)
        for each in document_tokens(index, *document)
    ]
    numbers = [form for *_, n in who.documents for form in number_forms(tidy_number(n))]
    phones = [tidy_phone(phone) for phone in who.phones]
    found += [token(index, "number", number) for number in numbers]
    found += _phone_tokens(index, "phone", phones)
    endings = [last_four(each) for each in (*numbers, *phones)]
    endings = [ending for ending in dict.fromkeys(endings) if ending]
    found += [token(index, "last_four", ending) for ending in endings]
    # Kinds of their own, so that another person's phone makes nobody a look-alike, and so that a
    # copied database does not tell whose own phone it is.
    second = [tidy_phone(phone) for phone in who.second_phones]
    found += _phone_tokens(index, "second", second)
    found += [token(index, "second_four", each) for each in map(last_four, second) if each]
    found += name_tokens(index, who.name, endings, person=who.kind == "individual")
    found += [token(index, "address", each) for each in map(plain_address, who.addresses) if each]
    if who.birth_date is not None:
        found.append(token(index, "birthday", f"{who.birth_date:%m%d}"))
    return list(dict.fromkeys(found))


def _phone_tokens(index: BlindIndex, whose: str, phones: list[str]) -> list[Token]:
    whole = "phone" if whose == "phone" else "second_phone"
    found = [token(index, whole, phone) for phone in phones]
    ends = [each for each in map(phone_ends, phones) if each]
    return found + [token(index, f"{whose}_ends", each) for each in ends]


def name_tokens(index: BlindIndex, name: str, endings: list[str], *, person: bool) -> list[Token]:
    """The tokens of a name; `endings` are the last four of this party's numbers (see `last_four`)."""
    plain = plain_name(name)
    if not plain:
        return []
    found = [token(index, "full_name", plain)]
    found += [token(index, "name_start", plain[:size]) for size in (2, 3) if len(plain) >= size]
    if not person:
        return found
    whole, surnames = spoken(name)
    found += [token(index, "surname", surname) for surname in surnames]
    for spelled, initials in whole:
        found.append(token(index, "full_pinyin", spelled))
        found += [
            token(index, "initials", initials[:size]) for size in (2, 3, 4) if len(initials) >= size
        ]
        found += [token(index, "initials_four", initials[:4] + ending) for ending in endings]
    return found
