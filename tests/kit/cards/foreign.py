"""Foreign permanent resident ID card of 2017 and of 2023, labels in Chinese and English."""

from __future__ import annotations

import random
from datetime import date

from tests.kit.cards import art, people, strangers
from tests.kit.cards.ink import BOLD, LATIN, Box, Color, Sheet, Style

LABEL: Color = (150, 100, 40)


def front(sheet: Sheet, truth: dict[str, str], look: Style, chance: random.Random) -> None:
    """The version follows from the number: 18 digits are of 2023."""
    new = truth["number"].startswith("9")
    if new:
        art.tint(sheet, (232, 222, 205), (205, 212, 240), chance)
        art.guilloche(sheet, [(224, 206, 190), (200, 200, 230)], chance)
        _stars(sheet)
    else:
        art.tint(sheet, (214, 232, 212), (234, 230, 214), chance)
        art.guilloche(sheet, [(204, 222, 196), (222, 214, 200)], chance)
    left = new and chance.random() < 0.5
    art.emblem(sheet, 8.0, 7.0, 4.4)
    title = "外国人永久居留身份证"
    sheet.text(14.5, 4.8, f"中华人民共和国{title}" if new else title, 3.1, look, font=BOLD)
    sheet.text(14.5, 8.6, "FOREIGN PERMANENT RESIDENT ID CARD", 2.0, look, font=LATIN)
    box: Box = (4.6, 13.0, 21.5, 27.5) if left else (59.5, 13.0, 21.5, 27.5)
    art.portrait(sheet, box, chance)
    _rows(sheet, truth, look, 29.5 if left else 5.6)


def _rows(sheet: Sheet, truth: dict[str, str], look: Style, x: float) -> None:
    dx, dy = look.shift

    def field(x: float, y: float, words: str, *values: str) -> None:
        sheet.text(x, y, words, 1.9, look, color=LABEL)
        for n, value in enumerate(values):
            sheet.text(x + dx, y + 3.0 + n * 3.2 + dy * 0.5, value, 2.6, look, value=True)

    born = truth["birth"].replace("-", ".")
    sex = f"{truth['sex']} / {'M' if truth['sex'] == '男' else 'F'}"
    country = next(c for c in strangers.COUNTRIES if c.code == truth["country"])
    names = [truth["name_en"], truth["name"]] if "name_en" in truth else [truth["name"]]
    span = "-".join(truth[end].replace("-", ".") for end in ("valid_from", "valid_to"))
    field(x, 13.0, "姓名/Name", *names)
    field(x, 22.2, "性别/Sex", sex)
    field(x + 17.5, 22.2, "出生日期/Date of Birth", born)
    field(x, 28.6, "国籍/Nationality", f"{country.chinese} / {country.code}")
    field(x + 24.0, 28.6, "签发机关/Issuing Authority", truth["authority"])
    field(x, 35.0, "有效期限/Period of Validity", span)
    sheet.text(x, 43.0, "证件号码/ID No.", 1.9, look, color=LABEL)
    if look.number_font:
        sheet.text(x + dx, 47.4, truth["number"], 3.6, look, track=0.06, value=True)
    else:
        sheet.number(x + dx, 47.4, truth["number"], 2.6, look, pitch=2.75)


def _stars(sheet: Sheet) -> None:
    """The five stars that gave the card of 2023 its nickname."""
    color: Color = (186, 204, 238)
    art.star(sheet, 62, 9, 6.5, color)
    for n in range(4):
        art.star(sheet, 72 + n % 2 * 3, 4 + n * 4.2, 1.9, color, turn=n * 0.4)


def invent(chance: random.Random) -> dict[str, str]:
    """What a permanent resident's card says; 2017's until 2023, half of each."""
    person = strangers.invent(chance)
    new = chance.random() < 0.5
    latin = f"{person.surname}, {person.given}"
    if new:
        number = people.foreign_number(chance, person.country.numeric, person.born, person.male)
        begin, end = people.term(chance, 10, date(2023, 12, 1))
    else:
        number = people.old_foreign_number(chance, person.country.code, person.born)
        begin = date(2017, 6, 16).replace(year=chance.randrange(2017, 2023))
        end = begin.replace(year=begin.year + 10)
    truth = {
        "name": person.chinese or latin,
        "sex": person.sex,
        "birth": person.born.isoformat(),
        "country": person.country.code,
        "number": number,
        "authority": "国家移民管理局" if new else "公安部",
        "valid_from": begin.isoformat(),
        "valid_to": people.iso_10(end),
    }
    return truth | ({"name_en": latin} if person.chinese else {})
