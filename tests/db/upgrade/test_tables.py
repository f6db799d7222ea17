"""A base of every revision is brought to today's with all its rows, and what was sealed and signed holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import (
    catalogue,
    changes,
    customers,
    drafts,
    due,
    papers,
    registration,
    session,
    staff,
    verification,
)
from app.services.catalogue import RuleVersion
from app.services.drafts import Draft
from app.services.registration import Registered
from db import damage, upgrade
from db.engine import file_of
from db.schema.agreements import blob, paper
from db.schema.operations import record_version
from tests.kit import forms
from tests.kit.attack import as_owner
from tests.kit.before_roots import as_before_roots
from tests.kit.desk import MORNING, TestHall
from tests.kit.older_base import as_form, back_to, counts, looks_in_events, papers_of
from tests.kit.older_tokens import as_before
from tests.kit.papers import pages, registered
from tests.kit.pictures import kept

NEW_TABLES = {
    "0002": {"identity_image": 0, "permit": 0},
    "0003": {"unprinted": 3},
    "0004": {"profile_copy": 0, "root_step": 0, "unvouched": 0},
    "0005": {"business": 3, "paper_kind": 2, "party_role_code": 8, "permit_purpose": 2},
    "0006": {"business": 5},
    "0007": {"erasure": 0},
    "0008": {"shared_part": 0, "paper_content": 0},
    "0009": {"token_digest": 0, "index_due": 2},
    "0013": {"change_request": 0, "change_item": 0, "change_evidence": 0, "decision": 0},
    "0014": {"policy": 0, "delegation": 0},
    "0015": {"authentication": 0, "service_password": 0, "sms_code": 0},
}
"""Every revision's new tables with the rows that it puts in, for `Filled`."""


@dataclass
class Filled:
    """A hall with two customers: of the first a paper was drawn and printed, of the second none was."""

    first: Registered
    second: Registered
    pdf: bytes
    rule_id: UUID
    history: tuple[RuleVersion, ...]
    draft: Draft


def fill(desk: TestHall, revision: str) -> Filled:
    with papers_of(revision):
        return _fill(desk, revision)


def _fill(desk: TestHall, revision: str) -> Filled:
    first = registered(desk)
    other = forms.individual(desk.place(1), holder=forms.person("欧阳𪚥", date(1991, 4, 8)))
    images = (kept(),) if revision >= "0002" else ()
    second = registration.register(desk.clerk, new_id(), form=other, images=images)
    pdf = papers.stored_pdf(desk.clerk, document_id=first.slip_document_id).pdf
    papers.record_print(
        desk.clerk,
        new_id(),
        document_id=first.slip_document_id,
        outcome="good",
        printer="A4-1",
        reason="",
    )
    rule = next(each for each in catalogue.rules(desk.clerk) if each.version > 1)
    draft = drafts.save(
        desk.clerk, draft=Draft(new_id(), "registration", "龚", "2", {"name": "龚䶮"}, MORNING)
    )
    history = catalogue.rule_history(desk.clerk, rule_id=rule.id)
    return Filled(first, second, pdf, rule.id, history, draft)


def make_older(desk: TestHall, revision: str) -> None:
    """The base of `desk` becomes what the program of `revision` had written; nobody has it open."""
    as_before(desk.clerk, told=False)
    if revision < "0007":
        as_form(desk.installation, 1 if revision < "0005" else 2)
    if revision < "0004":
        as_before_roots(desk.installation)
    back_to(desk.installation.engine, revision)
    desk.installation.close()


def upgraded(desk: TestHall) -> TestHall:
    """The same hall, opened by this program."""
    return TestHall(session.open_installation(desk.folders, clock=desk.clock), desk.clock)


def findings(desk: TestHall) -> set[tuple[str, str]]:
    found = verification.verify(desk.installation, keys=desk.clerk.keys).findings
    return {(finding.code, finding.place) for finding in found}


def forms_of(desk: TestHall, row_id: UUID) -> list[int | None]:
    with desk.installation.engine.connect() as connection:
        found = connection.execute(
            sa.select(record_version.c.form)
            .where(record_version.c.row_id == row_id)
            .order_by(record_version.c.version)
        )
        return list(found.scalars())


@pytest.mark.parametrize("revision", ["0001", "0002", "0003", "0004", "0005", "0006"])
def test_a_filled_base_of_every_revision_is_upgraded_and_clean(
    desk: TestHall, revision: str
) -> None:
    made = fill(desk, revision)
    make_older(desk, revision)
    before = counts(desk.installation.engine)
    now = upgraded(desk)
    engine = now.installation.engine
    assert upgrade.current(engine) == upgrade.head()
    before["superseded_version"] = before["record_version"]
    before["look"] = looks_in_events(desk.installation.engine)
    added = {k: n for at, new in NEW_TABLES.items() if at > revision for k, n in new.items()}
    if revision < "0005":
        before["paper"] = before.pop("document")
    assert counts(engine) == before | added
    file = file_of(engine)
    if file is not None:
        assert damage.found_in(file, thorough=True, references=True) == []
    assert findings(now) == set()
    for role in (Role.ADMINISTRATOR, Role.CLERK):
        assert staff.after_sign_in(now.session(role)) == ()

    clerk = now.clerk
    assert papers.stored_pdf(clerk, document_id=made.first.slip_document_id).pdf == made.pdf
    drawn_now = papers.stored_pdf(clerk, document_id=made.second.agreement_document_id).pdf
    assert made.second.agreement_number in "".join(pages(drawn_now)).replace("-", "")
    assert catalogue.rule_history(clerk, rule_id=made.rule_id) == made.history
    (found,) = customers.find(clerk, text="欧阳𪚥").rows
    assert found.customer_id == made.second.customer_id
    assert [(each.name, each.left) for each in due.overdue(clerk)] == [("search.index", 2)]
    assert due.run_due(clerk, "search.index", limit=2) == due.Ran(1, None)
    assert due.overdue(clerk) == ()
    assert found in customers.find(clerk, text="欧阳𪚥").rows
    assert found in customers.find(clerk, text="ouyang").rows
    assert drafts.load_all(clerk) == drafts.Loaded((made.draft,), 0)

    undrawn = made.second.slip_document_id
    first = [None if revision < "0005" else 2]
    assert forms_of(now, undrawn) == first
    assert papers.show_paper(clerk, new_id(), document_id=undrawn).pages
    assert forms_of(now, undrawn) == [*first, 3]
    third = registered(now, 3)
    assert forms_of(now, third.customer_id) == [3]
    (waits,) = changes.waiting_installations(clerk, customer_id=made.second.customer_id)
    done = changes.complete_installation(
        clerk,
        new_id(),
        customer_id=made.second.customer_id,
        subscription_id=waits.id,
        installed_on=str(waits.ordered_on),
        serial="STB00020002",
        language="zh_CN",
    )
    assert papers.show_paper(clerk, new_id(), document_id=done.slip_document_id).pages
    assert findings(now) == set()
    now.installation.close()


def test_what_is_changed_in_an_upgraded_base_is_found(desk: TestHall) -> None:
    """The control of the test above: rows, versions and forms of both kinds are still looked at."""
    made = fill(desk, "0004")
    make_older(desk, "0004")
    now = upgraded(desk)
    new = registered(now, 3)
    old_paper, new_paper = made.first.slip_document_id, new.slip_document_id
    old, fresh = made.second.customer_id, new.customer_id

    def of(row_id: UUID) -> Any:
        return sa.update(record_version).where(record_version.c.row_id == row_id)

    assert findings(now) == set()
    with as_owner(now.installation) as connection:
        for paper_id in (old_paper, new_paper):
            connection.execute(
                sa.update(paper).where(paper.c.id == paper_id).values(number="elsewhere")
            )
        connection.execute(of(old).values(form=2))
        connection.execute(of(fresh).values(form=None))
    assert findings(now) == {
        ("row_differs", f"document {old_paper} v2"),
        ("row_differs", f"document {new_paper} v1"),
        ("commitment_wrong", f"customer {old} v1"),
        ("content_missing", f"customer {fresh} v1"),
        ("commitment_wrong", f"customer {fresh} v1"),
    }
    now.installation.close()


def test_what_waits_for_a_printer_is_taken_over_from_a_base_of_the_second_revision(
    desk: TestHall,
) -> None:
    with papers_of("0002"):
        made = [registered(desk, n) for n in range(4)]
    kept = {made[0].slip_document_id}
    for outcomes, paper_id in (
        (("good",), made[0].agreement_document_id),
        (("later", "good"), made[1].agreement_document_id),
        (("good", "jammed"), made[1].slip_document_id),
        (("jammed",), made[2].agreement_document_id),
        (("other_printer", "later"), made[2].slip_document_id),
        (("good",), made[3].agreement_document_id),
        (("good", "good"), made[3].slip_document_id),
    ):
        for outcome in outcomes:
            papers.record_print(
                desk.clerk,
                new_id(),
                document_id=paper_id,
                outcome=cast(papers.Outcome, outcome),
                printer="A4-1",
                reason="Paper jam" if outcome == "jammed" else "",
            )
        if outcomes[-1] != "good":
            kept.add(paper_id)
    before = {row.document_id: row for row in papers.unprinted(desk.clerk)}
    assert set(before) == kept
    make_older(desk, "0002")
    now = upgraded(desk)
    assert findings(now) == set()
    assert {row.document_id: row for row in papers.unprinted(now.clerk)} == before
    sent = papers.send_to_printer(
        now.clerk,
        new_id(),
        document_id=made[2].slip_document_id,
        printer="A5-1",
        copies=1,
        reprint=0,
    )
    papers.answer_print(now.clerk, new_id(), job_id=sent.job_id, outcome="good")
    assert findings(now) == set()
    now.installation.close()


def sealed_papers(engine: sa.Engine) -> list[sa.Row[Any]]:
    """Blobs and what papers say, as the database holds them."""
    with engine.connect() as connection:
        return [
            *connection.exec_driver_sql("SELECT id, sealed FROM blob ORDER BY id"),
            *connection.exec_driver_sql("SELECT id, blob_id, content FROM paper ORDER BY id"),
        ]


def test_papers_of_before_stay_as_they_are_and_are_read_and_drawn(desk: TestHall) -> None:
    made = fill(desk, "0006")
    make_older(desk, "0006")
    before = sealed_papers(desk.installation.engine)
    now = upgraded(desk)
    assert sealed_papers(now.installation.engine) == before
    sheet = papers.job_pdf(now.clerk, document_id=made.first.slip_document_id)
    assert sheet.reprint == 1  # printed before the upgrade
    assert papers.stored_pdf(now.clerk, document_id=made.first.slip_document_id).pdf == made.pdf
    drawn = papers.stored_pdf(now.clerk, document_id=made.second.slip_document_id)
    assert made.second.order_number in "".join(pages(drawn.pdf)).replace("-", "")
    assert findings(now) == set()
    with as_owner(now.installation) as connection:
        connection.execute(sa.update(blob).values(sealed=bytes(60)))
    assert "blob_differs" in {code for code, _ in findings(now)}
    now.installation.close()
