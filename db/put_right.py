"""A schema that somebody changed outside the program is made again as the revisions make it (db.description).

What is foreign is dropped, what is missing or different is made anew, rows stay. What cannot be put right (a table that
is gone, on a server a column of another type or a foreign table with rows, rows that break a rule) is refused, and
nothing is changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, UserError
from db.description import Difference, described, differences, made_by_revisions
from db.driver import run
from db.engine import is_sqlite

_OF_A_TABLE = ("table", "column", "constraint")
_DROPPED_FIRST = ("trigger", "rule", "policy", "view", "index", "constraint", "function", "column")
_MADE_IN_ORDER = ("function", "constraint", "index", "trigger")


def put_right(connection: sa.Connection) -> list[Difference]:
    """In a transaction of db.upgrade.altering: what was wrong and is no more.

    UserError 'schema_beyond' when something stays wrong.
    """
    wrong = _wrong(connection)
    gone = [each for each in wrong if each.how == "missing" and each.what.startswith("table ")]
    if gone:
        raise _beyond(gone)  # an empty table in its place would hide the loss
    try:
        if is_sqlite(connection):
            _sqlite(connection, wrong)
        else:
            _postgresql(connection, wrong)
        left = _wrong(connection)
    except sa.exc.DBAPIError as error:
        raise _beyond(wrong) from error
    if left:
        raise _beyond(left)
    return wrong


def _wrong(connection: sa.Connection) -> list[Difference]:
    """References are left alone while tables are made anew, so that setting is not asked."""
    return [each for each in differences(connection) if each.what != "setting foreign_keys"]


def _beyond(left: Iterable[Difference]) -> UserError:
    return UserError(
        "schema_beyond",
        QT_TR_NOOP(
            "The structure of the database cannot be put right here ({what}). Nothing was changed. Restore the "
            "newest backup from before somebody changed it into an empty data folder, and tell the auditor."
        ),
        what=", ".join(each.what for each in list(left)[:5]),
    )


def _sqlite(connection: sa.Connection, wrong: list[Difference]) -> None:
    tables: dict[str, set[str]] = defaultdict(set)
    for how, what in wrong:
        kind, name = what.split(" ", 1)
        if kind in _OF_A_TABLE:
            tables[name.partition(".")[0]].add(how)
        elif kind in ("trigger", "view", "index") and how != "missing":
            own = name if kind == "view" else name.partition(".")[2]
            _do(connection, f"DROP {kind} {_quoted(connection, own)}")
    said = made_by_revisions("sqlite")
    # Without this a table cannot take the place of another while triggers speak of it.
    _do(connection, "PRAGMA legacy_alter_table = ON")
    for table in tables:
        _table_anew(connection, table, said.get(f"table {table}"))
    _do(connection, "PRAGMA legacy_alter_table = OFF")
    found = described(connection)
    for what, text in said.items():
        if what.split(" ")[0] in ("trigger", "index") and what not in found:
            _do(connection, text)


def _table_anew(connection: sa.Connection, table: str, said: str | None) -> None:
    """The rows of `table` move into one that is made as it should be; a foreign one is dropped."""
    name, anew = _quoted(connection, table), _quoted(connection, f"{table}_anew")
    there = {row[1] for row in connection.exec_driver_sql(f"PRAGMA table_xinfo({name})")}
    if said is None:
        _do(connection, f"DROP TABLE IF EXISTS {name}")
        return
    listed, _, options = said.removeprefix("(").partition(")")
    parts = made_by_revisions("sqlite")
    columns = listed.split(", ")
    made = [parts[f"column {table}.{column}"] for column in columns]
    made += [text for what, text in parts.items() if what.startswith(f"constraint {table}.")]
    _do(connection, f"CREATE TABLE {anew} ({', '.join(made)}){options}")
    if there:
        kept = ", ".join(column for column in columns if column in there)
        _do(connection, f"INSERT INTO {anew} ({kept}) SELECT {kept} FROM {name}")  # noqa: S608 - names of our own
        _do(connection, f"DROP TABLE {name}")
    _do(connection, f"ALTER TABLE {anew} RENAME TO {name}")


def _postgresql(connection: sa.Connection, wrong: list[Difference]) -> None:
    present = [each for each in wrong if each.how != "missing"]
    for how, what in present:
        if how == "foreign" and what.startswith("table "):
            name = what.split(" ", 1)[1]
            some = sa.select(sa.literal(1)).select_from(sa.table(name)).limit(1)
            if connection.execute(some).first() is not None:
                raise _beyond(present)  # its rows may be somebody's, and there is no copy here
            _do(connection, f"DROP TABLE {_quoted(connection, name)} CASCADE")
    for kind in _DROPPED_FIRST:
        for how, what in present:
            dropped = how == "foreign" or kind not in ("column", "function")
            if dropped and what.startswith(f"{kind} "):
                _drop(connection, kind, what.split(" ", 1)[1])
    said, found = made_by_revisions("postgresql"), described(connection)
    for kind in _MADE_IN_ORDER:
        missing = [
            what for what in said if what.startswith(f"{kind} ") and said[what] != found.get(what)
        ]
        for what in sorted(missing, key=lambda what: said[what].startswith("FOREIGN")):
            table, _, name = what.split(" ", 1)[1].partition(".")
            made = said[what]
            if kind == "constraint":
                made = f"ALTER TABLE {_quoted(connection, table)} ADD CONSTRAINT {_quoted(connection, name)} {made}"
            _do(connection, made)


def _drop(connection: sa.Connection, kind: str, name: str) -> None:
    """One thing of PostgreSQL; what went with another one meanwhile is gone."""
    table, _, own = (_quoted(connection, part) for part in name.partition("."))
    if kind in ("trigger", "rule", "policy"):
        _do(connection, f"DROP {kind} IF EXISTS {own} ON {table}")
    elif kind in ("constraint", "column"):
        _do(connection, f"ALTER TABLE IF EXISTS {table} DROP {kind} IF EXISTS {own} CASCADE")
    elif kind == "function":
        _do(connection, f"DROP FUNCTION IF EXISTS {name} CASCADE")
    else:
        _do(connection, f"DROP {kind} IF EXISTS {own if kind == 'index' else table}")


def _quoted(connection: sa.Connection, name: str) -> str:
    return connection.dialect.identifier_preparer.quote_identifier(name)


def _do(connection: sa.Connection, statement: str) -> None:
    """As it is: `%` and `:` in it are no parameters."""
    run(connection, statement, None if not is_sqlite(connection) else ())
