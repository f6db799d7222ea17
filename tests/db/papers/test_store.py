"""Papers are drawn once, stored sealed, proved when read, and every look is an event (R-142)."""

from __future__ import annotations

import hashlib
import threading

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.numbers import format_code
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.services import papers
from db.schema.agreements import blob, paper
from db.schema.audit import audit_event
from tests.databases import REFUSED, TRUST, WORDS
from tests.kit.desk import TestHall
from tests.kit.papers import pages, registered


def stored(desk: TestHall, document_id: object) -> sa.Row:
    with desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(paper).where(paper.c.id == document_id)).one()


def blobs(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(sa.func.count()).select_from(blob)).scalar_one()


def test_a_paper_is_drawn_once_and_stored_sealed_with_its_hash(desk: TestHall) -> None:
    made = registered(desk)
    assert stored(desk, made.agreement_document_id).blob_id is None
    first = papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
    again = papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
    assert first == again
    assert blobs(desk) == 1
    row = stored(desk, made.agreement_document_id)
    assert row.sha256 == hashlib.sha256(first.pdf).digest()
    assert row.pages == first.pages == len(pages(first.pdf))
    assert "欧阳䶮" in pages(first.pdf)[0]
    assert made.agreement_number in "".join(pages(first.pdf)).replace("-", "")
    with desk.installation.engine.connect() as connection:
        sealed = connection.execute(sa.select(blob.c.sealed)).scalar_one()
    assert b"%PDF" not in sealed


def test_two_windows_that_draw_at_once_keep_one_paper(desk: TestHall) -> None:
    made, session = registered(desk), desk.clerk
    start, got, errors = threading.Barrier(2), [], []

    def draw() -> None:
        start.wait(10)
        try:
            got.append(papers.stored_pdf(session, document_id=made.slip_document_id))
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert got[0] == got[1]
    assert blobs(desk) == 1


@TRUST
def test_an_altered_blob_is_refused_in_words(desk: TestHall) -> None:
    made = registered(desk)
    papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
    with desk.installation.engine.begin() as connection:
        sealed = bytearray(connection.execute(sa.select(blob.c.sealed)).scalar_one())
        sealed[len(sealed) // 2] ^= 1
        connection.execute(sa.update(blob).values(sealed=bytes(sealed)))
    with pytest.raises(UserError) as error:
        papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
    assert error.value.code == "paper_changed"


@TRUST
def test_another_papers_blob_in_its_place_is_refused(desk: TestHall) -> None:
    made = registered(desk)
    papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
    papers.stored_pdf(desk.clerk, document_id=made.slip_document_id)
    slip = stored(desk, made.slip_document_id)
    with desk.installation.engine.begin() as connection:
        connection.execute(
            sa.update(paper)
            .where(paper.c.id == made.agreement_document_id)
            .values(blob_id=slip.blob_id)
        )
    with pytest.raises(UserError) as error:
        papers.stored_pdf(desk.clerk, document_id=made.agreement_document_id)
    assert error.value.code == "paper_changed"


@REFUSED
def test_an_erased_paper_is_refused(desk: TestHall) -> None:
    made = registered(desk)
    papers.stored_pdf(desk.clerk, document_id=made.slip_document_id)
    with desk.installation.engine.begin() as connection:
        connection.execute(sa.delete(blob))
    with pytest.raises(UserError) as error:
        papers.stored_pdf(desk.clerk, document_id=made.slip_document_id)
    assert error.value.code == "paper_changed"


def test_showing_a_paper_is_an_event(desk: TestHall) -> None:
    made = registered(desk)
    papers.show_paper(desk.clerk, new_id(), document_id=made.agreement_document_id)
    with desk.installation.engine.connect() as connection:
        newest = connection.execute(
            sa.select(audit_event.c.body).order_by(audit_event.c.recorded_at.desc())
        ).scalars()
        looks = [body for body in newest if '"documents.look"' in body]
    assert len(looks) == 1
    assert str(made.agreement_document_id) in looks[0]


@WORDS
def test_the_slip_says_how_the_document_was_seen_and_our_numbers_in_groups(desk: TestHall) -> None:
    made = registered(desk)
    slip = papers.stored_pdf(desk.clerk, document_id=made.slip_document_id)
    text = "".join(pages(slip.pdf))
    assert "居民身份证·人工录入，待核验" in text
    assert format_code(made.subscription_numbers[0]) in text


def test_lists_of_a_customer_and_of_an_order(desk: TestHall) -> None:
    made, other = registered(desk), registered(desk, 1)
    rows = papers.list_of_customer(desk.clerk, customer_id=made.customer_id)
    assert [row.kind for row in rows] == ["agreement", "slip"]
    assert {row.number for row in rows} == {made.agreement_number, made.order_number}
    assert {row.customer_id for row in rows} == {made.customer_id}
    assert [row.agreement_status for row in rows] == ["draft", ""]
    assert {row.outcome for row in rows} == {"waiting"}
    assert papers.list_of_order(desk.clerk, order_id=made.order_id) == rows
    one = papers.paper_row(desk.clerk, document_id=other.slip_document_id)
    assert one.number == other.order_number


@REFUSED
def test_who_may_not_read_agreements_is_refused(desk: TestHall) -> None:
    made = registered(desk)
    for role in (Role.ACCOUNT_MANAGER, Role.AUDITOR, Role.ADMINISTRATOR):
        with pytest.raises(NotAllowed):
            papers.stored_pdf(desk.session(role), document_id=made.agreement_document_id)
