"""A base of an earlier revision with the rows of today's, as that revision's program would have written them.

The tables are made by the revision itself, in the same database, and filled with what their columns can
hold; before that, versions get the form of their time (`as_first_form`).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch
from uuid import UUID

import sqlalchemy as sa
from alembic import command

from app.domain.canonical import encoded
from app.papers.file import Drawn
from app.security.seal import Context, SubjectKey, open_field
from app.services import procedure
from app.services.papers import contents, parts
from app.services.procedure import Query, Work, canonical_row
from app.services.session import Session
from db import upgrade
from db.engine import WRITES, file_of, is_sqlite
from db.schema import metadata
from db.schema.base import first_name, kind_of
from db.schema.operations import record_version
from db.types import Sealed
from tests.kit.attack import as_owner
from tests.kit.before_roots import EVERYBODY, chains_anew, signing_keys

WAS = {"paper": "document"}
"""The name that a table had, by today's."""
ADDED = {"fee": {"refund_of"}, "paper": {"parts", "content_sha256"}}
"""Columns of versioned tables that revisions after 0004 brought."""


@contextmanager
def papers_of(revision: str) -> Iterator[None]:
    """Within, papers are kept as the program of `revision` kept them: before 0008 as one blob each, and what
    they say without compression."""

    if revision >= "0008":
        yield
        return

    def as_one_blob(work: Work, subject_id: UUID, drawn: Drawn) -> dict[str, Any]:
        return {"blob_id": work.blob(subject_id, "paper", drawn.pdf)}

    def in_the_row(_work: Work, _paper: UUID, _party: UUID, content: bytes) -> dict[str, Any]:
        return {"content": content.decode()}

    with patch.object(parts, "keep", as_one_blob), patch.object(contents, "keep", in_the_row):
        yield


def older_revision(engine: sa.Engine, revision: str) -> None:
    """Bring an empty database to `revision` only."""
    config = upgrade.configuration()
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


def back_to(engine: sa.Engine, revision: str) -> None:
    """Give the database of `engine` the tables of `revision`, with the rows of today's that it can hold."""
    (_sqlite_back if is_sqlite(engine) else _postgres_back)(engine, revision)
    engine.dispose()


def _sqlite_back(engine: sa.Engine, revision: str) -> None:
    newer = Path(f"{file_of(engine)}.newer")
    driver = engine.raw_connection()
    driver.execute("VACUUM INTO ?", (str(newer),))
    driver.execute("PRAGMA foreign_keys = OFF")
    for (table,) in driver.execute(_TABLES).fetchall():
        driver.execute(f"DROP TABLE {table}")
    driver.close()
    engine.dispose()
    older_revision(engine, revision)
    driver = engine.raw_connection()
    driver.execute("PRAGMA foreign_keys = OFF")
    driver.execute("ATTACH ? AS newer", (str(newer),))
    columns = {
        table: [row[1] for row in driver.execute(f"PRAGMA newer.table_info({table})")]
        for table in metadata.tables
    }
    for (table,) in driver.execute(_TABLES).fetchall():
        have = [row[1] for row in driver.execute(f"PRAGMA main.table_info({table})")]
        for statement in _filled(table, have, columns, "main", "newer"):
            driver.execute(statement)
    driver.execute("DETACH newer")
    driver.close()
    newer.unlink()


_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table'"


def _postgres_back(engine: sa.Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER SCHEMA public RENAME TO newer")
        connection.exec_driver_sql("CREATE SCHEMA public")
    older_revision(engine, revision)
    with engine.begin() as connection:
        connection.exec_driver_sql("SET session_replication_role = replica")
        inspector = sa.inspect(connection)

        def names(table: str, schema: str) -> list[str]:
            return [column["name"] for column in inspector.get_columns(table, schema=schema)]

        columns = {table: names(table, "newer") for table in metadata.tables}
        for table in inspector.get_table_names():
            have = names(table, "public")
            for statement in _filled(table, have, columns, "public", "newer"):
                connection.exec_driver_sql(statement)
        connection.exec_driver_sql("DROP SCHEMA newer CASCADE")
        connection.exec_driver_sql("SET session_replication_role = origin")


def _filled(
    table: str, have: list[str], columns: dict[str, list[str]], to: str, of: str
) -> list[str]:
    """The statement that fills a table of before with today's rows; none for what is no table of ours."""
    today = next((new for new, old in WAS.items() if old == table), table)
    if today not in columns or have == ["code"]:  # the revision itself filled its lists
        return []
    shared = ", ".join(f'"{name}"' for name in have if name in columns[today])
    return [f"INSERT INTO {to}.{table} ({shared}) SELECT {shared} FROM {of}.{today}"]


def as_first_form(session: Session) -> None:
    """Versions name their empty columns and are committed to so, and events tell of it: as before 0005."""
    here = session.installation
    tables = {kind_of(table): table for table in metadata.tables.values() if "kind" in table.info}
    commitments: dict[tuple[str, str, int], str] = {}
    with as_owner(here) as connection:
        reader = Query(session, connection)
        for row in connection.execute(sa.select(record_version)).all():
            table = tables[row.kind]
            plain = _names_of_before(table) | row.plain
            key = reader.subject_key(row.subject_id)
            place = (row.kind, row.row_id, row.version)
            secret = _secret(here.profile.deployment, key, row)
            commitment = SubjectKey(key).commitment(canonical_row(*place, plain, secret))
            connection.execute(
                sa.update(record_version)
                .where(
                    record_version.c.kind == row.kind,
                    record_version.c.row_id == row.row_id,
                    record_version.c.version == row.version,
                )
                .values(plain=json.loads(encoded(plain)), commitment=commitment, form=None)
            )
            commitments[row.kind, str(row.row_id), row.version] = commitment.hex()

        def told_as_before(body: dict[str, Any]) -> None:
            for each in body["objects"]:
                if len(each) == 4:
                    each[3] = commitments[each[0], each[1], each[2]]

        chains_anew(connection, signing_keys(connection, here, EVERYBODY), told_as_before)
        heads = procedure.chain_heads(connection)
    procedure.remember_heads(here.folders, heads)


def _names_of_before(table: sa.Table) -> dict[str, None]:
    return {
        first_name(column): None
        for column in table.columns
        if not isinstance(column.type, Sealed)
        and column.name not in {"id", "version"} | ADDED.get(table.name, set())
    }


def _secret(deployment: UUID, key: bytes, row: Any) -> dict[str, str]:
    if row.sealed is None:
        return {}
    context = Context(deployment.bytes, "record_version", row.kind, row.row_id.bytes, row.version)
    secret: dict[str, str] = json.loads(open_field(key, context, row.sealed))
    return secret


def cells(engine: sa.Engine) -> dict[str, set[str]]:
    """Every table with its columns."""
    inspector = sa.inspect(engine)
    return {
        name: {column["name"] for column in inspector.get_columns(name)}
        for name in inspector.get_table_names()
    }


def counts(engine: sa.Engine) -> dict[str, int]:
    """Every table with the number of its rows."""
    with engine.connect() as connection:
        return {
            name: connection.execute(sa.text(f'SELECT count(*) FROM "{name}"')).scalar_one()
            for name in sa.inspect(connection).get_table_names()
        }
