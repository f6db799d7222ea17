"""The four corners of a document while a person moves one of them."""

from __future__ import annotations

from app.capture.reading import Corners, Point

NEAREST = 0.02
"""Of the picture's longer side: corners stay about so far apart."""
HALVINGS = 12


def moved(corners: Corners, index: int, to: Point, width: float, height: float) -> Corners:
    """`corners` with one of them at `to`, or as near to it as picture and shape allow.

    The four stay inside the picture of `width` x `height` pixels, convex, and in their order, so
    that nothing can be turned inside out.
    """
    least = (NEAREST * max(width, height)) ** 2
    target = min(max(to[0], 0.0), width), min(max(to[1], 0.0), height)
    if not is_convex(corners, least):
        least = 0.0
    wanted = _with(corners, index, target)
    if is_convex(wanted, least) or not is_convex(corners, least):
        return wanted
    (x0, y0), (good, bad) = corners[index], (0.0, 1.0)
    for _ in range(HALVINGS):
        middle = (good + bad) / 2
        point = x0 + (target[0] - x0) * middle, y0 + (target[1] - y0) * middle
        if is_convex(_with(corners, index, point), least):
            good = middle
        else:
            bad = middle
    point = x0 + (target[0] - x0) * good, y0 + (target[1] - y0) * good
    return _with(corners, index, point)


def is_convex(corners: Corners, least: float = 0.0) -> bool:
    """Whether the four go round clockwise without a dent; `least` is the smallest turn (area)."""
    for index in range(4):
        (ax, ay), (bx, by), (cx, cy) = (corners[(index + step) % 4] for step in range(3))
        if (bx - ax) * (cy - by) - (by - ay) * (cx - bx) <= least:
            return False
    return True


def scaled(corners: Corners, factor: float) -> Corners:
    """The same corners in a picture that is `factor` times as large."""
    a, b, c, d = ((x * factor, y * factor) for x, y in corners)
    return a, b, c, d


def _with(corners: Corners, index: int, point: Point) -> Corners:
    points = list(corners)
    points[index] = point
    a, b, c, d = points
    return a, b, c, d
