"""The part of a font that a paper carries, as PDF objects: every glyph with its width and its text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from app.papers import truetype

_CMAP_BLOCK = 100


@dataclass(frozen=True)
class FontPart:
    """The glyphs of `chars`, in the order of their code points, which the file at `path` draws."""

    path: Path
    chars: tuple[str, ...]

    @classmethod
    def of(cls, path: Path, chars: Iterable[str]) -> FontPart:
        """The part that draws these characters; each counts once."""
        return cls(path, tuple(sorted(set(chars))))

    @cached_property
    def codes(self) -> dict[str, bytes]:
        """Character -> the two bytes that show it. They are its glyph's number in the part."""
        return {char: at.to_bytes(2, "big") for at, char in enumerate(self.chars, start=1)}

    @property
    def font(self) -> truetype.TrueType:
        return truetype.read(self.path)

    @property
    def glyphs(self) -> list[int]:
        """The glyphs in the numbers of the whole file; the empty box first."""
        return [0, *(self.font.glyph(char) for char in self.chars)]

    @property
    def name(self) -> str:
        """The font's name, behind six letters for this choice of characters."""
        digest = sha256("".join(self.chars).encode("utf-32-be")).digest()
        return "".join(chr(65 + byte % 26) for byte in digest[:6]) + f"+{self.font.name}"

    def program(self) -> tuple[str, bytes]:
        """The stream of the font file, as entries and data."""
        data = self.font.part(self.glyphs)
        return f"/Length1 {len(data)}", data

    def text_map(self) -> bytes:
        """The stream that says which text each glyph stands for."""
        return to_unicode(dict(enumerate(self.chars, start=1))).encode("ascii")

    def descriptor(self, program: int) -> str:
        """`program` is the number of the object with the font file."""
        up, down = self.font.ascent_and_descent
        box = " ".join(map(str, self.font.box))
        return (
            f"<</Type/FontDescriptor/FontName/{self.name}/Flags 4/FontBBox[{box}]/ItalicAngle 0"
            f"/Ascent {up}/Descent {down}/CapHeight {up}/StemV 80/FontFile2 {program} 0 R>>"
        )

    def glyph_table(self, descriptor: int) -> str:
        """The font of numbered glyphs with their widths."""
        widths = [round(self.font.width(glyph)) for glyph in self.glyphs]
        while widths and widths[-1] == 1000:
            widths.pop()
        listed = " ".join(map(str, widths))
        return (
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{self.name}/FontDescriptor {descriptor} 0 R"
            "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/CIDToGIDMap/Identity/DW 1000/W[0[{listed}]]>>"
        )

    def used(self, table: int, text: int) -> str:
        """The font that pages name."""
        return (
            f"<</Type/Font/Subtype/Type0/BaseFont/{self.name}/Encoding/Identity-H"
            f"/DescendantFonts[{table} 0 R]/ToUnicode {text} 0 R>>"
        )


def to_unicode(texts: dict[int, str]) -> str:
    """The map from two-byte codes to text, beyond U+FFFF too, at most 100 entries a block."""
    pairs = [
        f"<{code:04X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in texts.items()
    ]
    lines = [
        "/CIDInit /ProcSet findresource begin",
        "12 dict begin",
        "begincmap",
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def",
        "/CMapName/Adobe-Identity-UCS def",
        "/CMapType 2 def",
        "1 begincodespacerange",
        "<0000> <FFFF>",
        "endcodespacerange",
    ]
    for start in range(0, len(pairs), _CMAP_BLOCK):
        block = pairs[start : start + _CMAP_BLOCK]
        lines += [f"{len(block)} beginbfchar", *block, "endbfchar"]
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines)
