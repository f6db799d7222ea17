"""The question of a clock that is out of line, in the real window: at sign-in and in the middle of work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import staff, verification
from app.services.session import Shown
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.party_work import make_party
from tests.ui.frame import notes_screen
from tests.ui.frame.notes_screen import NotesScreen
from ui.desk import screens
from ui.desk.background import Call
from ui.entrance.first_sign_in import PinForToday
from ui.entrance.lock_screen import LockScreen
from ui.entrance.sign_in import SignInPage
from ui.entrance.time_box import TimeQuestion, TimeStep
from ui.frame.main_window import MainWindow
from ui.frame.window import Window
from ui.words.messages import error_text


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry holds the test's own screen."""
    monkeypatch.setattr(screens, "SCREENS", notes_screen.LISTED)


@pytest.fixture
def hall(sqlite_hall: Folders) -> Folders:
    """A hall that was at work a minute ago."""
    folders = desks.copy_folder(sqlite_hall)
    dated(folders, minutes=-1)
    return folders


def dated(folders: Folders, **span: float) -> None:
    """The newest record of this counter is of now and `span`."""
    desk = desks.open_desk(folders)
    desk.clock.now = datetime.now(UTC) + timedelta(**span)
    make_party(desk.clerk, new_id(), name="甲乙")
    desk.installation.close()


def confirmed(folders: Folders, **span: float) -> None:
    """A supervisor confirmed the time of now and `span`, from which times count anew."""
    desk = desks.open_desk(folders)
    desk.clock.now = datetime.now(UTC) + timedelta(**span)
    staff.confirm_time(desk.session(Role.SUPERVISOR), new_id())
    desk.installation.close()


@pytest.fixture
def opened(qtbot, hall: Folders) -> Iterator[Callable[[], Window]]:
    """Opens the window, waiting for a sign-in."""
    made: list[Window] = []

    def open_it() -> Window:
        made.append(windows.open_ready(qtbot, hall))
        return made[0]

    yield open_it
    for window in made:
        windows.close(window)


def submit(window: Window, role: Role = Role.CLERK) -> None:
    page = window.currentWidget()
    assert isinstance(page, SignInPage)
    page.staff_no.setText(STAFF_NO[role])
    page.password.setText(PASSWORDS[role])
    page.submit()


def step_of(qtbot, window: Window) -> TimeStep:
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), TimeStep), timeout=windows.WAIT_MS)
    page = window.currentWidget()
    assert isinstance(page, TimeStep)
    return page


def answer(question: TimeQuestion, role: Role = Role.SUPERVISOR, password: str = "") -> None:
    """Type number and password and press Enter, as a person does."""
    question.staff_no.setFocus()
    QTest.keyClicks(question.staff_no.control, STAFF_NO[role])
    QTest.keyClick(question.staff_no.control, Qt.Key.Key_Return)
    QTest.keyClicks(question.password.control, password or PASSWORDS[role])
    QTest.keyClick(question.password.control, Qt.Key.Key_Return)


def work_in(qtbot, window: Window) -> BaseException | None:
    """One piece of business of the person at work; the refusal, which is said, if it was refused."""
    ended: list[BaseException | None] = []

    def refused(error: BaseException) -> None:
        window.messages.error(error)
        ended.append(error)

    window.background.run(
        Call(make_party, window.session_pages.session, new_id(), name="丙丁"),
        done=lambda _: ended.append(None),
        failed=refused,
    )
    qtbot.waitUntil(lambda: bool(ended), timeout=windows.WAIT_MS)
    return ended[0]


def start_work(qtbot, window: Window) -> MainWindow:
    qtbot.waitUntil(
        lambda: isinstance(window.currentWidget(), PinForToday), timeout=windows.WAIT_MS
    )
    page = window.currentWidget()
    assert isinstance(page, PinForToday)
    page.skip.click()
    return windows.main_window(qtbot, window)


def test_a_supervisor_confirms_at_the_clerks_sign_in(qtbot, hall: Folders, opened) -> None:
    dated(hall, days=2)
    window = opened()
    submit(window)
    question = step_of(qtbot, window).question
    assert question.fields.isVisible()
    newest = datetime.now(UTC) + timedelta(days=2, hours=8)  # the hall's zone
    assert f"{newest:%Y-%m-%d}" in question.notice.text()
    answer(question)
    main = start_work(qtbot, window)
    assert main.time.isHidden()
    assert window.session_pages.session.actor.staff_no == STAFF_NO[Role.CLERK]
    assert work_in(qtbot, window) is None
    found = verification.verify(window.session_pages.installation)
    assert [each.code for each in found.notes] == ["time_confirmed"]
    assert found.good


def test_a_wrong_password_is_said_where_it_was_typed(qtbot, hall: Folders, opened) -> None:
    dated(hall, days=2)
    window = opened()
    submit(window)
    step = step_of(qtbot, window)
    question = step.question
    answer(question, password="not the right phrase")
    qtbot.waitUntil(question.problem.isVisible, timeout=windows.WAIT_MS)
    assert "wrong" in question.problem.text()
    assert question.password.text() == ""
    assert question.password.control.hasFocus()
    assert question.staff_no.text() == STAFF_NO[Role.SUPERVISOR]
    assert question.confirm.isEnabled()
    assert window.currentWidget() is step


def test_who_may_confirm_is_asked_for_nothing_else(qtbot, hall: Folders, opened) -> None:
    dated(hall, days=2)
    window = opened()
    submit(window, Role.ADMINISTRATOR)
    question = step_of(qtbot, window).question
    assert not question.fields.isVisible()
    question.confirm.click()
    assert start_work(qtbot, window).time.isHidden()


def test_a_clock_that_is_not_yet_right_is_asked_about_again(qtbot, hall: Folders, opened) -> None:
    dated(hall, days=2)
    window = opened()
    submit(window)
    step = step_of(qtbot, window)
    step.question.notice.set("")
    step.question.again.click()
    qtbot.waitUntil(lambda: bool(step.question.notice.text()), timeout=windows.WAIT_MS)
    assert window.currentWidget() is step
    step.back.click()
    assert isinstance(window.currentWidget(), SignInPage)


def test_a_clock_that_goes_back_during_work_is_asked_about_over_the_form(
    qtbot, hall: Folders, opened
) -> None:
    window = opened()
    submit(window)
    main = start_work(qtbot, window)
    assert main.time.isHidden()
    form = main.open_one("home")
    assert isinstance(form, NotesScreen)
    form.second.setFocus()
    QTest.keyClicks(form.second, "half done")
    dated(hall, days=2)  # as if the clock had gone back by as much
    refused = work_in(qtbot, window)
    assert isinstance(refused, UserError)
    assert refused.code == "clock_behind"
    qtbot.waitUntil(main.time.isVisible, timeout=windows.WAIT_MS)
    assert main.time.question.notice.text() == error_text(refused)
    assert main.bar.isHidden()  # said once
    assert form.second.hasFocus()
    assert form.second.text() == "half done"
    main.time.close_box.click()
    assert main.time.isHidden()
    assert work_in(qtbot, window) is not None
    qtbot.waitUntil(main.time.isVisible, timeout=windows.WAIT_MS)
    answer(main.time.question)
    qtbot.waitUntil(main.time.isHidden, timeout=windows.WAIT_MS)
    assert form.second.text() == "half done"
    assert work_in(qtbot, window) is None


def test_a_lock_and_a_pin_bring_the_question_back(qtbot, hall: Folders, opened) -> None:
    window = opened()
    windows.sign_in(qtbot, window, pin="482913")
    dated(hall, days=2)
    window.session_pages.lock()
    page = window.currentWidget()
    assert isinstance(page, LockScreen)
    qtbot.waitUntil(page.secret.isEnabled, timeout=windows.WAIT_MS)
    QTest.keyClicks(page.secret, "482913")
    main = windows.main_window(qtbot, window)
    assert main.time.isVisible()
    answer(main.time.question)
    qtbot.waitUntil(main.time.isHidden, timeout=windows.WAIT_MS)
    assert work_in(qtbot, window) is None


def test_days_later_is_named_and_stops_nobody(qtbot, hall: Folders, opened) -> None:
    dated(hall, days=2)
    confirmed(hall, days=-20)
    window = opened()
    submit(window)
    main = start_work(qtbot, window)
    question = main.time.question
    assert main.time.isVisible()
    assert "20 days earlier" in question.notice.text()
    assert not question.fields.isVisible()
    question.confirm.click()
    assert question.fields.isVisible()
    assert work_in(qtbot, window) is None
    main.desk.read_again(Shown.CUSTOMER)  # something was written
    qtbot.waitUntil(main.time.isHidden, timeout=windows.WAIT_MS)
