"""Few rows by a statement that is built once: its text and converters are made once a dialect."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

from db.driver import run
from db.types import binder

Converter = Callable[[Any], Any]


class SelectedRow:
    """A row: its columns as attributes, all of them in `_mapping`, as SQLAlchemy's rows have them."""

    def __init__(self, values: dict[str, Any]) -> None:
        self.__dict__.update(values)

    @property
    def _mapping(self) -> MappingProxyType[str, Any]:
        return MappingProxyType(self.__dict__)


@dataclass
class Select:
    """A SELECT that is a module's constant: no list to expand, every column by another name."""

    statement: sa.Select[Any] | sa.CompoundSelect[Any]

    def __post_init__(self) -> None:
        self._made: dict[str, _Compiled] = {}

    def rows(self, connection: sa.Connection, **values: Any) -> list[Any]:
        """Every row (a Found); `values` are those of the bind parameters."""
        made = self._compiled(connection)
        return made.found(made.cursor(connection, values).fetchall())

    def batches(self, connection: sa.Connection, size: int, **values: Any) -> Iterator[list[Any]]:
        """The same rows, `size` at a time; later batches are converted only when they are asked
        for."""
        made = self._compiled(connection)
        cursor = made.cursor(connection, values)
        while rows := cursor.fetchmany(size):
            yield made.found(rows)

    def _compiled(self, connection: sa.Connection) -> _Compiled:
        dialect = connection.dialect
        made = self._made.get(dialect.name)
        if made is None:
            made = self._made[dialect.name] = _Compiled(self.statement, dialect)
        return made

    def first(self, connection: sa.Connection, **values: Any) -> Any:
        """The first row, or None."""
        found = self.rows(connection, **values)
        return found[0] if found else None


class _Compiled:
    def __init__(
        self, statement: sa.Select[Any] | sa.CompoundSelect[Any], dialect: Dialect
    ) -> None:
        compiled: Any = statement.compile(dialect=dialect)
        self.sql = str(compiled)
        self.order = compiled.positiontup
        self.fixed = {
            name: bind.value for name, bind in compiled.binds.items() if not bind.required
        }
        self.binds = {
            name: to
            for name, bind in compiled.binds.items()
            if (to := binder(bind.type, dialect)) is not None
        }
        self.results = [
            (str(column.key), column.type.dialect_impl(dialect).result_processor(dialect, None))
            for column in statement.selected_columns
        ]

    def cursor(self, connection: sa.Connection, values: dict[str, Any]) -> Any:
        given = {**self.fixed, **values}
        for name, to in self.binds.items():
            value = given[name]
            if value is not None:
                given[name] = to(value)
        asked = given if self.order is None else [given[name] for name in self.order]
        return run(connection, self.sql, asked)

    def found(self, rows: list[Any]) -> list[Any]:
        return [
            SelectedRow(
                {
                    name: value if to is None else to(value)
                    for (name, to), value in zip(self.results, row, strict=True)
                }
            )
            for row in rows
        ]


# A statement with a list of values is built once for each count: building it costs several times what
# the database does.


def any_of(column: sa.Column[Any], name: str, count: int) -> sa.ColumnElement[bool]:
    """`column` is one of the `count` values that `numbered(name, …)` gives."""
    return column.in_([sa.bindparam(f"{name}_{n}", type_=column.type) for n in range(count)])


def numbered(name: str, values: Sequence[Any]) -> dict[str, Any]:
    """Parameters for `any_of`: the values filled up with the last one, so that there are few counts."""
    count = 1
    while count < len(values):
        count *= 2
    filled = [*values, *[values[-1]] * (count - len(values))]
    return {f"{name}_{n}": value for n, value in enumerate(filled)}
