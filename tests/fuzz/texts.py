"""Hostile text: document numbers, machine-readable zones, and lines as an OCR may give them."""

from __future__ import annotations

import random

import numpy as np

from app.capture.page import FlatPage
from app.capture.recognise import RecognisedText, TextLine
from app.domain.document_types import DOCUMENT_TYPES

WIDTH, HEIGHT = 1012, 638
TYPES = (*DOCUMENT_TYPES, "", "unknown", "RESIDENT_ID")
COUNTRIES = ("CHN", "USA", "HKG", "", "usa", "中国", "USAA", "\ud800", "١٢٣")
NUMBERS = (
    "11010519491231002X", "53010219200508011X", "130503670401001", "91350100M000100Y43", "L898902C3",
    "810000199001011234", "984001199001010012", "USA110090010112", "H12345678", "军字第1234567号",
)  # fmt: skip
ZONE = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)
WORDS = (
    "姓名 性别 民族 出生 住址 公民身份号码 男 女 汉 维吾尔 1992年5月8日 11010519491231002X 签发机关 有效期限 "
    "2015.03.12-2035.03.12 长期 名称 住 所 法定代表人 经营者 营业期限 成立日期 统一社会信用代码 91350100M000100Y43 "
    "中华人民共和国 居民身份证 港澳台居民居住证 姓名/Name 国籍/Nationality 加拿大/CAN 证件号码/IDNo "
    f"有效期限/PeriodofValidity {ZONE[0]} {ZONE[1]} 公安部 1992.05.08 F 女/F 至长期 2015年03月12日至2035年03月11日"
).split()
STRANGE = (
    "\0", "\n", "\r\n", "\t", " ", "\u3000", "\u200b", "\u202e", "\ufeff", "\ud800", "\udfff", "\U0010ffff",
    "٣", "۵", "९", "１", "Ⅷ", "²", "½", "〇", "零", "䶮", "𬭎", "𠅤", "é", "e\u0301", "ı", "İ", "ß", "ﬁ", "Σ", "<",
    "《", "x", "X", "×", "Ｘ", "-", "–", "—", "·", "'", '"', "\\", "%s", "{n}", "{}", "年", "月", "日", "长期",
    "族", "0", "9",
)  # fmt: skip
LONG = 20_000


def text(chance: random.Random, near: tuple[str, ...] | list[str] = NUMBERS) -> str:
    """Something like one of `near`, or nothing like it; now and then a very long one."""
    form = chance.random()
    if form < 0.15:
        return "".join(chance.choices(STRANGE, k=chance.randrange(24)))
    if form < 0.3:
        return "".join(chr(_point(chance)) for _ in range(chance.randrange(24)))
    if form < 0.305:
        return chance.choice((*STRANGE, *near)) * chance.randrange(LONG // 20)
    if form < 0.4:
        return "".join(chance.choices("0123456789XOIl.<年月日 ", k=chance.randrange(48)))
    made = list(chance.choice(near))
    for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
        at = chance.randrange(len(made) + 1)
        what = chance.choice((*STRANGE, "".join(chance.choices("0123456789", k=1)), ""))
        made[at : at + chance.randrange(3)] = [what]
    return "".join(made)


def _point(chance: random.Random) -> int:
    """A code point, from every plane, a lone surrogate now and then."""
    if chance.random() < 0.5:
        return chance.randrange(0x250)
    return chance.choice((chance.randrange(0x110000), chance.randrange(0xD800, 0xE000)))


def number(chance: random.Random) -> tuple[str, str, str]:
    """The code of a document type, a number, a country."""
    return chance.choice(TYPES), text(chance), chance.choice(COUNTRIES)


def zone(chance: random.Random) -> tuple[str, str]:
    """Two lines, often nearly a passport's."""
    first = ZONE[0] if chance.random() < 0.4 else text(chance, ZONE)
    return first, text(chance, ZONE[1:])


def page(chance: random.Random) -> FlatPage:
    """A page that bears any lines at any places."""
    lines = [line(chance) for _ in range(chance.randrange(12))]
    return FlatPage(_PAPER, np.zeros((4, 2)), tuple(lines))


_PAPER = np.full((HEIGHT, WIDTH, 3), 200, np.uint8)


def line(chance: random.Random) -> TextLine:
    """A line anywhere on the page or beside it, level, askew or without any extent."""
    left, top = chance.uniform(-40, WIDTH), chance.uniform(-40, HEIGHT)
    width, height = chance.uniform(0, WIDTH), chance.choice((0.0, chance.uniform(1, 60)))
    fall = chance.choice((0.0, chance.uniform(-60, 60)))
    quad = np.array(
        [
            (left, top),
            (left + width, top + fall),
            (left + width, top + height + fall),
            (left, top + height),
        ]
    )
    return TextLine(quad, spelled(chance))


def spelled(chance: random.Random, alphabet: str = "") -> RecognisedText:
    """What a recogniser may say: characters, how likely each, where each stands."""
    if alphabet:
        said = "".join(chance.choices(alphabet, k=chance.randrange(40)))
    else:
        said = text(chance, WORDS)[:60]
        said = "".join(chance.choices(WORDS, k=2)) if chance.random() < 0.2 else said
    odds = tuple(chance.choices((0.05, 0.5, 0.7, 0.95, 1.0), k=len(said)))
    return RecognisedText(said, odds, tuple((n + 0.5) / len(said) for n in range(len(said))))
