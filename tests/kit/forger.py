"""Who owns the database file and changes one cell of it, with triggers out of the way while he works.

Each act leaves values that look right: of the column's kind, and under every constraint. The rows that an act
takes are drawn by a seed, so that a run can be repeated.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

from app.domain.findings import Finding
from app.paths import Folders
from app.services import verification
from app.services.session import Installation, Keys
from db.engine import file_of, local
from db.schema import metadata
from db.types import Day, Instant, Int, Text

Row = tuple[Any, ...]


class Cell(NamedTuple):
    """One way to change one table: `column` is empty for acts on whole rows."""

    table: str
    column: str
    act: str


@dataclass(frozen=True)
class Table:
    """A table as the file has it."""

    name: str
    columns: tuple[str, ...]
    kinds: tuple[str, ...]
    key: tuple[str, ...]
    rows: tuple[Row, ...]

    def where(self, row: Row) -> tuple[str, Row]:
        """The condition that finds `row` alone."""
        named = self.key or self.columns
        text = " AND ".join(f'"{name}" IS ?' for name in named)
        return text, tuple(row[self.columns.index(name)] for name in named)


@dataclass
class Forger:
    """A hall's file as it is (`base`) and as it was (`older`, a copy of an earlier moment)."""

    here: Installation
    keys: Keys
    base: Path
    older: Path | None = None
    seed: int = 20261130

    def tables(self) -> dict[str, Table]:
        """Every table but those that SQLite makes for itself."""
        return _tables(self.base)

    def cells(self) -> Iterator[Cell]:
        """Each act that the rows there are allow."""
        for table in self.tables().values():
            if not table.rows:
                continue
            for column in table.columns:
                yield Cell(table.name, column, "change")
                if len(table.rows) > 1:
                    yield Cell(table.name, column, "swap")
            for act in ("delete", "emptied", "double", "older"):
                yield Cell(table.name, "", act)

    def forge(self, cell: Cell) -> tuple[Finding, ...] | None:
        """What verification finds after one act; None where the file's constraints do not let it happen or
        nothing changed."""
        table = self.tables()[cell.table]
        random = Random(f"{self.seed} {cell}")
        act: Callable[[sqlite3.Connection, Table, str, Random], int] = getattr(self, f"_{cell.act}")
        with _copy(self.base) as folder:
            file = folder / self.base.name
            try:
                with _as_owner(file) as connection:
                    if not act(connection, table, cell.column, random):
                        return None
            except sqlite3.IntegrityError:
                return None
            opened = replace(self.here, engine=local(file))
            try:
                return verification.verify(opened, keys=self.keys).findings
            finally:
                opened.engine.dispose()

    def _change(self, to: sqlite3.Connection, table: Table, column: str, random: Random) -> int:
        place = table.columns.index(column)
        filled = [row for row in table.rows if row[place] is not None]
        row = random.choice(filled or list(table.rows))
        value = row[place]
        value = _first(table.name, column) if value is None else _other(value, table.kinds[place])
        return _set(to, table, row, column, value)

    def _swap(self, to: sqlite3.Connection, table: Table, column: str, random: Random) -> int:
        place = table.columns.index(column)
        one = random.choice(table.rows)
        others = [row for row in table.rows if row[place] != one[place]]
        if not others or column in table.key:
            return 0
        other = random.choice(others)
        if column not in ("id", *table.key) and _is_unique(to, table.name, column):
            _set(to, table, one, column, _other(one[place], table.kinds[place]))
        done = _set(to, table, other, column, one[place])
        return done + _set(to, table, one, column, other[place])

    def _delete(self, to: sqlite3.Connection, table: Table, _: str, random: Random) -> int:
        where, values = table.where(random.choice(table.rows))
        return to.execute(f'DELETE FROM "{table.name}" WHERE {where}', values).rowcount

    def _emptied(self, to: sqlite3.Connection, table: Table, _: str, __: Random) -> int:
        return to.execute(f'DELETE FROM "{table.name}"').rowcount

    def _double(self, to: sqlite3.Connection, table: Table, _: str, random: Random) -> int:
        """A second row that says the same under another key: planted, or of somebody else."""
        row = list(random.choice(table.rows))
        for name in table.key[-1:]:
            place = table.columns.index(name)
            row[place] = _fresh(row[place], table.kinds[place], random)
        for name in table.columns:
            if name not in table.key and _is_unique(to, table.name, name):
                place = table.columns.index(name)
                row[place] = _fresh(row[place], table.kinds[place], random)
        marks = ", ".join("?" * len(row))
        return to.execute(f'INSERT INTO "{table.name}" VALUES ({marks})', row).rowcount

    def _older(self, to: sqlite3.Connection, table: Table, _: str, random: Random) -> int:
        """A row as it was: in the place of what it became."""
        if self.older is None:
            return 0
        was = _tables(self.older)[table.name]
        now = set(table.rows)
        gone = [row for row in was.rows if row not in now]
        if not gone or not table.key:
            return 0
        row = random.choice(gone)
        where, values = table.where(row)
        to.execute(f'DELETE FROM "{table.name}" WHERE {where}', values)
        marks = ", ".join("?" * len(row))
        return to.execute(f'INSERT INTO "{table.name}" VALUES ({marks})', row).rowcount


def _tables(file: Path) -> dict[str, Table]:
    connection = sqlite3.connect(file)
    try:
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
        ).fetchall()
        return {name: _read(connection, name) for (name,) in names}
    finally:
        connection.close()


def _read(connection: sqlite3.Connection, name: str) -> Table:
    columns = connection.execute(f'PRAGMA table_info("{name}")').fetchall()
    key = sorted((each[5], each[1]) for each in columns if each[5])
    rows = connection.execute(f'SELECT * FROM "{name}"').fetchall()
    return Table(
        name,
        tuple(each[1] for each in columns),
        tuple(each[2] for each in columns),
        tuple(each for _, each in key),
        tuple(rows),
    )


@contextmanager
def _copy(base: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="counter-forger-"))
    try:
        shutil.copyfile(base, folder / base.name)
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def _as_owner(file: Path) -> Iterator[sqlite3.Connection]:
    """Without triggers and foreign keys; the triggers stand again afterwards."""
    connection = sqlite3.connect(file, isolation_level=None)
    try:
        connection.execute("PRAGMA foreign_keys = OFF")
        triggers = connection.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        ).fetchall()
        for name, _ in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        yield connection
        for _, text in triggers:
            connection.execute(text)
    finally:
        connection.close()


def _set(to: sqlite3.Connection, table: Table, row: Row, column: str, value: Any) -> int:
    where, values = table.where(row)
    statement = f'UPDATE "{table.name}" SET "{column}" = ? WHERE {where}'
    return to.execute(statement, (value, *values)).rowcount


def _is_unique(to: sqlite3.Connection, table: str, column: str) -> bool:
    for index in to.execute(f'PRAGMA index_list("{table}")').fetchall():
        named = to.execute(f'PRAGMA index_info("{index[1]}")').fetchall()
        if index[2] and [each[2] for each in named] == [column]:
            return True
    return False


def _first(table: str, column: str) -> Any:
    """A value for a column that is empty."""
    kind = metadata.tables[table].c[column].type
    if isinstance(kind, Day):
        return "2026-11-20"
    if isinstance(kind, Instant):
        return 1_795_000_000_000_000
    return "x" if isinstance(kind, Text) else 1 if isinstance(kind, Int) else b"\1" * 16


def _other(value: Any, kind: str) -> Any:
    """Another value of the same kind."""
    if value is None:
        return {"INTEGER": 1, "TEXT": "x"}.get(kind, b"\1" * 16)
    if isinstance(value, int):
        return 1 - value if value in (0, 1) else value + 1
    if isinstance(value, bytes):
        return value[:-1] + bytes([value[-1] ^ 1]) if value else b"\0"
    if value[:1] in ("{", "["):
        said = json.loads(value)
        said = {**said, "forged": 1} if isinstance(said, dict) else [*said, 1]
        return json.dumps(said, separators=(",", ":"), ensure_ascii=False, sort_keys=True)
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return f"{value}x"
    return day.replace(day=day.day % 28 + 1).isoformat()


def _fresh(value: Any, kind: str, random: Random) -> Any:
    if isinstance(value, bytes) and len(value) > 4:
        return os.urandom(len(value))
    if isinstance(value, int) and value > 1:
        return value + random.randrange(1_000, 2_000)
    return _other(value, kind)


def copy_of(here: Installation, to: Path) -> Path:
    """The hall's database as it stands, in one file."""
    file = file_of(here.engine)
    assert file is not None
    source = sqlite3.connect(file)
    try:
        source.execute("VACUUM INTO ?", (str(to),))
    finally:
        source.close()
    return to


__all__ = ["Cell", "Folders", "Forger", "Table", "copy_of"]
