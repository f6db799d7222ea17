"""A base from before the steps of roots is carried over as people sign in, without asking them."""

from __future__ import annotations

from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.security import profile as profiles
from app.security import roots as rooted
from app.security.profile import Administrator
from app.security.roots import Begun, Change, Root, RootStep, next_step
from app.services import staff, trust
from app.services.session import Session
from app.services.staff import sign_in
from app.services.trust import roots
from app.services.verification import verify_for_person
from db.schema.keys import class_key, held_key
from db.schema.staff import staff_secret
from tests.databases import CARRIED
from tests.kit.attack import as_owner
from tests.kit.before_roots import EVERYBODY, as_before_roots
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.older_base import as_form
from tests.kit.party_work import make_party
from tests.kit.thief import Stranger
from tests.kit.verified import codes, look, work_a_while

pytestmark = CARRIED

ONE_TIME, OWN = "another phrase 77", "a phrase of my own 5"


def at_work(desk: TestHall, role: Role, password: str = "") -> Session:
    session = sign_in(desk.installation, STAFF_NO[role], password or PASSWORDS[role])
    desk.told = staff.after_sign_in(session)  # type: ignore[attr-defined]
    return session


def told(desk: TestHall) -> set[tuple[str, str]]:
    return {(each.kind, each.name) for each in desk.told}  # type: ignore[attr-defined]


def enrol(by: Session, staff_no: str, role: Role) -> Session:
    staff.enrol(by, new_id(), staff_no=staff_no, name="新人", role=role, one_time=ONE_TIME)
    session = staff.first_password(by.installation, staff_no, ONE_TIME, OWN)
    staff.accept_confidentiality(session, new_id(), language="en", text="…")
    staff.after_sign_in(session)
    return session


def leave(by: Session, staff_no: str) -> None:
    row = next(row for row in staff.staff_list(by) if row.staff_no == staff_no)
    staff.leave(by, new_id(), staff_id=row.staff_id, version=row.version)


@pytest.fixture
def old_desk(desk: TestHall, monkeypatch: pytest.MonkeyPatch) -> TestHall:
    """An old hall where an administrator let somebody in, and then left."""
    with monkeypatch.context() as old:  # the old program wrote no steps and signed nothing anew
        old.setattr(trust, "end_root", lambda work, known, change: known)
        first = desk.session(Role.ADMINISTRATOR)
        second = enrol(first, "3001", Role.ADMINISTRATOR)
        enrol(second, "3002", Role.CLERK)
        leave(first, "3001")
    work_a_while(desk)
    desk.former = second  # type: ignore[attr-defined]
    left = {second.actor.id: second.keys.sign_private}
    as_form(desk.installation, 2, {**EVERYBODY, "3002": OWN}, left)
    as_before_roots(desk.installation, {**EVERYBODY, "3002": OWN}, left)
    desk._sessions.clear()
    return desk


def steps(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection:
        return len(roots.steps(connection, replace(desk.installation.profile, steps=()), 0))


def test_everybody_works_before_and_after_an_administrator_signed_in(old_desk: TestHall) -> None:
    desk = old_desk
    assert look(desk, None).findings == ()
    clerk = at_work(desk, Role.CLERK)
    assert (clerk.keys.roots.n, steps(desk)) == (0, 0)
    make_party(clerk, new_id(), name="甲乙")
    assert sign_in(desk.installation, "3002", OWN).keys.held  # let in by one who left

    administrator = at_work(desk, Role.ADMINISTRATOR)
    assert (steps(desk), told(desk)) == (1, set())
    make_party(clerk, new_id(), name="丙丁")  # who was signed in goes on
    staff.after_sign_in(clerk)

    again = at_work(desk, Role.CLERK)
    assert (again.keys.roots.n, again.keys.held) == (1, clerk.keys.held)
    for role in Role:
        assert at_work(desk, role).keys.roots.n == 1
    assert sign_in(desk.installation, "3002", OWN).keys.roots.n == 1
    assert all(row.trusted for row in staff.staff_list(administrator))
    assert look(desk).findings == ()

    enrol(at_work(desk, Role.ADMINISTRATOR), "3003", Role.ADMINISTRATOR)
    assert at_work(desk, Role.CLERK).keys.roots.n == 2
    assert verify_for_person(desk.session(Role.ADMINISTRATOR)).findings == ()


def test_who_was_away_over_it_and_over_a_leave_comes_back(old_desk: TestHall) -> None:
    desk = old_desk
    other = enrol(at_work(desk, Role.ADMINISTRATOR), "3003", Role.ADMINISTRATOR)
    leave(other, STAFF_NO[Role.ADMINISTRATOR])
    back = at_work(desk, Role.CLERK)
    assert back.keys.roots.n == 3
    make_party(back, new_id(), name="甲乙")
    assert look(desk).findings == ()


def test_enrolling_begins_the_list_where_nobody_did_before(old_desk: TestHall) -> None:
    desk = old_desk
    session = sign_in(
        desk.installation, STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR]
    )
    enrol(session, "3003", Role.ADMINISTRATOR)
    assert steps(desk) == 2
    assert at_work(desk, Role.CLERK).keys.roots.n == 2


def test_the_profile_alone_makes_nobody_an_administrator_of_an_old_base(old_desk: TestHall) -> None:
    """C1 on a base of today."""
    desk, stranger = old_desk, Stranger()
    profile = profiles.read(desk.folders.profile)
    pins = (*profile.administrators, Administrator(stranger.id, stranger.signs.public))
    forged = replace(profile, administrators=pins, signer=stranger.id)
    profiles.write(desk.folders.profile, forged.signed(stranger.signs.private))
    desk.installation.profile = profiles.read(desk.folders.profile)
    stranger.insert(
        desk.installation, Role.AUDITOR, enrolled_by=stranger.id, private=stranger.signs.private
    )
    for role in (Role.CLERK, Role.AUDITOR):
        at_work(desk, role)
    assert stranger.opens(desk.installation) == set()
    assert {"profile_differs", "forged_staff", "unvouched"} <= codes(look(desk))
    at_work(desk, Role.ADMINISTRATOR)
    assert {kind for kind, _ in told(desk)} == {"staff", "profile"}
    assert stranger.opens(desk.installation) == set()


def test_a_former_administrators_key_lets_nobody_in_to_an_old_base(old_desk: TestHall) -> None:
    """C3 on a base of today: signed now, with the key of one who left."""
    desk, stranger = old_desk, Stranger()
    former: Session = desk.former  # type: ignore[attr-defined]
    stranger.insert(
        desk.installation,
        Role.AUDITOR,
        enrolled_by=former.actor.id,
        private=former.keys.sign_private,
    )
    for role in (Role.CLERK, Role.AUDITOR, Role.ADMINISTRATOR):
        at_work(desk, role)
        assert stranger.opens(desk.installation) == set()
    assert ("staff", stranger.staff_no) in told(desk)
    assert "forged_staff" in codes(look(desk, None))


def test_an_epoch_nobody_made_is_not_carried_over(old_desk: TestHall) -> None:
    """C2 on a base of today."""
    desk = old_desk
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.insert(class_key).values(
                key_class="records", epoch=2, public=None, created_at=desk.clock()
            )
        )
    assert at_work(desk, Role.CLERK).keys.epoch == 1
    at_work(desk, Role.ADMINISTRATOR)
    assert told(desk) == {("class_key", "records 2")}
    assert at_work(desk, Role.CLERK).keys.roots.class_keys[0].digest
    assert "class_key_unvouched" in codes(look(desk))


def test_a_list_begun_by_a_stranger_is_not_followed(old_desk: TestHall) -> None:
    desk, stranger = old_desk, Stranger()
    with desk.installation.engine.connect() as connection:
        known = trust.first_trust(connection, desk.installation.profile)
    begun = Begun(
        known.deployment,
        known.zone,
        known.operator_name,
        known.recovery_public,
        (*known.administrators, Root(stranger.id, stranger.signs.public)),
        (),
        known.class_keys,
    )
    change = Change("carried_over", stranger.id, begun=begun)
    _put(desk, next_step(known, change, stranger.id, stranger.signs.private))
    session = at_work(desk, Role.CLERK)
    assert session.keys.roots.n == 0
    with pytest.raises(UserError, match="no_root"):  # and none is begun beside it
        enrol(desk.session(Role.ADMINISTRATOR), "3003", Role.CLERK)
    assert "root_step_forged" in codes(look(desk, None))


def _put(desk: TestHall, step: RootStep) -> None:
    import json

    from app.domain.canonical import to_plain
    from db.schema.keys import root_step

    with as_owner(desk.installation) as connection:
        body = json.dumps(to_plain(step)).encode()
        connection.execute(sa.insert(root_step).values(hash=step.hash, n=step.n, body=body))


def test_a_secret_of_before_put_back_is_carried_over_once_more_and_nothing_else(
    old_desk: TestHall,
) -> None:
    desk = old_desk
    with desk.installation.engine.connect() as connection:
        old = connection.execute(sa.select(staff_secret)).all()
    at_work(desk, Role.ADMINISTRATOR)
    at_work(desk, Role.CLERK)
    with as_owner(desk.installation) as connection:
        for row in old:
            connection.execute(
                sa.update(staff_secret)
                .where(staff_secret.c.staff_id == row.staff_id)
                .values(sealed=row.sealed)
            )
    assert at_work(desk, Role.CLERK).keys.roots.n == 1
    assert codes(look(desk)) == {"secret_exchanged"}


def test_what_is_exchanged_after_it_was_carried_over_is_found(old_desk: TestHall) -> None:
    desk = old_desk
    at_work(desk, Role.ADMINISTRATOR)
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(held_key)
            .where(held_key.c.holder_id == rooted.RECOVERY, held_key.c.key_class == "records")
            .values(sealed=bytes(93))
        )
    assert "held_key_unvouched" in codes(look(desk))
