"""The keys of the people and things whose records are sealed: each subject has one, and nobody else has."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from app.services.verification.vault import Vault
from db.schema import metadata
from db.schema.agreements import blob
from db.schema.keys import class_key, subject_key
from db.schema.operations import superseded_version
from db.schema.organisation import deployment

_AT_ONCE = 1000


def check(connection: sa.Connection, vault: Vault, findings: Findings) -> None:
    """That there is a key for each subject of a record, none beside, and with keys that each opens."""
    subjects = _subjects(connection)
    epochs = set(
        connection.execute(
            sa.select(class_key.c.epoch).where(class_key.c.key_class == "records")
        ).scalars()
    )
    met: set[UUID] = set()
    stream = connection.execution_options(yield_per=_AT_ONCE)
    with stream.execute(sa.select(subject_key)) as rows:
        for part in rows.partitions():
            vault.load({row.subject_id for row in part})
            for row in part:
                place = f"subject {row.subject_id}"
                if row.subject_id not in subjects or row.subject_id in met:
                    findings.add("subject_key_unnamed", place)
                met.add(row.subject_id)
                good = row.key_class == "records" and row.epoch in epochs
                shut = _should_open(vault, row.epoch) and vault.get(row.subject_id) is None
                if not good or shut:
                    findings.add("subject_key_differs", place)
    for subject in subjects - met - vault.erased:
        findings.add("subject_key_missing", f"subject {subject}")


def _should_open(vault: Vault, epoch: int) -> bool:
    return vault.keys is not None and ("records", epoch) in vault.keys.held


def _subjects(connection: sa.Connection) -> set[UUID]:
    """Whoever a record, its older versions or a stored paper or picture speaks of."""
    columns = [table.c.subject_id for table in metadata.sorted_tables if _is_about_somebody(table)]
    columns += [blob.c.subject_id, superseded_version.c.subject_id, deployment.c.id]
    asked = sa.union(*(sa.select(column) for column in columns))
    return set(connection.execute(asked).scalars())


def _is_about_somebody(table: sa.Table) -> bool:
    return bool(table.info.get("business")) and "subject_id" in table.c
