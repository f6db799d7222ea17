"""Declaring a measurement: what is measured, against which bare counterpart, and the goal.

@bench("agreement.first", unit="s", goal=0.6)
def first_agreement() -> float: ...                      # the goal is about the value

@bench("agreement.next", unit="s", goal=1.5)
def next_agreement() -> tuple[float, float]: ...         # (value, bare): about their ratio
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

Measured = float | tuple[float, float]


@dataclass(frozen=True)
class Line:
    """One line of out/bench.jsonl; without `bare` the goal is about the value, else the ratio."""

    name: str
    value: float
    unit: str
    bare: float | None
    ratio: float | None
    goal: float
    holds: bool

    def plain(self) -> dict[str, object]:
        """The keys and values that are written."""
        return asdict(self)

    def row(self) -> str:
        """The line as a row of the table."""
        bare = "" if self.bare is None else f"{self.bare:.4g} {self.unit}"
        ratio = "" if self.ratio is None else f"{self.ratio:.2f}x"
        goal = f"{self.goal:g} {self.unit}" if self.ratio is None else f"{self.goal:g}x"
        value = f"{self.value:.4g} {self.unit}"
        mark = "" if self.holds else "  MISSED"
        return f"{self.name:44} {value:>12} {bare:>12} {ratio:>8} {goal:>8}{mark}"


@dataclass(frozen=True)
class Bench:
    """A declared measurement."""

    name: str
    unit: str
    goal: float
    function: Callable[[], Measured]
    only_asked: bool = False
    """measured only when its area is asked for by name"""

    def measure(self) -> Line:
        """Run it once; the function repeats as often as its figure needs."""
        measured = self.function()
        value, bare = measured if isinstance(measured, tuple) else (measured, None)
        ratio = None if bare is None else value / bare
        holds = (value if ratio is None else ratio) <= self.goal
        return Line(self.name, value, self.unit, bare, ratio, self.goal, holds)


BENCHES: list[Bench] = []


def bench(
    name: str, *, unit: str, goal: float, only_asked: bool = False
) -> Callable[[Callable[[], Measured]], Callable[[], Measured]]:
    """Register a measurement; its name begins with its area (start, search, registration, …)."""

    def register(function: Callable[[], Measured]) -> Callable[[], Measured]:
        BENCHES.append(Bench(name, unit, goal, function, only_asked))
        return function

    return register
