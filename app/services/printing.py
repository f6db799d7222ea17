"""What the printer did with a paper (R-182): every try is a job; the stored file is never touched."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, NotAllowed, UserError
from app.services import documents
from app.services.paper_store import Kind
from app.services.procedure import procedure, query
from app.services.session import Session
from app.services.work import Reader, Work
from db.schema.agreements import document, print_job

Outcome = Literal["good", "jammed", "other_printer", "later"]


@dataclass(frozen=True)
class PrintJob:
    """What is sent to the printer: the paper itself, or a copy marked 补打 in the margin."""

    document_id: UUID
    kind: Kind
    number: str
    reprint: int
    pdf: bytes


@dataclass(frozen=True)
class Recorded:
    """The print job that was written down."""

    document_id: UUID
    n: int
    reprint: int


@query(Permission.PRINT_ISSUE)
def _reprints(reader: Reader, *, document_id: UUID) -> int:
    """How often this paper came out good: that many reprints come before the next one."""
    count: int = reader.execute(
        sa.select(sa.func.count())
        .select_from(print_job)
        .where(print_job.c.document_id == document_id, print_job.c.outcome == "good")
    ).scalar_one()
    return count


def job_pdf(session: Session, *, document_id: UUID) -> PrintJob:
    """The next print job of a paper: clean until one came out good, then 补打 第n次 time and staff number.

    A jam or another printer is no reprint. Raises NotAllowed when the role may not reprint.
    """
    reprint = _reprints(session, document_id=document_id)
    if reprint and not session.may(Permission.PRINT_REPRINT):
        raise reprint_not_allowed()
    paper = documents.pdf(session, document_id=document_id)
    content = _stamped(session, paper.pdf, reprint) if reprint else paper.pdf
    return PrintJob(document_id, paper.kind, paper.number, reprint, content)


def reprint_not_allowed() -> NotAllowed:
    """The sentence for a role that may print a paper once only (R-002)."""
    return NotAllowed(
        "reprint_not_allowed",
        QT_TR_NOOP("This paper was already printed. Ask a supervisor to print it again."),
    )


def _stamped(session: Session, content: bytes, n: int) -> bytes:
    from app.documents.reprint import stamp_reprint

    now = session.installation.clock().astimezone(ZoneInfo(session.installation.profile.zone))
    return stamp_reprint(content, f"补打 第{n}次 {now:%Y-%m-%d %H:%M} 工号{session.actor.staff_no}")


_MODEL = re.compile(r"(?=.*[A-Za-z])(?=.*\d)(?!.*\d{7})[\x20-\x7e]{2,60}")


def _in_clear(work: Work, printer: str) -> str:
    """A printer's name as the column may hold it: a model or number such as A4-1 as it is.

    Any other name was given by somebody and may be somebody's: then a token tells one printer from
    another.
    """
    if not printer or _MODEL.fullmatch(printer):
        return printer
    assert work.session.index is not None
    return f"printer {work.session.index.token('printer', printer, 32).hex()}"


@procedure("printing.record", Permission.PRINT_ISSUE)
def record(
    work: Work, *, document_id: UUID, outcome: Outcome, printer: str, reason: str = ""
) -> Recorded:
    """Write down what came of a print job; a jam needs a reason."""
    if outcome == "jammed" and not reason.strip():
        raise UserError(
            "reason_missing", QT_TR_NOOP("Say why the sheet is void, such as paper jam.")
        )
    if len(reason) > 200 or len(printer) > 200:
        raise UserError("reason_long", QT_TR_NOOP("Keep the reason under 200 characters."))
    require_text(reason, field="reason", limit=200)
    require_text(printer, field="printer", limit=200)
    row = work.one(document, document_id)
    # Two counters may print the same paper: the second waits here and counts the first one's job.
    work.execute(sa.select(document.c.id).where(document.c.id == document_id).with_for_update())
    jobs = work.execute(
        sa.select(print_job.c.n, print_job.c.outcome)
        .where(print_job.c.document_id == document_id)
        .order_by(print_job.c.n)
    ).all()
    good = sum(job.outcome == "good" for job in jobs)
    if good and not work.session.may(Permission.PRINT_REPRINT):
        raise reprint_not_allowed()
    n = len(jobs) + 1
    work.insert(
        print_job,
        subject_id=row["subject_id"],
        document_id=document_id,
        n=n,
        reprint=good,
        paper=row["kind"],
        printer=_in_clear(work, printer),
        outcome=outcome,
        reason=reason.strip() or None,
        staff_id=work.session.actor.id,
        workstation_id=work.session.installation.workstation.id,
        hall_id=work.session.actor.hall_id,
        at=work.now,
    )
    return Recorded(document_id, n, good)
