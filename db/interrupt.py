"""A read that ends in the database when its thread is told to stop (app.stopping)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

import sqlalchemy as sa

from app import stopping
from app.stopping import Stopped
from db.engine import is_sqlite

CANCEL_SECONDS = 5.0
"""How long the server is waited for, in a thread of its own."""


@contextmanager
def interruptible(connection: sa.Connection) -> Iterator[None]:
    """One read on `connection`; raises Stopped when it was ended."""
    stop = stopping.current()
    if stop is None:
        yield
        return
    driver: Any = connection.connection.driver_connection
    local = is_sqlite(connection)

    def end() -> None:
        if local:
            driver.interrupt()
            return
        import psycopg

        with suppress(psycopg.Error):
            driver.cancel_safe(timeout=CANCEL_SECONDS)

    try:
        with stop.reading(end, slow=not local):
            yield
    except Exception:  # also the driver's own, met while rows are fetched
        if stop.said:
            raise Stopped from None
        raise
    finally:
        if stop.said and not local:
            connection.invalidate()  # a late cancel would end the next read's statement
