"""A made-up town of standard addresses with names and numbers as halls really import them, and the
ways in which people type one of them. Nothing here exists."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from app.domain.ids import new_id
from app.services.catalogue import PlaceLine
from app.services.session import Session
from db.engine import WRITES
from db.schema.catalogue import place

SEED = 20261130
_DIGITS = "零一二三四五六七八九"
_ESTATES = (
    ("示例区", "文明路", ("文明里", "文明里二期", "文明苑")),
    ("示例区", "三元里大道", ("三元里", "百花园", "千灯小区")),
    ("示例区", "八一路", ("和平小区", "和平里", "八一宿舍")),
    ("示例区", "东风东路", ("阳光100", "阳光", "阳光花园")),
    ("示例区", "东风西路", ("和平小区", "十八甲", "五一新村")),
    ("样本区", "十八甲路", ("二沙岛花园", "4号院", "双十")),
    ("样本区", "建设六马路", ("CBD公馆", "东风小区", "")),
    ("样本区", "中山路25号", ("", "机关宿舍")),
    ("样本区", "样本大道", ("万家城3期", "万家城4期", "万家城")),
)


@dataclass(frozen=True)
class House:
    """A place of the town, as people know it: `building` '4', 'A' or 'B1', `unit` '' for none."""

    district: str
    street: str
    estate: str
    building: str
    unit: str
    room: str

    @property
    def line(self) -> PlaceLine:
        """The row of the hall's file: each house in one of many forms, always the same."""
        chance = random.Random(f"{SEED}{self}")
        building = chance.choice(("{}栋", "{} 栋", "{}号楼", "{}幢", "{}座", "{}", "{}#"))
        unit = chance.choice(("{}单元", "{}", "{} 单元")) if self.unit else ""
        room = chance.choice(("{}", "{}室", "{} 房", "0{}" if self.room[0].isdigit() else "{}"))
        named = _han(self.building) if chance.random() < 0.1 else self.building
        printed = room.format(self.room)
        return PlaceLine(
            "440199",
            self.district,
            self.street,
            self.estate,
            building.format(named),
            unit.format(self.unit),
            _wide(printed) if chance.random() < 0.1 else printed,
            ("cable_tv",),
        )


def houses(count: int) -> list[House]:
    """`count` different houses, always the same; many differ in one digit only."""
    chance = random.Random(SEED)
    made: dict[House, None] = {}
    while len(made) < count:
        district, street, estates = chance.choice(_ESTATES)
        building = chance.choice(("1", "2", "3", "4", "14", "12", "21", "41", "A", "B", "B1", "23"))
        unit = chance.choice(("", "", "1", "2", "12"))
        floor, door = chance.choice((1, 2, 4, 10, 14)), chance.randrange(1, 5)
        room = chance.choice(("", "", "", "", "A")) + f"{floor}0{door}"
        made.setdefault(House(district, street, chance.choice(estates), building, unit, room))
    return list(made)


def settle(session: Session, town: Iterable[House]) -> None:
    """Put the town's addresses into the base, as an import leaves them."""
    rows = []
    for house in town:
        values = vars(house.line) | {"text": house.line.text, "id": new_id(), "version": 1}
        rows.append(values | {"serviceable": list(values.pop("serves"))})
    engine = session.installation.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        connection.execute(place.insert(), rows)


def _han(number: str) -> str:
    """十四 for 14; letters as they are."""
    if not number.isdigit() or len(number) > 2:
        return number
    tens, ones = divmod(int(number), 10)
    ten = ("" if tens == 1 else _DIGITS[tens]) + "十" if tens else ""
    return ten + (_DIGITS[ones] if ones or not tens else "")


def _wide(text: str) -> str:
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def _names(house: House, chance: random.Random) -> str:
    """Road, estate or both in any order."""
    both = [house.street, house.estate] if house.estate else [house.street]
    chance.shuffle(both)
    ways = [both, [house.estate or house.street], [house.district, house.street, house.estate]]
    return chance.choice(("", " ")).join(filter(None, chance.choice(ways)))


def _numbers(house: House, building: str = "栋", unit: str = "单元", room: str = "") -> list[str]:
    parts = [house.building + building, house.unit + unit if house.unit else "", house.room + room]
    return [part for part in parts if part]


Way = Callable[[House, random.Random], str]


def _glued(house: House, chance: random.Random) -> str:
    """As on the sheet, without a blank."""
    return _names(house, chance) + "".join(_numbers(house, room=chance.choice(("", "室", "房"))))


def _with_blanks(house: House, chance: random.Random) -> str:
    marks = chance.choice((" 栋", " 幢", " 号楼", " 座"))
    return " ".join([_names(house, chance), *_numbers(house, marks, " 单元", " 室")])


def _other_marks(house: House, chance: random.Random) -> str:
    marks = chance.choice(("号楼", "幢", "座", "#", "号", "楼"))
    return _names(house, chance) + "".join(
        _numbers(house, marks, "单元", chance.choice(("", "户")))
    )


def _full_width(house: House, chance: random.Random) -> str:
    return _wide(_glued(house, chance))


def _numerals(house: House, chance: random.Random) -> str:
    building, unit = _han(house.building) + "栋", _han(house.unit) + "单元" if house.unit else ""
    return f"{_names(house, chance)}{building}{unit}{house.room}"


def _numbers_first(house: House, chance: random.Random) -> str:
    parts = _numbers(house, room="室")
    chance.shuffle(parts)
    return "".join(parts) + chance.choice(("", " ")) + _names(house, chance)


def _hyphens(house: House, chance: random.Random) -> str:
    sign = chance.choice("-－ ./")
    glue = chance.choice(("", " "))
    return _names(house, chance) + glue + sign.join(_numbers(house, "", "", ""))


def _from_a_card(house: House, _chance: random.Random) -> str:
    """With province and city, small letters and a leading zero."""
    names = f"广东省示例市{house.district}{house.street}{house.estate}"
    zero = "0" if house.room[0].isdigit() else ""
    return f"{names}{house.building}栋{house.unit}{'单元' if house.unit else ''}{zero}{house.room}房".lower()


WAYS: tuple[Way, ...] = (
    _glued,
    _with_blanks,
    _other_marks,
    _full_width,
    _numerals,
    _numbers_first,
    _hyphens,
    _from_a_card,
)


def typings(house: House) -> list[str]:
    """The house typed in each of the eight ways, always the same."""
    return [way(house, random.Random(f"{SEED}{house}{n}")) for n, way in enumerate(WAYS)]
