"""A shipped TrueType file: which characters it draws, how wide they are, and a part of it to embed.

Only what the papers need is read, in bulk and on first use: reading all of a file costs more than
drawing a paper. A part depends on the file and the glyphs alone, so the same glyphs give the same bytes.
"""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from struct import pack, unpack, unpack_from
from typing import Literal

_COPIED = ("cvt ", "fpgm", "prep")
"""Tables that a part takes over as they are, where the file has them."""


class TrueType:
    """One font file. Widths are in thousandths of the font size."""

    def __init__(self, path: Path) -> None:
        self.name = path.stem
        self._path = path
        with path.open("rb") as file:
            head = file.read(12)
            directory = file.read(16 * unpack(">H", head[4:6])[0])
        self._tables = {
            directory[at : at + 4].decode("ascii"): unpack_from(">LL", directory, at + 8)
            for at in range(0, len(directory), 16)
        }
        groups = character_groups(self._table("cmap"))
        self._starts, self._ends, self._glyphs = groups[0::3], groups[1::3], groups[2::3]

    def glyph(self, char: str) -> int:
        """The glyph of `char`; 0 when the font has none."""
        code = ord(char)
        group = bisect_right(self._starts, code) - 1
        if group < 0 or code > self._ends[group]:
            return 0
        return self._glyphs[group] + code - self._starts[group]

    def leaves_ink(self, glyph: int) -> bool:
        """Whether the glyph has an outline."""
        return self._offsets[glyph] != self._offsets[glyph + 1]

    def width(self, glyph: int) -> float:
        """How far the pen goes on, in thousandths of the font size."""
        return self._metrics(glyph)[0] * self._scale

    @cached_property
    def box(self) -> tuple[int, int, int, int]:
        """The rectangle that holds every glyph, in thousandths."""
        left, low, right, high = unpack_from(">hhhh", self._head, 36)
        return self._scaled(left), self._scaled(low), self._scaled(right), self._scaled(high)

    @cached_property
    def ascent_and_descent(self) -> tuple[int, int]:
        """Above and (negative) below the base line, in thousandths."""
        up, down = unpack_from(">hh", self._hhea, 4)
        return self._scaled(up), self._scaled(down)

    def _scaled(self, units: int) -> int:
        return round(units * self._scale)

    def part(self, glyphs: Sequence[int]) -> bytes:
        """A font file of these glyphs, numbered in their order; the first must be 0, the empty box."""
        outlines, offsets = self._outlines(glyphs)
        head = bytearray(self._head)
        head[8:12] = bytes(4)  # the sum over the file, filled in at the end
        head[50:52] = pack(">H", 1)
        tables = {tag: self._table(tag) for tag in _COPIED if tag in self._tables}
        tables |= {
            "glyf": outlines,
            "head": bytes(head),
            "hhea": self._hhea[:34] + pack(">H", len(glyphs)),
            "hmtx": b"".join(pack(">Hh", *self._metrics(glyph)) for glyph in glyphs),
            "loca": pack(f">{len(offsets)}L", *offsets),
            "maxp": self._most[:4] + pack(">H", len(glyphs)) + self._most[6:],
        }
        return _file(tables)

    def _outlines(self, glyphs: Sequence[int]) -> tuple[bytes, list[int]]:
        made, offsets = bytearray(), [0]
        start = self._tables["glyf"][0]
        with self._path.open("rb") as file:
            for glyph in glyphs:
                file.seek(start + self._offsets[glyph])
                outline = file.read(self._offsets[glyph + 1] - self._offsets[glyph])
                if outline and unpack_from(">h", outline)[0] < 0:
                    raise ValueError(f"glyph {glyph} of {self.name} is made of other glyphs")
                made += outline + bytes(-len(outline) % 4)
                offsets.append(len(made))
        return bytes(made), offsets

    def _table(self, tag: str) -> bytes:
        offset, length = self._tables[tag]
        with self._path.open("rb") as file:
            file.seek(offset)
            return file.read(length)

    @cached_property
    def _head(self) -> bytes:
        return self._table("head")

    @cached_property
    def _hhea(self) -> bytes:
        return self._table("hhea")

    @cached_property
    def _most(self) -> bytes:
        return self._table("maxp")

    @cached_property
    def _scale(self) -> float:
        units: int = unpack_from(">H", self._head, 18)[0]
        return 1000 / units

    @cached_property
    def _offsets(self) -> Sequence[int]:
        """Where each glyph's outline begins, and where the last one ends."""
        if unpack_from(">H", self._head, 50)[0] == 1:
            return numbers("I", self._table("loca"))
        return array("I", (2 * at for at in numbers("H", self._table("loca"))))

    @cached_property
    def _all_metrics(self) -> array[int]:
        return numbers("H", self._table("hmtx"))

    def _metrics(self, glyph: int) -> tuple[int, int]:
        """Width and (signed) left bearing, in the font's own units."""
        pairs: int = unpack_from(">H", self._hhea, 34)[0]
        found = self._all_metrics
        width = found[2 * min(glyph, pairs - 1)]
        bearing = found[2 * glyph + 1] if glyph < pairs else found[pairs + glyph]
        return width, bearing - 0x10000 if bearing > 0x7FFF else bearing


@cache
def read(path: Path) -> TrueType:
    """The font of this file, read once per process."""
    return TrueType(path)


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


def _file(tables: dict[str, bytes]) -> bytes:
    """The file of these tables (OpenType 1.9, Font file structure)."""
    count = len(tables)
    power = 1 << (count.bit_length() - 1)
    directory = pack(
        ">LHHHH", 0x10000, count, 16 * power, power.bit_length() - 1, 16 * (count - power)
    )
    at, body, head_at = 12 + 16 * count, b"", 0
    for tag, table in sorted(tables.items()):
        if tag == "head":
            head_at = at + len(body)
        entry = (tag.encode(), _sum(table), at + len(body), len(table))
        directory += pack(">4sLLL", *entry)
        body += table + bytes(-len(table) % 4)
    made = bytearray(directory + body)
    made[head_at + 8 : head_at + 12] = pack(">L", (0xB1B0AFBA - _sum(made)) & 0xFFFFFFFF)
    return bytes(made)


def _sum(data: bytes | bytearray) -> int:
    return sum(numbers("I", bytes(data) + bytes(-len(data) % 4))) & 0xFFFFFFFF
