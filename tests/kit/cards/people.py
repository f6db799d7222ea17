"""Invented people with papers: every number has its true check digits, nobody exists."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from stdnum.cn import ric

from tests.kit.cards import names
from tests.kit.cards.places import PLACES, Place, address
from tests.kit.forms import resident_number

TODAY = date(2026, 11, 22)
LONG = "长期"


@dataclass(frozen=True)
class Person:
    """Whoever a card is about."""

    name: str
    male: bool
    nation: str
    born: date
    place: Place
    address: str
    serial: int
    """the three digits that number those born on one day; odd for men"""

    @property
    def sex(self) -> str:
        return "男" if self.male else "女"


def invent(chance: random.Random) -> Person:
    """A person of any age and nation, four of five Han."""
    nation = "汉" if chance.random() < 0.8 else chance.choice(names.NATIONS)
    place = chance.choice(PLACES)
    male = chance.random() < 0.5
    return Person(
        name=names.name_of(chance, nation),
        male=male,
        nation=nation,
        born=date(1935, 1, 1) + timedelta(days=chance.randrange(33000)),
        place=place,
        address=address(chance, place),
        serial=chance.randrange(499) * 2 + (1 if male else 2),
    )


def number_of(person: Person, area: str) -> str:
    """The 18 digits of the person's number."""
    return resident_number(person.born, person.serial, area)


def term(
    chance: random.Random, years: int, earliest: date, end: date = TODAY
) -> tuple[date, date | None]:
    """A validity of `years` (0: for long) that began after `earliest`, before `end` and by today."""
    first = max(earliest, TODAY - timedelta(days=365 * (years or 18) + 400), date(2004, 6, 1))
    end = min(end, TODAY)
    first = min(first, end - timedelta(days=30))
    begin = first + timedelta(days=chance.randrange((end - first).days))
    if begin.month == 2 and begin.day == 29:
        begin -= timedelta(days=1)
    return begin, begin.replace(year=begin.year + years) if years else None


def resident_term(chance: random.Random, person: Person) -> tuple[date, date | None]:
    """5, 10 or 20 years by the age at issue, for long from 46 on (居民身份证法 5)."""
    age = (TODAY - person.born).days // 365
    years, start, end = next(
        band for band in ((5, 0, 16), (10, 16, 26), (20, 26, 46), (0, 46, 200)) if age < band[2] + 1
    )
    birthday = person.born.replace(day=min(person.born.day, 28))

    def at(age: int) -> date:
        return birthday.replace(year=birthday.year + age)

    return term(chance, years, at(start) + timedelta(days=3), at(end))


def iso_10(day: date | None) -> str:
    """A date as fields have it; no end is 长期."""
    return day.isoformat() if day else LONG


def mrz_digit(text: str) -> str:
    """The check digit of ICAO 9303: weights 7, 3, 1 over 0-9, A-Z as 10-35 and < as 0."""
    values = (0 if char == "<" else int(char, 36) for char in text)
    return str(sum(value * (7, 3, 1)[n % 3] for n, value in enumerate(values)) % 10)


def foreign_number(chance: random.Random, numeric: str, born: date, male: bool) -> str:
    """A permanent resident's number since December 2023: 9, area, country, birth, serial, check."""
    serial = chance.randrange(1, 499) * 2 + (1 if male else 0)
    body = f"9{chance.choice(PLACES).code[:2]}{numeric}{born:%Y%m%d}{serial:03d}"
    return body + str(ric.calc_check_digit(body + "0"))


def old_foreign_number(chance: random.Random, country: str, born: date) -> str:
    """A permanent resident's number before: country, area, birth, serial, ICAO check digit."""
    body = f"{country}{chance.choice(PLACES).code[:4]}{born:%y%m%d}{chance.randrange(10)}"
    return body + mrz_digit(body)
