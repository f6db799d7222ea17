"""Whether the person sought is found, and how long each kind of key takes, among 100,000 customers and a million.

`make bench` asks it of 100,000. `make bench-million` asks it of 1,000,000, whose base is invented once (some 20
minutes, 14 GB) and kept under out/crowd/. Times are of a warm base, from the text in the box to the results painted.
"""

from __future__ import annotations

import functools
import statistics
from collections.abc import Callable, Iterable

from app.domain.names import readings
from app.services import customers
from app.services.session import Session
from tests.bench.panel import Panel
from tests.bench.registry import bench
from tests.kit import crowd
from tests.kit import desk as desks

SMALL, USUAL, MILLION = 10_000, 100_000, 1_000_000
SOUGHT = 120
ROUNDS = 3
OF_ONE_NAME = 2000
"""Some hundred of a million share a name or its sound: the box shows twenty and says that there are more, and who is
sought stands among all of them."""

Key = Callable[[crowd.Invented], list[str]]


def _initials(each: crowd.Invented) -> str:
    return readings(each.name)[0][1]


def _spelled(each: crowd.Invented) -> str:
    return readings(each.name)[0][0]


WHOLE: dict[str, Key] = {
    "3_and_4": lambda each: [f"{each.phone[:3]} {each.phone[-4:]}"],
    "initials_and_4": lambda each: [f"{_initials(each)} {each.phone[-4:]}"],
    "name": lambda each: [each.name],
    "pinyin": lambda each: [_spelled(each)],
    "address": lambda each: [f"{each.street}{each.estate}{each.building}{each.room}"],
}
"""By each of these everybody sought is found."""
EXACT: dict[str, Key] = {"phone": lambda each: [each.phone], "number": lambda each: [each.number]}
PARTS: dict[str, Key] = {
    "last_four": lambda each: [each.phone[-4:], each.number[-4:]],
    "name_begins": lambda each: [each.name[:size] for size in (1, 2)],
    "initials": lambda each: [_initials(each)[:size] for size in (2, 3)],
    "pinyin_begins": lambda each: [_spelled(each)[:size] for size in range(2, len(_spelled(each)))],
    "our_number": lambda each: [each.code[:8], each.code, each.equipment],
}
KEYS = WHOLE | EXACT | PARTS
HOLD_THEIR_PACE = ("3_and_4", "phone", "number", "initials_and_4", "pinyin", "address")
"""For these the middle time may at most triple from 10,000 to a million."""


@functools.cache
def session(count: int) -> Session:
    """A clerk of a hall with so many customers."""
    return desks.open_desk(crowd.hall(count)).clerk


def sought(count: int) -> Iterable[crowd.Invented]:
    """Persons from the first to the last."""
    return (crowd.invent(n * count // SOUGHT) for n in range(SOUGHT))


def missed(count: int, kind: str) -> float:
    """How many of those sought are not found, or hidden without a word."""
    return sum(not _is_found(session(count), each, kind) for each in sought(count))


def _is_found(clerk: Session, each: crowd.Invented, kind: str) -> bool:
    (text,) = WHOLE[kind](each)
    found = customers.find(clerk, text=text)
    if each.code in {row.code for row in found.rows}:
        return True
    if kind not in ("name", "pinyin") or not found.more:
        return False
    every = customers.find(clerk, text=text, limit=OF_ONE_NAME)
    return each.code in {row.code for row in every.rows}


@functools.cache
def milliseconds(count: int, kind: str) -> list[float]:
    """The times of a kind of key, each the best of its rounds: what is over it belongs to other programs."""
    with Panel(session(count)) as panel:
        panel.seconds("wang")  # the first key of a day loads the readings of pinyin
        texts = list(dict.fromkeys(text for each in sought(count) for text in KEYS[kind](each)))
        return [1000 * min(panel.seconds(text) for _ in range(ROUNDS)) for text in texts]


def _declare(area: str, count: int) -> None:
    asked = count == MILLION
    for kind in WHOLE:
        bench(f"{area}.missed_by_{kind}", unit="of 120", goal=0, only_asked=asked)(
            functools.partial(missed, count, kind)
        )
    for kind in KEYS:
        bench(f"{area}.{kind}_p99_ms", unit="ms", goal=50, only_asked=asked)(
            functools.partial(_p99, count, kind)
        )
    for kind in HOLD_THEIR_PACE:
        bench(f"{area}.{kind}_p50_to_10000", unit="ms", goal=3, only_asked=asked)(
            functools.partial(_middles, count, kind)
        )


def _p99(count: int, kind: str) -> float:
    return statistics.quantiles(milliseconds(count, kind), n=100, method="inclusive")[98]


def _middles(count: int, kind: str) -> tuple[float, float]:
    return (
        statistics.median(milliseconds(count, kind)),
        statistics.median(milliseconds(SMALL, kind)),
    )


_declare("found", USUAL)
_declare("million", MILLION)
