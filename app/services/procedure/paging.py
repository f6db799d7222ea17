"""A list a page at a time, newest first: a page begins where the one before ended, whatever was added since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Generic, TypeVar
from uuid import UUID

import sqlalchemy as sa

from app.services.procedure.reading import Query

T = TypeVar("T")


@dataclass(frozen=True)
class Cursor:
    """Where a page ends; give it back as `before` to get the next one."""

    at: datetime
    id: UUID


@dataclass(frozen=True)
class RowsPage(Generic[T]):
    """`next` is None on the last page."""

    rows: tuple[T, ...]
    next: Cursor | None


def read(
    query: Query,
    statement: sa.Select[Any],
    table: sa.Table,
    *,
    before: Cursor | None,
    limit: int,
) -> tuple[Sequence[sa.Row[Any]], Cursor | None]:
    """The rows of `statement` older than `before`, `limit` at most, and where the next page begins.

    `statement` selects `at` and `id` of `table`; an index on its filter, `at` and `id` makes every page cost
    the same.
    """
    if before is not None:
        types = [table.c.at.type, table.c.id.type]
        edge = sa.tuple_(before.at, before.id, types=types)
        statement = statement.where(sa.tuple_(table.c.at, table.c.id) < edge)
    order = (table.c.at.desc(), table.c.id.desc())
    rows = query.execute(statement.order_by(*order).limit(limit + 1)).all()
    shown = rows[:limit]
    more = len(rows) > limit
    return shown, Cursor(shown[-1].at, shown[-1].id) if more else None
