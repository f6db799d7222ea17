"""Too little memory for a password is no wrong password, wherever one is asked for."""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.security import passwords, pin
from app.services import backup, setup
from app.services.setup import RecoverForm
from app.services.staff import grant_permit, own_password, sign_in
from app.services.staff import lock as lock_
from app.services.trust import key_ring
from db.schema.staff import sign_in_state, staff
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO, Clock, TestHall

CLERK = (STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
SUPERVISOR = (STAFF_NO[Role.SUPERVISOR], PASSWORDS[Role.SUPERVISOR])
ADMINISTRATOR = (STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])
FREE = 60 * 2**20
"""Less than the 256 MiB that a password takes."""
Try = Callable[[TestHall, Path], object]


@pytest.fixture(autouse=True)
def real_derivation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is remembered: each password is really derived."""
    monkeypatch.setattr(key_ring, "derive", passwords.derive)


@contextmanager
def little_memory() -> Iterator[None]:
    """No more than FREE beyond what this process has now."""
    status = Path("/proc/self/status").read_text()
    size = int(status.partition("VmSize:")[2].split()[0]) * 1024
    before = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (size + FREE, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)


def counted(desk: TestHall) -> tuple[int, bool]:
    """Wrong tries of the clerk, and whether they locked."""
    with desk.installation.engine.connect() as connection:
        row = connection.execute(
            sa.select(sign_in_state)
            .join(staff, staff.c.id == sign_in_state.c.staff_id)
            .where(staff.c.staff_no == CLERK[0])
        ).one()
    return row.failures, row.locked


def refused(attempt: Callable[[], object]) -> None:
    with little_memory(), pytest.raises(UserError, match="too_little_memory"):
        attempt()


def test_the_right_password_is_not_counted_against_anybody(local_desk: TestHall) -> None:
    here = local_desk.installation
    for _ in range(passwords.LOCK_AFTER + 1):
        refused(lambda: sign_in(here, *CLERK))
        assert counted(local_desk) == (0, False)
    sign_in(here, *CLERK)


def test_what_was_counted_before_stays(local_desk: TestHall) -> None:
    here = local_desk.installation
    with pytest.raises(UserError, match="wrong_password"):
        sign_in(here, CLERK[0], "not the right one")
    local_desk.clock.pass_time(seconds=5)
    refused(lambda: sign_in(here, *CLERK))
    assert counted(local_desk) == (1, False)


def test_unlocking_and_a_password_of_ones_own(local_desk: TestHall) -> None:
    here = local_desk.installation
    locked = lock_(sign_in(here, *CLERK))
    refused(lambda: locked.unlock_password(CLERK[1]))
    own = "another invented phrase"
    refused(lambda: own_password.change_password(here, *CLERK, own))
    refused(lambda: own_password.first_password(here, *CLERK, own))
    assert counted(local_desk) == (0, False)
    locked.unlock_password(CLERK[1])


def test_a_permit_at_the_counter(local_desk: TestHall) -> None:
    clerk = sign_in(local_desk.installation, *CLERK)

    def grant() -> object:
        return grant_permit(
            clerk,
            new_id(),
            staff_no=SUPERVISOR[0],
            password=SUPERVISOR[1],
            purpose="manual_entry",
            reason="读卡器坏了",
        )

    refused(grant)
    grant()


def test_a_restore_leaves_nothing(local_desk: TestHall, tmp_path: Path) -> None:
    administrator = sign_in(local_desk.installation, *ADMINISTRATOR)
    file = backup.backup(administrator, tmp_path / "hall.backup").path
    target = Folders(tmp_path / "empty")
    refused(lambda: backup.restore(file, target, *ADMINISTRATOR, clock=Clock()))
    assert not target.data.exists()
    backup.restore(file, target, *ADMINISTRATOR, clock=Clock())


def test_set_up_and_recovery(tmp_path: Path) -> None:
    folders = Folders(tmp_path / "new")
    refused(lambda: setup.set_up(folders, FORM))
    assert not folders.profile.exists()
    codes = setup.set_up(folders, FORM).codes
    form = RecoverForm(codes[0], codes[1], "新管理员", "2001", "an invented phrase to recover")
    refused(lambda: setup.recover(folders, form))
    setup.recover(folders, replace(form, code1=codes[2]))


def test_a_pin_keeps_its_tries() -> None:
    lock = pin.PinLock(b"keys", "493817")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pin, "_MEMORY_KIB", 512 * 1024)
        refused(lambda: lock.open("493817"))
    assert lock.tries_left == pin.PIN_TRIES
    assert lock.open("493817") == b"keys"
