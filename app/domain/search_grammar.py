"""The query that a text in the search box means (R-011, data.md 8). A text between complete forms
asks nothing and gets a hint that says what is missing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.domain import numbers
from app.domain.contacts import tidy_phone
from app.domain.names import DOT, tidy_name
from app.domain.reference import surnames
from app.domain.syllables import fold, spellings
from app.domain.text import half_width, is_han, unseen
from app.errors import QT_TR_NOOP, Problem

QueryKind = Literal[
    "last_four",  # (digits,) of phone or document
    "phone_ends",  # (first three, last four)
    "phone",  # (digits,)
    "document",  # (number,)
    "letters",  # (letters,) initials, full pinyin or a surname's; app.domain.syllables reads them
    "letters_last_four",  # (initials, digits)
    "name",  # (Han,) first characters of the name
    "name_or_address",  # (text,)
    "one_character",  # (Han,) among the last customers served here
    "number",  # (kind, compact number)
    "code",  # (letters and digits,) beginning of one of our numbers, a device or a document
    "address",  # (text,)
]

LIMIT = 100
_ADDRESS = "路街道巷里弄坊镇乡村区园苑楼厦栋幢座号室单元"


@dataclass(frozen=True)
class ParsedSearch:
    """One question to the base; `parts` as listed at `QueryKind`."""

    kind: QueryKind
    parts: tuple[str, ...]


def parse(typed: str) -> ParsedSearch | Problem | None:
    """The query in `typed`, a Problem (severity warning) that says what is missing, or None."""
    if len(typed) > LIMIT:
        return _hint("too_long", QT_TR_NOOP("This is too long to search for. Type less of it."))
    text = " ".join(half_width(typed).split())
    if not text:
        return None
    if unseen(text):
        return _nothing()
    if re.fullmatch(r"[\d+ ()-]+", text, re.ASCII):
        return _digits(text)
    if text.isascii():
        return _ascii(text)
    return _words(text)


_DOCUMENT = re.compile(r"[A-Z]\d{7,10}|[A-Z]{2}\d{7}|[0-9A-Z]{18}", re.ASCII)
"""Most permits and passports, and a unit's code."""


def is_whole(asked: ParsedSearch) -> bool:
    """Whether `asked` is a complete number, name or document, so that an empty answer means that
    there is no such customer. Four digits, initials, a surname, an address or the beginning of a
    number may miss a customer.
    """
    match asked.kind:
        case "phone" | "document" | "number":
            return True
        case "name" | "name_or_address":
            return asked.parts[0] not in surnames()
        case "code":
            return _DOCUMENT.fullmatch(asked.parts[0]) is not None
        case _:
            return False


def _hint(code: str, text: str, **values: str | int) -> Problem:
    return Problem("search", code, text, dict(values), severity="warning")


def _digits(text: str) -> ParsedSearch | Problem:
    parts = text.split()
    if [len(part) for part in parts] == [3, 4] and text.replace(" ", "").isdigit():
        return ParsedSearch("phone_ends", (parts[0], parts[1]))
    plain = tidy_phone(text)
    if not plain.isdigit():
        return (
            ParsedSearch("phone", (plain,)) if re.fullmatch(r"\+\d{7,15}", plain) else _missing(0)
        )
    if numbers.kind_of(plain):
        return ParsedSearch("number", ("customer", plain))
    if len(plain) == 4:
        return ParsedSearch("last_four", (plain,))
    if len(plain) == 11 or (plain.startswith("0") and len(plain) in (10, 12)):
        return ParsedSearch("phone", (plain,))
    if len(plain) in (15, 18):
        return ParsedSearch("document", (plain,))
    if len(plain) == 16 or len(plain) > 18:
        return ParsedSearch("code", (plain,))  # smart cards and set-top boxes
    return _missing(len(plain))


def _missing(n: int) -> Problem:
    if n < 4:
        four = QT_TR_NOOP("Type the last 4 digits of phone or document, or a whole number.")
        return _hint("digits", four)
    if n < 11:
        phone = QT_TR_NOOP("{n} more digits for a phone; for part of one type 3 + 4: 138 2600.")
        return _hint("digits_phone", phone, n=11 - n)
    document = QT_TR_NOOP("{n} more digits for an ID number.")
    return _hint("digits_document", document, n=18 - n)


def _ascii(text: str) -> ParsedSearch | Problem:
    both = re.fullmatch(r"([A-Za-z]{2,4}) (\d{4})", text)
    if both:
        return ParsedSearch("letters_last_four", (both[1].lower(), both[2]))
    if letters := fold(text):
        return _letters(letters)
    plain = numbers.compact(text)
    kind = numbers.kind_of(plain)
    if kind:
        return ParsedSearch("number", (kind, plain))
    if re.fullmatch(r"\d{17}X|[A-Z]{3}\d{12}", plain):
        return ParsedSearch("document", (plain,))
    if not plain.isalnum():
        return ParsedSearch("address", (text,)) if any(map(str.isalnum, plain)) else _nothing()
    if len(plain) < 4:
        return _hint("code", QT_TR_NOOP("Type 4 characters or more of the number."))
    return ParsedSearch("code", (plain,))


def _letters(letters: str) -> ParsedSearch | Problem:
    if len(letters) < 2:
        return _hint("letters", QT_TR_NOOP("Type 2 letters or more: initials or full pinyin."))
    kept = spellings(letters)
    return ParsedSearch("letters", (letters if letters in kept or not kept else kept[0],))


def _words(text: str) -> ParsedSearch | Problem:
    if letters := fold(text):
        return _letters(letters)
    name = tidy_name(text.replace(" ", ""))
    if not all(is_han(char) or char == DOT for char in name):
        return ParsedSearch("address", (text,)) if any(map(is_han, name)) else _nothing()
    han = name.strip(DOT)
    if not han:
        return _nothing()
    if len(han) == 1:
        return ParsedSearch("one_character", (han,))
    if len(han) > 2 and any(char in _ADDRESS for char in han):
        return ParsedSearch("name_or_address", (han,))
    return ParsedSearch("name", (han,))


def _nothing() -> Problem:
    text = QT_TR_NOOP("Type a name, phone, document number, address or one of our numbers.")
    return _hint("unknown", text)
