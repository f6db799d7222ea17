"""Fonts: every character is drawn by a font that has it, and can be copied from the PDF."""

from __future__ import annotations

import io
import unicodedata
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from struct import unpack_from

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from reportlab.pdfbase import ttfonts

from app.papers import embedding, fonts, glyphs, truetype
from app.papers.lines import break_lines
from app.papers.pages import About
from app.papers.paper import A4, Layout, Paper
from tests.unit.papers import samples

ABOUT = About("t", "s", "a", "zh_CN", samples.MADE_AT)


def one_line(text: str, *, bold: bool = False) -> bytes:
    paper = Paper(Layout(A4, "{page}/{pages}"))
    paper.paragraph(text, 12, bold=bold)
    return paper.finish(ABOUT).pdf


def expected(text: str) -> str:
    return samples.squeezed(glyphs.shown(text))


@pytest.mark.parametrize("bold", [False, True])
def test_rare_characters_come_back_from_both_readers(bold: bool) -> None:
    pdf = one_line(samples.RARE, bold=bold)
    assert glyphs.missing(samples.RARE) == []
    assert samples.pypdf_text(pdf) == samples.RARE + "1/1"
    assert samples.poppler_text(pdf) == samples.RARE + "1/1"


def test_three_hundred_rare_characters_come_back() -> None:
    """More than one map block of 100, all beyond U+FFFF."""
    text = "".join(chr(0x20100 + at) for at in range(300))
    pdf = one_line(text)
    assert samples.poppler_text(pdf) == text + "1/1"
    assert samples.pypdf_text(pdf) == text + "1/1"


def test_map_is_written_in_blocks_of_at_most_a_hundred() -> None:
    cmap = embedding.to_unicode(dict(enumerate(map(chr, range(0x20164, 0x20164 + 255)), start=1)))
    counts = [int(line.split()[0]) for line in cmap.splitlines() if line.endswith("beginbfchar")]
    assert counts == [100, 100, 55]
    assert "<0001> <D840DD64>" in cmap


FILES = (glyphs.COMMON, glyphs.BOLD, glyphs.RARE)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_glyphs_and_widths_equal_reportlabs(path: Path) -> None:
    theirs, ours = ttfonts.TTFontFace(str(path)), truetype.read(path)
    no_break_space = {0xA0}
    for code in theirs.charToGlyph.keys() - no_break_space:
        glyph = ours.glyph(chr(code))
        assert glyph == theirs.charToGlyph[code]
        assert ours.width(glyph) == pytest.approx(theirs.charWidths[code])
        assert ours.leaves_ink(glyph) == (theirs.glyphPos[glyph] != theirs.glyphPos[glyph + 1])
    assert all(ours.glyph(chr(code)) == 0 for code in range(0xE000, 0xE400))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_part_of_a_font_is_a_font_with_the_same_glyphs(path: Path) -> None:
    whole = truetype.read(path)
    chars = "A中(\U00020164\U0002a6a5" if path == glyphs.RARE else "A中(龥 "
    glyph_numbers = [0, *(whole.glyph(char) for char in chars)]
    part = ttfonts.TTFontParser(io.BytesIO(whole.part(glyph_numbers)), validate=1)
    theirs = ttfonts.TTFontParser(str(path))
    assert unpack_from(">H", part.get_table("maxp"), 4)[0] == len(glyph_numbers)
    offsets = truetype.numbers("I", part.get_table("loca"))
    for at, glyph in enumerate(glyph_numbers):
        outline = theirs.get_table("glyf")[slice(*whole._offsets[glyph : glyph + 2])]
        mine = part.get_table("glyf")[slice(*offsets[at : at + 2])]
        assert mine.rstrip(b"\0") == outline.rstrip(b"\0")
        assert unpack_from(">Hh", part.get_table("hmtx"), 4 * at) == whole._metrics(glyph)


def test_no_glyph_of_the_shipped_fonts_is_made_of_others() -> None:
    """A part renumbers glyphs, and a glyph made of others would name theirs."""
    for path in FILES:
        font = truetype.read(path)
        outlines, offsets = font._table("glyf"), font._offsets
        used = (at for at, end in pairwise(offsets) if at != end)
        assert not [at for at in used if unpack_from(">h", outlines, at)[0] < 0]


def test_both_weights_draw_the_same_characters() -> None:
    regular = ttfonts.TTFontFace(str(glyphs.COMMON))
    bold = ttfonts.TTFontFace(str(glyphs.BOLD))
    assert regular.charToGlyph.keys() == bold.charToGlyph.keys()
    for code in regular.charToGlyph.keys() - {0xA0}:
        char = chr(code)
        assert glyphs.draws(glyphs.COMMON, char) == glyphs.draws(glyphs.BOLD, char)


def test_standard_characters_all_have_a_glyph() -> None:
    """The unified ideographs that the fonts promise (stack.md): basic block, A, and B to F."""
    blocks = [(0x4E00, 0x9FEF), (0x3400, 0x4DB5), (0x20000, 0x2A6D6), (0x2A700, 0x2B734)]
    blocks += [(0x2B740, 0x2B81D), (0x2B820, 0x2CEA1), (0x2CEB0, 0x2EBE0)]
    for first, last in blocks:
        assert not [hex(code) for code in range(first, last + 1) if not glyphs.font_of(chr(code))]


def test_rare_font_is_left_alone_without_rare_characters() -> None:
    truetype.read.cache_clear()
    glyphs.font_of.cache_clear()
    glyphs.font_of("张")
    assert truetype.read.cache_info().currsize == 1


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
def test_every_character_is_drawn_by_a_font_that_has_it(text: str) -> None:
    for char in glyphs.shown(text):
        for bold in (False, True):
            assert glyphs.draws(fonts.file_of(char, bold), char)


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
