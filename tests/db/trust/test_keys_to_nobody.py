"""Only people who were let in are given keys (attacks C1, C3). A stranger gets none, nobody's work
stops, and the try is found. Each test has its control: without the guard the stranger has the
key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security import profile as profiles
from app.security.profile import Administrator
from app.services import staff
from app.services.procedure import Query
from app.services.session import Session
from app.services.trust import handing_on, roots, vouched
from db.schema.keys import held_key
from db.schema.operations import record_version
from db.schema.staff import staff as staff_table
from db.schema.staff import staff_secret
from tests.databases import CARRIED, TRUST
from tests.kit.attack import as_owner
from tests.kit.day import at_work
from tests.kit.desk import TestHall
from tests.kit.thief import Stranger
from tests.kit.verified import codes, look

pytestmark = CARRIED

ONE_TIME, OWN = "another phrase 77", "a phrase of my own 5"


def second_administrator(desk: TestHall, staff_no: str = "3001") -> Session:
    staff.enrol(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        staff_no=staff_no,
        name="新管理",
        role=Role.ADMINISTRATOR,
        one_time=ONE_TIME,
    )
    session = staff.first_password(desk.installation, staff_no, ONE_TIME, OWN)
    staff.accept_confidentiality(session, new_id(), language="en", text="…")
    staff.after_sign_in(session)
    return session


def leave(desk: TestHall, staff_no: str) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    row = next(each for each in staff.staff_list(administrator) if each.staff_no == staff_no)
    staff.leave(administrator, new_id(), staff_id=row.staff_id, version=row.version)


def with_a_pin_of_his_own(desk: TestHall, stranger: Stranger) -> None:
    """C1: the thief writes himself into the profile as an administrator and signs his own row."""
    profile = profiles.read(desk.folders.profile)
    pins = (*profile.administrators, Administrator(stranger.id, stranger.signs.public))
    forged = replace(profile, administrators=pins, signer=stranger.id)
    profiles.write(desk.folders.profile, forged.signed(stranger.signs.private))
    desk.installation.profile = profiles.read(desk.folders.profile)
    stranger.insert(
        desk.installation, Role.AUDITOR, enrolled_by=stranger.id, private=stranger.signs.private
    )


def by_one_who_left(desk: TestHall, stranger: Stranger) -> None:
    """C3: somebody who was an administrator signs with the key of then, as if it were then."""
    former = second_administrator(desk)
    then = desk.clock()
    leave(desk, "3001")
    stranger.insert(
        desk.installation,
        Role.AUDITOR,
        enrolled_by=former.actor.id,
        private=former.keys.sign_private,
        at=then,
    )


def by_one_who_was_reset(desk: TestHall, stranger: Stranger) -> None:
    """The old key of an administrator who has a new one."""
    former = second_administrator(desk)
    administrator = desk.session(Role.ADMINISTRATOR)
    who: dict[str, Any] = {"staff_id": former.actor.id, "version": 1}
    staff.reset(administrator, new_id(), one_time=ONE_TIME, **who)
    stranger.insert(
        desk.installation,
        Role.AUDITOR,
        enrolled_by=former.actor.id,
        private=former.keys.sign_private,
    )


def by_a_clerk(desk: TestHall, stranger: Stranger) -> None:
    clerk = desk.clerk
    stranger.insert(
        desk.installation,
        Role.AUDITOR,
        enrolled_by=clerk.actor.id,
        private=clerk.keys.sign_private,
    )


def in_anothers_name(desk: TestHall, stranger: Stranger) -> None:
    """The row names the administrator, and nobody's key signed it."""
    stranger.insert(
        desk.installation,
        Role.AUDITOR,
        enrolled_by=desk.session(Role.ADMINISTRATOR).actor.id,
        private=stranger.signs.private,
    )


WAYS = [with_a_pin_of_his_own, by_one_who_left, by_one_who_was_reset, by_a_clerk, in_anothers_name]


@pytest.mark.parametrize("way", WAYS)
def test_a_stranger_is_given_nothing_work_goes_on_and_the_try_is_found(
    desk: TestHall, way: Callable[[TestHall, Stranger], None]
) -> None:
    stranger, before = Stranger(), desk.folders.profile.read_bytes()
    way(desk, stranger)
    for role in (Role.CLERK, Role.AUDITOR):
        _, told = at_work(desk, role)
        assert told == ()  # it is for the administrator
        assert stranger.opens(desk.installation) == set()
    assert {"forged_staff", "unvouched"} <= codes(look(desk))
    assert ("profile_differs" in codes(look(desk))) == (way is with_a_pin_of_his_own)

    stranger.take_away(desk.installation)
    if way is with_a_pin_of_his_own:
        desk.folders.profile.write_bytes(before)
        desk.installation.profile = profiles.read(desk.folders.profile)
    assert "unvouched" in codes(look(desk, None))  # only the record that it was seen is left

    administrator, told = at_work(desk, Role.ADMINISTRATOR)
    assert ("staff", stranger.staff_no) in {(each.kind, each.name) for each in told}
    assert staff.after_sign_in(administrator) == ()  # once
    assert "unvouched" not in codes(look(desk))
    assert stranger.opens(desk.installation) == set()


@TRUST
@pytest.mark.parametrize("way", [with_a_pin_of_his_own, by_one_who_left])
def test_without_the_guard_the_stranger_has_the_key(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch, way: Callable[[TestHall, Stranger], None]
) -> None:
    """Sabotage: a row counts although no administrator in force let the person in."""
    stranger = Stranger()
    way(desk, stranger)
    monkeypatch.setattr(handing_on, "let_in", lambda *_: True)
    monkeypatch.setattr(roots, "in_force", lambda *_: True)
    at_work(desk, Role.CLERK)
    assert stranger.opens(desk.installation) == {"records"}


@TRUST
def test_an_older_version_of_a_row_is_given_nothing(desk: TestHall) -> None:
    """The row of a former administrator, or of an older key, is put back with everything beside
    it."""
    former = second_administrator(desk)
    with as_owner(desk.installation) as connection:
        old = [
            (
                table,
                dict(
                    connection.execute(sa.select(table).where(column == former.actor.id))
                    .one()
                    ._mapping
                ),
            )
            for table, column in (
                (staff_table, staff_table.c.id),
                (staff_secret, staff_secret.c.staff_id),
            )
        ]
    leave(desk, "3001")
    with as_owner(desk.installation) as connection:
        for table, row in old:
            column = table.c.id if "id" in table.c else table.c.staff_id
            connection.execute(sa.update(table).where(column == former.actor.id).values(**row))
        connection.execute(
            sa.delete(record_version).where(
                record_version.c.row_id == former.actor.id, record_version.c.version > 1
            )
        )
    for role in (Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR):
        at_work(desk, role)
    with desk.installation.engine.connect() as connection:
        held = connection.execute(
            sa.select(held_key).where(held_key.c.holder_id == former.actor.id)
        )
        assert held.all() == []
    assert {"effects_differ", "content_unexpected"} <= codes(look(desk))


def put_back(desk: TestHall, role: Role) -> staff.StaffRow:
    """Somebody left, and every row is put back as before; only the chain of events tells."""
    administrator = desk.session(Role.ADMINISTRATOR)
    row = next(r for r in staff.staff_list(administrator) if r.role is role)
    mine = {staff_table: staff_table.c.id, staff_secret: staff_secret.c.staff_id}
    with as_owner(desk.installation) as connection:
        old = {
            table: connection.execute(sa.select(table).where(column == row.staff_id)).one()._mapping
            for table, column in mine.items()
        }
    leave(desk, row.staff_no)
    with as_owner(desk.installation) as connection:
        for table, column in mine.items():
            connection.execute(sa.update(table).where(column == row.staff_id).values(**old[table]))
        connection.execute(
            sa.delete(record_version).where(
                record_version.c.row_id == row.staff_id, record_version.c.version > 1
            )
        )
    return row


def held_by(desk: TestHall, row: staff.StaffRow) -> set[str]:
    with desk.installation.engine.connect() as connection:
        return set(
            connection.execute(
                sa.select(held_key.c.key_class).where(held_key.c.holder_id == row.staff_id)
            ).scalars()
        )


@TRUST
def test_a_colleague_put_back_to_an_older_version_is_given_nothing(desk: TestHall) -> None:
    row = put_back(desk, Role.AUDITOR)
    at_work(desk, Role.CLERK)
    _, told = at_work(desk, Role.ADMINISTRATOR)
    assert held_by(desk, row) == set()
    assert ("staff", row.staff_no) in {(each.kind, each.name) for each in told}


@TRUST
def test_without_a_look_at_the_events_who_was_put_back_has_the_key(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage."""
    row = put_back(desk, Role.AUDITOR)
    monkeypatch.setattr(handing_on, "superseded", lambda *_: False)
    at_work(desk, Role.CLERK)
    assert held_by(desk, row) == {"records"}


@TRUST
@pytest.mark.parametrize("form", [None, 1, 2, 3])
def test_an_older_row_under_a_newer_number_is_not_believed_by_who_opens_no_records(
    desk: TestHall, form: int | None
) -> None:
    """Somebody left; the row says what the first version said, and of the second is said that only keys
    can check it."""
    administrator = desk.session(Role.ADMINISTRATOR)
    person = next(r for r in staff.staff_list(administrator) if r.role is Role.AUDITOR)
    mine = staff_table.c.id == person.staff_id
    with desk.installation.engine.connect() as connection:
        old = connection.execute(sa.select(staff_table).where(mine)).one()._mapping
    leave(desk, person.staff_no)
    keys = administrator.keys
    blind = replace(administrator, keys=replace(keys, held={}))

    def believed() -> bool:
        with desk.installation.engine.connect() as connection:
            row = connection.execute(sa.select(staff_table).where(mine)).one()
            return vouched(Query(blind, connection), keys.roots, row)

    assert believed()
    with as_owner(desk.installation) as connection:
        connection.execute(sa.update(staff_table).where(mine).values({**old, "version": 2}))
        newest = (record_version.c.row_id == person.staff_id, record_version.c.version == 2)
        connection.execute(sa.update(record_version).where(*newest).values(form=form))
    assert not believed()
