"""What stands in a hall's base, as a test asks it."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from app.services.procedure import Query, query
from db.schema.audit import audit_event
from tests.kit.desk import TestHall


@query(None)
def rows(query: Query, *, table: sa.Table) -> list[dict[str, Any]]:
    """Every row of a table, what is sealed opened."""
    return query.all(table)


def count(desk: TestHall, table: sa.Table) -> int:
    with desk.installation.engine.connect() as connection:
        return int(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one())


def last_event(desk: TestHall) -> dict[str, object]:
    """The body of the newest event."""
    newest = sa.select(audit_event.c.body).order_by(audit_event.c.seq.desc()).limit(1)
    with desk.installation.engine.connect() as connection:
        event: dict[str, object] = json.loads(connection.execute(newest).scalar_one())
    return event
