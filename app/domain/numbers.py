"""Numbers for people: customer code, agreement, slip, subscription … (R-033, data.md 10).

A number is a prefix that tells the kind (none for a customer), the area (4 letters or digits),
8 digits and a check character by ISO 7064 MOD 37,36 over everything before it. It is never derived
from personal data and never used twice. Printed in groups: GZ01-0000-1234-K, XY-GZ01-0000-1234-K.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from app.domain.text import half_width
from app.errors import QT_TR_NOOP, UserError

Kind = Literal["customer", "agreement", "slip", "subscription", "account", "request"]

PREFIXES: dict[Kind, str] = {
    "customer": "",
    "agreement": "XY",
    "slip": "SL",
    "subscription": "YH",
    "account": "ZH",
    "request": "SQ",
}
PRINTED: tuple[Kind, ...] = ("customer", "agreement", "slip", "subscription")
"""The kinds that papers show."""
_KINDS: dict[str, Kind] = {prefix: kind for kind, prefix in PREFIXES.items()}
_GAPS = re.compile(r"[\s\-–—]")
_AREA = re.compile(r"[A-Z0-9]{4}", re.ASCII)
_SHAPE = re.compile(r"(XY|SL|YH|ZH|SQ|)([A-Z0-9]{4})(\d{8})([A-Z0-9])", re.ASCII)
LARGEST = 99_999_999


@dataclass(frozen=True)
class Number:
    """A number taken apart; `text` is the stored form without separators."""

    kind: Kind
    area: str
    serial: int
    text: str


def make(kind: Kind, area: str, serial: int) -> str:
    """The stored form of number `serial` (1 to 99,999,999) of `area`, such as GZ01000012345."""
    from stdnum.iso7064 import mod_37_36

    if not _AREA.fullmatch(area):
        raise ValueError("an area is four capital letters or digits")
    if not 1 <= serial <= LARGEST:
        raise ValueError("a serial number has at most 8 digits")
    body = f"{PREFIXES[kind]}{area}{serial:08d}"
    return body + str(mod_37_36.calc_check_digit(body))


def compact(text: str) -> str:
    """`text` as stored: capitals, no spaces or hyphens, full-width forms made ordinary."""
    return _GAPS.sub("", half_width(text)).upper()


def parse(text: str) -> Number:
    """The number in `text`; UserError 'number_form' or 'number_check' says what is wrong."""
    from stdnum.iso7064 import mod_37_36

    plain = compact(text[:60])
    found = _SHAPE.fullmatch(plain)
    if not found:
        raise UserError(
            "number_form",
            QT_TR_NOOP("This is no number of ours. Scan the barcode or compare it with the paper."),
        )
    if not mod_37_36.is_valid(plain):
        raise UserError(
            "number_check",
            QT_TR_NOOP("A character of this number is wrong. Compare it with the paper."),
        )
    prefix, area, serial, _check = found.groups()
    return Number(_KINDS[prefix], area, int(serial), plain)


def kind_of(text: str) -> Kind | None:
    """Which kind of number `text` is, or None."""
    try:
        return parse(text).kind
    except UserError:
        return None


def format_code(text: str) -> str:
    """The printed form in groups 4-4-4-1, after the prefix if there is one.

    UserError as in `parse`.
    """
    number = parse(text)
    prefix = PREFIXES[number.kind]
    body = number.text.removeprefix(prefix)
    groups = [body[:4], body[4:8], body[8:12], body[12:]]
    return "-".join([prefix, *groups] if prefix else groups)
