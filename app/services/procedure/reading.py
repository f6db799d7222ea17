"""The transaction of a query: it opens rows that are read."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from functools import cache, cached_property
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app import stopping
from app.domain.dates import business_day
from app.errors import QT_TR_NOOP, Conflict
from app.security.seal import Tampered
from app.security.vault import unwrap_subject_key
from app.services.procedure.sealing import open_row, sealed_columns
from app.services.session import Session
from db.engine import is_sqlite
from db.schema.keys import subject_key as subject_key_table
from db.schema.operations import erasure

# Statements that every procedure runs are built once: building costs more than running them.
_NOW = sa.select(sa.func.now())
SUBJECT_KEYS = sa.select(subject_key_table).where(
    subject_key_table.c.subject_id.in_(sa.bindparam("subjects", expanding=True)),
    subject_key_table.c.key_class == "records",
)
_ERASED = sa.select(erasure.c.at).where(erasure.c.subject_id == sa.bindparam("subject_id"))


@cache
def _by_id(table: sa.Table) -> sa.Select[Any]:
    return sa.select(table).where(table.c.id == sa.bindparam("row_id"))


class Query:
    """A consistent look at the database with this session's keys."""

    _keys_asked = SUBJECT_KEYS

    def __init__(self, session: Session, connection: sa.Connection) -> None:
        self.session = session
        self.connection = connection
        self.deployment = session.installation.profile.deployment
        self.master_data: object = None
        """what app.services.catalogue has read of them in this transaction"""
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
        rows = self.connection.execute(self._keys_asked, {"subjects": wanted})
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

    def is_erased(self, subject_id: UUID) -> bool:
        """Whether the person's data were deleted for good, by a certificate."""
        return self.execute(_ERASED, {"subject_id": subject_id}).first() is not None

    def erased_among(self, subject_ids: Collection[UUID]) -> set[UUID]:
        """Those of the subjects whose data were deleted for good."""
        asked = sa.select(erasure.c.subject_id).where(erasure.c.subject_id.in_(subject_ids))
        return set(self.execute(asked).scalars())

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


def gone() -> Conflict:
    """The Conflict 'gone' for a row that is not there, or not this customer's."""
    return Conflict(
        "gone", QT_TR_NOOP("This record is no longer there. Search again and open it anew.")
    )
