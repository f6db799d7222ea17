"""The start screen and the list of papers not printed, in a hall of 10,000 and one of 100,000 customers.

Each customer has two papers with their print jobs; a list that walked through them would show here.
"""

from __future__ import annotations

import functools
import time
from collections.abc import Callable

from app.services import papers
from app.services.day import day_so_far as today_
from app.services.session import Session
from tests.bench.registry import bench
from tests.kit import crowd
from tests.kit import desk as desks

SMALL, LARGE = 10_000, 100_000
DAYS_BACK = 6
"""The crowd came over 900 days, the last of them yesterday: more than 50 since then in each hall."""
WARM, MEASURED = 5, 60


@functools.cache
def session(count: int) -> Session:
    """A clerk of a crowded hall, on a day of which the start screen shows as many orders as it ever does."""
    desk = desks.open_desk(crowd.hall(count))
    clerk = desk.clerk
    desk.clock.pass_time(days=-DAYS_BACK)
    return clerk


def _milliseconds(ask: Callable[[Session], object], count: int) -> float:
    """The best of many: what is over it belongs to other programs that run here."""
    clerk = session(count)
    for _ in range(WARM):
        ask(clerk)
    taken = []
    for _ in range(MEASURED):
        begun = time.perf_counter()
        ask(clerk)
        taken.append(1000 * (time.perf_counter() - begun))
    return min(taken)


def _both(ask: Callable[[Session], object]) -> tuple[float, float]:
    """(in the large hall, in the small one), in turns."""
    rounds = [(_milliseconds(ask, LARGE), _milliseconds(ask, SMALL)) for _ in range(3)]
    large, small = zip(*rounds, strict=True)
    return min(large), min(small)


def _today(clerk: Session) -> object:
    day = today_(clerk)
    assert day.unprinted == 2 * crowd.WAITING
    assert len(day.orders) == 50
    return day


def _unprinted(clerk: Session) -> object:
    rows = papers.unprinted(clerk)
    assert len(rows) == papers.PAGE
    return rows


@bench("desk.today", unit="ms", goal=1.5)
def today() -> tuple[float, float]:
    """What the start screen reads, ten times as many customers beside the smaller hall."""
    return _both(_today)


@bench("desk.today_ms", unit="ms", goal=10)
def today_alone() -> float:
    """The same at 100,000 customers."""
    return _milliseconds(_today, LARGE)


@bench("desk.unprinted", unit="ms", goal=1.5)
def unprinted() -> tuple[float, float]:
    """The first page of the papers not printed, ten times as many customers beside the smaller hall."""
    return _both(_unprinted)


@bench("desk.unprinted_ms", unit="ms", goal=10)
def unprinted_alone() -> float:
    """The same at 100,000 customers."""
    return _milliseconds(_unprinted, LARGE)
