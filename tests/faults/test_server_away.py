"""The shared server dies before or during work outside procedures; the answer is one sentence
(T2)."""

from __future__ import annotations

import gc
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import setup, staff, trust, verification
from app.services.session import Session, open_installation
from app.services.staff import lock, own_password, set_pin, sign_in
from app.services.trust import key_ring
from app.services.verification import records
from db import failures
from tests.kit import postgres
from tests.kit.desk import FORM, PASSWORDS, STAFF_NO, TestHall

NUMBER, PASSWORD, PIN = STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK], "402917"
OWN = "a phrase of my own 5"


@pytest.fixture(autouse=True)
def try_twice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The waiting between attempts is not what is tested here."""
    monkeypatch.setattr(failures, "ATTEMPTS", 2)


@pytest.fixture
def dying(synced_server: postgres.Server) -> Iterator[Callable[[], None]]:
    """Stops the server as a crash does; it runs again after the test."""
    stopped = False

    def die() -> None:
        nonlocal stopped
        if not stopped:
            stopped = True
            synced_server.stop()

    yield die
    if stopped:
        synced_server.start()


@contextmanager
def told_that_it_is_away() -> Iterator[None]:
    with pytest.raises(UserError) as told:
        yield
    assert told.value.code == "server_away"


def dies_within(
    monkeypatch: pytest.MonkeyPatch, die: Callable[[], None], name: str, module: Any = key_ring
) -> None:
    """The server dies just before `module.name` is called."""
    real = getattr(module, name)

    def call(*arguments: Any, **named: Any) -> Any:
        die()
        return real(*arguments, **named)

    monkeypatch.setattr(module, name, call)


def session_of(desk: TestHall) -> Session:
    session = desk.clerk
    set_pin(session, PIN)
    return session


def test_signing_in_and_unlocking(server_desk: TestHall, dying: Callable[[], None]) -> None:
    session = session_of(server_desk)
    at_work = sign_in(server_desk.installation, NUMBER, PASSWORD)
    dying()
    staff.record_lock(session, idle=True)  # locks all the same, without a record
    locked = lock(session)
    for attempt in (
        lambda: sign_in(server_desk.installation, NUMBER, PASSWORD),
        lambda: locked.unlock_pin(PIN),
        lambda: locked.unlock_password(PASSWORD),
        lambda: own_password.change_password(server_desk.installation, NUMBER, PASSWORD, OWN),
        lambda: trust.after_sign_in(at_work),
        lambda: open_installation(server_desk.folders),
    ):
        with told_that_it_is_away():
            attempt()
    assert locked.takes_pin


def test_a_server_that_dies_while_the_password_is_looked_at(
    server_desk: TestHall, dying: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dies_within(monkeypatch, dying, "open_private", trust)
    with told_that_it_is_away():
        sign_in(server_desk.installation, NUMBER, PASSWORD)


def test_a_server_that_dies_while_the_session_is_opened(
    server_desk: TestHall, dying: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dies_within(monkeypatch, dying, "open_held")
    with told_that_it_is_away():
        sign_in(server_desk.installation, NUMBER, PASSWORD)


def test_a_server_that_dies_before_the_new_password_is_stored(
    server_desk: TestHall, dying: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    dies_within(monkeypatch, dying, "seal_private", trust)
    with told_that_it_is_away():
        own_password.change_password(server_desk.installation, NUMBER, PASSWORD, OWN)


def test_a_server_that_dies_during_verification_says_nothing_about_the_records(
    server_desk: TestHall, dying: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    auditor = server_desk.session(Role.AUDITOR)
    dies_within(monkeypatch, dying, "checks", records)
    with told_that_it_is_away():
        verification.verify_for_person(auditor)
    with warnings.catch_warnings():  # the driver complains of the cursor that died with the server
        warnings.simplefilter("ignore", ResourceWarning)
        gc.collect()


def test_setting_up_on_a_server_that_is_away(
    synced_server: postgres.Server, dying: Callable[[], None], tmp_path: Path
) -> None:
    url = postgres.url(synced_server.folder, "nothing")
    dying()
    with told_that_it_is_away():
        setup.set_up(Folders(tmp_path), replace(FORM, url=url))
    assert not Folders(tmp_path).profile.exists()
