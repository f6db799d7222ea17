"""Paper proves what came before it: every slip prints an event, and the chain has it as printed or not."""

from __future__ import annotations

from io import BytesIO
from uuid import UUID

import pytest
import sqlalchemy as sa
from pypdf import PdfReader

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.services import papers, registration, verification
from app.services.papers import store
from app.services.verification import SlipChecked, slip_head
from db.engine import write
from db.schema.audit import audit_event
from db.schema.organisation import workstation
from tests.databases import REFUSED, WORDS
from tests.kit import attack as attacks
from tests.kit.desk import TestHall
from tests.kit.forms import another, individual
from tests.kit.verified import work_a_while

NOT_BEFORE = {"insert", "re-sign"}
"""What adds an event behind the slip's, and what exchanges a signature alone: both are for `verify`."""


def slip_of(desk: TestHall, number: int = 0) -> UUID:
    form = (individual, another)[number](desk.place(number))
    return registration.register(desk.clerk, new_id(), form=form).slip_document_id


def content(desk: TestHall, document_id: UUID) -> dict[str, str]:
    return store.content_of(desk.clerk, document_id=document_id)[1]


def head(desk: TestHall, document_id: UUID) -> str:
    return content(desk, document_id)["head"]


def checked(desk: TestHall, text: str, counter: str = "") -> SlipChecked:
    return verification.check_slip(desk.installation, text, counter=counter)


def newest(desk: TestHall) -> tuple[int, str]:
    with desk.installation.engine.connect() as connection:
        event = attacks.events(connection)[-1]
    return event.seq, event.hash.hex()


def test_a_slip_prints_the_event_before_its_own_and_again_in_a_reprint(desk: TestHall) -> None:
    desk.place()
    seq, digest = newest(desk)
    slip = slip_of(desk)
    printed = head(desk, slip)
    assert printed == f"{seq}-{digest[:8].upper()}"
    pdf = papers.stored_pdf(desk.clerk, document_id=slip).pdf
    for page in PdfReader(BytesIO(pdf)).pages:
        assert printed in page.extract_text()
    slip_of(desk, 1)
    assert papers.stored_pdf(desk.clerk, document_id=slip).pdf == pdf
    found = checked(desk, printed)
    assert (found.good, found.code, found.counter) == (True, "slip_head_good", "3")
    assert found.hall == desk.installation.hall_name
    assert verification.check_slip_for_person(desk.session(Role.AUDITOR), printed).good


def test_two_slips_of_the_same_words_have_different_files(desk: TestHall) -> None:
    """The record keeps a plain digest of the file, so nobody may draw the slip anew and compare."""
    said = content(desk, slip_of(desk))
    assert len(said["nonce"]) == 32
    again = {**said, "nonce": "0" * 32}
    assert store.draw("slip", said).pdf == store.draw("slip", said).pdf
    assert store.draw("slip", said).pdf != store.draw("slip", again).pdf
    assert content(desk, slip_of(desk, 1))["nonce"] != said["nonce"]


@pytest.mark.parametrize("before", [1, 4])
@pytest.mark.parametrize("name", sorted(set(attacks.ATTACKS) - NOT_BEFORE))
def test_what_was_changed_before_the_slip_is_found(
    local_desk: TestHall, name: str, before: int
) -> None:
    work_a_while(local_desk)
    printed = head(local_desk, slip_of(local_desk))
    assert checked(local_desk, printed).good
    with attacks.as_owner(local_desk.installation) as connection:
        attacks.ATTACKS[name][0](connection, int(printed.split("-")[0]) - before)
    found = checked(local_desk, printed)
    assert not found.good
    assert found.code in ("slip_chain_broken", "slip_head_missing")


def test_a_day_that_was_taken_back_is_found_with_the_slip_of_the_evening(desk: TestHall) -> None:
    slips = [head(desk, slip_of(desk, n)) for n in (0, 1)]
    with attacks.as_owner(desk.installation) as connection:
        last = int(slips[0].split("-")[0])
        connection.execute(sa.delete(audit_event).where(audit_event.c.seq > last))
    assert checked(desk, slips[0]).good
    found = checked(desk, slips[1])
    assert (found.good, found.code) == (False, "slip_head_missing")


def test_without_the_walk_an_edit_would_not_be_noticed(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    printed = head(local_desk, slip_of(local_desk))
    monkeypatch.setattr(slip_head, "_says", lambda *_: True)
    with attacks.as_owner(local_desk.installation) as connection:
        attacks.edit(connection, int(printed.split("-")[0]) - 2)
    assert checked(local_desk, printed).good


@WORDS
def test_a_counter_is_named_where_there_are_several(desk: TestHall) -> None:
    printed = head(desk, slip_of(desk))
    with write(desk.installation.engine) as connection:
        row = connection.execute(sa.select(workstation)).one()._asdict()
        connection.execute(sa.insert(workstation).values({**row, "id": new_id(), "counter": "4"}))
    assert checked(desk, printed).counter == "3"
    assert checked(desk, printed, "3").good
    assert not checked(desk, printed, "4").good
    assert checked(desk, "1-00000000").counter == ""
    with pytest.raises(UserError, match="no_such_counter"):
        checked(desk, printed, "5")


@WORDS
def test_it_may_be_typed_as_people_type(desk: TestHall) -> None:
    seq, _, digits = head(desk, slip_of(desk)).partition("-")
    wide = {ord(char): ord(char) + 0xFEE0 for char in "0123456789-ABCDEF"}
    for typed in (
        f" {seq} - {digits.lower()} ",
        f"{seq}–{digits}",
        f"{seq}-{digits}".translate(wide),
    ):
        assert checked(desk, typed).good, typed


@WORDS
@pytest.mark.parametrize(
    "typed",
    [
        "",
        "12",
        "12-ABC",
        "12-ABCDEFGH",
        "-ABCDEF12",
        "0-00000000",
        "SL-GZ01-0000-0001-K",
        "1" * 999,
    ],
)
def test_what_is_no_head_of_a_slip_is_said(desk: TestHall, typed: str) -> None:
    with pytest.raises(UserError, match="slip_head_form"):
        checked(desk, typed)


@REFUSED
def test_only_who_may_verify_asks(desk: TestHall) -> None:
    with pytest.raises(NotAllowed):
        verification.check_slip_for_person(desk.clerk, "1-00000000")
