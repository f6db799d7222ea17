"""Guesses where cards may lie: pairs of long straight lines, and outlines of what stands out."""

from __future__ import annotations

import cv2
import numpy as np

from app.capture.edges import Edges, Floats, areas
from app.capture.geometry import Quad

SMALLEST = 0.04
"""Share of the picture that a card fills at least."""
LINES, PER_DIRECTION, PAIRS = 60, 12, 220


def guesses(edges: Edges) -> Floats:
    """n x 4 x 2 corners, clockwise, many of them wrong."""
    outlines = np.array(_from_outlines(edges)).reshape(-1, 4, 2)
    return np.concatenate([_from_lines(edges), _plausible(outlines, edges)])


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
    sizes = areas(quads)
    quads = np.where((sizes < 0)[:, None, None], quads[:, ::-1], quads)
    sizes = np.abs(sizes)
    side = np.roll(quads, -1, axis=1) - quads
    following = np.roll(side, -1, axis=1)
    convex = (side[..., 0] * following[..., 1] - side[..., 1] * following[..., 0] > 0).all(axis=1)
    room = 0.15 * max(edges.width, edges.height)
    low = (quads > -room).all(axis=(1, 2))
    high = (quads < np.array([edges.width, edges.height]) + room).all(axis=(1, 2))
    lengths = np.linalg.norm(side, axis=2)
    even = (lengths.max(axis=1) < 5 * lengths.min(axis=1).clip(1)) & (lengths.min(axis=1) > 30)
    large = sizes > SMALLEST * edges.width * edges.height
    chosen: Floats = quads[convex & low & high & even & large]
    return chosen
