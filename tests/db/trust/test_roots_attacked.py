"""Attacks on the list of roots in the database make nobody an administrator, stop nobody's work,
and are found."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.canonical import to_plain
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security import profile as profiles
from app.security import roots as rooted
from app.security.roots import Change, RootStep, next_step
from app.security.signing import new_sign_pair
from app.services import procedure, staff
from app.services.session import Session
from app.services.staff import sign_in
from app.services.trust import roots_due
from app.services.verification import verify, verify_for_person
from db.schema.keys import held_key, root_step
from db.schema.operations import record_version
from tests.databases import TRUST
from tests.kit.administrators import (
    administrator,
    clerk,
    enrol,
    enrol_administrator,
    leave,
)
from tests.kit.attack import as_owner
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import make_party
from tests.kit.thief import Stranger
from tests.kit.verified import codes, look


def put(desk: TestHall, *added: RootStep) -> None:
    with as_owner(desk.installation) as connection:
        for step in added:
            body = json.dumps(to_plain(step)).encode()
            connection.execute(sa.insert(root_step).values(hash=step.hash, n=step.n, body=body))


def forged_on(session: Session, signer: UUID, private: bytes) -> tuple[RootStep, Stranger]:
    """A step that makes a stranger administrator, signed with `private`."""
    stranger = Stranger()
    known = session.keys.roots
    change = Change("added", stranger.id, stranger.signs.public)
    return next_step(known, change, signer, private), stranger


def strangers_key(desk: TestHall) -> tuple[RootStep, Stranger]:
    session = clerk(desk)
    return forged_on(session, desk.session(Role.ADMINISTRATOR).actor.id, new_sign_pair().private)


def clerks_key(desk: TestHall) -> tuple[RootStep, Stranger]:
    session = clerk(desk)
    return forged_on(session, session.actor.id, session.keys.sign_private)


def ended_key(desk: TestHall) -> tuple[RootStep, Stranger]:
    """After the end of the key that signs it."""
    second = enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    leave(administrator(desk), "3001")
    return forged_on(clerk(desk), second.actor.id, second.keys.sign_private)


def ended_key_beside(desk: TestHall) -> tuple[RootStep, Stranger]:
    """In the place of the step that ended the key: who was away sees both."""
    second = enrol(administrator(desk), "3001", Role.ADMINISTRATOR)
    step, stranger = forged_on(clerk(desk), second.actor.id, second.keys.sign_private)
    leave(administrator(desk), "3001")
    return step, stranger


@TRUST
@pytest.mark.parametrize("make", [strangers_key, clerks_key, ended_key, ended_key_beside])
def test_a_forged_step_makes_nobody_an_administrator(
    desk: TestHall, make: Callable[[TestHall], tuple[RootStep, Stranger]]
) -> None:
    step, stranger = make(desk)
    put(desk, step)
    stranger.insert(
        desk.installation,
        Role.ADMINISTRATOR,
        enrolled_by=stranger.id,
        private=stranger.signs.private,
    )
    session = clerk(desk)
    make_party(session, new_id(), name="甲乙")
    assert session.keys.roots.key_of(stranger.id) is None
    told = staff.after_sign_in(
        sign_in(desk.installation, STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])
    )
    assert "root_step" in {each.kind for each in told}
    assert stranger.opens(desk.installation) == set()
    assert "root_step_forged" in codes(look(desk, None))
    enrol(administrator(desk), "3005", Role.ADMINISTRATOR)  # the list goes on beside it
    assert clerk(desk).keys.roots.key_of(stranger.id) is None


@TRUST
@pytest.mark.parametrize(
    "body",
    [
        pytest.param(lambda plain: plain | {"n": 10**30}, id="number"),
        pytest.param(lambda plain: plain | {"change": plain["change"] | half(plain)}, id="half"),
    ],
)
def test_a_step_that_nobody_could_have_signed_stops_nobody(
    desk: TestHall, body: Callable[[dict[str, Any]], dict[str, Any]]
) -> None:
    """It has no canonical form, so no hash: half a character, a number of more than 64 bits."""
    administrator(desk)
    with as_owner(desk.installation) as connection:
        genuine = connection.execute(sa.select(root_step.c.body).limit(1)).scalar_one()
        forged = json.dumps(body(json.loads(genuine))).encode()
        connection.execute(sa.insert(root_step).values(hash=bytes(32), n=1, body=forged))
    make_party(clerk(desk), new_id(), name="甲乙")
    enrol(administrator(desk), "3006", Role.CLERK)
    assert "root_step_forged" in codes(look(desk, None))


def half(plain: dict[str, Any]) -> dict[str, Any]:
    """What the list begins with, its operator named by half a character."""
    return {"begun": plain["change"]["begun"] | {"operator_name": "\ud800"}}


def recorded(query: procedure.Query, _table: sa.Table, row: Any) -> bytes:
    """The commitment that stands beside a row, whatever the row says."""
    made: bytes = query.execute(
        sa.select(record_version.c.commitment).where(
            record_version.c.row_id == row.id, record_version.c.version == row.version
        )
    ).scalar_one()
    return made


@TRUST
def test_without_the_signature_of_a_step_the_stranger_would_have_the_key(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: a step counts whoever signed it."""
    step, stranger = strangers_key(desk)
    put(desk, step)
    stranger.insert(
        desk.installation,
        Role.ADMINISTRATOR,
        enrolled_by=stranger.id,
        private=stranger.signs.private,
    )
    monkeypatch.setattr(rooted.Roots, "_signed", lambda *_: True)
    monkeypatch.setattr(procedure, "recommitted", recorded)  # what is sealed in the row is noise
    clerk(desk)
    assert stranger.opens(desk.installation) == {"records"}


def cut(desk: TestHall) -> None:
    with as_owner(desk.installation) as connection:
        newest = sa.select(sa.func.max(root_step.c.n)).scalar_subquery()
        connection.execute(sa.delete(root_step).where(root_step.c.n == newest))


def cut_in_the_middle(desk: TestHall) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(root_step).where(root_step.c.n == 2))


def reordered(desk: TestHall) -> None:
    with as_owner(desk.installation) as connection:
        for old, new in ((2, 99), (3, 2), (99, 3)):
            connection.execute(sa.update(root_step).where(root_step.c.n == old).values(n=new))


def all_gone(desk: TestHall) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(sa.delete(root_step))


def edited(desk: TestHall) -> None:
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(root_step).where(root_step.c.n == 3).values(body=b'{"n": "\xff')
        )


@pytest.mark.parametrize("attack", [cut, cut_in_the_middle, reordered, all_gone, edited])
@pytest.mark.parametrize("also_the_copy", [False, True])
def test_a_list_that_was_cut_or_put_in_another_order_is_noticed_and_stops_nobody(
    local_desk: TestHall, attack: Callable[[TestHall], None], also_the_copy: bool
) -> None:
    desk = local_desk
    first = administrator(desk)
    for number in ("3001", "3002"):
        enrol_administrator(first, number)
    known = clerk(desk).keys.roots
    administrator(desk)  # the profile has its copy
    if also_the_copy:
        profile = profiles.read(desk.folders.profile)
        shorter = replace(profile, steps=profile.steps[:1])
        profiles.write(desk.folders.profile, shorter)
        desk.installation.profile = shorter
    attack(desk)
    session = clerk(desk)
    assert session.keys.roots == known
    make_party(session, new_id(), name="甲乙")
    assert codes(look(desk, None)) & {"root_step_missing", "root_step_forged"}
    if attack is not cut_in_the_middle and attack is not reordered:
        assert "unvouched" in codes(look(desk, None))


def test_a_list_that_was_cut_for_one_who_was_away_is_still_in_the_profile(
    local_desk: TestHall,
) -> None:
    desk = local_desk
    clerk(desk)
    enrol_administrator(administrator(desk), "3001")
    administrator(desk)
    cut(desk)
    assert clerk(desk).keys.roots.n == 2


# --- the profile


def test_an_old_profile_put_back_is_believed_by_nobody_and_written_anew(
    local_desk: TestHall,
) -> None:
    desk = local_desk
    first = administrator(desk)
    old = desk.folders.profile.read_bytes()
    enrol(first, "3001", Role.ADMINISTRATOR)
    leave(administrator(desk), "3001")
    administrator(desk)
    new = profiles.read(desk.folders.profile)
    assert len(new.steps) == 3
    desk.folders.profile.write_bytes(old)
    desk.installation.profile = profiles.read(desk.folders.profile)
    assert codes(look(desk, None)) == {"profile_older"}
    session = clerk(desk)
    assert session.keys.roots.n == 3
    assert len(session.keys.roots.administrators) == 1
    back = sign_in(desk.installation, STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])
    assert "profile" in {each.kind for each in staff.after_sign_in(back)}
    assert verify_for_person(back).findings == ()
    assert profiles.read(desk.folders.profile).steps == new.steps


@TRUST
@pytest.mark.parametrize("change", [{"zone": "UTC"}, {"operator_name": "演示有线"}])
def test_another_zone_or_operator_in_the_profile_is_noticed_and_not_used(
    desk: TestHall, change: dict[str, Any]
) -> None:
    """Signed by a genuine administrator's key even: it is the list that says them."""
    private = desk.session(Role.ADMINISTRATOR).keys.sign_private
    genuine = profiles.read(desk.folders.profile)
    profiles.write(desk.folders.profile, replace(genuine, **change).signed(private))
    desk.installation.profile = profiles.read(desk.folders.profile)
    assert "profile_differs" in codes(verify(desk.installation))
    session = clerk(desk)
    here = session.installation.profile
    assert (here.zone, here.operator_name) == (genuine.zone, genuine.operator_name)
    told = staff.after_sign_in(desk.session(Role.ADMINISTRATOR))
    assert "profile" in {each.kind for each in told}
    assert profiles.read(desk.folders.profile) == genuine


@TRUST
def test_the_copy_is_not_written_by_somebody_who_is_no_administrator(desk: TestHall) -> None:
    before = desk.folders.profile.read_bytes()
    enrol_administrator(desk.session(Role.ADMINISTRATOR), "3001")
    clerk(desk)
    assert desk.folders.profile.read_bytes() == before
    roots_due.bring_up_to_date(desk.session(Role.ADMINISTRATOR))
    assert len(profiles.read(desk.folders.profile).steps) == 2


def test_what_the_events_gave_to_whom_is_what_lies_there(desk: TestHall) -> None:
    assert look(desk).findings == ()
    with as_owner(desk.installation) as connection:
        connection.execute(
            sa.update(held_key)
            .where(held_key.c.holder_id == rooted.RECOVERY)
            .values(sealed=bytes(93))
        )
    assert "held_key_unvouched" in codes(look(desk))
