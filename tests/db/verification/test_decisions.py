"""A decision carries out somebody else's request: it is judged as its own kind for its signer, and as the kind of
the request for what it wrote, with the request's maker in the place of the actor (security.md 4)."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services.procedure import RULES, Work
from app.services.verification import declared, requests
from app.services.verification.declared import Kind, Rules
from db.schema.catalogue import offering
from db.schema.interactions import interaction
from db.schema.permits import permit
from tests.databases import JUDGED
from tests.kit.desk import TestHall
from tests.kit.forging import change, copy, forged
from tests.kit.papers import registered
from tests.kit.verified import codes, look

pytestmark = JUDGED

DECIDE = Kind(
    "approvals.decide",
    frozenset({"supervisor"}),
    {"permit": {"granted_by": "actor"}},
    {},
    decides=True,
)
APPLIED = Kind(
    "changes.name",
    frozenset({"clerk"}),
    {"interaction": {"staff_id": "actor", "hall_id": "hall"}},
    {"offering": {"name": "any"}},
)


@pytest.fixture
def working(desk: TestHall, monkeypatch: pytest.MonkeyPatch) -> TestHall:
    """A hall whose program has a kind that decides, and a kind that is asked for."""
    known = declared.rules(RULES)
    assert known is not None
    kinds = dict(known.kinds) | {each.name: each for each in (DECIDE, APPLIED)}
    with_both = replace(known, kinds=kinds)
    real = declared.rules

    def rules(number: int) -> Rules | None:
        return with_both if number == RULES else real(number)

    monkeypatch.setattr(declared, "rules", rules)
    monkeypatch.setattr(requests, "check", lambda *_: None)  # no request stands behind these events
    desk.session(Role.SUPERVISOR)
    registered(desk)
    return desk


def _decide(
    desk: TestHall, maker: UUID, *, by: Role = Role.SUPERVISOR, kind: str = "changes.name"
) -> Work:
    with forged(desk.session(by), "approvals.decide") as work:
        work.on_behalf = {"request": str(new_id()), "kinds": [kind], "maker": str(maker)}
        copy(work, interaction, staff_id=maker)
    return work


def test_what_was_asked_for_bears_the_stamp_of_its_maker(working: TestHall) -> None:
    _decide(working, working.clerk.actor.id)
    assert look(working).findings == ()


def test_it_changes_what_the_request_may_change_and_no_more(working: TestHall) -> None:
    clerk = working.clerk.actor.id
    for changes in ({"name": "新名称"}, {"monthly_fee": 1}):
        assert look(working).findings == ()
        with forged(working.session(Role.SUPERVISOR), "approvals.decide") as work:
            work.on_behalf = {
                "request": str(new_id()),
                "kinds": ["changes.name"],
                "maker": str(clerk),
            }
            change(work, offering, **changes)
    assert codes(look(working)) == {"change_not_allowed"}


def test_it_does_not_bear_the_stamp_of_who_decided(working: TestHall) -> None:
    with forged(working.session(Role.SUPERVISOR), "approvals.decide") as work:
        clerk = str(working.clerk.actor.id)
        work.on_behalf = {"request": str(new_id()), "kinds": ["changes.name"], "maker": clerk}
        copy(work, interaction, staff_id=work.session.actor.id)
    assert codes(look(working)) == {"stamp_wrong"}


def test_what_the_decision_itself_writes_bears_the_stamp_of_who_decided(working: TestHall) -> None:
    """Not of the maker."""
    supervisor, clerk = working.session(Role.SUPERVISOR), working.clerk.actor.id
    for granter, found in ((supervisor.actor.id, set[str]()), (clerk, {"stamp_wrong"})):
        with forged(supervisor, "approvals.decide") as work:
            work.on_behalf = {
                "request": str(new_id()),
                "kinds": ["changes.name"],
                "maker": str(clerk),
            }
            work.insert(
                permit,
                purpose="manual_entry",
                granted_by=granter,
                granted_to=new_id(),
                workstation_id=supervisor.installation.workstation.id,
                granted_at=work.now,
                expires_at=work.now.replace(year=2027),
            )
        assert codes(look(working)) == found


def test_nobody_decides_their_own_request(working: TestHall) -> None:
    _decide(working, working.session(Role.SUPERVISOR).actor.id)
    assert "request_wrong" in codes(look(working)), "a supervisor may not even ask for it"
    _decide(working, working.clerk.actor.id, by=Role.CLERK)
    assert {"role_not_allowed", "own_request"} <= codes(look(working))


@pytest.mark.parametrize("kind", ["rules.edit", "no.such_kind", "approvals.decide"])
def test_nobody_asks_for_what_they_may_not_do(working: TestHall, kind: str) -> None:
    _decide(working, working.clerk.actor.id, kind=kind)
    assert "request_wrong" in codes(look(working))


def test_a_request_of_nobody_is_none(working: TestHall) -> None:
    _decide(working, new_id())
    assert "request_wrong" in codes(look(working))
