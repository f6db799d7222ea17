"""No false alarm: verification finds nothing in halls that nobody attacked.

A few days in the test command; `make clean-halls` works 200 (COUNTER_HALLS says how many), figures into
out/faults.jsonl.
"""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa

from db.engine import write
from db.schema.staff import sign_in_state
from tests.kit import clean_halls, figures
from tests.kit.clean_halls import STEPS
from tests.kit.desk import TestHall

pytestmark = pytest.mark.timeout(600)

HALLS = int(os.environ.get("COUNTER_HALLS", "3"))
STEPS_A_DAY = 24


@pytest.mark.parametrize("seed", range(HALLS))
def test_a_hall_that_nobody_attacked_verifies_clean(local_desk: TestHall, seed: int) -> None:
    with clean_halls.day(local_desk, seed) as day:
        day.work(STEPS_A_DAY)
        assert day.faults() == [], f"seed {seed}: {day.done}"
    figures.publish("clean_halls", seed=seed, steps=len(day.done), alarms=0)


@pytest.mark.parametrize("step", sorted(set(STEPS)))
def test_each_step_of_a_day_verifies_clean(local_desk: TestHall, step: str) -> None:
    with clean_halls.day(local_desk, 7) as day:
        for name in ("register", "come", step, step):
            day.step(name)
        assert day.faults() == []


def test_the_same_test_fails_where_somebody_helped_himself(local_desk: TestHall) -> None:
    """Sabotage: wrong passwords that were counted are taken away."""
    with clean_halls.day(local_desk, 1) as day:
        day.step("mistype")
        with write(day.hall.installation.engine) as connection:
            connection.execute(sa.update(sign_in_state).values(failures=0, last_failed_at=None))
        assert [fault for fault in day.faults() if fault.startswith("tries_differ")]
