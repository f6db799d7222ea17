"""Whatever an OCR gives for lines, the faces' readers give fields (T11); nothing but words escapes."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture import card_licence, card_passport, card_permanent, card_resident, checks
from app.capture.page import Page, rows
from app.capture.printed_places import PLACES, corners_by_words
from app.capture.read_card import which
from app.capture.reading import Field
from app.capture.recognise import Line, Text

TODAY = date(2026, 11, 22)
WIDTH, HEIGHT = 1012, 638
WORDS = (
    "姓名 性别 民族 出生 住址 公民身份号码 男 女 汉 维吾尔 1992年5月8日 11010519491231002X 签发机关 有效期限 "
    "2015.03.12-2035.03.12 长期 名称 住 所 法定代表人 营业期限 统一社会信用代码 91350100M000100Y43 "
    "P<UTOERIKSSON<<ANNA L898902C36UTO7408122F1204159ZE184226B<<<<<10 姓名/Name 国籍/Nationality 加拿大/CAN"
).split()
TEXTS = st.text(max_size=24) | st.sampled_from(WORDS) | st.lists(
    st.sampled_from(WORDS), max_size=3
).map("".join)  # fmt: skip


@st.composite
def lines(draw):
    text = draw(TEXTS)
    left, top = draw(st.integers(-20, WIDTH)), draw(st.integers(-20, HEIGHT))
    width, height = draw(st.integers(1, WIDTH)), draw(st.integers(1, 120))
    fall = draw(st.integers(-60, 60))
    quad = np.array(
        [
            (left, top),
            (left + width, top + fall),
            (left + width, top + height + fall),
            (left, top + height),
        ],
        float,
    )
    odds = tuple(draw(st.sampled_from([0.05, 0.7, 0.95, 1.0])) for _ in text)
    return Line(quad, Text(text, odds, tuple((n + 0.5) / len(text) for n in range(len(text)))))


PAGES = st.lists(lines(), max_size=14).map(
    lambda found: Page(np.full((HEIGHT, WIDTH, 3), 200, np.uint8), np.zeros((4, 2)), tuple(found))
)
FACES = {
    "resident_id": card_resident.front,
    "resident_id back": card_resident.back,
    "permanent_residence": card_permanent.front,
    "business_licence": card_licence.page,
    "passport": lambda page: card_passport.page(page, TODAY),
}


@pytest.mark.parametrize("kind", FACES)
@settings(max_examples=40, deadline=None)
@given(page=PAGES)
def test_lines_of_any_kind_become_fields(kind, page):
    fields = FACES[kind](page)
    assert all(isinstance(field, Field) for field in fields.values())
    judged = checks.judge(kind.split()[0], fields, TODAY)
    assert judged.keys() == fields.keys()


@settings(max_examples=400, deadline=None)
@given(PAGES)
def test_lines_of_any_kind_are_told_apart_and_placed(page):
    kind, hits = which(page)
    assert hits >= 0
    assert sum(map(len, rows(page.lines))) == len(page.lines)
    for known in (*PLACES, ("passport", "page"), kind):
        corners = corners_by_words(page, known, card_passport.zone_lines(page))
        assert corners is None or corners.shape == (4, 2)
