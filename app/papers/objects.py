"""PDF objects one after the other, and the end of the file that says where each of them begins.

Streams stand by themselves; everything else goes into one compressed object stream (ISO 32000-1, 7.5.7
and 7.5.8). Nothing here knows what a page is.
"""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from hashlib import sha256

_LEVEL = 9


def text(value: str) -> str:
    """A text string in UTF-16."""
    return f"<{(chr(0xFEFF) + value).encode('utf-16-be').hex().upper()}>"


def stream(entries: str, data: bytes, *, packed: bool = True) -> bytes:
    """A stream of `data`, compressed unless `packed` is false."""
    if packed:
        data = zlib.compress(data, _LEVEL)
        entries += "/Filter/FlateDecode"
    return b"<<%s/Length %d>>stream\n%s\nendstream" % (entries.encode(), len(data), data)


def whole(number: int, body: bytes) -> bytes:
    """An object with its number, as it stands in the file."""
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


class Objects:
    """The objects of a file after those whose `offsets` are given, which stand before them."""

    def __init__(self, offsets: Sequence[int], start: int) -> None:
        """`offsets` are of the objects 1, 2 and so on; `start` is how long the file is already."""
        self._places: list[tuple[int, int, int] | None] = [(1, at, 0) for at in offsets]
        self._start = start
        self._own = bytearray()
        self._inside: list[tuple[int, str]] = []

    def number(self) -> int:
        """A new object's number; the object itself is given later."""
        self._places.append(None)
        return len(self._places)

    def stream(self, entries: str, data: bytes, *, packed: bool = True) -> int:
        """Put a stream into the file; returns its number."""
        number = self.number()
        self._put(number, stream(entries, data, packed=packed))
        return number

    def value(self, body: str, number: int | None = None) -> int:
        """Put anything but a stream into the file, under a number taken before or a new one."""
        number = number or self.number()
        self._inside.append((number, body))
        return number

    def end(self, *, root: int, info: int) -> bytes:
        """The bytes of the file from `start` on."""
        holder = self.number()
        heads, bodies = "", ""
        for index, (number, body) in enumerate(self._inside):
            heads += f"{number} {len(bodies)} "
            bodies += body + " "
            self._places[number - 1] = (2, holder, index)
        entries = f"/Type/ObjStm/N {len(self._inside)}/First {len(heads)}"
        self._put(holder, stream(entries, (heads + bodies).encode("ascii")))
        self._list(root, info)
        return bytes(self._own)

    def _put(self, number: int, body: bytes) -> None:
        self._places[number - 1] = (1, self._start + len(self._own), 0)
        self._own += whole(number, body)

    def _list(self, root: int, info: int) -> None:
        """Where every object begins; the file's name (/ID) is a digest of what stands before."""
        number, at = self.number(), self._start + len(self._own)
        self._places[number - 1] = (1, at, 0)
        rows = bytes(6) + b"".join(
            b"%c%s%s" % (kind, where.to_bytes(3, "big"), index.to_bytes(2, "big"))
            for kind, where, index in (place for place in self._places if place is not None)
        )
        name = sha256(self._own).hexdigest()[:32].upper()
        entries = (
            f"/Type/XRef/Size {number + 1}/W[1 3 2]/Root {root} 0 R/Info {info} 0 R"
            f"/ID[<{name}><{name}>]"
        )
        self._own += whole(number, stream(entries, rows)) + b"startxref\n%d\n%%%%EOF\n" % at
