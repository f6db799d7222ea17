"""Resident cards and permits drawn with Pillow: layouts vary more than any office's would."""

from __future__ import annotations

import math
import random
from datetime import date
from pathlib import Path

from tests.kit.cards import people, resident
from tests.kit.plain_cards.sheet import (
    BLUES,
    BOLD,
    INKS,
    SANS,
    SERIF,
    VERA,
    VERA_BOLD,
    Card,
    Color,
    Truth,
    font,
    ground,
)


def portrait(card: Card, chance: random.Random) -> None:
    """A grey box, a figure, or nothing at the right."""
    u = card.unit
    x, y, w, h = chance.uniform(53, 58) * u, chance.uniform(6, 10) * u, 24 * u, 31 * u
    form = chance.choice(("box", "figure", "figure", "none"))
    if form == "box":
        card.pen.rectangle((x, y, x + w, y + h), (190, 190, 190))
    elif form == "figure":
        coat: Color = tuple(chance.randrange(20, 120) for _ in range(3))  # type: ignore[assignment]
        card.pen.pieslice((x, y + h * 0.62, x + w, y + h * 1.38), 180, 360, coat)
        card.pen.ellipse((x + w * 0.26, y + h * 0.1, x + w * 0.74, y + h * 0.7), (224, 188, 160))
        card.pen.pieslice(
            (x + w * 0.24, y + h * 0.05, x + w * 0.76, y + h * 0.6), 180, 360, (30, 25, 25)
        )


def front(unit: float, chance: random.Random, *, permit: bool = False) -> tuple[Card, Truth]:
    """A resident's or a permit's front."""
    person = people.invent(chance)
    area = chance.choice(("810000", "820000", "830000")) if permit else person.place.code
    truth = {
        "name": person.name, "sex": person.sex, "birth": person.born.isoformat(),
        "address": address(chance, person), "number": people.number_of(person, area),
    } | ({} if permit else {"nation": person.nation})  # fmt: skip
    plain: Color = chance.choice(
        [(255, 255, 255), (236, 242, 248), (245, 240, 235), (228, 236, 240)]
    )
    card = Card.blank(85.6, 54, unit, plain)
    ground(card, chance)
    portrait(card, chance)
    path, size = chance.choice((SANS, SANS, BOLD, SERIF)), chance.uniform(2.8, 3.5)
    ink, blue = chance.choice(INKS), chance.choice([*BLUES, (90, 90, 90), (0, 0, 0)])
    labelled, spaced = chance.random() > 0.1, chance.random() < 0.2
    left, top = chance.uniform(4.5, 7.5), chance.uniform(7.0, 9.5)
    value, step = left + chance.uniform(9.5, 11.5), chance.uniform(6.0, 7.2)
    lsize = size * chance.uniform(0.8, 1.0)

    def label(x: float, y: float, text: str) -> float:
        if not labelled:
            return x
        return card.say(x, y, " ".join(text) if spaced else text, lsize, SANS, blue)

    label(left, top, "姓名")
    card.say(value, top, truth["name"], size * chance.uniform(1, 1.25), path, ink)
    y = top + step * 1.05
    label(left, y, "性别")
    card.say(value, y, person.sex, size, path, ink)
    if not permit:
        x = value + chance.uniform(8, 11)
        label(x, y, "民族")
        card.say(x + lsize * (3.4 if spaced else 2.6), y, person.nation, size, path, ink)
    y += step
    label(left, y, "出生")
    _birth(card, value, y, person.born, size, path, ink, blue, chance)
    y += step
    label(left, y, "住址")
    line = min(chance.randrange(9, 13), int((52 - value) / size))
    line = max(line, math.ceil(len(truth["address"]) / 4))
    for at in range(0, len(truth["address"]), line):
        card.say(value, y, truth["address"][at : at + line], size, path, ink)
        y += size * chance.uniform(1.3, 1.45)
    y = max(y + 1.5, chance.uniform(46.5, 48.5))
    end = label(left, y, "公民身份号码")
    number(
        card,
        max(end + 1.5, chance.uniform(27, 30) - 14 * (not labelled)),
        y,
        truth["number"],
        ink,
        chance,
    )
    return card, truth


def _birth(
    card: Card, x: float, y: float, born: date, size: float, path: Path, ink: Color, blue: Color,
    chance: random.Random,
) -> None:  # fmt: skip
    """With or without leading zeros, tight or with room, the words in ink or in the labels' colour."""
    zeros = chance.random() < 0.3
    month, day = (f"{part:02d}" if zeros else f"{part}" for part in (born.month, born.day))
    room = chance.choice((0.0, 0.0, 0.8, 1.6))
    tone = ink if chance.random() < 0.5 else blue
    for part, word in ((f"{born.year}", "年"), (month, "月"), (day, "日")):
        x = card.say(x, y, part, size, path, ink) + room
        x = card.say(x, y, word, size, path, tone) + room


def number(card: Card, x: float, y: float, text: str, ink: Color, chance: random.Random) -> None:
    """Any font, tight or wide, as far as the card has room."""
    path = chance.choice((SANS, BOLD, SERIF, VERA, VERA_BOLD))
    size = chance.uniform(3.2, 4.6)
    wide = font(path, 100).getlength(text) / 100
    size = min(size, (82 - x) / wide)
    spread = min(chance.choice((0.0, 0.3, 0.8, 1.4)), (82 - x - size * wide) / 18)
    card.say(x, y, text, size, path, ink, max(0.0, spread))


def address(chance: random.Random, person: people.Person) -> str:
    """Often the ordinary one, or a short or long one with figures and letters."""
    form = chance.random()
    if form < 0.4:
        return person.address
    short = f"{person.place.county or person.place.city}{chance.choice(('新华', '东风', '沿江', '学府'))}"
    if form < 0.6:
        return f"{short}路{chance.randrange(1, 999)}号"
    tower = chance.choice("ABCDEFG")
    return (f"{person.place.whole}{chance.choice(('滨河', '光明', '青年'))}大道{chance.randrange(1, 2000)}号"
            f"{chance.choice(('翠苑', '城市之光', '金色家园'))}{chance.randrange(1, 9)}期{tower}座"
            f"{chance.randrange(1, 6)}单元{chance.randrange(101, 3399)}室")  # fmt: skip


def back(unit: float, chance: random.Random, *, permit: bool = False) -> tuple[Card, Truth]:
    """Authority and validity below the titles."""
    truth = resident.back_of(chance, people.invent(chance), permit=permit)
    card = Card.blank(85.6, 54, unit, (250, 246, 244))
    ground(card, chance)
    u = card.unit
    card.pen.ellipse((5 * u, 5 * u, 20 * u, 20 * u), (200, 40, 40))
    card.pen.ellipse((9 * u, 8 * u, 16 * u, 15 * u), (230, 190, 60))
    ink, path = chance.choice(INKS), chance.choice((SANS, BOLD, SERIF))
    card.say(chance.uniform(24, 27), 9.5, "中华人民共和国", 4.4, path, (20, 20, 20), 0.4)
    title = "港澳台居民居住证" if permit else "居民身份证"
    card.say(chance.uniform(22, 25), 18, title, 5.2 if permit else 6.6, BOLD, (20, 20, 20), 0.5)
    y, x, size = (
        chance.uniform(33, 36) if permit else chance.uniform(41, 44),
        chance.uniform(17, 21),
        2.9,
    )
    gap = chance.uniform(5, 6.3)
    for word, value in (("签发机关", truth["authority"]), ("有效期限", resident.span(truth))):
        card.say(x, y, word, size * 0.95, SANS, (40, 40, 40))
        card.say(
            x + 14.5,
            y,
            value,
            min(size, 47 / max(len(value) * (0.55 if value[0].isdigit() else 1), 1)),
            path,
            ink,
        )
        y += gap
    return card, truth
