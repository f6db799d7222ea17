"""Business licence: a landscape page with border, code, two columns of entries and a red seal."""

from __future__ import annotations

import random
from datetime import timedelta

import cv2

from tests.kit.cards import art, firms, people
from tests.kit.cards.ink import BOLD, Color, Sheet, Style
from tests.kit.cards.places import width

WIDTH, HEIGHT = 297.0, 210.0
LABEL: Color = (60, 60, 60)
_LEFT, _RIGHT = 24.0, 160.0
_COLUMN = 16.5
"""Characters that a line of an entry holds."""


def page(sheet: Sheet, firm: firms.Firm, look: Style, chance: random.Random) -> None:
    """The duplicate (副本) as halls see it, or the original."""
    art.tint(sheet, (236, 246, 250), (242, 248, 250), chance)
    art.guilloche(sheet, [(226, 238, 244)], chance, step=3.5)
    _border(sheet)
    art.emblem(sheet, WIDTH / 2, 27, 11)
    sheet.text(WIDTH / 2 - 41, 51, "营业执照", 13.5, look, font=BOLD, track=0.5)
    if chance.random() < 0.7:
        sheet.text(WIDTH / 2 - 12, 65, "(副 本)", 5, look)
    sheet.text(_LEFT, 35, "统一社会信用代码", 5.0, look, font=BOLD)
    if look.number_font:
        sheet.text(_LEFT, 43, firm.code, 5.6, look, font=BOLD, value=True)
    else:
        sheet.number(_LEFT, 43, firm.code, 4.2, look, pitch=4.3)
    art.code_square(sheet, (238, 28, 26, 26), chance)
    dx, dy = look.shift
    y = 78.0
    for words, value in [("名称", firm.name), ("类型", firm.kind), (firm.role, firm.person),
                         ("经营范围", firm.scope)]:  # fmt: skip
        y = _entry(sheet, _LEFT, y, words, value, look, dx, dy)
    y = 78.0
    for words, value in _right(firm):
        y = _entry(sheet, _RIGHT, y, words, value, look, dx, dy)
    sheet.text(178, 172, "登记机关", 5.5, look, track=0.4)
    art.seal(sheet, 226, 168, 19)
    day = firm.founded + timedelta(days=chance.randrange(400))
    sheet.text(196, 184, f"{day.year} 年 {day.month:02d} 月 {day.day:02d} 日", 4.6, look)
    sheet.text(24, 200, "国家市场监督管理总局监制", 3.0, look, color=LABEL)


def _right(firm: firms.Firm) -> list[tuple[str, str]]:
    rows = [("注册资本", firm.capital), ("成立日期", firms.spoken(firm.founded))]
    if term := span(firm):
        rows.append(("营业期限", term))
    return [*rows, ("经营场所" if firm.role == "经营者" else "住所", firm.address)]


def span(firm: firms.Firm) -> str:
    """The term as printed, '' when the licence has none."""
    since = firms.spoken(firm.founded)
    return {
        "span": f"{since}至{firms.spoken(firm.until)}",
        "long": f"{since}至长期",
        "only long": "长期",
        "none": "",
    }[firm.term_form]


def _entry(
    sheet: Sheet, x: float, y: float, words: str, value: str, look: Style, dx: float, dy: float
) -> float:
    """A label spread over five characters' room and its value over lines; gives the next y."""
    gap = (5 * 4.6 - len(words) * 4.6) / max(1, len(words) - 1) / 4.6
    sheet.text(x, y, words, 4.6, look, font=BOLD, track=gap, color=LABEL)
    row = ""
    for char in value + "\n":
        if char == "\n" or width(row + char) > _COLUMN:
            sheet.text(x + 30 + dx, y + dy, row, 4.4, look, value=True)
            y, row = y + 6.6, ""
        row += char
    return y + 4.4


def _border(sheet: Sheet) -> None:
    for inset, color in ((9.0, (120, 190, 220)), (11.5, (150, 205, 228)), (14.0, (110, 180, 214))):
        s = sheet.scale
        cv2.rectangle(sheet.pixels, (round(inset * s), round(inset * s)),
                      (round((WIDTH - inset) * s), round((HEIGHT - inset) * s)), color,
                      max(1, round(0.8 * s)), cv2.LINE_AA)  # fmt: skip


def truth_of(firm: firms.Firm) -> dict[str, str]:
    """The entries that a reader is asked for."""
    truth = {
        "name": firm.name,
        "number": firm.code,
        "legal_representative": firm.person,
        "address": firm.address,
    }
    if firm.term_form in ("span", "long"):
        truth["valid_from"] = firm.founded.isoformat()
    if firm.term_form != "none":
        long = firm.term_form != "span" or firm.until is None
        truth["valid_to"] = people.LONG if long or not firm.until else firm.until.isoformat()
    return truth
