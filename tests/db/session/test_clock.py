"""A counter's clock against its own newest event, on both databases: what is named, refused, confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.paths import Folders
from app.services import drafts, registration, setup, staff, trust
from app.services.session import Gap, clock_sentence, open_installation
from app.services.staff import lock, set_pin, sign_in, signing_in
from tests.databases import CLOCK, REFUSED
from tests.kit import forms
from tests.kit.clocks import (
    ALLOWED,
    bodies,
    codes,
    confirm,
    in_hall,
    looked,
    operations,
    refusal,
    signed_in,
    work,
)
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO, Clock, TestHall, switch


@CLOCK
@pytest.mark.parametrize("seconds", [0, 1, 59, 60])
def test_up_to_a_minute_back_is_nothing(desk: TestHall, seconds: int) -> None:
    work(desk.clerk)
    desk.clock.pass_time(seconds=-seconds)
    work(desk.clerk)
    assert signed_in(desk).clock_gap is None
    assert codes(looked(desk)) == ([], [])


@CLOCK
@pytest.mark.parametrize("back", [{"seconds": 61}, {"minutes": 5}, {"days": 5}, {"days": 20_000}])
def test_a_clock_set_back_in_the_middle_of_work_stops_it(
    desk: TestHall, back: dict[str, float]
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
def test_every_business_is_refused_also_with_a_permit_and_drafts_are_kept(desk: TestHall) -> None:
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
def test_a_refused_form_stays_refused_for_its_own_reason(desk: TestHall) -> None:
    form = forms.individual(desk.place())
    bad = replace(form, holder=replace(form.holder, id_address=""))
    desk.clock.pass_time(hours=-1)
    before = len(bodies(desk))
    with pytest.raises(UserError, match="address_missing"):
        registration.register(desk.clerk, new_id(), form=bad)
    assert len(bodies(desk)) == before


def test_only_sign_ins_and_locks_are_written_until_it_is_confirmed(desk: TestHall) -> None:
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


def test_the_place_of_a_step_back_is_where_it_began(desk: TestHall) -> None:
    work(desk.clerk)
    place = f"越秀旗舰厅 3 #{len(bodies(desk)) + 1}"
    desk.clock.pass_time(days=-1)
    session = signed_in(desk)
    assert [each.place for each in looked(desk).findings] == [place]
    confirm(session)
    assert [each.place for each in looked(desk).notes] == [place]


@CLOCK
def test_a_clock_that_was_put_right_needs_nobody(desk: TestHall) -> None:
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
def test_signing_in_again_does_not_make_a_wrong_clock_right(desk: TestHall) -> None:
    work(desk.clerk)
    newest = desk.clock.now
    desk.clock.pass_time(days=-300)
    for _ in range(3):
        session = signed_in(desk)
        assert refusal(session).values["newest"] == in_hall(newest)
        desk.clock.pass_time(days=1)


def test_one_paper_of_2031_does_not_stop_the_hall_for_years(desk: TestHall) -> None:
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
def test_an_empty_battery_registers_nobody(desk: TestHall, now: datetime) -> None:
    form = forms.individual(desk.place())
    desk.clock.now = now
    session = signed_in(desk)
    assert session.clock_gap is not None
    with pytest.raises(UserError):
        registration.register(session, new_id(), form=form)
    assert bodies(desk)[-1]["procedure"] == "staff.sign_in"


@REFUSED
def test_who_may_confirm(desk: TestHall) -> None:
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
            refusal(desk.clerk)  # a refused confirmation confirms nothing


@REFUSED
def test_a_supervisor_of_another_hall_does_not_confirm_here(desk: TestHall) -> None:
    work(desk.clerk)
    supervisor = desk.session(Role.SUPERVISOR)
    elsewhere = replace(supervisor, actor=replace(supervisor.actor, hall_id=new_id()))
    desk.clock.pass_time(hours=-1)
    with pytest.raises(NotAllowed):
        staff.confirm_time(elsewhere, new_id())


@CLOCK
def test_nothing_is_confirmed_when_the_clock_is_right(desk: TestHall) -> None:
    work(desk.clerk)
    with pytest.raises(UserError, match="clock_right"):
        staff.confirm_time(desk.session(Role.SUPERVISOR), new_id())
    assert staff.clock_out_of_line(desk.clerk) is None


@REFUSED
def test_a_wrong_password_confirms_nothing(desk: TestHall) -> None:
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


def test_only_this_counters_events_count(desk: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("require_counter", "counter_stands"):  # the counter is made for this test
        monkeypatch.setattr(signing_in, name, lambda *_: True, raising=False)
    monkeypatch.setattr(trust, "counter_stands", lambda *_: True)
    work(desk.clerk)
    here = desk.installation
    other = replace(here, workstation=replace(here.workstation, id=new_id(), counter="4"))
    desk.clock.pass_time(days=-40)
    elsewhere = sign_in(other, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    assert elsewhere.clock_gap is None
    work(elsewhere)
    refusal(desk.clerk)


def test_a_permit_of_2031_is_none_today(local_desk: TestHall) -> None:
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


def test_the_last_day_that_there_is_has_words_in_every_zone() -> None:
    newest = datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
    gap = Gap(newest, datetime(2026, 1, 2, tzinfo=UTC), behind=True, server=False)
    for zone in ("Asia/Shanghai", "America/New_York"):
        assert "9999-12-31" in str(clock_sentence(gap, zone).values["newest"])
