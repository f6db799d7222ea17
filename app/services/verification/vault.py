"""The subject keys of a check, opened a page of records at a time."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from app.security.seal import (
    Context,
    Tampered,
)
from app.security.vault import unwrap_subject_key
from app.services.session import Keys
from db.schema.keys import subject_key
from db.schema.operations import erasure

_KEYS_KEPT = 20_000


@dataclass
class Vault:
    """Subject keys, unwrapped a page of records at a time; without `keys` nothing opens."""

    connection: sa.Connection
    deployment: UUID
    keys: Keys | None
    erased: set[UUID] = field(default_factory=set)
    """people whose keys are gone by a certificate"""
    _open: dict[UUID, bytes] = field(default_factory=dict)

    @classmethod
    def of(cls, connection: sa.Connection, deployment: UUID, keys: Keys | None) -> Vault:
        """The vault of a check, which knows who was erased."""
        erased = connection.execute(sa.select(erasure.c.subject_id)).scalars()
        return cls(connection, deployment, keys, set(erased) - {deployment})

    def load(self, subjects: set[UUID]) -> None:
        """Have the keys of `subjects` at hand where they exist and this session may open them."""
        if self.keys is None:
            return
        if len(self._open) > _KEYS_KEPT:
            self._open.clear()
        wanted = list(subjects - self._open.keys())
        rows = self.connection.execute(
            sa.select(subject_key).where(
                subject_key.c.subject_id.in_(wanted), subject_key.c.key_class == "records"
            )
        )
        for row in rows:
            key = self.keys.held.get(("records", row.epoch))
            if key is None:
                continue
            try:
                self._open[row.subject_id] = unwrap_subject_key(
                    key,
                    deployment=self.deployment.bytes,
                    subject_id=row.subject_id.bytes,
                    key_class="records",
                    epoch=row.epoch,
                    wrapped=row.wrapped,
                )
            except Tampered:
                continue  # each record that needs it reports the missing key

    def get(self, subject: UUID) -> bytes | None:
        return self._open.get(subject)

    def context(self, table: str, column: str, row_id: UUID, version: int) -> Context:
        return Context(self.deployment.bytes, table, column, row_id.bytes, version)
