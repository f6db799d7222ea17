"""Signing in, waiting, locking, PIN, confidentiality (security.md 2; R-006, R-010)."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import TABLE, Role
from app.errors import NotAllowed, Refused, UserError
from app.paths import Folders
from app.security import profile as profiles
from app.security.signing import new_sign_pair, sign
from app.services import staff, verification
from app.services.session import Session
from app.services.staff import lock, set_pin, sign_in
from app.services.trust import staff_signed_bytes
from db.schema.staff import staff as staff_table
from tests.databases import IN_MEMORY, REFUSED, TRUST
from tests.kit.attack import as_owner, events
from tests.kit.desk import NAMES, PASSWORDS, STAFF_NO, TestHall
from tests.kit.heads import kept
from tests.kit.party_work import make_party

WRONG = "not the right password"
PIN = "402917"


def clerk(desk: TestHall, password: str = PASSWORDS[Role.CLERK]) -> Session:
    return sign_in(desk.installation, STAFF_NO[Role.CLERK], password)


def row_of(desk: TestHall, role: Role) -> staff.StaffRow:
    listed = staff.staff_list(desk.session(Role.ADMINISTRATOR))
    return next(row for row in listed if row.staff_no == STAFF_NO[role])


def wrong(desk: TestHall) -> UserError:
    with pytest.raises(UserError) as refused:
        clerk(desk, WRONG)
    return refused.value


def test_the_right_password_opens_a_session(desk: TestHall) -> None:
    session = sign_in(desk.installation, f" {STAFF_NO[Role.CLERK]} ", PASSWORDS[Role.CLERK])
    assert session.actor.name == NAMES[Role.CLERK]
    assert session.actor.role is Role.CLERK
    assert session.actor.hall_name == "越秀旗舰厅"
    assert not session.needs_confidentiality
    assert not session.rolled_back
    assert PASSWORDS[Role.CLERK] not in repr(session)
    assert session.keys.sign_private.hex() not in repr(session)


def test_every_role_signs_in_and_the_service_role_opens_no_name(desk: TestHall) -> None:
    for role in Role:
        session = desk.session(role)
        expected = STAFF_NO[role] if role is Role.SERVICE else NAMES[role]
        assert session.actor.name == expected
        assert (session.index is None) == (role is Role.SERVICE)


def test_each_wrong_try_waits_longer_and_the_tenth_locks(desk: TestHall) -> None:
    for seconds in (1, 2, 4, 8, 16, 32, 60, 60, 60):
        refused = wrong(desk)
        assert (refused.code, refused.values["wait_s"]) == ("wrong_password", seconds)
        desk.clock.pass_time(seconds=seconds - 0.5)
        with pytest.raises(UserError, match=r"^wait$") as waiting:
            clerk(desk)
        assert waiting.value.values["wait_s"] == 1
        desk.clock.pass_time(seconds=0.6)
    assert wrong(desk).code == "locked"
    desk.clock.pass_time(hours=20)
    with pytest.raises(UserError, match="locked"):
        clerk(desk)


def test_the_right_password_clears_the_count(desk: TestHall) -> None:
    for _ in range(2):
        assert wrong(desk).values["wait_s"] == 1
        desk.clock.pass_time(seconds=2)
        clerk(desk)


@REFUSED
def test_a_clock_that_was_set_back_locks_nobody_out(desk: TestHall) -> None:
    wrong(desk)
    desk.clock.pass_time(days=-1)
    clerk(desk)


@REFUSED
def test_an_unknown_number_is_refused_in_the_same_words(desk: TestHall) -> None:
    with pytest.raises(UserError) as unknown:
        sign_in(desk.installation, "9999", WRONG)
    known = wrong(desk)
    assert (unknown.value.code, unknown.value.text) == (known.code, known.text)


def test_failed_tries_stand_in_the_chain_under_the_workstations_key(desk: TestHall) -> None:
    wrong(desk)
    with desk.installation.engine.connect() as connection:
        newest = events(connection)[-1]
    assert newest.signer == "workstation"
    assert '"procedure":"staff.sign_in_failed"' in newest.body
    assert WRONG not in newest.body
    assert verification.verify(desk.installation).good


def test_another_person_unlocks(desk: TestHall) -> None:
    for _ in range(10):
        wrong(desk)
        desk.clock.pass_time(seconds=61)
    supervisor, locked = desk.session(Role.SUPERVISOR), row_of(desk, Role.CLERK)
    assert locked.locked
    staff.unlock(supervisor, new_id(), staff_id=locked.staff_id)
    clerk(desk)
    with pytest.raises(UserError, match="own_reset"):
        staff.unlock(supervisor, new_id(), staff_id=supervisor.actor.id)


@TRUST
def test_a_row_that_no_administrator_signed_does_not_open(desk: TestHall) -> None:
    """The database's owner makes a clerk an administrator: under the old signature, and his own."""
    row = row_of(desk, Role.CLERK)
    own = new_sign_pair()
    for signed_by_himself in (False, True):
        with as_owner(desk.installation) as connection:
            values: dict[str, Any] = {"role": "administrator"}
            if signed_by_himself:
                stored = connection.execute(
                    sa.select(staff_table).where(staff_table.c.id == row.staff_id)
                ).one()
                forged = {**stored._mapping, **values}
                values["signature"] = sign(own.private, staff_signed_bytes(forged))
            connection.execute(
                sa.update(staff_table).where(staff_table.c.id == row.staff_id).values(**values)
            )
        with pytest.raises(UserError, match="forged_staff"):
            clerk(desk)
    assert not row_of(desk, Role.CLERK).trusted


@TRUST
def test_a_forged_row_is_not_signed_anew_by_a_reset_or_a_leave(desk: TestHall) -> None:
    row, administrator = row_of(desk, Role.CLERK), desk.session(Role.ADMINISTRATOR)
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(staff_table)
            .where(staff_table.c.id == row.staff_id)
            .values(role="administrator")
        )
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    with pytest.raises(UserError, match="forged_staff"):
        staff.reset(administrator, new_id(), one_time="another phrase 77", **who)
    with pytest.raises(UserError, match="forged_staff"):
        staff.leave(administrator, new_id(), **who)


def test_a_database_that_lacks_what_was_seen_is_flagged(desk: TestHall) -> None:
    desk.session(Role.SUPERVISOR)
    heads = kept(desk.installation)
    assert not isinstance(heads, str)
    with as_owner(desk.installation) as connection:
        newest = events(connection)[-1]
        connection.execute(sa.text(f"DELETE FROM audit_event WHERE seq = {newest.seq}"))
    session = clerk(desk)
    # The clerk's own sign-in took the number that was cut, so the event under it is another one.
    assert session.rolled_back
    assert kept(desk.installation) == heads
    locked = lock(session)
    assert locked.unlock_password(PASSWORDS[Role.CLERK]).rolled_back


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 3}', "null"])
def test_a_damaged_memory_of_heads_stops_nobody(local_desk: TestHall, content: str) -> None:
    (local_desk.folders.data / "heads.json").write_text(content)
    assert not clerk(local_desk).rolled_back
    assert not (local_desk.folders.data / "heads.json").exists()


# --- PIN ---------------------------------------------------------------------------------------


@IN_MEMORY
def test_the_pin_brings_the_same_session_back(desk: TestHall) -> None:
    session = clerk(desk)
    assert not lock(session).takes_pin
    set_pin(session, PIN)
    locked = lock(session)
    assert locked.takes_pin
    again = locked.unlock_pin(PIN)
    assert again.actor == session.actor
    assert again.keys == session.keys
    assert again.signed_in_at == session.signed_in_at
    make_party(again, new_id(), name="甲乙")
    with desk.installation.engine.connect() as connection:
        assert any("staff.unlock_by_pin" in event.body for event in events(connection))
    assert lock(again).unlock_pin(PIN).actor == session.actor
    assert verification.verify(desk.installation, keys=again.keys).good


@IN_MEMORY
def test_three_wrong_pins_need_the_password(desk: TestHall) -> None:
    session = clerk(desk)
    set_pin(session, PIN)
    locked = lock(session)
    for left in (2, 1):
        with pytest.raises(UserError, match="wrong_pin") as refused:
            locked.unlock_pin("111222")
        assert refused.value.values["left"] == left
    with pytest.raises(UserError, match="pin_spent"):
        locked.unlock_pin("111222")
    assert not locked.takes_pin
    with pytest.raises(UserError, match="pin_spent"):
        locked.unlock_pin(PIN)
    again = locked.unlock_password(PASSWORDS[Role.CLERK])
    assert again.pin_lock is None


@IN_MEMORY
def test_the_next_day_needs_the_password(desk: TestHall) -> None:
    session = clerk(desk)
    set_pin(session, PIN)
    locked = lock(session)
    desk.clock.pass_time(hours=15)  # 23:30 in the hall
    assert locked.takes_pin
    desk.clock.pass_time(hours=1)
    assert not locked.takes_pin
    with pytest.raises(UserError, match="pin_spent"):
        locked.unlock_pin(PIN)
    assert locked.unlock_password(PASSWORDS[Role.CLERK]).pin_lock is None


@IN_MEMORY
def test_the_password_keeps_the_pin_of_the_day(desk: TestHall) -> None:
    session = clerk(desk)
    set_pin(session, PIN)
    again = lock(session).unlock_password(PASSWORDS[Role.CLERK])
    assert lock(again).unlock_pin(PIN).actor == session.actor


def test_a_weak_pin_is_refused(local_desk: TestHall) -> None:
    session = clerk(local_desk)
    for pin in ("123456", "111111", "12345", "abcdef"):
        with pytest.raises(UserError, match="weak_pin"):
            set_pin(session, pin)
    assert session.pin_lock is None


# --- ended while at work -----------------------------------------------------------------------


@pytest.mark.parametrize("how", ["reset", "leave"])
def test_a_reset_or_a_leave_ends_the_session_at_its_next_step(desk: TestHall, how: str) -> None:
    at_work, elsewhere, row = clerk(desk), clerk(desk), row_of(desk, Role.CLERK)
    set_pin(elsewhere, PIN)
    locked = lock(elsewhere)
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    administrator = desk.session(Role.ADMINISTRATOR)
    if how == "reset":
        staff.reset(administrator, new_id(), one_time="another phrase 77", **who)
    else:
        staff.leave(administrator, new_id(), **who)
    with pytest.raises(UserError, match="session_ended"):
        make_party(at_work, new_id(), name="甲乙")
    with pytest.raises(UserError, match="session_ended"):
        locked.unlock_pin(PIN)
    staff.record_lock(at_work, idle=True)  # locks all the same, without a record
    assert verification.verify(desk.installation, keys=administrator.keys).good


@REFUSED
def test_who_left_today_is_told_so(desk: TestHall) -> None:
    row = row_of(desk, Role.CLERK)
    administrator = desk.session(Role.ADMINISTRATOR)
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    staff.leave(administrator, new_id(), **who)
    with pytest.raises(UserError, match="left"):
        clerk(desk)
    who["version"] += 1
    with pytest.raises(UserError, match="left"):
        staff.reset(administrator, new_id(), one_time="another phrase 77", **who)


@REFUSED
def test_after_the_last_day_nobody_signs_in(desk: TestHall) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    staff.enrol(
        administrator,
        new_id(),
        staff_no="3001",
        name="临时",
        role=Role.CLERK,
        one_time="another phrase 77",
        valid_to=administrator.today,
    )
    with pytest.raises(UserError, match="must_change"):
        sign_in(desk.installation, "3001", "another phrase 77")
    desk.clock.pass_time(days=1)
    with pytest.raises(UserError, match="left"):
        sign_in(desk.installation, "3001", "another phrase 77")


# --- confidentiality ---------------------------------------------------------------------------


@REFUSED
def test_before_the_confidentiality_agreement_nothing_is_allowed(desk: TestHall) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    staff.enrol(
        administrator,
        new_id(),
        staff_no="3002",
        name="新人",
        role=Role.CLERK,
        one_time="another phrase 77",
    )
    session = staff.first_password(
        desk.installation, "3002", "another phrase 77", "a phrase of my own 5"
    )
    assert session.needs_confidentiality
    assert not any(session.may(permission) for permission in TABLE[Role.CLERK])
    with pytest.raises(NotAllowed):
        make_party(session, new_id(), name="甲乙")
    staff.accept_confidentiality(session, new_id(), language="zh_CN", text="…")
    assert {p for p in TABLE[Role.CLERK] if session.may(p)} == TABLE[Role.CLERK]
    make_party(session, new_id(), name="甲乙")
    again = sign_in(desk.installation, "3002", "a phrase of my own 5")
    assert not again.needs_confidentiality


# --- first password ----------------------------------------------------------------------------


def test_the_first_password_is_replaced_before_anything_else(desk: TestHall) -> None:
    row = row_of(desk, Role.CLERK)
    administrator = desk.session(Role.ADMINISTRATOR)
    one_time, own = "another phrase 77", "a phrase of my own 5"
    staff.reset(
        administrator, new_id(), staff_id=row.staff_id, version=row.version, one_time=one_time
    )
    with pytest.raises(UserError, match="must_change"):
        clerk(desk, one_time)
    assert row_of(desk, Role.CLERK).must_change
    with pytest.raises(UserError, match="password_same"):
        staff.first_password(desk.installation, row.staff_no, one_time, one_time)
    with pytest.raises(Refused) as refused:
        staff.first_password(desk.installation, row.staff_no, one_time, "short")
    assert refused.value.problems == list(staff.password_problems("short", row.staff_no))
    session = staff.first_password(desk.installation, f" {row.staff_no} ", one_time, own)
    assert session.actor.staff_no == row.staff_no
    with pytest.raises(UserError, match="wrong_password"):
        clerk(desk, one_time)
    desk.clock.pass_time(seconds=2)
    assert clerk(desk, own).keys.held == session.keys.held


@pytest.mark.skipif(os.name != "posix", reason="pipes with a name")
def test_a_profile_that_is_no_file_or_has_no_end_is_damaged(tmp_path: Any) -> None:
    deep, pipe = tmp_path / "deep.json", tmp_path / "pipe.json"
    deep.write_text("[" * 100_000)
    os.mkfifo(pipe)
    for path in (deep, pipe, tmp_path, Path("/dev/zero")):
        with pytest.raises(UserError, match="bad_profile"):
            profiles.read(path)


def test_a_profile_that_was_edited_is_not_opened(local_desk: TestHall, tmp_path: Any) -> None:
    folders = Folders(tmp_path)
    profile = local_desk.installation.profile
    pin = replace(profile.administrators[0], sign_public=new_sign_pair().public)
    for forged in (replace(profile, administrators=(pin,)), replace(profile, zone="UTC")):
        profiles.write(folders.profile, forged)
        with pytest.raises(UserError, match="bad_profile"):
            profiles.read(folders.profile)
