"""A passport's page and a business licence drawn with Pillow, and all faces with their shares."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date

from tests.kit.cards import firms, licence, passport
from tests.kit.plain_cards.faces import back, front
from tests.kit.plain_cards.sheet import (
    BOLD,
    SANS,
    SERIF,
    VERA,
    VERA_BOLD,
    Card,
    Truth,
    font,
    ground,
)


def data_page(unit: float, chance: random.Random) -> tuple[Card, Truth]:
    """A passport's page: the zone in the widest font at hand, so that 44 characters fill the line."""
    truth = passport.invent(chance)
    card = Card.blank(125, 88, unit, (240, 238, 230))
    ground(card, chance)
    card.pen.rectangle((6 * unit, 18 * unit, 38 * unit, 58 * unit), (200, 195, 190))
    card.say(8, 9, "PASSPORT", 4, VERA_BOLD, (30, 30, 90))
    rows = [
        ("Surname", truth["zone"][5:].split("<<")[0].replace("<", " ")),
        ("Passport No.", truth["number"]),
        ("Date of birth", f"{date.fromisoformat(truth['birth']):%d %b %Y}".upper()),
        ("Nationality", truth["country"]),
    ]
    for n, (word, value) in enumerate(rows):
        card.say(45, 18 + n * 10, word, 2, VERA, (90, 90, 140))
        card.say(45, 22 + n * 10, value, 3.2, VERA, (10, 10, 10))
    card.pen.rectangle((0, 65 * unit, 125 * unit, 88 * unit), (246, 246, 243))
    for n, line in enumerate(truth["zone"].split("\n")):
        face = font(VERA, round(3.4 * unit))
        for k, char in enumerate(line):
            card.pen.text(
                ((7.5 + k * 2.56) * unit, (72 + n * 7) * unit),
                char,
                (15, 15, 15),
                face,
                anchor="mm",
            )
    return card, {key: value for key, value in truth.items() if key != "zone"}


def licence_page(unit: float, chance: random.Random) -> tuple[Card, Truth]:
    """A licence lying or standing, its labels in one column."""
    firm = firms.invent(chance)
    truth = licence.truth_of(firm)
    lying = chance.random() < 0.6
    card = Card.blank(*((297, 210) if lying else (210, 297)), unit, (253, 250, 240))
    u, path = card.unit, chance.choice((SANS, SERIF))
    width, height = (297, 210) if lying else (210, 297)
    card.pen.rectangle(
        (6 * u, 6 * u, (width - 6) * u, (height - 6) * u), None, (190, 160, 90), round(u)
    )
    card.say(width / 2 - 38, height * 0.17, "营业执照", 17, BOLD, (20, 20, 20), 3)
    card.say(18, height * 0.27, "统一社会信用代码", 4.4, SANS, (20, 20, 20))
    card.say(18, height * 0.27 + 6.5, firm.code, 5, VERA, (10, 10, 10))
    y, x, size = height * 0.36, 22.0, 5.0
    since, until = firms.spoken(firm.founded), firms.spoken(firm.until)
    terms = {"span": f"{since}至{until}", "long": f"{since}至长期", "only long": "长期", "none": ""}
    term = terms[firm.term_form]
    rows = [
        ("名称", firm.name),
        ("类型", firm.kind),
        (firm.role, firm.person),
        ("经营范围", firm.scope[:60]),
        ("注册资本", firm.capital),
        ("成立日期", firms.spoken(firm.founded)),
        ("营业期限", term),
        ("住所", firm.address),
    ]
    room = int((width - x - 60) / size)
    for word, value in rows:
        if not value:
            continue
        card.say(x, y, word, size, BOLD, (30, 30, 30))
        for at in range(0, len(value), room):
            card.say(x + 38, y, value[at : at + room], size, path, (10, 10, 10))
            y += size * 1.5
        y += size * 0.6
    card.say(width - 90, height - 22, "登记机关", size, SANS, (20, 20, 20))
    return card, truth


FACES: list[tuple[str, str, int, Callable[[float, random.Random], tuple[Card, Truth]]]] = [
    ("resident_id", "front", 62, front),
    ("resident_id", "back", 16, back),
    ("residence_permit", "front", 6, lambda unit, chance: front(unit, chance, permit=True)),
    ("residence_permit", "back", 4, lambda unit, chance: back(unit, chance, permit=True)),
    ("passport", "page", 6, data_page),
    ("business_licence", "page", 6, licence_page),
]
