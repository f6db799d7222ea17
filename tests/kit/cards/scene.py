"""What lies around a card: desks, cloths, sheets of paper, pens, fingers."""

from __future__ import annotations

import math
import random
from collections.abc import Iterable

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.kit.cards.ink import Canvas, Color

Matrix = NDArray[np.float64]
Points = NDArray[np.float64]
_COARSE = 4
"""Textures are made this much smaller than the picture."""

WOODS: list[Color] = [(60, 95, 140), (90, 130, 175), (40, 60, 90), (120, 160, 195)]
PLAIN: dict[str, Color] = {
    "white desk": (232, 236, 238),
    "grey desk": (150, 152, 155),
    "dark mat": (52, 50, 48),
    "blue mat": (130, 90, 50),
    "beige desk": (190, 205, 215),
    "green mat": (90, 120, 80),
}


def desk(kind: str, width: int, height: int, chance: random.Random) -> Canvas:
    """A ground to lay cards on: wood, marble, cloth, or one of PLAIN."""
    noise = np.random.default_rng(chance.getrandbits(32))
    w, h = width // _COARSE + 1, height // _COARSE + 1
    if kind == "wood":
        base = np.array(chance.choice(WOODS), np.float32)
        grain = _clouds(noise, w, h, (3, 60)) * 26 + _clouds(noise, w, h, (2, 200)) * 14
        planks = (np.arange(h) // (h // chance.randrange(2, 6) + 1) % 3 * 7)[:, None]
        field = base + (grain + planks)[..., None]
    elif kind == "marble":
        veins = np.abs(_clouds(noise, w, h, (5, 6)) + 0.5 * _clouds(noise, w, h, (14, 17)))
        field = np.array((205, 208, 210), np.float32) - 38 * np.exp(-veins * 9)[..., None]
    elif kind == "cloth":
        rows, columns = np.mgrid[0:h, 0:w]
        size = chance.randrange(4, 14)
        checks = ((rows // size + columns // size) % 2) * 22.0
        color = np.array([chance.randrange(60, 200) for _ in range(3)], np.float32)
        field = color + (checks + _clouds(noise, w, h, (40, 40)) * 6)[..., None]
    else:
        field = np.array(PLAIN[kind], np.float32) + _clouds(noise, w, h, (6, 8))[..., None] * 3
    if chance.random() < 0.5 and kind == "wood":
        field = field[::-1, ::-1]
    coarse = np.clip(field, 0, 255).astype(np.uint8)
    big = cv2.resize(coarse, (w * _COARSE, h * _COARSE), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(big[:height, :width], np.uint8)


def _clouds(noise: np.random.Generator, w: int, h: int, cells: tuple[int, int]) -> Points:
    """Smooth noise of about unit strength with so many cells across and down."""
    seeds = noise.standard_normal((cells[1] + 2, cells[0] + 2)).astype(np.float32)
    return np.asarray(cv2.resize(seeds, (w, h), interpolation=cv2.INTER_CUBIC), np.float64)


def through(matrix: Matrix, points: Iterable[tuple[float, float]]) -> Points:
    """The points as the matrix throws them."""
    flat = np.array([list(points)], np.float64)
    return np.asarray(cv2.perspectiveTransform(flat, matrix)[0], np.float64)


def fill(
    picture: Canvas, matrix: Matrix, points: Iterable[tuple[float, float]], color: Color
) -> None:
    """A polygon given in millimetres of the desk."""
    thrown = np.round(through(matrix, points) * 16).astype(np.int32)
    cv2.fillPoly(picture, [thrown], color, cv2.LINE_AA, 4)


def turned(x: float, y: float, w: float, h: float, turn: float) -> list[tuple[float, float]]:
    """The corners of a w by h rectangle around (x, y), clockwise from its own top left."""
    c, s = math.cos(turn), math.sin(turn)
    half = [(-w / 2, -h / 2), (w / 2, -h / 2), (w / 2, h / 2), (-w / 2, h / 2)]
    return [(x + a * c - b * s, y + a * s + b * c) for a, b in half]


def a4(picture: Canvas, matrix: Matrix, chance: random.Random, *, written: bool) -> None:
    """A white sheet under the card, with lines of grey writing or none."""
    x, y, turn = chance.uniform(-40, 40), chance.uniform(-60, 60), chance.uniform(-0.3, 0.3)
    shade = chance.randrange(236, 252)
    fill(picture, matrix, turned(x, y, 210, 297, turn), (shade, shade, shade))
    if not written:
        return
    c, s = math.cos(turn), math.sin(turn)
    for n in range(24):
        down, long = -128 + n * 11.0, chance.uniform(60, 170)
        cx, cy = -85 + long / 2, down
        at = (x + cx * c - cy * s, y + cx * s + cy * c)
        fill(picture, matrix, turned(*at, long, 2.2, turn), (150, 150, 150))


def clutter(picture: Canvas, matrix: Matrix, chance: random.Random) -> None:
    """Papers, pens and boxes lying about, some of them under the card's edge."""
    for _ in range(chance.randrange(2, 7)):
        angle, far = chance.uniform(0, 2 * math.pi), chance.uniform(45, 130)
        x, y = far * math.cos(angle), far * math.sin(angle)
        color: Color = (
            chance.randrange(30, 250),
            chance.randrange(30, 250),
            chance.randrange(30, 250),
        )
        form = chance.random()
        if form < 0.35:
            fill(picture, matrix, turned(x, y, 140, 9, chance.uniform(0, 6)), color)
        elif form < 0.75:
            size = (chance.uniform(40, 110), chance.uniform(30, 90))
            fill(picture, matrix, turned(x, y, *size, chance.uniform(0, 6)), color)
        else:
            r = chance.uniform(10, 30)
            ring = [(x + r * math.cos(n / 6), y + r * math.sin(n / 6)) for n in range(38)]
            fill(picture, matrix, ring, color)


def skin_of(chance: random.Random) -> Color:
    """Some human skin."""
    return chance.randrange(110, 165), chance.randrange(145, 190), chance.randrange(190, 228)


def finger(
    picture: Canvas, matrix: Matrix, tip: tuple[float, float], turn: float, skin: Color
) -> None:
    """A finger-like shape whose tip is at `tip`, pointing along `turn`."""
    r, long = 8.2, 90.0
    arc = np.linspace(-math.pi / 2, math.pi / 2, 16)
    outline = [(r * 1.2 * math.cos(a) - r * 1.2, r * math.sin(a)) for a in arc]
    outline += [(-long, r * 1.25), (-long, -r * 1.25)]
    c, s = math.cos(turn), math.sin(turn)
    fill(
        picture,
        matrix,
        [(tip[0] + a * c - b * s, tip[1] + a * s + b * c) for a, b in outline],
        skin,
    )
    nail = [(-r * 0.75 + r * 0.55 * math.cos(a), r * 0.6 * math.sin(a))
            for a in np.linspace(0, 2 * math.pi, 20)]  # fmt: skip
    pale: Color = (skin[0] + 28, skin[1] + 22, min(255, skin[2] + 14))
    fill(picture, matrix, [(tip[0] + a * c - b * s, tip[1] + a * s + b * c) for a, b in nail], pale)


def palm(picture: Canvas, matrix: Matrix, turn: float, chance: random.Random) -> None:
    """A hand under the card: a palm, and fingertips that stick out beyond the far edge."""
    skin = skin_of(chance)
    c, s = math.cos(turn), math.sin(turn)

    def at(x: float, y: float) -> tuple[float, float]:
        return x * c - y * s, x * s + y * c

    ring = [at(-25 + 62 * math.cos(n / 8), 12 + 48 * math.sin(n / 8)) for n in range(50)]
    fill(picture, matrix, ring, skin)
    fill(picture, matrix, [at(-25, -25), at(-160, -30), at(-160, 60), at(-25, 55)], skin)
    for n in range(3):
        tip = at(chance.uniform(46, 62), -18 + n * 19.0)
        finger(picture, matrix, tip, turn + chance.uniform(-0.15, 0.15), skin)
