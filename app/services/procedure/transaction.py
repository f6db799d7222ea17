"""The transaction of a procedure: it seals versions that are written, and names them in its event."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain
from app.domain.ids import new_id
from app.security.box import seal_to
from app.security.seal import SubjectKey, Tampered
from app.security.vault import new_key, wrap_subject_key
from app.services.procedure import chain, effects
from app.services.procedure.conflicts import changed_meanwhile, erased
from app.services.procedure.effects import Effect
from app.services.procedure.holding import Holding
from app.services.procedure.reading import SUBJECT_KEYS, Query, gone
from app.services.procedure.registry import Declaration, stamped
from app.services.procedure.sealing import (
    FORM,
    outgoing,
    seal_row,
    shape,
)
from app.services.session import SHOWN, Session, Shown, Written
from db import blobs
from db.driver import together
from db.insert import insert_rows
from db.schema import metadata
from db.schema.agreements import blob
from db.schema.base import kind_of
from db.schema.keys import subject_key as subject_key_table
from db.schema.operations import erasure, operation, record_version, superseded_version
from db.select import Select

REASON_CONTEXT = b"counter/reason/1"

# Statements that every procedure runs are built once: building costs more than running them.

_SUBJECT_KEYS_HELD = SUBJECT_KEYS.with_for_update(read=True, key_share=True)
_FORM = Select(
    sa.select(record_version.c.form).where(
        record_version.c.kind == sa.bindparam("kind"),
        record_version.c.row_id == sa.bindparam("row_id"),
        record_version.c.version == sa.bindparam("version"),
    )
)


class Work(Query):
    """One procedure's transaction. Rows are buffered and written in bulk, parents before children."""

    _keys_asked = _SUBJECT_KEYS_HELD  # until the end nobody erases whom this operation writes about

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
        self.held = Holding(session, declared)
        self.reason: str | None = None
        self.details: dict[str, Plain] = {}
        self.on_behalf: Plain = None
        """the request that is carried out: its id, kinds and maker"""
        self._pending: dict[sa.Table, list[dict[str, Any]]] = defaultdict(list)
        self._at_end: dict[AtEnd, dict[UUID, Any]] = defaultdict(dict)
        self._effects: list[Effect] = []
        self._looked: list[tuple[str, UUID]] = []
        self._new: set[UUID] = set()
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

    def subject_key(self, subject_id: UUID) -> bytes:
        """As for a query; Conflict 'erased' for a person who was erased."""
        try:
            return super().subject_key(subject_id)
        except Tampered:
            if self.is_erased(subject_id):
                raise erased() from None
            raise

    def sealing_key(self, subject_id: UUID) -> SubjectKey:
        """The key of `subject_id`, ready to seal with; errors as of `subject_key`."""
        key = self._sealing_keys.get(subject_id)
        if key is None:
            key = self._sealing_keys[subject_id] = SubjectKey(self.subject_key(subject_id))
        return key

    def erase(self, subject_id: UUID, reason: str) -> None:
        """Take the keys of `subject_id` away for ever, and what old versions hold sealed; the certificate
        is part of this operation. `reason` is a code of the table. What must end is ended before, in the
        same operation, because afterwards no row of the subject takes a version (Conflict 'erased').

        The stored ciphertexts of the newest rows, papers and pictures stay and open no more; in backups
        they open until those are too old to be kept.
        """
        self.subject_key(subject_id)
        self.flush()
        self.held.write(subject_key_table, {})
        # The key goes first: whoever writes about this person holds it until the commit, and what that
        # operation replaced is emptied as well.
        self.connection.execute(
            sa.delete(subject_key_table).where(subject_key_table.c.subject_id == subject_id)
        )
        about = superseded_version.c.subject_id == subject_id
        emptied = self.connection.execute(
            sa.update(superseded_version)
            .where(about, superseded_version.c.sealed.is_not(None))
            .values(sealed=None, epoch=None)
        ).rowcount
        self._subject_keys.pop(subject_id, None)
        self._sealing_keys.pop(subject_id, None)
        self.technical(
            erasure,
            subject_id=subject_id,
            operation_id=self.operation_id,
            at=self.now,
            reason=reason,
            count=emptied,
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
        self._new.add(row_id)
        self.held.insert(table, row)
        self._pending[table].append(self._seal(table, row))
        return row_id

    def update(self, table: sa.Table, row_id: UUID, version: int, **changes: Any) -> int:
        """The next version of a row; Conflict when `version` is not the newest. Returns the new version."""
        self.held.change(table, changes)
        self.flush()
        statement = sa.select(table).where(table.c.id == row_id)
        row = self.connection.execute(statement.with_for_update()).first()
        if row is None or row.version != version:
            raise changed_meanwhile()
        merged = self.open(table, row)
        unknown = set(changes) - set(merged)
        if unknown:
            raise TypeError(f"{table.name} has no {sorted(unknown)}")
        recorded = _FORM.first(self.connection, kind=kind_of(table), row_id=row_id, version=version)
        if recorded is not None and recorded.form == FORM:  # of the forms before it, all are kept
            subject = merged.get("subject_id") or self.deployment
            self._pending[superseded_version].append(outgoing(table, row, subject))
        merged.update(changes, version=version + 1)
        stored = self._seal(table, merged)
        done = self.connection.execute(
            sa.update(table).where(table.c.id == row_id, table.c.version == version).values(stored)
        )
        if done.rowcount != 1:
            raise changed_meanwhile()
        return version + 1

    def locked(self, table: sa.Table, row_id: UUID) -> dict[str, Any]:
        """As `one`; what others write about this row with `locked` waits until this operation has ended."""
        found = sa.select(table).where(table.c.id == row_id).with_for_update()
        row = self.execute(found).first()
        if row is None:
            raise gone()
        return self.open(table, row)

    def carry_out(self, request_id: UUID, kinds: Iterable[str], maker: UUID) -> None:
        """From now on this operation also writes what these kinds declare, for the maker of the request: the event
        says so, and new rows name the maker."""
        kinds = sorted(set(kinds))
        self.held.carry_out(kinds, maker)
        self.on_behalf = {"request": str(request_id), "kinds": [*kinds], "maker": str(maker)}

    def stamps(self, table: sa.Table) -> dict[str, UUID]:
        """Actor (the maker while a request is carried out), hall and counter of this operation, as far as `table`
        has columns for them."""
        here = {
            "hall_id": self.session.actor.hall_id,
            "staff_id": self.held.actor,
            "workstation_id": self.session.installation.workstation.id,
        }
        return {name: here[name] for name in stamped(table)}

    def technical(self, table: sa.Table, **values: Any) -> None:
        """A row of a table without versions; the event names it when its table says so."""
        self.held.write(table, values)
        self._pending[table].append(values)
        if effects.is_bound(table):
            self._effects.append(effects.of_row(table, values))

    def blob(self, subject_id: UUID, kind: str, content: bytes) -> UUID:
        """Keep `content` sealed under the key of `subject_id`; returns the blob's id."""
        self.held.write(blob, {})
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
            self.held.write(statement.table, {})
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
        written = {effect.kind for effect in self._effects}
        return not written.isdisjoint(kind_of(table) for table in tables)

    def touched(self, kind: str, row_id: UUID) -> None:
        """Name a row in the event that was looked at and not changed."""
        self._looked.append((kind, row_id))

    def is_new(self, row_id: UUID) -> bool:
        """Whether this operation itself inserted the row."""
        return row_id in self._new

    @property
    def written(self) -> Written:
        """The written rows that screens show; empty when nobody listens."""
        return Written(frozenset(self._kinds), frozenset(self._ids))

    def _seal(self, table: sa.Table, row: dict[str, Any]) -> dict[str, Any]:
        made = seal_row(
            table,
            row,
            deployment=self.deployment,
            key=self.sealing_key(row.get("subject_id") or self.deployment),
            operation_id=self.operation_id,
            now=self.now,
        )
        self._pending[record_version].append(made.recorded)
        self._effects.append(effects.of_version(made.recorded))
        if self.session.listeners and (shown := SHOWN.get(table.name)) is not None:
            self._kinds.add(shown)
            self._ids.update(value for value in row.values() if isinstance(value, UUID))
        return made.stored

    def flush(self) -> None:
        """Write what is buffered, table by table in the order that references need."""
        if not self._pending:
            return
        pending, self._pending = self._pending, defaultdict(list)
        order = _write_order()
        with together(self.connection):
            for table in sorted(pending, key=lambda table: order.get(table, len(order))):
                insert_rows(self.connection, table, pending[table])

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
            effects=self._effects,
            looked=self._looked,
            on_behalf=self.on_behalf,
            server_time=self.now,
            client_time=installation.clock(),
            reason=self.reason,
            details={
                **self.details,
                "outcome": outcome,
                "request_hash": request_hash.hex(),
                "result_digest": effects.result_digest(result),
            },
            zone=installation.profile.zone,
            heads=installation.heads,
        )


AtEnd = Callable[[Work, dict[UUID, Any]], object]


@cache
def _write_order() -> dict[sa.Table, int]:
    """The place of every table in the order that references need."""
    return {table: n for n, table in enumerate(metadata.sorted_tables)}
