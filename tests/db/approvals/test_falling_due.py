"""What falls due of requests, on both databases: booked ones on their day, and those that nobody decided in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.dates import add_months
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.policies import Approval
from app.errors import Refused, UserError
from app.services import approvals, customers, due, policies
from tests.kit.desk import TestHall
from tests.kit.kinds_of_change import Customer, cash, pass_days, standing, today, wanted
from tests.kit.kinds_of_change import customer as registered
from tests.kit.requests import decide
from tests.kit.verified import look

DAYS = 9


@pytest.fixture
def who(desk: TestHall) -> Customer:
    return registered(desk)


def later(who: Customer) -> date:
    return today(who.desk) + timedelta(days=DAYS)


def status(who: Customer, request_id: object) -> str:
    rows = approvals.requests_of_customer(who.desk.clerk, customer_id=who.id)
    (found,) = [each.status for each in rows if each.id == request_id]
    return found


def run(desk: TestHall, name: str) -> int:
    return due.run_due(desk.session(Role.SUPERVISOR), name, limit=10).chunks


def left(desk: TestHall, name: str) -> int:
    found = [each.left for each in due.overdue(desk.clerk) if each.name == name]
    return found[0] if found else 0


def test_from_a_later_day_on(who: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    booked = wanted(who, "suspend", effective_on=later(who))
    assert booked.status == "booked"
    assert run(who.desk, "changes.booked") == 0
    assert standing(who, "suspend")["status"] == "active"
    (row,) = approvals.my_requests(who.desk.clerk)
    assert (row.id, row.status) == (booked.request_id, "booked")
    pass_days(who.desk, monkeypatch, DAYS)
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
        wanted(who, "plan", after, effective_on=later(who), payment=cash("300"))
    day = later(who)
    asked = wanted(who, "plan", after, effective_on=day)
    assert asked.status == "waiting"
    assert decide(who.desk, asked.request_id).status == "booked"
    pass_days(who.desk, monkeypatch, DAYS)
    run(who.desk, "changes.booked")
    assert status(who, asked.request_id) == "applied"
    assert standing(who, "plan")["contract_end"] == add_months(day, 12).isoformat()


def test_one_whose_fields_moved_goes_back_to_the_desk(
    who: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    booked = wanted(who, "suspend", effective_on=later(who))
    wanted(who, "suspend")
    wanted(who, "resume")
    wanted(who, "suspend")
    pass_days(who.desk, monkeypatch, DAYS)
    run(who.desk, "changes.booked")
    assert status(who, booked.request_id) == "overtaken"
    assert [each.status for each in approvals.my_requests(who.desk.clerk)] == ["overtaken"]
    assert look(who.desk).findings == ()


def test_a_booked_one_is_cancelled(who: Customer, monkeypatch: pytest.MonkeyPatch) -> None:
    booked = wanted(who, "suspend", effective_on=later(who))
    approvals.withdraw(who.desk.clerk, new_id(), request_id=booked.request_id)
    pass_days(who.desk, monkeypatch, DAYS)
    assert run(who.desk, "changes.booked") == 0
    again = approvals.apply_booked(who.desk.clerk, new_id(), request_id=booked.request_id)
    assert again.status == "withdrawn"
    assert standing(who, "suspend")["status"] == "active"


def test_nothing_is_booked_for_the_past(who: Customer) -> None:
    with pytest.raises(Refused):
        wanted(who, "suspend", effective_on=today(who.desk) - timedelta(days=1))


def test_past_twice_its_hours_a_request_expires(local_desk: TestHall) -> None:
    """By the hour, where a test moves the clock."""
    who = registered(local_desk)
    asked = wanted(who, "name")
    local_desk.clock.pass_time(hours=47)
    assert run(local_desk, "approvals.expire") == left(local_desk, "approvals.expire") == 0
    local_desk.clock.pass_time(hours=2)
    assert left(local_desk, "approvals.expire") == 1
    assert run(local_desk, "approvals.expire") == 1
    assert status(who, asked.request_id) == "expired"


@pytest.fixture
def without_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy by which a request waits for no hour."""
    in_force = policies.in_force
    monkeypatch.setattr(policies, "in_force", lambda *asked: replace(in_force(*asked), hours=0))


@pytest.mark.usefixtures("without_patience")
def test_an_expired_one_is_decided_by_nobody(who: Customer) -> None:
    asked = wanted(who, "name")
    assert left(who.desk, "approvals.expire") == 1
    assert run(who.desk, "approvals.expire") == 1
    assert left(who.desk, "approvals.expire") == 0
    assert status(who, asked.request_id) == "expired"
    with pytest.raises(UserError, match="request_not_waiting"):
        decide(who.desk, asked.request_id)
    assert look(who.desk).findings == ()


@pytest.mark.usefixtures("without_patience")
def test_nobody_decides_it_before_the_due_work_ran(who: Customer) -> None:
    asked = wanted(who, "name")
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
        lambda *asked: replace(in_force(*asked), approval=Approval("reviewed_after", 1), hours=0),
    )
    asked = wanted(who, "phone")
    assert asked.status == "applied"
    assert run(who.desk, "approvals.expire") == 0
    same = approvals.expire(who.desk.clerk, new_id(), request_ids=(asked.request_id,))
    assert same.requests == 0
    assert status(who, asked.request_id) == "applied"
