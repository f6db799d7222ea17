"""Which font file draws a character on a paper, and how wide it is."""

from __future__ import annotations

from pathlib import Path

from app.papers import glyphs, truetype


class _Files(dict[str, Path]):
    """Character -> the font file that draws it."""

    def __init__(self, common: Path) -> None:
        self.common = common

    def __missing__(self, char: str) -> Path:
        rare = glyphs.font_of(char) == glyphs.RARE
        return self.setdefault(char, glyphs.RARE if rare else self.common)


class _Advances(dict[str, float]):
    """Character -> its width at font size 1."""

    def __init__(self, files: _Files) -> None:
        self.files = files

    def __missing__(self, char: str) -> float:
        font = truetype.read(self.files[char])
        return self.setdefault(char, font.width(font.glyph(char)) / 1000)


_FILES = {False: _Files(glyphs.COMMON), True: _Files(glyphs.BOLD)}
_ADVANCES = {bold: _Advances(files) for bold, files in _FILES.items()}


def width(text: str, size: float, bold: bool = False) -> float:
    """Width in points of `text`, which must be `glyphs.shown` already."""
    return size * sum(map(_ADVANCES[bold].__getitem__, text))


def file_of(char: str, bold: bool = False) -> Path:
    """The font file that draws `char`, which must be `glyphs.shown` already."""
    return _FILES[bold][char]
