"""Rare characters on the screen; a character without a glyph in the shipped fonts is shown as its
code point."""

from __future__ import annotations

import unicodedata
from functools import cache

from PySide6.QtGui import QRawFont

from app.paths import RESOURCES

_KEPT = frozenset("\n\t")


@cache
def _fonts() -> tuple[QRawFont, ...]:
    return tuple(
        QRawFont(str(RESOURCES / "fonts" / name), 14)
        for name in ("NotoSansSC-Regular.ttf", "HanaMinB.ttf")
    )


@cache
def has_glyph(character: str) -> bool:
    """Whether a shipped font draws this character; controls and format marks count as not."""
    if character in _KEPT:
        return True
    if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
        return False
    return any(raw.supportsCharacter(ord(character)) for raw in _fonts())


def displayable(text: str) -> str:
    """`text` with ‹U+XXXX› in place of every character that no shipped font can draw."""
    return "".join(c if has_glyph(c) else f"‹U+{ord(c):04X}›" for c in text)


def missing(text: str) -> tuple[str, ...]:
    """The code points of `text` that cannot be drawn here, such as ('U+2A6DA',), each once."""
    return tuple(f"U+{ord(c):04X}" for c in dict.fromkeys(text) if not has_glyph(c))
