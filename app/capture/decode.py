"""The bytes of a JPEG, PNG or WebP -> pixels, upright as the camera was held."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.capture.picture_header import CaptureRefused, broken, read_header
from app.errors import QT_TR_NOOP

Pixels = npt.NDArray[np.uint8]
"""Rows x columns x (blue, green, red)."""

BYTES = 20 * 1024 * 1024
MEGAPIXELS = 40
SHORTEST = 200
"""Pixels; a smaller picture holds no readable card."""


def check_bytes(content: bytes) -> None:
    """Refuse what must not reach a decoder at all; cheap enough for any process."""
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
    if min(header.width, header.height) < SHORTEST:
        raise CaptureRefused(
            "picture_small",
            QT_TR_NOOP("This picture is too small to read anything. Take it from nearer."),
        )


def decode(content: bytes) -> Pixels:
    """The pixels, turned as its EXIF orientation says; CaptureRefused in words otherwise."""
    check_bytes(content)
    try:
        pixels = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        raise broken() from None
    if pixels is None:
        raise broken()
    return pixels.astype(np.uint8, copy=False)
