"""What the top bar counts, and what is asked for anew, on both databases."""

from __future__ import annotations

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import approvals, registration
from app.services.approvals import RequestCounts
from app.services.registration import Registered
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.requests import ask, decide


@pytest.fixture
def made(desk: TestHall) -> Registered:
    return registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))


def test_each_counts_what_is_to_be_seen_to(desk: TestHall, made: Registered) -> None:
    supervisor = desk.session(Role.SUPERVISOR)
    assert approvals.counts(desk.clerk) == RequestCounts(False, 0, 0, 0)
    asked = ask(desk, made.customer_id, "name", name="林一诺")
    ask(desk, made.customer_id, "email", email="lin@example.org")  # done at once: nobody waits
    assert approvals.counts(desk.clerk) == RequestCounts(False, 0, 1, 0)
    assert approvals.counts(supervisor) == RequestCounts(True, 1, 0, 0)
    assert approvals.counts(desk.session(Role.AUDITOR)) == RequestCounts(False, 0, 0, 0)
    decide(desk, asked.request_id, "return")
    assert approvals.counts(desk.clerk) == RequestCounts(False, 0, 0, 1)
    assert approvals.counts(supervisor) == RequestCounts(True, 0, 0, 0)


def test_the_maker_alone_gets_the_own_texts_back(desk: TestHall, made: Registered) -> None:
    asked = ask(desk, made.customer_id, "name", name="林一诺")
    found = approvals.asked_for(desk.clerk, request_id=asked.request_id)
    assert [(each.kind, dict(each.after)) for each in found.items] == [("name", {"name": "林一诺"})]
    assert "林一诺" not in repr(found)
    with pytest.raises(UserError, match="gone"):
        approvals.asked_for(desk.session(Role.SUPERVISOR), request_id=asked.request_id)
    approvals.withdraw(desk.clerk, new_id(), request_id=asked.request_id)
    with pytest.raises(UserError, match="request_ended"):
        approvals.asked_for(desk.clerk, request_id=asked.request_id)
