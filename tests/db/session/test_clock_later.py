"""A clock that jumped ahead, the server's clock, and what verification, backups and restoring make of a clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import session, setup, staff, verification
from app.services.backup import backup, restore
from app.services.procedure import chain
from app.services.session import Session, clock_sentence, open_installation
from app.services.staff import sign_in
from db.engine import is_sqlite, write
from db.schema.catalogue import rule
from tests.databases import CLOCK
from tests.kit.clocks import bodies, codes, confirm, in_hall, looked, refusal, signed_in, work
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO, Clock, TestHall

# --- days later --------------------------------------------------------------------------------


def leapt(desk: TestHall, **span: float) -> Session:
    """A sign-in that long after the newest event."""
    work(desk.clerk)
    desk.clock.pass_time(**span)
    return signed_in(desk)


@CLOCK
def test_a_long_holiday_is_no_leap(desk: TestHall) -> None:
    assert leapt(desk, days=9, hours=15).clock_gap is None


def test_days_later_is_named_until_something_is_written_and_stops_nobody(desk: TestHall) -> None:
    session = leapt(desk, days=20)
    for _ in range(2):
        gap = session.clock_gap
        assert gap is not None
        assert not gap.behind
        told = clock_sentence(gap, "Asia/Shanghai")
        assert told.values == {
            "now": in_hall(gap.now),
            "newest": in_hall(gap.newest),
            "days": 20,
        }
        session = signed_in(desk)
    work(session)
    assert signed_in(desk).clock_gap is None
    assert codes(looked(desk)) == ([], [])


def test_where_people_only_sign_in_every_day_nothing_is_named(desk: TestHall) -> None:
    work(desk.clerk)
    for _ in range(5):
        desk.clock.pass_time(days=3)
        assert signed_in(desk).clock_gap is None


@pytest.mark.parametrize("value", ["", "ten", "-1", "9" * 40])
def test_a_damaged_parameter_keeps_nobody_out(local_desk: TestHall, value: str) -> None:
    with write(local_desk.installation.engine) as connection:
        connection.execute(
            sa.update(rule).where(rule.c.code == "time.ahead_days").values(value=value)
        )
    leapt(local_desk, days=20)


def test_days_later_is_confirmed_as_well(desk: TestHall) -> None:
    session = leapt(desk, days=20)
    confirm(session)
    assert session.clock_gap is None
    assert signed_in(desk).clock_gap is None
    assert codes(looked(desk)) == ([], [])


@CLOCK
def test_how_many_days_is_a_parameter(desk: TestHall) -> None:
    with write(desk.installation.engine) as connection:
        connection.execute(
            sa.update(rule).where(rule.c.code == "time.ahead_days").values(value="30")
        )
    assert leapt(desk, days=29).clock_gap is None
    assert leapt(desk, days=31).clock_gap is not None


def test_a_hall_older_than_the_parameter_has_the_usual_number(local_desk: TestHall) -> None:
    with write(local_desk.installation.engine) as connection:
        connection.execute(sa.delete(rule).where(rule.c.code == "time.ahead_days"))
    assert leapt(local_desk, days=9).clock_gap is None
    assert leapt(local_desk, days=11).clock_gap is not None


# --- the server's clock ------------------------------------------------------------------------


def dated(desk: TestHall, server: datetime, client: datetime) -> None:
    """An event of the clerk's own with these times, past the comparison."""
    here, session = desk.installation.workstation, desk.clerk
    with write(desk.installation.engine) as connection:
        chain.append_event(
            connection,
            workstation_id=here.id,
            hall_id=here.hall_id,
            signer=chain.Signer("person", session.actor.id, session.keys.sign_private),
            operation_id=new_id(),
            procedure="staff.lock",
            server_time=server,
            client_time=client,
        )


def test_the_servers_clock_is_compared_with_itself(desk: TestHall) -> None:
    if is_sqlite(desk.installation.engine):
        return  # the embedded file has no clock of its own
    work(desk.clerk)
    with desk.installation.engine.connect() as connection, connection.begin():
        server = desk.installation.moment(connection)
    dated(desk, server + timedelta(days=1), desk.clock())
    error = refusal(desk.clerk)
    assert "shared database" in error.text
    assert error.values["newest"] == in_hall(server + timedelta(days=1))
    confirm(desk.clerk)
    work(desk.clerk)
    assert codes(looked(desk)) == ([], ["time_confirmed"])


# --- verification ------------------------------------------------------------------------------


def test_a_step_back_that_nobody_confirmed_is_found(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: without the comparison the work goes through, and verification names the place."""
    work(desk.clerk)
    desk.clock.pass_time(days=-1)
    refusal(desk.clerk)
    monkeypatch.setattr(session, "clock_behind", lambda *_: None)
    work(desk.clerk)
    place = f"越秀旗舰厅 3 #{len(bodies(desk))}"
    work(desk.clerk)
    found = looked(desk)
    assert [(each.code, each.place) for each in found.findings] == [("time_back", place)]


@pytest.mark.parametrize(("seconds", "expected"), [(59, []), (60, []), (61, ["time_back"])])
def test_verification_lets_a_minute_pass(desk: TestHall, seconds: int, expected: list[str]) -> None:
    work(desk.clerk)
    newest = bodies(desk)[-1]
    server, client = (
        datetime.fromisoformat(newest[name]) - timedelta(seconds=seconds)
        for name in ("server_time", "client_time")
    )
    dated(desk, server, client)
    assert codes(looked(desk)) == (expected, [])


# --- backups and recovery ----------------------------------------------------------------------


def test_no_backup_is_written_by_a_wrong_clock(local_desk: TestHall) -> None:
    administrator, file = local_desk.session(Role.ADMINISTRATOR), local_desk.folders.data / "b"
    local_desk.clock.pass_time(days=-1)
    with pytest.raises(UserError, match="clock_behind"):
        backup(administrator, file)
    assert not file.exists()


def test_a_backup_is_restored_by_any_clock_and_with_a_step_back_in_it(
    local_desk: TestHall, tmp_path_factory: pytest.TempPathFactory
) -> None:
    work(local_desk.clerk)
    dated(local_desk, local_desk.clock() - timedelta(days=1), local_desk.clock())
    assert codes(looked(local_desk)) == (["time_back"], [])
    confirm_by = local_desk.session(Role.ADMINISTRATOR)
    file, target = local_desk.folders.data / "b", Folders(tmp_path_factory.mktemp("r"))
    backup(confirm_by, file)
    person = STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR]
    wrong = Clock(local_desk.clock.now - timedelta(days=400))
    restore(file, target, *person, clock=wrong)
    opened = open_installation(target, clock=wrong)
    session = sign_in(opened, *person)
    assert session.clock_gap is not None
    staff.confirm_time(session, new_id())
    opened.close()


def test_recovery_goes_before_a_confirmation(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The only administrator is lost and the newest record is of 2031: who recovers confirms."""
    folders = Folders(tmp_path_factory.mktemp("hall"))
    done = setup.set_up(folders, FORM, clock=Clock(datetime(2031, 3, 1, tzinfo=UTC)))
    person = ("2001", "an invented phrase of ours")
    form = setup.RecoverForm(done.codes[0], done.codes[2], "孙新", *person)
    setup.recover(folders, form, clock=Clock())
    opened = open_installation(folders, clock=Clock())
    session = sign_in(opened, *person)
    assert session.clock_gap is not None
    staff.confirm_time(session, new_id())
    assert verification.verify(opened).good
    opened.close()


# --- any order ---------------------------------------------------------------------------------

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["work", "sign in", "confirm"]),
        st.sampled_from([-90_000_000, -700_000, -61, -60, -59, 0, 1, 61, 700_000, 90_000_000]),
    ),
    max_size=12,
)


@pytest.fixture
def steady(local_desk: TestHall) -> TestHall:
    local_desk.session(Role.SUPERVISOR)
    work(local_desk.clerk)
    return local_desk


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_no_order_of_clocks_dates_work_back(steady: TestHall, steps: list[tuple[str, int]]) -> None:
    supervisor, refusals = steady.session(Role.SUPERVISOR), set()
    for what, seconds in steps:
        steady.clock.pass_time(seconds=seconds)
        try:
            if what == "work":
                work(steady.clerk)
            elif what == "sign in":
                signed_in(steady)
            else:
                staff.confirm_time(supervisor, new_id())
        except UserError as refused:
            refusals.add(refused.code)
    assert refusals <= {"clock_behind", "clock_right"}
    assert unconfirmed(steady) == []
    wrong, _ = codes(looked(steady))
    assert wrong in ([], ["time_back"])  # the last sign-ins may still be behind
    if wrong:
        assert bodies(steady)[-1]["procedure"] == "staff.sign_in"


def unconfirmed(desk: TestHall) -> list[str]:
    """Work dated more than a minute before what was written ahead of it, sign-ins by a clock that was
    already behind apart."""
    counted, found = None, []
    for body in bodies(desk):
        at = datetime.fromisoformat(body["client_time"])
        if counted is not None and counted - at > timedelta(seconds=60):
            if body["procedure"] == "staff.sign_in":
                continue
            if body["procedure"] != "time.confirm":
                found.append(body["operation"])
        counted = at
    return found


def test_without_the_comparison_it_would_be_seen(
    steady: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "clock_behind", lambda *_: None)
    steady.clock.pass_time(seconds=-61)
    work(steady.clerk)
    assert [UUID(each) for each in unconfirmed(steady)]
