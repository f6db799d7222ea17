"""What the bench of card reading calls right, found and silent."""

from __future__ import annotations

import pytest

from app.capture.reading import Quality, ReadField, Reading
from tests.bench.capture_score import overlap, score
from tests.kit.cards import Sample

SQUARE = ((0.0, 0.0), (100.0, 0.0), (100.0, 60.0), (0.0, 60.0))
SAMPLE = Sample(
    b"", "resident_id", "front", {"name": "欧阳䶮", "number": "44010419900307152X"}, SQUARE
)


def reading(**fields: ReadField) -> Reading:
    return Reading("resident_id", "front", fields, SQUARE, Quality(1, 0, 0, 1000))


def test_spaces_and_width_do_not_count() -> None:
    line = score(
        1, "clean", SAMPLE,
        reading(name=ReadField("欧阳 䶮"), number=ReadField("４4010419900307152X")), 900,
    )  # fmt: skip
    assert line.holds("all fields")
    assert line.holds("address") is None
    assert line.holds("card found")


def test_a_wrong_number_without_a_failed_check_is_silent() -> None:
    wrong = "44010419900307162X"
    silent = score(1, "clean", SAMPLE, reading(number=ReadField(wrong, checks=("ok:area",))), 900)
    warned = score(
        1, "clean", SAMPLE, reading(number=ReadField(wrong, checks=("failed:check_digit",))), 9
    )
    missing = score(1, "clean", SAMPLE, reading(), 900)
    assert (silent.silent, warned.silent, missing.silent) == (True, False, False)
    assert silent.holds("number") is warned.holds("number") is missing.holds("number") is False


def test_overlap_is_the_shared_part_of_both() -> None:
    half = ((50.0, 0.0), (150.0, 0.0), (150.0, 60.0), (50.0, 60.0))
    assert overlap(SQUARE, SQUARE) == pytest.approx(1)
    assert overlap(half, SQUARE) == pytest.approx(1 / 3)
    assert overlap(SQUARE[2:] + SQUARE[:2], SQUARE) == pytest.approx(1)
