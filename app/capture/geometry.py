"""Quadrilaterals and straight lines in a picture; sizes of the documents."""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from app.capture.decode import Pixels
from app.capture.reading import Corners

Quad = npt.NDArray[np.float64]
"""Four (x, y), clockwise."""

CARD = 85.6 / 54
PAGE = 125 / 88
SHEET = 297 / 210
LONG_SIDE = 1012
"""Pixels of a card's long side at 300 dpi."""
MOST_LONG_SIDE = 2024


def to_corners(quad: Quad) -> Corners:
    a, b, c, d = ((float(x), float(y)) for x, y in quad)
    return a, b, c, d


def to_quad(corners: Corners) -> Quad:
    return np.array(corners, np.float64)


def whole(pixels: Pixels) -> Quad:
    """The picture's own four corners."""
    height, width = pixels.shape[:2]
    return np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float64)


def sides(quad: Quad) -> npt.NDArray[np.float64]:
    """The lengths of the four sides, from the first corner on."""
    lengths: npt.NDArray[np.float64] = np.linalg.norm(np.roll(quad, -1, axis=0) - quad, axis=1)
    return lengths


def area(quad: Quad) -> float:
    x, y = quad[:, 0], quad[:, 1]
    return float(np.dot(x, np.roll(y, -1)) - np.dot(y, np.roll(x, -1))) / 2


def is_convex(quad: Quad) -> bool:
    turned = np.roll(quad, -1, axis=0) - quad
    following = np.roll(turned, -1, axis=0)
    cross = turned[:, 0] * following[:, 1] - turned[:, 1] * following[:, 0]
    return bool((cross > 0).all())


def proportion(quad: Quad, width: int, height: int) -> float:
    """Width to height of the flat rectangle seen as `quad`; see `proportions`."""
    return float(proportions(quad[None], width, height)[0])


def proportions(quads: Quad, width: int, height: int) -> Quad:
    """Width to height of the flat rectangles that a camera saw as n x 4 x 2 corners.

    The camera looks at the picture's middle and its pixels are square; where a quad is too flat to
    tell the focal length, an ordinary one is taken.
    """
    points = (quads - np.array([width / 2, height / 2])) / (max(width, height) / 2)
    points = np.concatenate([points, np.ones((*points.shape[:2], 1))], axis=2)
    top_left, top_right, bottom_right, bottom_left = points.swapaxes(0, 1)
    diagonal = np.cross(top_left, bottom_right)
    across = _dot(diagonal, bottom_left) / _not_zero(
        _dot(np.cross(top_right, bottom_right), bottom_left)
    )
    down = _dot(diagonal, top_right) / _not_zero(
        _dot(np.cross(bottom_left, bottom_right), top_right)
    )
    along = across[:, None] * top_right - top_left
    below = down[:, None] * bottom_left - top_left
    both = along[:, 2] * below[:, 2]
    told = -(along[:, 0] * below[:, 0] + along[:, 1] * below[:, 1]) / _not_zero(both)
    clear = (np.abs(along[:, 2]) > 0.08) & (np.abs(below[:, 2]) > 0.08) & (told > 1.2) & (told < 16)
    focal = np.where(clear, told, 2.2**2)
    wide = (along[:, :2] ** 2).sum(axis=1) / focal + along[:, 2] ** 2
    high = (below[:, :2] ** 2).sum(axis=1) / focal + below[:, 2] ** 2
    ratio: Quad = np.sqrt(np.maximum(wide, 1e-12) / np.maximum(high, 1e-12))
    return ratio.clip(1e-3, 1e3)


def _dot(one: Quad, other: Quad) -> Quad:
    result: Quad = (one * other).sum(axis=1)
    return result


def _not_zero(values: Quad) -> Quad:
    return np.where(np.abs(values) < 1e-9, 1e-9, values)


def turned(quad: Quad, quarters: int) -> Quad:
    """The same corners, begun `quarters` further on: what was upright then lies on its side."""
    return np.roll(quad, -quarters, axis=0)


def overlap(one: Quad, other: Quad) -> float:
    """What two quads share, of what both cover: 1 when they are the same."""
    both = shared(one, other)
    return both / max(abs(area(one)) + abs(area(other)) - both, 1.0)


def shared(one: Quad, other: Quad) -> float:
    """The area that lies in both."""
    return float(cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))[0])


def begun_near(quad: Quad, other: Quad) -> Quad:
    """The same corners, begun at the one that brings all of them nearest to `other`'s."""
    ways = [turned(quad, quarters) for quarters in range(4)]
    return min(ways, key=lambda way: float(np.linalg.norm(way - other, axis=1).max()))


def scaled(quad: Quad, factor: float) -> Quad:
    return (quad + 0.5) * factor - 0.5


def warp(pixels: Pixels, corners: Corners, aspect: float = CARD) -> Pixels:
    """The document laid flat, its long side LONG_SIDE pixels or more where the photo has more."""
    quad = to_quad(corners)
    longest = float(np.clip(sides(quad).max(), LONG_SIDE, MOST_LONG_SIDE))
    width, height = (longest, longest / aspect) if aspect >= 1 else (longest * aspect, longest)
    size = round(width), round(height)
    flat = np.array([(0, 0), (size[0], 0), size, (0, size[1])], np.float32)
    matrix = cv2.getPerspectiveTransform(quad.astype(np.float32), flat)
    laid = cv2.warpPerspective(
        pixels, matrix, size, flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE
    )
    return laid.astype(np.uint8, copy=False)
