"""How a paper's PDF is drawn from its sealed content, stored, and proved when it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from app.domain.canonical import from_plain
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.papers import agreement as agreements
from app.papers import slip as slips
from app.papers.agreement_content import AgreementContent
from app.papers.file import Drawn
from app.security.seal import Tampered
from app.services.papers import contents, parts
from app.services.procedure import (
    Query,
    Work,
    may_change,
    procedure,
    query,
    refuse_without_reason,
)
from db.schema.agreements import blob, paper, shared_part

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


def draw(kind: str, content: dict[str, Any]) -> Drawn:
    """The paper of a sealed content; the same content gives the same bytes."""
    return _DRAWN[kind](content)


def _agreement(content: dict[str, Any]) -> Drawn:
    return agreements.draw(from_plain(AgreementContent, content))


def _slip(content: dict[str, Any]) -> Drawn:
    return slips.draw(from_plain(slips.SlipContent, content))


_DRAWN: dict[str, Callable[[dict[str, Any]], Drawn]] = {"agreement": _agreement, "slip": _slip}
"""By kind, what draws the paper: another kind of paper is a name in `Kind` and a line here."""


@query(Permission.AGREEMENT_READ)
def read(query: Query, *, document_id: UUID) -> PaperPdf | None:
    row = query.one(paper, document_id)
    refuse_without_reason(query, row["customer_id"])
    if row["sha256"] is None:
        return None
    try:
        content = parts.put_together(query, row)
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
    return row["kind"], contents.read(query, row)


@procedure(
    "documents.store",
    Permission.AGREEMENT_READ,
    writes={blob: {}, shared_part: {}},
    changes={paper: may_change("parts", "blob_id", "sha256", "pages")},
)
def store(work: Work, *, document_id: UUID, drawn: Drawn) -> StoredPaper:
    """Keep the drawn paper and its SHA-256 in the record. A second drawing changes nothing."""
    row = work.one(paper, document_id)
    if row["sha256"] is not None:
        return StoredPaper(document_id, row["sha256"])
    digest = hashlib.sha256(drawn.pdf).digest()
    work.update(
        paper,
        document_id,
        row["version"],
        **parts.keep(work, row["subject_id"], drawn),
        sha256=digest,
        pages=drawn.pages,
    )
    return StoredPaper(document_id, digest)
