"""A workstation that lost its keyring: who vouches for the new key, and what verification accepts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.security.signing import new_sign_pair, sign_pair
from app.services import session, staff, verification
from app.services.procedure import chain
from app.services.session import Installation
from app.services.staff import sign_in
from app.services.trust import handing_on
from db.engine import write
from db.schema.operations import record_version
from db.schema.organisation import workstation
from tests.databases import CARRIED
from tests.kit import attack
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall

pytestmark = CARRIED

WRONG = "not the right password"


@pytest.fixture
def anew(desk: TestHall) -> Iterator[Installation]:
    """The hall opened again after a wrong try, without the key that signed it."""
    try_wrong(desk.installation)
    desk.clock.pass_time(seconds=2)
    (desk.folders.data / "workstation.key").unlink()
    opened = session.open_installation(desk.folders, clock=desk.clock)
    assert opened.workstation_key != desk.installation.workstation_key
    yield opened
    opened.close()


def try_wrong(here: Installation) -> None:
    """An event under the workstation's key."""
    with pytest.raises(UserError, match="wrong_password"):
        sign_in(here, STAFF_NO[Role.CLERK], WRONG)


def work_on(here: Installation, desk: TestHall) -> None:
    """A clerk signs in and starts; then somebody mistypes a password."""
    staff.after_sign_in(sign_in(here, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK]))
    try_wrong(here)
    desk.clock.pass_time(seconds=2)


def found(here: Installation) -> list[str]:
    return [finding.code for finding in verification.verify(here).findings]


def versions(here: Installation) -> int:
    with here.engine.connect() as connection:
        return connection.execute(
            sa.select(sa.func.count())
            .select_from(record_version)
            .where(record_version.c.kind == "workstation")
        ).scalar_one()


def registered(here: Installation) -> bytes:
    with here.engine.connect() as connection:
        return connection.execute(sa.select(workstation.c.sign_public)).scalar_one()


def forge(here: Installation, private: bytes) -> None:
    """An event in the workstation's name under some key."""
    with write(here.engine) as connection:
        chain.append_event(
            connection,
            workstation_id=here.workstation.id,
            hall_id=here.workstation.hall_id,
            signer=chain.Signer("workstation", here.workstation.id, private),
            operation_id=new_id(),
            procedure="staff.sign_in_failed",
            server_time=here.moment(connection),
            client_time=here.clock(),
        )


def test_the_next_person_vouches_for_the_new_key(desk: TestHall, anew: Installation) -> None:
    work_on(anew, desk)
    assert registered(anew) == sign_pair(anew.workstation_key).public
    with anew.engine.connect() as connection:
        (event,) = [e for e in attack.events(connection) if "workstation.new_key" in e.body]
    assert (event.signer, event.signer_id) == ("person", desk.clerk.actor.id)
    assert verification.verify(anew, keys=desk.clerk.keys).findings == ()
    work_on(anew, desk)
    assert versions(anew) == 2  # once is enough


@pytest.mark.parametrize("whose", ["a stranger's", "the lost one"])
def test_a_key_that_nobody_vouches_for_any_more_is_named(
    desk: TestHall, anew: Installation, whose: str
) -> None:
    work_on(anew, desk)
    stranger = new_sign_pair().private
    forge(anew, stranger if whose == "a stranger's" else desk.installation.workstation_key)
    assert found(anew) == ["bad_signature"]


def test_without_a_person_the_new_key_counts_for_nothing(
    desk: TestHall, anew: Installation
) -> None:
    """What a thief of the data folder can do who knows no password."""
    try_wrong(anew)
    assert registered(anew) == sign_pair(desk.installation.workstation_key).public
    assert found(anew) == ["bad_signature"]


def test_if_nobody_vouched_the_events_after_it_would_be_named(
    desk: TestHall, anew: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: without the registration the first test must fail."""
    monkeypatch.setattr(handing_on, "vouch_for_lost_key", lambda _: None)
    work_on(anew, desk)
    assert found(anew) == ["bad_signature"]


def test_a_key_that_comes_back_is_vouched_for_again(desk: TestHall, anew: Installation) -> None:
    """The keyring was only out of reach, or two computers take turns: every change is on record."""
    work_on(anew, desk)
    work_on(replace(anew, workstation_key=desk.installation.workstation_key), desk)
    assert versions(anew) == 3
    assert found(anew) == []


def test_the_service_role_works_beside_a_lost_key(desk: TestHall, anew: Installation) -> None:
    staff.after_sign_in(sign_in(anew, STAFF_NO[Role.SERVICE], PASSWORDS[Role.SERVICE]))
    assert versions(anew) == 1
