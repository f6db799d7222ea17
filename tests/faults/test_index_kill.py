"""kill -9 while customers of before the last update get today's search tokens: nobody is missed, nothing is half."""

from __future__ import annotations

import random
from dataclasses import replace
from multiprocessing.connection import Connection

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.services import customers, due
from app.services.customers import reindex
from app.services.verification import verify
from db.schema.search import index_due
from tests.kit import counter_process, crowd
from tests.kit.counter_process import SABOTAGE, Start, clerk_at
from tests.kit.desk import TestHall
from tests.kit.older_tokens import as_before

PEOPLE = [
    replace(crowd.invent(n), name=name)
    for n, name in enumerate(
        f"{surname}{given}"
        for surname in "王李张刘陈"
        for given in ("一诺", "少波", "立新", "东", "康")
    )
]
KILLS = 10


def index_them(start: Start, pipe: Connection) -> None:
    """A counter of its own, which does a party a chunk and tells of each."""
    if start.sabotage:
        SABOTAGE[start.sabotage]()
    reindex.CHUNK = 1
    clerk = clerk_at(start)
    after: str | None = ""
    while after is not None:
        after = due.run_due(clerk, "search.index", limit=1, after=after).after
        pipe.send((new_id(), 0, "done"))
    while True:  # wait to be killed
        pipe.poll(60)


def kill_once(desk: TestHall, chance: random.Random, sabotage: str = "") -> None:
    counter = counter_process.run(counter_process.start_at(desk, 0, sabotage), index_them)
    counter.hear(chance.randrange(1, 3))
    counter.process.join(chance.uniform(0, 0.02))
    counter.kill()


def faults_after(desk: TestHall) -> list[str]:
    """Who is not found, and what verification finds."""
    missed = [
        text
        for each in PEOPLE
        for text in (each.name, each.phone, f"{each.phone[:3]} {each.phone[-4:]}")
        if each.code not in {row.code for row in customers.find(desk.clerk, text=text).rows}
    ]
    return missed + [each.code for each in verify(desk.installation).findings]


@pytest.fixture
def older(local_desk: TestHall) -> TestHall:
    crowd.add(local_desk.clerk, PEOPLE)
    as_before(local_desk.clerk)
    return local_desk


def left(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        count = sa.select(sa.func.count()).select_from(index_due)
        return connection.execute(count).scalar_one()


def test_a_killed_reindex_misses_nobody_and_goes_on(older: TestHall) -> None:
    chance = random.Random(11)
    for n in range(KILLS):
        before = left(older)
        kill_once(older, chance)
        assert left(older) < before or before == 0
        assert faults_after(older) == [], f"after kill {n}"
    due.run_due(older.clerk, "search.index", limit=1000)
    assert left(older) == 0
    assert faults_after(older) == []
    assert verify(older.installation, keys=older.clerk.keys).good


def test_the_same_test_fails_when_the_digest_comes_afterwards(older: TestHall) -> None:
    chance = random.Random(12)
    for _ in range(KILLS):
        kill_once(older, chance, "operation afterwards")
        if faults_after(older):
            return
    pytest.fail("the sabotage was not noticed")
