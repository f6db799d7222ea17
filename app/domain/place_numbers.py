"""The numbers of an address: 4栋, B1座, 三单元, 0402室, 五〇二, as people type and as rows hold them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from app.domain.text import half_width

Column = Literal["building", "unit", "room"]
Kind = Literal["building", "unit", "room", "floor"]

_MARKS: dict[str, tuple[Kind, ...]] = {
    "栋": ("building",),
    "幢": ("building",),
    "座": ("building",),
    "号楼": ("building",),
    "#楼": ("building",),
    "楼": ("building", "floor"),
    "#": ("building", "room"),
    "单元": ("unit",),
    "单": ("unit",),  # the beginning of 单元 while it is being typed
    "门": ("unit",),
    "梯": ("unit",),
    "室": ("room",),
    "房": ("room",),
    "户": ("room",),
    "铺": ("room",),
    "号": ("building", "unit", "room"),
    "层": ("floor",),
}
_MARK = "|".join(
    [*(f"[号#]?{mark}" for mark in _MARKS if len(mark) == 2), "[号#]?[栋幢座门梯室房户铺]"]
)
_MARK += "|楼|单|层|号|#"
_HAN_DIGITS = "零一二三四五六七八九"
_VALUES = {char: n for n, char in enumerate(_HAN_DIGITS)} | {"〇": 0, "○": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NUMERAL = "[零〇○一二三四五六七八九十百千]"
_SIDE = "[甲乙丙丁戊己庚辛东西南北中前后左右]"
_NUMBER = re.compile(
    rf"第?(?:(?P<plain>[A-Z0-9]+)\s*(?P<mark>{_MARK})?"
    rf"|(?P<han>{_NUMERAL}+)\s*(?P<han_mark>{_MARK})?"
    rf"|(?P<side>{_SIDE})\s*(?P<side_mark>号?[栋幢座楼梯]|单元))"
)
_SPOKEN = 3
"""So many Chinese digits are a room also without a mark (五〇二); fewer may be a name's (八一)."""
_COUNTED = re.compile(rf"第?([0-9]+|{_NUMERAL}+)(?=[期区巷弄号组队社村路街])")


@dataclass(frozen=True)
class PlaceNumber:
    """One number, such as '402', 'B1' or '东'; `kinds` are what its mark may mean, () without one."""

    value: str
    kinds: tuple[Kind, ...] = ()
    ends_text: bool = False
    """nothing was typed behind it: it may be half of one"""

    def equals(self, stored: PlaceNumber) -> bool:
        """Whether it is that number of an address, whole: 4 is no part of 402."""
        return self.value == stored.value

    def fits(self, stored: PlaceNumber) -> bool:
        """Whether it is that number, and its mark allows that."""
        return self.equals(stored) and not set(self.kinds).isdisjoint(stored.kinds)

    def is_floor_of(self, stored: list[PlaceNumber]) -> bool:
        """Whether it says the storey of the room: 5层 of 502."""
        rooms = (each.value for each in stored if "room" in each.kinds)
        return "floor" in self.kinds and any(self.value == room[:-2] for room in rooms)


@dataclass(frozen=True)
class Part:
    """Building, unit or room of an address: its numbers, and the words beside them."""

    column: Column
    numbers: tuple[PlaceNumber, ...]
    words: tuple[str, ...]


def plain(text: str) -> str:
    """The text with half-width signs and capital letters."""
    return half_width(text).upper().strip()


@lru_cache(maxsize=20_000)
def part(column: Column, stored: str) -> Part:
    """What an address holds in a column, in any form; a mark of its own counts beside the column."""
    text = plain(stored)
    numbers: list[PlaceNumber] = []
    rest = ""
    at = 0
    while at < len(text):
        found = _NUMBER.match(text, at)
        value = _value(found, alone=found.end() == len(text)) if found else ""
        if found and value:
            numbers.append(PlaceNumber(value, (column, *_kinds(_mark(found)))))
            rest += " "
            at = found.end()
        else:
            rest += text[at]
            at += 1
    return Part(column, tuple(numbers), tuple(re.findall(r"[^\W\d_]+", rest)))


def numbers_at(text: str, at: int) -> list[tuple[int, tuple[PlaceNumber, ...]]]:
    """The numbers that `text` may mean at `at`, each with where it ends; A402 may be A and 402 too."""
    found = _NUMBER.match(text, at)
    if found is None:
        return []
    end, mark = found.end(), _mark(found)
    last = not mark and not re.search(r"\w", text[end:])
    value = _value(found, alone=last)
    if not value:
        return []
    kinds = _kinds(mark)
    ways: list[tuple[int, tuple[PlaceNumber, ...]]] = [(end, (PlaceNumber(value, kinds, last),))]
    both = re.fullmatch("([A-Z]+)([0-9]+)", value)
    if both and (not kinds or kinds == ("room",)):
        ways.append((end, (PlaceNumber(both[1]), PlaceNumber(_whole(both[2]), kinds, last))))
    return ways


def spellings(value: str) -> tuple[str, ...]:
    """How a row may hold these digits: 12, １２, 一二, 十二."""
    written = [_written(value, "０１２３４５６７８９")]
    written += [_written(value, zero + _HAN_DIGITS[1:]) for zero in "零〇"]
    if len(value) < 4:
        written.append(_spoken(int(value)))
    return tuple(dict.fromkeys([value, *written]))


def held(text: str, *, glued: bool) -> tuple[tuple[str, ...], ...]:
    """For every number of the text how a row may hold it, to look among few rows only. With `glued`
    a name may end in the first digits (阳光1003栋): only the last one is looked for. The longest first."""
    found = []
    for number in _NUMBER.finditer(text):
        mark, numerals = _mark(number), number["han"]
        if mark in ("层", "楼") or not (number["plain"] or _is_number(number)):
            continue  # no row holds a storey; words are looked for elsewhere
        cut = glued and number.start() > 0 and text[number.start() - 1].isalpha()
        if numerals:
            found.append((*spellings(_arabic(numerals[-1:] if cut else numerals)), numerals))
        runs = re.findall("[0-9]+", number["plain"] or "")
        found += [spellings(run[-1] if cut else _whole(run)) for run in runs]
    return tuple(sorted(dict.fromkeys(found), key=lambda forms: -len(forms[0])))


def without_numbers(text: str) -> str:
    """The words of a text that are surely no number."""
    return _NUMBER.sub(lambda found: " " if found["plain"] or _is_number(found) else found[0], text)


def counted(name: str) -> str:
    """A name with 二期, or 第二期, as 2期: all are written for one estate."""
    return _COUNTED.sub(lambda found: _arabic(found[1]), name)


def _mark(found: re.Match[str]) -> str:
    return found["mark"] or found["han_mark"] or found["side_mark"] or ""


def _kinds(mark: str) -> tuple[Kind, ...]:
    return _MARKS.get(mark) or _MARKS.get(mark[1:], ())


def _value(found: re.Match[str], *, alone: bool) -> str:
    """The number as it is compared; '' when these characters are a word. `alone`: nothing follows."""
    if found["plain"]:
        return _whole(found["plain"])
    if found["side"]:
        return str(found["side"])
    return _arabic(found["han"]) if alone or _is_number(found) else ""


def _is_number(found: re.Match[str]) -> bool:
    """Whether these Chinese numerals, or a side, are more than a word."""
    return bool(_mark(found)) or len(found["han"] or "") >= _SPOKEN


def _whole(value: str) -> str:
    return (value.lstrip("0") or "0") if value.isdigit() else value


def _arabic(numerals: str) -> str:
    """502 of 五〇二 and of 五百零二; digits as they are."""
    if numerals.isascii():
        return _whole(numerals)
    if not set(numerals) & set(_UNITS):
        return _whole("".join(str(_VALUES[char]) for char in numerals))
    total = digit = 0
    for char in numerals:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _VALUES[char]
    return str(total + digit)


def _spoken(number: int) -> str:
    """十二, 五百零二: a number under 1000 as it is said."""
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    said = f"{_HAN_DIGITS[hundreds]}百" if hundreds else ""
    if tens:
        said += "十" if tens == 1 and not hundreds else f"{_HAN_DIGITS[tens]}十"
    elif hundreds and ones:
        said += "零"
    return said + (_HAN_DIGITS[ones] if ones or not number else "")


def _written(value: str, signs: str) -> str:
    return "".join(signs[int(digit)] for digit in value)
