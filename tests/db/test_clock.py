"""A counter's clock against its own newest event, on both databases: what is named, refused, confirmed."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.findings import Verified
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.paths import Folders
from app.services import drafts, registration, setup, staff, verification
from app.services.backup import backup, restore
from app.services.procedure import chain
from app.services.session import Gap, Session, clock, clock_sentence, open_installation
from app.services.staff import lock, set_pin, sign_in, time_confirm
from db.engine import is_sqlite, write
from db.schema.audit import audit_event
from db.schema.catalogue import rule
from db.schema.operations import operation
from tests.databases import CLOCK, REFUSED
from tests.helpers import forms
from tests.helpers.desk import FORM, PASSWORDS, STAFF_NO, Clock, Desk, switch
from tests.helpers.party_work import make_party

ALLOWED = {
    "staff.sign_in",
    "staff.sign_in_failed",
    "staff.lock",
    "staff.unlock_by_pin",
    "time.confirm",
}


def signed_in(desk: Desk, role: Role = Role.CLERK) -> Session:
    return sign_in(desk.installation, STAFF_NO[role], PASSWORDS[role])


def work(session: Session) -> None:
    make_party(session, new_id(), name="甲乙")


def refusal(session: Session) -> UserError:
    with pytest.raises(UserError, match="clock_behind") as error:
        work(session)
    return error.value


def confirm(session: Session, role: Role = Role.SUPERVISOR) -> time_confirm.Confirmed:
    return staff.confirm_time_here(
        session, new_id(), staff_no=STAFF_NO[role], password=PASSWORDS[role]
    )


def bodies(desk: Desk) -> list[dict[str, Any]]:
    here = desk.installation.workstation.id
    with desk.installation.engine.connect() as connection, connection.begin():
        return [
            json.loads(body)
            for body in connection.execute(
                sa.select(audit_event.c.body)
                .where(audit_event.c.workstation_id == here)
                .order_by(audit_event.c.seq)
            ).scalars()
        ]


def operations(desk: Desk) -> int:
    with desk.installation.engine.connect() as connection, connection.begin():
        return connection.execute(sa.select(sa.func.count()).select_from(operation)).scalar_one()


def looked(desk: Desk) -> Verified:
    return verification.verify(desk.installation)


def codes(found: Verified) -> tuple[list[str], list[str]]:
    return [each.code for each in found.findings], [each.code for each in found.notes]


def in_hall(instant: datetime) -> str:
    return f"{instant.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M:%S}"


@CLOCK
@pytest.mark.parametrize("seconds", [0, 1, 59, 60])
def test_up_to_a_minute_back_is_nothing(desk: Desk, seconds: int) -> None:
    work(desk.clerk)
    desk.clock.pass_time(seconds=-seconds)
    work(desk.clerk)
    assert signed_in(desk).clock_gap is None
    assert codes(looked(desk)) == ([], [])


@CLOCK
@pytest.mark.parametrize("back", [{"seconds": 61}, {"minutes": 5}, {"days": 5}, {"days": 20_000}])
def test_a_clock_set_back_in_the_middle_of_work_stops_it(
    desk: Desk, back: dict[str, float]
) -> None:
    work(desk.clerk)
    newest = desk.clock.now
    before, recorded = len(bodies(desk)), operations(desk)
    desk.clock.pass_time(**{name: -value for name, value in back.items()})
    error = refusal(desk.clerk)
    assert error.values["newest"] == in_hall(newest)
    assert error.values["now"] == in_hall(desk.clock.now)
    assert "supervisor" in error.text
    assert (len(bodies(desk)), operations(desk)) == (before, recorded)


@CLOCK
def test_every_business_is_refused_also_with_a_permit_and_drafts_are_kept(desk: Desk) -> None:
    switch(desk.session(Role.ADMINISTRATOR), "manual_entry_permit", on=True)
    form = forms.individual(desk.place())
    desk.clock.pass_time(hours=-1)
    ask: dict[str, Any] = {"purpose": "manual_entry", "reason": "读卡器故障"}
    with pytest.raises(UserError, match="clock_behind"):
        staff.grant_permit(
            desk.clerk,
            new_id(),
            staff_no=STAFF_NO[Role.SUPERVISOR],
            password=PASSWORDS[Role.SUPERVISOR],
            **ask,
        )
    switched_off = replace(form, holder=forms.read_card(desk.clerk, form.holder))
    with pytest.raises(UserError, match="clock_behind"):
        registration.register(desk.clerk, new_id(), form=switched_off)
    draft = drafts.Draft(new_id(), "registration", "王", "1/5", {"name": "王小明"}, desk.clock())
    drafts.save(desk.clerk, draft=draft)
    assert [each.id for each in drafts.load_all(desk.clerk).drafts] == [draft.id]


@CLOCK
def test_a_refused_form_stays_refused_for_its_own_reason(desk: Desk) -> None:
    form = forms.individual(desk.place())
    bad = replace(form, holder=replace(form.holder, id_address=""))
    desk.clock.pass_time(hours=-1)
    before = len(bodies(desk))
    with pytest.raises(UserError, match="address_missing"):
        registration.register(desk.clerk, new_id(), form=bad)
    assert len(bodies(desk)) == before


def test_only_sign_ins_and_locks_are_written_until_it_is_confirmed(desk: Desk) -> None:
    work(desk.clerk)
    before = len(bodies(desk))
    desk.clock.pass_time(days=-300)
    session = signed_in(desk)
    assert session.clock_gap is not None
    assert session.clock_gap.behind
    with pytest.raises(UserError, match="wrong_password"):
        sign_in(desk.installation, STAFF_NO[Role.SUPERVISOR], "not the right phrase")
    desk.clock.pass_time(seconds=2)
    set_pin(session, "482913")
    staff.record_lock(session, idle=False)
    again = lock(session).unlock_pin("482913")
    assert again.clock_gap is not None
    staff.after_sign_in(again)
    refusal(again)
    assert {each["procedure"] for each in bodies(desk)[before:]} == ALLOWED - {"time.confirm"}
    assert codes(looked(desk)) == (["time_back"], [])
    told = confirm(again)
    assert again.clock_gap is None
    event = bodies(desk)[-1]
    assert event["procedure"] == "time.confirm"
    assert event["actor"] == str(desk.session(Role.SUPERVISOR).actor.id)
    assert event["details"]["now"] == told.now.isoformat()
    assert event["details"]["newest"] == told.newest.isoformat()
    work(again)
    assert again.actor.staff_no == STAFF_NO[Role.CLERK]
    assert codes(looked(desk)) == ([], ["time_confirmed"])
    assert signed_in(desk).clock_gap is None


def test_the_place_of_a_step_back_is_where_it_began(desk: Desk) -> None:
    work(desk.clerk)
    place = f"越秀旗舰厅 3 #{len(bodies(desk)) + 1}"
    desk.clock.pass_time(days=-1)
    session = signed_in(desk)
    assert [each.place for each in looked(desk).findings] == [place]
    confirm(session)
    assert [each.place for each in looked(desk).notes] == [place]


@CLOCK
def test_a_clock_that_was_put_right_needs_nobody(desk: Desk) -> None:
    work(desk.clerk)
    desk.clock.pass_time(days=-300)
    for _ in range(3):
        assert signed_in(desk).clock_gap is not None
        desk.clock.pass_time(hours=2)
    desk.clock.pass_time(days=300)
    session = signed_in(desk)
    assert session.clock_gap is None
    work(session)
    assert codes(looked(desk)) == ([], ["time_corrected"])


@CLOCK
def test_signing_in_again_does_not_make_a_wrong_clock_right(desk: Desk) -> None:
    work(desk.clerk)
    newest = desk.clock.now
    desk.clock.pass_time(days=-300)
    for _ in range(3):
        session = signed_in(desk)
        assert refusal(session).values["newest"] == in_hall(newest)
        desk.clock.pass_time(days=1)


def test_one_paper_of_2031_does_not_stop_the_hall_for_years(desk: Desk) -> None:
    today = desk.clock.now
    desk.clock.now = datetime(2031, 3, 1, tzinfo=UTC)
    session = signed_in(desk)
    assert session.clock_gap is not None
    assert not session.clock_gap.behind
    work(session)
    desk.clock.now = today + timedelta(minutes=5)
    session = signed_in(desk)
    assert refusal(session).values["newest"] == in_hall(datetime(2031, 3, 1, tzinfo=UTC))
    confirm(session, Role.ADMINISTRATOR)
    work(session)
    desk.clock.pass_time(days=1)
    work(signed_in(desk))
    assert codes(looked(desk)) == ([], ["time_confirmed"])
    desk.clock.pass_time(days=-2)  # compared with the newest event by sequence, not with 2031
    assert str(refusal(desk.clerk).values["newest"]).startswith("2026-11-23")


@CLOCK
@pytest.mark.parametrize(
    "now", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2000, 1, 1, 8, tzinfo=UTC)]
)
def test_an_empty_battery_registers_nobody(desk: Desk, now: datetime) -> None:
    form = forms.individual(desk.place())
    desk.clock.now = now
    session = signed_in(desk)
    assert session.clock_gap is not None
    with pytest.raises(UserError):
        registration.register(session, new_id(), form=form)
    assert bodies(desk)[-1]["procedure"] == "staff.sign_in"


@REFUSED
def test_who_may_confirm(desk: Desk) -> None:
    work(desk.clerk)
    sessions = {role: desk.session(role) for role in Role}
    for role, session in sessions.items():
        desk.clock.pass_time(hours=-1)
        if role in (Role.SUPERVISOR, Role.ADMINISTRATOR):
            assert staff.confirm_time(session, new_id()).staff_no == STAFF_NO[role]
        else:
            with pytest.raises(NotAllowed):
                staff.confirm_time(session, new_id())
            with pytest.raises(NotAllowed):
                confirm(desk.clerk, role)
            refusal(desk.clerk)  # what was refused confirms nothing


@REFUSED
def test_a_supervisor_of_another_hall_does_not_confirm_here(desk: Desk) -> None:
    work(desk.clerk)
    supervisor = desk.session(Role.SUPERVISOR)
    elsewhere = replace(supervisor, actor=replace(supervisor.actor, hall_id=new_id()))
    desk.clock.pass_time(hours=-1)
    with pytest.raises(NotAllowed):
        staff.confirm_time(elsewhere, new_id())


@CLOCK
def test_nothing_is_confirmed_when_the_clock_is_right(desk: Desk) -> None:
    work(desk.clerk)
    with pytest.raises(UserError, match="clock_right"):
        staff.confirm_time(desk.session(Role.SUPERVISOR), new_id())
    assert staff.look_at_time(desk.clerk) is None


@REFUSED
def test_a_wrong_password_confirms_nothing(desk: Desk) -> None:
    work(desk.clerk)
    desk.clock.pass_time(hours=-1)
    with pytest.raises(UserError, match="wrong_password"):
        staff.confirm_time_here(
            desk.clerk,
            new_id(),
            staff_no=STAFF_NO[Role.SUPERVISOR],
            password="not the right phrase",
        )
    refusal(desk.clerk)


def test_the_first_administrator_confirms_before_anything_is_accepted(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """A hall set up in 2031 by an empty battery: the next day nobody else is there yet."""
    folders = Folders(tmp_path_factory.mktemp("hall"))
    setup.set_up(folders, FORM, clock=Clock(datetime(2031, 3, 1, tzinfo=UTC)))
    opened = open_installation(folders, clock=Clock())
    session = sign_in(opened, FORM.admin_no, FORM.admin_password)
    with pytest.raises(UserError, match="clock_behind"):
        staff.accept_confidentiality(session, new_id(), language="zh_CN", text="…")
    staff.confirm_time(session, new_id())
    staff.accept_confidentiality(session, new_id(), language="zh_CN", text="…")
    opened.close()


def test_only_this_counters_events_count(desk: Desk) -> None:
    work(desk.clerk)
    here = desk.installation
    other = replace(here, workstation=replace(here.workstation, id=new_id(), counter="4"))
    desk.clock.pass_time(days=-40)
    elsewhere = sign_in(other, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    assert elsewhere.clock_gap is None
    work(elsewhere)
    refusal(desk.clerk)


def test_a_permit_of_2031_is_none_today(local_desk: Desk) -> None:
    today = local_desk.clock.now
    switch(local_desk.session(Role.ADMINISTRATOR), "manual_entry_permit", on=True)
    form = forms.individual(local_desk.place())
    local_desk.clock.now = datetime(2031, 3, 1, tzinfo=UTC)
    given = staff.grant_permit(
        local_desk.clerk,
        new_id(),
        staff_no=STAFF_NO[Role.SUPERVISOR],
        password=PASSWORDS[Role.SUPERVISOR],
        purpose="manual_entry",
        reason="读卡器故障",
    )
    local_desk.clock.now = today + timedelta(minutes=5)
    confirm(local_desk.clerk)
    with pytest.raises(UserError, match="permit_spent"):
        registration.register(local_desk.clerk, new_id(), form=form, permit_ids=(given.id,))


# --- days later --------------------------------------------------------------------------------


def leapt(desk: Desk, **span: float) -> Session:
    """A sign-in that long after the newest event."""
    work(desk.clerk)
    desk.clock.pass_time(**span)
    return signed_in(desk)


@CLOCK
def test_a_long_holiday_is_no_leap(desk: Desk) -> None:
    assert leapt(desk, days=9, hours=15).clock_gap is None


def test_days_later_is_named_until_something_is_written_and_stops_nobody(desk: Desk) -> None:
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


def test_where_people_only_sign_in_every_day_nothing_is_named(desk: Desk) -> None:
    work(desk.clerk)
    for _ in range(5):
        desk.clock.pass_time(days=3)
        assert signed_in(desk).clock_gap is None


@pytest.mark.parametrize("value", ["", "ten", "-1", "9" * 40])
def test_a_damaged_parameter_keeps_nobody_out(local_desk: Desk, value: str) -> None:
    with write(local_desk.installation.engine) as connection:
        connection.execute(
            sa.update(rule).where(rule.c.code == "time.ahead_days").values(value=value)
        )
    leapt(local_desk, days=20)


def test_days_later_is_confirmed_as_well(desk: Desk) -> None:
    session = leapt(desk, days=20)
    confirm(session)
    assert session.clock_gap is None
    assert signed_in(desk).clock_gap is None
    assert codes(looked(desk)) == ([], [])


@CLOCK
def test_how_many_days_is_a_parameter(desk: Desk) -> None:
    with write(desk.installation.engine) as connection:
        connection.execute(
            sa.update(rule).where(rule.c.code == "time.ahead_days").values(value="30")
        )
    assert leapt(desk, days=29).clock_gap is None
    assert leapt(desk, days=31).clock_gap is not None


def test_a_hall_older_than_the_parameter_has_the_usual_number(local_desk: Desk) -> None:
    with write(local_desk.installation.engine) as connection:
        connection.execute(sa.delete(rule).where(rule.c.code == "time.ahead_days"))
    assert leapt(local_desk, days=9).clock_gap is None
    assert leapt(local_desk, days=11).clock_gap is not None


# --- the server's clock ------------------------------------------------------------------------


def dated(desk: Desk, server: datetime, client: datetime) -> None:
    """An event of the clerk's own with these times, past the comparison."""
    here, session = desk.installation.workstation, desk.clerk
    with write(desk.installation.engine) as connection:
        chain.append_event(
            connection,
            workstation_id=here.id,
            hall_id=here.hall_id,
            signer=chain.Signer("person", session.actor.id, session.keys.sign_private),
            operation_id=new_id(),
            procedure="customers.look",
            objects=[],
            server_time=server,
            client_time=client,
        )


def test_the_servers_clock_is_compared_with_itself(desk: Desk) -> None:
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
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: without the comparison the work goes through, and verification names the place."""
    work(desk.clerk)
    desk.clock.pass_time(days=-1)
    refusal(desk.clerk)
    monkeypatch.setattr(clock, "clock_behind", lambda *_: None)
    work(desk.clerk)
    place = f"越秀旗舰厅 3 #{len(bodies(desk))}"
    work(desk.clerk)
    found = looked(desk)
    assert [(each.code, each.place) for each in found.findings] == [("time_back", place)]


@pytest.mark.parametrize(("seconds", "expected"), [(59, []), (60, []), (61, ["time_back"])])
def test_verification_lets_a_minute_pass(desk: Desk, seconds: int, expected: list[str]) -> None:
    work(desk.clerk)
    newest = bodies(desk)[-1]
    server, client = (
        datetime.fromisoformat(newest[name]) - timedelta(seconds=seconds)
        for name in ("server_time", "client_time")
    )
    dated(desk, server, client)
    assert codes(looked(desk)) == (expected, [])


# --- backups and recovery ----------------------------------------------------------------------


def test_no_backup_is_written_by_a_wrong_clock(local_desk: Desk) -> None:
    administrator, file = local_desk.session(Role.ADMINISTRATOR), local_desk.folders.data / "b"
    local_desk.clock.pass_time(days=-1)
    with pytest.raises(UserError, match="clock_behind"):
        backup(administrator, file)
    assert not file.exists()


def test_a_backup_is_restored_by_any_clock_and_with_a_step_back_in_it(
    local_desk: Desk, tmp_path_factory: pytest.TempPathFactory
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
def steady(local_desk: Desk) -> Desk:
    local_desk.session(Role.SUPERVISOR)
    work(local_desk.clerk)
    return local_desk


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=STEPS)
def test_no_order_of_clocks_dates_work_back(steady: Desk, steps: list[tuple[str, int]]) -> None:
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


def unconfirmed(desk: Desk) -> list[str]:
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
    steady: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "clock_behind", lambda *_: None)
    steady.clock.pass_time(seconds=-61)
    work(steady.clerk)
    assert [UUID(each) for each in unconfirmed(steady)]


def test_the_last_day_that_there_is_has_words_in_every_zone() -> None:
    newest = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    gap = Gap(newest, datetime(2026, 1, 2, tzinfo=UTC), behind=True, server=False)
    for zone in ("Asia/Shanghai", "America/New_York"):
        assert "9999-12-31" in str(clock_sentence(gap, zone).values["newest"])
