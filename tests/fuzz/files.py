"""Hostile picture files: true ones damaged, and headers made by the grammar of each format."""

from __future__ import annotations

import io
import random
import struct
import zlib
from functools import cache
from typing import Any

from PIL import Image, ImageDraw

from app.capture.picture_header import CaptureRefused, check_bytes

SIGNATURE = b"\x89PNG\r\n\x1a\n"
SIZES = (0, 1, 2, 7, 8, 199, 200, 255, 256, 320, 4096, 0x7FFF, 0xFFFF)
"""Interesting lengths and extents."""
LARGE = (0x10000, 0xFFFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
TAILS = (
    b"",
    b"",
    b"PK\x03\x04",
    b"<script>",
    b"%PDF-1.7",
    b"MZ\x90\0",
    b"\0" * 9,
    b"\xff\xd8\xff\xe0",
)


def segment(marker: int, body: bytes) -> bytes:
    """A JPEG segment with its own length."""
    return bytes((0xFF, marker)) + struct.pack(">H", (len(body) + 2) & 0xFFFF) + body


def chunk(name: bytes, body: bytes) -> bytes:
    """A PNG chunk with its length and sum."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP file of these chunks."""
    body = b"".join(n + struct.pack("<I", len(b)) + b + b"\0" * (len(b) % 2) for n, b in chunks)
    return b"RIFF" + struct.pack("<I", 4 + len(body)) + b"WEBP" + body


def drawn(size: tuple[int, int] = (240, 210), mode: str = "RGB") -> Image.Image:
    """A small picture with something on it."""
    image = Image.new("RGB", size, (205, 214, 220))
    pen = ImageDraw.Draw(image)
    pen.rectangle((size[0] // 5, size[1] // 4, size[0] * 4 // 5, size[1] * 3 // 4), (90, 60, 40))
    pen.ellipse((10, 10, size[0] // 3, size[1] // 3), (30, 160, 90))
    return image.convert(mode)


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


@cache
def true_files() -> tuple[bytes, ...]:
    """Whole small pictures of every kind that is read, and some of kinds that are not."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "someone"
    rgb = drawn()
    return (
        saved(rgb, "JPEG"), saved(rgb, "JPEG", progressive=True, exif=exif), saved(drawn(mode="L"), "JPEG"),
        saved(drawn(mode="CMYK"), "JPEG"), saved(rgb, "JPEG", comment=b"a comment", quality=30),
        saved(rgb, "PNG", exif=exif), saved(drawn(mode="P"), "PNG"), saved(drawn(mode="RGBA"), "PNG"),
        saved(Image.new("I;16", (240, 210), 900), "PNG"), saved(drawn(mode="1"), "PNG"),
        saved(rgb, "WEBP", exif=exif), saved(rgb, "WEBP", lossless=True), saved(drawn(mode="RGBA"), "WEBP"),
        saved(rgb, "WEBP", save_all=True, append_images=[rgb.rotate(90)]), saved(drawn(mode="P"), "GIF"),
        saved(rgb, "TIFF"), saved(rgb, "BMP"),
    )  # fmt: skip


def file(chance: random.Random) -> bytes:
    """The next hostile file."""
    form = chance.random()
    if form < 0.5:
        made = damaged(chance)
    elif form < 0.7:
        made = jpeg(chance)
    elif form < 0.85:
        made = png(chance)
    elif form < 0.97:
        made = webp(chance)
    else:
        made = chance.choice((b"", b"\xff\xd8\xff", SIGNATURE, b"RIFF")) + noise(chance, 64)
    return made + chance.choice(TAILS)


def noise(chance: random.Random, most: int) -> bytes:
    return chance.randbytes(chance.randrange(most))


def damaged(chance: random.Random) -> bytes:
    """A true file with a few places overwritten, left out, doubled, or of another file."""
    made = bytearray(chance.choice(true_files()))
    for _ in range(chance.choice((1, 1, 2, 3, 8))):
        at = _place(chance, made)
        match chance.randrange(7):
            case 0:
                made[at : at + 1] = chance.randbytes(1)
            case 1:
                made[at : at + 4] = struct.pack(">I", chance.choice((*SIZES, *LARGE)))
            case 2:
                made[at : at + 2] = struct.pack("<H", chance.choice(SIZES))
            case 3:
                del made[at : at + chance.choice((1, 2, 4, 60, len(made)))]
            case 4:
                made[at:at] = made[at : at + chance.randrange(600)]
            case 5:
                made[at:at] = noise(chance, 40)
            case _:
                other = chance.choice(true_files())
                made[at:] = other[chance.randrange(len(other)) :]
    return bytes(made)


def passing(chance: random.Random) -> bytes:
    """A damaged file that the header's check lets through, so that a decoder sees it."""
    while True:
        made = damaged(chance)
        try:
            check_bytes(made)
        except CaptureRefused:
            continue
        return made


def _place(chance: random.Random, made: bytearray) -> int:
    """Mostly where the header lies."""
    return chance.randrange(min(len(made), chance.choice((32, 200, 200, 100_000))) + 1)


def jpeg(chance: random.Random) -> bytes:
    """Segments in any order with any lengths; frames, scans and the end now and then."""
    made = b"\xff\xd8"
    for _ in range(chance.randrange(14)):
        marker = chance.choice((0xC0, 0xC2, 0xC4, 0xDA, 0xDB, 0xDD, 0xE0, 0xE1, 0xFE, 0x01, 0xD0, 0xFF,
                                chance.randrange(256)))  # fmt: skip
        if marker in (0xC0, 0xC2) and chance.random() < 0.7:
            extent = struct.pack(">HH", *(chance.choice(SIZES) for _ in range(2)))
            made += segment(marker, b"\x08" + extent + b"\x01\x01\x11\x00")
        elif marker == 0xDA:
            made += segment(marker, b"\x01\x01\x00\x00\x3f\x00") + noise(chance, 60)
        else:
            made += segment(marker, noise(chance, 80))
        if chance.random() < 0.1:
            made = made[: -chance.randrange(1, 6)]
    return made + chance.choice((b"\xff\xd9", b"\xff\xd9", b""))


def png(chance: random.Random) -> bytes:
    """Chunks in any order; lengths lie now and then, extents often."""
    extent = [chance.choice((*SIZES, *LARGE)) for _ in range(2)]
    head = struct.pack(">II", *extent) + bytes(
        (chance.choice((1, 8, 16, 77)), chance.choice((0, 2, 3, 6, 9)), 0, 0, chance.randrange(3))
    )
    made = SIGNATURE + (chunk(b"IHDR", head) if chance.random() < 0.9 else b"")
    for _ in range(chance.randrange(8)):
        name = chance.choice((b"IDAT", b"PLTE", b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"acTL", b"fdAT", b"IEND",
                              b"iCCP", b"IHDR", noise(chance, 5)[:4].ljust(4)))  # fmt: skip
        body = zlib.compress(noise(chance, 200)) if chance.random() < 0.5 else noise(chance, 90)
        made += chunk(name, body)
        if chance.random() < 0.1:
            made = made[:-9] + struct.pack(">I", chance.choice(LARGE)) + made[-9:]
    return made + (chunk(b"IEND", b"") if chance.random() < 0.8 else b"")


def webp(chance: random.Random) -> bytes:
    """Chunks of the extended and the simple form with any contents and lengths."""
    chunks = []
    for _ in range(chance.randrange(1, 7)):
        name = chance.choice(
            (
                b"VP8 ",
                b"VP8L",
                b"VP8X",
                b"ALPH",
                b"ANIM",
                b"ANMF",
                b"EXIF",
                b"ICCP",
                b"XMP ",
                b"JUNK",
            )
        )
        body = noise(chance, 60)
        if name == b"VP8 ":
            body = b"\x30\1\0\x9d\x01\x2a" + struct.pack("<HH", *chance.choices(SIZES, k=2)) + body
        elif name == b"VP8L":
            body = b"\x2f" + struct.pack("<I", chance.choice((*SIZES, *LARGE))) + body
        elif name == b"VP8X":
            body = bytes((chance.randrange(64), 0, 0, 0)) + chance.randbytes(6)
        chunks.append((name, body))
    made = bytearray(riff(*chunks))
    if chance.random() < 0.3:
        at = chance.choice((4, 16))
        made[at : at + 4] = struct.pack("<I", chance.choice((*SIZES, *LARGE)))
    return bytes(made)
