"""Many rows into a base that nobody uses yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import sqlalchemy as sa


@contextmanager
def without_indexes(engine: sa.Engine) -> Iterator[None]:
    """Rows come in quickly: no index but those that are unique is kept up, and nothing waits for the disk. The
    indexes are made again at the end, as they were."""

    @sa.event.listens_for(engine, "connect")
    def quick(connection: Any, _record: object) -> None:
        for pragma in ("synchronous = OFF", "cache_size = -400000", "wal_autocheckpoint = 50000"):
            connection.execute(f"PRAGMA {pragma}")

    engine.dispose()
    with engine.connect() as connection:
        indexes = connection.exec_driver_sql(_INDEXES).all()
        for name, _ in indexes:
            connection.exec_driver_sql(f"DROP INDEX {name}")
        connection.commit()
    yield
    with engine.connect() as connection:
        for _, sql in indexes:
            connection.exec_driver_sql(sql)
        connection.commit()
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


_INDEXES = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql LIKE 'CREATE INDEX%'"
