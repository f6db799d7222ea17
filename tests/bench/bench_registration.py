"""One registration against bare SQL that writes the same rows with the same durability.

The rows of a real registration are caught on their way to the driver; the bare counterpart writes them
through the bare driver in one transaction, with new ids, into a second database that began as the same.
Both take turns, so that a busy machine or disk slows both.
"""

from __future__ import annotations

import hashlib
import itertools
import shutil
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import psycopg
import sqlalchemy as sa
from psycopg.types.json import set_json_dumps

from app.domain.ids import new_id
from app.domain.registration.form import RegistrationForm
from app.paths import Folders
from app.security.seal import Context, seal_field
from app.services import registration
from app.services.trust import key_ring
from db import insert
from db.driver import run
from db.engine import _PRAGMAS
from db.types import to_json
from tests.bench.registry import bench
from tests.kit import desk as desks
from tests.kit import forms, postgres
from tests.kit.desk import TestHall

WARM, MEASURED = 10, 60
NUMBERED = ("customer", "account", "subscription", "product_order", "agreement", "document")
"""Tables whose code or number is unique."""

Row = tuple[Any, ...] | dict[str, Any]
Statement = tuple[str, list[Row]]


@contextmanager
def _hall(url: str = "") -> Iterator[Folders]:
    """A hall that was just set up, on the embedded file or at `url`."""
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-bench-")))
    try:
        with patch.object(key_ring, "derive", desks.derive_once):
            desks.build(folders, url)
        yield folders
    finally:
        shutil.rmtree(folders.data)


@bench("registration.sqlite", unit="ms", goal=2.5)
def sqlite_registration() -> tuple[float, float]:
    """On the embedded file: WAL, every commit synced."""
    with _hall() as folders:
        copy = folders.data / "bare.db"
        file = next(path for path in folders.data.glob("*.db") if path != copy)
        with sqlite3.connect(file) as source, sqlite3.connect(copy) as target:
            source.backup(target)
        desk = desks.open_desk(folders)
        bare = sqlite3.connect(copy, isolation_level=None)
        for pragma in _PRAGMAS:
            bare.execute(f"PRAGMA {pragma}")

        def write(statements: list[Statement]) -> None:
            bare.execute("BEGIN IMMEDIATE")
            for sql, rows in statements:
                bare.executemany(sql, rows)
            bare.execute("COMMIT")

        try:
            return _compare(desk, write)
        finally:
            bare.close()
            desk.installation.close()


@bench("registration.postgresql", unit="ms", goal=1.9)
def postgresql_registration() -> tuple[float, float]:
    """On a server of its own that syncs every commit."""
    server = postgres.Server(options=())
    server.start()
    try:
        where = f"host={server.folder} user={postgres.USER}"
        with psycopg.connect(f"{where} dbname=postgres", autocommit=True) as admin:
            admin.execute("CREATE DATABASE hall")
            with _hall(postgres.url(server.folder, "hall")) as folders:
                admin.execute("CREATE DATABASE bare TEMPLATE hall")
                desk = desks.open_desk(folders)
                with psycopg.connect(f"{where} dbname=bare", autocommit=True) as bare:
                    set_json_dumps(to_json, bare)

                    def write(statements: list[Statement]) -> None:
                        with bare.transaction(), bare.cursor() as cursor:
                            for sql, rows in statements:
                                cursor.executemany(sql.encode(), rows)

                    try:
                        return _compare(desk, write)
                    finally:
                        desk.installation.close()
    finally:
        server.remove()


def _compare(desk: TestHall, write: Callable[[list[Statement]], None]) -> tuple[float, float]:
    """Median milliseconds of a registration and of writing its rows."""
    with patch.object(key_ring, "derive", desks.derive_once):
        clerk = desk.clerk
    places = [desk.place(n) for n in range(8)]
    form = (_form(n, places[n % len(places)]) for n in itertools.count())

    def register() -> None:
        registration.register(clerk, new_id(), form=next(form))

    register()
    written = _caught(register)
    again = (_with_new_ids(written, n + 1) for n in range(WARM + MEASURED))
    pairs = [(_milliseconds(lambda: write(rows)), _milliseconds(register)) for rows in list(again)]  # noqa: B023
    bare, real = zip(*pairs[WARM:], strict=True)
    return statistics.median(real), statistics.median(bare)


def _form(n: int, place: str) -> RegistrationForm:
    """Each time another person."""
    who = forms.person(born=date(1950, 1, 1) + timedelta(days=n), phone=f"138{n:08d}")
    return forms.individual(place, holder=who, at_address="additional")


def _milliseconds(do: Callable[[], object]) -> float:
    begun = time.perf_counter()
    do()
    return (time.perf_counter() - begun) * 1000


def _caught(do: Callable[[], None]) -> list[Statement]:
    """The INSERT statements of `do` with the rows as the driver got them."""
    statements: list[Statement] = []

    def see(connection: sa.Connection, sql: str, values: Any, *, many: bool = False) -> Any:
        statements.append((sql, [_plain(row) for row in (values if many else [values])]))
        return run(connection, sql, values, many=many)

    with patch.object(insert, "run", see):
        do()
    return statements


def _plain(row: Row) -> Row:
    """Bytes as bytes: the program hands SQLite a bytearray of them and psycopg a wrapper."""

    def bare(value: Any) -> Any:
        value = value.obj if isinstance(value, psycopg.Binary) else value
        return bytes(value) if isinstance(value, bytearray) else value

    if isinstance(row, dict):
        return {name: bare(value) for name, value in row.items()}
    return tuple(bare(value) for value in row)


def _with_new_ids(statements: list[Statement], n: int) -> list[Statement]:
    """The same rows once more: new ids, numbers, tokens and place in the chain; all else as it was."""
    ids: dict[Any, Any] = {}
    for sql, rows in statements:
        names = _columns(sql)
        for row in rows:
            for name, value in _named(names, row).items():
                if name == "id" or (name == "subject_id" and "INTO subject_key" in sql):
                    ids.setdefault(value, new_id() if isinstance(value, UUID) else new_id().bytes)
    return [
        (sql, [_changed(sql, _columns(sql), row, ids, n) for row in rows])
        for sql, rows in statements
    ]


def _columns(sql: str) -> list[str]:
    return [name.strip(' "') for name in sql.partition("(")[2].partition(")")[0].split(",")]


def _named(names: list[str], row: Row) -> dict[str, Any]:
    return row if isinstance(row, dict) else dict(zip(names, row, strict=True))


def _changed(sql: str, names: list[str], row: Row, ids: dict[Any, Any], n: int) -> Row:
    table = sql.split()[2]
    values = {
        name: ids.get(value, value) if isinstance(value, bytes | UUID) else value
        for name, value in _named(names, row).items()
    }
    if table in NUMBERED:
        for name in {"code", "number"} & set(values):
            values[name] = f"{values[name][:-6]}{n:06d}"
    if table == "search_token":
        values["token"] = _other(values["token"], n)
    if table == "audit_event":
        values |= {"seq": values["seq"] + n, "previous": _other(values["previous"], n)}
        values["hash"] = _other(values["hash"], n)
    return values if isinstance(row, dict) else tuple(values.values())


def _other(value: bytes, n: int) -> bytes:
    return hashlib.sha256(value + n.to_bytes(4, "big")).digest()[: len(value)]


@bench("registration.seal_field", unit="µs", goal=30)
def seal_a_field() -> float:
    """One field sealed: the best of seven rounds (the design counts 10 µs)."""
    key, here = bytes(range(32)), Context(b"deployment", "party", "name", bytes(16), 1)
    rounds = [
        _milliseconds(lambda: [seal_field(key, here, b"11010119900307000X") for _ in range(500)])
        for _ in range(7)
    ]
    return min(rounds) * 1000 / 500
