"""The shipped reference tables, read once when first needed (resources/reference/*.csv)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

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
def areas() -> frozenset[str]:
    """The first four digits of resident ID numbers, present and repealed (GB/T 2260).

    Districts and counties (digits 5 and 6) are not listed: they were repealed by the hundred
    while the numbers given out under them stay valid (D2).
    """
    return frozenset(
        row["province"] + prefecture
        for row in _rows("areas")
        for prefecture in row["prefectures"].split()
    )
