"""Which shipped font has which character, from the fonts' own tables (a few ms).

R-142: a paper never shows an empty box. What no font here can draw, and what would be invisible
(control and format characters, fillers), stands on the paper as its code point, ‹U+2EBF0›.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from app.papers import truetype
from app.paths import RESOURCES

FONTS = RESOURCES / "fonts"
COMMON = FONTS / "NotoSansSC-Regular.ttf"
BOLD = FONTS / "NotoSansSC-Bold.ttf"
"""Holds the same characters as COMMON (a test holds it)."""
RARE = FONTS / "HanaMinB.ttf"

_BLANKS = (" ", "\u3000")


def draws(path: Path, char: str) -> bool:
    """Whether this font draws `char` visibly (or it is one of the two blanks)."""
    font = truetype.read(path)
    glyph = font.glyph(char)
    return glyph != 0 and (char in _BLANKS or font.leaves_ink(glyph))


@lru_cache(maxsize=65536)
def font_of(char: str) -> Path | None:
    """The font file that draws `char`, or None; the rare font is read on demand."""
    for path in (COMMON, RARE):
        if draws(path, char):
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
