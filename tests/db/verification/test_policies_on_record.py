"""What verification reads of policies and delegations: which were in force at a time, for what is judged by them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from app.domain.canonical import to_plain
from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.findings import Findings
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.policies import form_of
from app.services import policies as changed
from app.services.procedure import Query, query
from app.services.verification import policies
from app.services.verification.allowed import Allowed
from app.services.verification.policies import PoliciesOnRecord
from app.services.verification.signers import Signers
from tests.kit.desk import TestHall
from tests.kit.verified import look

NAME = DEFAULT_POLICIES["name"]
HOUR = timedelta(hours=1)


def load(desk: TestHall) -> PoliciesOnRecord:
    findings = Findings()
    allowed = Allowed(Signers({}, {}, "Asia/Shanghai"), findings)
    with desk.installation.engine.connect() as connection:
        found = policies.load(connection, allowed, findings)
    assert findings.found == []
    return found


@query(None)
def now(query: Query) -> datetime:
    return query.now


def edit(desk: TestHall, day: str, **changes: object) -> None:
    form = form_of(NAME)
    seen = next(each.seen for each in changed.policies(desk.clerk) if each.kind == "name")
    made = type(form)(**{**vars(form), **changes})
    changed.edit_policy(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        kind="name",
        seen=seen,
        valid_from=day,
        form=made,
    )


@pytest.mark.program_decides(
    "the days pass on the clock that the test moves; versions are read the same way on both by test_records"
)
def test_what_was_in_force_is_known_for_every_time(desk: TestHall) -> None:
    before = now(desk.clerk)
    today = before.date()
    desk.clock.pass_time(hours=1)
    edit(desk, str(today), steps=2)
    after = now(desk.clerk)
    desk.clock.pass_time(hours=1)
    edit(desk, str(today + timedelta(days=2)), steps=3)
    edit(desk, str(today), mode="at_once", steps=0)  # the first one's row is changed
    found, last = load(desk), now(desk.clerk) + HOUR
    assert [each.steps for each in found.in_force("name", before, today)] == [1]
    assert [each.steps for each in found.in_force("name", after + HOUR / 2, today)] == [2]
    assert [each.steps for each in found.in_force("name", last, today)] == [0]
    assert [each.steps for each in found.in_force("name", last, today + timedelta(days=2))] == [3]
    assert [each.steps for each in found.in_force("name", after, today)] == [1, 2]  # just then
    assert found.in_force("email", last, today) == [DEFAULT_POLICIES["email"]]
    assert found.in_force("nothing", last, today) == []
    assert look(desk).findings == ()


def test_who_could_decide_for_whom_is_known_for_every_time(desk: TestHall) -> None:
    supervisor, clerk = desk.session(Role.SUPERVISOR), desk.clerk.actor.id
    begins = now(desk.clerk) + HOUR
    changed.delegate(
        supervisor,
        new_id(),
        to_id=clerk,
        starts_at=begins,
        ends_at=begins + HOUR,
        reason="下午开会",
    )
    found, giver = load(desk), supervisor.actor.id
    assert found.delegated(giver, clerk, begins + HOUR / 2)
    assert not found.delegated(clerk, giver, begins + HOUR / 2)
    assert not found.delegated(giver, clerk, begins - HOUR / 2)
    assert not found.delegated(giver, clerk, begins + 2 * HOUR)
    row = changed.delegations(supervisor)[0]
    changed.end_delegation(supervisor, new_id(), delegation_id=row.id, version=row.version)
    assert not load(desk).delegated(giver, clerk, begins + HOUR / 2)  # taken back before it began
    assert look(desk).findings == ()


def test_a_form_is_stored_as_a_version_says_it() -> None:
    assert set(policies._TERMS) == set(to_plain(form_of(NAME)))  # type: ignore[arg-type]
