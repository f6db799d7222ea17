"""The transaction of a query or a procedure: it opens rows that are read and seals versions that
are written."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import stopping
from app.domain.canonical import Plain
from app.domain.dates import business_day
from app.domain.ids import new_id
from app.errors import QT_TR_NOOP, Conflict
from app.security.box import seal_to
from app.security.seal import SubjectKey, Tampered
from app.security.vault import new_key, unwrap_subject_key, wrap_subject_key
from app.services.procedure import chain
from app.services.procedure.registry import Declaration, Stamp, stamped
from app.services.procedure.sealing import open_row, seal_row, sealed_columns, shape
from app.services.session import SHOWN, Session, Shown, Written
from db import blobs
from db.engine import is_sqlite
from db.insert import insert_rows
from db.schema import metadata
from db.schema.agreements import blob
from db.schema.base import kind_of
from db.schema.keys import subject_key as subject_key_table
from db.schema.operations import operation, record_version

REASON_CONTEXT = b"counter/reason/1"

# Statements that every procedure runs are built once: building costs more than running them.
_NOW = sa.select(sa.func.now())
_SUBJECT_KEYS = sa.select(subject_key_table).where(
    subject_key_table.c.subject_id.in_(sa.bindparam("subjects", expanding=True)),
    subject_key_table.c.key_class == "records",
)


@cache
def _by_id(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).where(table.c.id == sa.bindparam("row_id"))


class UndeclaredWrite(Exception):
    """A procedure wrote to a table, or stamped a column, otherwise than it declares: a bug in it."""


class Query:
    """A consistent look at the database with this session's keys."""

    def __init__(self, session: Session, connection: sa.Connection) -> None:
        self.session = session
        self.connection = connection
        self.deployment = session.installation.profile.deployment
        self._subject_keys: dict[UUID, bytes] = {}
        self.now = self._now()

    @cached_property
    def today(self) -> date:
        """The hall's business day."""
        return business_day(self.now, self.session.installation.profile.zone)

    def _now(self) -> datetime:
        if is_sqlite(self.connection):
            return self.session.installation.clock()
        moment: datetime = self.connection.execute(_NOW).scalar_one()
        return moment

    def execute(
        self, statement: sa.Executable, values: dict[str, Any] | None = None
    ) -> sa.CursorResult[Any]:
        """Run a Core statement in this transaction; `values` fill its bind parameters."""
        stopping.go_on()
        result: sa.CursorResult[Any] = self.connection.execute(statement, values)
        return result

    def changed(self, tables: tuple[sa.Table, ...]) -> bool:
        """Whether this transaction itself wrote to one of `tables`."""
        return False

    def load_subject_keys(self, subjects: list[UUID]) -> None:
        """Unwrap the keys of many subjects with one query (a page of a list)."""
        wanted = [subject for subject in subjects if subject not in self._subject_keys]
        if not wanted:
            return
        rows = self.connection.execute(_SUBJECT_KEYS, {"subjects": wanted})
        for row in rows:
            self._subject_keys[row.subject_id] = unwrap_subject_key(
                self.session.keys.records(row.epoch),
                deployment=self.deployment.bytes,
                subject_id=row.subject_id.bytes,
                key_class="records",
                epoch=row.epoch,
                wrapped=row.wrapped,
            )

    def subject_key(self, subject_id: UUID) -> bytes:
        """The key of one subject; Tampered when it was removed (the person was erased)."""
        key = self._subject_keys.get(subject_id)
        if key is None:
            self.load_subject_keys([subject_id])
            key = self._subject_keys.get(subject_id)
        if key is None:
            raise Tampered
        return key

    def open(self, table: sa.Table, row: Any) -> dict[str, Any]:
        """A stored row with its personal data in clear."""
        if not sealed_columns(table):
            return dict(row._mapping)
        subject = row._mapping.get("subject_id", self.deployment)
        return open_row(
            table, row, deployment=self.deployment, subject_key=self.subject_key(subject)
        )

    def one(self, table: sa.Table, row_id: UUID) -> dict[str, Any]:
        """The row `row_id`, opened; Conflict when it is not there."""
        row = self.execute(_by_id(table), {"row_id": row_id}).first()
        if row is None:
            raise gone()
        return self.open(table, row)

    def all(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
        """Every matching row of `table`, opened, oldest first."""
        rows = self.execute(sa.select(table).where(*where).order_by(table.c.id)).all()
        if "subject_id" in table.c:
            self.load_subject_keys([row.subject_id for row in rows])
        return [self.open(table, row) for row in rows]


class Work(Query):
    """One procedure's transaction. Rows are buffered and written in bulk, parents before children."""

    def __init__(
        self,
        session: Session,
        connection: sa.Connection,
        operation_id: UUID,
        declared: Declaration | None = None,
    ) -> None:
        """`declared` is what this operation may write; None is for tests of what stands below it."""
        super().__init__(session, connection)
        self.operation_id = operation_id
        self.declared = declared
        self.granters: set[UUID] = set()
        """supervisors whose permits this operation uses"""
        self.reason: str | None = None
        self.details: dict[str, Plain] = {}
        self._pending: dict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
        self._at_end: dict[AtEnd, dict[UUID, Any]] = defaultdict(dict)
        self._objects: list[Plain] = []
        self._kinds: set[Shown] = set()
        self._ids: set[UUID] = set()
        self._sealing_keys: dict[UUID, SubjectKey] = {}

    def new_subject(self, subject_id: UUID) -> None:
        """Make the key under which everything about `subject_id` will be sealed."""
        key, epoch = new_key(), self.session.keys.epoch
        self._subject_keys[subject_id] = key
        wrapped = wrap_subject_key(
            self.session.keys.records(),
            deployment=self.deployment.bytes,
            subject_id=subject_id.bytes,
            key_class="records",
            epoch=epoch,
            key=key,
        )
        self.technical(
            subject_key_table,
            subject_id=subject_id,
            key_class="records",
            epoch=epoch,
            wrapped=wrapped,
        )

    def insert(self, table: sa.Table, **values: Any) -> UUID:
        """A new business row, sealed, versioned and named in the event; returns its id.

        Columns not given are NULL; `id` may be given. Sealed columns take text.
        """
        empty = shape(table).empty
        row: dict[str, Any] = {**empty, "version": 1, **values}
        if len(row) > len(empty):
            raise TypeError(f"{table.name} has no {sorted(set(values) - set(empty))}")
        row_id: UUID = row["id"] or new_id()
        row["id"] = row_id
        self._hold(table, row)
        self._pending[table].append(self._seal(table, row))
        return row_id

    def update(self, table: sa.Table, row_id: UUID, version: int, **changes: Any) -> int:
        """The next version of a row; Conflict when `version` is not the newest. Returns the new version."""
        self._hold(table, changes)
        self.flush()
        statement = sa.select(table).where(table.c.id == row_id)
        row = self.connection.execute(statement.with_for_update()).first()
        if row is None or row.version != version:
            raise changed_meanwhile()
        merged = self.open(table, row)
        unknown = set(changes) - set(merged)
        if unknown:
            raise TypeError(f"{table.name} has no {sorted(unknown)}")
        merged.update(changes, version=version + 1)
        stored = self._seal(table, merged)
        done = self.connection.execute(
            sa.update(table).where(table.c.id == row_id, table.c.version == version).values(stored)
        )
        if done.rowcount != 1:
            raise changed_meanwhile()
        return version + 1

    def stamps(self, table: sa.Table) -> dict[str, UUID]:
        """Actor, hall and counter of this operation, as far as `table` has columns for them."""
        actor = self.session.actor
        here = {
            "hall_id": actor.hall_id,
            "staff_id": actor.id,
            "workstation_id": self.session.installation.workstation.id,
        }
        return {name: here[name] for name in stamped(table)}

    def technical(self, table: sa.Table, **values: Any) -> None:
        """A row of a table without versions."""
        self._hold(table, values)
        self._pending[table].append(values)

    def blob(self, subject_id: UUID, kind: str, content: bytes) -> UUID:
        """Keep `content` sealed under the key of `subject_id`; returns the blob's id."""
        self._hold(blob, {})
        blob_id = new_id()
        blobs.put(
            self.connection,
            deployment=self.deployment,
            blob_id=blob_id,
            subject_id=subject_id,
            subject_key=self.subject_key(subject_id),
            kind=kind,
            content=content,
        )
        return blob_id

    def execute(
        self, statement: sa.Executable, values: dict[str, Any] | None = None
    ) -> sa.CursorResult[Any]:
        """Run a Core statement in this transaction; `values` fill its bind parameters."""
        if isinstance(statement, sa.UpdateBase) and isinstance(statement.table, sa.Table):
            self._hold(statement.table, {})
        return super().execute(statement, values)

    def at_end(self, fn: AtEnd, row_id: UUID, known: Any = None) -> None:
        """Call `fn` once with this work and every id that was asked for, with what was last `known` of it,
        before the operation is recorded: for what must say how rows stand then."""
        self._at_end[fn][row_id] = known

    def why(self, reason: str) -> None:
        """A person's reason for this operation; only auditors can open it."""
        self.reason = base64.b64encode(
            seal_to(self.session.keys.audit_public, reason.encode(), REASON_CONTEXT)
        ).decode()

    def changed(self, tables: tuple[sa.Table, ...]) -> bool:
        written = {made[0] for made in self._objects if isinstance(made, list)}
        return not written.isdisjoint(kind_of(table) for table in tables)

    def touched(self, kind: str, row_id: UUID) -> None:
        """Name a row in the event that was looked at and not changed."""
        self._objects.append([kind, str(row_id)])

    @property
    def written(self) -> Written:
        """The written rows that screens show; empty when nobody listens."""
        return Written(frozenset(self._kinds), frozenset(self._ids))

    def _hold(self, table: sa.Table, row: Mapping[str, Any]) -> None:
        """Stop a procedure that writes more than it declares. That is a bug, so nothing is
        committed."""
        if self.declared is None:
            return
        stamps = self.declared.writes.get(table)
        if stamps is None:
            raise UndeclaredWrite(f"{self.declared.kind} does not declare {table.name}")
        for column, stamp in stamps.items() if row else ():
            if column in row and not self._is_stamped(table, column, stamp, row[column]):
                raise UndeclaredWrite(
                    f"{self.declared.kind}: {table.name}.{column} is not the {stamp}"
                )

    def _is_stamped(self, table: sa.Table, column: str, stamp: Stamp, value: object) -> bool:
        if value is None:
            return bool(table.c[column].nullable)
        match stamp:
            case "actor":
                return value == self.session.actor.id
            case "counter":
                return value == self.session.installation.workstation.id
            case "hall":
                return value == self.session.actor.hall_id
            case "granter":
                return value in self.granters
            case "actor or granter":
                return value == self.session.actor.id or value in self.granters

    def _seal(self, table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
        subject: UUID = row.get("subject_id") or self.deployment
        key = self._sealing_keys.get(subject)
        if key is None:
            key = self._sealing_keys[subject] = SubjectKey(self.subject_key(subject))
        made = seal_row(
            table,
            row,
            deployment=self.deployment,
            subject_id=subject,
            key=key,
            epoch=self.session.keys.epoch,
            operation_id=self.operation_id,
            now=self.now,
        )
        self._pending[record_version].append(made.recorded)
        self._objects.append(made.object)
        if self.session.listeners and (shown := SHOWN.get(table.name)) is not None:
            self._kinds.add(shown)
            self._ids.update(value for value in row.values() if isinstance(value, UUID))
        return made.stored

    def flush(self) -> None:
        """Write what is buffered, table by table in the order that references need."""
        if not self._pending:
            return
        for table in _write_order():
            rows = self._pending.pop(table, None)
            if rows:
                insert_rows(self.connection, table, rows)

    def finish(self, kind: str, request_hash: bytes, outcome: str, result: Plain) -> None:
        """Write the rest, the operation and the event; the caller commits. UserError 'clock_behind'."""
        installation = self.session.installation
        actor = self.session.actor
        for fn, rows in self._at_end.items():
            fn(self, rows)
        self._pending[operation].append(
            {
                "id": self.operation_id,
                "kind": kind,
                "request_hash": request_hash,
                "actor_id": actor.id,
                "workstation_id": installation.workstation.id,
                "hall_id": actor.hall_id,
                "outcome": outcome,
                "result": result,
                "at": self.now,
            }
        )
        self.flush()
        chain.append_event(
            self.connection,
            workstation_id=installation.workstation.id,
            hall_id=actor.hall_id,
            signer=chain.Signer("person", actor.id, self.session.keys.sign_private),
            operation_id=self.operation_id,
            procedure=kind,
            objects=self._objects,
            server_time=self.now,
            client_time=installation.clock(),
            reason=self.reason,
            details={**self.details, "outcome": outcome},
            zone=installation.profile.zone,
        )


AtEnd = Callable[[Work, dict[UUID, Any]], object]


def gone() -> Conflict:
    """The Conflict 'gone' for a row that is not there, or not this customer's."""
    return Conflict(
        "gone", QT_TR_NOOP("This record is no longer there. Search again and open it anew.")
    )


def changed_meanwhile() -> Conflict:
    """The Conflict 'changed_meanwhile': somebody else wrote a newer version first."""
    return Conflict(
        "changed_meanwhile",
        QT_TR_NOOP("Somebody else changed this record in the meantime. Open it again and check."),
    )


def _write_order() -> list[sa.Table]:
    order: list[sa.Table] | None = metadata.info.get("write_order")
    if order is None:
        order = metadata.info["write_order"] = metadata.sorted_tables
    return order
