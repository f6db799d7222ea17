"""Comparing a typed text with standard addresses (data.md 10).

One grammar for the form's field and the search box: with blanks or without, parts in any order, 栋,
幢, 号楼 or 座, digits of any width, Chinese numerals. A text is always read beside an address,
because only the address tells that 三元里 is a name and 三栋 a number. Numbers are compared whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache
from typing import Literal

from app.domain.place_numbers import (
    Part,
    PlaceNumber,
    counted,
    held,
    numbers_at,
    part,
    plain,
    without_numbers,
)

LONGEST = 200
"""What is longer is no address."""
_MOST_NUMBERS = 8
_PLACE = r"[^\W\d_]"
_REGIONS = (
    re.compile(rf"(?:{_PLACE}{{2,7}}?(?:省|自治区))?{_PLACE}{{2,7}}?市"),
    re.compile(rf"{_PLACE}{{2,7}}?(?:省|自治区)"),
)
_TOWNSHIP = re.compile(rf"{_PLACE}{{2,8}}?(?:街道办事处|街道|社区|居委会|镇|乡)")
_BETWEEN = re.compile(r"[\s,.;:/()\[\]~+·、。—–-]*")
_ALIKE = re.compile(r"[A-Z0-9]{2}|[零〇○一二三四五六七八九十百千]{2}")
"""Two signs that, side by side, may be one number."""


class Grade(IntEnum):
    """How well an address is what was typed; the lower comes first."""

    FULL = 0
    """Street or estate, and all of building, unit and room, were typed, each of them whole."""
    WHOLE = 1
    """Street or estate, and the room, were typed whole; building or unit were not typed."""
    PART = 2
    """All that was typed is in the address, which says more."""
    BEGUN = 3
    """The last number that was typed only begins one of the address."""


@dataclass(frozen=True)
class Address:
    """The parts of a standard address as they are stored, any of them free text."""

    district: str
    street: str
    estate: str
    building: str
    unit: str
    room: str

    @property
    def numbered(self) -> tuple[Part, Part, Part]:
        """What is compared by its numbers."""
        return part("building", self.building), part("unit", self.unit), part("room", self.room)


@dataclass(frozen=True)
class Match:
    """An address that says all that was typed; `named` are its columns that were typed whole.

    `rival`: read otherwise, as 阳光100 3栋 and not 阳光 1003栋, it would be FULL or WHOLE. `ways`: which
    readings of a sign that has two it took, "split" for B101 as B and 101, "storey" for 3楼 of 301.
    """

    grade: Grade
    named: frozenset[str]
    rival: bool = False
    ways: frozenset[str] = frozenset()


Names = tuple[tuple[str, str], ...]
"""(column, text): district, street and estate, and the words that stand in the other columns."""


@dataclass(frozen=True)
class _Reading:
    """One way to read the text beside the names of an address."""

    numbers: tuple[PlaceNumber, ...] = ()
    used: frozenset[int] = frozenset()
    whole: frozenset[int] = frozenset()
    region: bool = False
    """province or city was typed, which no address holds: the district must vouch for it"""
    skipped: bool = False
    sure: bool = True
    """no name was typed in part, and nothing was skipped"""
    apart: bool = True
    """no two numbers may have run together"""
    split: bool = False
    """letters and digits that stood together were read as two numbers"""


class Typed:
    """A text to be compared with many addresses; its `text` is '' when it asks nothing."""

    def __init__(self, typed: str) -> None:
        self.text = plain(typed)
        if len(self.text) > LONGEST or not re.search(r"[^\W_]", self.text):
            self.text = ""
        self.begins = _begins(self.text)
        """two characters each (or one alone), one of which is in every address that is meant; () when no
        word was typed"""
        self._tidied = {_tidy(self.text), _tidy(counted(self.text))}
        pairs = ((text[n : n + 2] for n in range(len(text))) for text in self._tidied)
        self._pairs = {pair for found in pairs for pair in found}
        self._readings: dict[Names, tuple[_Reading, ...]] = {}

    def may_name(self, name: str) -> Literal["whole", "part", ""]:
        """Whether a street or estate of this name may be meant: quick, and more often than is so."""
        ways = _ways(name)
        if any(way in text for way in ways for text in self._tidied):
            return "whole"
        if any(way[:2] in self._pairs or any(pair in way for pair in self.begins) for way in ways):
            return "part"
        return ""

    def held(self, names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
        """For every number that was typed the forms in which an address of these streets and estates
        may hold it, for a database to look for. It finds every address that is meant, and may find
        others."""
        glued = any(re.search(r"[0-9零〇一二三四五六七八九十]$", plain(name)) for name in names)
        return held(self.text, glued=glued)

    def compare(self, address: Address) -> Match | None:
        """How well the address is what was typed; None when it is another one."""
        parts = address.numbered
        names: Names = (
            ("district", address.district),
            ("street", address.street),
            ("estate", address.estate),
            *((each.column, word) for each in parts for word in each.words),
        )
        if names not in self._readings:
            texts = dict.fromkeys([self.text, counted(self.text)])  # 三期 as it is, and as 3期
            self._readings[names] = tuple(each for text in texts for each in _readings(text, names))
        found = [_judge(reading, names, parts) for reading in self._readings[names]]
        return min((each for each in found if each), key=_plainest, default=None)


def unsaid(text: str, address: Address, columns: Iterable[str]) -> tuple[tuple[int, int], ...]:
    """Where these columns stand in the address as it is printed: (begin, end) of each, in order."""
    found = []
    at = 0
    for column in ("district", "street", "estate", "building", "unit", "room"):
        stored = getattr(address, column)
        begin = text.find(stored, at) if stored else -1
        if begin >= 0:
            at = begin + len(stored)
            if column in columns:
                found.append((begin, at))
    return tuple(found)


def sort_key(address: Address) -> tuple[object, ...]:
    """Street by street, the numbers in their order: 2栋 before 10栋."""
    numbers = (number.value for each in address.numbered for number in each.numbers)
    ordered = tuple((value.isdigit(), len(value), value) for value in numbers)
    return address.district, address.street, address.estate, ordered


def _plainest(match: Match) -> tuple[Grade, int]:
    return match.grade, len(match.ways)


def _judge(reading: _Reading, names: Names, parts: Iterable[Part]) -> Match | None:
    """How well the numbers that were typed are those of the address."""
    columns = [(each.column, number) for each in parts for number in each.numbers]
    stored = [number for _, number in columns]
    free = list(range(len(stored)))
    ways = {"split"} if reading.split else set()
    marked = [each for each in reading.numbers if each.kinds]
    for typed in sorted(marked, key=lambda each: len(each.kinds)):
        same = [n for n in free if typed.fits(stored[n])]
        if same:
            free.remove(same[0])
        elif not typed.is_floor_of(stored):
            return None
        elif "building" in typed.kinds:
            ways.add("storey")
    at = -1
    begun = ""
    for typed in (each for each in reading.numbers if not each.kinds):
        ahead = [n for n in free if n > at]
        same = [n for n in ahead if typed.equals(stored[n])]
        if not same and typed.ends_text:
            same = [n for n in ahead if stored[n].value.startswith(typed.value)]
            begun = columns[same[0]][0] if same else ""
        if not same:
            return None
        at = same[0]
        free.remove(at)
    missing = {columns[n][0] for n in free} | {begun}
    missing |= {column for n, (column, text) in enumerate(names) if text and n not in reading.whole}
    said = {column for column, text in names if text} | {column for column, _ in columns}
    named = frozenset(said - missing)
    if begun:
        return Match(Grade.BEGUN, named, ways=frozenset(ways))
    sure = reading.sure and (not reading.region or "district" in named)
    if not sure or not named & {"street", "estate"} or "room" in missing:
        return Match(Grade.PART, named, ways=frozenset(ways))
    grade = Grade.WHOLE if missing & {"building", "unit"} else Grade.FULL
    if not reading.apart:
        grade = Grade.PART
    return Match(grade, named, not reading.apart, frozenset(ways))


def _readings(text: str, names: Names) -> Iterator[_Reading]:
    """Every way to read the text as names, each once, and numbers."""
    todo = [(0, _Reading())]
    regions = (region.match(text) for region in _REGIONS)
    todo += [(found.end(), _Reading(region=True)) for found in regions if found]
    while todo:
        at, so_far = todo.pop()
        between = _BETWEEN.match(text, at)
        at = between.end() if between else at
        if at == len(text):
            yield so_far
            continue
        todo += _names_at(text, at, so_far, names)
        if len(so_far.numbers) < _MOST_NUMBERS:
            for end, numbers in numbers_at(text, at):
                split = so_far.split or len(numbers) > 1
                todo.append((end, replace(so_far, numbers=so_far.numbers + numbers, split=split)))
        township = None if so_far.skipped else _TOWNSHIP.match(text, at)
        if township:
            todo.append((township.end(), replace(so_far, skipped=True, sure=False)))


def _names_at(text: str, at: int, so_far: _Reading, names: Names) -> Iterator[tuple[int, _Reading]]:
    """The names that stand at `at`, whole or in part."""
    for n, (_, name) in enumerate(names):
        if not name or n in so_far.used:
            continue
        used = so_far.used | {n}
        found = _whole_name(name).match(text, at)
        if found:
            apart = not _ALIKE.fullmatch(text[found.end() - 1 : found.end() + 1])
            whole, apart = so_far.whole | {n}, so_far.apart and apart
            yield found.end(), replace(so_far, used=used, whole=whole, apart=apart)
        elif length := _part_of_name(name, text, at):
            yield at + length, replace(so_far, used=used, sure=False)


@lru_cache(maxsize=20_000)
def _whole_name(name: str) -> re.Pattern[str]:
    """The name with blanks anywhere, 二期 as 2期 too, 25号 as 25 too; no number is cut in two."""
    written = (r"\s*".join(map(re.escape, way)) for way in _ways(name))
    number_before = "(?<![A-Z0-9])" if re.match("[A-Z0-9]", plain(name)) else ""
    return re.compile(f"{number_before}(?:{'|'.join(written)})")


def _part_of_name(name: str, text: str, at: int) -> int:
    """How many characters at `at` are a part of the name, no number cut in two."""
    longest = 0
    if re.match("[0-9]", text[at]):
        return 0
    for way in _ways(name):
        length = 0
        while at + length < len(text) and text[at : at + length + 1] in way:
            length += 1
        begins = way.find(text[at : at + length])
        ends = begins + length
        while length and re.fullmatch("[A-Z0-9]{2}", way[ends - 1 : ends + 1]):
            length, ends = length - 1, ends - 1
        longest = max(longest, length)
    return longest


@lru_cache(maxsize=20_000)
def _ways(name: str) -> tuple[str, ...]:
    """How a name is written: as it is, with 二期 as 2期, a house number without its 号."""
    ways = [_tidy(plain(name)), _tidy(counted(plain(name)))]
    ways += [re.sub("(?<=[0-9])号$", "", way) for way in ways if not way[:1].isdigit()]
    return tuple(way for way in dict.fromkeys(ways) if way)


def _begins(text: str) -> tuple[str, ...]:
    """The first word, and what may be its first name after province, city, district and town."""
    word = re.search(rf"{_PLACE}+", without_numbers(text))
    if word is None:
        return ()
    starts = [0, *(found.end() for found in re.finditer("[省市区县旗镇乡道]", word[0]))]
    return tuple(dict.fromkeys(word[0][at : at + 2] for at in starts if at < len(word[0])))


def _tidy(name: str) -> str:
    return re.sub(r"[\W_]", "", name)
