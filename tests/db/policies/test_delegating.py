"""A supervisor lets a colleague decide for some time, and takes it back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Conflict, NotAllowed, Refused, UserError
from app.services import policies, staff
from app.services.policies import Delegated
from app.services.procedure import Query, query
from db.schema.policies import delegation
from tests.databases import REFUSED
from tests.kit.administrators import row_of
from tests.kit.attack import as_owner
from tests.kit.desk import MORNING, NAMES, STAFF_NO, TestHall

CLOCK_OF_PROGRAM = pytest.mark.program_decides(
    "the days pass on the clock that the test moves; that rows are asked for by time is tried on both databases"
)
NOON = MORNING + timedelta(hours=4)


@query(None)
def moment(query: Query) -> datetime:
    """Now by the clock of the database: the server has its own."""
    return query.now


def person(desk: TestHall, role: Role) -> UUID:
    return desk.session(role).actor.id


def delegate(desk: TestHall, role: Role = Role.CLERK, **changes: Any) -> Delegated:
    now = moment(desk.clerk)
    asked = {
        "to_id": person(desk, role),
        "starts_at": now,
        "ends_at": now + timedelta(hours=12),
        "reason": "下午到分公司开会",
        **changes,
    }
    return policies.delegate(desk.session(Role.SUPERVISOR), new_id(), **asked)


@query(None)
def standing(query: Query, staff_id: UUID, at: datetime | None = None) -> tuple[UUID, ...]:
    return policies.standing_delegation(query, staff_id, at)


def test_a_delegation_stands_in_its_time_and_for_its_delegate_only(desk: TestHall) -> None:
    clerk, supervisor = person(desk, Role.CLERK), person(desk, Role.SUPERVISOR)
    now = moment(desk.clerk)
    noon, night = now + timedelta(hours=4), now + timedelta(hours=12)
    instant = timedelta(microseconds=1)
    delegate(desk, starts_at=noon, ends_at=night)
    for at in (None, noon - instant, night):
        assert standing(desk.clerk, clerk, at) == ()
    delegate(desk, starts_at=noon, ends_at=night)  # a second one of the same names them once
    for at in (noon, night - instant):
        assert standing(desk.clerk, clerk, at) == (supervisor,)
        assert standing(desk.clerk, person(desk, Role.RECORDS_KEEPER), at) == ()
        assert standing(desk.clerk, supervisor, at) == ()


def test_a_delegation_that_begins_in_the_past_begins_now(desk: TestHall) -> None:
    before = moment(desk.clerk)
    delegate(desk, starts_at=MORNING - timedelta(days=30))
    (row,) = policies.delegations(desk.session(Role.SUPERVISOR))
    assert before < row.starts_at < before + timedelta(hours=1)
    assert standing(desk.clerk, person(desk, Role.CLERK)) == (person(desk, Role.SUPERVISOR),)


def test_what_was_delegated_is_listed_and_taken_back(desk: TestHall) -> None:
    delegate(desk)
    supervisor = desk.session(Role.SUPERVISOR)
    (row,) = policies.delegations(supervisor)
    assert (row.from_no, row.from_name) == (STAFF_NO[Role.SUPERVISOR], NAMES[Role.SUPERVISOR])
    assert (row.to_no, row.to_name) == (STAFF_NO[Role.CLERK], NAMES[Role.CLERK])
    assert row.standing
    policies.end_delegation(supervisor, new_id(), delegation_id=row.id, version=row.version)
    assert standing(desk.clerk, person(desk, Role.CLERK)) == ()
    (after,) = policies.delegations(supervisor)
    assert (after.standing, after.version) == (False, 2)
    assert after.ended_at is not None
    with pytest.raises(UserError) as error:
        policies.end_delegation(supervisor, new_id(), delegation_id=row.id, version=2)
    assert error.value.code == "delegation_over"


@CLOCK_OF_PROGRAM
def test_what_ended_long_ago_is_listed_no_more(desk: TestHall) -> None:
    delegate(desk)
    desk.clock.pass_time(days=90)
    assert [each.standing for each in policies.delegations(desk.session(Role.SUPERVISOR))] == [
        False
    ]
    desk.clock.pass_time(days=1)
    assert policies.delegations(desk.session(Role.SUPERVISOR)) == ()


def test_it_ends_when_the_supervisor_leaves(desk: TestHall) -> None:
    delegate(desk)
    administrator = desk.session(Role.ADMINISTRATOR)
    row = row_of(administrator, STAFF_NO[Role.SUPERVISOR])
    staff.leave(administrator, new_id(), staff_id=row.staff_id, version=row.version)
    assert standing(desk.clerk, person(desk, Role.CLERK)) == ()


@REFUSED
@pytest.mark.parametrize(
    ("field", "code", "changes"),
    [
        ("to", "not_a_delegate", {"to_id": new_id()}),
        ("ends_at", "ends_before", {"starts_at": NOON, "ends_at": NOON}),
        ("ends_at", "ends_before", {"ends_at": MORNING - timedelta(days=1)}),
        (
            "ends_at",
            "too_long",
            {"starts_at": NOON, "ends_at": NOON + timedelta(days=14, seconds=1)},
        ),
        ("reason", "reason_needed", {"reason": " "}),
        ("reason", "too_long", {"reason": "会" * 1000}),
        ("reason", "invisible", {"reason": "开\u200b会"}),
    ],
)
def test_what_no_delegation_is(
    desk: TestHall, field: str, code: str, changes: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as error:
        delegate(desk, **changes)
    assert [(each.field, each.code) for each in error.value.problems] == [(field, code)]
    assert policies.delegations(desk.session(Role.SUPERVISOR)) == ()


@REFUSED
def test_who_may_be_delegated_to(desk: TestHall) -> None:
    supervisor = desk.session(Role.SUPERVISOR)
    found = policies.may_be_delegated(supervisor)
    assert [(each.staff_no, each.name) for each in found] == [
        (STAFF_NO[Role.CLERK], NAMES[Role.CLERK])
    ]
    for role in set(Role) - {Role.CLERK}:
        with pytest.raises(Refused):  # the supervisor, who decides without it, as well
            delegate(desk, role)
    administrator = desk.session(Role.ADMINISTRATOR)
    row = row_of(administrator, STAFF_NO[Role.CLERK])
    staff.leave(administrator, new_id(), staff_id=row.staff_id, version=row.version)
    assert policies.may_be_delegated(supervisor) == ()


@REFUSED
def test_nobody_but_a_supervisor_delegates(desk: TestHall) -> None:
    for role in set(Role) - {Role.SUPERVISOR}:
        with pytest.raises(NotAllowed):
            policies.delegate(
                desk.session(role),
                new_id(),
                to_id=person(desk, Role.CLERK),
                starts_at=MORNING,
                ends_at=NOON,
                reason="开会",
            )


def test_nobody_ends_what_is_not_there(desk: TestHall) -> None:
    with pytest.raises(Conflict):
        policies.end_delegation(
            desk.session(Role.SUPERVISOR), new_id(), delegation_id=new_id(), version=1
        )


def test_a_row_that_no_supervisor_signed_gives_nothing(desk: TestHall) -> None:
    """Put beside the program, or turned to somebody else."""
    delegate(desk)
    keeper = person(desk, Role.RECORDS_KEEPER)
    with as_owner(desk.installation) as connection:
        row = connection.execute(sa.select(delegation)).one()._asdict()
        connection.execute(sa.insert(delegation).values({**row, "id": new_id(), "to_id": keeper}))
    assert standing(desk.clerk, keeper) == ()
    with as_owner(desk.installation) as connection:
        longer = row["ends_at"] + timedelta(days=1)
        connection.execute(sa.update(delegation).values(ends_at=longer))
    assert standing(desk.clerk, person(desk, Role.CLERK)) == ()


@pytest.mark.parametrize("column", ["to_id", "from_id", "ends_at", "starts_at", "row"])
def test_the_database_keeps_a_delegation_as_it_was_given(desk: TestHall, column: str) -> None:
    delegate(desk)
    keeper = person(desk, Role.RECORDS_KEEPER)
    values: dict[str, Any] = {
        "to_id": keeper,
        "from_id": keeper,
        "ends_at": datetime(2040, 1, 1, tzinfo=UTC),
        "starts_at": MORNING - timedelta(days=1),
    }
    statement: sa.UpdateBase = sa.delete(delegation)
    if column in values:
        statement = sa.update(delegation).values({column: values[column]})
    with (
        desk.installation.engine.connect() as connection,
        pytest.raises(sa.exc.DBAPIError),
        connection.begin(),
    ):
        connection.execute(statement)


def test_the_database_takes_no_delegation_to_oneself_and_none_that_ends_before_it_begins(
    desk: TestHall,
) -> None:
    given = delegate(desk)
    engine = desk.installation.engine
    with engine.connect() as connection:
        row = connection.execute(sa.select(delegation)).one()._asdict()
    assert row["id"] == given.id
    for wrong in ({"to_id": row["from_id"]}, {"ends_at": row["starts_at"]}):
        with (
            engine.connect() as connection,
            pytest.raises(sa.exc.IntegrityError),
            connection.begin(),
        ):
            connection.execute(sa.insert(delegation).values({**row, "id": new_id(), **wrong}))
