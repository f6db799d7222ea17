"""A sheet is on record before it goes to a printer, and counts as come out until somebody answers."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain import permissions
from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.errors import Conflict, NotAllowed, UserError
from app.services import day, papers
from app.services.papers import listing, print_questions, printing
from app.services.session import Session, open_installation
from app.services.staff import sign_in
from db.schema.agreements import print_job, unprinted
from db.schema.organisation import workstation
from tests.databases import REFUSED, WORDS
from tests.kit import attack as attacks
from tests.kit.attack import events
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.papers import registered
from tests.kit.verified import codes, look


def send(session: Session, paper: UUID, reprint: int = 0, copies: int = 1) -> printing.SentJob:
    return papers.send_to_printer(
        session, new_id(), document_id=paper, printer="A4-1", copies=copies, reprint=reprint
    )


def answer(
    session: Session, job: printing.SentJob, outcome: papers.Outcome
) -> printing.RecordedPrint:
    reason = "Paper jam" if outcome == "jammed" else ""
    return papers.answer_print(session, new_id(), job_id=job.job_id, outcome=outcome, reason=reason)


def waiting(desk: TestHall) -> set[UUID]:
    """What the list says waits; the table and verify say the same."""
    listed = {row.document_id for row in papers.unprinted(desk.clerk)}
    with desk.installation.engine.connect() as connection:
        assert listed == set(connection.execute(sa.select(unprinted.c.document_id)).scalars())
    assert day.day_so_far(desk.clerk).unprinted == len(listed)
    return listed


@WORDS
def test_it_is_on_record_who_sent_what_where_and_how_many(desk: TestHall) -> None:
    paper = registered(desk).agreement_document_id
    job = send(desk.clerk, paper, copies=2)
    with desk.installation.engine.connect() as connection:
        row = connection.execute(sa.select(print_job).where(print_job.c.id == job.job_id)).one()
        last = events(connection)[-1].body
    assert (row.outcome, row.printer, row.copies, row.n) == ("sent", "A4-1", 2, 2)
    assert row.staff_id == desk.clerk.actor.id
    assert row.workstation_id == desk.installation.workstation.id
    assert '"printing.send"' in last
    assert '"kinds":{"print_job":1}' in last
    (asked,) = print_questions.unanswered(desk.clerk)
    assert (asked.document_id, asked.kind, asked.staff_no) == (
        paper,
        "agreement",
        STAFF_NO[Role.CLERK],
    )
    assert day.day_so_far(desk.clerk).asked == (asked,)


@WORDS
def test_the_next_sheet_is_marked_until_it_is_answered_that_none_came(desk: TestHall) -> None:
    paper = registered(desk).slip_document_id
    first = send(desk.clerk, paper)
    assert papers.job_pdf(desk.clerk, document_id=paper).reprint == 1
    second = send(desk.clerk, paper, reprint=1)
    assert papers.job_pdf(desk.clerk, document_id=paper).reprint == 2
    answer(desk.clerk, second, "other_printer")
    answer(desk.clerk, first, "later")
    assert papers.job_pdf(desk.clerk, document_id=paper).reprint == 0
    assert print_questions.unanswered(desk.clerk) == ()
    assert look(desk).findings == ()


@WORDS
def test_the_question_is_there_for_whoever_signs_in_at_that_counter(desk: TestHall) -> None:
    paper = registered(desk).slip_document_id
    job = send(desk.clerk, paper)
    opened = open_installation(desk.folders, clock=desk.clock)
    try:
        other = sign_in(opened, STAFF_NO[Role.SUPERVISOR], PASSWORDS[Role.SUPERVISOR])
        (asked,) = day.day_so_far(other).asked
        assert asked.job_id == job.job_id
        assert asked.staff_no == STAFF_NO[Role.CLERK]
        papers.answer_print(other, new_id(), job_id=job.job_id, outcome="good")
    finally:
        opened.close()
    assert day.day_so_far(desk.clerk).asked == ()
    assert look(desk).findings == ()


@WORDS
def test_another_counter_does_not_ask_and_marks_its_sheet(desk: TestHall) -> None:
    paper = registered(desk).slip_document_id
    job = send(desk.clerk, paper)
    away = new_id()
    with desk.installation.engine.begin() as connection:
        here = connection.execute(sa.select(workstation)).mappings().one()
        connection.execute(sa.insert(workstation).values({**here, "id": away, "counter": "9"}))
        connection.execute(sa.update(print_job).values(workstation_id=away))
    assert print_questions.unanswered(desk.clerk) == ()
    (row,) = (
        row
        for row in papers.list_of_order(
            desk.clerk, order_id=papers.paper_row(desk.clerk, document_id=paper).order_id
        )
        if row.document_id == paper
    )
    assert (row.outcome, row.prints, row.asked) == ("sent", 1, None)
    assert papers.job_pdf(desk.clerk, document_id=paper).reprint == 1
    second = send(desk.clerk, paper, reprint=1)
    answer(desk.clerk, second, "good")
    assert paper not in waiting(desk)
    answer(desk.clerk, job, "later")  # the other counter answers at last: a good one is out
    assert paper not in waiting(desk)


def test_a_paper_printed_meanwhile_is_not_printed_once_more_unseen(desk: TestHall) -> None:
    """Both counters made their job while none was out; the second is told and marks it."""
    paper = registered(desk).agreement_document_id
    ours = papers.job_pdf(desk.clerk, document_id=paper)
    send(desk.session(Role.SUPERVISOR), paper)
    with pytest.raises(Conflict) as refused:
        send(desk.clerk, paper, reprint=ours.reprint)
    assert refused.value.code == "printed_meanwhile"
    send(desk.clerk, paper, reprint=1)


def test_a_second_answer_changes_nothing_and_says_so(desk: TestHall) -> None:
    job = send(desk.clerk, registered(desk).slip_document_id)
    answer(desk.clerk, job, "good")
    with pytest.raises(Conflict) as refused:
        answer(desk.clerk, job, "later")
    assert refused.value.code == "answered_already"
    assert job.document_id not in waiting(desk)


@WORDS
@pytest.mark.parametrize(
    ("outcomes", "waits"),
    [
        ((), True),
        (("good",), False),
        (("later",), True),
        (("jammed", "good"), False),
        (("nothing",), True),
        (("good", "nothing"), False),
        (("good", "jammed"), True),
        (("good", "jammed", "nothing", "good"), False),
    ],
)
def test_what_waits_follows_the_newest_sheet(
    desk: TestHall, outcomes: tuple[papers.Outcome, ...], waits: bool
) -> None:
    made = registered(desk)
    for outcome in outcomes:
        reprint = papers.job_pdf(desk.clerk, document_id=made.slip_document_id).reprint
        job = send(desk.clerk, made.slip_document_id, reprint)
        assert made.slip_document_id in waiting(desk)
        answer(desk.clerk, job, outcome)
    assert (made.slip_document_id in waiting(desk)) == waits
    assert made.agreement_document_id in waiting(desk)
    assert look(desk).findings == ()


def test_the_list_comes_page_by_page_without_gap_or_double(desk: TestHall) -> None:
    made = [registered(desk, n) for n in range(4)]
    got: list[UUID] = []
    after = None
    while rows := papers.unprinted(desk.clerk, after=after, limit=3):
        got += [row.document_id for row in rows]
        after = rows[-1].made_at, rows[-1].document_id
        if len(got) == 3:  # printed meanwhile: nothing is left out or shown twice
            answer(desk.clerk, send(desk.clerk, got[0]), "good")
    newest = [
        paper
        for each in reversed(made)
        for paper in (each.agreement_document_id, each.slip_document_id)
    ]
    assert got == newest


def test_a_tampered_list_of_what_waits_is_found(desk: TestHall) -> None:
    made = registered(desk)
    answer(desk.clerk, send(desk.clerk, made.slip_document_id), "good")
    with attacks.as_owner(desk.installation) as connection:
        left = connection.execute(sa.select(unprinted)).mappings().one()
        connection.execute(sa.delete(unprinted))
    assert codes(look(desk, None)) == {"unprinted_differs"}
    with attacks.as_owner(desk.installation) as connection:
        connection.execute(sa.insert(unprinted).values(**left))
        connection.execute(
            sa.insert(unprinted).values({**left, "document_id": made.slip_document_id})
        )
    found = look(desk, None).findings
    assert [(each.code, each.place) for each in found] == [
        ("unprinted_differs", f"document {made.slip_document_id}")
    ]


def test_a_job_edited_behind_the_program_is_found(desk: TestHall) -> None:
    job = send(desk.clerk, registered(desk).slip_document_id, copies=1)
    with attacks.as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(print_job).where(print_job.c.id == job.job_id).values(copies=2)
        )
    assert "row_differs" in codes(look(desk, None))


@REFUSED
def test_a_jam_needs_its_reason_and_who_may_not_print_is_asked_nothing(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = registered(desk).slip_document_id
    job = send(desk.clerk, paper)
    for reason, code in (("  ", "reason_missing"), ("x" * 201, "reason_long")):
        with pytest.raises(UserError) as refused:
            papers.answer_print(
                desk.clerk, new_id(), job_id=job.job_id, outcome="jammed", reason=reason
            )
        assert refused.value.code == code
    with pytest.raises(NotAllowed):
        print_questions.unanswered(desk.session(Role.COMPLIANCE))
    rights = permissions.TABLE[Role.CLERK] - {Permission.PRINT_REPRINT}
    monkeypatch.setitem(permissions.TABLE, Role.CLERK, rights)
    with pytest.raises(NotAllowed) as refused:
        send(desk.clerk, paper, 1)
    assert refused.value.code == "reprint_not_allowed"
    assert answer(desk.clerk, job, "good").reprint == 0


def test_a_count_of_very_many_is_cut(desk: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(desk)
    registered(desk, 1)
    monkeypatch.setattr(listing, "COUNTED", 3)
    assert day.day_so_far(desk.clerk).unprinted == 3


def test_without_counting_what_was_sent_the_next_sheet_is_a_second_original(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: only answered jobs count, so the tests above would have failed."""
    paper = registered(local_desk).slip_document_id
    send(local_desk.clerk, paper)
    monkeypatch.setattr(printing, "OUT", ("good",))
    assert papers.job_pdf(local_desk.clerk, document_id=paper).reprint == 0
