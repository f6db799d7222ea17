"""Which tables each kind of operation writes, as the database hears it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.services.procedure import Declaration, Work
from app.services.procedure import transaction as work
from app.services.session import Session
from db.insert import insert_rows

OF_EVERY_OPERATION = {
    "operation",
    "operation_replay",
    "record_version",
    "superseded_version",
    "audit_event",
    "look",
}
_WRITE = re.compile(r'\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+"?(\w+)', re.IGNORECASE)
_real = Work.__init__

Written = defaultdict[str, set[str]]


@contextmanager
def heard() -> Iterator[Written]:
    """Every write of an operation, by kind; also those that go past `Work`, on its connection."""
    written: Written = defaultdict(set)

    def begin(
        self: Work,
        session: Session,
        connection: sa.Connection,
        operation_id: UUID,
        declared: Declaration | None = None,
    ) -> None:
        connection.info["operation"] = (connection.get_transaction(), self)
        _real(self, session, connection, operation_id, declared)

    def note(connection: sa.Connection, table: str) -> None:
        transaction, operation = connection.info.get("operation", (None, None))
        if operation is None or transaction is not connection.get_transaction():
            return
        declared: Declaration | None = operation.held.declared
        of_request = {each.name for kind in operation.held.kinds for each in kind.writes}
        if declared is not None and table not in of_request:
            written[declared.kind].add(table)

    def hear(connection: sa.Connection, _cursor: Any, statement: str, *_: Any) -> None:
        if found := _WRITE.match(statement):
            note(connection, found[1])

    def insert(connection: sa.Connection, table: sa.Table, rows: list[dict[str, Any]]) -> None:
        note(connection, table.name)  # it goes to the driver, past the event
        insert_rows(connection, table, rows)

    patch = pytest.MonkeyPatch()
    patch.setattr(Work, "__init__", begin)
    patch.setattr(work, "insert_rows", insert)
    sa.event.listen(sa.Engine, "before_cursor_execute", hear)
    try:
        yield written
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", hear)
        patch.undo()
