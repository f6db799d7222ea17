"""Reportlab's TrueType font with two of its parts replaced; imported on first use only.

Reading a face takes a tenth of reportlab's time (its parser makes a Python call per number of the
file), and text beyond U+FFFF can be copied from the PDF. Tests compare both with reportlab's own.
"""

from __future__ import annotations

from array import array
from pathlib import Path
from struct import unpack_from
from typing import Any
from weakref import WeakKeyDictionary

from reportlab.pdfbase import ttfonts

from app.papers.glyphs import character_groups, numbers

_CMAP_BLOCK = 100


class Face(ttfonts.TTFontFace):  # type: ignore[misc]
    """The tables that measuring and embedding need, read in bulk."""

    def extractInfo(self, charInfo: int = 1) -> None:
        """Overrides reportlab's: names and metrics by its parser, per-character tables here."""
        super().extractInfo(charInfo=0)
        scale = 1000 / self.unitsPerEm
        pairs = unpack_from(">H", self.get_table("hhea"), 34)[0]
        metrics = numbers("H", self.get_table("hmtx"))
        widths, bearings = metrics[0 : 2 * pairs : 2], metrics[1 : 2 * pairs : 2]
        bearings += metrics[2 * pairs :]
        widths += array("H", [widths[-1]]) * (self.numGlyphs - pairs)
        self.hmetrics = list(zip(widths, bearings, strict=True))
        long_offsets = unpack_from(">H", self.get_table("head"), 50)[0] == 1
        offsets = numbers("I" if long_offsets else "H", self.get_table("loca"))
        self.glyphPos = offsets if long_offsets else array("I", (2 * at for at in offsets))
        groups = character_groups(self.get_table("cmap"))
        self.charToGlyph = {
            code: glyph + code - first
            for first, last, glyph in zip(groups[0::3], groups[1::3], groups[2::3], strict=True)
            for code in range(first, last + 1)
        }
        self.charWidths = {code: widths[at] * scale for code, at in self.charToGlyph.items()}
        self.defaultWidth = widths[0] * scale


class Font(ttfonts.TTFont):  # type: ignore[misc]
    """A font for `pdfmetrics.registerFont`; `ascii_first` puts ASCII into the first subset."""

    def __init__(self, name: str, path: Path, *, ascii_first: bool) -> None:
        self.fontName = name
        self.face = Face(str(path))
        self.encoding = ttfonts.TTEncoding()
        self.state: WeakKeyDictionary[Any, Any] = WeakKeyDictionary()
        self._asciiReadable = ascii_first
        self.shapable = False


def to_unicode_cmap(fontname: str, subset: list[int]) -> str:
    """The map from the codes of an embedded font subset to text, replacing reportlab's.

    reportlab 5.1 writes code points beyond U+FFFF as five or six hex digits, which no reader
    understands, and all in one block, though the CMap format allows 100 entries a block.
    """
    pairs = [
        f"<{index:02X}> <{chr(code).encode('utf-16-be').hex().upper()}>"
        for index, code in enumerate(subset)
        if code
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        f"/CIDSystemInfo << /Registry ({fontname}) /Ordering ({fontname}) /Supplement 0 >> def",
        f"/CMapName /{fontname} def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<00> <FF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _CMAP_BLOCK):
        block = pairs[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)


ttfonts.makeToUnicodeCMap = to_unicode_cmap
