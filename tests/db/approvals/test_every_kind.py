"""Every kind of change on both databases: done at once or when a supervisor approved it, overtaken when something moved
meanwhile, and refused without a change."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.permissions import Role
from app.domain.policies import APPROVED
from app.errors import Refused, UserError
from app.services import approvals, policies
from tests.databases import ONE_KIND
from tests.kit.desk import TestHall
from tests.kit.kinds_of_change import EXAMPLES, Customer, customer, standing, wanted
from tests.kit.requests import decide
from tests.kit.verified import look

KINDS = sorted(EXAMPLES)


@pytest.fixture
def who(desk: TestHall) -> Customer:
    return customer(desk)


@pytest.fixture
def asking_a_supervisor(monkeypatch: pytest.MonkeyPatch) -> None:
    """A policy that asks one for every kind."""
    in_force = policies.in_force
    monkeypatch.setattr(
        policies, "in_force", lambda *asked: replace(in_force(*asked), approval=APPROVED)
    )


def has_become(who: Customer, kind: str) -> bool:
    """Whether everything that was asked for stands there, masked."""
    now, shown = standing(who, kind), approvals.KINDS[kind].shown
    asked = {**EXAMPLES[kind].asked(who), **EXAMPLES[kind].becomes}
    return all(now[name] == shown(name, text) or text == "*" for name, text in asked.items())


def test_every_kind_has_an_example() -> None:
    assert set(EXAMPLES) == set(approvals.KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_done_as_its_policy_asks(who: Customer, kind: str) -> None:
    example = EXAMPLES[kind]
    example.first(who)
    before = standing(who, kind)
    if not example.waits:
        done = wanted(who, kind, payment=example.paid)
        assert done.status == "applied"
    else:
        asked = wanted(who, kind)
        assert asked.status == "waiting"
        assert standing(who, kind) == before
        assert decide(who.desk, asked.request_id).status == "applied"
    assert has_become(who, kind)
    assert look(who.desk).findings == ()


@ONE_KIND
@pytest.mark.parametrize("kind", [kind for kind in KINDS if not EXAMPLES[kind].waits])
def test_it_waits_where_a_policy_asks_for_it_and_is_carried_out_once(
    who: Customer, kind: str, request: pytest.FixtureRequest
) -> None:
    EXAMPLES[kind].first(who)
    request.getfixturevalue("asking_a_supervisor")
    before = standing(who, kind)
    asked, again = wanted(who, kind), wanted(who, kind)
    assert {asked.status, again.status} == {"waiting"}
    assert standing(who, kind) == before
    assert decide(who.desk, asked.request_id).status == "applied"
    assert has_become(who, kind)
    after = standing(who, kind)
    assert decide(who.desk, again.request_id).status == "overtaken"
    assert standing(who, kind) == after
    assert look(who.desk).findings == ()


@ONE_KIND
@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wrong_is_refused_and_changes_nothing(who: Customer, kind: str) -> None:
    example = EXAMPLES[kind]
    example.first_refused(who)
    before = standing(who, kind)
    known = approvals.requests_of_customer(who.desk.clerk, customer_id=who.id)
    after, code = example.refused
    with pytest.raises(UserError) as refused:
        wanted(who, kind, after)
    found = refused.value
    codes = {each.code for each in found.problems} if isinstance(found, Refused) else {found.code}
    assert code in codes
    assert standing(who, kind) == before
    assert approvals.requests_of_customer(who.desk.clerk, customer_id=who.id) == known


@ONE_KIND
@pytest.mark.parametrize("kind", KINDS)
def test_a_rejected_one_changes_nothing(
    who: Customer, kind: str, request: pytest.FixtureRequest
) -> None:
    EXAMPLES[kind].first(who)
    request.getfixturevalue("asking_a_supervisor")
    before = standing(who, kind)
    asked = wanted(who, kind)
    assert decide(who.desk, asked.request_id, "reject", by=Role.SUPERVISOR).status == "rejected"
    assert standing(who, kind) == before
