"""Due work: in chunks, each once, by whom it is for; proved with a kind of this test's own."""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.domain.permissions import Permission, Role
from app.errors import Conflict
from app.services import due
from app.services.due import Chunk, DueKind, Left, Overdue, Ran
from app.services.due.running import chunk_id
from app.services.procedure import Query, Work, procedure
from app.services.session import Session
from app.services.verification import verify
from db.schema.operations import operation, operation_replay
from tests.databases import REFUSED
from tests.kit.clocks import threadsafe
from tests.kit.desk import TestHall

PARTS = 5
DONE = sa.select(sa.func.count()).where(
    operation.c.kind == "test.due", operation.c.outcome == "done"
)


@dataclass(frozen=True)
class Did:
    part: int


@procedure("test.due", Permission.CUSTOMER_SEARCH)
def do_part(work: Work, *, part: int, stops: bool = False) -> Did:
    if stops:
        raise Conflict("stops", "This part stops.")
    return Did(part)


def parts_left(query: Query) -> Left:
    return Left(PARTS - query.execute(DONE).scalar_one(), PARTS)


def next_part(_query: Query, after: str) -> Chunk | None:
    part = int(after or -1) + 1
    return Chunk(str(part), str(part), {"part": part}) if part < PARTS else None


KIND = DueKind(
    name="test.due",
    title="Test work",
    tells="It is tried.",
    permission=Permission.CUSTOMER_SEARCH,
    needs_records_key=False,
    left=parts_left,
    next=next_part,
    do=do_part,
)


@pytest.fixture(autouse=True)
def kind(monkeypatch: pytest.MonkeyPatch) -> DueKind:
    monkeypatch.setitem(due.DUE, KIND.name, KIND)
    return KIND


def done(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return connection.execute(DONE).scalar_one()


def replays(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        count = sa.select(sa.func.count()).select_from(operation_replay)
        return connection.execute(count).scalar_one()


def test_it_is_done_in_parts_and_goes_on_where_it_stopped(desk: TestHall) -> None:
    assert due.run_due(desk.clerk, KIND.name, limit=2) == Ran(2, "1")
    assert due.overdue(desk.clerk) == (
        Overdue(KIND.name, KIND.title, KIND.tells, PARTS - 2, PARTS, mine=True),
    )
    assert due.run_due(desk.clerk, KIND.name, limit=10, after="1") == Ran(PARTS - 2, None)
    assert done(desk) == PARTS
    assert due.overdue(desk.clerk) == ()
    assert verify(desk.installation).good


def test_who_comes_later_passes_over_what_others_did(desk: TestHall) -> None:
    due.run_due(desk.clerk, KIND.name, limit=3)
    supervisor = desk.session(Role.SUPERVISOR)
    assert due.run_due(supervisor, KIND.name, limit=10) == Ran(PARTS - 3, None)
    assert done(desk) == PARTS
    assert replays(desk) == 0, "another's part is not asked for again"
    assert verify(desk.installation).good


def test_two_counters_at_once_do_each_part_once(desk: TestHall) -> None:
    desk.installation.clock = threadsafe(desk.clock)
    sessions = [desk.session(Role.CLERK), desk.session(Role.SUPERVISOR)]
    ran: list[Ran] = []
    failed: list[BaseException] = []

    def run(session: Session) -> None:
        try:
            ran.append(due.run_due(session, KIND.name, limit=PARTS + 1))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=run, args=[each]) for each in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert done(desk) == PARTS == sum(each.chunks for each in ran)
    assert {each.after for each in ran} == {None}


def test_another_day_has_other_numbers(desk: TestHall) -> None:
    assert due.run_due(desk.clerk, KIND.name, limit=1).chunks == 1
    with desk.installation.engine.connect() as connection:
        day = Query(desk.clerk, connection).today
        today = chunk_id(desk.clerk, KIND.name, day, "0")
        found = connection.execute(sa.select(operation.c.id).where(operation.c.kind == "test.due"))
        assert found.scalar_one() == today
    tomorrow = day + timedelta(days=1)
    assert chunk_id(desk.clerk, KIND.name, tomorrow, "0") != today
    assert chunk_id(desk.clerk, "test.other", day, "0") != today


def test_a_part_that_is_refused_ends_it_and_undoes_nothing(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stopping(query: Query, after: str) -> Chunk | None:
        chunk = next_part(query, after)
        if chunk is None or chunk.name != "2":
            return chunk
        return replace(chunk, arguments={"part": 2, "stops": True})

    monkeypatch.setitem(due.DUE, KIND.name, replace(KIND, next=stopping))
    with pytest.raises(Conflict, match="stops"):
        due.run_due(desk.clerk, KIND.name, limit=10)
    assert done(desk) == 2
    assert due.run_due(desk.clerk, KIND.name, limit=10) == Ran(PARTS - 3, None)
    assert [each.left for each in due.overdue(desk.clerk)] == [1], "that one, tomorrow again"
    assert replays(desk) == 0


@REFUSED
def test_nothing_is_done_by_who_may_not_or_in_a_cut_database(desk: TestHall) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    for session in (
        administrator,
        replace(desk.clerk, rolled_back=True),
        replace(desk.clerk, needs_confidentiality=True),
    ):
        assert due.run_due(session, KIND.name, limit=10) == Ran(0, None)
    assert done(desk) == 0
    assert [each.mine for each in due.overdue(administrator)] == [False], "it is shown to all"


@REFUSED
def test_a_kind_of_customer_data_waits_for_the_records_key(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(due.DUE, KIND.name, replace(KIND, needs_records_key=True))
    without = replace(desk.clerk, index=None)
    assert due.run_due(without, KIND.name, limit=1) == Ran(0, None)
    assert due.run_due(desk.clerk, KIND.name, limit=1) == Ran(1, "0")


def test_two_kinds_have_two_names() -> None:
    with pytest.raises(ValueError, match="declared twice"):
        due.declare(KIND)
