"""Many rows into a table: the statement and its converters are made once a table and dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from db.driver import run
from db.types import binder

Converter = Callable[[Any], Any]


@dataclass(frozen=True)
class _Insert:
    """An INSERT of every column, as text for the driver; `empty` has the columns in its order."""

    sql: str
    empty: dict[str, None]
    converters: tuple[tuple[str, Converter], ...]
    positional: bool

    def row(self, values: dict[str, Any]) -> Any:
        """`values` as the driver takes them; a column that is not given is NULL."""
        given: dict[str, Any] = self.empty | values
        if len(given) > len(self.empty):
            raise TypeError(f"unknown columns {sorted(set(values) - set(self.empty))}")
        for name, to in self.converters:
            value = given[name]
            if value is not None:
                given[name] = to(value)
        return tuple(given.values()) if self.positional else given


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert `rows` into `table` in the caller's transaction; no column has a default."""
    made = _prepared(table, connection.dialect)
    values = [made.row(row) for row in rows]
    if values:
        many = len(values) > 1
        run(connection, made.sql, values if many else values[0], many=many)


def _prepared(table: sa.Table, dialect: Dialect) -> _Insert:
    kept: dict[str, _Insert] = table.info.setdefault("inserts", {})
    made = kept.get(dialect.name)
    if made is None:
        compiled: Any = sa.insert(table).compile(dialect=dialect)
        names = compiled.positiontup or [column.name for column in table.columns]
        found = ((name, binder(table.c[name].type, dialect)) for name in names)
        made = kept[dialect.name] = _Insert(
            sql=str(compiled),
            empty=dict.fromkeys(names),
            converters=tuple((name, to) for name, to in found if to is not None),
            positional=compiled.positional,
        )
    return made
