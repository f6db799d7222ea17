"""T12: two hundred files that are made to hurt whoever opens them as a picture."""

from __future__ import annotations

import io
import random
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from PIL import Image

from tests.fuzz.files import SIGNATURE, chunk, drawn, riff, saved, segment

MOST = 8000, 5000
"""Forty megapixels: the largest picture that is let in."""
SCAN = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x00"
END = b"\xff\xd9"


@dataclass(frozen=True)
class Bomb:
    """`harmless`: a strange but true picture, which may be read."""

    name: str
    content: bytes
    harmless: bool = False


def all_bombs() -> list[Bomb]:
    """Every bomb, always the same."""
    made = [
        *floods(), *texts(), *truncated(), *polyglots(), *moving(), *scans(), *strange(), *exif(), *renamed(),
        *jpeg_headers(), *png_headers(), *webp_headers(),
    ]  # fmt: skip
    assert len({one.name for one in made}) == len(made)
    return made


def head(width: int, height: int, depth: int = 8, color: int = 2, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, color, 0, 0, interlaced))


def png(*chunks: bytes) -> bytes:
    return SIGNATURE + b"".join(chunks) + chunk(b"IEND", b"")


def rows(width: int, height: int, per_row: int = 3) -> bytes:
    """Compressed rows of nothing."""
    return chunk(b"IDAT", zlib.compress(bytes((1 + per_row * width) * height), 1))


def frame(width: int, height: int, marker: int = 0xC0, tail: bytes = b"\x01\x01\x11\x00") -> bytes:
    return segment(marker, b"\x08" + struct.pack(">HH", height, width) + tail)


def blank(kind: str, size: tuple[int, int] = MOST, mode: str = "RGB", **options: object) -> bytes:
    if kind == "PNG":
        options |= {"compress_level": 1}
    return saved(Image.new(mode, size), kind, **options)


def floods() -> Iterator[Bomb]:
    """Many pixels, claimed or true."""
    for width, height in ((100_000, 100_000), (65_535, 65_535), (2**31 - 1, 2**31 - 1), (2**31 - 1, 200),
                          (200, 2**31 - 1), (MOST[0], MOST[1] + 1), (40_001, 1_000)):  # fmt: skip
        yield Bomb(f"PNG {width} x {height}", png(head(width, height), rows(9, 9)))
        yield Bomb(
            f"PNG {width} x {height} of 16 bits", png(head(width, height, 16, 6), rows(9, 9))
        )
    for width, height in ((65_535, 65_535), (65_535, 700), (700, 65_535), (MOST[0], MOST[1] + 1)):
        yield Bomb(f"JPEG {width} x {height}", b"\xff\xd8" + frame(width, height) + SCAN + END)
    for width, height in ((16_383, 16_383), (16_383, 2_600)):
        bits = (width - 1) | (height - 1) << 14
        yield Bomb(f"WebP {width} x {height}",
                   riff((b"VP8L", b"\x2f" + struct.pack("<I", bits) + bytes(20))))  # fmt: skip
    canvas = bytes(4) + b"\xff" * 6
    yield Bomb("WebP canvas of 16777216", riff((b"VP8X", canvas), (b"VP8L", b"\x2f" + bytes(20))))
    yield Bomb("PNG claims 40 megapixels", png(head(*MOST), rows(9, 9)))
    yield Bomb("PNG rows of 300 MB for a small one",
               png(head(300, 300), chunk(b"IDAT", zlib.compress(bytes(300_000_000), 1))), True)  # fmt: skip
    for kind in ("JPEG", "PNG"):
        yield Bomb(f"{kind} of 40 megapixels", blank(kind), True)
    yield Bomb("WebP of 40 megapixels", blank("WEBP", quality=1, method=0), True)
    yield Bomb("PNG of 40 megapixels of 16 bits", png(head(*MOST, 16, 6), rows(*MOST, 8)), True)
    yield Bomb(
        "PNG of 40 megapixels, interlaced", png(head(*MOST, 8, 0, 1), rows(8100, 5100, 1)), True
    )
    yield Bomb("PNG of one bit", blank("PNG", mode="1"), True)
    yield Bomb("PNG as a thread", blank("PNG", (199, 150_000)))
    yield Bomb("PNG as a ribbon", blank("PNG", (190_000, 200)), True)


def texts() -> Iterator[Bomb]:
    """Words beside the picture that unpack to gigabytes, or are many."""
    packed = zlib.compress(bytes(400_000_000), 1)
    small = head(300, 300), rows(300, 300)
    forms = {"zTXt": b"k\0\0", "iTXt": b"k\0\1\0\0\0", "iCCP": b"k\0\0"}
    for name, before in forms.items():
        code = name.encode()
        yield Bomb(f"{name} of 400 MB", png(small[0], chunk(code, before + packed), small[1]), True)
        yield Bomb(
            f"{name} ten times", png(small[0], chunk(code, before + packed) * 10, small[1]), True
        )
        yield Bomb(
            f"{name} of 5 MB", png(small[0], chunk(code, before + bytes(5_000_000)), small[1])
        )
        yield Bomb(f"{name} after the rows", png(*small, chunk(code, before + packed)), True)
        yield Bomb(
            f"{name} damaged", png(small[0], chunk(code, before + packed[:-9]), small[1]), True
        )
    for count in (1_000, 1_500_000):
        few = count < 5_000
        many = chunk(b"tEXt", b"") * count
        yield Bomb(f"{count} texts", png(small[0], many, small[1]), few)
        yield Bomb(f"{count} empty IDAT", png(small[0], chunk(b"IDAT", b"") * count, small[1]), few)
    jpeg = saved(drawn(), "JPEG")
    for marker in (0xE0, 0xE1, 0xE2, 0xED, 0xFE):
        yield Bomb(f"JPEG with 5 MB of {marker:X}",
                   jpeg[:2] + segment(marker, bytes(65_000)) * 80 + jpeg[2:])  # fmt: skip
    yield Bomb(
        "JPEG with 5000000 empty comments", jpeg[:2] + segment(0xFE, b"") * 5_000_000 + jpeg[2:]
    )
    yield Bomb("JPEG with 4000000 tables", jpeg[:2] + segment(0xDB, b"") * 4_000_000 + jpeg[2:])
    yield Bomb(
        "WebP of 2000000 chunks",
        riff((b"VP8X", bytes(4) + b"\xf0\0\0" * 2), *[(b"VP8 ", b"")] * 2_000_000),
    )
    yield Bomb("JPEG with fill bytes", jpeg[:2] + b"\xff" * 9_000_000 + jpeg[2:], True)


def truncated() -> Iterator[Bomb]:
    """Each kind cut off at random points."""
    chance = random.Random(12)
    for kind, options in (("JPEG", {}), ("JPEG", {"progressive": True}), ("PNG", {}), ("WEBP", {}),
                          ("WEBP", {"lossless": True})):  # fmt: skip
        whole = saved(drawn((640, 480)), kind, **options)
        for at in sorted(chance.sample(range(1, len(whole) - 1), 8)):
            yield Bomb(f"{kind} {options} cut at {at}", whole[:at])


def polyglots() -> Iterator[Bomb]:
    """Something else behind, before or inside the picture."""
    packed, tape = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(packed, "w") as file:
        file.writestr("run.sh", "#!/bin/sh\n")
    with tarfile.open(fileobj=tape, mode="w") as archive:
        archive.addfile(tarfile.TarInfo("run.sh"))
    others = {
        "ZIP": packed.getvalue(), "TAR": tape.getvalue(), "HTML": b"<html><script>alert(1)</script>",
        "PDF": b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF", "EXE": b"MZ\x90\0" + bytes(60), "ELF": b"\x7fELF\x02" + bytes(60),
        "PHP": b"<?php system($_GET[0]); ?>", "RAR": b"Rar!\x1a\x07\x01\0", "SVG": b"<svg onload='x()'/>",
    }  # fmt: skip
    for kind in ("JPEG", "PNG", "WEBP"):
        whole = saved(drawn(), kind)
        for name, other in others.items():
            yield Bomb(f"{kind} and {name}", whole + other)
        yield Bomb(f"ZIP and {kind}", packed.getvalue() + whole)
    yield Bomb("HTML in a comment", saved(drawn(), "JPEG", comment=others["HTML"]), True)


def moving() -> Iterator[Bomb]:
    """Pictures that move."""
    frames = [drawn(), drawn().rotate(90), drawn().rotate(180)]
    for kind in ("WEBP", "PNG", "GIF"):
        for count in (2, 3):
            yield Bomb(f"{kind} of {count} pictures",
                       saved(frames[0], kind, save_all=True, append_images=frames[1:count]))  # fmt: skip
    control = struct.pack(">II", 2**31 - 1, 0)
    yield Bomb(
        "PNG of 2147483647 pictures", png(head(300, 300), chunk(b"acTL", control), rows(300, 300))
    )


def scans() -> Iterator[Bomb]:
    """Progressive pictures that are gone over again and again."""
    for width, height in ((640, 480), MOST):
        whole = blank("JPEG", (width, height), "L")
        for count in (30, 1_000, 50_000):
            yield Bomb(f"{count} scans of {width} x {height}", whole[:-2] + SCAN * count + END)
    for mode in ("L", "RGB", "CMYK"):
        whole = blank("JPEG", MOST, mode, progressive=True)
        yield Bomb(f"progressive {mode} of 40 megapixels", whole, True)


def strange() -> Iterator[Bomb]:
    """True pictures of kinds that cameras do not make."""
    for mode in ("CMYK", "L"):
        yield Bomb(f"JPEG in {mode}", saved(drawn(mode=mode), "JPEG"), True)
    for mode in ("1", "L", "LA", "P", "RGBA"):
        yield Bomb(f"PNG in {mode}", saved(drawn(mode=mode), "PNG"), True)
    yield Bomb("PNG of 16 bits", saved(Image.new("I;16", (240, 210), 900), "PNG"), True)
    noisy = np.random.default_rng(12).integers(0, 256, (1500, 2000, 3), np.uint8)
    for kind in ("JPEG", "PNG", "WEBP"):
        yield Bomb(f"{kind} of noise", saved(Image.fromarray(noisy), kind), True)


def exif() -> Iterator[Bomb]:
    """Metadata that points at itself or beyond its end."""
    plain = saved(drawn(), "JPEG")

    def with_exif(body: bytes) -> bytes:
        return plain[:2] + segment(0xE1, b"Exif\0\0" + body) + plain[2:]

    def entry(tag: int, kind: int, count: int, value: int) -> bytes:
        return struct.pack("<HHII", tag, kind, count, value)

    def ifd(*entries: bytes, following: int = 0) -> bytes:
        return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries)) + b"".join(entries) + struct.pack(
            "<I", following
        )  # fmt: skip

    yield Bomb("EXIF that follows itself", with_exif(ifd(entry(0x112, 3, 1, 6), following=8)), True)
    yield Bomb(
        "EXIF inside of itself",
        with_exif(ifd(entry(0x8769, 4, 1, 8), entry(0x8825, 4, 1, 8))),
        True,
    )
    yield Bomb("EXIF with 65535 entries", with_exif(b"II*\0\x08\0\0\0\xff\xff" + bytes(60)), True)
    yield Bomb("EXIF value of 4 GB", with_exif(ifd(entry(0x10E, 2, 2**32 - 1, 2**32 - 1))), True)
    yield Bomb("EXIF beyond its end", with_exif(b"II*\0\xff\xff\xff\xff"), True)
    for value in (0, 9, 65_535):
        yield Bomb(f"EXIF orientation {value}", with_exif(ifd(entry(0x112, 3, 1, value))), True)
    nested = plain
    for _ in range(6):
        nested = (
            plain[:2] + segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + nested) + plain[2:]
        )
    yield Bomb("thumbnails in thumbnails", nested, True)


def renamed() -> Iterator[Bomb]:
    """Other kinds of file, whatever they are called."""
    for kind in ("GIF", "TIFF", "BMP", "ICO", "PPM", "TGA", "PCX", "DDS", "JPEG2000", "PDF", "EPS"):
        yield Bomb(f"{kind} renamed", saved(drawn(), kind))
    for name, content in {
        "SVG": b"<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg'/>", "nothing": b"",
        "one byte": b"\xff", "HEIC": b"\0\0\0\x18ftypheic" + bytes(99), "AVIF": b"\0\0\0\x18ftypavif" + bytes(99),
        "PSD": b"8BPS\0\1" + bytes(99), "a script": b"#!/bin/sh\nrm -rf /\n", "zeros": bytes(1_000_000),
        "21 MB": saved(drawn(), "JPEG") + bytes(21_000_000), "XML entities": b"<!DOCTYPE x [<!ENTITY a 'aaa'>]>",
    }.items():  # fmt: skip
        yield Bomb(f"{name} renamed", content)


def jpeg_headers() -> Iterator[Bomb]:
    """Frames and tables that make no sense."""
    whole = saved(drawn(), "JPEG")
    yield Bomb("JPEG without a frame", b"\xff\xd8" + SCAN + END)
    yield Bomb("JPEG without a scan", b"\xff\xd8" + frame(300, 300) + END)
    yield Bomb("JPEG with two frames", b"\xff\xd8" + frame(300, 300) * 2 + SCAN + END)
    yield Bomb("JPEG of height 0", b"\xff\xd8" + frame(300, 0) + SCAN + END)
    for marker in (0xC1, 0xC3, 0xC5, 0xC9, 0xCA, 0xCF):
        yield Bomb(f"JPEG frame {marker:X}", b"\xff\xd8" + frame(300, 300, marker) + SCAN + END)
    many = bytes((255,)) + b"\x01\xff\x00" * 255
    yield Bomb("JPEG of 255 colours", b"\xff\xd8" + frame(300, 300, tail=many) + SCAN + END)
    yield Bomb("JPEG without tables", b"\xff\xd8" + frame(300, 300) + SCAN + END)
    yield Bomb("JPEG with a mad table", whole[:2] + segment(0xC4, b"\xff" * 400) + whole[2:])
    yield Bomb("JPEG with a table too long", whole[:2] + b"\xff\xdb\xff\xff" + whole[2:])


def png_headers() -> Iterator[Bomb]:
    """Chunks that make no sense."""
    good = rows(300, 300)
    yield Bomb("PNG without IHDR", png(good))
    yield Bomb("PNG of depth 77", png(head(300, 300, 77), good))
    yield Bomb("PNG of colour 9", png(head(300, 300, 8, 9), good))
    yield Bomb("PNG of colours it does not name", png(head(300, 300, 8, 3), good))
    yield Bomb("PNG without end", SIGNATURE + head(300, 300) + good)
    yield Bomb("PNG with a wrong sum", png(head(300, 300), good[:-4] + bytes(4)))
    yield Bomb("PNG chunk of 2 GB", SIGNATURE + head(300, 300) + b"\x7f\xff\xff\xffIDAT" + good)
    yield Bomb(
        "PNG of mad rows", png(head(300, 300), chunk(b"IDAT", zlib.compress(b"\xff" * 270_300)))
    )


def webp_headers() -> Iterator[Bomb]:
    """Pictures that are larger than their canvas, and sizes that lie."""
    big = blank("WEBP", (8_000, 8_000), quality=1, method=0)[12:]
    inner = [(big[:4], big[8:])]
    small = bytes(4) + struct.pack("<I", 299)[:3] * 2
    yield Bomb("WebP larger than its canvas", riff((b"VP8X", small), *inner))
    yield Bomb("WebP canvas first, twice", riff((b"VP8X", small), (b"VP8X", small), *inner))
    yield Bomb("WebP without a picture", riff((b"VP8X", small)))
    whole = bytearray(saved(drawn(), "WEBP"))
    whole[4:8] = struct.pack("<I", 2**32 - 1)
    yield Bomb("WebP of 4 GB", bytes(whole))
    whole = bytearray(saved(drawn(), "WEBP"))
    whole[16:20] = struct.pack("<I", 2**31)
    yield Bomb("WebP chunk of 2 GB", bytes(whole))
