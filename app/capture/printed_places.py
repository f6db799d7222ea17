"""Where the printed words of a card stand on it, and from that where the card itself lies.

The words confirm the corners, because edges may belong to a sheet of paper below the card or be
lost on a ground of the same colour. Places are those of the issued cards, in shares of width and
height; they differ by a percent or two from print to print, so that clear edges that agree with
them are believed before them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

import cv2
import numpy as np

from app.capture import geometry
from app.capture.geometry import Quad
from app.capture.page import FlatPage, squeezed
from app.capture.recognise import TextLine

AGREES = 0.035
"""How far corners told by words and by edges may be apart, in shares of the longer side."""

Place = tuple[float, float]
_FRONT: dict[str, Place] = {
    "姓名": (0.065, 0.155),
    "性别": (0.065, 0.28),
    "民族": (0.298, 0.28),
    "出生": (0.065, 0.398),
    "住址": (0.065, 0.515),
    "公民身份号码": (0.065, 0.88),
}
_BACK: dict[str, Place] = {
    "中华人民共和国": (0.285, 0.167),
    "居民身份证": (0.268, 0.33),
    "签发机关": (0.24, 0.796),
    "有效期限": (0.24, 0.905),
}
_PERMIT_BACK: dict[str, Place] = {
    "中华人民共和国": (0.285, 0.167),
    "港澳台居民居住证": (0.263, 0.33),
    "签发机关": (0.24, 0.64),
    "有效期限": (0.24, 0.735),
}
_NUMBER: Place = (0.334, 0.88)
_NUMBER_END: Place = (0.905, 0.88)
_ZONE: tuple[Place, ...] = ((0.05, 0.811), (0.945, 0.811), (0.05, 0.886), (0.945, 0.886))
PLACES: dict[tuple[str, str], dict[str, Place]] = {
    ("resident_id", "front"): _FRONT,
    ("residence_permit", "front"): _FRONT,
    ("resident_id", "back"): _BACK,
    ("residence_permit", "back"): _PERMIT_BACK,
}
_MINI = ("resident_id", "residence_permit")


def corners_by_words(page: FlatPage, kind: tuple[str, str], zone: list[TextLine]) -> Quad | None:
    """The card's corners in the page's own pixels as its words tell them; None if too few do."""
    pairs = list(_pairs(page.lines, PLACES.get(kind, {})))
    if kind[1] == "front" and kind[0] in _MINI:
        pairs += _number_ends(page.lines)
    if kind[0] == "passport" and len(zone) == 2:
        ends = [end for line in zone for end in (_left(line), _right(line))]
        longest = max(line.right for line in zone)
        whole = [end[0] < 0.5 * longest or end[0] > 0.96 * longest for end in ends]
        pairs += itertools.compress(zip(ends, _ZONE, strict=True), whole)
    if len(pairs) < 3:
        return None
    seen, places = (np.array(side, np.float64) for side in zip(*pairs, strict=True))
    aspect = geometry.PAGE if kind[0] == "passport" else geometry.CARD
    size = np.array([aspect, 1.0])
    spread = np.ptp(places * size, axis=0)
    if max(spread) < 0.4:
        return None
    flat = (places * size).astype(np.float32)
    unit = np.array([(0, 0), (1, 0), (1, 1), (0, 1)]) * size
    narrow = min(spread) < 0.3 or len(pairs) < 5
    if narrow:  # too little to tell a slant from
        matrix, kept = cv2.estimateAffinePartial2D(
            flat, seen.astype(np.float32), ransacReprojThreshold=0.03 * page.height
        )
    else:
        matrix, kept = cv2.estimateAffine2D(
            flat, seen.astype(np.float32), ransacReprojThreshold=0.03 * page.height
        )
    if matrix is None or kept.sum() < 3:
        return None
    quad: Quad = unit @ matrix[:, :2].T + matrix[:, 2]
    return quad if geometry.is_convex(quad) else None


def _pairs(lines: Iterable[TextLine], places: dict[str, Place]) -> Iterable[tuple[Place, Place]]:
    for line in lines:
        text = squeezed(line.text)
        for word, place in places.items():
            if text.startswith(word):
                yield _left(line), place


def _number_ends(lines: Iterable[TextLine]) -> list[tuple[Place, Place]]:
    for line in lines:
        if re.fullmatch(r"\d{17}[\dX]", squeezed(line.text)):
            return [(_left(line), _NUMBER), (_right(line), _NUMBER_END)]
    return []


def _left(line: TextLine) -> Place:
    """Middle of the left end of the words: a box has a margin of about a third of its height."""
    a, b, _, d = line.quad
    x, y = (a + d) / 2 + (b - a) / max(float(np.linalg.norm(b - a)), 1.0) * _margin(line)
    return float(x), float(y)


def _right(line: TextLine) -> Place:
    a, b, c, _ = line.quad
    x, y = (b + c) / 2 - (b - a) / max(float(np.linalg.norm(b - a)), 1.0) * _margin(line)
    return float(x), float(y)


def _margin(line: TextLine) -> float:
    return 0.16 * float(np.linalg.norm(line.quad[3] - line.quad[0]))


def disagreement(page: FlatPage, told: Quad) -> float:
    """How far the told corners are from the page's own, in shares of its longer side."""
    own = np.array([(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)])
    return float(np.linalg.norm(told - own, axis=1).max()) / max(page.width, page.height)


def on_picture(page: FlatPage, told: Quad) -> Quad:
    """The told corners in pixels of the picture that the page was laid from."""
    own = np.array(
        [(0, 0), (page.width, 0), (page.width, page.height), (0, page.height)], np.float32
    )
    matrix = cv2.getPerspectiveTransform(own, page.quad.astype(np.float32))
    thrown: Quad = cv2.perspectiveTransform(told[None].astype(np.float64), matrix)[0]
    return thrown
