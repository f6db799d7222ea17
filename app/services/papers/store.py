"""How a paper's PDF is drawn from its sealed content, stored sealed, and proved when it is read."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from app.domain.canonical import from_plain
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.papers.agreement_content import AgreementContent
from app.security.seal import Tampered
from app.services.procedure import Query, Work, procedure, query, refuse_without_reason
from db import blobs
from db.schema.agreements import blob, paper

Kind = Literal["agreement", "slip"]


@dataclass(frozen=True)
class PaperPdf:
    """A finished paper."""

    document_id: UUID
    kind: Kind
    number: str
    pages: int
    pdf: bytes


@dataclass(frozen=True)
class StoredPaper:
    """That the drawn PDF is in the database."""

    document_id: UUID
    sha256: bytes


def draw(kind: str, content: dict[str, Any]) -> bytes:
    """The PDF of a sealed content; the same content gives the same bytes."""
    return _DRAWN[kind](content)


def _agreement(content: dict[str, Any]) -> bytes:
    from app.papers import agreement as agreements

    return agreements.render(from_plain(AgreementContent, content))


def _slip(content: dict[str, Any]) -> bytes:
    from app.papers import slip as slips

    return slips.render(from_plain(slips.SlipContent, content))


_DRAWN: dict[str, Callable[[dict[str, Any]], bytes]] = {"agreement": _agreement, "slip": _slip}
"""By kind, what draws the paper: another kind of paper is a name in `Kind` and a line here."""


@query(Permission.AGREEMENT_READ)
def read(query: Query, *, document_id: UUID) -> PaperPdf | None:
    row = query.one(paper, document_id)
    refuse_without_reason(query, row["customer_id"])
    if row["blob_id"] is None:
        return None
    try:
        content = blobs.get(
            query.connection,
            deployment=query.deployment,
            blob_id=row["blob_id"],
            subject_key=query.subject_key(row["subject_id"]),
        )
    except Tampered:
        content = b""
    if hashlib.sha256(content).digest() != row["sha256"]:
        raise UserError(
            "paper_changed",
            QT_TR_NOOP(
                "The stored paper is not the one that was made. Do not use it; tell the administrator."
            ),
        )
    return PaperPdf(document_id, row["kind"], row["number"], row["pages"], content)


@query(Permission.AGREEMENT_READ)
def content_of(query: Query, *, document_id: UUID) -> tuple[str, dict[str, Any]]:
    row = query.one(paper, document_id)
    refuse_without_reason(query, row["customer_id"])
    return row["kind"], json.loads(row["content"])


@procedure("documents.store", Permission.AGREEMENT_READ, writes={paper: {}, blob: {}})
def store(work: Work, *, document_id: UUID, pdf: bytes) -> StoredPaper:
    """Keep the drawn PDF sealed and its SHA-256 in the record. A second drawing changes nothing."""
    row = work.one(paper, document_id)
    if row["blob_id"] is not None:
        return StoredPaper(document_id, row["sha256"])
    digest = hashlib.sha256(pdf).digest()
    work.update(
        paper,
        document_id,
        row["version"],
        blob_id=work.blob(row["subject_id"], "paper", pdf),
        sha256=digest,
        pages=_pages(pdf),
    )
    return StoredPaper(document_id, digest)


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)
