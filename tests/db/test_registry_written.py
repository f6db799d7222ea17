"""In a hall's day each kind writes exactly the tables that it declares."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import changes, customers, identity, kinds, papers, registration, session, staff
from app.services.procedure import REGISTRY
from app.services.session import Session
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.pictures import kept
from tests.kit.written import OF_EVERY_OPERATION, heard

ONE_TIME = "an invented one-time phrase"
NOT_THAT_DAY = {
    "changes.second_contact": {"fee", "order_item"},
    "customers.register": {"address", "discount", "party_role", "permit"},
    "identity.recapture": {"party", "permit", "search_token"},
    "printing.send": {"unprinted"},
    "staff.enrol": {"root_step"},
    "staff.reset": {"root_step"},
    "staff.leave": {"root_step"},
}
"""What a kind writes in cases that this day does not have: an agent, an offer, a permit, newer data of
a person, a root."""
ELSEWHERE = {
    "backup.drill",
    "backup.make",
    "backup.restore",
    "catalogue.import_offerings",
    "catalogue.import_places",
    "identity.check",
    "reader.choose",
    "recover",
    "roots.due",
    "roots.told",
    "roots.unvouched",
    "sample.activate",
    "sample.employ",
    "sample.places",
    "search.index",
    "search.leave",
    "staff.hand_on",
    "time.confirm",
    "workstation.new_key",
}
"""Kinds that this day does not have; the whole folder's tests are held to what they declare."""


def a_day(desk: TestHall) -> None:
    administrator, clerk = desk.session(Role.ADMINISTRATOR), desk.clerk
    made = registration.register(
        clerk, new_id(), form=forms.individual(desk.place()), images=(kept("front"),)
    )
    who = made.customer_id
    customers.record_view(clerk, new_id(), customer_id=who)
    customers.reveal(clerk, new_id(), customer_id=who, field="name", reason="核对")
    image = identity.list_images(clerk, customer_id=who)[0].image_id
    identity.show_image(clerk, new_id(), customer_id=who, image_id=image, reason="核对")
    card = replace(
        forms.person(),
        entry={"name": "recognised", "number": "recognised"},
        valid_from="2026-10-01",
        valid_to="2046-10-01",
    )
    identity.recapture(
        clerk, new_id(), customer_id=who, document=card, images=(kept("back", kind="back"),)
    )
    changes.change_second_contact(
        clerk, new_id(), customer_id=who, seen=(), name="林一诺", phone="13900000008", language="en"
    )
    _print(clerk, papers.show_paper(clerk, new_id(), document_id=made.slip_document_id).document_id)
    staff.grant_permit(
        clerk,
        new_id(),
        staff_no=STAFF_NO[Role.SUPERVISOR],
        password=PASSWORDS[Role.SUPERVISOR],
        purpose="manual_entry",
        reason="读卡器故障",
    )
    _end(administrator)


def _print(clerk: Session, paper: UUID) -> None:
    job = papers.send_to_printer(
        clerk, new_id(), document_id=paper, printer="A4-1", copies=1, reprint=0
    )
    papers.answer_print(clerk, new_id(), job_id=job.job_id, outcome="good")
    papers.record_print(clerk, new_id(), document_id=paper, outcome="later", printer="")


def _end(administrator: Session) -> None:
    people = {row.staff_no: row for row in staff.staff_list(administrator)}
    keeper, manager = (people[STAFF_NO[r]] for r in (Role.RECORDS_KEEPER, Role.ACCOUNT_MANAGER))
    staff.unlock(administrator, new_id(), staff_id=keeper.staff_id)
    staff.reset(
        administrator,
        new_id(),
        staff_id=keeper.staff_id,
        version=keeper.version,
        one_time=ONE_TIME,
    )
    staff.leave(administrator, new_id(), staff_id=manager.staff_id, version=manager.version)


@pytest.mark.timeout(600)
def test_each_kind_writes_what_it_declares(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "hall")
    with heard() as written:
        desks.build(folders)
        clock = Clock()
        opened = session.open_installation(folders, clock=clock)
        try:
            a_day(TestHall(opened, clock))
        finally:
            opened.close()
    told = {kind: {table.name for table in each.writes} for kind, each in REGISTRY.items()}
    found = {kind: tables - OF_EVERY_OPERATION for kind, tables in written.items()}
    assert found == {kind: told[kind] - NOT_THAT_DAY.get(kind, set()) for kind in found}
    ours = {kind for kind in REGISTRY if not kind.startswith("test.")}
    assert ours - set(found) == ELSEWHERE
    assert ours >= kinds.FROZEN
