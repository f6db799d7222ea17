"""Age, and who acts and signs at which age (民法典 17-20, PIPL 28 and 31; D12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from app.domain.dates import add_years
from app.errors import QT_TR_NOOP

Band = Literal["under_8", "child", "minor", "own_income", "adult"]

BANDS: dict[Band, str] = {
    "under_8": QT_TR_NOOP("Small child: the guardian acts and signs"),
    "child": QT_TR_NOOP("Child: child and guardian sign; the guardian consents for all data"),
    "minor": QT_TR_NOOP("Minor: the minor signs, the guardian consents and signs"),
    "own_income": QT_TR_NOOP("Minor with own income: acts as an adult"),
    "adult": QT_TR_NOOP("Adult"),
}


@dataclass(frozen=True)
class AgeLimits:
    """First birthdays that count, in years; parameters with the defaults of D12."""

    signs: int = 8
    own_data: int = 14
    own_income: int = 16
    adult: int = 18


@dataclass(frozen=True)
class Needs:
    """What a holder of this age needs."""

    band: Band
    guardian: bool
    """a guardian must be recorded"""
    guardian_acts: bool
    """the guardian acts alone; the holder does not sign"""
    holder_signs: bool
    guardian_signs: bool
    sensitive_consent: bool
    """all data is sensitive: the guardian's separate consent is needed (PIPL 31)"""


def age_on(born: date, day: date) -> int:
    """Full years on `day`; someone born on 29 February is a year older on 28 February."""
    years = day.year - born.year
    return years if add_years(born, years) <= day else years - 1


def needs(age: int, *, own_income: bool, limits: AgeLimits) -> Needs:
    """Who acts and signs for a holder of `age` years; `own_income` = 收入声明 was given."""
    if age >= limits.adult:
        return Needs("adult", False, False, True, False, False)
    if age >= limits.own_income and own_income:
        return Needs("own_income", False, False, True, False, False)
    if age >= limits.own_data:
        return Needs("minor", True, False, True, True, False)
    if age >= limits.signs:
        return Needs("child", True, False, True, True, True)
    return Needs("under_8", True, True, False, True, True)
