"""The short way to the driver for statements that are built once (db.insert, db.select).

SQLAlchemy's own way costs more than the database does with the few rows of a registration. Errors
leave here as SQLAlchemy's own, so that callers tell them apart in one place.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa


def run(connection: sa.Connection, sql: str, values: Any, *, many: bool = False) -> Any:
    """Execute `sql` in the connection's transaction; returns the driver's cursor.

    Raises sqlalchemy.exc.DBAPIError, without the values; a lost connection is invalidated.
    """
    proxied = connection.connection
    cursor = proxied.cursor()
    try:
        if many:
            cursor.executemany(sql, values)
        else:
            cursor.execute(sql, values)
    except connection.dialect.loaded_dbapi.Error as error:
        dialect = connection.dialect
        lost = dialect.is_disconnect(error, proxied, cursor)
        if lost:
            connection.invalidate(error)
        raise sa.exc.DBAPIError.instance(
            sql,
            None,
            error,
            dialect.loaded_dbapi.Error,
            hide_parameters=True,
            connection_invalidated=lost,
            dialect=dialect,
        ) from None
    return cursor
