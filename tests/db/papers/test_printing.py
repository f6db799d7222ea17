"""Every try of a printer is written down; only a second good print is a reprint (R-182)."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import permissions
from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.errors import NotAllowed, UserError
from app.services import papers, session
from app.services.papers import printing
from app.services.staff import sign_in
from db.schema.agreements import print_job
from tests.databases import REFUSED
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.papers import pages, registered


@pytest.fixture
def came_out(desk: TestHall) -> Callable[..., printing.RecordedPrint]:
    """Record what came of a print of the clerk."""

    def record(
        document_id: UUID, outcome: papers.Outcome, reason: str = ""
    ) -> printing.RecordedPrint:
        return papers.record_print(
            desk.clerk,
            new_id(),
            document_id=document_id,
            outcome=outcome,
            printer="A4-1",
            reason=reason,
        )

    return record


def test_a_jam_is_no_reprint(desk: TestHall, came_out) -> None:
    paper = registered(desk).agreement_document_id
    original = papers.stored_pdf(desk.clerk, document_id=paper).pdf
    assert papers.job_pdf(desk.clerk, document_id=paper).pdf == original
    assert came_out(paper, "jammed", "卡纸").reprint == 0
    assert came_out(paper, "other_printer").reprint == 0
    job = papers.job_pdf(desk.clerk, document_id=paper)
    assert (job.reprint, job.pdf) == (0, original)
    assert came_out(paper, "good").reprint == 0


def test_the_second_good_print_is_marked_on_every_page_and_the_stored_file_is_not(
    desk: TestHall, came_out
) -> None:
    paper = registered(desk).agreement_document_id
    original = papers.stored_pdf(desk.clerk, document_id=paper).pdf
    came_out(paper, "good")
    job = papers.job_pdf(desk.clerk, document_id=paper)
    assert job.reprint == 1
    assert len(pages(job.pdf)) == len(pages(original))
    for page in pages(job.pdf):
        assert "补打第1次2026-11-22" in page
        assert f"工号{STAFF_NO[Role.CLERK]}" in page
    assert came_out(paper, "good").reprint == 1
    assert "补打第2次" in pages(papers.job_pdf(desk.clerk, document_id=paper).pdf)[0]
    assert papers.stored_pdf(desk.clerk, document_id=paper).pdf == original
    assert all("补打" not in page for page in pages(original))


def test_a_jam_needs_its_reason_which_is_kept_sealed(desk: TestHall, came_out) -> None:
    paper = registered(desk).slip_document_id
    with pytest.raises(UserError) as error:
        came_out(paper, "jammed", "  ")
    assert error.value.code == "reason_missing"
    with pytest.raises(UserError) as error:
        came_out(paper, "jammed", "x" * 201)
    assert error.value.code == "reason_long"
    came_out(paper, "jammed", "卡纸在进纸口")
    with desk.installation.engine.connect() as connection:
        sealed = connection.execute(
            sa.select(print_job.c.reason).where(print_job.c.outcome == "jammed")
        ).scalar_one()
    assert "卡纸".encode() not in sealed


def test_the_unprinted_list_survives_a_restart(desk: TestHall, came_out) -> None:
    made = registered(desk)
    came_out(made.agreement_document_id, "later")
    came_out(made.slip_document_id, "good")
    opened = session.open_installation(desk.folders, clock=desk.clock)
    try:
        clerk = sign_in(opened, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
        (left,) = papers.unprinted(clerk)
    finally:
        opened.close()
    assert left.document_id == made.agreement_document_id
    assert (left.name, left.outcome) == ("欧阳*", "later")
    came_out(made.agreement_document_id, "good")
    assert papers.unprinted(desk.clerk) == ()


def test_the_newest_papers_come_first_and_the_list_is_cut(desk: TestHall) -> None:
    registered(desk)
    desk.clock.pass_time(minutes=5)
    newer = registered(desk, 1)
    rows = papers.unprinted(desk.clerk, limit=3)
    assert [row.order_id for row in rows[:2]] == [newer.order_id] * 2
    assert len(rows) == 3


@REFUSED
def test_who_may_not_print_is_refused(desk: TestHall) -> None:
    paper = registered(desk).slip_document_id
    compliance = desk.session(Role.COMPLIANCE)
    with pytest.raises(NotAllowed):
        papers.job_pdf(compliance, document_id=paper)
    with pytest.raises(NotAllowed):
        papers.unprinted(compliance)


@REFUSED
def test_who_may_not_reprint_prints_once(desk: TestHall, came_out, monkeypatch) -> None:
    rights = permissions.TABLE[Role.CLERK] - {Permission.PRINT_REPRINT}
    monkeypatch.setitem(permissions.TABLE, Role.CLERK, rights)
    paper = registered(desk).slip_document_id
    papers.job_pdf(desk.clerk, document_id=paper)
    came_out(paper, "good")
    for attempt in (
        lambda: papers.job_pdf(desk.clerk, document_id=paper),
        lambda: came_out(paper, "good"),
    ):
        with pytest.raises(NotAllowed) as error:
            attempt()
        assert error.value.code == "reprint_not_allowed"
