"""Print jobs of a paper, one for every try (R-182). The stored PDF does not change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.domain.text import require_text
from app.errors import QT_TR_NOOP, Conflict, NotAllowed, UserError
from app.services.papers import listing
from app.services.papers.store import Kind
from app.services.procedure import Query, Work, Writes, may_change, procedure, query
from app.services.session import Session
from db.schema.agreements import paper as paper_table
from db.schema.agreements import print_job, unprinted

Outcome = Literal["good", "jammed", "other_printer", "later", "nothing"]
"""What came of a job; `nothing`: the printer took it and no sheet left it, which changes nothing."""

OUT = ("good", "sent")
"""A job with one of these counts as come out: the next one is a reprint."""

COPIES: dict[Kind, int] = {"agreement": 2, "slip": 1}
"""Copies of a first print: 一式两份, one for the customer and one for the operator."""
MOST_COPIES = 9

SENT: Writes = {
    print_job: {"hall_id": "hall", "staff_id": "actor", "workstation_id": "counter"},
    unprinted: {},
}


@dataclass(frozen=True)
class PrintJob:
    """What is sent to the printer: the paper itself, or a copy marked 补打 in the margin."""

    document_id: UUID
    kind: Kind
    number: str
    reprint: int
    pdf: bytes


@dataclass(frozen=True)
class RecordedPrint:
    """The print job that was written down."""

    document_id: UUID
    n: int
    reprint: int


@dataclass(frozen=True)
class SentJob:
    """The print job that is on record and waits for its answer."""

    job_id: UUID
    document_id: UUID
    n: int


@query(Permission.PRINT_ISSUE)
def _reprints(query: Query, *, document_id: UUID) -> int:
    """How often this paper came out, or may have: that many reprints come before the next one."""
    count: int = query.execute(
        sa.select(sa.func.count())
        .select_from(print_job)
        .where(print_job.c.document_id == document_id, print_job.c.outcome.in_(OUT))
    ).scalar_one()
    return count


def job_pdf(session: Session, *, document_id: UUID) -> PrintJob:
    """The next print job of a paper: clean until one came out, then 补打 第n次 time and staff number.

    A jam or another printer is no reprint; a job that nobody has answered yet counts as come out.
    Raises NotAllowed when the role may not reprint.
    """
    reprint = _reprints(session, document_id=document_id)
    if reprint and not session.may(Permission.PRINT_REPRINT):
        raise reprint_not_allowed()
    paper = listing.stored_pdf(session, document_id=document_id)
    content = _stamped(session, paper.pdf, reprint) if reprint else paper.pdf
    return PrintJob(document_id, paper.kind, paper.number, reprint, content)


def reprint_not_allowed() -> NotAllowed:
    """The sentence for a role that may print a paper once only (R-002)."""
    return NotAllowed(
        "reprint_not_allowed",
        QT_TR_NOOP("This paper was already printed. Ask a supervisor to print it again."),
    )


def _stamped(session: Session, content: bytes, n: int) -> bytes:
    from app.papers.reprint import stamp_reprint

    now = session.installation.clock().astimezone(ZoneInfo(session.installation.profile.zone))
    return stamp_reprint(content, f"补打 第{n}次 {now:%Y-%m-%d %H:%M} 工号{session.actor.staff_no}")


_MODEL = re.compile(r"(?=.*[A-Za-z])(?=.*\d)(?!.*\d{7})[\x20-\x7e]{2,60}")


def stored_name(session: Session, printer: str) -> str:
    """A printer's name as the column may hold it. A model or number such as A4-1 stays as it is;
    any other name may be a person's, so a token stands for it.
    """
    if not printer or _MODEL.fullmatch(printer):
        return printer
    assert session.index is not None
    return f"printer {session.index.token('printer', printer, 32).hex()}"


@procedure("printing.send", Permission.PRINT_ISSUE, writes=SENT)
def send_to_printer(
    work: Work, *, document_id: UUID, printer: str, copies: int, reprint: int
) -> SentJob:
    """Write down that a paper goes to a printer, before it goes; `reprint` is the number on the job.

    Conflict 'printed_meanwhile' when another counter printed the paper since the job was made.
    """
    require_text(printer, field="printer", limit=200)
    if not 1 <= copies <= MOST_COPIES:
        raise ValueError(f"{copies} copies")
    paper, jobs = _locked(work, document_id)
    out = _out(work, jobs)
    if out != reprint:
        raise Conflict(
            "printed_meanwhile",
            QT_TR_NOOP(
                "This paper was printed in the meantime, perhaps at another counter. Nothing was "
                "printed now. Look at its state, then print it again if it is still needed."
            ),
        )
    job_id = _insert(work, paper, len(jobs) + 1, out, printer, "sent", None, copies)
    _keep_waiting(work, paper, [*jobs, "sent"])
    return SentJob(job_id, document_id, len(jobs) + 1)


@procedure(
    "printing.answer",
    Permission.PRINT_ISSUE,
    writes={unprinted: {}},
    changes={print_job: may_change("outcome", "reason")},
)
def answer_print(work: Work, *, job_id: UUID, outcome: Outcome, reason: str = "") -> RecordedPrint:
    """Close a job that was sent: how it came out; a jam needs a reason.

    Conflict 'answered_already' when somebody else was first.
    """
    _check_reason(outcome, reason)
    paper, _ = _locked(work, work.one(print_job, job_id)["document_id"])
    job = work.one(print_job, job_id)  # read again under the lock
    if job["outcome"] != "sent":
        raise Conflict(
            "answered_already",
            QT_TR_NOOP("How this sheet came out was answered already; the first answer stands."),
        )
    work.update(print_job, job_id, job["version"], outcome=outcome, reason=reason.strip() or None)
    _keep_waiting(work, paper, _outcomes(work, paper["id"]))
    return RecordedPrint(paper["id"], job["n"], job["reprint"])


@procedure("printing.record", Permission.PRINT_ISSUE, writes=SENT)
def record_print(
    work: Work, *, document_id: UUID, outcome: Outcome, printer: str, reason: str = ""
) -> RecordedPrint:
    """Write down a job that this program sent to no printer, such as 'print later'."""
    _check_reason(outcome, reason)
    if len(printer) > 200:
        raise _too_long()
    require_text(printer, field="printer", limit=200)
    paper, jobs = _locked(work, document_id)
    out = _out(work, jobs)
    _insert(work, paper, len(jobs) + 1, out, printer, outcome, reason.strip() or None, None)
    _keep_waiting(work, paper, [*jobs, outcome])
    return RecordedPrint(document_id, len(jobs) + 1, out)


def _check_reason(outcome: Outcome, reason: str) -> None:
    if outcome == "jammed" and not reason.strip():
        raise UserError(
            "reason_missing", QT_TR_NOOP("Say why the sheet is void, such as paper jam.")
        )
    if len(reason) > 200:
        raise _too_long()
    require_text(reason, field="reason", limit=200)


def _too_long() -> UserError:
    return UserError("reason_long", QT_TR_NOOP("Keep the reason under 200 characters."))


def _locked(work: Work, document_id: UUID) -> tuple[dict[str, Any], list[str]]:
    """The paper and the outcomes of its jobs. Two counters may print the same paper: the second waits
    here and counts the first one's job."""
    paper = work.one(paper_table, document_id)
    work.execute(
        sa.select(paper_table.c.id).where(paper_table.c.id == document_id).with_for_update()
    )
    return paper, _outcomes(work, document_id)


def _outcomes(work: Work, document_id: UUID) -> list[str]:
    return list(
        work.execute(
            sa.select(print_job.c.outcome)
            .where(print_job.c.document_id == document_id)
            .order_by(print_job.c.n)
        ).scalars()
    )


def _out(work: Work, jobs: list[str]) -> int:
    """How many came out; NotAllowed when one did and the role may not reprint."""
    out = sum(outcome in OUT for outcome in jobs)
    if out and not work.session.may(Permission.PRINT_REPRINT):
        raise reprint_not_allowed()
    return out


def _insert(
    work: Work,
    paper: dict[str, Any],
    n: int,
    reprint: int,
    printer: str,
    outcome: str,
    reason: str | None,
    copies: int | None,
) -> UUID:
    return work.insert(
        print_job,
        **work.stamps(print_job),
        subject_id=paper["subject_id"],
        document_id=paper["id"],
        n=n,
        reprint=reprint,
        paper=paper["kind"],
        printer=stored_name(work.session, printer),
        outcome=outcome,
        reason=reason,
        at=work.now,
        copies=copies,
    )


def _keep_waiting(work: Work, paper: dict[str, Any], jobs: list[str]) -> None:
    """Keep the paper in `unprinted` unless the newest of its jobs that left a sheet came out good."""
    newest = next(outcome for outcome in reversed(jobs) if outcome != "nothing")
    place = {
        "hall_id": paper["hall_id"],
        "made_at": paper["made_at"],
        "document_id": paper["id"],
    }
    here = sa.and_(*(unprinted.c[name] == value for name, value in place.items()))
    if newest == "good":
        work.execute(sa.delete(unprinted).where(here))
    elif work.execute(sa.select(unprinted.c.document_id).where(here)).first() is None:
        work.technical(unprinted, **place)
