"""What falls due of requests, on both databases: booked ones on their day, and those that nobody decided in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.policies import Approval
from app.errors import Refused, UserError
from app.services import approvals, customers, due, policies
from tests.kit.desk import TestHall
from tests.kit.kinds_of_change import Customer, cash, standing, wanted
from tests.kit.kinds_of_change import customer as registered
from tests.kit.requests import decide
from tests.kit.verified import look

FIRST = date(2026, 12, 1)
NEXT_WEEK = {"days": 9}


@pytest.fixture
def who(desk: TestHall) -> Customer:
    return registered(desk)


def status(who: Customer, request_id: object) -> str:
    rows = approvals.requests_of_customer(who.desk.clerk, customer_id=who.id)
    (found,) = [each.status for each in rows if each.id == request_id]
    return found


def run(desk: TestHall, name: str) -> int:
    return due.run_due(desk.session(Role.SUPERVISOR), name, limit=10).chunks


def left(desk: TestHall, name: str) -> int:
    found = [each.left for each in due.overdue(desk.clerk) if each.name == name]
    return found[0] if found else 0


def test_from_the_first_of_next_month(who: Customer) -> None:
    booked = wanted(who, "suspend", effective_on=FIRST)
    assert booked.status == "booked"
    assert run(who.desk, "changes.booked") == 0
    assert standing(who, "suspend")["status"] == "active"
    (row,) = approvals.my_requests(who.desk.clerk)
    assert (row.id, row.status) == (booked.request_id, "booked")
    who.desk.clock.pass_time(**NEXT_WEEK)
    assert left(who.desk, "changes.booked") == 1
    assert run(who.desk, "changes.booked") == 1
    assert status(who, booked.request_id) == "applied"
    assert standing(who, "suspend")["status"] == "suspended"
    assert run(who.desk, "changes.booked") == left(who.desk, "changes.booked") == 0
    assert look(who.desk).findings == ()


def test_a_booked_one_that_was_approved_and_costs_goes_on_the_account(
    who: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force = policies.in_force
    monkeypatch.setattr(
        policies,
        "in_force",
        lambda *asked: replace(in_force(*asked), approval=Approval("approved", 1)),
    )
    after = {"offering": "TV-HD 高清互动套餐"}
    with pytest.raises(Refused):
        wanted(who, "plan", after, effective_on=FIRST, payment=cash("300"))
    asked = wanted(who, "plan", after, effective_on=FIRST)
    assert asked.status == "waiting"
    assert decide(who.desk, asked.request_id).status == "booked"
    who.desk.clock.pass_time(**NEXT_WEEK)
    run(who.desk, "changes.booked")
    assert status(who, asked.request_id) == "applied"
    assert standing(who, "plan")["contract_end"] == "2027-12-01"


def test_one_whose_fields_moved_goes_back_to_the_desk(who: Customer) -> None:
    booked = wanted(who, "suspend", effective_on=FIRST)
    wanted(who, "suspend")
    wanted(who, "resume")
    wanted(who, "suspend")
    who.desk.clock.pass_time(**NEXT_WEEK)
    run(who.desk, "changes.booked")
    assert status(who, booked.request_id) == "overtaken"
    assert [each.status for each in approvals.my_requests(who.desk.clerk)] == ["overtaken"]
    assert look(who.desk).findings == ()


def test_a_booked_one_is_cancelled(who: Customer) -> None:
    booked = wanted(who, "suspend", effective_on=FIRST)
    approvals.withdraw(who.desk.clerk, new_id(), request_id=booked.request_id)
    who.desk.clock.pass_time(**NEXT_WEEK)
    assert run(who.desk, "changes.booked") == 0
    again = approvals.apply_booked(who.desk.clerk, new_id(), request_id=booked.request_id)
    assert again.status == "withdrawn"
    assert standing(who, "suspend")["status"] == "active"


def test_nothing_is_booked_for_the_past(who: Customer) -> None:
    with pytest.raises(Refused):
        wanted(who, "suspend", effective_on=FIRST - timedelta(days=20))


def test_past_twice_its_hours_a_request_expires(who: Customer) -> None:
    asked = wanted(who, "name")
    who.desk.clock.pass_time(hours=47)
    assert run(who.desk, "approvals.expire") == left(who.desk, "approvals.expire") == 0
    who.desk.clock.pass_time(hours=2)
    assert left(who.desk, "approvals.expire") == 1
    assert run(who.desk, "approvals.expire") == 1
    assert status(who, asked.request_id) == "expired"
    with pytest.raises(UserError, match="request_not_waiting"):
        decide(who.desk, asked.request_id)
    assert look(who.desk).findings == ()


def test_nobody_decides_it_before_the_due_work_ran(who: Customer) -> None:
    asked = wanted(who, "name")
    who.desk.clock.pass_time(hours=49)
    assert decide(who.desk, asked.request_id).status == "expired"
    assert not customers.find(who.desk.clerk, text="林一诺").rows
    assert look(who.desk).findings == ()


def test_what_was_done_before_its_review_never_expires(
    who: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_force = policies.in_force
    monkeypatch.setattr(
        policies,
        "in_force",
        lambda *asked: replace(in_force(*asked), approval=Approval("reviewed_after", 1)),
    )
    asked = wanted(who, "phone")
    assert asked.status == "applied"
    who.desk.clock.pass_time(hours=100)
    assert run(who.desk, "approvals.expire") == 0
    same = approvals.expire(who.desk.clerk, new_id(), request_ids=(asked.request_id,))
    assert same.requests == 0
    assert status(who, asked.request_id) == "applied"
