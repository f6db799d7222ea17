"""Which files reach a decoder, and which are refused in words before it (T12)."""

import io
import struct
import time
import zlib

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from app.capture.decode import decode
from app.capture.picture_header import (
    BYTES,
    MEGAPIXELS,
    METADATA_BYTES,
    CaptureRefused,
    check_bytes,
)

SECONDS = 2.0


def picture(kind="JPEG", size=(320, 240), **options):
    image = Image.new("RGB", size, (200, 210, 220))
    image.paste((20, 30, 40), (0, 0, 40, 30))  # top left, as the camera was held
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width, height, *more, rows=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = chunk(b"IDAT", zlib.compress(rows))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + body + chunk(b"IEND", b"")


def segment(marker, body):
    return bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body


def animated_webp():
    made = io.BytesIO()
    frames = [Image.new("RGB", (300, 300), (shade, 0, 0)) for shade in (0, 200)]
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    return made.getvalue()


JPEG, PNG, WEBP = (picture(kind) for kind in ("JPEG", "PNG", "WEBP"))
EXIF = segment(0xE1, b"Exif\0\0" + bytes(65_000))
BOMBS = {
    "empty": (b"", "picture_kind"),
    "a GIF": (b"GIF89a" + bytes(500), "picture_kind"),
    "an SVG": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_kind"),
    "a PDF": (b"%PDF-1.7 " + JPEG, "picture_kind"),
    "100k x 100k in a small PNG": (png(100_000, 100_000), "picture_pixels"),
    "just too many pixels": (png(8_000, MEGAPIXELS * 125 + 1), "picture_pixels"),
    "JPEG of 65535 x 65535": (
        b"\xff\xd8" + segment(0xC0, b"\x08\xff\xff\xff\xff\x01\x01\x11\x00")
        + segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x00\xff\xd9",
        "picture_pixels",
    ),
    "too many bytes": (JPEG + bytes(BYTES), "picture_bytes"),
    "huge EXIF": (JPEG[:2] + EXIF * (METADATA_BYTES // 65_000 + 1) + JPEG[2:], "picture_more"),
    "huge text in a PNG": (png(300, 300, chunk(b"zTXt", bytes(METADATA_BYTES + 1))), "picture_more"),
    "cut-off JPEG": (JPEG[: len(JPEG) * 2 // 3], "picture_broken"),
    "JPEG of fill bytes": (JPEG[:-2] + b"\xff" * 2_000_000 + b"\x00", "picture_broken"),
    "cut-off PNG": (PNG[:-20], "picture_broken"),
    "cut-off WebP": (WEBP[:-20], "picture_broken"),
    "PNG without pixels": (png(300, 300), "picture_broken"),
    "JPEG and ZIP": (JPEG + b"PK\x03\x04" + bytes(99), "picture_more"),
    "JPEG and page": (JPEG + b"<script>", "picture_more"),
    "PNG and ZIP": (PNG + b"PK\x03\x04" + bytes(99), "picture_more"),
    "WebP and PDF": (WEBP + b"%PDF-1.7 ", "picture_more"),
    "animated WebP": (animated_webp(), "picture_animated"),
    "animated PNG": (png(300, 300, chunk(b"acTL", bytes(8))), "picture_animated"),
    "a thousand scans": (
        JPEG[:-2] + (segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"\x00") * 1000 + b"\xff\xd9",
        "picture_more",
    ),
    "smaller than any card": (picture(size=(199, 400)), "picture_small"),
}  # fmt: skip


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_three_kinds_are_decoded(kind):
    pixels = decode(picture(kind))
    assert pixels.shape == (240, 320, 3)
    assert pixels[10, 10].mean() < 60 < pixels[200, 300].mean()


def test_a_lossless_webp_and_a_png_with_alpha_are_decoded():
    assert decode(picture("WEBP", lossless=True)).shape == (240, 320, 3)
    made = io.BytesIO()
    Image.new("RGBA", (320, 240), (9, 9, 9, 0)).save(made, "PNG")
    assert decode(made.getvalue()).shape == (240, 320, 3)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_the_orientation_of_the_camera_is_applied(kind, orientation):
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Pillow's own names of the inverse
    upright = Image.open(io.BytesIO(PNG))
    stored = upright.transpose(Image.Transpose(back[orientation])) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    made = io.BytesIO()
    stored.save(made, kind, exif=exif)
    pixels = decode(made.getvalue())
    assert pixels.shape == (240, 320, 3)
    assert pixels[10, 10].mean() < 60 < pixels[10, 300].mean()


@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_refused_in_words_at_once(name):
    content, code = BOMBS[name]
    begun = time.perf_counter()
    with pytest.raises(CaptureRefused) as refused:
        decode(content)
    assert time.perf_counter() - begun < SECONDS
    assert refused.value.code == code
    assert refused.value.plain()["message"]


def test_a_telephone_may_add_a_second_picture_or_a_film():
    assert decode(JPEG + JPEG).shape == (240, 320, 3)
    assert decode(JPEG + b"\x00\x00\x00\x18ftypmp42" + bytes(99)).shape == (240, 320, 3)


def notes(*texts, padding=b""):
    """The trailer that Samsung's telephones write: these notes of the kind 0x0a01."""
    made = [b"\0\0\x01\x0a" + struct.pack("<I", len(name)) + name + text for name, text in texts]
    behind = [sum(map(len, made[n:])) + len(padding) for n in range(len(made))]
    entries = b"".join(
        b"\0\0" + struct.pack("<HII", 0x0A01, back, len(note))
        for note, back in zip(made, behind, strict=True)
    )
    listed = b"SEFH" + struct.pack("<II", 107, len(made)) + entries
    return b"".join(made) + padding + listed + struct.pack("<I", len(listed)) + b"SEFT"


TIME, CAMERA = (b"Image_UTC_Data", b"1795305600000"), (b"Camera_Capture_Mode_Info", b"1\0")
ARCHIVE = b"PK\x05\x06" + bytes(18)


def test_a_telephone_may_add_its_notes():
    assert decode(JPEG + notes(TIME, CAMERA)).shape == (240, 320, 3)
    assert decode(JPEG + notes()).shape == (240, 320, 3)


def test_no_decoder_sees_what_stands_behind_a_picture():
    for tail in (notes(TIME), JPEG, b"\x00\x00\x00\x18ftypmp42"):
        assert check_bytes(JPEG + tail).end == len(JPEG)


@pytest.mark.parametrize("tail", {
    "a picture in a note": notes((b"Image_UTC_Data", JPEG)),
    "an archive in a note": notes((b"Image_UTC_Data", ARCHIVE)),
    "a film in a note": notes((b"MotionPhoto_Data", b"\0\0\0\x18ftypmp42")),
    "an archive between notes and directory": notes(TIME, padding=ARCHIVE),
    "an archive before the notes": ARCHIVE + notes(TIME),
    "an archive behind them": notes(TIME) + ARCHIVE,
    "too many notes": notes(*[TIME] * 2_000),
    "nothing but the end": b"SEFT",
    "a directory of 4 GB": notes(TIME)[:-8] + b"\xff" * 4 + b"SEFT",
}.values())  # fmt: skip
def test_notes_that_hold_something_else_are_refused(tail):
    with pytest.raises(CaptureRefused, match="picture_more"):
        check_bytes(JPEG + tail)


@given(st.integers(0, 200), st.integers(0, 255))
def test_damaged_notes_are_refused_or_still_notes(place, value):
    tail = bytearray(notes(TIME, CAMERA))
    tail[place % len(tail)] = value
    try:
        end = check_bytes(JPEG + bytes(tail)).end
    except CaptureRefused:
        return
    assert end == len(JPEG)


def test_a_progressive_jpeg_is_decoded():
    assert decode(picture("JPEG", progressive=True)).shape == (240, 320, 3)


def test_the_largest_picture_allowed_is_decoded():
    done, made = cv2.imencode(".png", np.zeros((5_000, 8_000, 3), np.uint8))
    assert done
    assert decode(made.tobytes()).shape == (5_000, 8_000, 3)


@settings(max_examples=600, deadline=None)
@given(
    st.sampled_from([JPEG, PNG, WEBP, animated_webp(), picture("WEBP", lossless=True)]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), max_size=12),
    st.floats(0, 1),
    st.binary(max_size=40),
)
def test_no_damage_to_a_picture_gets_past_the_words(content, changes, keep, more):
    damaged = bytearray(content)
    for place, value in changes:
        damaged[min(int(place * 700), len(damaged) - 1)] = value
    damaged = damaged[: int(len(damaged) * max(keep, 0.5))] if keep < 0.9 else damaged
    try:
        check_bytes(bytes(damaged) + more)
    except CaptureRefused:
        return


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from([JPEG, PNG, WEBP]),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_a_damaged_picture_is_decoded_or_refused(content, changes):
    damaged = bytearray(content)
    for place, value in changes:
        damaged[min(int(place * len(damaged)), len(damaged) - 1)] = value
    try:
        assert decode(bytes(damaged)).ndim == 3
    except CaptureRefused:
        return


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_are_refused(content):
    with pytest.raises(CaptureRefused):
        check_bytes(content)
