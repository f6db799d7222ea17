"""Search among 100,000 customers: each key from the keystroke's text to masked rows, and its database
part beside a bare sqlite3 that selects the same rows by the same index.

The base is invented once (some minutes) and kept under out/crowd/.
"""

from __future__ import annotations

import functools
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.names import readings
from app.services import catalogue, customers
from app.services.procedure import Query
from app.services.session import Session
from db import select
from db.driver import run as driver_run
from db.engine import sqlite_connection
from tests.bench.panel import Panel
from tests.bench.registry import bench
from tests.kit import crowd
from tests.kit import desk as desks

COUNT = 100_000
PERSONS = range(0, COUNT, COUNT // 12)
ROUNDS = 3


@functools.cache
def session() -> Session:
    """A clerk of the crowded hall."""
    return desks.open_desk(crowd.hall(COUNT)).clerk


def typed() -> list[str]:
    """What clerks type for a person, key by key where each key asks something."""
    texts = []
    for serial in PERSONS:
        each = crowd.invent(serial)
        spelled, initials = readings(each.name)[0]
        whole = [each.phone, each.number, each.name, spelled, f"{initials} {each.phone[-4:]}"]
        keys = [each.phone[-4:], f"{each.phone[:3]} {each.phone[-4:]}", each.number[-4:]]
        keys += [each.name[:size] for size in (1, 2, 3)]
        keys += [initials[:size] for size in (2, 3)]
        keys += [spelled[:size] for size in range(2, len(spelled))]
        keys += [each.code[:8], each.code, each.equipment, f"{each.street}{each.estate}"]
        texts += keys + whole
    return texts


@bench("search.key_p99_ms", unit="ms", goal=50)
def key() -> float:
    """The slowest of a hundred keys, from the text in the box of the panel to its results painted.

    Each key counts with the best of its rounds: what is over it belongs to other programs that run here.
    """
    with Panel(session()) as panel:
        panel.seconds("wang")  # the first key of a day loads the readings of pinyin
        taken = [1000 * min(panel.seconds(text) for _ in range(ROUNDS)) for text in typed()]
    return statistics.quantiles(taken, n=100)[98]


@bench("places.typed_p99_ms", unit="ms", goal=50)
def places() -> float:
    """The slowest of a hundred texts in the form's address field, from the question to its rows."""
    taken = []
    for serial in range(0, COUNT, COUNT // 40):
        each = crowd.invent(serial)
        numbers = f"{each.building}{each.room}"
        whole = f"{each.street}{each.estate}{numbers}"
        texts = (whole, f"{numbers} {each.estate}{each.street}", each.street, whole[:-1])
        taken += [min(_asked(text) for _ in range(ROUNDS)) for text in texts]
    return statistics.quantiles(taken, n=100)[98]


def _asked(text: str) -> float:
    started = time.perf_counter()
    catalogue.places(session(), text=text, limit=21)
    return 1000 * (time.perf_counter() - started)


@bench("search.database_ratio", unit="ms", goal=3)
def database() -> tuple[float, float]:
    """(ours, bare) median milliseconds in the database for the keys above.

    Ours: every statement of the search itself as the program runs it, rows made into Python values. Bare: the same
    statements and parameters straight through the driver, rows as it gives them.
    """
    clerk = session()
    ours, bare = [], []
    for text in typed()[::2]:
        with (
            clerk.installation.engine.connect() as connection,
            connection.begin(),
            listening(clerk) as (asked, sent),
        ):
            customers.find.__wrapped__(Query(clerk, connection), text=text)  # type: ignore[attr-defined]
        assert len(asked) == len(sent)
        if asked:
            ours.append(min(_ours(clerk, asked) for _ in range(ROUNDS)))
            bare.append(min(_bare(clerk, sent) for _ in range(ROUNDS)))
    return statistics.median(ours), statistics.median(bare)


Asked = list[Callable[[sa.Connection], object]]
Sent = list[tuple[str, Any]]


@contextmanager
def listening(clerk: Session) -> Iterator[tuple[Asked, Sent]]:
    """The statements of a search: how to ask each again, and what the driver was given, whether they go
    the short way (db.select) or SQLAlchemy's."""
    engine = clerk.installation.engine
    asked: Asked = []
    sent: Sent = []

    def cursor(compiled: Any, connection: sa.Connection, values: dict[str, Any]) -> Any:
        asked.append(lambda again: compiled.found(short(compiled, again, values).fetchall()))
        return short(compiled, connection, values)

    def run(connection: sa.Connection, sql: str, values: Any) -> Any:
        sent.append((sql, values))
        return driver_run(connection, sql, values)

    def execute(_c: Any, statement: Any, _many: Any, values: Any, _options: Any) -> None:
        asked.append(lambda again: again.execute(statement, values).all())

    def sending(_c: Any, _cursor: Any, text: str, values: Any, context: Any, _many: bool) -> None:
        if context.compiled is not None:
            sent.append((text, values))

    short = select._Compiled.cursor
    sa.event.listen(engine, "before_execute", execute)
    sa.event.listen(engine, "before_cursor_execute", sending)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(select._Compiled, "cursor", cursor)
        patch.setattr("db.select.run", run)
        try:
            yield asked, sent
        finally:
            sa.event.remove(engine, "before_execute", execute)
            sa.event.remove(engine, "before_cursor_execute", sending)


def _ours(clerk: Session, asked: Asked) -> float:
    with clerk.installation.engine.connect() as connection, connection.begin():
        started = time.perf_counter()
        for ask in asked:
            ask(connection)
        return 1000 * (time.perf_counter() - started)


def _bare(clerk: Session, sent: Sent) -> float:
    with clerk.installation.engine.connect() as connection:
        driver: sqlite3.Connection = sqlite_connection(connection)
        started = time.perf_counter()
        for text, values in sent:
            driver.execute(text, values).fetchall()
        return 1000 * (time.perf_counter() - started)
