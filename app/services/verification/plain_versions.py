"""Every version of the rows of a table, with what it says in plain: what was kept of it, or the row itself."""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import to_plain
from db.schema.base import first_name, kind_of
from db.schema.operations import record_version, superseded_version
from db.types import Sealed

SLIM = 3
"""The form from which on only what was superseded is kept beside the row."""


class PlainVersion(NamedTuple):
    """`plain` is empty where nothing can be read; the check of records names it."""

    row_id: UUID
    version: int
    operation_id: UUID
    recorded_at: datetime
    plain: dict[str, Any]


def plain_versions(connection: sa.Connection, table: sa.Table) -> list[PlainVersion]:
    """In the order of rows and versions; for tables of few rows."""
    rows = {row.id: row for row in connection.execute(sa.select(table))}
    return [
        PlainVersion(
            each.row_id,
            each.version,
            each.operation_id,
            each.recorded_at,
            _plain(table, each, rows.get(each.row_id)),
        )
        for each in connection.execute(versions_of(table))
    ]


def versions_of(table: sa.Table) -> sa.Select[Any]:
    """What is on record of the versions of a table's rows, with what was kept of them (kept_*)."""
    version, kept = record_version.c, superseded_version.c
    same = [kept[name] == version[name] for name in ("kind", "row_id", "version")]
    contents = [
        kept[name].label(f"kept_{name}") for name in ("subject_id", "form", "plain", "sealed")
    ]
    return (
        sa.select(record_version, *contents)
        .outerjoin(superseded_version, sa.and_(*same))
        .where(version.kind == kind_of(table))
        .order_by(version.row_id, version.version)
    )


def _plain(table: sa.Table, version: Any, row: Any) -> dict[str, Any]:
    if version.kept_subject_id is not None:
        return version.kept_plain if isinstance(version.kept_plain, dict) else {}
    if row is None or row.version != version.version:
        return {}
    return plain_of(table, row)


def plain_of(table: sa.Table, row: Any) -> dict[str, Any]:
    """The plain columns of a row that have a value, as a version says them."""
    values = row._mapping
    return {
        said: to_plain(value)
        for name, said in _plain_columns(table)
        if (value := values[name]) is not None
    }


@cache
def _plain_columns(table: sa.Table) -> tuple[tuple[str, str], ...]:
    return tuple(
        (str(column.name), first_name(column))
        for column in table.columns
        if column.name not in ("id", "version")
        and not column.info.get("recomputed")
        and not isinstance(column.type, Sealed)
    )
