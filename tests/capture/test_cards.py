"""Invented cards read as the window reads them: six by the models, and the bench's short form of forty
from what the models said (tests.kit.laid_lines).

The seeds are fixed and each ten may miss what one character costs, since another processor rounds
otherwise; the bench holds the goals on five hundred, all of them by the models.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.capture.decode import decode
from app.capture.read_card import read
from app.capture.worker import Worker
from tests.bench.capture_score import Line, score
from tests.kit import plain_cards
from tests.kit.cards import Level, make
from tests.kit.cards.people import TODAY

AT_A_TIME = 10
BY_THE_MODELS: list[tuple[Level, int]] = [
    ("clean", 0),  # resident card
    ("clean", 4),  # residence permit, back
    ("clean", 5),  # business licence
    ("hard", 1),  # resident card, back
    ("hard", 3),  # permanent residence
    ("hard", 5),  # passport
]


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    """One reading process for all cards of this module."""
    made = Worker(seconds=200)  # a busy machine is not the reader's fault
    yield made
    made.close()


@pytest.mark.timeout(300)
@pytest.mark.parametrize(("level", "seed"), BY_THE_MODELS)
def test_a_card_is_found_and_read(level: Level, seed: int, worker: Worker) -> None:
    sample = make(seed, level)
    line = score(seed, level, sample, worker.read(sample.image), ms=0)
    assert line.holds("card found")
    assert not line.silent
    assert line.wrong == {}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("first", [0, AT_A_TIME])
@pytest.mark.parametrize("level", ["clean", "hard"])
@pytest.mark.usefixtures("laid_lines_read")
def test_ten_cards_are_found_and_read(level: Level, first: int) -> None:
    lines = []
    for seed in range(first, first + AT_A_TIME):
        sample = make(seed, level)
        lines.append(score(seed, level, sample, read(decode(sample.image), None, TODAY), ms=0))
    assert not any(line.silent for line in lines)
    assert missed(lines, "number") == 0
    assert missed(lines, "name") <= (level == "hard")
    assert missed(lines, "address") <= 1
    assert missed(lines, "all fields") <= (1 if level == "clean" else 2)
    assert missed(lines, "card found") <= (level == "hard")


@pytest.mark.parametrize("way", ["small", "see-through", "steep", "dim", "copied"])
@pytest.mark.usefixtures("laid_lines_read")
def test_a_card_of_the_other_generator_is_found_and_its_number_read(way: str) -> None:
    sample = plain_cards.make(3, way, "resident_id")
    line = score(3, way, sample, read(decode(sample.image), None, TODAY), ms=0)
    assert line.holds("card found")
    assert line.holds("number") is not False
    assert len(line.wrong) <= 1


def missed(lines: list[Line], row: str) -> int:
    """How many cards the row is about and does not hold for."""
    return [line.holds(row) for line in lines].count(False)
