"""Sign-in tries at once, broken off, and overtaken: each counts before it is looked at (security.md 2)."""

from __future__ import annotations

import os
import shutil
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.security.passwords import LOCK_AFTER
from app.services import session, staff, trust
from app.services.staff import pending_try
from app.services.staff import signing_in as sign_in_module
from db.schema.staff import sign_in_state
from db.schema.staff import staff as staff_table
from tests.kit.counter_process import FORKS
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall

WRONG = "not the right password"


def clerk(desk: TestHall, password: str = PASSWORDS[Role.CLERK]) -> None:
    staff.sign_in(desk.installation, STAFF_NO[Role.CLERK], password)


def wrong(desk: TestHall) -> None:
    with pytest.raises(UserError, match=r"^(wrong_password|locked)$"):
        clerk(desk, WRONG)


def try_at_once(desk: TestHall, passwords: list[str]) -> list[str]:
    """What each of several people at several doors is told; '' is a session."""
    ready = threading.Barrier(len(passwords))

    def attempt(password: str) -> str:
        ready.wait()
        try:
            clerk(desk, password)
        except UserError as error:
            return error.code
        return ""

    with ThreadPoolExecutor(len(passwords)) as doors:
        return sorted(doors.map(attempt, passwords))


def counted(desk: TestHall) -> tuple[int, bool]:
    with desk.installation.engine.connect() as connection:
        row = connection.execute(
            sa.select(sign_in_state)
            .join(staff_table, staff_table.c.id == sign_in_state.c.staff_id)
            .where(staff_table.c.staff_no == STAFF_NO[Role.CLERK])
        ).one()
    return row.failures, row.locked


def test_of_many_tries_at_once_one_is_looked_at_and_the_others_wait(desk: TestHall) -> None:
    assert try_at_once(desk, [WRONG] * 5) == ["wait"] * 4 + ["wrong_password"]
    assert counted(desk) == (1, False)
    desk.clock.pass_time(seconds=2)
    clerk(desk)
    assert counted(desk) == (0, False)


def test_a_guess_beside_nine_wrong_ones_is_not_looked_at(desk: TestHall) -> None:
    for _ in range(9):
        wrong(desk)
        desk.clock.pass_time(seconds=61)
    told = try_at_once(desk, [WRONG] * 4)
    assert told == ["locked"] * 4
    assert counted(desk) == (10, True)


def test_the_right_password_at_the_tenth_try_is_right(desk: TestHall) -> None:
    for _ in range(9):
        wrong(desk)
        desk.clock.pass_time(seconds=61)
    clerk(desk)
    assert counted(desk) == (0, False)


class Crash(BaseException):
    """The program ends here."""


@pytest.mark.parametrize("how", [Crash, KeyboardInterrupt, MemoryError, RuntimeError])
def test_a_try_that_was_broken_off_counts_as_none(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch, how: type[BaseException]
) -> None:
    def broken_off(*_: object, **__: object) -> None:
        raise how

    monkeypatch.setattr(trust, "open_private", broken_off)
    for _ in range(LOCK_AFTER + 1):
        with pytest.raises(how):
            clerk(desk)
        assert counted(desk) == (0, False)
    monkeypatch.undo()
    clerk(desk)


def test_what_was_wrong_before_a_try_was_broken_off_stays_counted(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        wrong(desk)
        desk.clock.pass_time(seconds=61)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(trust, "open_private", _crash)
        with pytest.raises(Crash):
            clerk(desk)
    assert counted(desk) == (3, False)
    wrong(desk)
    with pytest.raises(UserError, match="wait"):
        clerk(desk)


def _crash(*_: object, **__: object) -> None:
    raise Crash


def test_wrong_ones_beside_a_try_that_is_broken_off_stay_counted(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    look = trust.open_private

    def crash_after_two_others(*arguments: Any, **names: Any) -> Any:
        if names["password"] == WRONG:
            return look(*arguments, **names)
        for _ in range(2):
            desk.clock.pass_time(seconds=61)
            wrong(desk)
        raise Crash

    monkeypatch.setattr(trust, "open_private", crash_after_two_others)
    with pytest.raises(Crash):
        clerk(desk)
    assert counted(desk) == (2, False)


def killed(desk: TestHall) -> None:
    """A try of another process that is killed while it looks at the password."""
    process = FORKS.Process(target=_look_for_ever, args=(desk.folders.data, desk.clock()))
    before = last_failed_at(desk)
    process.start()
    deadline = time.monotonic() + 60
    while last_failed_at(desk) == before:
        assert time.monotonic() < deadline, "no try was counted"
        time.sleep(0.01)
    process.kill()
    process.join()
    process.close()


def last_failed_at(desk: TestHall) -> datetime | None:
    with desk.installation.engine.connect() as connection:
        found: datetime | None = connection.execute(
            sa.select(sign_in_state.c.last_failed_at).where(
                sign_in_state.c.staff_id == clerk_id(desk)
            )
        ).scalar_one()
    return found


def _look_for_ever(folder: Path, now: datetime) -> None:
    def look(*_: object, **__: object) -> None:
        time.sleep(600)

    trust.open_private = look  # type: ignore[assignment]
    opened = session.open_installation(Folders(folder), clock=lambda: now)
    staff.sign_in(opened, STAFF_NO[Role.CLERK], WRONG)


def test_a_killed_sign_in_is_no_wrong_password(local_desk: TestHall) -> None:
    killed(local_desk)
    assert counted(local_desk) == (1, False)
    clerk(local_desk)  # at once
    assert counted(local_desk) == (0, False)


def test_a_kill_at_the_tenth_try_does_not_lock(local_desk: TestHall) -> None:
    for _ in range(LOCK_AFTER - 1):
        wrong(local_desk)
        local_desk.clock.pass_time(seconds=61)
    killed(local_desk)
    assert counted(local_desk) == (LOCK_AFTER, True)
    clerk(local_desk)
    assert counted(local_desk) == (0, False)


def test_after_a_kill_the_wrong_ones_before_it_still_count(local_desk: TestHall) -> None:
    for _ in range(LOCK_AFTER - 1):
        wrong(local_desk)
        local_desk.clock.pass_time(seconds=61)
    killed(local_desk)
    wrong(local_desk)
    assert counted(local_desk) == (LOCK_AFTER, True)
    with pytest.raises(UserError, match="locked"):
        clerk(local_desk)


def test_kills_on_purpose_are_given_back_so_many_times_only(local_desk: TestHall) -> None:
    killed(local_desk)
    local_desk.clock.pass_time(seconds=61)
    killed(local_desk)
    assert counted(local_desk) == (1, False)
    mark = pending_try.PendingTry.of(local_desk.folders, clerk_id(local_desk))
    assert mark.left is not None
    assert mark.left.broken_off == 1
    mark.left = replace(mark.left, broken_off=pending_try.AT_MOST - 1)
    mark.begin(replace(mark.left))
    mark.leave()
    with pytest.raises(UserError, match="wait"):
        clerk(local_desk)


@pytest.mark.parametrize("content", [b"", b"{", b"[" * 4000, b'{"before": 1}', b"\0" * 9000])
def test_a_mark_that_cannot_be_read_gives_nothing_back(
    local_desk: TestHall, content: bytes
) -> None:
    killed(local_desk)
    file = local_desk.folders.data / staff.TRIES_FOLDER / f"{clerk_id(local_desk)}.json"
    file.write_bytes(content)
    with pytest.raises(UserError, match="wait"):
        clerk(local_desk)
    local_desk.clock.pass_time(seconds=61)
    clerk(local_desk)


@pytest.mark.parametrize("hostile", ["pipe", "link", "folder", "no folder"])
def test_without_a_mark_people_sign_in_all_the_same(local_desk: TestHall, hostile: str) -> None:
    marks = local_desk.folders.data / staff.TRIES_FOLDER
    file = marks / f"{clerk_id(local_desk)}.json"
    file.unlink(missing_ok=True)
    if hostile == "pipe":
        os.mkfifo(file)
    elif hostile == "link":
        file.symlink_to("/dev/zero")
    elif hostile == "folder":
        file.mkdir()
    else:
        shutil.rmtree(marks)
        marks.write_text("a file")
    wrong(local_desk)
    local_desk.clock.pass_time(seconds=2)
    clerk(local_desk)
    assert counted(local_desk) == (0, False)


def test_if_no_mark_were_left_a_kill_would_count(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: without the mark the test of a killed sign-in must fail."""
    killed(local_desk)
    monkeypatch.setattr(pending_try, "_read", lambda _: None)
    with pytest.raises(UserError, match="wait"):
        clerk(local_desk)


def clerk_id(desk: TestHall) -> UUID:
    with desk.installation.engine.connect() as connection:
        found: UUID = connection.execute(
            sa.select(staff_table.c.id).where(staff_table.c.staff_no == STAFF_NO[Role.CLERK])
        ).scalar_one()
    return found


def test_a_number_that_was_locked_while_the_password_was_looked_at_stays_locked(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slower than the longest wait: others try on, and the tenth of theirs locks."""
    look, others = trust.open_private, iter(range(9))

    def slowly(*arguments: Any, **names: Any) -> Any:
        if names["password"] != WRONG:
            for _ in others:
                desk.clock.pass_time(seconds=61)
                wrong(desk)
        return look(*arguments, **names)

    monkeypatch.setattr(trust, "open_private", slowly)
    with pytest.raises(UserError, match="locked"):
        clerk(desk)
    assert counted(desk) == (10, True)


def test_if_tries_were_counted_afterwards_all_would_be_looked_at(
    desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with the count put off, the test of many tries at once must fail."""
    counted_once = sign_in_module._count_try(desk.installation, STAFF_NO[Role.CLERK])
    monkeypatch.setattr(sign_in_module, "_count_try", lambda *_: counted_once)
    assert try_at_once(desk, [WRONG] * 5) == ["wrong_password"] * 5
