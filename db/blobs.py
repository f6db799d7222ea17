"""The one door to sealed bytes in the database: images, finished papers, signatures."""

from __future__ import annotations

import hashlib
from uuid import UUID

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, UserError
from app.security.seal import Context, Tampered, open_field, seal_field
from db.schema.agreements import blob

LIMIT = 8 * 1024 * 1024
"""Bytes; what is larger is refused before it is sealed."""


def _context(deployment: UUID, blob_id: UUID) -> Context:
    return Context(deployment.bytes, "blob", "sealed", blob_id.bytes, 1)


def put(
    connection: sa.Connection,
    *,
    deployment: UUID,
    blob_id: UUID,
    subject_id: UUID,
    subject_key: bytes,
    kind: str,
    content: bytes,
) -> None:
    """Seal `content` under its subject's key and store it in the caller's transaction."""
    if len(content) > LIMIT:
        raise UserError(
            "blob_too_large",
            QT_TR_NOOP("The file is larger than {limit} MB and was not stored."),
            limit=LIMIT // 1024 // 1024,
        )
    sealed = seal_field(subject_key, _context(deployment, blob_id), content)
    connection.execute(
        sa.insert(blob).values(
            id=blob_id,
            subject_id=subject_id,
            size=len(content),
            sha256=hashlib.sha256(sealed).digest(),
            sealed=sealed,
            **{"class": kind},
        )
    )


def get(connection: sa.Connection, *, deployment: UUID, blob_id: UUID, subject_key: bytes) -> bytes:
    """The bytes that were put; Tampered when the stored ones were changed or erased."""
    sealed = connection.execute(sa.select(blob.c.sealed).where(blob.c.id == blob_id)).scalar()
    if sealed is None:
        raise Tampered()
    return open_field(subject_key, _context(deployment, blob_id), sealed)


def erase(connection: sa.Connection, *, blob_id: UUID) -> None:
    """Remove the bytes; the record that named them keeps their hash."""
    connection.execute(sa.delete(blob).where(blob.c.id == blob_id))
