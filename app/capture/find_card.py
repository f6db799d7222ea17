"""Where in a photo or scan the cards lie: four corners each, by their straight edges.

Candidates come from long straight lines and from outlines; each is judged by how much of its four
sides shows an edge, and its sides are then fitted to that edge. Text is not looked at here.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from app.capture import geometry
from app.capture.decode import Pixels
from app.capture.geometry import Quad
from app.capture.reading import Corners

SIDE = 720
"""Pixels of the longer side of the picture that is searched: noise and print are gone by then."""
SMALLEST = 0.04
"""Share of the picture that a card fills at least."""
GOOD = 0.55
"""A candidate's mark from which on its sides are believed."""
UNSEEN = 0.4
"""What a side counts that is cut off."""
PROPORTIONS = (geometry.CARD, geometry.PAGE, 1 / geometry.PAGE)

ROOM = 0.25
"""How much more than a quad is looked at around it, in shares of its extent."""
LINES, PER_DIRECTION, PAIRS = 60, 12, 220

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Found:
    """A candidate: its corners in picture pixels, its mark from 0 to 1."""

    quad: Quad
    mark: float


def find(pixels: Pixels) -> list[Corners]:
    """The corners of each card that shows its edges, the clearest first; clockwise, the first corner
    being that of a document lying on its long side, so turned by 0 or 180 degrees."""
    kept: list[Quad] = []
    for found in candidates(pixels):
        if found.mark >= GOOD and not any(_crosses(found.quad, other) for other in kept):
            kept.append(found.quad)
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

    def candidates(self, limit: int = 6) -> list[Found]:
        """The best candidates that do not lie on each other, the best first."""
        edges = self._edges
        outlines = np.array(_from_outlines(edges)).reshape(-1, 4, 2)
        quads = np.concatenate([_from_lines(edges), _plausible(outlines, edges)])
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
        kept: list[Found] = []
        for index in np.argsort(-marks):
            quad = fitted[index]
            if all(geometry.overlap(quad, other.quad) < 0.5 for other in kept):
                kept.append(Found(quad, float(marks[index])))
        return [
            Found(_lying(self._to_picture(one.quad), self._pixels), one.mark)
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
            corners = [_crossing(chosen[index - 1], chosen[index]) for index in range(4)]
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


def candidates(pixels: Pixels) -> list[Found]:
    """See Search.candidates."""
    return Search(pixels).candidates()


@dataclass(frozen=True)
class Edges:
    """A small picture and how steeply it changes at each pixel, by the clearest of its channels."""

    channels: list[Pixels]
    steep_x: npt.NDArray[np.float32]
    steep_y: npt.NDArray[np.float32]
    floor: float
    """what counts as an edge here: well above the picture's own noise"""

    @classmethod
    def of(cls, small: Pixels) -> Edges:
        smooth = cv2.GaussianBlur(cv2.medianBlur(small, 3), (0, 0), 1.0)
        lab = cv2.cvtColor(smooth, cv2.COLOR_BGR2LAB)
        channels = [lab[:, :, index].copy() for index in range(3)]
        weights = (1.0, 1.6, 1.6)  # colour is quieter than light: less noise, less contrast
        best_x = best_y = best = np.zeros(small.shape[:2], np.float32)
        for channel, weight in zip(channels, weights, strict=True):
            x = cv2.Scharr(channel, cv2.CV_32F, 1, 0) * (weight / 16)
            y = cv2.Scharr(channel, cv2.CV_32F, 0, 1) * (weight / 16)
            size = x * x + y * y
            more = size > best
            best_x, best_y = np.where(more, x, best_x), np.where(more, y, best_y)
            best = np.maximum(best, size)
        noise = float(np.sqrt(np.median(best)))
        return cls(
            [c.astype(np.uint8, copy=False) for c in channels],
            best_x.astype(np.float32),
            best_y.astype(np.float32),
            max(2.0, 2.2 * noise),
        )

    @property
    def height(self) -> int:
        return int(self.steep_x.shape[0])

    @property
    def width(self) -> int:
        return int(self.steep_x.shape[1])

    def across(self, points: Floats, normal: Floats) -> Floats:
        """How steep the picture is along `normal` at each point; nan outside of the picture."""
        x, y = np.rint(points[..., 0]).astype(int), np.rint(points[..., 1]).astype(int)
        inside = (x >= 1) & (y >= 1) & (x < self.width - 1) & (y < self.height - 1)
        x, y = x.clip(0, self.width - 1), y.clip(0, self.height - 1)
        value = self.steep_x[y, x] * normal[..., 0] + self.steep_y[y, x] * normal[..., 1]
        return np.where(inside, value, np.nan)

    def marks(self, quads: Floats, count: int = 48, reach: float = 1.0) -> Floats:
        """For n x 4 x 2 corners: how much of the sides shows an edge, times how card-like it is;
        looked at in `count` places of a side."""
        along = (np.arange(count) + 0.5) / count * 0.9 + 0.05  # corners are rounded
        start, end = quads, np.roll(quads, -1, axis=1)
        direction = end - start
        length = np.linalg.norm(direction, axis=2, keepdims=True)
        normal = np.stack([-direction[..., 1], direction[..., 0]], axis=2) / np.maximum(
            length, 1e-6
        )
        points = start[:, :, None] + along[None, None, :, None] * direction[:, :, None]
        strengths = []
        for offset in reach * np.arange(-2, 3) if reach == 1.0 else (-reach, 0.0, reach):
            moved = points + offset * normal[:, :, None]
            strengths.append(self.across(moved, normal[:, :, None]))
        steep = np.stack(strengths)
        seen = ~np.isnan(steep).any(axis=0)
        steep = np.where(np.isnan(steep), 0, steep)
        up, down = steep.max(axis=0) > self.floor, steep.min(axis=0) < -self.floor
        counted = np.maximum(seen.sum(axis=2), 1)
        share = np.maximum((up & seen).sum(axis=2), (down & seen).sum(axis=2)) / counted
        share = 0.6 * share + 0.4 * ((up | down) & seen).sum(axis=2) / counted
        visible = seen.mean(axis=2)
        beyond = visible < 0.3  # at or outside the picture's edge: not known
        share = np.where(beyond, UNSEEN, share) - 0.1 * (beyond.sum(axis=1, keepdims=True) > 1)
        size = np.abs(_areas(quads)) / (self.width * self.height)
        likeness = self._likeness(quads)
        marks: Floats = (0.6 * share.mean(axis=1) + 0.4 * share.min(axis=1)) * likeness
        marks *= 0.9 + 0.1 * np.sqrt(size.clip(0, 1))
        return marks

    def _likeness(self, quads: Floats) -> Floats:
        ratio = geometry.proportions(quads, self.width, self.height)
        wanted = np.array([*PROPORTIONS, 1 / geometry.CARD])
        off = np.abs(np.log(ratio[:, None] / wanted)).min(axis=1)
        likeness: Floats = np.exp(-((np.maximum(0.0, off - 0.04) / 0.12) ** 2))
        return likeness

    def beside(self, start: Floats, end: Floats, reach: int) -> list[tuple[Floats, Floats]]:
        """The clearest lines near the one from `start` to `end`, each as a point and a direction."""
        length = float(np.linalg.norm(end - start))
        normal = np.array([start[1] - end[1], end[0] - start[0]]) / max(length, 1.0)
        steps = np.arange(-reach, reach + 1, 2.0)
        first, second = (grid.ravel() for grid in np.meshgrid(steps, steps))
        begins, ends = start + first[:, None] * normal, end + second[:, None] * normal
        along = ((np.arange(40) + 0.5) / 40 * 0.88 + 0.06)[None, :, None]
        points = begins[:, None] + along * (ends - begins)[:, None]
        steep = np.stack(
            [
                np.nan_to_num(self.across(points + off * normal, normal[None, None]))
                for off in (-1, 0, 1)
            ]
        )
        up, down = (steep.max(0) > self.floor).mean(1), (steep.min(0) < -self.floor).mean(1)
        worth = np.maximum(up, down) - 0.006 * (np.abs(first) + np.abs(second))
        kept: list[int] = []
        for index in np.argsort(-worth):
            far = [max(abs(first[index] - first[o]), abs(second[index] - second[o])) for o in kept]
            if all(distance > 4 for distance in far):
                kept.append(int(index))
            if len(kept) == 4:
                break
        return [(begins[index], (ends[index] - begins[index]) / max(length, 1.0)) for index in kept]

    def fit(self, quad: Quad, reach: int = 5) -> Quad:
        """`quad` with each side laid through the steepest points near to it."""
        count = 64
        lines = []
        for start, end in zip(quad, np.roll(quad, -1, axis=0), strict=True):
            direction = end - start
            length = float(np.linalg.norm(direction))
            if length < 8:
                return quad
            normal = np.array([-direction[1], direction[0]]) / length
            along = start + ((np.arange(count) + 0.5) / count * 0.88 + 0.06)[:, None] * direction
            offsets = np.arange(-reach, reach + 1)
            probes = along[:, None] + offsets[None, :, None] * normal
            steep = np.nan_to_num(self.across(probes, normal[None, None]))
            sign = 1.0 if np.maximum(steep, 0).sum() >= np.maximum(-steep, 0).sum() else -1.0
            steep = np.maximum(steep * sign, 0)
            best = steep.argmax(axis=1)
            strong = steep[np.arange(count), best] > self.floor
            if strong.sum() < 12:
                lines.append((start, direction / length))
                continue
            points = probes[np.arange(count), best][strong].astype(np.float32)
            x, y, x0, y0 = cv2.fitLine(points, cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
            lines.append((np.array([x0, y0], float), np.array([x, y], float)))
        corners = [_crossing(lines[index - 1], lines[index]) for index in range(4)]
        if any(corner is None for corner in corners):
            return quad
        moved = np.array(corners, float)
        if np.linalg.norm(moved - quad, axis=1).max() > 4 * reach:
            return quad
        return moved


def _areas(quads: Floats) -> Floats:
    x, y = quads[..., 0], quads[..., 1]
    result: Floats = ((x * np.roll(y, -1, 1)).sum(1) - (y * np.roll(x, -1, 1)).sum(1)) / 2
    return result


def _crossing(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Floats | None:
    (p, d), (q, e) = one, other
    cross = d[0] * e[1] - d[1] * e[0]
    if abs(cross) < 0.1:
        return None
    at = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / cross
    result: Floats = p + at * d
    return result


def _from_lines(edges: Edges) -> Floats:
    """Every way to take two pairs of opposite long lines, the best of them."""
    angle, point, seen = _long_lines(edges)
    if len(angle) < 4:
        return np.empty((0, 4, 2))
    direction = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    apart = np.abs((angle[:, None] - angle + np.pi / 2) % np.pi - np.pi / 2)
    normal = np.stack([-direction[:, 1], direction[:, 0]], axis=1)
    gap = np.abs(((point[None] - point[:, None]) * normal[:, None]).sum(axis=2))
    opposite = (apart < np.radians(22)) & (gap > 0.12 * min(edges.width, edges.height))
    one, other = np.nonzero(np.triu(opposite, 1))
    best = np.argsort(-np.minimum(seen[one], seen[other]))[:PAIRS]
    one, other = one[best], other[best]
    first, second = np.nonzero(np.triu(apart[one][:, one] > np.radians(50), 1))
    i, j, k, n = one[first], other[first], one[second], other[second]
    corners = []
    for a, b in ((i, k), (k, j), (j, n), (n, i)):
        cross = direction[a, 0] * direction[b, 1] - direction[a, 1] * direction[b, 0]
        step = point[b] - point[a]
        along = (step[:, 0] * direction[b, 1] - step[:, 1] * direction[b, 0]) / np.where(
            np.abs(cross) < 0.1, np.inf, cross
        )
        corners.append(point[a] + along[:, None] * direction[a])
    return _plausible(np.stack(corners, axis=1), edges)


def _long_lines(edges: Edges) -> tuple[Floats, Floats, Floats]:
    """Segments joined to lines: angle, a point on each, how long and clearly it is seen.

    Of each direction only the clearest are kept, so that the grain of a desk leaves room for others.
    """
    segments = _segments(edges)
    delta = segments[:, 2:] - segments[:, :2]
    length = np.linalg.norm(delta, axis=1)
    angles = np.arctan2(delta[:, 1], delta[:, 0])
    normals = np.stack([-np.sin(angles), np.cos(angles)], axis=1)
    middles = (segments[:, :2] + segments[:, 2:]) / 2
    steep = np.abs(np.nan_to_num(edges.across(middles, normals)))
    weight = length * np.tanh(steep / edges.floor / 2)
    used = np.zeros(len(segments), bool)
    lines: list[tuple[float, float, float, float]] = []
    for index in np.argsort(-weight):
        if used[index]:
            continue
        apart = np.abs((angles - angles[index] + np.pi / 2) % np.pi - np.pi / 2)
        begin = np.abs((segments[:, :2] - middles[index]) @ normals[index])
        end = np.abs((segments[:, 2:] - middles[index]) @ normals[index])
        same = ~used & (apart < np.radians(4)) & (np.maximum(begin, end) < 3.0)
        used |= same
        if same.sum() > 1:
            points = np.concatenate([segments[same, :2], segments[same, 2:]]).astype(np.float32)
            x, y, x0, y0 = cv2.fitLine(points, cv2.DIST_L2, 0, 0.01, 0.01).ravel()
            lines.append((float(np.arctan2(y, x)), float(x0), float(y0), float(weight[same].sum())))
        else:
            x0, y0 = middles[index].tolist()
            lines.append((float(angles[index]), x0, y0, float(weight[index])))
    lines.sort(key=lambda line: -line[3])
    room: dict[int, int] = {}
    kept = []
    for line in lines:
        bucket = int(line[0] % np.pi / np.radians(15))
        room[bucket] = room.get(bucket, 0) + 1
        if room[bucket] <= PER_DIRECTION:
            kept.append(line)
    table = np.array(kept[:LINES], float).reshape(-1, 4)
    return table[:, 0], table[:, 1:3], table[:, 3]


def _segments(edges: Edges) -> Floats:
    """Straight pieces of edges as x, y, x, y, the longest of every channel."""
    detector = cv2.createLineSegmentDetector()
    found = [np.empty((0, 4))]
    for channel in edges.channels:
        low, high = np.percentile(channel, (1, 99))
        stretched = np.clip((channel - low) * (255 / max(high - low, 24)), 0, 255).astype(np.uint8)
        segments = detector.detect(stretched)[0]
        if segments is not None:
            found.append(np.asarray(segments, float).reshape(-1, 4))
    joined: Floats = np.concatenate(found)
    length = np.linalg.norm(joined[:, 2:] - joined[:, :2], axis=1)
    longest = np.argsort(-length)[:400]
    kept: Floats = joined[longest[length[longest] > 14]]
    return kept


def _from_outlines(edges: Edges) -> list[Quad]:
    """The hulls of what differs from its ground, and of closed edges, as four corners."""
    masks = []
    for channel in edges.channels:
        _, mask = cv2.threshold(channel, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
        masks += [mask, cv2.bitwise_not(mask)]
    steep = np.hypot(edges.steep_x, edges.steep_y)
    for factor in (1.0, 2.0):
        mask = np.where(steep > edges.floor * factor, 255, 0).astype(np.uint8)
        masks.append(cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((7, 7), np.uint8)))
    quads = []
    least = SMALLEST * edges.width * edges.height
    for mask in masks:
        outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
        for outline in sorted(outlines, key=cv2.contourArea, reverse=True)[:4]:
            hull = cv2.convexHull(outline)
            if cv2.contourArea(hull) < least:
                continue
            quads.append(cv2.boxPoints(cv2.minAreaRect(hull)).astype(float))
            around = cv2.arcLength(hull, True)
            for share in (0.02, 0.04, 0.07):
                corners = cv2.approxPolyDP(hull, share * around, True)
                if len(corners) == 4:
                    quads.append(corners.reshape(4, 2).astype(float))
                    break
    return quads


def _plausible(quads: Floats, edges: Edges) -> Floats:
    """Clockwise, convex, large enough and not far beyond the picture."""
    areas = _areas(quads)
    quads = np.where((areas < 0)[:, None, None], quads[:, ::-1], quads)
    areas = np.abs(areas)
    side = np.roll(quads, -1, axis=1) - quads
    following = np.roll(side, -1, axis=1)
    convex = (side[..., 0] * following[..., 1] - side[..., 1] * following[..., 0] > 0).all(axis=1)
    room = 0.15 * max(edges.width, edges.height)
    low = (quads > -room).all(axis=(1, 2))
    high = (quads < np.array([edges.width, edges.height]) + room).all(axis=(1, 2))
    lengths = np.linalg.norm(side, axis=2)
    even = (lengths.max(axis=1) < 5 * lengths.min(axis=1).clip(1)) & (lengths.min(axis=1) > 30)
    large = areas > SMALLEST * edges.width * edges.height
    chosen: Floats = quads[convex & low & high & even & large]
    return chosen


def _crosses(one: Quad, other: Quad) -> bool:
    """Whether they share a part; two cards lie beside each other, or one on a sheet of paper."""
    shared, _ = cv2.intersectConvexConvex(one.astype(np.float32), other.astype(np.float32))
    smaller = min(abs(geometry.area(one)), abs(geometry.area(other)))
    return 0.15 * smaller < shared < 0.95 * smaller


def _lying(quad: Quad, pixels: Pixels) -> Quad:
    """Begun at the corner that makes the document lie on its long side, the upper such one."""
    height, width = pixels.shape[:2]
    quad = geometry.turned(quad, int(np.argmin(quad.sum(axis=1))))
    if geometry.proportion(quad, width, height) < 1:
        quad = geometry.turned(quad, 1)
    return quad
