"""The papers of a customer: shown, listed, and which of them have not come out (R-142, R-182)."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import Conflict
from app.services.customers import WHOSE, shown_name
from app.services.papers import print_questions, store
from app.services.papers.print_questions import OpenPrint
from app.services.papers.store import Kind, PaperPdf
from app.services.procedure import Query, Work, procedure, query, refuse_without_reason
from app.services.session import Session
from db.schema.agreements import agreement, paper, print_job
from db.schema.agreements import unprinted as unprinted_table
from db.schema.base import kind_of
from db.schema.customers import customer
from db.schema.identity import party


@dataclass(frozen=True)
class DocumentRow:
    """One line of a customer's papers; `outcome` is the last print's, 'waiting' before the first.

    `prints` counts the jobs that came out or may have; `asked` is this counter's oldest one that
    nobody has answered.
    """

    document_id: UUID
    order_id: UUID
    customer_id: UUID
    kind: Kind
    number: str
    agreement_status: str
    made_at: datetime
    pages: int | None
    outcome: str
    prints: int
    asked: OpenPrint | None = None


@dataclass(frozen=True)
class PaperViewed:
    """The look at a paper is on record."""

    document_id: UUID


def _pdf_of(session: Session, shown: PaperViewed) -> PaperPdf:
    return stored_pdf(session, document_id=shown.document_id)


@procedure("documents.look", Permission.AGREEMENT_READ, then=_pdf_of)
def show_paper(work: Work, *, document_id: UUID) -> PaperViewed:
    """The paper to be shown to a person. The event comes first, because a paper says everything in
    clear."""
    work.one(paper, document_id)
    work.touched(kind_of(paper), document_id)
    return PaperViewed(document_id)


def stored_pdf(session: Session, *, document_id: UUID) -> PaperPdf:
    """The paper's PDF. The first call draws and stores it; later calls read the same bytes.

    UserError 'paper_changed' when the stored one is not what was made.
    """
    found = store.read(session, document_id=document_id)
    if found is not None:
        return found
    kind, content = store.content_of(session, document_id=document_id)
    drawn = store.draw(kind, content)
    # Two windows may draw the same paper at once; both make the same bytes, and the first are kept.
    with contextlib.suppress(Conflict):
        store.store(session, new_id(), document_id=document_id, drawn=drawn)
    found = store.read(session, document_id=document_id)
    assert found is not None
    return found


@query(Permission.AGREEMENT_READ)
def list_of_customer(query: Query, *, customer_id: UUID) -> tuple[DocumentRow, ...]:
    """A customer's papers, newest first."""
    refuse_without_reason(query, customer_id)
    return _rows(query, paper.c.customer_id == customer_id)


@query(Permission.AGREEMENT_READ)
def list_of_order(query: Query, *, order_id: UUID) -> tuple[DocumentRow, ...]:
    """The papers of one order: what a commit has to print."""
    return _rows(query, paper.c.order_id == order_id)


@query(Permission.AGREEMENT_READ)
def paper_row(query: Query, *, document_id: UUID) -> DocumentRow:
    """One paper's line; Conflict when it is not there."""
    query.one(paper, document_id)
    return _rows(query, paper.c.id == document_id)[0]


def _rows(query: Query, which: sa.ColumnElement[bool]) -> tuple[DocumentRow, ...]:
    rows = query.execute(
        sa.select(paper, agreement.c.status.label("agreement_status"))
        .outerjoin(agreement, agreement.c.id == paper.c.agreement_id)
        .where(which)
        .order_by(paper.c.made_at.desc(), paper.c.kind, paper.c.id.desc())
    ).all()
    ids = [row.id for row in rows]
    jobs = last_prints(query, ids)
    asked = {each.document_id: each for each in reversed(print_questions.open_here(query, ids))}
    return tuple(
        DocumentRow(
            row.id,
            row.order_id,
            row.customer_id,
            row.kind,
            row.number,
            row.agreement_status or "",
            row.made_at,
            row.pages,
            *jobs.get(row.id, ("waiting", 0)),
            asked.get(row.id),
        )
        for row in rows
    )


def last_prints(query: Query, documents: list[UUID]) -> dict[UUID, tuple[str, int]]:
    """Outcome of the newest print job that left a sheet, and how many came out or may have, by
    document."""
    jobs: dict[UUID, tuple[str, int]] = {}
    rows = query.execute(
        sa.select(print_job.c.document_id, print_job.c.outcome)
        .where(print_job.c.document_id.in_(documents), print_job.c.outcome != "nothing")
        .order_by(print_job.c.document_id, print_job.c.n)
    )
    for row in rows:
        out = jobs.get(row.document_id, ("", 0))[1] + (row.outcome in ("good", "sent"))
        jobs[row.document_id] = (row.outcome, out)
    return jobs


@dataclass(frozen=True)
class UnprintedRow:
    """A paper that has not come out of a printer (未出纸)."""

    document_id: UUID
    order_id: UUID
    customer_id: UUID
    kind: Kind
    number: str
    name: str
    made_at: datetime
    outcome: str


PAGE = 50
"""Papers on a page of the list of those that wait."""
COUNTED = 1000
"""Papers that wait are counted up to here: a count of more tells nobody anything."""


def count_unprinted(query: Query) -> int:
    """How many papers of this hall wait for a printer, COUNTED at most."""
    some = (
        sa.select(unprinted_table.c.document_id)
        .where(unprinted_table.c.hall_id == query.session.actor.hall_id)
        .limit(COUNTED)
    )
    count: int = query.execute(sa.select(sa.func.count()).select_from(some.subquery())).scalar_one()
    return count


@query(Permission.PRINT_ISSUE)
def unprinted(
    query: Query, *, after: tuple[datetime, UUID] | None = None, limit: int = PAGE
) -> tuple[UnprintedRow, ...]:
    """This hall's papers whose last print did not come out good, newest first; names masked.

    `after` is `made_at` and `document_id` of the last row of the page before.
    """
    waits = unprinted_table.c
    where = [waits.hall_id == query.session.actor.hall_id]
    if after is not None:
        made_at, document_id = after
        later = sa.or_(waits.made_at < made_at, waits.document_id > document_id)
        where += [waits.made_at <= made_at, later]
    page = (
        sa.select(waits.document_id)
        .where(*where)
        .order_by(waits.made_at.desc(), waits.document_id)
        .limit(limit)
        .subquery()
    )
    rows = query.execute(
        sa.select(
            *WHOSE,
            paper.c.id.label("document_id"),
            paper.c.order_id,
            paper.c.customer_id,
            paper.c.kind.label("document_kind"),
            paper.c.number,
            paper.c.made_at,
        )
        .select_from(page)
        .join(paper, paper.c.id == page.c.document_id)
        .join(customer, customer.c.id == paper.c.customer_id)
        .join(party, party.c.id == customer.c.party_id)
        .order_by(paper.c.made_at.desc(), paper.c.id)
    ).all()
    query.load_subject_keys([row.subject_id for row in rows])
    jobs = last_prints(query, [row.document_id for row in rows])
    return tuple(
        UnprintedRow(
            row.document_id,
            row.order_id,
            row.customer_id,
            row.document_kind,
            row.number,
            shown_name(query, row),
            row.made_at,
            jobs[row.document_id][0],
        )
        for row in rows
    )
