"""What changed about the administrators is told at the next sign-in of everybody, once; and what files say
of operator and zone is in force nowhere (attacks C1, C3)."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.admin.at_work import settle
from app.domain.fingerprint import fingerprint
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import Refused, UserError
from app.paths import Folders
from app.security import profile as profiles
from app.security.profile import Administrator
from app.security.signing import new_sign_pair
from app.services import identity, setup, staff
from app.services.identity import ReaderChoice
from app.services.session import PRACTICE_OPERATOR, Installation, open_installation
from app.services.staff import sign_in, signing_in
from app.settings import Settings
from db.schema.operations import operation, record_version, superseded_version
from db.schema.staff import sign_in_state, staff_secret
from db.schema.staff import staff as staff_table
from tests.databases import TRUST
from tests.kit.administrators import administrator, clerk, enrol, leave
from tests.kit.attack import as_owner
from tests.kit.before_roots import EVERYBODY, as_before_roots
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.older_base import as_form


def told(desk: TestHall, role: Role = Role.CLERK) -> list[tuple[str, str, bytes]]:
    session = sign_in(desk.installation, STAFF_NO[role], PASSWORDS[role])
    return [(step.kind, step.staff_no, step.key) for step in session.steps]


def test_everybody_is_told_the_steps_since_the_last_sign_in_once(desk: TestHall) -> None:
    clerk(desk)
    second = enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    key = second.keys.roots.key_of(second.actor.id)
    assert key is not None
    assert told(desk) == [("added", "3001", key)]
    assert told(desk) == []
    leave(administrator(desk), "3001")
    assert told(desk) == [("ended", "3001", key)]
    assert told(desk, Role.SUPERVISOR) == [("added", "3001", key), ("ended", "3001", key)]
    assert told(desk, Role.ADMINISTRATOR) == [("ended", "3001", key)]  # made after that sign-in


def test_a_supervisor_at_a_colleagues_counter_is_told_at_the_own_sign_in(desk: TestHall) -> None:
    told(desk, Role.SUPERVISOR)
    enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    staff.grant_permit(
        desk.clerk,
        new_id(),
        staff_no=STAFF_NO[Role.SUPERVISOR],
        password=PASSWORDS[Role.SUPERVISOR],
        purpose="manual_entry",
        reason="读卡器损坏",
    )
    assert [kind for kind, _, _ in told(desk, Role.SUPERVISOR)] == ["added"]


def test_the_command_line_prints_them_as_the_recovery_sheets_do(
    desk: TestHall, capsys: pytest.CaptureFixture[str]
) -> None:
    told(desk)
    second = enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    capsys.readouterr()
    settle(sign_in(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK]))
    (line,) = capsys.readouterr().err.splitlines()
    said = json.loads(line)
    key = second.keys.roots.key_of(second.actor.id)
    assert key is not None
    assert said["code"] == "roots_changed"
    assert f"administrator 3001 was added (key {fingerprint(key)})" in said["message"]


@TRUST
def test_the_first_step_of_a_base_from_before_is_told(desk: TestHall) -> None:
    as_form(desk.installation, 2, EVERYBODY, {})
    as_before_roots(desk.installation)
    desk._sessions.clear()
    assert told(desk) == []
    administrator(desk)
    assert [(kind, name) for kind, name, _ in told(desk)] == [
        ("carried_over", STAFF_NO[Role.ADMINISTRATOR])
    ]


# --- files beside the data


def forged_profile(desk: TestHall, **change: str) -> Installation:
    """The profile with other words, signed by a pin that the thief added; the data folder opened anew."""
    thief, mine = new_sign_pair(), new_id()
    profile = profiles.read(desk.folders.profile)
    forged = replace(
        profile,
        administrators=(*profile.administrators, Administrator(mine, thief.public)),
        signer=mine,
        **change,  # type: ignore[arg-type]
    )
    profiles.write(desk.folders.profile, forged.signed(thief.private))
    return open_installation(desk.folders, clock=desk.clock)


@TRUST
def test_a_real_hall_is_no_practice_hall_because_a_file_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folders = Folders(tmp_path / "hall")
    setup.set_up(folders, replace(FORM, operator_name="真实有线"), clock=Clock())
    opened = open_installation(folders, clock=Clock())
    desk = TestHall(opened, Clock())
    try:
        assert not opened.is_practice
        opened = forged_profile(desk, operator_name=PRACTICE_OPERATOR)
        assert opened.is_practice  # as far as the file goes
        session = sign_in(opened, FORM.admin_no, FORM.admin_password)
        assert not opened.is_practice
        staff.accept_confidentiality(session, new_id(), language="en", text="…")
        with pytest.raises(Refused):
            identity.choose_reader(
                session,
                new_id(),
                settings=Settings(opened.folders.settings),
                choice=ReaderChoice("simulator"),
            )
        monkeypatch.setattr(Installation, "believe", lambda *_: None)  # sabotage: the file decides
        again = forged_profile(desk, operator_name=PRACTICE_OPERATOR)
        sign_in(again, FORM.admin_no, FORM.admin_password)
        assert again.is_practice
        again.close()
    finally:
        opened.close()
        desk.installation.close()


@TRUST
@pytest.mark.parametrize("zone", ["", "Nowhere/Else", "../../etc", "\0", "/etc/localtime"])
def test_a_zone_that_is_none_is_a_sentence(local_desk: TestHall, zone: str) -> None:
    with pytest.raises(UserError, match="bad_profile"):
        forged_profile(local_desk, zone=zone)


@TRUST
@pytest.mark.parametrize(
    "url", ["nonsense", "", "foo://x/y", "mysql://a/b", "http://[x", "://", "\0"]
)
def test_a_database_that_is_none_is_a_sentence(local_desk: TestHall, url: str) -> None:
    with pytest.raises(UserError, match="bad_profile"):
        forged_profile(local_desk, url=url)


@TRUST
def test_a_file_name_that_is_none_is_a_sentence(local_desk: TestHall) -> None:
    with pytest.raises(UserError):
        forged_profile(local_desk, url="sqlite:" + "b" * 5000)


@TRUST
def test_who_left_is_not_let_in_by_the_zone_of_a_file(local_desk: TestHall) -> None:
    desk = local_desk
    first = administrator(desk)
    last_day = first.today
    enrol(first, "3001", valid_to=last_day)
    desk.clock.pass_time(days=1)
    opened = forged_profile(desk, zone="Pacific/Pago_Pago")  # where it is still yesterday
    try:
        with pytest.raises(UserError, match="left"):
            sign_in(opened, "3001", "a phrase of my own 5")
    finally:
        opened.close()


# --- an older row put back


def put_back(desk: TestHall, *, also_the_record: bool) -> None:
    """A person leaves, and a thief puts this morning's rows back."""
    first = administrator(desk)
    person = enrol(first, "3001", Role.CLERK)
    tables = (staff_table, staff_secret, sign_in_state)
    with desk.installation.engine.connect() as connection:
        key = {staff_table: "id"}
        rows = {
            table: connection.execute(
                sa.select(table).where(table.c[key.get(table, "staff_id")] == person.actor.id)
            ).one()
            for table in tables
        }
    leave(first, "3001")
    with as_owner(desk.installation) as connection:
        for table, row in rows.items():
            mine = table.c[key.get(table, "staff_id")] == person.actor.id
            connection.execute(sa.update(table).where(mine).values(**row._mapping))
        if also_the_record:
            later = record_version.c.row_id == person.actor.id, record_version.c.version > 1
            made = connection.execute(
                sa.select(record_version.c.operation_id).where(*later)
            ).scalars()
            ids = list(made)
            connection.execute(sa.delete(record_version).where(*later))
            connection.execute(
                sa.delete(superseded_version).where(superseded_version.c.row_id == person.actor.id)
            )
            assert ids
            connection.execute(sa.update(operation).where(operation.c.id.in_(ids)).values(kind="x"))


@TRUST
def test_who_left_is_not_let_in_by_the_row_of_before(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_back(local_desk, also_the_record=False)
    with pytest.raises(UserError, match="forged_staff"):
        sign_in(local_desk.installation, "3001", "a phrase of my own 5")
    monkeypatch.setattr(signing_in, "is_older", lambda *_: False)  # sabotage
    assert sign_in(local_desk.installation, "3001", "a phrase of my own 5")
