"""Policies: changed by an administrator from a day on, in force by the business date, every earlier one kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.default_policies import DEFAULT_POLICIES
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.policies import APPROVED, Approval, Policy, PolicyForm, form_of
from app.errors import Conflict, NotAllowed, Refused, UserError
from app.services import policies
from app.services.policies import ListedPolicy, PolicyEdited
from app.services.procedure import Query, query
from db.schema.policies import policy
from tests.databases import REFUSED
from tests.kit.attack import as_owner
from tests.kit.desk import MORNING, STAFF_NO, TestHall

TODAY = MORNING.date()
CLOCK_OF_PROGRAM = pytest.mark.program_decides(
    "the day comes from the clock that the test moves; that rows are asked for by day is tried on both databases"
)
TWO: dict[str, Any] = {"mode": "approved", "steps": 2}


@query(None)
def today(query: Query) -> date:
    """By the clock of the database: the server has its own."""
    return query.today


def listed(desk: TestHall, kind: str = "phone") -> ListedPolicy:
    return next(each for each in policies.policies(desk.clerk) if each.kind == kind)


def edit(
    desk: TestHall,
    kind: str = "phone",
    *,
    on: date | str = "",
    seen: int | None = None,
    **changes: Any,
) -> PolicyEdited:
    form = replace(form_of(DEFAULT_POLICIES[kind]), **changes)
    return policies.edit_policy(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        kind=kind,
        seen=listed(desk, kind).seen if seen is None else seen,
        valid_from=str(on or today(desk.clerk)),
        form=form,
    )


@query(None)
def in_force(query: Query, kind: str = "phone", day: date | None = None) -> Policy:
    return policies.in_force(query, kind, day)


def test_a_kind_that_nobody_changed_has_its_default(desk: TestHall) -> None:
    assert [each.kind for each in policies.policies(desk.clerk)] == list(DEFAULT_POLICIES)
    assert listed(desk) == ListedPolicy("phone", DEFAULT_POLICIES["phone"], None, None, 0)
    assert in_force(desk.clerk) == DEFAULT_POLICIES["phone"]
    assert policies.policy_history(desk.clerk, kind="phone") == ()


def test_a_change_holds_from_its_day_on_and_the_next_one_takes_over(desk: TestHall) -> None:
    now = today(desk.clerk)
    later = now + timedelta(days=10)
    edit(desk, on=later, **TWO)
    assert in_force(desk.clerk) == DEFAULT_POLICIES["phone"]
    assert listed(desk).changes_on == later
    edit(desk, hours=8, source=" 省公司〔2026〕12 号 ")  # until the later one
    expected = replace(DEFAULT_POLICIES["phone"], hours=8, source="省公司〔2026〕12 号")
    assert in_force(desk.clerk) == expected
    assert in_force(desk.clerk, day=later - timedelta(days=1)) == expected
    assert in_force(desk.clerk, day=later).approval == Approval("approved", 2)
    edit(desk, on=later)  # back to the default
    assert in_force(desk.clerk, day=later) == DEFAULT_POLICIES["phone"]
    assert in_force(desk.clerk, day=later - timedelta(days=1)) == expected
    assert in_force(desk.clerk, "email") == DEFAULT_POLICIES["email"]
    history = policies.policy_history(desk.clerk, kind="phone")
    assert [(each.valid_from, each.policy.steps) for each in history] == [
        (later, 0),
        (now, 0),
        (later, 2),
    ]
    assert [each.valid_to for each in history] == [None, later - timedelta(days=1), None]
    assert {each.staff_no for each in history} == {STAFF_NO[Role.ADMINISTRATOR]}


def test_a_second_change_of_a_day_takes_the_place_of_the_first(desk: TestHall) -> None:
    first = edit(desk, **TWO)
    second = edit(desk, hours=4)
    assert second.policy_id == first.policy_id
    assert in_force(desk.clerk) == replace(DEFAULT_POLICIES["phone"], hours=4)
    tomorrow = today(desk.clerk) + timedelta(days=1)
    edit(desk, on=tomorrow, **TWO)
    assert in_force(desk.clerk, day=tomorrow).steps == 2
    assert in_force(desk.clerk).hours == 4
    assert [each.policy.hours for each in policies.policy_history(desk.clerk, kind="phone")] == [
        24,
        4,
        4,
        24,
    ]


def test_who_asks_and_what_makes_it_stricter_come_back_as_they_were_said(desk: TestHall) -> None:
    stricter = {"typed": Approval("reviewed_after", 2), "face_differs": APPROVED}
    edit(desk, asked_by=("guardian", "holder"), stricter=stricter, brings="收据", prints="on_wish")
    found = in_force(desk.clerk)
    assert found.asked_by == {"holder", "guardian"}
    assert found.stricter == stricter
    assert (found.brings, found.prints) == ("收据", "on_wish")
    assert found.proofs == DEFAULT_POLICIES["phone"].proofs


@CLOCK_OF_PROGRAM
def test_a_change_takes_over_when_its_day_comes(desk: TestHall) -> None:
    edit(desk, on=TODAY + timedelta(days=10), **TWO)
    desk.clock.pass_time(days=9)
    assert in_force(desk.clerk).steps == 0
    desk.clock.pass_time(days=1)
    assert in_force(desk.clerk).steps == 2
    assert listed(desk).since == TODAY + timedelta(days=10)


@REFUSED
def test_bad_values_are_named_and_change_nothing(desk: TestHall) -> None:
    with pytest.raises(Refused) as error:
        edit(desk, "cancel", on="tomorrow", mode="reviewed_after", steps=1, hours=0, asked_by=())
    assert [(each.field, each.code) for each in error.value.problems] == [
        ("valid_from", "date"),
        ("approval", "never_after"),
        ("hours", "value_range"),
        ("asked_by", "nobody_asks"),
    ]
    assert listed(desk, "cancel").seen == 0


@REFUSED
@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TODAY - timedelta(days=1), "day_past"),
        (TODAY + timedelta(days=366), "day_far"),
        ("2026-11-31", "no_such_day"),
    ],
)
def test_a_policy_changes_today_or_within_a_year(
    desk: TestHall, day: date | str, code: str
) -> None:
    with pytest.raises(Refused) as error:
        edit(desk, on=day, **TWO)
    assert [(each.field, each.code) for each in error.value.problems] == [("valid_from", code)]


@REFUSED
def test_nothing_changed_is_said(desk: TestHall) -> None:
    with pytest.raises(UserError) as error:
        edit(desk)
    assert error.value.code == "nothing_changed"
    edit(desk, on=TODAY + timedelta(days=3), **TWO)
    with pytest.raises(UserError) as error:
        edit(desk, on=TODAY + timedelta(days=5), **TWO)  # it is so by then already
    assert error.value.code == "nothing_changed"


@REFUSED
def test_a_change_of_what_somebody_else_changed_meanwhile_is_a_conflict(desk: TestHall) -> None:
    edit(desk, **TWO)
    with pytest.raises(Conflict):
        edit(desk, seen=0, hours=2)
    with pytest.raises(Conflict):
        policies.edit_policy(
            desk.session(Role.ADMINISTRATOR),
            new_id(),
            kind="nothing",
            seen=0,
            valid_from=str(TODAY),
            form=form_of(DEFAULT_POLICIES["phone"]),
        )


@REFUSED
def test_a_supervisor_reads_policies_and_changes_none(desk: TestHall) -> None:
    supervisor = desk.session(Role.SUPERVISOR)
    assert len(policies.policies(supervisor)) == len(DEFAULT_POLICIES)
    form: PolicyForm = form_of(DEFAULT_POLICIES["name"])
    with pytest.raises(NotAllowed):
        policies.edit_policy(
            supervisor, new_id(), kind="name", seen=0, valid_from=str(TODAY), form=form
        )


def test_a_policy_that_was_switched_off_beside_the_program_is_not_used(desk: TestHall) -> None:
    edit(desk, "name", steps=2)
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(policy).values(mode="at_once", steps=0))
    with pytest.raises(UserError) as error:
        in_force(desk.clerk, "name")
    assert error.value.code == "policy_differs"
    assert listed(desk, "name").policy is None


@pytest.mark.parametrize(
    "statement",
    [
        sa.delete(policy),
        sa.update(policy).values(kind="email"),
        sa.update(policy).values(valid_from=date(2026, 1, 1)),
        sa.update(policy).values(mode="at_once"),
        sa.update(policy).values(steps=4),
        sa.update(policy).values(hours=0),
        sa.update(policy).values(valid_to=date(2026, 1, 1)),
        sa.update(policy).values(mode="reviewed_after"),
    ],
    ids=str,
)
def test_the_database_itself_refuses_what_no_policy_is(
    desk: TestHall, statement: sa.UpdateBase
) -> None:
    edit(desk, "cancel", mode="approved", steps=1)
    with (
        desk.installation.engine.connect() as connection,
        pytest.raises(sa.exc.DBAPIError),
        connection.begin(),
    ):
        connection.execute(statement)
    assert in_force(desk.clerk, "cancel").approval == APPROVED
