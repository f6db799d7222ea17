"""The papers of a customer: drawn from their sealed content, stored sealed, read with the number (R-142)."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from app.documents.agreement_content import AgreementContent
from app.domain.canonical import from_plain
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.services.procedure import procedure, query
from app.services.session import Session
from app.services.work import Reader, Work
from db import blobs
from db.schema.agreements import agreement, document, print_job
from db.schema.customers import customer
from db.schema.identity import party

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
class DocumentRow:
    """One line of a customer's papers; `outcome` is the last print's, 'waiting' before the first."""

    document_id: UUID
    order_id: UUID
    kind: Kind
    number: str
    agreement_status: str
    made_at: datetime
    pages: int | None
    outcome: str
    prints: int


@dataclass(frozen=True)
class Stored:
    """That the drawn PDF is in the database."""

    document_id: UUID
    sha256: bytes


def pdf(session: Session, *, document_id: UUID) -> PaperPdf:
    """The paper as it was and will be: drawn and stored the first time, read from then on."""
    found = _read(session, document_id=document_id)
    if found is not None:
        return found
    kind, content = _content(session, document_id=document_id)
    drawn = draw(kind, content)
    _store(session, operation_id=new_id(), document_id=document_id, pdf=drawn)
    found = _read(session, document_id=document_id)
    assert found is not None
    return found


def draw(kind: str, content: dict[str, Any]) -> bytes:
    """The PDF of a sealed content; the same content gives the same bytes."""
    from app.documents import agreement as agreements
    from app.documents import slip as slips

    if kind == "agreement":
        return agreements.render(from_plain(AgreementContent, content))
    return slips.render(from_plain(slips.SlipContent, content))


@query(Permission.AGREEMENT_READ)
def _read(reader: Reader, *, document_id: UUID) -> PaperPdf | None:
    row = reader.one(document, document_id)
    if row["blob_id"] is None:
        return None
    content = blobs.get(
        reader.connection,
        deployment=reader.deployment,
        blob_id=row["blob_id"],
        subject_key=reader.subject_key(row["subject_id"]),
    )
    if hashlib.sha256(content).digest() != row["sha256"]:
        raise UserError(
            "paper_changed",
            QT_TR_NOOP(
                "The stored paper is not the one that was made. Do not use it; tell the administrator."
            ),
        )
    return PaperPdf(document_id, row["kind"], row["number"], row["pages"], content)


@query(Permission.AGREEMENT_READ)
def _content(reader: Reader, *, document_id: UUID) -> tuple[str, dict[str, Any]]:
    row = reader.one(document, document_id)
    return row["kind"], json.loads(row["content"])


@procedure("documents.store", Permission.AGREEMENT_READ)
def _store(work: Work, *, document_id: UUID, pdf: bytes) -> Stored:
    """Keep the drawn PDF sealed, its SHA-256 in the record; the second of two drawings changes nothing."""
    row = work.one(document, document_id)
    if row["blob_id"] is not None:
        return Stored(document_id, row["sha256"])
    blob_id, digest = new_id(), hashlib.sha256(pdf).digest()
    blobs.put(
        work.connection,
        deployment=work.deployment,
        blob_id=blob_id,
        subject_id=row["subject_id"],
        subject_key=work.subject_key(row["subject_id"]),
        kind="paper",
        content=pdf,
    )
    work.update(
        document,
        document_id,
        row["version"],
        blob_id=blob_id,
        sha256=digest,
        pages=_pages(pdf),
    )
    return Stored(document_id, digest)


def _pages(pdf: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


@query(Permission.AGREEMENT_READ)
def list_for(reader: Reader, *, customer_id: UUID) -> tuple[DocumentRow, ...]:
    """A customer's papers, newest first."""
    rows = reader.execute(
        sa.select(document, agreement.c.status.label("agreement_status"))
        .outerjoin(agreement, agreement.c.id == document.c.agreement_id)
        .where(document.c.customer_id == customer_id)
        .order_by(document.c.id.desc())
    ).all()
    jobs = last_prints(reader, [row.id for row in rows])
    return tuple(
        DocumentRow(
            row.id,
            row.order_id,
            row.kind,
            row.number,
            row.agreement_status or "",
            row.made_at,
            row.pages,
            *jobs.get(row.id, ("waiting", 0)),
        )
        for row in rows
    )


def last_prints(reader: Reader, documents: list[UUID]) -> dict[UUID, tuple[str, int]]:
    """Outcome of the newest print job and how many jobs came out good, by document."""
    jobs: dict[UUID, tuple[str, int]] = {}
    rows = reader.execute(
        sa.select(print_job.c.document_id, print_job.c.outcome)
        .where(print_job.c.document_id.in_(documents))
        .order_by(print_job.c.n)
    )
    for row in rows:
        good = jobs.get(row.document_id, ("", 0))[1] + (row.outcome == "good")
        jobs[row.document_id] = (row.outcome, good)
    return jobs


@dataclass(frozen=True)
class UnprintedRow:
    """A paper that has not come out of a printer (未出纸)."""

    document_id: UUID
    order_id: UUID
    kind: Kind
    number: str
    name: str
    made_at: datetime
    outcome: str


@query(Permission.PRINT_ISSUE)
def unprinted(reader: Reader, *, limit: int = 200) -> tuple[UnprintedRow, ...]:
    """This hall's papers whose last print did not come out good, newest first; names masked."""
    from app.domain.masking import mask_name

    newest = (
        sa.select(print_job.c.document_id, sa.func.max(print_job.c.n).label("n"))
        .where(print_job.c.hall_id == reader.session.actor.hall_id)
        .group_by(print_job.c.document_id)
        .subquery()
    )
    rows = reader.execute(
        sa.select(
            party,
            document.c.id.label("document_id"),
            document.c.order_id,
            document.c.kind.label("document_kind"),
            document.c.number,
            document.c.made_at,
            print_job.c.outcome,
        )
        .select_from(newest)
        .join(
            print_job,
            (print_job.c.document_id == newest.c.document_id) & (print_job.c.n == newest.c.n),
        )
        .join(document, document.c.id == newest.c.document_id)
        .join(customer, customer.c.id == document.c.customer_id)
        .join(party, party.c.id == customer.c.party_id)
        .where(print_job.c.outcome != "good")
        .order_by(document.c.id.desc())
        .limit(limit)
    ).all()
    reader.load_subject_keys([row.subject_id for row in rows])
    listed = []
    for row in rows:
        name = reader.open(party, row)["name"]
        listed.append(
            UnprintedRow(
                row.document_id,
                row.order_id,
                row.document_kind,
                row.number,
                name if row.kind == "organization" else mask_name(name),
                row.made_at,
                row.outcome,
            )
        )
    return tuple(listed)
