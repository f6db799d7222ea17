"""Laying printed cards on a desk and looking at them: where every point of the desk ends up."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass

import cv2
import numpy as np

from tests.kit.cards import scene
from tests.kit.cards.ink import Box, Canvas, Sheet
from tests.kit.cards.scene import Matrix, Points

LONGEST, SHORTEST = 4000, 3000
"""No picture is larger than this."""


@dataclass(frozen=True)
class Placed:
    """A card on the desk: its middle in millimetres, how far it is turned, its round corners."""

    sheet: Sheet
    x: float = 0.0
    y: float = 0.0
    turn: float = 0.0
    round: float = 3.2

    @property
    def corners(self) -> list[tuple[float, float]]:
        """On the desk, clockwise from the card's own top left."""
        return scene.turned(self.x, self.y, self.sheet.width, self.sheet.height, self.turn)

    def spot(self, x: float, y: float) -> tuple[float, float]:
        """Where a point of the card lies on the desk."""
        a, b = x - self.sheet.width / 2, y - self.sheet.height / 2
        c, s = math.cos(self.turn), math.sin(self.turn)
        return self.x + a * c - b * s, self.y + a * s + b * c


@dataclass(frozen=True)
class View:
    """A picture's size and the matrix from the desk's millimetres to its pixels."""

    width: int
    height: int
    matrix: Matrix


def above(scale: float, turn: float = 0.0) -> Matrix:
    """Straight from above, `scale` pixels to a millimetre."""
    c, s = scale * math.cos(turn), scale * math.sin(turn)
    return np.array([[c, -s, 0], [s, c, 0], [0, 0, 1.0]])


def aslant(scale: float, turn: float, tilt: tuple[float, float], distance: float) -> Matrix:
    """From `distance` millimetres, the desk tilted around both axes; `scale` at its middle."""
    (ax, ay), (c, s) = tilt, (math.cos(turn), math.sin(turn))
    roll = np.array([[c, -s, 0], [s, c, 0], [0, 0, 1]])
    pitch = np.array([[1, 0, 0], [0, math.cos(ax), -math.sin(ax)], [0, math.sin(ax), math.cos(ax)]])
    yaw = np.array([[math.cos(ay), 0, math.sin(ay)], [0, 1, 0], [-math.sin(ay), 0, math.cos(ay)]])
    turned = pitch @ yaw @ roll
    lens = np.diag([scale * distance, scale * distance, 1.0])
    plane = np.column_stack([turned[:, 0], turned[:, 1], [0, 0, distance]])
    matrix = lens @ plane
    return np.asarray(matrix / matrix[2, 2], np.float64)


def frame(
    matrix: Matrix, cards: list[Placed], chance: random.Random, *, share: float, cut: float = 0.0
) -> View:
    """A picture in which the cards take `share` of the side; `cut` pixels may lie outside."""
    points = np.concatenate([scene.through(matrix, card.corners) for card in cards])
    low, high = points.min(0), points.max(0)
    long, wide = float(high[0] - low[0]), float(high[1] - low[1])
    aspect = 4 / 3 if long >= wide else 3 / 4
    width = max(long / share, wide / share * aspect)
    largest = min(LONGEST if aspect > 1 else SHORTEST, width)
    width = max(largest, long * 1.01, wide * 1.01 * aspect)
    limit = (LONGEST if aspect > 1 else SHORTEST) / width
    if limit < 1:  # the cards alone are larger than a picture may be
        return frame(np.diag([limit * 0.98, limit * 0.98, 1.0]) @ matrix, cards, chance,
                     share=share, cut=cut)  # fmt: skip
    size = (math.ceil(width), math.ceil(width / aspect))
    room = (size[0] - long, size[1] - wide)
    at = [chance.uniform(0.02, 0.98) * one for one in room]
    if cut:
        side = chance.randrange(2)
        at[side] = chance.choice((-cut, room[side] + cut))
    shift = np.array([[1, 0, at[0] - low[0]], [0, 1, at[1] - low[1]], [0, 0, 1.0]])
    return View(*size, shift @ matrix)


def lay(picture: Canvas, view: View, card: Placed, *, depth: float, light: float) -> None:
    """Draw the card into the picture with the shadow that its thickness throws."""
    sheet = card.sheet
    corners = scene.through(view.matrix, card.corners)
    h, w = sheet.pixels.shape[:2]
    source = np.array([[0, 0], [w, 0], [w, h], [0, h]], np.float32)
    mask = np.zeros((h, w), np.uint8)
    r = max(1, round(card.round * sheet.scale))
    cv2.rectangle(mask, (r, 0), (w - r, h), 255, -1)
    cv2.rectangle(mask, (0, r), (w, h - r), 255, -1)
    for x, y in ((r, r), (w - r, r), (r, h - r), (w - r, h - r)):
        cv2.circle(mask, (x, y), r, 255, -1)
    box = _box(corners, picture, 40)
    x0, y0, x1, y1 = box
    if x1 <= x0 or y1 <= y0:
        return
    local = corners - (x0, y0)
    throw = cv2.getPerspectiveTransform(source, local.astype(np.float32))
    size = (x1 - x0, y1 - y0)
    alpha = cv2.warpPerspective(mask, throw, size, flags=cv2.INTER_LINEAR)
    front = cv2.warpPerspective(sheet.pixels, throw, size, flags=cv2.INTER_LINEAR,
                                borderMode=cv2.BORDER_REPLICATE)  # fmt: skip
    shift = np.array([[1, 0, depth * math.cos(light)], [0, 1, depth * math.sin(light)]])
    dark = cv2.GaussianBlur(cv2.warpAffine(alpha, shift, size), (0, 0), max(1.0, depth * 0.7))
    part = picture[y0:y1, x0:x1].astype(np.float32)
    part *= 1 - 0.45 * dark[..., None].astype(np.float32) / 255
    share = alpha[..., None].astype(np.float32) / 255
    picture[y0:y1, x0:x1] = (part * (1 - share) + front * share).astype(np.uint8)


def _box(points: Points, picture: Canvas, margin: int) -> tuple[int, int, int, int]:
    height, width = picture.shape[:2]
    low, high = points.min(0) - margin, points.max(0) + margin
    return (
        max(0, int(low[0])),
        max(0, int(low[1])),
        min(width, int(high[0])),
        min(height, int(high[1])),
    )


def free_spot(sheet: Sheet, radius: float, chance: random.Random) -> tuple[float, float] | None:
    """A point of the card that is `radius` millimetres from all it says, or None."""
    for _ in range(40):
        x, y = chance.uniform(0, sheet.width), chance.uniform(0, sheet.height)
        if all(_far(x, y, box) > radius for box in sheet.values):
            return x, y
    return None


def _far(x: float, y: float, box: Box) -> float:
    left, top, w, h = box
    return math.hypot(max(left - x, 0, x - left - w), max(top - y, 0, y - top - h))
