"""A request on both databases: done at once where nobody is asked, else decided by somebody else, whole and once."""

from __future__ import annotations

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Conflict, NotAllowed, Refused, UserError
from app.services import approvals, customers, papers, registration
from app.services.registration import Registered
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.papers import pages
from tests.kit.requests import ask, decide, wish
from tests.kit.verified import look

PHONE, NAME = "13900000008", "林一诺"


@pytest.fixture
def made(desk: TestHall) -> Registered:
    return registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))


def found(desk: TestHall, text: str) -> bool:
    return bool(customers.find(desk.clerk, text=text).rows)


def test_a_change_that_nobody_has_to_approve_is_done_at_once(
    desk: TestHall, made: Registered
) -> None:
    done = ask(desk, made.customer_id, "phone", phone=PHONE)
    assert done.status == "applied"
    assert done.slip_document_id is not None
    assert found(desk, PHONE)
    sheet = "".join(pages(papers.stored_pdf(desk.clerk, document_id=done.slip_document_id).pdf))
    assert "139****0008" in sheet
    assert PHONE not in sheet
    assert look(desk).findings == ()


def test_a_name_changes_when_a_supervisor_approved_it(desk: TestHall, made: Registered) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    assert asked.status == "waiting"
    assert not found(desk, NAME)
    supervisor = desk.session(Role.SUPERVISOR)
    (row,) = approvals.to_decide(supervisor)
    assert (row.id, row.kinds, approvals.waiting_to_decide(supervisor)) == (
        asked.request_id,
        ("name",),
        1,
    )
    view = approvals.request(supervisor, request_id=asked.request_id)
    assert view.may_decide
    assert [(line.field, line.after) for line in view.lines] == [("name", "林*诺")]
    done = decide(desk, asked.request_id)
    assert done.status == "applied"
    assert found(desk, NAME)
    assert approvals.to_decide(supervisor) == ()
    assert done.slip_document_id is not None
    sheet = "".join(pages(papers.stored_pdf(desk.clerk, document_id=done.slip_document_id).pdf))
    assert supervisor.actor.staff_no in sheet
    assert desk.clerk.actor.staff_no in sheet
    assert look(desk).findings == ()


def test_three_wishes_of_one_visit_are_one_request_by_the_strictest_policy(
    desk: TestHall, made: Registered
) -> None:
    clerk = desk.clerk
    wishes = (
        wish(clerk, made.customer_id, "phone", phone=PHONE),
        wish(clerk, made.customer_id, "name", name=NAME),
        wish(clerk, made.customer_id, "flags", large_print="1"),
    )
    asked = approvals.submit(
        clerk,
        new_id(),
        customer_id=made.customer_id,
        items=wishes,
        reason="更名",
        language="zh_CN",
    )
    assert asked.status == "waiting"
    assert not found(desk, PHONE)
    decide(desk, asked.request_id)
    assert found(desk, PHONE)
    assert found(desk, NAME)
    assert look(desk).findings == ()


@pytest.mark.parametrize(("verdict", "ends"), [("reject", "rejected"), ("return", "returned")])
def test_what_is_not_approved_changes_nothing(
    desk: TestHall, made: Registered, verdict: str, ends: str
) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    with pytest.raises(Refused):
        decide(desk, asked.request_id, verdict, reason=" ")
    assert decide(desk, asked.request_id, verdict).status == ends
    assert not found(desk, NAME)
    with pytest.raises(UserError, match="request_not_waiting"):
        decide(desk, asked.request_id)
    view = approvals.request(desk.clerk, request_id=asked.request_id)
    assert [(each.verdict, each.reason) for each in view.decisions] == [(verdict, "已核对证件")]
    assert look(desk).findings == ()


def test_nobody_decides_the_own_request(desk: TestHall, made: Registered) -> None:
    supervisor = desk.session(Role.SUPERVISOR)
    asked = ask(desk, made.customer_id, "name", by=supervisor, name=NAME)
    assert approvals.to_decide(supervisor) == ()
    with pytest.raises(UserError, match="own_request"):
        decide(desk, asked.request_id, by=supervisor)
    with pytest.raises(NotAllowed):
        decide(desk, asked.request_id, by=Role.CLERK)
    assert not found(desk, NAME)


def test_what_moved_meanwhile_is_not_overwritten(desk: TestHall, made: Registered) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    other = ask(desk, made.customer_id, "name", name="林二诺")
    decide(desk, other.request_id)
    supervisor = desk.session(Role.SUPERVISOR)
    (line,) = approvals.request(supervisor, request_id=asked.request_id).lines
    assert (line.now, line.after, line.moved) == ("林*诺", "林*诺", True)
    assert decide(desk, asked.request_id).status == "overtaken"
    assert found(desk, "林二诺")
    again = ask(desk, made.customer_id, "name", told={"replaces": asked.request_id}, name=NAME)
    assert decide(desk, again.request_id).status == "applied"
    assert found(desk, NAME)
    assert look(desk).findings == ()


def test_what_moved_and_was_not_asked_for_stays(desk: TestHall, made: Registered) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    ask(desk, made.customer_id, "phone", phone=PHONE)
    assert decide(desk, asked.request_id).status == "applied"
    assert found(desk, PHONE)


def test_what_was_shown_before_is_not_what_is_changed(desk: TestHall, made: Registered) -> None:
    old = wish(desk.clerk, made.customer_id, "phone", phone=PHONE)
    ask(desk, made.customer_id, "phone", phone="13900000009")
    with pytest.raises(Conflict):
        approvals.submit(
            desk.clerk,
            new_id(),
            customer_id=made.customer_id,
            items=(old,),
            reason="",
            language="zh_CN",
        )


def test_a_decision_of_something_else_than_was_asked_is_refused(
    desk: TestHall, made: Registered
) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    with pytest.raises(Conflict, match="request_other"):
        decide(desk, asked.request_id, seen="0" * 64)


def test_the_maker_withdraws_and_urges(desk: TestHall, made: Registered) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    approvals.urge(desk.clerk, new_id(), request_id=asked.request_id)
    (row,) = approvals.to_decide(desk.session(Role.SUPERVISOR))
    assert row.urged
    approvals.withdraw(desk.clerk, new_id(), request_id=asked.request_id)
    with pytest.raises(UserError, match="request_not_waiting"):
        decide(desk, asked.request_id)
    assert look(desk).findings == ()


def test_who_may_not_ask_by_the_policy_is_refused(desk: TestHall, made: Registered) -> None:
    """Nobody consents by an agent."""
    with pytest.raises(UserError, match="asked_by"):
        ask(
            desk,
            made.customer_id,
            "consent",
            told={"asked_by": "agent"},
            marketing="refuse",
        )
    assert look(desk).findings == ()


def test_a_look_in_clear_is_on_record_and_ends_with_the_decision(
    desk: TestHall, made: Registered
) -> None:
    asked = ask(desk, made.customer_id, "name", name=NAME)
    supervisor = desk.session(Role.SUPERVISOR)
    (line,) = approvals.look_at_request(supervisor, new_id(), request_id=asked.request_id)
    assert (line.after, line.moved) == (NAME, False)
    assert found(desk, line.before), "the whole name, by which the customer is found"
    decide(desk, asked.request_id, "reject")
    with pytest.raises(UserError, match="request_not_waiting"):
        approvals.look_at_request(supervisor, new_id(), request_id=asked.request_id)
    assert look(desk).findings == ()
