"""Foreign passports: the data page with its machine-readable zone (ICAO 9303, TD3)."""

from __future__ import annotations

import random
import re
from datetime import date, timedelta

from tests.kit.cards import art, people, strangers
from tests.kit.cards.ink import LATIN, LATIN_BOLD, Color, Sheet, Style

WIDTH, HEIGHT = 125.0, 88.0
_TINTS: list[tuple[Color, Color]] = [
    ((236, 226, 214), (222, 230, 240)),
    ((220, 236, 226), (236, 232, 214)),
    ((228, 220, 240), (240, 230, 224)),
    ((214, 230, 240), (226, 236, 230)),
]
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_TOWNS = "SPRINGVALE NORTHBRIDGE EASTHAVEN MILLBROOK LAKEFIELD WESTFORD STONEGATE".split()


def page(sheet: Sheet, truth: dict[str, str], look: Style, chance: random.Random) -> None:
    """The page that opens upward: portrait at the left, the zone along the lower edge."""
    left, right = chance.choice(_TINTS)
    art.tint(sheet, left, right, chance)
    art.guilloche(sheet, [_darker(left), _darker(right)], chance, step=1.6)
    art.rosette(sheet, 80, 38, 20, _darker(left))
    sheet.pixels[round(64.5 * sheet.scale) :] = (244, 246, 247)
    art.portrait(sheet, (6, 17, 33, 42), chance)
    country = next(c for c in strangers.COUNTRIES if c.code == truth["country"])
    sheet.text(6, 8, country.english, 3.6, look, font=LATIN_BOLD)
    sheet.text(80, 8, chance.choice(["PASSPORT", "PASSPORT / PASSEPORT"]), 3.2, look, font=LATIN)
    surname, given = truth["zone"].split("\n")[0][5:].split("<<", 1)
    _rows(sheet, truth, look, chance, surname, given.replace("<", " ").strip())
    size = 2.7
    for n, line in enumerate(truth["zone"].split("\n")):
        sheet.number(6.2, 71.4 + n * 6.6, line, size, look, pitch=2.54)


def _rows(
    sheet: Sheet,
    truth: dict[str, str],
    look: Style,
    chance: random.Random,
    surname: str,
    given: str,
) -> None:
    dx, dy = look.shift
    born, until = date.fromisoformat(truth["birth"]), date.fromisoformat(truth["valid_to"])
    country = next(c for c in strangers.COUNTRIES if c.code == truth["country"])
    rows = [
        [(47, "Type / Type", "P"), (62, "Code / Code", country.code),
         (84, "Passport No. / Passeport No", truth["number"])],
        [(47, "Surname / Nom", surname.replace("<", " "))],
        [(47, "Given names / Prénoms", given)],
        [(47, "Nationality / Nationalité", country.english)],
        [(47, "Date of birth / Date de naissance", _day(born)),
         (91, "Sex / Sexe", "M" if truth["sex"] == "男" else "F")],
        [(47, "Place of birth / Lieu", chance.choice(_TOWNS)),
         (84, "Date of issue / Date", _day(until - timedelta(days=3652)))],
        [(47, "Date of expiry / Expire", _day(until)), (84, "Authority / Autorité", "HOME OFFICE")],
    ]  # fmt: skip
    for n, row in enumerate(rows):
        for x, words, value in row:
            sheet.text(x, 13.5 + n * 7.1, words, 1.7, look, font=LATIN, color=(120, 90, 60))
            sheet.text(x + dx, 16.8 + n * 7.1 + dy * 0.4, value, 2.7, look, font=LATIN_BOLD,
                       value=True)  # fmt: skip


def zone(person: strangers.Stranger, number: str, until: date, sex: str) -> str:
    """The two lines of 44 characters."""
    name = f"{_plain(person.surname)}<<{_plain(person.given)}"
    first = f"P<{person.country.code}{name}"[:44].ljust(44, "<")
    number9 = number.ljust(9, "<")
    parts = [number9, f"{person.born:%y%m%d}", f"{until:%y%m%d}", "<" * 14]
    checks = [people.mrz_digit(part) for part in parts]
    checks[3] = "<"  # an empty personal number may have no digit
    whole = (
        parts[0] + checks[0] + parts[1] + checks[1] + parts[2] + checks[2] + parts[3] + checks[3]
    )
    second = (
        f"{parts[0]}{checks[0]}{person.country.code}{parts[1]}{checks[1]}{sex}"
        f"{parts[2]}{checks[2]}{parts[3]}{checks[3]}{people.mrz_digit(whole)}"
    )
    return f"{first}\n{second}"


def invent(chance: random.Random) -> dict[str, str]:
    """What a foreign passport says; `zone` is what its machine-readable lines are."""
    person = strangers.invent(chance)
    digits = f"{chance.randrange(10**6, 10**7)}"
    form = chance.choice(["{a}{d}", "{d}{b}", "{a}{c}{d}"])
    letters = {key: chance.choice("ABCEFGHKLMNPRTUXYZ") for key in "ac"}
    number = form.format(d=digits, b=chance.randrange(10, 100), **letters)
    until = people.TODAY + timedelta(days=chance.randrange(-200, 3600))
    lines = zone(person, number, until, "M" if person.male else "F")
    name = lines.split("\n")[0][5:].strip("<")
    return {
        "name": re.sub("<+", " ", name),
        "country": person.country.code,
        "number": number,
        "birth": person.born.isoformat(),
        "sex": person.sex,
        "valid_to": until.isoformat(),
        "zone": lines,
    }


def _plain(name: str) -> str:
    return re.sub(r"[ -]", "<", name.replace("'", ""))


def _day(day: date) -> str:
    return f"{day.day:02d} {_MONTHS[day.month - 1]} {day.year}"


def _darker(color: Color) -> Color:
    return (color[0] - 18, color[1] - 18, color[2] - 18)
