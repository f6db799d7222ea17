"""The words burned into every kept copy of a document (R-053; 令25 第九条): no clean copy is kept."""

from __future__ import annotations

import io
import math
from datetime import date
from typing import TYPE_CHECKING

from app.capture.picture_header import broken, check_bytes
from app.paths import RESOURCES

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

FONT = RESOURCES / "fonts" / "NotoSansSC-Bold.ttf"
OPACITY = 86
"""Of 255: read through easily, and not washed out by a copier."""
QUALITY = 85
THUMBNAIL = 240
"""Pixels of the longer side."""


def burn(
    picture: bytes, *, operator: str, purpose: str, day: date, limit: int | None = None
) -> bytes:
    """A JPEG of `picture` with the words in slanting lines all over it.

    `operator` is the company whose hall it is, `purpose` what the copy was taken for, such as
    电信业务; `limit` are the bytes it may have, for which it is made smaller. The picture comes
    without its metadata. CaptureRefused when it is none.
    """
    from PIL import Image, ImageDraw, ImageFont, ImageOps

    own = picture[: check_bytes(picture, shortest=1).end]  # a chip's portrait is 102 pixels wide
    try:
        with Image.open(io.BytesIO(own), formats=("JPEG", "PNG", "WEBP")) as opened:
            image = ImageOps.exif_transpose(opened).convert("RGB")
    except (OSError, ValueError, SyntaxError):
        raise broken() from None
    size = max(14, round(max(image.size) / 34))
    font = ImageFont.truetype(str(FONT), size)
    words = f"{operator}  仅用于{purpose}办理  {day:%Y-%m-%d}"
    reach = math.ceil(math.hypot(*image.size))
    sheet = Image.new("L", (reach, reach))
    draw = ImageDraw.Draw(sheet)
    step = draw.textlength(words, font) + 3 * size
    for row, y in enumerate(range(0, reach, round(3.6 * size))):
        x = -(row % 2) * step / 2
        while x < reach:
            draw.text((x, y), words, OPACITY, font)
            x += step
    slanted = sheet.rotate(28, Image.Resampling.BICUBIC)
    left, top = (reach - image.width) // 2, (reach - image.height) // 2
    mask = slanted.crop((left, top, left + image.width, top + image.height))
    image.paste((150, 20, 20), (0, 0), mask)
    return _within(image, limit)


def thumbnail(picture: bytes, *, limit: int) -> bytes:
    """A small JPEG of a JPEG that `burn` made, of `limit` bytes at most."""
    from PIL import Image

    with Image.open(io.BytesIO(picture), formats=("JPEG",)) as opened:
        small = opened.convert("RGB")
    small.thumbnail((THUMBNAIL, THUMBNAIL))
    return _within(small, limit)


def _within(image: Picture, limit: int | None) -> bytes:
    made = _encoded(image)
    while limit is not None and len(made) > limit:
        image = image.resize((image.width * 4 // 5, image.height * 4 // 5))
        made = _encoded(image)
    return made


def _encoded(image: Picture) -> bytes:
    made = io.BytesIO()
    image.save(made, "JPEG", quality=QUALITY)
    return made.getvalue()
