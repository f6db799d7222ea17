"""Documents drawn with Pillow: layouts and looks vary more than any office's would."""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import reportlab
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.paths import RESOURCES
from tests.helpers.cards import firms, licence, passport, people, resident

FONTS = RESOURCES / "fonts"
SANS, BOLD, SERIF = (
    FONTS / name for name in ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf", "HanaMinB.ttf")
)
VERA = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
VERA_BOLD = VERA.with_name("VeraBd.ttf")
Truth = dict[str, str]
Color = tuple[int, int, int]
BLUES: list[Color] = [(60, 110, 170), (30, 80, 140), (90, 140, 180), (70, 130, 160)]
INKS: list[Color] = [(0, 0, 0), (20, 20, 20), (40, 40, 45), (10, 20, 60), (60, 50, 50)]


@lru_cache(maxsize=256)
def font(path: Path, px: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(path), px)


@dataclass
class Card:
    """A face being drawn: `unit` pixels to a millimetre."""

    image: Image.Image
    unit: float
    pen: ImageDraw.ImageDraw

    @classmethod
    def blank(cls, width: float, height: float, unit: float, color: Color) -> Card:
        image = Image.new("RGB", (round(width * unit), round(height * unit)), color)
        return cls(image, unit, ImageDraw.Draw(image))

    def say(
        self,
        x: float,
        y: float,
        text: str,
        size: float,
        path: Path,
        ink: Color,
        spread: float = 0.0,
    ) -> float:
        """Text whose middle is at `y`; gives where it ends. `spread`: more between characters."""
        px = max(8, round(size * self.unit))
        for char in text:
            face = font(_with(char, path), px)
            self.pen.text((x * self.unit, y * self.unit), char, ink, face, anchor="lm")
            x += face.getlength(char) / self.unit + spread
        return x


def _with(char: str, path: Path) -> Path:
    """The font, or the one that has the character: the second ships rare ones only."""
    if ord(char) > 0x2FF:
        return SERIF if ord(char) > 0xFFFF else path if path in (SANS, BOLD) else SANS
    return path


def ground(card: Card, chance: random.Random) -> None:
    """Plain, a flow of two tints, or a pattern of thin lines."""
    width, height = card.image.size
    form = chance.choice(("plain", "flow", "lines", "waves"))
    if form == "plain":
        return
    light: list[Color] = [tuple(chance.randrange(205, 250) for _ in range(3)) for _ in range(2)]  # type: ignore[misc]
    flow = Image.linear_gradient("L").resize((width, height))
    if chance.random() < 0.5:
        flow = Image.linear_gradient("L").rotate(90).resize((width, height))
    card.image.paste(Image.composite(Image.new("RGB", (width, height), light[0]),
                                     Image.new("RGB", (width, height), light[1]), flow))  # fmt: skip
    tone: Color = tuple(value - chance.randrange(8, 22) for value in light[0])  # type: ignore[assignment]
    step = max(4, round(chance.uniform(0.8, 2.5) * card.unit))
    if form == "lines":
        for x in range(-height, width, step):
            card.pen.line((x, 0, x + height, height), tone, 1)
    elif form == "waves":
        for y in range(0, height, step):
            card.pen.arc((-width // 2, y, width * 3 // 2, y + height), 200, 340, tone, 1)


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
    term = {"span": f"{firms.spoken(firm.founded)}至{firms.spoken(firm.until)}", "long": f"{firms.spoken(firm.founded)}至长期",
            "only long": "长期", "none": ""}[firm.term_form]  # fmt: skip
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


def soft(image: Image.Image) -> Image.Image:
    """As a printer leaves it."""
    return image.filter(ImageFilter.GaussianBlur(0.5))
