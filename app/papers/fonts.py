"""The shipped fonts in reportlab: each read once per process, on the first character that needs it.

What every paper relies on: text is split into runs by the font that has the glyph, and the text
taken out of a PDF equals `glyphs.shown` of the text put in, beyond U+FFFF too.
"""

from __future__ import annotations

from itertools import groupby
from threading import RLock

from app.papers import glyphs

REGULAR, BOLD, RARE = "NotoSansSC-Regular", "NotoSansSC-Bold", "HanaMinB"

lock = RLock()
"""Held while a font is read and while a PDF is finished: reportlab's faces keep a read position."""


def register(name: str) -> None:
    """Make the font `name` known to reportlab; its file is read once per process."""
    from reportlab.pdfbase import pdfmetrics

    with lock:
        if name in pdfmetrics._fonts:
            return
        from app.papers.face import Font

        path = glyphs.FONTS / f"{name}.ttf"
        pdfmetrics.registerFont(Font(name, path, ascii_first=name != RARE))


class _Names(dict[str, str]):
    """Character -> its font; a font is registered on the first character it is needed for."""

    def __init__(self, common: str) -> None:
        self.common = common

    def __missing__(self, char: str) -> str:
        name = RARE if glyphs.font_of(char) == glyphs.RARE else self.common
        register(name)
        return self.setdefault(char, name)


class _Advances(dict[str, float]):
    """Character -> its width at font size 1."""

    def __init__(self, names: _Names) -> None:
        self.names = names

    def __missing__(self, char: str) -> float:
        from reportlab.pdfbase import pdfmetrics

        face = pdfmetrics.getFont(self.names[char]).face
        return self.setdefault(char, face.charWidths[ord(char)] / 1000)


_NAMES = {False: _Names(REGULAR), True: _Names(BOLD)}
_ADVANCES = {bold: _Advances(names) for bold, names in _NAMES.items()}


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of `text`, which must be `glyphs.shown` already."""
    return size * sum(map(_ADVANCES[bold].__getitem__, text))


def runs(text: str, bold: bool = False) -> list[tuple[str, str]]:
    """`text`, `shown` already, as (font name, part) in order: every part has its glyphs."""
    return [(name, "".join(part)) for name, part in groupby(text, _NAMES[bold].__getitem__)]
