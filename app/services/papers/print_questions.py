"""Print jobs of this counter of which nobody has said yet how they came out (R-182).

Until then such a sheet counts as printed, and the next copy of its paper is marked 补打.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.services.papers.store import Kind
from app.services.procedure import Query, query
from db.schema.agreements import paper, print_job
from db.schema.staff import staff

LIMIT = 100
"""Questions asked at a time; the next come when these are answered."""


@dataclass(frozen=True)
class OpenPrint:
    """One print job without an answer. `printer` is as it is stored: its name, or a token for one
    that somebody named (app.services.papers.printing.stored_name)."""

    job_id: UUID
    document_id: UUID
    order_id: UUID
    customer_id: UUID
    kind: Kind
    number: str
    printer: str
    copies: int
    staff_no: str
    at: datetime


@query(Permission.PRINT_ISSUE)
def unanswered(query: Query) -> tuple[OpenPrint, ...]:
    """The print jobs that this counter has to answer, oldest first, whoever printed them."""
    return open_here(query)


def open_here(query: Query, documents: list[UUID] | None = None) -> tuple[OpenPrint, ...]:
    """The unanswered jobs of this counter, of `documents` alone when they are given."""
    here = query.session.installation.workstation.id
    which = [print_job.c.outcome == "sent", print_job.c.workstation_id == here]
    if documents is not None:
        which.append(print_job.c.document_id.in_(documents))
    rows = query.execute(
        sa.select(
            print_job.c.id.label("job_id"),
            print_job.c.document_id,
            paper.c.order_id,
            paper.c.customer_id,
            paper.c.kind,
            paper.c.number,
            print_job.c.printer,
            print_job.c.copies,
            staff.c.staff_no,
            print_job.c.at,
        )
        .join(paper, paper.c.id == print_job.c.document_id)
        .join(staff, staff.c.id == print_job.c.staff_id)
        .where(*which)
        .order_by(print_job.c.at, print_job.c.id)
        .limit(LIMIT)
    )
    return tuple(OpenPrint(**row._mapping) for row in rows)
