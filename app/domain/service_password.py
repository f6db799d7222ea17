"""Which six digits a customer may choose as service password (客户密码, R-060, R-062).

A sentence says why digits are refused and never repeats them: the clerk reads it, and it is stored.
Source: R-062; the lists are of what is tried first on keypads of cards and phones.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from itertools import pairwise

from app.errors import QT_TR_NOOP, Problem

LENGTH = 6
TRIES = 5
"""Wrong ones in a row, then it is locked until it is reset (R-062)."""
FIELD = "service_password"

_ROWS = ("147", "258", "369", "123", "456", "789", "159", "357")
"""Rows, columns and diagonals of a keypad, read both ways."""
_WELL_KNOWN = frozenset(
    "520131 521131 201314 131420 520520 131452 168168 168888 666888 888666 518518 112358 314159 110119 "
    "119110 100861 100001 100000".split()
)


def is_well_formed(digits: str) -> bool:
    """Whether these are six digits 0 to 9."""
    return len(digits) == LENGTH and digits.isascii() and digits.isdigit()


def check(
    digits: str,
    *,
    birth_date: date | None = None,
    documents: Collection[str] = (),
    phones: Collection[str] = (),
) -> list[Problem]:
    """What speaks against `digits`; empty when the customer may have them. `documents` and `phones` are
    the numbers on record of whoever could be asked for them."""
    if not is_well_formed(digits):
        return [_problem("digits_six", QT_TR_NOOP("The service password has six digits."))]
    found = []
    if _is_pattern(digits):
        text = QT_TR_NOOP("These digits follow a pattern that is easy to guess. Choose others.")
        found.append(_problem("digits_pattern", text))
    if digits in _WELL_KNOWN:
        text = QT_TR_NOOP("These digits are among the first that are tried. Choose others.")
        found.append(_problem("digits_common", text))
    if birth_date is not None and digits in _birth_pieces(birth_date):
        text = QT_TR_NOOP("These digits are part of the birth date. Choose others.")
        found.append(_problem("digits_birth", text))
    if any(_lies_in(digits, number) for number in documents):
        text = QT_TR_NOOP("These digits are part of the document number. Choose others.")
        found.append(_problem("digits_document", text))
    if any(_lies_in(digits, number) for number in phones):
        text = QT_TR_NOOP("These digits are part of a phone number on record. Choose others.")
        found.append(_problem("digits_phone", text))
    return found


def _problem(code: str, text: str) -> Problem:
    return Problem(FIELD, code, text)


def _is_pattern(digits: str) -> bool:
    """Equal digits, an even step (123456, 135791), one or two digits only, something repeated (123123),
    doubled (114477) or mirrored (123321), halves that each rise or fall (123789), rows of the keypad."""
    steps = {(int(after) - int(before)) % 10 for before, after in pairwise(digits)}
    half, other = digits[:3], digits[3:]
    return (
        len(steps) == 1
        or len(set(digits)) <= 2
        or half == other
        or digits == digits[::-1]
        or digits[0::2] == digits[1::2]
        or (_is_row(half) and _is_row(other))
    )


def _is_row(three: str) -> bool:
    first, second, third = map(int, three)
    return (abs(first - second) <= 1 and second - first == third - second) or _on_keypad(three)


def _on_keypad(three: str) -> bool:
    return three in _ROWS or three[::-1] in _ROWS


def _birth_pieces(born: date) -> set[str]:
    year, month, day = f"{born.year:04}", f"{born.month:02}", f"{born.day:02}"
    short = year[2:]
    whole = [year + month + day, year + day + month, day + month + year, month + day + year]
    short_year = [
        short + month + day,
        short + day + month,
        month + day + short,
        day + month + short,
    ]
    single = f"{year}{born.month}{born.day}", f"{born.month}{born.day}{year}"
    return {
        text[at : at + LENGTH]
        for text in (*whole, *short_year, *single)
        for at in range(len(text) - LENGTH + 1)
    }


def _lies_in(digits: str, number: str) -> bool:
    """Forwards or backwards, over what is no digit (the X of an ID number, the letters of a passport)."""
    only = "".join(each for each in number if each.isascii() and each.isdigit())
    return digits in only or digits[::-1] in only
