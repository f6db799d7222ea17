"""Contrast of the tokens, the stylesheet's names, fonts and rare characters."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontInfo
from PySide6.QtWidgets import QLabel, QTabBar, QToolButton

from app.paths import RESOURCES
from tests.kit.standards import ratio
from ui.look import theme
from ui.look.glyphs import displayable, has_glyph, missing

SCHEMES = {"light": theme.LIGHT, "dark": theme.DARK}
READ_ON = ("background", "surface", "read_only")


def contrast(one: str, other: str) -> float:
    return ratio(int(one[1:], 16), int(other[1:], 16))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_text_is_legible_on_every_ground_it_stands_on(scheme: str) -> None:
    t = SCHEMES[scheme]
    pairs = [(ink, getattr(t, ground)) for ink in (t.ink, t.soft) for ground in READ_ON]
    pairs += [(t.text_on(tone), t.ground(tone)) for tone in ("plain", "brand", "ok", "warn", "bad")]
    pairs += [(color, t.surface) for color in (t.ok, t.warn, t.bad, t.brand_ink)]
    pairs += [(t.on_brand, t.brand), (t.ink, t.brand_soft), (t.ink, t.bad_soft)]
    pairs += [(t.brand_ink, t.background), (t.soft, t.brand_soft)]
    low = [(a, b, round(contrast(a, b), 2)) for a, b in pairs if contrast(a, b) < 4.5]
    assert not low


@pytest.mark.parametrize("scheme", SCHEMES)
def test_a_field_stands_out_from_its_ground(scheme: str) -> None:
    t = SCHEMES[scheme]
    assert contrast(t.brand, t.surface) >= 3  # the focus ring
    assert t.field_line != t.line


def test_every_name_in_the_stylesheet_is_known_and_scaled() -> None:
    plain, large = theme.stylesheet(theme.LIGHT), theme.stylesheet(theme.LIGHT, 1.5)
    assert "$" not in plain
    assert "font-size: 14px" in plain
    assert "font-size: 21px" in large


def test_only_the_theme_names_colours() -> None:
    top = RESOURCES.parent / "ui"
    named = re.compile(r"#[0-9A-Fa-f]{6}\b")
    found = [p.name for p in top.rglob("*.py") if named.search(p.read_text("utf-8"))]
    assert found == ["theme.py"]


def test_the_shipped_fonts_are_the_ones_in_use(qtbot) -> None:
    label = QLabel("营业厅")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.font().families() == theme.FAMILIES
    assert QFontInfo(label.font()).family() == "Noto Sans SC"


@pytest.mark.parametrize("character", list("䶮㛃𬭎𫖯𠅤𪚥·龚AX1"))
def test_rare_characters_have_a_glyph(character: str) -> None:
    assert has_glyph(character)
    assert displayable(character) == character


def test_a_character_without_a_glyph_shows_its_code_point() -> None:
    assert displayable("王\U000323af") == "王‹U+323AF›"
    assert missing("王\U000323af\U000323af") == ("U+323AF",)


def test_a_hidden_direction_mark_is_made_visible() -> None:
    assert displayable("王\u202e明") == "王‹U+202E›明"


@given(st.text(max_size=40))
def test_whatever_is_displayed_has_glyphs(text: str) -> None:
    shown = displayable(text)
    assert all(has_glyph(c) for c in shown)
    assert displayable(shown) == shown


@pytest.mark.parametrize("scheme", SCHEMES)
def test_tabs_that_find_no_room_have_arrows_to_be_seen(qtbot, qapp, scheme: theme.Scheme) -> None:
    theme.apply(qapp, scheme)
    bar = QTabBar()
    qtbot.addWidget(bar)
    for n in range(9):
        bar.addTab(f"a tab of some length {n}")
    bar.resize(300, 50)
    with qtbot.waitExposed(bar):
        bar.show()
    forth = next(each for each in bar.findChildren(QToolButton) if each.isEnabled())
    seen = forth.grab().toImage()
    inside = seen.rect().adjusted(4, 4, -4, -4)
    colors = {
        seen.pixel(x, y)
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    }
    assert len(colors) > 1
