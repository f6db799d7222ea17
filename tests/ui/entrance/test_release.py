"""An older database in the real window: the page that asks who releases it, and the way around."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import trust
from app.services.session import Session
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.party_work import make_party
from tests.kit.rolled_back import copy_of_base, put_back
from tests.kit.window import WAIT_MS
from tests.ui.frame import notes_screen
from ui.desk import screens
from ui.entrance.first_sign_in import PinForToday
from ui.entrance.lock_screen import LockScreen
from ui.entrance.release_step import ReleaseStep
from ui.entrance.sign_in import SignInPage
from ui.frame.main_window import MainWindow
from ui.frame.window import Window


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry holds the test's own screen."""
    monkeypatch.setattr(screens, "SCREENS", notes_screen.LISTED)


@pytest.fixture
def hall(sqlite_hall: Folders, tmp_path: Path) -> Iterator[Folders]:
    """Put back to a copy that is two records older."""
    folders = desks.copy_folder(sqlite_hall)
    desk = desks.open_desk(folders)
    clerk = desk.clerk
    copy = copy_of_base(desk.installation, tmp_path / "copy.db")
    for _ in range(2):
        make_party(clerk, new_id(), name="甲乙")
    desk.installation.close()
    put_back(desk.installation, copy)
    yield folders
    shutil.rmtree(folders.data)


@pytest.fixture
def window(qtbot: QtBot, hall: Folders) -> Iterator[Window]:
    made = windows.open_ready(qtbot, hall)
    yield made
    windows.close(made)


def step_of(qtbot: QtBot, window: Window, role: Role = Role.CLERK) -> ReleaseStep:
    """Sign in up to the page."""
    page = window.currentWidget()
    assert isinstance(page, SignInPage)
    page.staff_no.setText(STAFF_NO[role])
    page.password.setText(PASSWORDS[role])
    page.submit()
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), PinForToday), timeout=WAIT_MS)
    pin = window.currentWidget()
    assert isinstance(pin, PinForToday)
    pin.skip.click()
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), ReleaseStep), timeout=WAIT_MS)
    step = window.currentWidget()
    assert isinstance(step, ReleaseStep)
    qtbot.waitUntil(step.missing.isVisible, timeout=WAIT_MS)
    return step


def at_work(window: Window) -> Session:
    page = window.currentWidget()
    assert isinstance(page, MainWindow)
    return page.desk.session


def name(step: ReleaseStep, n: int, role: Role, password: str = "") -> None:
    step.people[n][0].set_text(STAFF_NO[role])
    step.people[n][1].set_text(password or PASSWORDS[role])


def test_an_auditor_at_a_clerks_counter_lets_work_go_on(qtbot: QtBot, window: Window) -> None:
    step = step_of(qtbot, window)
    assert "Counter 3: records" in step.missing.text()
    step.go.click()
    assert step.reason.control.hasFocus()
    step.reason.set_text("Put back by hand")
    name(step, 0, Role.AUDITOR, "not the password at all")
    step.go.click()
    qtbot.waitUntil(lambda: bool(step.refusal.text()), timeout=WAIT_MS)
    assert "wrong" in step.refusal.text()
    assert step.reason.text() == "Put back by hand"  # nothing typed is lost but the password
    qtbot.wait(1100)  # what a wrong password costs
    name(step, 0, Role.AUDITOR)
    step.go.click()
    main = windows.main_window(qtbot, window)
    session = main.desk.session
    assert not session.rolled_back
    make_party(session, new_id(), name="甲乙")


def test_an_administrator_and_a_supervisor_together(qtbot: QtBot, window: Window) -> None:
    step = step_of(qtbot, window, Role.ADMINISTRATOR)
    assert len(step.people) == 1
    step.reason.set_text("Put back by hand")
    name(step, 0, Role.SUPERVISOR)
    step.go.click()
    windows.main_window(qtbot, window)
    assert not at_work(window).rolled_back


def test_who_only_looks_saves_nothing(qtbot: QtBot, window: Window) -> None:
    step = step_of(qtbot, window)
    said = windows.record_messages(window)
    step.look.click()
    session = windows.main_window(qtbot, window).desk.session
    assert any("older database" in each.text for each in said)
    with pytest.raises(UserError, match="rolled_back"):
        make_party(session, new_id(), name="甲乙")
    assert trust.lost_now(session)


def test_found_in_the_middle_of_work_it_is_asked_after_the_lock(
    qtbot: QtBot, sqlite_hall: Folders, tmp_path: Path
) -> None:
    folders = desks.copy_folder(sqlite_hall)
    window = windows.open_ready(qtbot, folders)
    main = windows.sign_in(qtbot, window, pin="271828")
    session = main.desk.session
    copy = copy_of_base(session.installation, tmp_path / "copy.db")
    make_party(session, new_id(), name="甲乙")
    put_back(session.installation, copy)
    with pytest.raises(UserError, match="rolled_back"):
        make_party(session, new_id(), name="甲乙")
    window.session_pages.lock()
    qtbot.waitUntil(lambda: window.session_pages.locked is not None, timeout=WAIT_MS)
    page = window.currentWidget()
    assert isinstance(page, LockScreen)
    page.pin_given.emit("271828")
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), ReleaseStep), timeout=WAIT_MS)
    windows.close(window)
    shutil.rmtree(folders.data)


def test_a_head_that_is_gone_is_said_and_a_place_that_refuses_stands_below(
    qtbot: QtBot, sqlite_hall: Folders
) -> None:
    folders = desks.copy_folder(sqlite_hall)
    shutil.rmtree(folders.second_place)
    window = windows.open_ready(qtbot, folders)
    said = windows.record_messages(window)
    main = windows.sign_in(qtbot, window)
    assert any("newest number was not there" in each.text for each in said)
    assert not main.status.head.isVisible()
    heads = main.desk.session.installation.heads
    heads.flush()
    heads.place.rename(heads.place.with_name("aside"))
    heads.place.write_text("no folder")
    make_party(main.desk.session, new_id(), name="甲乙")
    heads.flush()
    main.status.look_at_head()
    assert main.status.head.isVisible()
    windows.close(window)
    shutil.rmtree(folders.data)
