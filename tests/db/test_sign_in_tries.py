"""Sign-in tries at once, broken off, and overtaken: each counts before it is looked at (security.md 2)."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.permissions import Role
from app.errors import UserError
from app.services import key_ring
from app.services import sign_in as sign_in_module
from db.schema.staff import sign_in_state
from db.schema.staff import staff as staff_table
from tests.helpers.desk import PASSWORDS, STAFF_NO, Desk

WRONG = "not the right password"


def clerk(desk: Desk, password: str = PASSWORDS[Role.CLERK]) -> None:
    sign_in_module.sign_in(desk.installation, STAFF_NO[Role.CLERK], password)


def wrong(desk: Desk) -> None:
    with pytest.raises(UserError, match=r"^(wrong_password|locked)$"):
        clerk(desk, WRONG)


def try_at_once(desk: Desk, passwords: list[str]) -> list[str]:
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


def counted(desk: Desk) -> tuple[int, bool]:
    with desk.installation.engine.connect() as connection:
        row = connection.execute(
            sa.select(sign_in_state)
            .join(staff_table, staff_table.c.id == sign_in_state.c.staff_id)
            .where(staff_table.c.staff_no == STAFF_NO[Role.CLERK])
        ).one()
    return row.failures, row.locked


def test_of_many_tries_at_once_one_is_looked_at_and_the_others_wait(desk: Desk) -> None:
    assert try_at_once(desk, [WRONG] * 5) == ["wait"] * 4 + ["wrong_password"]
    assert counted(desk) == (1, False)
    desk.clock.pass_time(seconds=2)
    clerk(desk)
    assert counted(desk) == (0, False)


def test_a_guess_beside_nine_wrong_ones_is_not_looked_at(desk: Desk) -> None:
    for _ in range(9):
        wrong(desk)
        desk.clock.pass_time(seconds=61)
    told = try_at_once(desk, [WRONG] * 4)
    assert told == ["locked"] * 4
    assert counted(desk) == (10, True)


def test_the_right_password_at_the_tenth_try_is_right(desk: Desk) -> None:
    for _ in range(9):
        wrong(desk)
        desk.clock.pass_time(seconds=61)
    clerk(desk)
    assert counted(desk) == (0, False)


class Crash(BaseException):
    """The program ends here."""


def test_a_try_that_was_broken_off_counts_as_a_wrong_one(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: object, **__: object) -> None:
        raise Crash

    monkeypatch.setattr(key_ring, "open_private", crash)
    for n in range(10):
        with pytest.raises(Crash):
            clerk(desk)
        assert counted(desk) == (n + 1, n == 9)
        desk.clock.pass_time(seconds=61)
    monkeypatch.undo()
    with pytest.raises(UserError, match="locked"):
        clerk(desk)


def test_a_number_that_was_locked_while_the_password_was_looked_at_stays_locked(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slower than the longest wait: others try on, and the tenth of theirs locks."""
    look, others = key_ring.open_private, iter(range(9))

    def slowly(*arguments: Any, **names: Any) -> Any:
        if names["password"] != WRONG:
            for _ in others:
                desk.clock.pass_time(seconds=61)
                wrong(desk)
        return look(*arguments, **names)

    monkeypatch.setattr(key_ring, "open_private", slowly)
    with pytest.raises(UserError, match="locked"):
        clerk(desk)
    assert counted(desk) == (10, True)


def test_if_tries_were_counted_afterwards_all_would_be_looked_at(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with the count put off, the test of many tries at once must fail."""
    counted_once = sign_in_module._count_try(desk.installation, STAFF_NO[Role.CLERK])
    monkeypatch.setattr(sign_in_module, "_count_try", lambda *_: counted_once)
    assert try_at_once(desk, [WRONG] * 5) == ["wrong_password"] * 5
