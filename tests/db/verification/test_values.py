"""A value that cannot be read, in any column of any table, is named with its row and hides nothing else."""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.services import verification
from app.services.verification import values
from db.schema import metadata
from db.schema.agreements import blob
from db.schema.base import kind_of
from db.schema.catalogue import place
from db.types import Bytes, Day, Flag, Id, Instant, Int, Json, Money, Sealed, Text
from tests.kit.attack import as_owner
from tests.kit.desk import TestHall
from tests.kit.fixtures import opened_hall
from tests.kit.verified import look, work_a_while

DEEP = "[" * 100_000
BAD: dict[type, tuple[str, ...]] = {
    Id: ("x'736f6f6e'", "'text'", "5", "9223372036854775807"),
    Instant: ("4611686018427387904", "-4611686018427387904", "'now'", "1.5"),
    Day: ("'2026-02-30'", "'20260130'", "20260130", "'0000-01-01'", "CAST(x'ff' AS TEXT)"),
    Text: ("CAST(x'fffe41' AS TEXT)", "CAST(x'eda080' AS TEXT)", "x'41'", "5"),
    Json: ("'no json'", "'{\"a\":'", f"'{DEEP}'", f"'{DEEP[:80] + ']' * 80}'", "5"),
    Int: ("'many'", "1.5", "x'41'"),
    Money: ("'much'", "1e300", "x'41'"),
    Flag: ("2", "4611686018427387904", "-1", "'yes'"),
    Bytes: ("'text'", "1099511627776", "1.5"),
    Sealed: ("'text'", "1099511627776", "1.5"),
}
"""SQL of SQLite, by the type of a column."""
GOOD: dict[type, Callable[[int], str]] = {
    Id: lambda n: f"x'{UUID(int=2**125 + n).hex}'",
    Instant: lambda n: str(1_700_000_000_000_000 + n),
    Day: lambda _: "'2026-01-01'",
    Text: lambda n: f"'t{n}'",
    Json: lambda _: "'{}'",
    Int: str,
    Money: str,
    Flag: lambda _: "1",
    Bytes: lambda n: f"x'{n:064x}'",
    Sealed: lambda n: f"x'{n:064x}'",
}


@pytest.fixture(scope="module")
def worked(request: pytest.FixtureRequest) -> Iterator[TestHall]:
    """A hall that worked a while; two other things are wrong in it."""
    with opened_hall(request, "sqlite") as desk:
        work_a_while(desk)
        desk.session(Role.AUDITOR)
        with as_owner(desk.installation) as connection:
            connection.execute(sa.update(blob).values(sealed=bytes(60)))
            connection.execute(sa.update(place).values(room="another one"))
        yield desk


@contextmanager
def attacked(desk: TestHall) -> Iterator[sqlite3.Connection]:
    """The base as somebody else changes it; afterwards it is as it was."""
    desk.installation.engine.dispose()
    file, kept = desk.folders.database, desk.folders.data / "kept.db"
    shutil.copyfile(file, kept)
    try:
        with closing(sqlite3.connect(file)) as thief:
            yield thief
    finally:
        desk.installation.engine.dispose()
        for each in (file, Path(f"{file}-wal"), Path(f"{file}-shm")):
            each.unlink(missing_ok=True)
        kept.rename(file)


def loosened(thief: sqlite3.Connection, table: sa.Table) -> None:
    """SQLite keeps a table's rules in the table: made anew without types it takes anything."""
    columns = ", ".join(f'"{column.name}"' for column in table.columns)
    thief.execute(f"CREATE TABLE loose ({columns})")
    thief.execute(f"INSERT INTO loose SELECT {columns} FROM {table.name}")
    thief.execute(f"DROP TABLE {table.name}")
    thief.execute("PRAGMA legacy_alter_table = ON")
    thief.execute(f"ALTER TABLE loose RENAME TO {table.name}")


def bad_rows(table: sa.Table) -> Iterator[tuple[dict[str, str], str]]:
    """A row for each column and each value that it cannot have, and the place of the finding, '' where the
    row has no name left."""
    n = 1000
    kind = kind_of(table) if table.info.get("business") else table.name
    for column in table.columns:
        bads = BAD[type(column.type)] + (() if column.nullable else ("NULL",))
        for bad in bads:
            n += 1
            row = {str(each.name): GOOD[type(each.type)](n) for each in table.columns}
            row[column.name] = bad
            keys = [GOOD[type(each.type)](n) for each in table.primary_key.columns]
            named = " ".join([kind, *map(shown, keys)])
            yield row, "" if column.primary_key else f"{named} {column.name}"


def shown(sql: str) -> str:
    """How a good key stands in a place."""
    if not sql.startswith("x'"):
        return sql.strip("'")
    value = sql[2:-1]
    return str(UUID(value)) if len(value) == 32 else value.upper()[:40]


TABLES = sorted(metadata.tables)


@pytest.mark.parametrize("name", TABLES)
def test_a_bad_value_in_any_column_is_named_and_hides_nothing(worked: TestHall, name: str) -> None:
    table = metadata.tables[name]
    rows = list(bad_rows(table))
    with attacked(worked) as thief:
        loosened(thief, table)
        for row, _ in rows:
            columns = ", ".join(f'"{each}"' for each in row)
            thief.execute(f"INSERT INTO {name} ({columns}) VALUES ({', '.join(row.values())})")
        thief.commit()
        thief.close()
        found = look(worked)
    places = [each.place for each in found.findings if each.code == "unreadable"]
    assert {place for _, place in rows if place} <= set(places)
    for column in table.primary_key.columns:
        bads = len(BAD[type(column.type)]) + 1
        assert sum(each.endswith(f" {column.name}") for each in places) >= bads
    others = {each.code for each in found.findings}
    assert "check_failed" not in others, [
        each.place for each in found.findings if each.code == "check_failed"
    ]
    assert "blob_differs" in others or name == "blob"
    assert "row_differs" in others or name in ("place", "record_version")


@pytest.mark.parametrize("what", ["TABLE", "COLUMN"])
def test_what_is_gone_hides_nothing(worked: TestHall, what: str) -> None:
    with attacked(worked) as thief:
        for name in ("look", "fee", "interaction", "print_job", "search_token"):
            if what == "TABLE":
                thief.execute(f"DROP TABLE {name}")
                continue
            loosened(thief, metadata.tables[name])
            gone = [column for column in metadata.tables[name].columns if not column.primary_key]
            for column in gone or metadata.tables[name].columns[:1]:
                thief.execute(f'ALTER TABLE {name} DROP COLUMN "{column.name}"')
        thief.commit()
        found = look(worked)
    assert not [each for each in found.findings if each.code == "check_failed"]
    assert {"blob_differs", "row_differs", "schema_missing"} <= {e.code for e in found.findings}


def test_a_row_that_breaks_a_rule_of_its_table_is_named(worked: TestHall) -> None:
    with attacked(worked) as thief:
        thief.execute("PRAGMA ignore_check_constraints = ON")
        thief.execute("DROP TRIGGER operation_no_update")
        thief.execute("UPDATE operation SET outcome = 'perhaps'")
        thief.commit()
        found = look(worked)
    broken = [each.place for each in found.findings if each.code == "rule_broken"]
    assert broken
    assert all(each.startswith("operation ") and "ck_operation_outcome" in each for each in broken)


STRANGE: tuple[Any, ...] = (
    None,
    5,
    1.5,
    "x",
    "",
    True,
    [],
    [5],
    {},
    {"x": 1.5},
    "9999-12-31T23:59:59+00:00",
)


def strange_bodies(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """An event's body with one thing in it that no program writes, or without one."""
    for name in body:
        yield {key: value for key, value in body.items() if key != name}
        for value in STRANGE:
            yield body | {name: value}
    for name in body["details"]:
        for value in STRANGE:
            yield body | {"details": body["details"] | {name: value}}


def test_an_event_that_says_strange_things_hides_nothing(worked: TestHall) -> None:
    """Also where the thief makes the event's columns and its hash fit."""
    with attacked(worked) as thief:
        rows = thief.execute("SELECT workstation_id, seq, body FROM audit_event").fetchall()
        some = [*strange_bodies(json.loads(rows[-1][2])), *strange_bodies(json.loads(rows[9][2]))]
        thief.execute("DROP TRIGGER audit_event_no_update")
        thief.execute("DROP TRIGGER audit_event_no_delete")
        columns = "workstation_id, previous, body, signer, signer_id, signature, recorded_at, hash"
        last = max(seq for _, seq, _ in rows)
        for n, body in enumerate(some, start=last + 1):
            text = json.dumps(body)
            hashed = hashlib.sha256(b"counter/event/2\0" + text.encode()).digest()
            thief.execute(
                f"INSERT INTO audit_event (seq, {columns}) SELECT ?, workstation_id, ?, ?, signer, "
                "signer_id, signature, recorded_at, ? FROM audit_event WHERE seq = ?",
                (n, n.to_bytes(32), text, hashed, rows[-1][1]),
            )
        thief.commit()
        found = look(worked)
    codes = {each.code for each in found.findings}
    assert "check_failed" not in codes, [
        e.place for e in found.findings if e.code == "check_failed"
    ]
    assert {"blob_differs", "row_differs", "misplaced"} <= codes


@pytest.mark.parametrize("kind", ["staff", "workstation", "party", "rule"])
def test_a_version_that_says_strange_things_hides_nothing(worked: TestHall, kind: str) -> None:
    with attacked(worked) as thief:
        thief.execute("DROP TRIGGER superseded_version_no_update")
        thief.execute("DROP TRIGGER record_version_no_update")
        strange = [json.dumps(value) for value in STRANGE]
        strange += [
            json.dumps({name: value})
            for name in ("sign_public", "valid_to", "subject_id", "enrolled_by")
            for value in STRANGE
        ]
        mine = thief.execute(
            "SELECT row_id FROM record_version WHERE kind = ?", (kind,)
        ).fetchone()[0]
        columns = "kind, row_id, subject_id, form, sealed, epoch"
        for n, text in enumerate(strange, start=100):
            for form in (None, 2, 3):
                thief.execute(
                    "INSERT INTO record_version"
                    " (version, form, recorded_at, row_id, operation_id, kind, commitment, mac)"
                    " SELECT ?, ?, recorded_at, row_id, operation_id, kind, commitment, mac FROM record_version"
                    " WHERE kind = ? AND row_id = ? LIMIT 1",
                    (3 * n + (form or 1) % 3, form, kind, mine),
                )
                thief.execute(
                    f"INSERT INTO superseded_version (version, plain, {columns})"
                    " VALUES (?, ?, ?, ?, ?, ?, NULL, NULL)",
                    (3 * n + (form or 1) % 3, text, kind, mine, mine, form),
                )
        thief.commit()
        found = look(worked)
    codes = {each.code for each in found.findings}
    assert "check_failed" not in codes, [
        e.place for e in found.findings if e.code == "check_failed"
    ]
    assert {"blob_differs", "row_differs", "commitment_wrong"} <= codes


SERVER = {
    "a date that no calendar has": ("offering", "valid_from", "'infinity'"),
    "before Christ": ("offering", "valid_from", "'0044-03-15 BC'"),
    "a time of the far future": ("operation", "at", "'20000-01-01'"),
    "no end": ("record_version", "recorded_at", "'-infinity'"),
    "deep": ("operation", "result", f"'{'[' * 2000}{']' * 2000}'"),
    "a huge number": ("operation", "result", f"'[{'9' * 5000}]'"),
}


@pytest.mark.parametrize("database", ["postgresql"])
def test_what_a_server_holds_and_python_does_not_is_named(
    request: pytest.FixtureRequest, database: str
) -> None:
    with opened_hall(request, database) as desk:
        work_a_while(desk)
        desk.session(Role.AUDITOR)
        with as_owner(desk.installation) as connection:
            connection.execute(sa.update(blob).values(sealed=bytes(60)))
            for table, column, value in SERVER.values():
                connection.exec_driver_sql(
                    f"UPDATE {table} SET {column} = {value} WHERE ctid IN "
                    f"(SELECT ctid FROM {table} LIMIT 1)"
                )
            connection.exec_driver_sql("ALTER TABLE look DROP COLUMN kind")
            connection.exec_driver_sql("ALTER TABLE fee ALTER COLUMN name TYPE bytea USING ''")
        found = look(desk)
        names = {" ".join((e.place.split()[0], e.place.split()[-1])) for e in found.findings}
        assert {"offering valid_from", "operation at", "operation result"} <= names
        assert "record_version recorded_at" in names
        codes = {each.code for each in found.findings}
        assert {"blob_differs", "schema_missing", "schema_differs"} <= codes
        assert "check_failed" not in codes
        with desk.installation.engine.connect() as connection:  # nothing of the check is left
            left = "SELECT count(*) FROM pg_class WHERE relnamespace = pg_my_temp_schema()"
            assert connection.exec_driver_sql(left).scalar_one() == 0


def test_without_the_check_a_bad_value_ends_checks(
    worked: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Control: the last net then names the checks that came to no end, and the others are done."""

    @contextmanager
    def nothing(*_: Any) -> Iterator[None]:
        yield

    with attacked(worked) as thief:
        thief.execute("DROP TRIGGER operation_no_update")
        thief.execute("UPDATE operation SET at = 4611686018427387904")
        thief.commit()
        monkeypatch.setattr(values, "set_aside", nothing)
        found = look(worked)
    assert ("check_failed", "chains") in {(each.code, each.place) for each in found.findings}
    assert "unreadable" not in {each.code for each in found.findings}
    assert {"blob_differs", "row_differs"} <= {each.code for each in found.findings}


def test_giving_up_is_no_finding(local_desk: TestHall) -> None:
    class Enough(Exception):
        pass

    def progress(_done: int, _of: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        verification.verify(local_desk.installation, progress=progress)


def test_nothing_is_wrong_in_a_clean_hall(desk: TestHall) -> None:
    work_a_while(desk)
    assert look(desk).good
