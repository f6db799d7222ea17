"""Enrolment, keys handed on, leaving: who holds which key (data.md 6; R-001)."""

from __future__ import annotations

import threading
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.security import profile as profiles
from app.security.kept_heads import ChainHead
from app.services import staff, trust, verification
from app.services.procedure import chain
from app.services.session import Lost, Session
from app.services.staff import enrolment, sign_in
from db.engine import write
from db.schema.keys import held_key
from tests.databases import REFUSED
from tests.kit.attack import events
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.heads import kept

ONE_TIME, OWN = "another phrase 77", "a phrase of my own 5"


def enrol(desk: TestHall, staff_no: str, role: Role, **more: Any) -> staff.Enrolled:
    return staff.enrol(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        staff_no=staff_no,
        name="新人",
        role=role,
        one_time=more.pop("one_time", ONE_TIME),
        **more,
    )


def first(desk: TestHall, staff_no: str, one_time: str = ONE_TIME) -> Session:
    session = staff.first_password(desk.installation, staff_no, one_time, OWN)
    if session.needs_confidentiality:
        staff.accept_confidentiality(session, new_id(), language="en", text="…")
    return session


def held(desk: TestHall, holder: object) -> set[str]:
    with desk.installation.engine.connect() as connection:
        found = connection.execute(
            sa.select(held_key.c.key_class).where(held_key.c.holder_id == holder)
        )
        return set(found.scalars())


def row_of(desk: TestHall, role: Role) -> staff.StaffRow:
    listed = staff.staff_list(desk.session(Role.ADMINISTRATOR))
    return next(row for row in listed if row.staff_no == STAFF_NO[role])


def test_each_role_holds_what_the_design_says_and_no_more(desk: TestHall) -> None:
    for role in Role:
        expected = {name for name, roles in trust.HOLDERS.items() if role in roles}
        assert held(desk, row_of(desk, role).staff_id) == expected, role
    assert held(desk, trust.RECOVERY_HOLDER) == {"records", "audit", "backup"}
    assert "audit" not in held(desk, desk.session(Role.ADMINISTRATOR).actor.id)


def test_the_second_auditor_gets_the_audit_key_from_the_first(desk: TestHall) -> None:
    """The administrator gave it away when the first auditor was enrolled."""
    made = enrol(desk, "3001", Role.AUDITOR)
    assert held(desk, made.staff_id) == {"records", "backup"}
    waiting = {row.staff_no: row.waits_for for row in _listed(desk)}
    assert waiting["3001"] == ("audit",)
    staff.after_sign_in(desk.session(Role.ADMINISTRATOR))
    assert held(desk, made.staff_id) == {"records", "backup"}
    staff.after_sign_in(desk.session(Role.AUDITOR))
    assert held(desk, made.staff_id) == {"records", "audit", "backup"}
    second = first(desk, "3001")
    assert ("audit", 1) in second.keys.held
    assert not any(row.waits_for for row in _listed(desk))
    count = _events(desk)
    staff.after_sign_in(desk.session(Role.AUDITOR))
    assert _events(desk) == count  # nothing was missing, nothing was written
    assert verification.verify(desk.installation, keys=second.keys).good


def _listed(desk: TestHall) -> tuple[staff.StaffRow, ...]:
    return staff.staff_list(desk.session(Role.ADMINISTRATOR))


def _events(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return len(events(connection))


@REFUSED
def test_a_key_still_in_memory_is_not_given_away_twice(desk: TestHall) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    administrator.keys.held["audit", 1] = desk.session(Role.AUDITOR).keys.held["audit", 1]
    made = enrol(desk, "3001", Role.AUDITOR)
    assert held(desk, made.staff_id) == {"records", "backup"}


@REFUSED
def test_who_left_is_handed_nothing(desk: TestHall) -> None:
    made = enrol(desk, "3001", Role.AUDITOR)
    who: dict[str, Any] = {"staff_id": made.staff_id, "version": 1}
    staff.leave(desk.session(Role.ADMINISTRATOR), new_id(), **who)
    staff.after_sign_in(desk.session(Role.AUDITOR))
    assert held(desk, made.staff_id) == set()


def test_a_new_administrator_is_pinned_and_enrols_in_turn(desk: TestHall) -> None:
    made = enrol(desk, "3001", Role.ADMINISTRATOR)
    session = first(desk, "3001")
    assert desk.installation.profile.pinned(made.staff_id) == ()
    staff.after_sign_in(session)
    assert len(desk.installation.profile.pinned(made.staff_id)) == 1
    assert profiles.read(desk.folders.profile) == desk.installation.profile
    staff.enrol(session, new_id(), staff_no="3002", name="新人", role=Role.CLERK, one_time=ONE_TIME)
    assert first(desk, "3002").actor.role is Role.CLERK
    row = row_of(desk, Role.ADMINISTRATOR)
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    staff.reset(session, new_id(), one_time=ONE_TIME, **who)
    staff.after_sign_in(session)
    assert len(desk.installation.profile.pinned(row.staff_id)) == 2  # before and after the reset
    again = first(desk, row.staff_no)
    assert ("backup", 1) in again.keys.held
    assert all(each.trusted for each in staff.staff_list(again))
    assert verification.verify(desk.installation, keys=again.keys).good


@REFUSED
def test_a_clerk_does_not_change_the_pins(desk: TestHall) -> None:
    before = desk.folders.profile.read_bytes()
    enrol(desk, "3001", Role.ADMINISTRATOR)
    staff.after_sign_in(desk.clerk)
    assert desk.folders.profile.read_bytes() == before


@REFUSED
@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"staff_no": "1"}, "staff_no_form"),
        ({"staff_no": "工号1001"}, "staff_no_form"),
        ({"staff_no": STAFF_NO[Role.CLERK]}, "staff_no_taken"),
        ({"name": "  "}, "name_missing"),
        ({"name": "长" * 101}, "name_missing"),
        ({"one_time": "short"}, "one_time_short"),
        ({"one_time": "aaaaaaaaaaaa"}, "one_time_weak"),
        ({"one_time": "password 3001"}, "one_time_weak"),
        ({"one_time": f"{ONE_TIME}\u200b"}, "invisible"),
        ({"one_time": ONE_TIME * 9}, "too_long"),
    ],
)
def test_an_enrolment_that_cannot_be_is_refused(
    desk: TestHall, change: dict[str, str], code: str
) -> None:
    asked: dict[str, Any] = {"staff_no": "3001", "name": "新人", "one_time": ONE_TIME, **change}
    with pytest.raises(UserError, match=code):
        staff.enrol(desk.session(Role.ADMINISTRATOR), new_id(), role=Role.CLERK, **asked)
    assert len(_listed(desk)) == len(Role)


@REFUSED
@pytest.mark.parametrize(
    ("one_time", "code"),
    [("", "one_time_short"), ("aaaaaaaaaaaa", "one_time_weak"), (f"{ONE_TIME}\n", "invisible")],
)
def test_a_reset_needs_a_first_password_as_an_enrolment_does(
    desk: TestHall, one_time: str, code: str
) -> None:
    row = row_of(desk, Role.CLERK)
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    with pytest.raises(UserError) as refused:
        staff.reset(desk.session(Role.ADMINISTRATOR), new_id(), one_time=one_time, **who)
    assert refused.value.code == code
    assert row_of(desk, Role.CLERK) == row


@REFUSED
def test_nobody_resets_or_ends_himself_and_a_clerk_sees_nobody(desk: TestHall) -> None:
    administrator, row = desk.session(Role.ADMINISTRATOR), row_of(desk, Role.ADMINISTRATOR)
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    with pytest.raises(UserError, match="own_reset"):
        staff.reset(administrator, new_id(), one_time=ONE_TIME, **who)
    with pytest.raises(UserError, match="own_reset"):
        staff.leave(administrator, new_id(), **who)
    with pytest.raises(NotAllowed):
        staff.staff_list(desk.clerk)


def test_a_password_changed_elsewhere_meanwhile_is_told(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two windows change the same password: the second one is told."""
    number, old = STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK]
    real = trust.seal_private

    def meanwhile(*arguments: Any, **named: Any) -> bytes:
        monkeypatch.setattr(trust, "seal_private", real)
        enrolment.change_password(desk.installation, number, old, "the other window's phrase")
        return real(*arguments, **named)

    monkeypatch.setattr(trust, "seal_private", meanwhile)
    with pytest.raises(UserError, match="changed_meanwhile"):
        enrolment.change_password(desk.installation, number, old, OWN)
    sign_in(desk.installation, number, "the other window's phrase")


def test_a_lock_is_on_record_and_remembers_the_heads(desk: TestHall) -> None:
    session = desk.clerk
    before = kept(desk.installation)
    staff.record_lock(session, idle=True)
    after = kept(desk.installation)
    assert isinstance(before, ChainHead)
    assert isinstance(after, ChainHead)
    assert after.seq == before.seq + 1
    desk.installation.heads.found(Lost(after.workstation, after.seq, after.seq, ""))
    staff.record_lock(session, idle=False)
    assert kept(desk.installation) == after  # a cut database teaches nothing


def test_threads_of_one_workstation_append_one_after_the_other(desk: TestHall) -> None:
    session, failures = desk.clerk, []

    def locks() -> None:
        try:
            for _ in range(10):
                staff.record_lock(session, idle=True)
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=locks) for _ in range(4)]
    before = _events(desk)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert _events(desk) == before + 40
    assert verification.verify(desk.installation).good


def test_an_event_signed_with_a_strangers_key_is_not_written(desk: TestHall) -> None:
    session, here = desk.clerk, desk.installation.workstation
    signer = chain.Signer("person", new_id(), session.keys.sign_private)
    with (
        pytest.raises(UserError, match="session_ended"),
        write(desk.installation.engine) as connection,
    ):
        chain.append_event(
            connection,
            workstation_id=here.id,
            hall_id=here.hall_id,
            signer=signer,
            operation_id=new_id(),
            procedure="x",
            server_time=desk.clock(),
            client_time=desk.clock(),
        )
