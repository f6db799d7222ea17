"""Every version of every record, the records themselves, and the stored papers and images."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical, to_plain
from app.domain.findings import Findings
from app.security.seal import Context, Tampered, commitment, commitment_key, open_field
from app.security.vault import unwrap_subject_key
from app.services.session import Keys
from app.services.verification.paper_parts import PaperParts, check_contents
from db.schema import metadata
from db.schema.agreements import blob, paper, print_job, unprinted
from db.schema.base import first_name, kind_of
from db.schema.identity import identity_image
from db.schema.keys import subject_key
from db.schema.operations import record_version
from db.types import Sealed

_AT_ONCE = 1000
_KEYS_KEPT = 20_000


@dataclass
class Vault:
    """Subject keys, unwrapped a page of records at a time; without `keys` nothing opens."""

    connection: sa.Connection
    deployment: UUID
    keys: Keys | None
    _open: dict[UUID, bytes] = field(default_factory=dict)

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


def check(
    connection: sa.Connection,
    deployment: UUID,
    keys: Keys | None,
    told: set[UUID],
    findings: Findings,
) -> None:
    """Compare versions with rows table by table; `told` are the operations that events tell of."""
    vault = Vault(connection, deployment, keys)
    tables = {
        kind_of(table): table for table in metadata.sorted_tables if table.info.get("business")
    }
    for table in tables.values():
        _check_table(connection, table, vault, told, findings)
    kinds = connection.execute(sa.select(record_version.c.kind).distinct()).scalars()
    for kind in set(kinds) - tables.keys():
        findings.add("row_missing", kind)
    _check_blobs(connection, vault, findings)
    check_contents(connection, findings)
    _check_unprinted(connection, findings)


def _check_table(
    connection: sa.Connection, table: sa.Table, vault: Vault, told: set[UUID], findings: Findings
) -> None:
    kind = kind_of(table)
    stream = connection.execution_options(yield_per=_AT_ONCE)
    with (
        stream.execute(sa.select(table).order_by(table.c.id)) as stored,
        stream.execute(
            sa.select(record_version)
            .where(record_version.c.kind == kind)
            .order_by(record_version.c.row_id, record_version.c.version)
        ) as versions,
    ):
        rows = iter(stored)
        row = next(rows, None)
        for newest, secret in _newest(versions, vault, told, findings):
            while row is not None and row.id < newest.row_id:
                findings.add("row_without_version", f"{kind} {row.id}")
                row = _next(rows, findings)
            if row is None or row.id != newest.row_id:
                findings.add("row_missing", f"{kind} {newest.row_id}")
                continue
            if not _same(table, row, newest, secret, vault):
                findings.add("row_differs", f"{kind} {row.id} v{row.version}")
            row = _next(rows, findings)
        while row is not None:
            findings.add("row_without_version", f"{kind} {row.id}")
            row = _next(rows, findings)


def _next(rows: Iterator[Any], findings: Findings) -> Any:
    findings.counts["rows"] += 1
    return next(rows, None)


def _newest(
    versions: sa.CursorResult[Any], vault: Vault, told: set[UUID], findings: Findings
) -> Iterator[tuple[Any, dict[str, str] | None]]:
    """The newest version of each row with its opened secret (None: not opened); checks all of them."""
    last: tuple[Any, dict[str, str] | None] | None = None
    for part in versions.partitions():
        vault.load({version.subject_id for version in part})
        findings.looked_at("versions", len(part))
        for version in part:
            place = f"{version.kind} {version.row_id} v{version.version}"
            expected = 1
            if last is not None and last[0].row_id == version.row_id:
                expected = last[0].version + 1
            elif last is not None:
                yield last
            if version.version != expected:
                findings.add("version_gap", place)
            if version.operation_id not in told:
                findings.add("version_without_event", place)
            last = version, _opened(version, vault, place, findings)
    if last is not None:
        yield last


def _opened(version: Any, vault: Vault, place: str, findings: Findings) -> dict[str, str] | None:
    """The version's sealed values, when its commitment is to what it says."""
    if vault.keys is None:
        return None
    key = vault.get(version.subject_id)
    if key is None:
        findings.add("subject_key_missing", place)
        return None
    secret: dict[str, str] = {}
    if version.sealed is not None:
        context = vault.context("record_version", version.kind, version.row_id, version.version)
        try:
            secret = json.loads(open_field(key, context, version.sealed))
        except Tampered:
            findings.add("sealed_unreadable", place)
            return None
    values: dict[str, Plain] = {**version.plain, **secret}
    said = canonical(
        f"counter/row/{1 if version.form is None else version.form}",
        {
            "kind": version.kind,
            "id": str(version.row_id),
            "version": version.version,
            "values": values,
        },
    )
    if commitment(commitment_key(key), said) != version.commitment:
        findings.add("commitment_wrong", place)
        return None
    return secret


def _same(
    table: sa.Table, row: Any, newest: Any, secret: dict[str, str] | None, vault: Vault
) -> bool:
    if row.version != newest.version:
        return False
    values = {
        column: row._mapping[column.name]
        for column in table.columns
        if column.name not in ("id", "version") and row._mapping[column.name] is not None
    }
    sealed = {
        first_name(column): values.pop(column)
        for column in list(values)
        if isinstance(column.type, Sealed)
    }
    plain = {first_name(column): to_plain(value) for column, value in values.items()}
    if plain != {name: value for name, value in newest.plain.items() if value is not None}:
        return False
    if secret is None:
        return True
    return secret == _open_columns(newest, sealed, vault)


def _open_columns(newest: Any, sealed: dict[str, bytes], vault: Vault) -> dict[str, str] | None:
    """The row's sealed columns in clear; None when one does not open."""
    key = vault.get(newest.subject_id)
    opened: dict[str, str] = {}
    if key is None:
        return opened
    for name, value in sealed.items():
        try:
            context = vault.context(newest.kind, name, newest.row_id, newest.version)
            opened[name] = open_field(key, context, value).decode()
        except Tampered:
            return None
    return opened


_NAMED = sa.union_all(
    sa.select(paper.c.blob_id, paper.c.sha256).where(
        paper.c.blob_id.is_not(None), paper.c.parts.is_(None)
    ),
    sa.select(identity_image.c.blob_id, identity_image.c.sha256),
    sa.select(identity_image.c.thumbnail_blob_id, sa.null()),
)
"""Every blob that a record names as a whole, with the digest of its content where the record has one."""


def _check_blobs(connection: sa.Connection, vault: Vault, findings: Findings) -> None:
    papers = PaperParts(connection, findings)
    named: dict[UUID, bytes | None] = dict.fromkeys(papers.own)
    named |= {row.blob_id: row.sha256 for row in connection.execute(_NAMED)}
    with connection.execution_options(yield_per=10).execute(sa.select(blob)) as blobs:
        for row in blobs:
            findings.looked_at("blobs", 1)
            said = named.pop(row.id, None)
            whole = hashlib.sha256(row.sealed).digest() == row.sha256
            if not whole or not _opens(row, said, vault, papers):
                findings.add("blob_differs", f"blob {row.id}")
    for blob_id in named:
        findings.add("blob_missing", f"blob {blob_id}")


def _opens(row: Any, said: bytes | None, vault: Vault, papers: PaperParts) -> bool:
    """Whether a blob holds what its record says; True where there is no key to look."""
    vault.load({row.subject_id})
    key = vault.get(row.subject_id)
    if key is None:
        return vault.keys is None
    try:
        content = open_field(key, vault.context("blob", "sealed", row.id, 1), row.sealed)
    except Tampered:
        return False
    if row.id in papers.own:
        papers.opened(row.id, content)
        return True
    return said is None or hashlib.sha256(content).digest() == said


def _check_unprinted(connection: sa.Connection, findings: Findings) -> None:
    """What waits to be printed, recomputed from the papers and their print jobs."""
    job = print_job.c
    newest = (
        sa.select(job.document_id, sa.func.max(job.n).label("n"))
        .where(job.outcome != "nothing")
        .group_by(job.document_id)
        .subquery()
    )
    waits = (
        sa.select(paper.c.hall_id, paper.c.made_at, paper.c.id)
        .join(newest, newest.c.document_id == paper.c.id)
        .join(print_job, sa.and_(job.document_id == paper.c.id, job.n == newest.c.n))
        .where(job.outcome != "good")
    )
    listed = sa.select(unprinted.c.hall_id, unprinted.c.made_at, unprinted.c.document_id)
    for some in (sa.except_(waits, listed), sa.except_(listed, waits)):
        for row in connection.execute(some):
            findings.add("unprinted_differs", f"document {row[2]}")
