"""The records as a whole: their versions, who was erased, the last contacts, stored papers and images."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Set
from functools import partial
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from app.security.seal import (
    SEAL_BYTES,
    Tampered,
    open_field,
)
from app.services.verification.paper_parts import PaperParts, check_contents
from app.services.verification.row_rules import RowRules
from app.services.verification.vault import Vault
from app.services.verification.versions import check_table
from db.schema import metadata
from db.schema.agreements import blob, paper, print_job, unprinted
from db.schema.base import BOUND, kind_of
from db.schema.customers import customer
from db.schema.identity import identity_image
from db.schema.interactions import interaction
from db.schema.keys import subject_key
from db.schema.operations import erasure, record_version, superseded_version
from db.schema.organisation import deployment


def checks(
    connection: sa.Connection, vault: Vault, told: set[UUID], rules: RowRules, findings: Findings
) -> dict[str, Callable[[], None]]:
    """Each check by its name: versions with rows table by table, then the rest; `told` are the operations
    that events tell of."""
    tables = {
        kind_of(table): table for table in metadata.sorted_tables if table.info.get("business")
    }
    found: dict[str, Callable[[], None]] = {
        f"versions of {kind}": partial(check_table, connection, table, vault, told, rules, findings)
        for kind, table in tables.items()
    }
    return found | {
        "kinds": partial(_check_kinds, connection, tables.keys(), findings),
        "superseded versions": partial(_check_kept, connection, findings),
        "rows that events name": partial(_check_bound, connection, told, findings),
        "erased": partial(_check_erased, connection, findings),
        "last contacts": partial(_check_last_contact, connection, findings),
        "papers and images": partial(_check_blobs, connection, vault, findings),
        "contents of papers": partial(check_contents, connection, findings),
        "papers not printed": partial(_check_unprinted, connection, findings),
    }


def _check_kinds(connection: sa.Connection, known: Set[str], findings: Findings) -> None:
    """Check that every version is of a kind that there is."""
    for name in ("record_version", "superseded_version"):
        column = metadata.tables[name].c.kind
        for kind in set(connection.execute(sa.select(column).distinct()).scalars()) - known:
            findings.add("row_missing", kind)


def _check_kept(connection: sa.Connection, findings: Findings) -> None:
    """Check that nothing is kept of a version that is not on record."""
    kept, version = superseded_version.c, record_version.c
    same = [kept[name] == version[name] for name in ("kind", "row_id", "version")]
    alone = (
        sa.select(kept.kind, kept.row_id, kept.version)
        .outerjoin(record_version, sa.and_(*same))
        .where(version.row_id.is_(None))
    )
    for row in connection.execute(alone):
        findings.add("content_unexpected", f"{row.kind} {row.row_id} v{row.version}")


def _check_bound(connection: sa.Connection, told: set[UUID], findings: Findings) -> None:
    """Check that an event tells of every row of the technical tables that events name."""
    for table in BOUND.values():
        key = table.c[table.info["effect"]]
        for row in connection.execute(sa.select(key.label("key"), table.c.operation_id)):
            if row.operation_id not in told:
                findings.add("version_without_event", f"{table.name} {row.key}")


def _check_erased(connection: sa.Connection, findings: Findings) -> None:
    """Check that what a certificate says is gone is gone, and that there is none of the hall itself."""
    halls = sa.select(deployment.c.id).join(erasure, erasure.c.subject_id == deployment.c.id)
    for row_id in connection.execute(halls).scalars():
        findings.add("erasure_refused", f"erasure {row_id}")
    for row in connection.execute(
        sa.select(subject_key.c.subject_id)
        .join(erasure, erasure.c.subject_id == subject_key.c.subject_id)
        .distinct()
    ):
        findings.add("erased_has_key", f"subject {row.subject_id}")
    for row in connection.execute(
        sa.select(superseded_version.c.subject_id)
        .join(erasure, erasure.c.subject_id == superseded_version.c.subject_id)
        .where(superseded_version.c.sealed.is_not(None))
        .distinct()
    ):
        findings.add("erased_has_content", f"subject {row.subject_id}")


def _check_last_contact(connection: sa.Connection, findings: Findings) -> None:
    """The last contact of each customer, worked out again from the history; the registration where there is
    none."""
    newest = (
        sa.select(interaction.c.customer_id, sa.func.max(interaction.c.at).label("at"))
        .group_by(interaction.c.customer_id)
        .subquery()
    )
    wrong = (
        sa.select(customer.c.id)
        .outerjoin(newest, newest.c.customer_id == customer.c.id)
        .where(
            sa.func.coalesce(newest.c.at, customer.c.registered_at) != customer.c.last_contact_at
        )
    )
    for row_id in connection.execute(wrong).scalars():
        findings.add("last_contact_differs", f"customer {row_id}")


_NAMED = sa.union_all(
    sa.select(paper.c.blob_id, paper.c.sha256, sa.literal("paper").label("kind")).where(
        paper.c.blob_id.is_not(None), paper.c.parts.is_(None)
    ),
    sa.select(identity_image.c.blob_id, identity_image.c.sha256, sa.literal("identity")),
    sa.select(identity_image.c.thumbnail_blob_id, sa.null(), sa.literal("identity")),
)
"""Every blob that a record names as a whole, with its class and, where the record has it, the digest of its
content."""
_BLOBS = sa.select(blob, blob.c["class"].label("kind"))


def _check_blobs(connection: sa.Connection, vault: Vault, findings: Findings) -> None:
    papers = PaperParts(connection, findings)
    named: dict[UUID, tuple[str, bytes | None]] = dict.fromkeys(papers.own, ("paper", None))
    named |= {row.blob_id: (row.kind, row.sha256) for row in connection.execute(_NAMED)}
    with connection.execution_options(yield_per=10).execute(_BLOBS) as blobs:
        for row in blobs:
            findings.looked_at("blobs", 1)
            if row.id not in named:
                findings.add("row_unnamed", f"blob {row.id}")
            kind, said = named.pop(row.id, (row.kind, None))
            whole = (hashlib.sha256(row.sealed).digest(), len(row.sealed) - SEAL_BYTES, kind)
            if whole != (row.sha256, row.size, row.kind) or not _opens(row, said, vault, papers):
                findings.add("blob_differs", f"blob {row.id}")
    for blob_id in named:
        findings.add("blob_missing", f"blob {blob_id}")


def _opens(row: Any, said: bytes | None, vault: Vault, papers: PaperParts) -> bool:
    """Whether a blob holds what its record says; True where there is no key to look."""
    vault.load({row.subject_id})
    key = vault.get(row.subject_id)
    if key is None:
        return vault.keys is None or row.subject_id in vault.erased
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
