"""A read that nobody waits for is ended in the database, on both databases; a procedure is not."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.services import day
from app.services.procedure import Query, Work, procedure, query
from app.stopping import Stop, Stopped, stoppable
from db.engine import is_sqlite
from tests.kit.desk import TestHall

LONG_SECONDS = 60
SOON_SECONDS = 5

_COUNT = sa.text(
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 2000000000) "
    "SELECT max(x) FROM n"
)


def run_long(query: Query) -> int:
    """A statement that takes far longer than anybody waits."""
    if is_sqlite(query.connection):
        query.execute(_COUNT)
    else:
        query.execute(sa.select(sa.func.pg_sleep(LONG_SECONDS)))
    return 1


class Reading:
    """A call in a thread of its own, with what stops it and what became of it."""

    def __init__(self, call: Callable[[], object]) -> None:
        self.stop = Stop()
        self.result: object = None
        self.began = threading.Event()
        self._call = call
        self.thread = threading.Thread(target=self._work)
        self.thread.start()

    def _work(self) -> None:
        with stoppable(self.stop):
            try:
                self.result = self._call()
            except BaseException as error:
                self.result = error

    def end(self) -> object:
        self.thread.join(SOON_SECONDS)
        assert not self.thread.is_alive(), "it runs on"
        return self.result


def test_a_read_ends_in_the_database(desk: TestHall) -> None:
    clerk, asked = desk.clerk, threading.Event()

    @query(None)
    def long(query: Query) -> int:
        asked.set()
        return run_long(query)

    reading = Reading(lambda: long(clerk))
    assert asked.wait(SOON_SECONDS)
    time.sleep(0.3)  # inside the statement, which tells nobody
    begun = time.monotonic()
    reading.stop.now()
    assert time.monotonic() - begun < 0.1, "the window would have stood still"
    assert isinstance(reading.end(), Stopped)
    assert day.day_so_far(clerk).count == 0  # the connection is good for the next one


def test_without_the_guard_it_runs_on(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: what ends it is taken away, so the test above would have failed."""
    clerk, asked = local_desk.clerk, threading.Event()

    @query(None)
    def long(query: Query) -> int:
        asked.set()
        return run_long(query)

    with monkeypatch.context() as patch:
        patch.setattr(Stop, "now", lambda stop: setattr(stop, "said", True))
        reading = Reading(lambda: long(clerk))
        assert asked.wait(SOON_SECONDS)
        time.sleep(0.3)
        reading.stop.now()
        reading.thread.join(1)
        assert reading.thread.is_alive()
    reading.stop.now()
    reading.end()


def test_between_two_statements_it_ends_before_the_next(desk: TestHall) -> None:
    clerk, asked, go_on = desk.clerk, threading.Event(), threading.Event()

    @query(None)
    def two(query: Query) -> int:
        query.execute(sa.text("SELECT 1"))
        asked.set()
        go_on.wait(SOON_SECONDS)
        query.execute(sa.text("SELECT 1"))
        raise AssertionError("went on")

    reading = Reading(lambda: two(clerk))
    assert asked.wait(SOON_SECONDS)
    reading.stop.now()
    go_on.set()
    assert isinstance(reading.end(), Stopped)


def test_what_was_stopped_before_it_began_asks_nothing(desk: TestHall) -> None:
    clerk = desk.clerk
    stop = Stop()
    stop.now()
    with stoppable(stop), pytest.raises(Stopped):
        day.day_so_far(clerk)
    assert day.day_so_far(clerk).count == 0


def test_a_procedure_comes_to_its_end(desk: TestHall) -> None:
    clerk, began, go_on = desk.clerk, threading.Event(), threading.Event()

    @procedure("test.slow", None)
    def slow(work: Work) -> int:
        began.set()
        go_on.wait(SOON_SECONDS)
        work.execute(sa.text("SELECT 1"))
        return 7

    reading = Reading(lambda: slow(clerk, new_id()))
    assert began.wait(SOON_SECONDS)
    reading.stop.now()
    go_on.set()
    assert reading.end() == 7
