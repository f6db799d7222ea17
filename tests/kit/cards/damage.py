"""What light, lens, sensor and compression do to a picture."""

from __future__ import annotations

import math
import random

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.kit.cards.ink import Canvas

_COARSE = 16
_TILE = 1024
Light = NDArray[np.float32]


def even(width: int, height: int) -> Light:
    """Light of strength 1 everywhere, coarse: lit() stretches it over the picture."""
    return np.ones((height // _COARSE + 1, width // _COARSE + 1), np.float32)


def fall(light: Light, chance: random.Random, depth: float) -> None:
    """The light comes from one side: the other is darker by up to `depth`."""
    h, w = light.shape
    angle = chance.uniform(0, 2 * math.pi)
    rows, columns = np.mgrid[0:h, 0:w].astype(np.float32)
    along = (columns / w - 0.5) * math.cos(angle) + (rows / h - 0.5) * math.sin(angle)
    light *= 1 - depth * (along + 0.7) / 1.4


def shadow(light: Light, chance: random.Random, depth: float) -> None:
    """Somebody stands in the light: half the picture is darker, with a soft edge."""
    h, w = light.shape
    angle, edge = chance.uniform(0, 2 * math.pi), chance.uniform(-0.25, 0.25)
    rows, columns = np.mgrid[0:h, 0:w].astype(np.float32)
    along = (columns / w - 0.5) * math.cos(angle) + (rows / h - 0.5) * math.sin(angle)
    light *= 1 - depth / (1 + np.exp(-(along - edge) / chance.uniform(0.01, 0.08)))


def glare(light: Light, x: float, y: float, radius: float, strength: float) -> None:
    """A lamp's reflection around (x, y) of the picture; added to what is there, not multiplied."""
    h, w = light.shape
    rows, columns = np.mgrid[0:h, 0:w].astype(np.float32)
    far = ((columns - x / _COARSE) ** 2 + (rows - y / _COARSE) ** 2) / (radius / _COARSE) ** 2
    light += strength * np.exp(-far / 2)


def lit(picture: Canvas, light: Light, spots: Light, warmth: float) -> NDArray[np.float32]:
    """The picture under the light, warmer or colder, the spots laid over it."""
    height, width = picture.shape[:2]
    field = cv2.resize(light, (width, height), interpolation=cv2.INTER_LINEAR)
    out = picture.astype(np.float32) * field[..., None]
    out *= np.array([1 - warmth, 1, 1 + warmth], np.float32)
    if spots.max() > 0:
        out += cv2.resize(spots, (width, height), interpolation=cv2.INTER_LINEAR)[..., None]
    return out


def blurred(
    picture: NDArray[np.float32], focus: float, motion: float, turn: float
) -> NDArray[np.float32]:
    """Out of focus by `focus` and moved by `motion` pixels along `turn`."""
    if motion > 1:
        size = int(motion) | 1
        kernel = np.zeros((size, size), np.float32)
        middle = size // 2
        dx, dy = middle * math.cos(turn), middle * math.sin(turn)
        ends = [(round(middle + k * dx), round(middle + k * dy)) for k in (-1, 1)]
        cv2.line(kernel, ends[0], ends[1], 1.0)
        picture = np.asarray(cv2.filter2D(picture, -1, kernel / kernel.sum()), np.float32)
    if focus > 0.25:
        picture = np.asarray(cv2.GaussianBlur(picture, (0, 0), focus), np.float32)
    return picture


def grained(picture: NDArray[np.float32], level: float, chance: random.Random) -> Canvas:
    """Sensor noise, stronger in colour than a sheet of paper would be; rounded to bytes."""
    noise = np.random.default_rng(chance.getrandbits(32))
    tile = noise.standard_normal((_TILE, _TILE, 3)).astype(np.float32)
    tile = np.asarray(cv2.GaussianBlur(tile, (0, 0), 0.6), np.float32) * (level * 1.7)
    height, width = picture.shape[:2]
    for y in range(0, height, _TILE):
        for x in range(0, width, _TILE):
            part = picture[y : y + _TILE, x : x + _TILE]
            part += tile[: part.shape[0], : part.shape[1]]
    return np.clip(picture, 0, 255).astype(np.uint8)


def jpeg(picture: Canvas, quality: int) -> bytes:
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()


def png(picture: Canvas) -> bytes:
    return cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
