"""What a procedure wrote reaches the screens: once, on the window's thread, while the person is there."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services.registration import Registered, register
from app.services.session import Session, Shown, Written
from app.services.staff import lock
from app.settings import Settings
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit import window as windows
from tests.kit.desk import PASSWORDS, STAFF_NO
from ui.desk.background import Background, Call
from ui.desk.desk import Desk
from ui.entrance.first_sign_in import SignInStep
from ui.entrance.lock_screen import LockScreen
from ui.entrance.sign_in import SignInPage
from ui.frame.window import Window
from ui.words.messages import Messages


@pytest.fixture
def hall(sqlite_hall: Folders) -> Iterator[desks.TestHall]:
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


@pytest.fixture
def desk(hall: desks.TestHall, background: Background) -> Iterator[Desk]:
    yield at_work(hall.clerk, background, hall.folders.settings)
    background.stop()


def at_work(session: Session, background: Background, settings: Path) -> Desk:
    return Desk(session, background, Messages(), Settings(settings))


def registers(hall: desks.TestHall) -> Registered:
    form = forms.individual(hall.place())
    return register(hall.clerk, new_id(), form=form)


def test_it_comes_on_the_windows_thread_after_the_result(
    qtbot, hall: desks.TestHall, desk: Desk
) -> None:
    order: list[tuple[str, str]] = []

    def heard(written: Written) -> None:
        assert Shown.CUSTOMER in written.kinds
        order.append(("changed", threading.current_thread().name))

    def done(_: Registered) -> None:
        order.append(("done", threading.current_thread().name))

    desk.changed.connect(heard)
    desk.background.run(Call(registers, hall), done=done)
    qtbot.waitUntil(lambda: len(order) == 2, timeout=windows.WAIT_MS)
    here = threading.current_thread().name
    assert order == [("done", here), ("changed", here)]


@pytest.mark.parametrize("how", ["left", "locked"])
def test_it_does_not_reach_who_locked_meanwhile(
    qtbot, hall: desks.TestHall, desk: Desk, how: str
) -> None:
    heard: list[Written] = []
    desk.changed.connect(heard.append)
    registers(hall)  # told, and not yet delivered
    if how == "left":
        desk.leave()
    else:
        lock(desk.session)
    after: list[int] = []
    desk.background.post(lambda: after.append(1))
    qtbot.waitUntil(lambda: after == [1], timeout=windows.WAIT_MS)
    assert heard == []


def test_it_reaches_the_session_that_wrote_and_no_other(
    qtbot, hall: desks.TestHall, desk: Desk
) -> None:
    heard: list[str] = []
    other = at_work(hall.session(Role.SUPERVISOR), desk.background, hall.folders.settings)
    desk.changed.connect(lambda _: heard.append("clerk"))
    other.changed.connect(lambda _: heard.append("supervisor"))
    form = forms.another(hall.place(1))
    register(hall.session(Role.SUPERVISOR), new_id(), form=form)
    qtbot.waitUntil(lambda: heard == ["supervisor"], timeout=windows.WAIT_MS)
    registers(hall)
    qtbot.waitUntil(lambda: heard == ["supervisor", "clerk"], timeout=windows.WAIT_MS)


def test_a_desk_that_is_gone_is_not_kept_by_its_session(
    qtbot, hall: desks.TestHall, background: Background
) -> None:
    desk = at_work(hall.clerk, background, hall.folders.settings)
    with qtbot.waitSignal(desk.destroyed):
        desk.leave()
    del desk
    registers(hall)
    after: list[int] = []
    background.post(lambda: after.append(1))
    qtbot.waitUntil(lambda: after == [1], timeout=windows.WAIT_MS)


def test_whoever_goes_back_before_work_has_no_session_any_more(qtbot, sqlite_hall: Folders) -> None:
    window: Window = windows.open_ready(qtbot, desks.copy_folder(sqlite_hall))
    page = window.currentWidget()
    assert isinstance(page, SignInPage)
    page.staff_no.setText(STAFF_NO[Role.CLERK])
    page.password.setText(PASSWORDS[Role.CLERK])
    page.submit()
    qtbot.waitUntil(lambda: window.session_pages.session is not None, timeout=windows.WAIT_MS)
    session = window.session_pages.session
    step = window.currentWidget()
    assert isinstance(step, SignInStep)
    step.leaving.emit()
    qtbot.waitUntil(lambda: session.closed, timeout=windows.WAIT_MS)
    assert isinstance(window.currentWidget(), SignInPage)
    windows.close(window)


def test_a_lock_and_a_sign_out_close_the_session(qtbot, sqlite_hall: Folders) -> None:
    window = windows.open_ready(qtbot, desks.copy_folder(sqlite_hall))
    windows.sign_in(qtbot, window, pin="482913")
    first = window.session_pages.session
    window.session_pages.lock()
    qtbot.waitUntil(lambda: window.session_pages.locked is not None, timeout=windows.WAIT_MS)
    assert first.closed
    page = window.currentWidget()
    assert isinstance(page, LockScreen)
    page.pin_given.emit("482913")
    windows.main_window(qtbot, window)
    second = window.session_pages.session
    assert second is not first
    assert not second.closed
    window.session_pages.sign_out()
    qtbot.waitUntil(lambda: second.closed, timeout=windows.WAIT_MS)
    windows.close(window)
