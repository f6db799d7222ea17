"""The shipped reference tables, read once when first needed (resources/reference/*.csv), and the areas
of python-stdnum."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache

from app.paths import RESOURCES


@dataclass(frozen=True)
class Surname:
    """How a surname is read, lower case; `other` is a second usual reading or ''."""

    reading: str
    other: str


def _rows(table: str) -> list[dict[str, str]]:
    with (RESOURCES / "reference" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def surnames() -> dict[str, Surname]:
    """Surnames of two characters, and those of one that pypinyin reads otherwise."""
    return {
        row["surname"]: Surname(row["reading"].lower(), row["other"].lower())
        for row in _rows("surnames")
    }


@cache
def polyphones() -> dict[str, tuple[str, ...]]:
    """Characters of given names that are read in more than one way, with their usual readings (lv is lü)."""
    return {row["character"]: tuple(row["readings"].split()) for row in _rows("polyphones")}


@cache
def countries() -> dict[str, str]:
    """The numeric code of each alpha-3 code of ISO 3166-1."""
    return {row["code"]: row["numeric"] for row in _rows("countries")}


FIRST_CARDS = 1984
"""The year of the first resident ID cards: a code that was repealed before is in no number."""


@lru_cache(
    maxsize=10_000
)  # the library reads its table line by line, and a hall's people come from few areas
def is_area(code: str) -> bool:
    """Whether resident ID numbers were given out under these six digits (GB/T 2260), be it by a
    county that is gone: its numbers stay valid (D2)."""
    from stdnum import numdb

    found = dict(numdb.get("cn/loc").info(code)).get(code[2:], {})
    named = found.get("county", "").split(",") if len(code) == 6 else []
    ends = [re.match(r"\[\d*-(\d*)\]", name) for name in named if name]
    return any(end is None or not end[1] or int(end[1]) >= FIRST_CARDS for end in ends)
