"""A document laid flat and upright, and the lines of text on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import cv2
import numpy as np

from app.capture import geometry
from app.capture.decode import Pixels
from app.capture.geometry import Quad
from app.capture.reading import Box, ReadField
from app.capture.recognise import RecognisedText, TextLine, cut, engine
from app.domain.text import half_width

DETECT_SIDE = 640
"""Pixels of a page's shorter side in which text is looked for."""
MOST_LINES, KEPT_LINES = 120, 40
"""A page with more lines is no document, but one may lie on it: its largest lines are read, so that
a page full of writing takes no longer than a card."""
DOUBTFUL = 0.9
"""A line whose weakest character is less likely is read a second time."""


@dataclass(frozen=True)
class FlatPage:
    """`quad` are the corners in the picture, from the page's own top left on, clockwise."""

    pixels: Pixels
    quad: Quad
    lines: tuple[TextLine, ...]

    @property
    def width(self) -> int:
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        return int(self.pixels.shape[0])

    @property
    def text(self) -> str:
        """Everything on it without spaces, a line each."""
        return "\n".join(squeezed(line.text) for line in self.lines)

    def stretched(self, aspect: float) -> FlatPage:
        """The same page with a width to height of `aspect`: what it is was not known when it was
        laid, and a slanting view tells its proportion badly."""
        height = round(self.width / aspect)
        if abs(height - self.height) < 0.03 * self.height:
            return self
        size = self.width, height
        pixels = cv2.resize(self.pixels, size, interpolation=cv2.INTER_CUBIC)
        scale = np.array([1.0, height / self.height])
        lines = tuple(TextLine(line.quad * scale, line.read) for line in self.lines)
        return FlatPage(pixels.astype(np.uint8, copy=False), self.quad, lines)

    def again(
        self, lines: Sequence[TextLine], alphabet: str = "", grow: float = 0.12
    ) -> list[TextLine]:
        """The same lines read from a little more of the page, perhaps in a small alphabet."""
        texts = engine().read([cut(self.pixels, line.quad, grow) for line in lines], alphabet)
        return [TextLine(line.quad, text) for line, text in zip(lines, texts, strict=True)]

    def surer(self, lines: Sequence[TextLine]) -> list[TextLine]:
        """The lines, the doubtful ones read a second time: the likelier reading counts."""
        doubtful = [line for line in lines if line.read.weakest < DOUBTFUL]
        second = dict(zip(map(id, doubtful), self.again(doubtful), strict=True)) if doubtful else {}
        return [max(line, second.get(id(line), line), key=_sureness) for line in lines]


def _sureness(line: TextLine) -> float:
    return line.read.confidence + 0.5 * line.read.weakest


def lay(pixels: Pixels, quad: Quad, *, rough: bool = False) -> FlatPage:
    """The document inside `quad` flat and the right way up, its text read; a `rough` quad is only
    around a document and keeps its own proportion."""
    height, width = pixels.shape[:2]
    told = geometry.proportion(quad, width, height)
    if told < 1 and abs(np.log(told * geometry.CARD)) < abs(np.log(told * geometry.PAGE)):
        quad, told = geometry.turned(quad, 1), 1 / told
    known = (geometry.CARD, geometry.PAGE, 1 / geometry.PAGE)
    aspect = told if rough else min(known, key=lambda ratio: abs(np.log(told / ratio)))
    flat = geometry.warp(pixels, geometry.to_corners(quad), aspect)
    boxes = _largest(engine().detect(flat, DETECT_SIDE))
    quarters = _quarters(flat, boxes)
    if quarters:
        boxes = [_turn_box(box, flat, quarters) for box in boxes]
        flat = np.ascontiguousarray(np.rot90(flat, quarters))
    crops = [cut(flat, box) for box in boxes]
    lines = [
        TextLine(box, text)
        for box, text in zip(boxes, engine().read(crops), strict=True)
        if text.text.strip()
    ]
    return FlatPage(flat, geometry.turned(quad, quarters), tuple(lines))


def _largest(boxes: list[Quad]) -> list[Quad]:
    if len(boxes) <= MOST_LINES:
        return boxes
    least = sorted((geometry.area(box) for box in boxes), reverse=True)[KEPT_LINES]
    return [box for box in boxes if geometry.area(box) > least]


def around_text(pixels: Pixels) -> Quad | None:
    """A rectangle around the text of a picture, level with it, and room for a card's margins."""
    boxes = engine().detect(pixels, DETECT_SIDE)
    long = [box for box in boxes if geometry.sides(box).max() > 2 * geometry.sides(box).min()]
    if len(long) < 3:
        return None
    angles = np.array([_level(box) for box in long])
    weights = np.array([geometry.sides(box).max() for box in long])
    # angles doubled, because a line of text has no direction yet and 90 degrees must stay apart
    doubled = (weights * np.exp(2j * angles)).sum()
    angle = float(np.angle(doubled)) / 2
    near = np.abs((angles - angle + np.pi / 2) % np.pi - np.pi / 2) < np.radians(20)
    kept = [box for box, good in zip(long, near, strict=True) if good]
    along = np.array([np.cos(angle), np.sin(angle)])
    axes = np.stack([along, [-along[1], along[0]]])
    spots = np.concatenate(kept) @ axes.T
    low, high = spots.min(axis=0), spots.max(axis=0)
    room = 0.3 * (high - low) + 0.1 * (high - low).max()
    low, high = low - room, high + room
    flat = np.array([low, (high[0], low[1]), high, (low[0], high[1])])
    quad: Quad = flat @ axes
    return quad


def _level(box: Quad) -> float:
    """The direction of a box's longer sides."""
    first, second = box[1] - box[0], box[2] - box[1]
    x, y = first if np.linalg.norm(first) >= np.linalg.norm(second) else second
    return float(np.arctan2(y, x))


def _quarters(flat: Pixels, boxes: Sequence[Quad]) -> int:
    """Quarter turns to the left that put the text upright."""
    longest = sorted(boxes, key=lambda box: -float(np.ptp(box, axis=0).max()))[:8]
    if not longest:
        return 0
    tall = sum(float(np.ptp(box[:, 1]) - 1.3 * np.ptp(box[:, 0])) > 0 for box in longest)
    quarters = 1 if 2 * tall > len(longest) else 0
    if quarters:
        longest = [_turn_box(box, flat, 1) for box in longest]
        flat = np.ascontiguousarray(np.rot90(flat))
    if engine().upside_down([cut(flat, box) for box in longest]) > 0:
        quarters += 2
    return quarters


def _turn_box(box: Quad, flat: Pixels, quarters: int) -> Quad:
    height, width = flat.shape[:2]
    for _ in range(quarters):
        box = np.stack([box[:, 1], width - 1 - box[:, 0]], axis=1)
        box = geometry.turned(box, 1)
        height, width = width, height
    return box


def squeezed(text: str) -> str:
    """Without spaces, letters and signs half-width."""
    return re.sub(r"\s", "", half_width(text))


def rows(lines: Iterable[TextLine]) -> list[list[TextLine]]:
    """The lines that stand beside each other, from the top; in each from the left.

    On a page that was not laid quite straight the rows slope; their slope is taken out first.
    """
    given = list(lines)
    slope = _slope(given)
    level = {id(line): line.middle[1] - slope * line.middle[0] for line in given}
    found: list[list[TextLine]] = []
    for line in sorted(given, key=lambda line: level[id(line)]):
        for row in reversed(found[-3:]):
            near = min(row, key=lambda other: abs(other.middle[0] - line.middle[0]))
            reach = 0.5 * min(near.height, line.height)
            if abs(level[id(near)] - level[id(line)]) < reach:
                row.append(line)
                break
        else:
            found.append([line])
    return [sorted(row, key=lambda line: line.left) for row in found]


def _slope(lines: Sequence[TextLine]) -> float:
    """How much the text falls to the right, by its longer lines."""
    long = [line for line in lines if line.right - line.left > 4 * line.height]
    falls = [
        float((line.quad[1] - line.quad[0])[1] / max((line.quad[1] - line.quad[0])[0], 1.0))
        for line in long
    ]
    return float(np.median(falls)) if falls else 0.0


def fills(page: FlatPage) -> bool:
    """Whether the text reaches nearly from side to side, as on a document that is the whole page."""
    left, _, width, height = box_of([line for line in page.lines if line.read.confidence > 0.6])
    return width > 0.6 * page.width and height > 0.55 * page.height and left < 0.35 * page.width


def box_of(lines: Sequence[TextLine]) -> Box:
    """What the lines cover on the page."""
    if not lines:
        return (0, 0, 0, 0)
    points = np.concatenate([line.quad for line in lines])
    left, top = (max(0, int(v)) for v in points.min(axis=0))
    right, bottom = points.max(axis=0)
    return left, top, int(right) - left, int(bottom) - top


def field(value: str, lines: Sequence[TextLine]) -> ReadField:
    """A field read from `lines`; as sure as its weakest line's characters."""
    likely = [line.read for line in lines if line.text]
    sure = min((0.5 * text.confidence + 0.5 * text.weakest for text in likely), default=0.0)
    return ReadField(value, round(sure if value else 0.0, 4), box_of(lines))


def across(lines: Sequence[TextLine]) -> TextLine:
    """The lines of one row as one: its quad from the first's left to the last's right."""
    first, last = lines[0], lines[-1]
    quad = np.array([first.quad[0], last.quad[1], last.quad[2], first.quad[3]])
    odds = tuple(odd for line in lines for odd in line.read.odds)
    return TextLine(quad, RecognisedText("".join(line.text for line in lines), odds))


def from_character(line: TextLine, index: int) -> TextLine:
    """The line from its character `index` on, with the part of the quad that it stands in."""
    if index <= 0 or index >= len(line.read.places):
        return line
    return part(line, index, len(line.text))


def part(line: TextLine, begin: int, end: int) -> TextLine:
    """The line's characters from `begin` to before `end`, and the part of the quad they stand in."""
    text = line.read
    sides = [0.0, *((a + b) / 2 for a, b in pairwise(text.places)), 1.0]
    placed = len(sides) == len(text.text) + 1
    left, right = (sides[begin], sides[end]) if placed else (0.0, 1.0)
    a, b, c, d = line.quad
    quad = np.array(
        [a + (b - a) * left, a + (b - a) * right, d + (c - d) * right, d + (c - d) * left]
    )
    return TextLine(
        quad, RecognisedText(text.text[begin:end], text.odds[begin:end], text.places[begin:end])
    )


def smaller(pixels: Pixels, side: int) -> Pixels:
    """The same with a longer side of `side` pixels at most."""
    factor = side / max(pixels.shape[:2])
    if factor >= 1:
        return pixels
    made = cv2.resize(pixels, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return made.astype(np.uint8, copy=False)


def jpeg(pixels: Pixels, quality: int = 88) -> bytes:
    """The page as a picture file."""
    done, made = cv2.imencode(".jpg", pixels, [cv2.IMWRITE_JPEG_QUALITY, quality])
    if not done:
        raise ValueError("this picture cannot be written")
    return made.tobytes()
