"""Only keys from people entitled to give them are used (attack C2). An epoch that no administrator
made, and an exchanged public half or box, are not used, stop nobody's work and are found."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.security.roots import ClassKey
from app.security.signing import box_pair, new_box_pair
from app.security.vault import new_key, unwrap_subject_key
from app.services import backup, customers, trust
from app.services.backup.backup_file import open_database, read_head
from app.services.staff import sign_in
from app.services.trust import key_ring, roots
from db.schema.keys import class_key, held_key, subject_key
from db.schema.staff import staff as staff_table
from tests.databases import TRUST
from tests.kit.attack import as_owner
from tests.kit.day import at_work
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import make_party
from tests.kit.thief import Stranger
from tests.kit.verified import codes, look


def everybody(connection: sa.Connection) -> list[Any]:
    return list(connection.execute(sa.select(staff_table).order_by(staff_table.c.id)).all())


def exchange(desk: TestHall, key_class: str, epoch: int, *, boxed: bool = True) -> bytes:
    """A class key of the forger's own, boxed to everybody who should hold the class."""
    pair = new_box_pair()
    private = new_key() if key_class == "records" else pair.private
    public = None if key_class == "records" else pair.public
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.insert(class_key).values(
                key_class=key_class, epoch=epoch, public=public, created_at=desk.clock()
            )
        )
        for person in everybody(connection) if boxed else ():
            if Role(person.role) in trust.HOLDERS[key_class]:
                box = key_ring.box_class_key(
                    private,
                    deployment=desk.installation.profile.deployment,
                    key_class=key_class,
                    epoch=epoch,
                    holder_id=person.id,
                    public=person.box_public,
                )
                connection.execute(sa.insert(held_key).values(**box))
    return private


@pytest.mark.parametrize("key_class", ["records", "audit", "backup"])
def test_an_epoch_that_no_administrator_made_is_used_by_nobody(
    local_desk: TestHall, tmp_path: Any, key_class: str
) -> None:
    genuine = local_desk.clerk.keys
    private = exchange(local_desk, key_class, 2)
    clerk, _ = at_work(local_desk, Role.CLERK)
    assert (clerk.keys.epoch, clerk.keys.held) == (1, genuine.held)
    assert (clerk.keys.audit_public, clerk.keys.backup_public) == (
        genuine.audit_public,
        genuine.backup_public,
    )
    with local_desk.installation.engine.connect() as connection:
        assert set(connection.execute(sa.select(subject_key.c.epoch)).scalars()) == {1}
    administrator, told = at_work(local_desk, Role.ADMINISTRATOR)
    assert ("class_key", f"{key_class} 2") in {(each.kind, each.name) for each in told}
    file = backup.backup(administrator, tmp_path / "hall.backup").path
    with file.open("rb") as source, (tmp_path / "out").open("wb") as target:
        assert read_head(source).epoch == 1
        with pytest.raises(Exception, match="backup_damaged"):
            open_database(source, target, private)
    assert {"class_key_unvouched", "held_key_unvouched"} <= codes(look(local_desk))


@TRUST
def test_one_row_without_a_key_stops_nobody(desk: TestHall) -> None:
    exchange(desk, "records", 2, boxed=False)
    for role in Role:
        at_work(desk, role)
    assert "class_key_unvouched" in codes(look(desk))


def test_a_row_of_a_role_that_there_is_not_stops_nobody(local_desk: TestHall) -> None:
    stranger = Stranger()
    private = stranger.signs.private
    stranger.insert(local_desk.installation, Role.AUDITOR, enrolled_by=stranger.id, private=private)
    with as_owner(local_desk.installation) as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        mine = staff_table.c.id == stranger.id
        connection.execute(sa.update(staff_table).where(mine).values(role="owner"))
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    for role in (Role.CLERK, Role.ADMINISTRATOR):
        at_work(local_desk, role)
    assert stranger.opens(local_desk.installation) == set()


@pytest.mark.parametrize("day", ["2026-99-99", "99999-01-01"])
def test_a_row_with_a_day_that_is_none_stops_nobody(local_desk: TestHall, day: str) -> None:
    stranger = Stranger()
    private = stranger.signs.private
    stranger.insert(local_desk.installation, Role.AUDITOR, enrolled_by=stranger.id, private=private)
    with as_owner(local_desk.installation) as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        of = {"day": day, "number": stranger.staff_no}
        connection.execute(sa.text("UPDATE staff SET valid_to = :day WHERE staff_no = :number"), of)
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = OFF")
    at_work(local_desk, Role.CLERK)
    told = at_work(local_desk, Role.ADMINISTRATOR)[1]
    assert ("staff", stranger.staff_no) in {(each.kind, each.name) for each in told}
    assert stranger.opens(local_desk.installation) == set()


def test_an_event_of_a_time_that_is_none_is_a_sentence(local_desk: TestHall) -> None:
    with as_owner(local_desk.installation) as connection:
        newest = sa.text(
            "UPDATE audit_event SET recorded_at = :at WHERE seq = (SELECT max(seq) FROM audit_event)"
        )
        connection.execute(newest, {"at": 2**63 - 1})
    with pytest.raises(UserError, match="value_unreadable"):
        at_work(local_desk, Role.CLERK)


def test_who_has_no_key_is_told_and_given_it_by_a_colleague(desk: TestHall) -> None:
    with as_owner(desk.installation) as connection:
        mine = sa.select(staff_table.c.id).where(staff_table.c.staff_no == STAFF_NO[Role.CLERK])
        connection.execute(
            sa.delete(held_key).where(
                held_key.c.holder_id.in_(mine), held_key.c.key_class == "records"
            )
        )
    session = sign_in(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    with pytest.raises(UserError, match="no_records_key"):
        customers.find(session, text="13800000000")
    with pytest.raises(UserError, match="no_records_key"):
        make_party(session, new_id(), name="甲乙")
    at_work(desk, Role.SUPERVISOR)
    session, _ = at_work(desk, Role.CLERK)
    assert customers.find(session, text="13800000000").rows == ()


@TRUST
def test_without_the_roots_an_exchanged_key_would_be_used(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: an epoch counts because it is there."""
    private = exchange(desk, "records", 2)
    real = roots.stand

    def believing(*arguments: Any) -> Any:
        known, found = real(*arguments)
        new = ClassKey("records", 2, None, key_ring.digest_of("records", 2, private))
        return replace(known, class_keys=(*known.class_keys, new)), found

    monkeypatch.setattr(roots, "stand", believing)
    session, _ = at_work(desk, Role.CLERK)
    made = make_party(session, new_id(), name="丙丁")
    with desk.installation.engine.connect() as connection:
        row = connection.execute(
            sa.select(subject_key).where(subject_key.c.subject_id == made.party_id)
        ).one()
    unwrap_subject_key(
        private,
        deployment=desk.installation.profile.deployment.bytes,
        subject_id=made.party_id.bytes,
        key_class="records",
        epoch=2,
        wrapped=row.wrapped,
    )


@TRUST
def test_the_public_half_of_today_exchanged_receives_nothing(desk: TestHall) -> None:
    genuine = desk.clerk.keys.audit_public
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(class_key)
            .where(class_key.c.key_class == "audit")
            .values(public=new_box_pair().public)
        )
    session, _ = at_work(desk, Role.CLERK)
    assert session.keys.audit_public == genuine
    assert "class_key_differs" in codes(look(desk))


def swap(desk: TestHall, one: Role, other: Role) -> None:
    """Two people's boxes of the records key change places."""
    with as_owner(desk.installation) as connection:
        ids = [
            connection.execute(
                sa.select(staff_table.c.id).where(staff_table.c.staff_no == STAFF_NO[role])
            ).scalar_one()
            for role in (one, other)
        ]
        rows = [
            connection.execute(
                sa.select(held_key.c.sealed).where(
                    held_key.c.holder_id == each, held_key.c.key_class == "records"
                )
            ).scalar_one()
            for each in ids
        ]
        for each, sealed in zip(ids, reversed(rows), strict=True):
            connection.execute(
                sa.update(held_key)
                .where(held_key.c.holder_id == each, held_key.c.key_class == "records")
                .values(sealed=sealed)
            )


def test_boxes_that_changed_places_are_found_and_given_anew(desk: TestHall) -> None:
    swap(desk, Role.COMPLIANCE, Role.RECORDS_KEEPER)
    assert "held_key_unvouched" in codes(look(desk, None))
    broken, _ = at_work(desk, Role.COMPLIANCE)
    assert ("records", 1) not in broken.keys.held
    at_work(desk, Role.CLERK)  # a colleague gives it again
    again, _ = at_work(desk, Role.COMPLIANCE)
    assert again.keys.held == {("records", 1): desk.clerk.keys.held["records", 1]}


@TRUST
def test_a_box_with_another_key_of_the_same_epoch_is_not_used(desk: TestHall) -> None:
    """Not garbage but a key that opens: only its digest tells."""
    session = desk.clerk
    with as_owner(desk.installation) as connection:
        box = key_ring.box_class_key(
            new_key(),
            deployment=desk.installation.profile.deployment,
            key_class="records",
            epoch=1,
            holder_id=session.actor.id,
            public=box_pair(session.keys.box_private).public,
        )
        mine = (held_key.c.holder_id == session.actor.id, held_key.c.key_class == "records")
        connection.execute(sa.update(held_key).where(*mine).values(sealed=box["sealed"]))
    signed_in = sign_in(desk.installation, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
    assert signed_in.keys.held == {}
    at_work(desk, Role.SUPERVISOR)
    again, _ = at_work(desk, Role.CLERK)
    assert again.keys.held == session.keys.held
