"""kill -9 during registrations loses nothing that was acknowledged and leaves nothing half (design:
security, T1 and T2).

60 kills in the test command; `make kill-test` makes 200 (COUNTER_KILLS says how many).
"""

from __future__ import annotations

import os
import random
import signal
from uuid import UUID

import psycopg
import pytest

from app.services import registration
from tests.faults.conftest import database_of
from tests.kit import counter_process, figures, postgres, wholeness
from tests.kit.desk import TestHall
from tests.kit.wholeness import Whole

A_BATCH = 20
BATCHES = -(-int(os.environ.get("COUNTER_KILLS", "60")) // A_BATCH)
PEOPLE = 100
"""More than a counter registers before it is killed."""


def kill_once(desk: TestHall, chance: random.Random, n: int, sabotage: str = "") -> dict[UUID, str]:
    """Let a counter work, kill it, try again what it had not acknowledged; what was acknowledged."""
    counter = counter_process.run(counter_process.start_at(desk, n * PEOPLE, sabotage))
    counter.hear(chance.randrange(5))
    counter.process.join(chance.uniform(0, 0.06))
    told = counter.kill()
    done = dict(told.done)
    before = wholeness.registered(desk)
    for operation_id, person in told.unanswered:
        place = desk.place(person % 8)
        made = registration.register(
            desk.clerk, operation_id, form=wholeness.form(person, place), images=wholeness.PICTURES
        )
        assert before.get(operation_id, made.customer_code) == made.customer_code, "doubled"
        done[operation_id] = made.customer_code
    return done


def faults_after(desk: TestHall, whole: Whole, done: dict[UUID, str]) -> list[str]:
    """What is lost, half or doubled."""
    stored = wholeness.registered(desk)
    lost = [f"lost {code}" for each, code in done.items() if stored.get(each) != code]
    return lost + wholeness.faults(desk, whole)


@pytest.mark.parametrize("seed", range(BATCHES))
def test_a_killed_counter_loses_nothing_and_leaves_nothing_half(
    local_desk: TestHall, seed: int
) -> None:
    whole, chance = wholeness.example(local_desk), random.Random(seed)
    done: dict[UUID, str] = {}
    for n in range(A_BATCH):
        done |= kill_once(local_desk, chance, n)
        assert faults_after(local_desk, whole, done) == [], f"after kill {n}"
    assert len(wholeness.registered(local_desk)) == len(done) + 1  # the example
    figures.publish(
        "kill.sqlite", seed=seed, kills=A_BATCH, acknowledged=len(done), lost=0, half=0, doubled=0
    )


@pytest.mark.parametrize("sabotage", counter_process.SABOTAGE)
def test_the_same_test_fails_when_the_guard_is_removed(local_desk: TestHall, sabotage: str) -> None:
    whole, chance = wholeness.example(local_desk), random.Random(sabotage)
    done: dict[UUID, str] = {}
    for n in range(A_BATCH):
        try:
            done |= kill_once(local_desk, chance, n, sabotage)
        except Exception:  # a half registration may also prevent another try
            return
        if faults_after(local_desk, whole, done):
            return
    pytest.fail("the sabotage was not noticed")


def test_a_killed_counter_or_server_process_on_postgresql(server_desk: TestHall) -> None:
    whole, chance = wholeness.example(server_desk), random.Random(15)
    folder, database = database_of(server_desk)
    done: dict[UUID, str] = {}
    for n in range(15):
        counter = counter_process.run(counter_process.start_at(server_desk, n * PEOPLE))
        heard = chance.randrange(1, 4) if n % 2 else chance.randrange(4)
        counter.hear(heard)
        counter.process.join(chance.uniform(0, 0.06))
        if n % 2:
            kill_a_backend(folder, database, chance)
            counter.hear(heard + 2)  # it finds out by itself and goes on
        told = counter.kill()
        postgres.await_ready(folder)
        server_desk.installation.engine.dispose()
        done |= told.done
        for operation_id, person in told.unanswered:
            places = counter_process.start_at(server_desk, 0).places
            made = counter_process.register(server_desk.clerk, operation_id, person, places)
            done[operation_id] = made.customer_code
        assert faults_after(server_desk, whole, done) == [], f"after kill {n}"
    assert len(wholeness.registered(server_desk)) == len(done) + 1
    figures.publish(
        "kill.postgresql", seed=15, kills=15, acknowledged=len(done), lost=0, half=0, doubled=0
    )


def kill_a_backend(folder: object, database: str, chance: random.Random) -> None:
    """kill -9 of one server process of `database`: PostgreSQL ends all others and recovers."""
    with psycopg.connect(host=str(folder), user=postgres.USER, dbname="postgres") as admin:
        rows = admin.execute(
            "SELECT pid FROM pg_stat_activity WHERE datname = %s", [database]
        ).fetchall()
    os.kill(chance.choice(rows)[0], signal.SIGKILL)
