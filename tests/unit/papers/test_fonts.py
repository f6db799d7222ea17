"""Fonts: every character is drawn by a font that has it, and can be copied from the PDF."""

from __future__ import annotations

import unicodedata
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfbase import pdfmetrics, ttfonts

from app.papers import face, fonts, glyphs
from app.papers.lines import break_lines
from app.papers.pages import About
from app.papers.paper import A4, Layout, Paper
from tests.unit.papers import samples

ABOUT = About("t", "s", "a", "zh_CN", samples.MADE_AT)


def one_line(text: str, *, bold: bool = False) -> bytes:
    paper = Paper(Layout(A4, "{page}/{pages}"))
    paper.paragraph(text, 12, bold=bold)
    return paper.finish(ABOUT)


def expected(text: str) -> str:
    return samples.squeezed(glyphs.shown(text))


@pytest.mark.parametrize("bold", [False, True])
def test_rare_characters_come_back_from_both_readers(bold: bool) -> None:
    pdf = one_line(samples.RARE, bold=bold)
    assert glyphs.missing(samples.RARE) == []
    assert samples.pypdf_text(pdf) == samples.RARE + "1/1"
    assert samples.poppler_text(pdf) == samples.RARE + "1/1"


def test_three_hundred_rare_characters_come_back() -> None:
    """More than one subset of 256 and more than one map block of 100, all beyond U+FFFF."""
    text = "".join(chr(0x20100 + at) for at in range(300))
    pdf = one_line(text)
    assert samples.poppler_text(pdf) == text + "1/1"
    assert samples.pypdf_text(pdf) == text + "1/1"


def test_reportlab_still_gets_supplementary_planes_wrong() -> None:
    """When this fails, reportlab was repaired: compare its map with ours and drop ours if equal."""
    import importlib.util

    spec = importlib.util.find_spec("reportlab.pdfbase.ttfonts")
    assert spec is not None
    assert spec.loader is not None
    untouched = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(untouched)
    assert "<20164>" in untouched.makeToUnicodeCMap("F", [0, 0x20164])
    assert ttfonts.makeToUnicodeCMap is face.to_unicode_cmap
    assert "<01> <D840DD64>" in face.to_unicode_cmap("F", [0, 0x20164])


def test_map_is_written_in_blocks_of_at_most_a_hundred() -> None:
    cmap = face.to_unicode_cmap("F", [0, *range(0x4E00, 0x4E00 + 255)])
    counts = [int(line.split()[0]) for line in cmap.splitlines() if line.endswith("beginbfchar")]
    assert counts == [100, 100, 55]


@pytest.mark.parametrize("name", [fonts.REGULAR, fonts.BOLD, fonts.RARE])
def test_quick_face_equals_reportlabs_own(name: str) -> None:
    path = glyphs.FONTS / f"{name}.ttf"
    slow = ttfonts.TTFontFace(str(path))
    quick = face.Face(str(path))
    no_break_space = {0xA0}
    for code in slow.charToGlyph.keys() - no_break_space:
        assert quick.charToGlyph[code] == slow.charToGlyph[code]
        assert quick.charWidths[code] == pytest.approx(slow.charWidths[code])
    assert quick.charToGlyph.keys() - no_break_space == slow.charToGlyph.keys() - no_break_space
    assert list(quick.glyphPos) == list(slow.glyphPos)
    assert [bearing for _width, bearing in quick.hmetrics] == [b for _w, b in slow.hmetrics]
    if quick.unitsPerEm == 1000:  # else reportlab scales the repeated last width, we do not
        assert quick.makeSubset([0, 32, 0x4E00]) == slow.makeSubset([0, 32, 0x4E00])


def test_coverage_agrees_with_both_weights() -> None:
    quick = glyphs.Coverage(glyphs.COMMON)
    regular, bold = (
        face.Face(str(glyphs.FONTS / f"{name}.ttf")) for name in (fonts.REGULAR, fonts.BOLD)
    )
    assert regular.charToGlyph.keys() == bold.charToGlyph.keys()
    for code, glyph in regular.charToGlyph.items():
        inked = regular.glyphPos[glyph] != regular.glyphPos[glyph + 1]
        assert quick.has(chr(code)) == ((inked and glyph != 0) or code in (0x20, 0x3000))


def test_standard_characters_all_have_a_glyph() -> None:
    """The unified ideographs that the fonts promise (stack.md): basic block, A, and B to F."""
    blocks = [(0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734)]
    blocks += [(0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)]
    for first, last in blocks:
        assert not [hex(code) for code in range(first, last + 1) if not glyphs.font_of(chr(code))]


def test_rare_font_is_left_alone_without_rare_characters() -> None:
    glyphs._coverage.cache_clear()
    glyphs.font_of.cache_clear()
    glyphs.font_of("张")
    assert glyphs._coverage.cache_info().currsize == 1


def test_what_no_font_has_stands_as_code_point() -> None:
    text = "张\U0002ebf0\ue863\u0627\u200b\u3164\x07\U0002ebf0"
    assert glyphs.missing(text) == ["U+2EBF0", "U+E863", "U+0627", "U+200B", "U+3164", "U+0007"]
    assert glyphs.shown("\U0002ebf0") == "‹U+2EBF0›"
    assert "‹U+2EBF0›" in samples.poppler_text(one_line(text))


def test_white_space_is_a_blank() -> None:
    assert glyphs.shown("a\u00a0b\tc\nd\u3000e") == "a b c d\u3000e"
    assert glyphs.missing("a\u00a0b\tc\nd\u3000e") == []


printable = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]).filter(lambda c: unicodedata.name(c, "")),
    min_size=1,
    max_size=40,
)


@settings(max_examples=60, deadline=None)
@given(printable, st.booleans())
def test_any_text_is_drawn_and_comes_back(text: str, bold: bool) -> None:
    pdf = one_line(text, bold=bold)
    assert samples.pypdf_text(pdf) == expected(text) + "1/1"


@settings(max_examples=15, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_comes_back_from_poppler(text: str) -> None:
    assert samples.poppler_text(one_line(text)) == expected(text) + "1/1"


@settings(max_examples=60, deadline=None)
@given(printable)
def test_runs_hold_only_glyphs_of_their_font(text: str) -> None:
    text = glyphs.shown(text)
    parts = fonts.runs(text)
    assert "".join(part for _name, part in parts) == text
    for name, part in parts:
        known = pdfmetrics.getFont(name).face.charToGlyph
        assert all(known.get(ord(char), 0) for char in part)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=120), st.floats(12, 200))
def test_lines_fit_and_lose_nothing(text: str, width: float) -> None:
    lines = break_lines(text, width, 10)
    assert samples.squeezed("".join(lines)) == expected(text)
    assert all(fonts.width(line, 10) <= width or len(line) == 1 for line in lines)


def test_no_line_starts_with_a_closing_mark() -> None:
    lines = break_lines("甲方应当如实，提供（有效）证件。" * 8, 101, 10)
    assert len(lines) > 8
    assert not [line for line in lines if line[0] in "，。）" or line[-1] == "（"]


def test_words_stay_whole() -> None:
    lines = break_lines("internet access service terms", 80, 10)
    assert " ".join(lines).split() == ["internet", "access", "service", "terms"]


def test_no_font_but_ours() -> None:
    pages = PdfReader(BytesIO(one_line("only text"))).pages
    resources = pages[0]["/Resources"]
    assert isinstance(resources, dict)
    names = {str(font["/BaseFont"]) for font in resources["/Font"].values()}
    assert names
    assert all("NotoSansSC" in name for name in names)
