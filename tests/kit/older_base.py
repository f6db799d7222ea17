"""A base of an earlier revision with the rows of today's, as that revision's program would have written them.

The tables are made by the revision itself, in the same database, and filled with what their columns can
hold; before that, versions and events get the form of their time (`as_form`).
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import UUID

import sqlalchemy as sa
from alembic import command

from app.domain.canonical import Plain, encoded, to_plain
from app.papers.file import Drawn
from app.security.seal import Context, SubjectKey
from app.security.vault import unwrap_subject_key
from app.services.papers import contents, parts
from app.services.procedure import Work
from app.services.procedure.sealing import canonical_row, outgoing
from app.services.procedure.versions import kept_secret
from app.services.session import Installation
from db import upgrade
from db.engine import WRITES, file_of, is_sqlite
from db.schema import metadata
from db.schema.audit import audit_event, look
from db.schema.base import first_name, kind_of, recomputed
from db.schema.keys import subject_key
from db.schema.operations import record_version, superseded_version
from db.types import Sealed
from tests.kit.attack import as_owner
from tests.kit.before_roots import (
    EVERYBODY,
    chains_anew,
    known_before,
    records_keys,
    signing_keys,
)
from tests.kit.heads import keep_as_before

WAS = {"paper": "document"}
"""The name that a table had, by today's."""
ADDED = {
    "fee": {"refund_of"},
    "subscription": {"installed_on"},
    "paper": {"parts", "content_sha256"},
}
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
    if table == "record_version" and "plain" in have:  # what versions said stood beside them
        content = {"subject_id", "plain", "sealed", "epoch"}
        taken = ", ".join(f"{'k' if name in content else 'v'}.{name}" for name in have)
        same = " AND ".join(f"k.{name} = v.{name}" for name in ("kind", "row_id", "version"))
        into = f"INSERT INTO {to}.{table} ({', '.join(have)})"
        return [
            f"{into} SELECT {taken} FROM {of}.{table} v JOIN {of}.superseded_version k ON {same}"
        ]
    shared = ", ".join(f'"{name}"' for name in have if name in columns[today])
    return [f"INSERT INTO {to}.{table} ({shared}) SELECT {shared} FROM {of}.{today}"]


def as_form(
    here: Installation,
    form: int,
    passwords: Mapping[str, str] = EVERYBODY,
    left: Mapping[UUID, bytes] | None = None,
) -> None:
    """Versions and events become those that the program wrote before they were slim: each version has a copy
    of the whole row and is committed to in form 2, or 1 with the names of its empty columns (before
    0005); events list what they tell of. `passwords` and `left` as for `as_before_roots`."""
    with as_owner(here) as connection:
        said = _Contents(connection, here, passwords)
        commitments: dict[UUID, list[Plain]] = defaultdict(list)
        for table in metadata.sorted_tables:
            if not table.info.get("business"):
                continue
            kind = kind_of(table)
            for version, subject_id, plain, secret in said.of(table):
                if form == 1:
                    plain = _names_of_before(table) | plain
                key = SubjectKey(said.subject_key(subject_id))
                which = (kind, version.row_id, version.version)
                commitment = key.commitment(canonical_row(*which, plain, secret, form))
                whole = Context(
                    said.deployment, "record_version", kind, version.row_id.bytes, version.version
                )
                number = None if form == 1 else form
                mine = [
                    each == value
                    for each, value in zip(record_version.primary_key, which, strict=True)
                ]
                connection.execute(
                    sa.update(record_version)
                    .where(*mine)
                    .values(commitment=commitment, form=number, mac=None)
                )
                connection.execute(
                    sa.insert(superseded_version).values(
                        kind=kind,
                        row_id=version.row_id,
                        version=version.version,
                        subject_id=subject_id,
                        form=number,
                        plain=json.loads(encoded(plain)),
                        sealed=key.seal_field(whole, encoded(secret)) if secret else None,
                        epoch=1 if secret else None,
                    )
                )
                commitments[version.operation_id].append(
                    [kind, str(version.row_id), version.version, commitment.hex()]
                )
        looked = _looks(connection)

        def told_as_before(body: dict[str, Any]) -> None:
            known_before(body)
            for name in ("form", "effects", "looked", "for", "rules"):
                del body[name]
            where = (UUID(body["workstation"]), body["seq"])
            body["objects"] = commitments.pop(UUID(body["operation"]), []) + looked.pop(where, [])
            if body["procedure"] in ("staff.sign_in", "staff.lock", "staff.unlock_by_pin"):
                body["objects"] = [["staff", body["actor"]]]

        signing = {**signing_keys(connection, here, passwords), **(left or {})}
        chains_anew(connection, signing, told_as_before)
        connection.execute(sa.delete(look))
        rows = [
            {
                "kind": kind,
                "row_id": UUID(row_id),
                "workstation_id": event.workstation_id,
                "seq": event.seq,
            }
            for event in connection.execute(sa.select(audit_event)).all()
            for kind, row_id in _looked(event.body)
        ]
        connection.execute(sa.insert(look), rows)
    keep_as_before(here)


class _Contents:
    """What every version says, opened with the keys of somebody at work."""

    def __init__(
        self, connection: sa.Connection, here: Installation, passwords: Mapping[str, str]
    ) -> None:
        self.connection = connection
        self.whose = here.profile.deployment
        self.deployment = self.whose.bytes
        self._records = records_keys(connection, here, passwords)
        self._wrapped = {
            row.subject_id: row
            for row in connection.execute(
                sa.select(subject_key).where(subject_key.c.key_class == "records")
            )
        }

    def subject_key(self, subject_id: UUID) -> bytes:
        row = self._wrapped[subject_id]
        return unwrap_subject_key(
            self._records[row.epoch],
            deployment=self.deployment,
            subject_id=subject_id.bytes,
            key_class="records",
            epoch=row.epoch,
            wrapped=row.wrapped,
        )

    def of(self, table: sa.Table) -> Iterator[tuple[Any, UUID, dict[str, Any], dict[str, str]]]:
        """Each version of the table's rows: subject, plain columns and sealed ones in clear. What was kept is
        taken away."""
        kind = kind_of(table)
        rows = {row.id: row for row in self.connection.execute(sa.select(table))}
        kept = {
            (row.row_id, row.version): row
            for row in self.connection.execute(
                sa.select(superseded_version).where(superseded_version.c.kind == kind)
            )
        }
        self.connection.execute(
            sa.delete(superseded_version).where(superseded_version.c.kind == kind)
        )
        apart = recomputed(table)
        for version in self.connection.execute(
            sa.select(record_version).where(record_version.c.kind == kind)
        ).all():
            row = rows[version.row_id]
            old: Any = kept.get((version.row_id, version.version))
            subject_id = row._mapping.get("subject_id", self.whose)
            if old is None:
                old = SimpleNamespace(**outgoing(table, row, subject_id))
            secret = {}
            if old.sealed is not None:
                secret = kept_secret(self.subject_key(subject_id), self.whose, kind, old)
            plain = old.plain | {first_name(c): to_plain(row._mapping[c.name]) for c in apart}
            yield version, subject_id, plain, secret


def _looks(connection: sa.Connection) -> dict[tuple[UUID, int], list[Plain]]:
    found: dict[tuple[UUID, int], list[Plain]] = defaultdict(list)
    for row in connection.execute(sa.select(look)):
        found[row.workstation_id, row.seq].append([row.kind, str(row.row_id)])
    return found


def _looked(body: str) -> set[tuple[str, str]]:
    return {(each[0], each[1]) for each in json.loads(body)["objects"] if len(each) == 2}


def looks_in_events(engine: sa.Engine) -> int:
    """How many looks the events of a base of before 0007 tell of."""
    with engine.connect() as connection:
        return sum(len(_looked(body)) for body in connection.scalars(sa.select(audit_event.c.body)))


def _names_of_before(table: sa.Table) -> dict[str, None]:
    return {
        first_name(column): None
        for column in table.columns
        if not isinstance(column.type, Sealed)
        and column.name not in {"id", "version"} | ADDED.get(table.name, set())
    }


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
