"""Resident ID card (GA/T 448 in shape): front with the person, back with who signed and how long.

The residence permit for Hong Kong, Macao and Taiwan residents is laid out alike.
"""

from __future__ import annotations

import random
from datetime import date
from functools import partial

from tests.kit.cards import art, people
from tests.kit.cards.ink import Color, Sheet, Style
from tests.kit.cards.places import width

WIDTH, HEIGHT = 85.6, 54.0
LABEL: Color = (165, 105, 30)
LINE = 11
"""Chinese characters that a line of the address holds."""
_NAME_LINE = 10


def front(sheet: Sheet, truth: dict[str, str], look: Style, chance: random.Random) -> None:
    """Labels in blue, values in black, the portrait at the right."""
    _ground(sheet, chance, (240, 226, 206), (232, 224, 240))
    art.rosette(sheet, 40, 27, 15, (226, 214, 212))
    dx, dy = look.shift
    label_x, value_x = 5.6, 15.4 + dx
    down = 6.9 if "nation" in truth else 6.6
    top = 8.6 + chance.uniform(-0.4, 0.4)
    label = partial(sheet.text, size=2.7, look=look, color=LABEL)
    label(label_x, top, "姓名")
    name = truth["name"]
    if width(name) <= _NAME_LINE:
        sheet.text(value_x, top + dy, name, 3.7, look, value=True)
    else:
        cut = name.find("·") + 1
        sheet.text(value_x, top + dy - 1.7, name[:cut], 2.9, look, value=True)
        sheet.text(value_x, top + dy + 1.7, name[cut:], 2.9, look, value=True)
    y = top + down
    label(label_x, y, "性别")
    sheet.text(value_x, y + dy, truth["sex"], 3.1, look, value=True)
    if "nation" in truth:
        label(25.5, y, "民族")
        sheet.text(34.2 + dx, y + dy, truth["nation"], 3.1, look, value=True)
    y += 6.3
    label(label_x, y, "出生")
    _birth(sheet, value_x, y, date.fromisoformat(truth["birth"]), look)
    y += 6.4
    label(label_x, y, "住址")
    for line in lines(truth["address"]):
        sheet.text(value_x, y + dy, line, 3.0, look, track=0.03, value=True)
        y += 4.5
    art.portrait(sheet, (55.5, 8.0, 25.0, 31.5), chance, ground=chance.random() < 0.4)
    label(label_x, 47.6, "公民身份号码")
    number(sheet, 28.6 + dx, 47.6 + dy, truth["number"], look)


def number(sheet: Sheet, x: float, y: float, text: str, look: Style) -> None:
    """A number at its usual pitch, in OCR-B strokes or the text's font."""
    if look.number_font:
        sheet.text(x, y, text, 4.0, look, track=0.1, value=True)
    else:
        sheet.number(x, y, text, 2.75, look, pitch=2.78)


def lines(address: str) -> list[str]:
    """The address as printed: a line ends when eleven characters are full."""
    rows = [""]
    for char in address:
        if width(rows[-1] + char) > LINE:
            rows.append("")
        rows[-1] += char
    return rows


def back(sheet: Sheet, truth: dict[str, str], look: Style, chance: random.Random) -> None:
    """Emblem and titles, below them authority and validity."""
    titles(sheet, "居民身份证", look, chance)
    _term(sheet, truth, look, y=43.0, apart=5.9)


def permit_back(sheet: Sheet, truth: dict[str, str], look: Style, chance: random.Random) -> None:
    """The permit's back also names the travel permit and how often it was issued."""
    titles(sheet, "港澳台居民居住证", look, chance)
    _term(sheet, truth, look, y=34.5, apart=5.2)
    taiwan = chance.random() < 0.3
    digits = f"{chance.randrange(10**7, 10**8)}"
    pass_number = digits if taiwan else chance.choice("HM") + digits
    dx, dy = look.shift
    for n, (words, value) in enumerate(
        (("通行证号码", pass_number), ("签发次数", f"{chance.randrange(1, 4):02d}"))
    ):
        sheet.text(20.5, 44.9 + n * 4.9, words, 2.6, look)
        sheet.text(37.5 + dx, 44.9 + n * 4.9 + dy, value, 2.9, look, value=True)


def titles(sheet: Sheet, title: str, look: Style, chance: random.Random) -> None:
    """The state's name and the card's beside the emblem."""
    _ground(sheet, chance, (238, 228, 214), (226, 226, 240))
    art.wall(sheet, (214, 212, 210), chance)
    art.emblem(sheet, 12.0, 12.0, 7.4)
    long = len(title) > 6
    sheet.text(24.5, 9.0, "中华人民共和国", 4.4, look, track=0.42)
    sheet.text(22.5 if long else 23.0, 17.6, title, 5.4 if long else 7.0, look,
               track=0.16 if long else 0.42)  # fmt: skip


def _term(sheet: Sheet, truth: dict[str, str], look: Style, *, y: float, apart: float) -> None:
    dx, dy = look.shift
    sheet.text(20.5, y, "签发机关", 2.8, look)
    size = min(3.0, 42 / width(truth["authority"]))
    sheet.text(34.5 + dx, y + dy, truth["authority"], size, look, value=True)
    sheet.text(20.5, y + apart, "有效期限", 2.8, look)
    sheet.text(34.5 + dx, y + apart + dy, span(truth), 3.0, look, value=True)


def span(truth: dict[str, str]) -> str:
    """A validity as cards print it: 2015.03.12-2035.03.12 or 2015.03.12-长期."""
    return "-".join(truth[end].replace("-", ".") for end in ("valid_from", "valid_to"))


def _birth(sheet: Sheet, x: float, y: float, born: date, look: Style) -> None:
    """Year, month and day at fixed places, their words in the labels' colour."""
    dy = look.shift[1]
    sheet.text(x, y + dy, f"{born.year}", 3.1, look, value=True)
    sheet.text(x + 8.9, y, "年", 2.7, look, color=LABEL)
    month = f"{born.month}"
    sheet.text(x + 14.4 - len(month), y + dy, month, 3.1, look, value=True)
    sheet.text(x + 17.4, y, "月", 2.7, look, color=LABEL)
    day = f"{born.day}"
    sheet.text(x + 22.6 - len(day), y + dy, day, 3.1, look, value=True)
    sheet.text(x + 25.8, y, "日", 2.7, look, color=LABEL)


def _ground(sheet: Sheet, chance: random.Random, left: Color, right: Color) -> None:
    art.tint(sheet, left, right, chance)
    art.guilloche(sheet, [(228, 208, 196), (220, 206, 224)], chance)


def front_of(person: people.Person) -> dict[str, str]:
    """What a resident's card says on its front."""
    number = people.number_of(person, person.place.code)
    return _front_of(person, number) | {"nation": person.nation}


def permit_front_of(chance: random.Random, person: people.Person) -> dict[str, str]:
    """What a permit says on its front: no nation, and a number of 81, 82 or 83."""
    area = chance.choices(("810000", "820000", "830000"), (55, 15, 30))[0]
    return _front_of(person, people.number_of(person, area))


def _front_of(person: people.Person, number: str) -> dict[str, str]:
    return {
        "name": person.name,
        "sex": person.sex,
        "birth": person.born.isoformat(),
        "address": person.address,
        "number": number,
    }


def back_of(
    chance: random.Random, person: people.Person, *, permit: bool = False
) -> dict[str, str]:
    """What stands on the back; a permit is good for five years."""
    if permit:
        begin, end = people.term(chance, 5, date(2018, 9, 1))
    else:
        begin, end = people.resident_term(chance, person)
    return {
        "authority": person.place.authority,
        "valid_from": begin.isoformat(),
        "valid_to": people.iso_10(end),
    }
