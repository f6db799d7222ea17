"""The list of roots in the life of a hall: administrators come, leave and are reset, and a person
who was away signs in after all of it."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.security import roots as rooted
from app.security.roots import RootStep
from app.services import staff
from app.services.staff import lock, own_password, set_pin, sign_in
from app.services.verification import verify, verify_for_person
from tests.databases import IN_MEMORY
from tests.kit.administrators import (
    ONE_TIME,
    OWN,
    administrator,
    at_work,
    clerk,
    enrol,
    enrol_administrator,
    leave,
    row_of,
    steps,
)
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import make_party
from tests.kit.thief import Stranger


def test_two_administrators_one_enrols_a_third_and_leaves_and_who_was_away_works(
    desk: TestHall,
) -> None:
    part_timer = clerk(desk)
    assert part_timer.keys.roots.n == 1
    first = administrator(desk)
    second = enrol(first, "3001", Role.ADMINISTRATOR)
    third = enrol(second, "3002", Role.ADMINISTRATOR)
    colleague = enrol(second, "3003")
    leave(third, "3001")
    leave(third, STAFF_NO[Role.ADMINISTRATOR])  # who enrolled everybody else
    assert [step.change.kind for step in steps(desk)] == [
        "set_up",
        "added",
        "added",
        "ended",
        "ended",
    ]
    assert all(row.trusted for row in staff.staff_list(third))

    back = clerk(desk)
    assert back.keys.roots.n == 5
    assert back.keys.held == part_timer.keys.held
    assert [root.staff_id for root in back.keys.roots.administrators] == [third.actor.id]
    make_party(back, new_id(), name="甲乙")
    assert sign_in(desk.installation, "3003", OWN).actor.id == colleague.actor.id
    for ended in (first, second):
        with pytest.raises(UserError, match=r"session_ended|no_root"):
            enrol(ended, "3004")
    assert verify(desk.installation, keys=back.keys, sealed=back.keys.roots).findings == ()
    assert verify_for_person(third).findings == ()

    # a reset of the one who was away: the seal of the one-time password holds the list already
    row = row_of(third, STAFF_NO[Role.CLERK])
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    staff.reset(third, new_id(), one_time=ONE_TIME, **who)
    anew = staff.first_password(desk.installation, row.staff_no, ONE_TIME, OWN)
    assert anew.keys.roots.n == 5
    assert anew.keys.held == part_timer.keys.held


def test_a_new_pair_ends_the_old_key_and_keeps_whom_it_let_in(desk: TestHall) -> None:
    first = administrator(desk)
    second = enrol(first, "3001", Role.ADMINISTRATOR)
    row = row_of(second, STAFF_NO[Role.ADMINISTRATOR])
    who: dict[str, Any] = {"staff_id": row.staff_id, "version": row.version}
    staff.reset(second, new_id(), one_time=ONE_TIME, **who)
    again = staff.first_password(desk.installation, row.staff_no, ONE_TIME, OWN)
    staff.after_sign_in(again)
    assert steps(desk)[-1].change.kind == "replaced"
    assert again.keys.roots.key_of(row.staff_id) != first.keys.roots.key_of(row.staff_id)
    assert clerk(desk).keys.roots.n == 3  # let in with the old key, vouched for by the second
    enrol(again, "3002")
    assert verify_for_person(again).findings == ()


def test_an_administrator_for_a_time_ends_with_the_last_day(local_desk: TestHall) -> None:
    desk = local_desk
    first = administrator(desk)
    temporary = enrol(first, "3001", Role.ADMINISTRATOR, valid_to=first.today)
    enrol(temporary, "3002")
    desk.clock.pass_time(days=2)
    stranger = Stranger()
    stranger.insert(
        desk.installation,
        Role.CLERK,
        enrolled_by=temporary.actor.id,
        private=temporary.keys.sign_private,
    )
    clerk(desk)
    assert stranger.opens(desk.installation) == set()
    stranger.take_away(desk.installation)
    assert at_work(desk, "3002", OWN).keys.held  # let in before, works on
    administrator(desk)
    assert steps(desk)[-1].change.kind == "ended"
    assert at_work(desk, "3002", OWN).keys.held


@IN_MEMORY
def test_a_session_that_was_unlocked_by_pin_stands_where_it_stood(desk: TestHall) -> None:
    session = clerk(desk)
    set_pin(session, "481516")
    enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    unlocked = lock(session).unlock_pin("481516")
    assert unlocked.keys == session.keys
    assert lock(unlocked).unlock_password(PASSWORDS[Role.CLERK]).keys.roots.n == 2


def test_a_password_is_changed_without_losing_the_place_on_the_list(desk: TestHall) -> None:
    number = STAFF_NO[Role.CLERK]
    own_password.change_password(desk.installation, number, PASSWORDS[Role.CLERK], OWN)
    enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    assert at_work(desk, number, OWN).keys.roots.n == 2


def test_a_sign_in_after_nothing_new_seals_nothing_new(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    clerk(desk)

    def never(*_: Any, **__: Any) -> bytes:
        raise AssertionError("nothing changed")

    monkeypatch.setattr("app.services.trust.key_ring.seal_again", never)
    clerk(desk)


def test_the_walk_reads_only_what_is_new(desk: TestHall, monkeypatch: pytest.MonkeyPatch) -> None:
    first = administrator(desk)
    for n in range(3):
        enrol_administrator(first, f"300{n}")
    clerk(desk)
    looked: list[int] = []
    real = rooted.Roots.after

    def counted(self: rooted.Roots, step: RootStep) -> rooted.Roots | None:
        looked.append(step.n)
        return real(self, step)

    monkeypatch.setattr(rooted.Roots, "after", counted)
    clerk(desk)
    assert looked == []
    enrol_administrator(first, "3009")
    looked.clear()
    clerk(desk)
    assert set(looked) == {5}
