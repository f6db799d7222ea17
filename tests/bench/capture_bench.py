"""`make capture-bench`: how well and how fast invented cards are read, into out/capture.jsonl.

python -m tests.bench.capture_bench [--cards 250] [--first 0] [--level clean|hard] [--kind KIND]
                                    [--plain [WAY …]]

`--plain`: pictures of the second generator (tests/kit/plain_cards), `--cards` of each way.

A line per card: what was read otherwise than printed, how well the card was found, milliseconds.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

from app.capture.decode import Pixels, decode
from app.capture.find_card import find
from app.capture.read_card import read
from app.capture.reading import Corners
from tests.bench.capture_score import GOALS, Line, overlap, score, table
from tests.kit import plain_cards
from tests.kit.cards import Level, Sample, make, make_pair
from tests.kit.cards.people import TODAY

TOP = Path(__file__).resolve().parents[2]
OUT = TOP / "out" / "capture.jsonl"
PAIR_EVERY = 25


def samples(level: Level, count: int, first: int = 0, kind: str | None = None) -> Iterator[
    tuple[int, Sample, bool]
]:  # fmt: skip
    """`count` cards of the level; every 25th picture shows both faces of one (True)."""
    given, seed = 0, first
    while given < count:
        both = kind is None and seed % PAIR_EVERY == PAIR_EVERY - 1 and given + 2 <= count
        cards = make_pair(seed, level) if both else (make(seed, level, kind),)
        yield from ((seed, card, both) for card in cards)
        given, seed = given + len(cards), seed + 1


def _plain(way: str, seeds: Iterable[int], kind: str | None) -> Iterator[tuple[int, Sample, bool]]:
    """The second generator's pictures of one way."""
    for seed in seeds:
        yield seed, plain_cards.make(seed, way, kind), False


def measure(seed: int, level: str, sample: Sample, both: bool) -> Line:
    """Read one card as the window does; of two on a page the one that the sample is about."""
    begun = time.perf_counter()
    pixels = decode(sample.image)
    corners = _which(pixels, sample) if both else None
    reading = read(pixels, corners, TODAY)
    ms = round((time.perf_counter() - begun) * 1000)
    return score(seed, level, sample, reading, ms)


def _which(pixels: Pixels, sample: Sample) -> Corners | None:
    found = find(pixels)
    return max(found, key=lambda one: overlap(one, sample.corners), default=None)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="capture_bench")
    parser.add_argument("--cards", type=int, default=250, help="cards of each level")
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--level", choices=list(GOALS), action="append")
    parser.add_argument("--kind")
    parser.add_argument("--plain", nargs="*", metavar="WAY", help=", ".join(plain_cards.WAYS))
    asked = parser.parse_args(arguments)
    OUT.parent.mkdir(exist_ok=True)
    good = True
    levels: list[Level] = asked.level or ["clean", "hard"]
    read(decode(make(asked.first, "clean").image), None, TODAY)  # the engine's start is no card's
    given: dict[str, Iterable[tuple[int, Sample, bool]]]
    given = {level: samples(level, asked.cards, asked.first, asked.kind) for level in levels}
    if asked.plain is not None:
        seeds = range(asked.first, asked.first + asked.cards)
        given = {way: _plain(way, seeds, asked.kind) for way in asked.plain or plain_cards.WAYS}
    with OUT.open("w", encoding="utf-8") as file:
        for level, pictures in given.items():
            lines = []
            for seed, sample, both in pictures:
                line = measure(seed, level, sample, both)
                lines.append(line)
                file.write(json.dumps(asdict(line), ensure_ascii=False) + "\n")
                file.flush()
            good = table(level, lines) and good
    print(f"\nwritten to {OUT.relative_to(TOP)}")
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
