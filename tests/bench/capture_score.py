"""What the bench of card reading calls right, and its table.

Values are compared in half width, without spaces and commas. A number is "silent" when it is
wrong and no check of it failed: the clerk would have had no warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from statistics import median

import cv2
import numpy as np

from app.capture.reading import Reading
from app.domain.text import half_width
from tests.kit.cards import Sample

FOUND = 0.9
GOALS = {
    "clean": {"number": 99.5, "name": 98.0, "all fields": 97.0},
    "hard": {"number": 97.0, "name": 93.0, "address": 90.0, "card found": 97.0},
}
ROWS = ("number", "name", "address", "all fields", "card found")


@dataclass(frozen=True)
class Line:
    """One card; `wrong` is {field: [as printed, as read]}."""

    seed: int
    level: str
    kind: str
    face: str
    fields: list[str]
    ms: int
    overlap: float
    kind_read: str
    wrong: dict[str, list[str]] = field(default_factory=dict)
    silent: bool = False

    def holds(self, row: str) -> bool | None:
        """Whether the card counts as right in the table's row; None: not about this card."""
        if row == "card found":
            return self.overlap >= FOUND
        if row == "all fields":
            return not self.wrong and self.kind_read == f"{self.kind} {self.face}"
        return row not in self.wrong if row in self.fields else None


def score(seed: int, level: str, sample: Sample, reading: Reading, ms: int) -> Line:
    """What the reading has otherwise than the card."""
    wrong = {}
    for name, printed in sample.truth.items():
        value = reading.fields[name].value if name in reading.fields else ""
        if plain(value) != plain(printed):
            wrong[name] = [printed, value]
    number = reading.fields.get("number")
    warned = number is None or any(code.startswith("failed:") for code in number.checks)
    return Line(
        seed=seed,
        level=level,
        kind=sample.kind,
        face=sample.face,
        fields=list(sample.truth),
        ms=ms,
        overlap=round(overlap(reading.corners, sample.corners), 3),
        kind_read=f"{reading.type} {reading.face}",
        wrong=wrong,
        silent=bool("number" in wrong and number and number.value and not warned),
    )


def plain(text: str) -> str:
    return re.sub(r"[\s,]", "", half_width(text).replace("’", "'"))


def overlap(one: Iterable[tuple[float, float]], other: Iterable[tuple[float, float]]) -> float:
    """Intersection over union of two quadrilaterals, whichever corner is first."""
    a, b = (np.array(list(quad), np.float32) for quad in (one, other))
    if len(a) < 4 or not cv2.isContourConvex(a):
        return 0.0
    both = cv2.intersectConvexConvex(a, b)[0]
    return float(both / (cv2.contourArea(a) + cv2.contourArea(b) - both))


def table(level: str, lines: list[Line]) -> bool:
    """Print the level's figures; whether all goals are met."""
    times = sorted(line.ms for line in lines)
    print(f"\n{level}: {len(lines)} cards, {median(times):.0f} ms at median, "
          f"{times[int(len(times) * 0.95)]} ms at 95 %, {times[-1]} ms at most")  # fmt: skip
    good = True
    for row in ROWS:
        held = [line.holds(row) for line in lines if line.holds(row) is not None]
        if not held:
            continue
        share = 100 * sum(map(bool, held)) / len(held)
        goal = GOALS.get(level, {}).get(row)
        missed = goal is not None and share < goal
        good = good and not missed
        print(f"  {row:12} {sum(map(bool, held)):4} of {len(held):4}  {share:6.1f} %"
              f"  {'' if goal is None else f'goal {goal:g} %':12} {'MISSED' if missed else ''}")  # fmt: skip
    silent = sum(line.silent for line in lines)
    print(f"  numbers wrong but passed silently: {silent}  goal 0  {'MISSED' if silent else ''}")
    for kind in sorted({f"{line.kind} {line.face}" for line in lines}):
        of = [line for line in lines if f"{line.kind} {line.face}" == kind]
        print(f"    {kind:26} all fields {sum(bool(one.holds('all fields')) for one in of):4} of"
              f" {len(of):4}, found {sum(bool(one.holds('card found')) for one in of):4}")  # fmt: skip
    return good and not silent
