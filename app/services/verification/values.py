"""Values that no program of ours wrote: named, and out of the way of every other check.

A date out of range, text that is no UTF-8, half JSON, a flag of 2, NULL where none may be, a column that is gone: each
is a finding with its row. While the other checks run, a view of the connection's own stands before the table and gives
a harmless value instead, so that one bad value ends no check and hides nothing else. Nothing is written to the base.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import orjson
import sqlalchemy as sa

from app.domain.findings import Findings
from app.services.verification.value_rules import DEEPEST, ValueRules, rules_for
from db.driver import run
from db.engine import is_sqlite, sqlite_connection
from db.schema import metadata
from db.schema.base import kind_of

Each = Callable[[str, Callable[[], set[str]], set[str]], set[str]]
_SHOWN = 40


@contextmanager
def set_aside(connection: sa.Connection, findings: Findings, each: Each) -> Iterator[None]:
    """Name every unreadable value; within, the tables can be read. `each` does one check by its name."""
    if is_sqlite(connection):
        driver = sqlite_connection(connection)
        driver.create_function("counter_text", 1, _is_text, deterministic=True)
        driver.create_function("counter_json", 1, _is_json, deterministic=True)
    rules = rules_for(connection)
    hidden = []
    for table in metadata.sorted_tables:
        looked = _Looked(table, rules.types_of(connection, table))
        bad = each(
            f"values of {table.name}",
            partial(_name_unreadable, connection, looked, rules, findings),
            set(),
        )
        if bad or not looked.whole(rules):
            hidden.append((looked, bad))
    for looked, bad in hidden:
        run(connection, _view(connection, looked, rules, bad), rules.no_values)
    try:
        yield
    finally:
        for looked, _ in hidden:
            with suppress(sa.exc.SQLAlchemyError):  # it went with its connection
                run(
                    connection,
                    f'DROP VIEW {rules.temporary}."{looked.table.name}"',
                    rules.no_values,
                )


@dataclass(frozen=True)
class _Looked:
    """A table, and its columns as the database has them: by name, their types."""

    table: sa.Table
    there: dict[str, str]

    def readable(self, column: sa.Column[Any], rules: ValueRules) -> bool:
        """Whether the column is there and of a type whose values can be asked."""
        return self.there.get(column.name) in rules.may_have(column)

    def whole(self, rules: ValueRules) -> bool:
        return all(self.readable(column, rules) for column in self.table.columns)


def _name_unreadable(
    connection: sa.Connection, looked: _Looked, rules: ValueRules, findings: Findings
) -> set[str]:
    """Add a finding for each bad value; the columns that have some."""
    table = looked.table
    if not looked.there:
        return set()  # a table that is not there: the check of the schema names it
    kind = kind_of(table) if table.info.get("business") else table.name
    asked = [column for column in table.columns if looked.readable(column, rules)]
    wrong = {column.name: rules.unreadable(column) for column in asked}
    broken = {
        str(each.name): f"NOT ({each.sqltext})"
        for each in table.constraints
        if isinstance(each, sa.CheckConstraint) and looked.whole(rules)
    }
    named = [column for column in table.primary_key.columns if column.name in looked.there]
    every = [*wrong.values(), *broken.values()]
    keys = [rules.shown(column.name) for column in named]
    asked_of = f"FROM {_table(table)} WHERE {' OR '.join(every)}"
    found = run(connection, f"SELECT {', '.join([*keys, *every])} {asked_of}", rules.no_values)
    bad: set[str] = set()
    for row in found:
        place = " ".join([kind, *map(_readable_key, row[: len(keys)])])
        for name, is_bad in zip([*wrong, *broken], row[len(keys) :], strict=True):
            if is_bad and name in wrong:
                findings.add("unreadable", f"{place} {name}")
                bad.add(name)
            elif is_bad:
                findings.add("rule_broken", f"{place} {name}")
    return bad


def _view(connection: sa.Connection, looked: _Looked, rules: ValueRules, bad: set[str]) -> str:
    """The statement that puts a view of this connection before a table."""
    shown = []
    for column in looked.table.columns:
        name, instead = f'"{column.name}"', rules.instead(column)
        if not looked.readable(column, rules):
            shown.append(f"{instead} AS {name}")
        elif column.name in bad:
            shown.append(
                f"CASE WHEN {rules.unreadable(column)} THEN {instead} ELSE {name} END AS {name}"
            )
        else:
            shown.append(name)
    source = (
        f"FROM {rules.schema(connection)}.{_table(looked.table)}" if looked.there else "WHERE 1 = 0"
    )
    return f"CREATE TEMP VIEW {_table(looked.table)} AS SELECT {', '.join(shown)} {source}"


def _table(table: sa.Table) -> str:
    return f'"{table.name}"'


def _readable_key(shown: object) -> str:
    """Part of a primary key as `ValueRules.shown` gives it."""
    text = str(shown)
    kind, _, value = text.partition(":")
    if kind == "blob" and len(value) == 32:
        return str(UUID(value))
    if kind == "text":
        value = bytes.fromhex(value).decode(errors="replace")
    return (value if kind in ("blob", "text", "plain") else text)[:_SHOWN]


def _is_text(value: object) -> bool:
    """Of what is no text at all the type is asked before."""
    if not isinstance(value, bytes):
        return True
    try:
        value.decode()
    except UnicodeDecodeError:
        return False
    return True


def _is_json(value: object) -> bool:
    """Not half, and not deeper than anything of ours; as `_is_text`."""
    if not isinstance(value, bytes):
        return True
    try:
        found = orjson.loads(value)
    except ValueError:
        return False
    level = [found]
    for _ in range(DEEPEST):
        level = [
            inner
            for each in level
            if isinstance(each, dict | list)
            for inner in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return True
    return False
