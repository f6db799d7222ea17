"""What a column's values must be so that they can be read, as SQL of each database."""

from __future__ import annotations

from typing import Any, Protocol

import sqlalchemy as sa

from db.driver import run
from db.engine import is_sqlite
from db.types import Bytes, Day, Flag, Id, Instant, Int, Json, Money, Sealed, Text

DEEPEST = 50
"""Levels of JSON: nothing of ours has ten."""
_EARLIEST, _LATEST = -(10**15) * 2, 253_370_764_800_000_000
"""1906 and the first day of 9999, in microseconds: arithmetic with spans of days stays possible."""
Column = sa.Column[Any]


class ValueRules(Protocol):
    """How one database is asked."""

    temporary: str
    no_values: tuple[()] | None
    """what the driver takes for a statement without parameters"""

    def schema(self, connection: sa.Connection) -> str:
        """Where the real tables are."""

    def types_of(self, connection: sa.Connection, table: sa.Table) -> dict[str, str]:
        """The columns that the database has of a table."""

    def may_have(self, column: Column) -> frozenset[str]:
        """The types under which a column's values can be asked."""

    def unreadable(self, column: Column) -> str:
        """A condition, true for a value that nobody can read; never NULL."""

    def instead(self, column: Column) -> str:
        """A harmless value: NULL where NULL may be."""

    def shown(self, name: str) -> str:
        """Part of a primary key, so that it can be fetched whatever it is."""


def rules_for(connection: sa.Connection) -> ValueRules:
    """Those of the connection's database."""
    return _Sqlite() if is_sqlite(connection) else _Postgresql()


class _Sqlite:
    """A table that was made anew without STRICT holds anything, so the type of every value is asked."""

    temporary = "temp"
    no_values: tuple[()] | None = ()
    _anything = frozenset({"column"})

    def schema(self, connection: sa.Connection) -> str:
        return "main"

    def types_of(self, connection: sa.Connection, table: sa.Table) -> dict[str, str]:
        found = run(connection, f'PRAGMA table_xinfo("{table.name}")', ()).fetchall()
        return {row[1]: "column" for row in found}

    def may_have(self, column: Column) -> frozenset[str]:
        return self._anything

    def unreadable(self, column: Column) -> str:
        name = f'"{column.name}"'
        wrong = f"(typeof({name}) <> {self._wrong(column.type, name)})"
        if column.nullable:
            return f"({name} IS NOT NULL AND {wrong})"
        return f"({name} IS NULL OR {wrong})"

    def _wrong(self, kind: object, name: str) -> str:
        match kind:
            case Id():
                return f"'blob' OR length({name}) <> 16"
            case Instant():
                return f"'integer' OR {name} NOT BETWEEN {_EARLIEST} AND {_LATEST}"
            case Flag():
                return f"'integer' OR {name} NOT IN (0, 1)"
            case Int() | Money():
                return "'integer'"
            case Bytes() | Sealed():
                return "'blob'"
            case Day():
                return f"'text' OR date({name}, '+0 days') IS NOT {name} OR {name} < '0001'"
            case Json():
                return f"'text' OR NOT counter_json(CAST({name} AS BLOB))"
            case Text():
                return f"'text' OR NOT counter_text(CAST({name} AS BLOB))"
        raise TypeError(kind)

    def instead(self, column: Column) -> str:
        if column.nullable:
            return "NULL"
        match column.type:
            case Id():
                return "zeroblob(16)"
            case Bytes() | Sealed():
                return "x''"
            case Day():
                return "'1970-01-01'"
            case Json():
                return "'{}'"
            case Text():
                return "''"
        return "0"

    def shown(self, name: str) -> str:
        of = f'"{name}"'
        return (
            f"CASE typeof({of}) WHEN 'blob' THEN 'blob:' || hex(substr({of}, 1, 40)) "
            f"WHEN 'text' THEN 'text:' || hex(substr(CAST({of} AS BLOB), 1, 80)) "
            f"ELSE 'plain:' || quote({of}) END"
        )


class _Postgresql:
    """The server keeps types, so what is asked is what Python cannot hold."""

    temporary = "pg_temp"
    no_values: tuple[()] | None = None

    def schema(self, connection: sa.Connection) -> str:
        return str(run(connection, "SELECT quote_ident(current_schema())", None).fetchone()[0])

    def types_of(self, connection: sa.Connection, table: sa.Table) -> dict[str, str]:
        asked = (
            "SELECT attname, format_type(atttypid, NULL) FROM pg_attribute "
            "WHERE attrelid = to_regclass(quote_ident(current_schema()) || %s) "
            "AND attnum > 0 AND NOT attisdropped"
        )
        found = run(connection, asked, (f'."{table.name}"',))
        return {row[0]: row[1] for row in found.fetchall()}

    def may_have(self, column: Column) -> frozenset[str]:
        return frozenset({self._type(column.type)})

    def _type(self, kind: object) -> str:
        match kind:
            case Id():
                return "uuid"
            case Instant():
                return "timestamp with time zone"
            case Flag():
                return "boolean"
            case Int() | Money():
                return "bigint"
            case Bytes() | Sealed():
                return "bytea"
            case Day():
                return "date"
            case Json():
                return "jsonb"
            case Text():
                return "text"
        raise TypeError(kind)

    def unreadable(self, column: Column) -> str:
        name = f'"{column.name}"'
        wrong = self._wrong(column.type, name)
        if column.nullable:
            return f"({name} IS NOT NULL AND {wrong})"
        return f"({name} IS NULL OR {wrong})"

    def _wrong(self, kind: object, name: str) -> str:
        match kind:
            case Instant():
                return f"{name} NOT BETWEEN '1906-01-01' AND '9999-01-01'"
            case Day():
                return f"{name} NOT BETWEEN '0001-01-01' AND '9999-12-31'"
            case Json():
                large = f'@.type() == "number" && (@ > {2**63 - 1} || @ < {-(2**63)})'
                return (
                    f"(jsonb_path_exists({name}, 'lax $.**{{{DEEPEST}}}') "
                    f"OR jsonb_path_exists({name}, 'lax $.** ? ({large})'))"
                )
        return "false"

    def instead(self, column: Column) -> str:
        kind = self._type(column.type)
        if column.nullable:
            return f"CAST(NULL AS {kind})"
        value = {
            "uuid": "00000000-0000-0000-0000-000000000000",
            "timestamp with time zone": "1970-01-01 00:00:00+00",
            "boolean": "false",
            "bigint": "0",
            "date": "1970-01-01",
            "jsonb": "{}",
        }.get(kind, "")
        return f"CAST('{value}' AS {kind})"

    def shown(self, name: str) -> str:
        return f"'plain:' || left(\"{name}\"::text, 80)"
