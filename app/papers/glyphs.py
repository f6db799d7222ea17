"""Which shipped font has which character, from the fonts' own tables (no reportlab, a few ms).

R-142: a paper never shows an empty box. What no font here can draw, and what would be invisible
(control and format characters, fillers), stands on the paper as its code point, ‹U+2EBF0›.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from functools import cache, lru_cache
from pathlib import Path
from struct import unpack, unpack_from
from typing import Literal

from app.paths import RESOURCES

FONTS = RESOURCES / "fonts"
COMMON = FONTS / "NotoSansSC-Regular.ttf"
"""Also stands for NotoSansSC-Bold: both hold the same characters (a test holds it)."""
RARE = FONTS / "HanaMinB.ttf"

_BLANKS = (" ", "\u3000")


class Coverage:
    """The characters of one TrueType file that leave ink; blanks count where they are meant."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            head = file.read(12)
            directory = file.read(16 * unpack(">H", head[4:6])[0])
            tables = {
                directory[at : at + 4].decode("ascii"): unpack_from(">LL", directory, at + 8)
                for at in range(0, len(directory), 16)
            }

            def table(tag: str) -> bytes:
                offset, length = tables[tag]
                file.seek(offset)
                return file.read(length)

            long_offsets = unpack_from(">H", table("head"), 50)[0] == 1
            self._glyph_at = numbers("I" if long_offsets else "H", table("loca"))
            groups = character_groups(table("cmap"))
        self._starts, self._ends, self._glyphs = groups[0::3], groups[1::3], groups[2::3]

    def has(self, char: str) -> bool:
        """Whether this font draws `char` visibly (or it is one of the two blanks)."""
        code = ord(char)
        group = bisect_right(self._starts, code) - 1
        if group < 0 or code > self._ends[group]:
            return False
        glyph = self._glyphs[group] + code - self._starts[group]
        return glyph != 0 and (
            char in _BLANKS or self._glyph_at[glyph] != self._glyph_at[glyph + 1]
        )


def numbers(kind: Literal["H", "I"], data: bytes) -> array[int]:
    """Big-endian unsigned numbers of 16 (H) or 32 bits (I)."""
    numbers = array(kind, data)
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers


def character_groups(cmap: bytes) -> array[int]:
    """The (first, last, glyph) triples of the table of format 12, which covers every plane."""
    for index in range(unpack_from(">H", cmap, 2)[0]):
        start = unpack_from(">L", cmap, 8 + 8 * index)[0]
        if unpack_from(">H", cmap, start)[0] == 12:
            count = unpack_from(">L", cmap, start + 12)[0]
            return numbers("I", cmap[start + 16 : start + 16 + 12 * count])
    raise ValueError("the font has no character table of format 12")


@cache
def _coverage(path: Path) -> Coverage:
    return Coverage(path)


@lru_cache(maxsize=65536)
def font_of(char: str) -> Path | None:
    """The font file that draws `char`, or None; the rare font is read on demand."""
    for path in (COMMON, RARE):
        if _coverage(path).has(char):
            return path
    return None


def code_point(char: str) -> str:
    """'U+2EBF0' for a character."""
    return f"U+{ord(char):04X}"


@lru_cache(maxsize=65536)
def _shown(char: str) -> str:
    if char.isspace() and char not in _BLANKS:
        return " "
    return char if font_of(char) else f"‹{code_point(char)}›"


def shown(text: str) -> str:
    """`text` as a paper shows it: white space as blanks, what cannot be drawn as its code point."""
    return "".join(map(_shown, text))


def missing(text: str) -> list[str]:
    """The code points in `text` that papers show as such, each once, in order of appearance."""
    return list(dict.fromkeys(code_point(c) for c in text if _shown(c) not in (c, " ")))
