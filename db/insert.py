"""Many rows into a table: the statement and its converters are made once a table and dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import repeat
from operator import is_
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from db.driver import run
from db.types import binder

Converter = Callable[[Any], Any]

_MANY = 5
"""Rows from which on it pays to go column by column."""


@dataclass(frozen=True)
class _Insert:
    """An INSERT of every column, as text for the driver; `empty` has the columns in its order."""

    sql: str
    empty: dict[str, None]
    converters: tuple[tuple[int, Converter], ...]
    """by the place of their column"""
    positional: bool

    def row(self, values: dict[str, Any]) -> Any:
        """`values` as the driver takes them; a column that is not given is NULL."""
        whole = self.empty | values
        if len(whole) > len(self.empty):
            raise self._unknown(values)
        given: list[Any] = list(whole.values())
        for n, to in self.converters:
            value = given[n]
            if value is not None:
                given[n] = to(value)
        return given if self.positional else dict(zip(self.empty, given, strict=True))

    def rows(self, rows: list[dict[str, Any]]) -> list[Any]:
        """Many rows, each as `row` makes it, but column by column: what is the same in all of them,
        such as the operation, the person and the moment, is converted once."""
        if len(rows) < _MANY:
            return [self.row(row) for row in rows]
        wholes = [self.empty | row for row in rows]
        if max(map(len, wholes)) > len(self.empty):
            raise self._unknown(*rows)
        columns: list[Any] = list(zip(*(whole.values() for whole in wholes), strict=True))
        for n, to in self.converters:
            column = columns[n]
            first = column[0]
            if all(map(is_, column, repeat(first))):
                columns[n] = repeat(None if first is None else to(first), len(rows))
            else:
                columns[n] = [None if value is None else to(value) for value in column]
        made: Iterable[Any] = zip(*columns, strict=True)
        if not self.positional:
            made = (dict(zip(self.empty, row, strict=True)) for row in made)
        return list(made)

    def _unknown(self, *rows: dict[str, Any]) -> TypeError:
        names = {name for row in rows for name in row if name not in self.empty}
        return TypeError(f"unknown columns {sorted(names)}")


def insert_rows(connection: sa.Connection, table: sa.Table, rows: Iterable[dict[str, Any]]) -> None:
    """Insert `rows` into `table` in the caller's transaction; no column has a default."""
    made = _prepared(table, connection.dialect)
    given = list(rows)
    if given:
        values, many = made.rows(given), len(given) > 1
        run(connection, made.sql, values if many else values[0], many=many)


def _prepared(table: sa.Table, dialect: Dialect) -> _Insert:
    kept: dict[str, _Insert] = table.info.setdefault("inserts", {})
    made = kept.get(dialect.name)
    if made is None:
        compiled: Any = sa.insert(table).compile(dialect=dialect)
        names = compiled.positiontup or [column.name for column in table.columns]
        found = ((n, binder(table.c[name].type, dialect)) for n, name in enumerate(names))
        made = kept[dialect.name] = _Insert(
            sql=str(compiled),
            empty=dict.fromkeys(names),
            converters=tuple((n, to) for n, to in found if to is not None),
            positional=compiled.positional,
        )
    return made
