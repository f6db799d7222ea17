"""The short way to the driver for statements that are built once (db.insert, db.select).

SQLAlchemy's own way costs more than the database does with the few rows of a registration. Errors
leave here as SQLAlchemy's own, so that callers tell them apart in one place.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa

_TOGETHER = "one of the statements that were sent together"


def run(connection: sa.Connection, sql: str, values: Any, *, many: bool = False) -> Any:
    """Execute `sql` in the connection's transaction; returns the driver's cursor.

    Raises sqlalchemy.exc.DBAPIError, without the values; a lost connection is invalidated.
    """
    cursor = connection.connection.dbapi_connection.cursor()  # type: ignore[union-attr]
    try:
        if many:
            cursor.executemany(sql, values)
        else:
            cursor.execute(sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, sql, error) from None
    return cursor


@contextmanager
def together(connection: sa.Connection) -> Iterator[None]:
    """Statements of this block that ask for nothing reach a server in one round trip; SQLite has none.

    A statement that fails is told at a later one or at the end of the block, and those after it are not
    done. The error then names none of them: what the server says has the table and the constraint.
    """
    if connection.dialect.name == "sqlite":
        yield
        return
    try:
        with connection.connection.driver_connection.pipeline():  # type: ignore[union-attr]
            yield
    except sa.exc.DBAPIError as error:
        error.statement = _TOGETHER
        raise
    except connection.dialect.loaded_dbapi.Error as error:
        raise _told(connection, _TOGETHER, error) from None


def _told(connection: sa.Connection, sql: str, error: Exception) -> sa.exc.DBAPIError:
    """The driver's error as SQLAlchemy's."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(error, connection.connection, None)  # type: ignore[arg-type]
    if lost:
        connection.invalidate(error)
    told = sa.exc.DBAPIError.instance(
        sql,
        None,
        error,
        dialect.loaded_dbapi.Error,
        hide_parameters=True,
        connection_invalidated=lost,
        dialect=dialect,
    )
    assert isinstance(told, sa.exc.DBAPIError)
    return told
