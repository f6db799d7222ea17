"""How steeply a picture changes from pixel to pixel, and how well four corners fit to that."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from app.capture import geometry
from app.capture.decode import Pixels
from app.capture.geometry import Quad

UNSEEN = 0.4
"""What a side counts that is cut off."""
PROPORTIONS = (geometry.CARD, geometry.PAGE, 1 / geometry.PAGE)

Floats = npt.NDArray[np.float64]


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
        size = np.abs(areas(quads)) / (self.width * self.height)
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
        corners = [crossing(lines[index - 1], lines[index]) for index in range(4)]
        if any(corner is None for corner in corners):
            return quad
        moved = np.array(corners, float)
        if np.linalg.norm(moved - quad, axis=1).max() > 4 * reach:
            return quad
        return moved


def areas(quads: Floats) -> Floats:
    """Of n x 4 x 2 corners; negative when they go counter-clockwise."""
    x, y = quads[..., 0], quads[..., 1]
    result: Floats = ((x * np.roll(y, -1, 1)).sum(1) - (y * np.roll(x, -1, 1)).sum(1)) / 2
    return result


def crossing(one: tuple[Floats, Floats], other: tuple[Floats, Floats]) -> Floats | None:
    """Where two lines meet, each a point and a direction; None when they hardly do."""
    (p, d), (q, e) = one, other
    cross = d[0] * e[1] - d[1] * e[0]
    if abs(cross) < 0.1:
        return None
    at = ((q[0] - p[0]) * e[1] - (q[1] - p[1]) * e[0]) / cross
    result: Floats = p + at * d
    return result
