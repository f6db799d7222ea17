"""What the schema of a database is made of, in a form that can be compared with what the revisions make.

Everything that somebody can add, take away or change has a name, such as `trigger audit_event.audit_event_no_delete`,
and a text that says how it is made. The text does not depend on how a base came to its revision.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

import sqlalchemy as sa

from db import upgrade
from db.driver import run
from db.engine import is_sqlite

Described = dict[str, str]
"""What a thing says of itself, by kind and name."""
FOLDER = Path(__file__).parent / "migrations" / "described"
_TOKEN = re.compile(
    r"--[^\n]*|/\*.*?(?:\*/|\Z)|\s+"  # what separates
    r"|(?P<said>[xX]?'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\[[^\]]*\]|[\w$]+|.)",
    re.DOTALL,
)
_QUOTED_NAME = re.compile(r"[\"`\[]([A-Za-z_]\w*)[\"`\]]")
_CONSTRAINTS = frozenset({"CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK", "FOREIGN"})
_STATISTICS = frozenset({"sqlite_stat1", "sqlite_stat4"})
"""What ANALYZE leaves: it says which index is quick, and nothing of the records."""
_OF_SQLITE = (
    "SELECT CAST(type AS BLOB), CAST(name AS BLOB), CAST(tbl_name AS BLOB), CAST(sql AS BLOB) "
    "FROM sqlite_master"
)
_SETTINGS = (
    "encoding",
    "foreign_keys",
    "trusted_schema",
    "ignore_check_constraints",
    "writable_schema",
)


class Difference(NamedTuple):
    """`what` is a kind and a name, as in Described."""

    how: Literal["missing", "foreign", "differs"]
    what: str


def differences(connection: sa.Connection) -> list[Difference]:
    """In what the schema is not that of this program's newest revision; [] when it is."""
    said, found = made_by_revisions(connection.dialect.name), described(connection)
    if said == found:
        return []
    return [
        *(Difference("missing", what) for what in said if what not in found),
        *(Difference("foreign", what) for what in found if what not in said),
        *(
            Difference("differs", what)
            for what in said
            if found.get(what, said[what]) != said[what]
        ),
    ]


@cache
def made_by_revisions(dialect: str) -> Described:
    """What the newest revision's schema is, as the build wrote it down (tests/kit/described.py)."""
    file = FOLDER / f"{upgrade.head()}.{dialect}.json"
    found: Described = json.loads(file.read_text())
    return found


def described(connection: sa.Connection) -> Described:
    """What the database has, and the settings of this connection that its rules rest on."""
    if not is_sqlite(connection):
        return dict(run(connection, _of_postgresql(), None).fetchall())
    # as bytes, because a name that is no UTF-8 could otherwise not even be refused
    found: Described = {}
    for row in run(connection, _OF_SQLITE, ()).fetchall():
        found.update(_of_sqlite(*(each and each.decode(errors="replace") for each in row)))
    for name in _SETTINGS:
        found[f"setting {name}"] = str(run(connection, f"PRAGMA {name}", ()).fetchone()[0])
    return dict(sorted(found.items()))


@cache
def _of_postgresql() -> str:
    return (Path(__file__).parent / "description.postgresql.sql").read_text()


def _of_sqlite(kind: str, name: str, table: str, sql: str | None) -> Iterator[tuple[str, str]]:
    if (kind == "index" and sql is None) or (kind == "table" and name in _STATISTICS):
        return  # an index without a text is that of a constraint
    tokens = _tokens(sql or "")
    if kind != "table":
        yield (f"{kind} {name}" if kind == "view" else f"{kind} {table}.{name}"), " ".join(tokens)
        return
    if tokens[:2] != ["CREATE", "TABLE"] or "(" not in tokens:
        yield f"table {name}", " ".join(tokens)
        return
    parts, options = _parts(tokens[tokens.index("(") :])
    columns = [part for part in parts if part[0].upper() not in _CONSTRAINTS]
    listed = ", ".join(column[0] for column in columns)
    how = ", ".join(sorted(" ".join(options).split(" , ")))
    yield f"table {name}", f"({listed}) {how}".rstrip()
    for column in columns:
        yield f"column {name}.{column[0]}", " ".join(column)
    for part in parts:
        if part[0].upper() in _CONSTRAINTS:
            named = part[1] if part[0].upper() == "CONSTRAINT" and len(part) > 1 else " ".join(part)
            yield f"constraint {name}.{named}", " ".join(part)


def _tokens(sql: str) -> list[str]:
    """The words of a statement without blanks and comments; a name is the same with quotes and without."""
    return [
        _QUOTED_NAME.sub(r"\1", said) if said[0] in '"`[' else said
        for match in _TOKEN.finditer(sql)
        if (said := match["said"]) is not None
    ]


def _parts(tokens: list[str]) -> tuple[list[list[str]], list[str]]:
    """What stands between the commas inside the first brackets, and what follows them."""
    parts: list[list[str]] = [[]]
    depth = 0
    for n, token in enumerate(tokens):
        if token == "(":
            depth += 1
            if depth == 1:
                continue
        elif token == ")":
            depth -= 1
            if depth == 0:
                return [part for part in parts if part], tokens[n + 1 :]
        elif token == "," and depth == 1:
            parts.append([])
            continue
        parts[-1].append(token)
    return [part for part in parts if part], []
