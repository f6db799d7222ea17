"""The bytes of a JPEG, PNG or WebP -> pixels, upright as the camera was held."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.capture.picture_header import broken, check_bytes

Pixels = npt.NDArray[np.uint8]
"""Rows x columns x (blue, green, red)."""


def decode(content: bytes) -> Pixels:
    """The pixels, turned as its EXIF orientation says; CaptureRefused in words otherwise."""
    own = content[: check_bytes(content).end]
    try:
        pixels = cv2.imdecode(np.frombuffer(own, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error:
        raise broken() from None
    if pixels is None:
        raise broken()
    return pixels.astype(np.uint8, copy=False)
