"""违约金 by the terms of a product, as the catalogue says them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.catalogue import Offering, penalty
from app.domain.dates import add_months

USUAL = "提前终止的，按剩余月数 × 月费 × 30% 计收违约金，最多不超过三个月月费。"
SOLD = Offering("TV", "高清", "cable_tv", monthly_fee=3900, termination=USUAL)
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("end", "amount"),
    [
        (None, 0),
        (TODAY, 0),
        (date(2026, 11, 21), 0),
        (date(2026, 11, 23), 1170),  # a month that has begun counts whole
        (date(2026, 12, 22), 1170),
        (date(2026, 12, 23), 2340),
        (date(2027, 8, 22), 10530),
        (date(2027, 10, 22), 11700),  # three monthly fees at most
    ],
)
def test_the_months_that_are_left_count(end: date | None, amount: int) -> None:
    assert penalty(SOLD, end, TODAY) == amount


def test_without_a_limit_there_is_none() -> None:
    sold = replace(SOLD, termination="按剩余月数 × 月费 × 50% 计收违约金。")
    assert penalty(sold, date(2027, 11, 22), TODAY) == 12 * 3900 // 2


def test_nothing_is_due_where_nothing_was_agreed() -> None:
    assert penalty(replace(SOLD, termination=""), date(2027, 11, 22), TODAY) == 0


@pytest.mark.parametrize("said", ["按实际损失计收。", USUAL + "另收工料费。", "30%"])
def test_other_words_are_not_guessed_at(said: str) -> None:
    assert penalty(replace(SOLD, termination=said), date(2027, 11, 22), TODAY) is None


@given(st.integers(1, 60), st.integers(0, 100_000), st.integers(0, 100), st.integers(1, 24))
def test_it_never_falls_with_more_months_and_never_passes_its_limit(
    months: int, fee: int, percent: int, most: int
) -> None:
    said = f"按剩余月数 × 月费 × {percent}% 计收违约金，最多不超过{most}个月月费。"
    sold = replace(SOLD, monthly_fee=fee, termination=said)
    less, more = (penalty(sold, add_months(TODAY, n), TODAY) for n in (months, months + 1))
    assert less is not None
    assert more is not None
    assert 0 <= less <= more <= most * fee
