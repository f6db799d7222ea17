"""Where in a photo or scan the cards lie: four corners each, by their straight edges.

Candidates come from long straight lines and from outlines; each is judged by how much of its four
sides shows an edge, and its sides are then fitted to that edge. Text is not looked at here.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np

from app.capture import geometry
from app.capture.decode import Pixels
from app.capture.edges import Edges, crossing
from app.capture.geometry import Quad
from app.capture.guesses import guesses
from app.capture.reading import Corners

SIDE = 720
"""Pixels of the longer side of the picture that is searched: noise and print are gone by then."""
GOOD = 0.55
"""A candidate's mark from which on its sides are believed."""
ROOM = 0.25
"""How much more than a quad is looked at around it, in shares of its extent."""


@dataclass(frozen=True)
class FoundEdges:
    """A candidate: its corners in picture pixels, its mark from 0 to 1."""

    quad: Quad
    mark: float


def find(pixels: Pixels) -> list[Corners]:
    """The corners of each card that shows its edges, the clearest first; clockwise, the first corner
    being that of a document lying on its long side, so turned by 0 or 180 degrees."""
    kept: list[Quad] = []
    around: list[Quad] = []
    for found in candidates(pixels):
        if found.mark < GOOD or any(_crosses(found.quad, other) for other in kept):
            continue
        # a quad around a card may be a sheet of paper, or cut through the card beside it
        wider = any(
            abs(geometry.area(found.quad)) > abs(geometry.area(q))
            for q in kept
            if _holds(found.quad, q)
        )
        (around if wider else kept).append(found.quad)
    kept += [quad for quad in around if not any(_crosses(quad, other) for other in kept)]
    return [geometry.to_corners(quad) for quad in kept]


class Search:
    """One picture, or the part of it around a quad, made small, in which edges are looked at."""

    def __init__(self, pixels: Pixels, around: Quad | None = None) -> None:
        self._pixels = pixels
        height, width = pixels.shape[:2]
        low, high = np.zeros(2, int), np.array([width, height])
        if around is not None:
            room = ROOM * np.ptp(around, axis=0).max()
            low = np.clip(around.min(axis=0) - room, 0, high - 32).astype(int)
            high = np.clip(around.max(axis=0) + room, low + 32, high).astype(int)
        part = pixels[low[1] : high[1], low[0] : high[0]]
        self._origin = low.astype(float)
        self._factor = SIDE / max(part.shape[:2])
        small = cv2.resize(
            part, None, fx=self._factor, fy=self._factor, interpolation=cv2.INTER_AREA
        )
        self._edges = Edges.of(small.astype(np.uint8, copy=False))

    def _to_small(self, quad: Quad) -> Quad:
        return geometry.scaled(quad - self._origin, self._factor)

    def _to_picture(self, small: Quad) -> Quad:
        quad: Quad = geometry.scaled(small, 1 / self._factor) + self._origin
        return quad

    def candidates(self, limit: int = 6) -> list[FoundEdges]:
        """The best candidates that do not lie on each other, the best first."""
        edges = self._edges
        quads = guesses(edges)
        if not len(quads):
            return []
        if len(quads) > 300:
            quads = quads[np.argsort(-edges.marks(quads, 12, 1.5))[:300]]
        order = np.argsort(-edges.marks(quads))[:40]
        fitted = [edges.fit(edges.fit(quads[index])) for index in order]
        fitted = [quad for quad in fitted if geometry.is_convex(quad)]
        if not fitted:
            return []
        marks = edges.marks(np.array(fitted))
        kept: list[FoundEdges] = []
        for index in np.argsort(-marks):
            quad = fitted[index]
            if all(geometry.overlap(quad, other.quad) < 0.5 for other in kept):
                kept.append(FoundEdges(quad, float(marks[index])))
        return [
            FoundEdges(_lying(self._to_picture(one.quad), self._pixels), one.mark)
            for one in kept[:limit]
        ]

    def near(self, quad: Quad, reach: int, before: Quad) -> Quad:
        """`quad`, in picture pixels, with its sides laid to edges up to `reach` small pixels off, or
        to those of `before`, some of which may be right."""
        small, other = self._to_small(quad), self._to_small(before)
        sides = []
        for index in range(4):
            start, end = other[index], other[(index + 1) % 4]
            known = start, (end - start) / max(float(np.linalg.norm(end - start)), 1.0)
            near = self._edges.beside(small[index], small[(index + 1) % 4], reach)
            sides.append([known, *near])
        tries = [small]
        for chosen in itertools.product(*sides):
            corners = [crossing(chosen[index - 1], chosen[index]) for index in range(4)]
            if all(corner is not None for corner in corners):
                tries.append(np.array(corners, float))
        tries = [one for one in tries if geometry.is_convex(one)]
        if not tries:
            return quad
        moved = np.array([np.linalg.norm(one - small, axis=1).mean() for one in tries])
        best = int(np.argmax(self._edges.marks(np.array(tries), 24) - 0.012 * moved))
        return self._to_picture(self._edges.fit(tries[best], 3))

    def mark(self, quad: Quad) -> float:
        """How much of the sides of `quad`, in picture pixels, shows an edge; 0 to 1."""
        return float(self._edges.marks(self._to_small(quad)[None])[0])


def candidates(pixels: Pixels) -> list[FoundEdges]:
    """See Search.candidates."""
    return Search(pixels).candidates()


def _crosses(one: Quad, other: Quad) -> bool:
    """Whether they share a part; two cards lie beside each other, or one on a sheet of paper."""
    shared, _ = cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))
    smaller = min(abs(geometry.area(one)), abs(geometry.area(other)))
    return 0.15 * smaller < shared < 0.95 * smaller


def _holds(one: Quad, other: Quad) -> bool:
    """Whether one of them lies in the other."""
    smaller = min(abs(geometry.area(one)), abs(geometry.area(other)))
    return geometry.shared(one, other) >= 0.95 * smaller


def _lying(quad: Quad, pixels: Pixels) -> Quad:
    """Begun at the corner that makes the document lie on its long side, the upper such one."""
    height, width = pixels.shape[:2]
    quad = geometry.turned(quad, int(np.argmin(quad.sum(axis=1))))
    if geometry.proportion(quad, width, height) < 1:
        quad = geometry.turned(quad, 1)
    return quad
