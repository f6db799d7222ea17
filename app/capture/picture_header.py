"""What a picture file says about itself, read without decoding it: kind, size, and that it is whole.

A file comes from a stranger, so every figure in it is bounded before it is used, and the decoder
does not allocate memory for a size that only the header claims.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.capture.samsung_trailer import is_trailer
from app.errors import QT_TR_NOOP, UserError

BYTES = 20 * 1024 * 1024
MEGAPIXELS = 40
SHORTEST = 200
"""Pixels; a smaller picture holds no readable card."""
METADATA_BYTES = 4 * 1024 * 1024
"""More than this beside the pixels is no photo of a document."""
PARTS = 20_000
"""Segments or chunks; pictures have up to a few thousand, and each costs time before any is refused."""
SCANS = 20
"""A progressive JPEG has about ten; thousands of empty ones keep a decoder busy for hours."""

_MARKER = re.compile(rb"\xff+([^\x00\xd0-\xd7\xff])", re.DOTALL)
_MARKER_END = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]", re.DOTALL)
"""Without the repetition, which takes for ever in a file of nothing but 0xff."""
STRETCH = 256 * 1024
"""Bytes looked through at a time: other threads wait meanwhile."""
_SOF = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


class CaptureRefused(UserError):
    """This picture cannot be read; the text says why and what to do."""


@dataclass(frozen=True)
class Header:
    """The kind of picture and its size in pixels as stored, before any turning. `end`: bytes up to
    the picture's own end; data that a telephone put behind it does not go to a decoder."""

    kind: str
    width: int
    height: int
    end: int


def check_bytes(content: bytes, *, shortest: int = SHORTEST) -> Header:
    """Refuse what must not reach a decoder at all; nothing is decoded for that. `shortest`: pixels of
    its shorter side at least."""
    if len(content) > BYTES:
        raise CaptureRefused(
            "picture_bytes",
            QT_TR_NOOP("This file is larger than {n} MB. Save the picture smaller."),
            n=BYTES // 1024 // 1024,
        )
    header = read_header(content)
    if header.width * header.height > MEGAPIXELS * 1_000_000:
        raise CaptureRefused(
            "picture_pixels",
            QT_TR_NOOP("This picture has more than {n} megapixels. Save it smaller."),
            n=MEGAPIXELS,
        )
    if min(header.width, header.height) < shortest:
        raise CaptureRefused(
            "picture_small",
            QT_TR_NOOP("This picture is too small to read anything. Take it from nearer."),
        )
    return header


def read_header(content: bytes) -> Header:
    """The header of a whole JPEG, PNG or WebP; CaptureRefused for everything else."""
    if content.startswith(b"\xff\xd8\xff"):
        return _jpeg(content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _png(content)
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return _webp(content)
    raise CaptureRefused(
        "picture_kind", QT_TR_NOOP("This is no JPEG, PNG or WebP picture. Save it as one of these.")
    )


def broken() -> CaptureRefused:
    """The refusal of a file that is cut off or damaged."""
    return CaptureRefused(
        "picture_broken",
        QT_TR_NOOP("This picture is damaged or not complete. Take or scan it again."),
    )


def _more_inside() -> CaptureRefused:
    return CaptureRefused(
        "picture_more",
        QT_TR_NOOP("This file holds something else beside the picture. Take or scan it again."),
    )


def _animated() -> CaptureRefused:
    return CaptureRefused(
        "picture_animated", QT_TR_NOOP("This picture moves. Give a picture that stands still.")
    )


def _number(content: bytes, at: int, size: int) -> int:
    if at + size > len(content):
        raise broken()
    return int.from_bytes(content[at : at + size], "big")


def _jpeg(content: bytes) -> Header:
    size, at, scans, metadata = None, 2, 0, 0
    for _ in range(PARTS):
        found = _MARKER.match(content, at)
        if found is None:
            raise broken()
        marker, at = found[1][0], found.end()
        if marker == 0xD9:
            break
        if marker == 0x01:
            continue
        length = _number(content, at, 2)
        if length < 2 or at + length > len(content):
            raise broken()
        if marker in _SOF:
            if size is not None:
                raise broken()
            size = _number(content, at + 5, 2), _number(content, at + 3, 2)
        if 0xE0 <= marker <= 0xEF or marker == 0xFE:
            metadata += length
        at += length
        if marker == 0xDA:
            scans += 1
            at = _next_marker(content, at)
        if scans > SCANS or metadata > METADATA_BYTES:
            raise _more_inside()
    else:
        raise _more_inside()
    if size is None or not scans:
        raise broken()
    _check_jpeg_tail(content[at:])
    return Header("jpeg", *size, at)


def _next_marker(content: bytes, at: int) -> int:
    """Where the pixels that begin at `at` end."""
    for begin in range(at, len(content), STRETCH):
        found = _MARKER_END.search(content, begin, begin + STRETCH + 1)
        if found is not None:
            return found.start()
    raise broken()


def _check_jpeg_tail(tail: bytes) -> None:
    """Refuse data behind a JPEG's end, except further pictures, a short film or notes, which
    telephones add."""
    begin = tail.lstrip(b"\x00")
    is_known = begin.startswith(b"\xff\xd8\xff") or tail[4:8] == b"ftyp" or is_trailer(tail)
    if begin and not is_known:
        raise _more_inside()


def _png(content: bytes) -> Header:
    at, header, metadata = 8, None, 0
    for _ in range(PARTS):
        length, name = _number(content, at, 4), content[at + 4 : at + 8]
        if at + 12 + length > len(content):
            raise broken()
        if header is None:
            if name != b"IHDR" or length != 13:
                raise broken()
            size = _number(content, at + 8, 4), _number(content, at + 12, 4)
            header = Header("png", *size, len(content))
        elif name == b"acTL":
            raise _animated()
        elif name not in (b"IDAT", b"PLTE"):
            metadata += length
            if metadata > METADATA_BYTES:
                raise _more_inside()
        at += 12 + length
        if name == b"IEND":
            break
    else:
        raise _more_inside()
    if at != len(content):
        raise _more_inside()
    return header


def _webp(content: bytes) -> Header:
    size = 8 + int.from_bytes(content[4:8], "little")
    if size > len(content):
        raise broken()
    if size + size % 2 < len(content):
        raise _more_inside()
    name, body = content[12:16], content[20:30]
    if len(body) < 10:
        raise broken()
    if name == b"VP8X":
        if body[0] & 0x02:
            raise _animated()
        width, height = body[4:7], body[7:10]
        _check_webp_metadata(content)
        return Header(
            "webp",
            1 + int.from_bytes(width, "little"),
            1 + int.from_bytes(height, "little"),
            len(content),
        )
    if name == b"VP8L" and body[0] == 0x2F:
        bits = int.from_bytes(body[1:5], "little")
        return Header("webp", 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF), len(content))
    if name == b"VP8 " and body[3:6] == b"\x9d\x01\x2a":
        width, height = body[6:8], body[8:10]
        return Header(
            "webp",
            int.from_bytes(width, "little") & 0x3FFF,
            int.from_bytes(height, "little") & 0x3FFF,
            len(content),
        )
    raise broken()


def _check_webp_metadata(content: bytes) -> None:
    at, metadata = 12, 0
    for _ in range(PARTS):
        if at + 8 > len(content):
            return
        name, length = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if at + 8 + length > len(content):
            raise broken()
        if name in (b"ANIM", b"ANMF"):
            raise _animated()
        if name not in (b"VP8 ", b"VP8L", b"ALPH"):
            metadata += length
        if metadata > METADATA_BYTES:
            break
        at += 8 + length + length % 2
    raise _more_inside()
