"""Rows that are sent together: an error is the one it would be alone, and nothing after it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
import sqlalchemy as sa

from db import failures
from db.driver import together
from db.engine import write
from db.insert import insert_rows
from db.schema.operations import number_counter
from tests.kit.desk import TestHall


def _counters(connection: sa.Connection) -> set[str]:
    asked = sa.select(number_counter.c.prefix).where(number_counter.c.prefix.like("test:%"))
    return set(connection.execute(asked).scalars())


def test_everything_that_is_sent_together_is_written(desk: TestHall) -> None:
    with write(desk.installation.engine) as connection:
        with together(connection):
            insert_rows(connection, number_counter, [{"prefix": "test:1", "next": 1}])
            rows = [{"prefix": f"test:{n}", "next": n} for n in range(2, 9)]
            insert_rows(connection, number_counter, rows)
        assert _counters(connection) == {f"test:{n}" for n in range(1, 9)}


def _send(engine: sa.Engine, rows: Iterable[dict[str, Any]], *, killed: bool = False) -> None:
    """Every row by a statement of its own; the server may end the connection before them."""
    with write(engine) as connection, together(connection):
        if killed:
            own = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
            with engine.connect() as other:
                other.execute(sa.select(sa.func.pg_terminate_backend(own)))
        for row in rows:
            insert_rows(connection, number_counter, [row])


@pytest.mark.parametrize("after", [0, 1, 300])
def test_a_row_that_is_there_already_is_told_with_its_table(desk: TestHall, after: int) -> None:
    engine = desk.installation.engine
    rows = [{"prefix": f"test:{n}", "next": 1} for n in (1, 1, *range(2, 2 + after))]
    with pytest.raises(sa.exc.IntegrityError) as told:
        _send(engine, rows)
    assert failures.not_unique(told.value)
    assert failures.worth_retrying(told.value)
    assert not failures.away(told.value)
    assert "number_counter" in str(told.value)
    with engine.connect() as connection:
        assert not _counters(connection)


def test_a_missing_value_is_a_bug_that_is_told_with_its_column(desk: TestHall) -> None:
    with pytest.raises(sa.exc.IntegrityError) as told:
        _send(desk.installation.engine, [{"prefix": "test:1"}, {"prefix": "test:2", "next": 1}])
    assert "next" in str(told.value)
    assert not failures.worth_retrying(told.value)


@pytest.mark.parametrize("desk", ["postgresql"], indirect=True)
@pytest.mark.parametrize("many", [0, 1, 3])
def test_a_server_that_goes_meanwhile_is_a_lost_connection(desk: TestHall, many: int) -> None:
    engine = desk.installation.engine
    rows = [{"prefix": f"test:{n}", "next": 1} for n in range(many)]
    with pytest.raises(sa.exc.DBAPIError) as told:
        _send(engine, rows, killed=True)
    assert told.value.connection_invalidated
    assert failures.worth_retrying(told.value)
    with engine.connect() as connection:
        assert not _counters(connection)
