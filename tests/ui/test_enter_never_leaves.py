"""Enter goes to the next thing to be typed and at the end to the main button, and never out of a page
(screens.md rule 13): every page that takes Enter is walked with nothing but Enter."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.permissions import Role
from app.paths import Folders
from app.services.staff import CONFIDENTIALITY_VERSION, password_problems
from tests.helpers import desk as desks
from tests.helpers import window as windows
from tests.helpers.capturing import Counter, StandIn, back, focused, front
from tests.ui.admin_window import Admin, opened
from tests.ui.capture_fixtures import counter, hall, table
from ui.admin.counter_page import CounterPage
from ui.admin.staff_page import StaffPage
from ui.entrance.confidential import agreement
from ui.entrance.first_run import FirstRun
from ui.entrance.first_sign_in import Confidentiality, OwnPassword, PinForToday, SignInStep
from ui.entrance.lock_screen import LockScreen
from ui.entrance.set_up_form import SetUpPage
from ui.entrance.sign_in import SignInPage
from ui.frame.window import Window
from ui.widgets import keys
from ui.widgets.choices import Choice, Choices

__all__ = ["counter", "hall", "table"]

LEAVING = {
    "Back",
    "Back to sign-in",
    "Without a PIN",
    "Cancel",
    "Put aside",
    "Abandon this form…",
    "Hold F4",
    "2  Discard this form",
    "2  Throw away what was typed",
    "2  Cancel",
    "Sign out; somebody else works here",
    "Lock Ctrl+L",
    "Close the program",
    "Close this customer",
}
"""What leaves a page or throws something away, by what stands on it."""
PRESSES = 40
PASSWORD = "a phrase of my very own"


class Walk:
    """A page in a window of its own, and the leaving buttons that were pressed on it."""

    def __init__(self, page: QWidget) -> None:
        self.page = page
        self.left: list[str] = []
        self.seen: list[QWidget] = []
        self.window: QWidget = page
        for button in page.findChildren(QAbstractButton):
            name = button.text() or button.accessibleName()
            if name in LEAVING:
                button.clicked.connect(lambda _=False, said=name: self.left.append(said))

    def enter(self, times: int = PRESSES) -> None:
        """Enter, to whatever has the focus."""
        for _ in range(times):
            focused_now = QApplication.focusWidget() or self.page
            self.seen.append(focused_now)
            QTest.keyClick(focused_now, Qt.Key.Key_Return)

    @property
    def focused_names(self) -> set[str]:
        return {each.text() for each in self.seen if isinstance(each, QPushButton)}


def stand(qtbot: Any, page: QWidget) -> Walk:
    """Show a page with another button after it, which Enter must not come to."""
    window = QWidget()
    column = QVBoxLayout(window)
    column.addWidget(page)
    column.addWidget(QPushButton("Outside"))
    qtbot.addWidget(window)
    window.resize(900, 700)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    page.setFocus()  # as the window shows a page
    page.focusNextChild()
    walk = Walk(page)
    walk.window = window
    return walk


def fill(page: QWidget) -> None:
    """Something in every field."""
    for edit in page.findChildren(QLineEdit):
        if not isinstance(edit.parent(), QComboBox):
            edit.setText("135791" if edit.maxLength() == 6 else PASSWORD)
    for box in page.findChildren(QComboBox):
        box.setCurrentIndex(box.count() - 1)


def own_password() -> SignInStep:
    return OwnPassword("2001", lambda text, no: list(password_problems(text, no)))


def confidentiality() -> SignInStep:
    return Confidentiality(agreement(CONFIDENTIALITY_VERSION, "en"), "林晓")


@pytest.mark.parametrize("filled", [False, True], ids=["nothing typed", "everything typed"])
@pytest.mark.parametrize("build", [own_password, confidentiality, PinForToday])
def test_the_pages_of_a_first_sign_in(qtbot, build: Callable[[], SignInStep], filled: bool) -> None:
    page = build()
    walk = stand(qtbot, page)
    page.leaving.connect(lambda: walk.left.append("back"))
    if isinstance(page, PinForToday):
        page.skipped.connect(lambda: walk.left.append("skipped"))
    done: list[object] = []
    for name in ("chosen", "accepted"):
        if hasattr(page, name):
            getattr(page, name).connect(lambda *_: done.append(1))
    if filled:
        fill(page)
    walk.enter()
    assert walk.left == []
    assert not walk.focused_names & LEAVING
    assert "Outside" not in walk.focused_names
    # the main button is reached and pressed when it is alive, and only once
    reached = filled and not isinstance(page, Confidentiality)
    assert done == [1] * reached
    if isinstance(page, Confidentiality):  # read by Enter; accepted only with a tick by Space
        assert page.read.isEnabled()
        page.read.setFocus()
        QTest.keyClick(page.read, Qt.Key.Key_Space)
        walk.enter()
        assert done == [1]
        assert walk.left == []


def test_a_pin_that_is_typed_is_used(qtbot) -> None:
    """Six digits, Enter, Enter was 'Without a PIN'; the third is the impatient one."""
    page = PinForToday()
    walk = stand(qtbot, page)
    chosen: list[str] = []
    page.chosen.connect(chosen.append)
    page.skipped.connect(lambda: walk.left.append("skipped"))
    QTest.keyClicks(focused(), "135791")
    walk.enter(3)
    assert chosen == ["135791"]
    assert walk.left == []


def test_without_the_rule_the_walk_finds_the_way_out(qtbot, monkeypatch: Any) -> None:
    """Sabotage: buttons that leave are stops like all others."""
    monkeypatch.setattr(keys, "_is_for_enter", lambda stop: True)
    page = PinForToday()
    walk = stand(qtbot, page)
    walk.enter()
    assert "Without a PIN" in walk.left


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_tab_comes_to_the_main_button_before_what_leaves(qtbot, key: Qt.Key) -> None:
    page = PinForToday()
    walk = stand(qtbot, page)
    QTest.keyClicks(focused(), "135791")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.go
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert focused() is page.skip
    skipped: list[int] = []
    page.skipped.connect(lambda: skipped.append(1))
    QTest.keyClick(focused(), key)
    assert skipped == []
    page.skip.setFocus()
    QTest.keyClick(page.skip, Qt.Key.Key_Space)
    assert skipped == [1]
    assert walk.window.isVisible()


def test_typed_passwords_are_not_thrown_away_without_a_question(qtbot) -> None:
    page = own_password()
    walk = stand(qtbot, page)
    page.leaving.connect(lambda: walk.left.append("left"))
    page.back.click()
    assert "left" in walk.left
    walk.left.clear()
    fill(page)
    page.back.click()
    assert page.lost.isVisible()
    walk.left.clear()
    walk.enter(1)
    assert not page.lost.isVisible()
    assert walk.left == []
    page.back.click()
    page.lost.act.click()
    assert "left" in walk.left


# --- setting up


@pytest.fixture
def first_run(qtbot, tmp_path: Path) -> Iterator[FirstRun]:
    window: Window = windows.open_ready(qtbot, Folders(tmp_path / "data"))
    page = window.currentWidget()
    assert isinstance(page, FirstRun)
    yield page
    windows.close(window)


def set_up_page(first_run: FirstRun) -> SetUpPage:
    first_run.choice.set_up.click()
    page = first_run.currentWidget()
    assert isinstance(page, SetUpPage)
    return page


@pytest.mark.parametrize("filled", [False, True], ids=["nothing typed", "everything typed"])
def test_setting_up_a_hall(first_run: FirstRun, filled: bool) -> None:
    page = set_up_page(first_run)
    walk = Walk(page)
    asked: list[object] = []
    page.submitted.disconnect()
    page.submitted.connect(asked.append)
    if filled:
        fill(page)  # not all of it good: Enter on the main button goes to what is not
    walk.enter()
    assert first_run.currentWidget() is page
    assert walk.left == []
    assert page.go in walk.seen
    assert asked == []
    visited = {each for each in walk.seen if isinstance(each, QLineEdit)}
    assert visited == {field.control for field in page.fields.values()}


def test_ten_fields_are_not_thrown_away_without_a_question(first_run: FirstRun) -> None:
    page = set_up_page(first_run)
    fill(page)
    page.back.click()
    assert first_run.currentWidget() is page
    assert page.lost.isVisible()
    assert f"{len(page.fields)} fields" in page.lost.notice.text()
    QTest.keyClick(focused(), Qt.Key.Key_Return)  # the safe answer has the cursor
    assert first_run.currentWidget() is page
    assert page.fields["hall_name"].text() == PASSWORD
    page.back.click()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert first_run.currentWidget() is page
    page.back.click()
    page.lost.act.click()
    assert first_run.currentWidget() is first_run.choice


def test_nobody_goes_back_while_the_hall_is_being_made(first_run: FirstRun) -> None:
    """Its recovery sheets would never be seen."""
    page = set_up_page(first_run)
    page.set_busy(True)
    assert not page.back.isEnabled()
    page.set_busy(False)
    assert page.back.isEnabled()


def test_the_first_page_the_sign_in_page_and_the_lock(qtbot, first_run: FirstRun) -> None:
    walk = Walk(first_run)
    walk.enter(5)
    assert first_run.currentWidget() is first_run.choice
    sign_in = SignInPage(first_run._settings)
    walk = stand(qtbot, sign_in)
    walk.enter()
    assert walk.left == []
    lock = LockScreen("林晓", Role.CLERK, ("Reminder",))
    walk = stand(qtbot, lock)
    lock.sign_out_wanted.connect(lambda: walk.left.append("signed out"))
    for takes_pin in (False, True):
        lock.open_for(takes_pin=takes_pin)
        walk.enter(10)
        lock.secret.setText("12345")
        walk.enter(10)  # given once; what follows is typed while it is tried
        QTest.keyClick(QApplication.focusWidget() or lock, Qt.Key.Key_Space)
        assert walk.left == []


# --- administration


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as found:
        yield found


@pytest.mark.parametrize("filled", [False, True], ids=["nothing typed", "everything typed"])
def test_enrolling_a_person(admin: Admin, filled: bool) -> None:
    page = admin.page("staff", StaffPage)
    admin.wait(lambda: bool(page.table.model.rows))
    page.begin_enrolment()
    form = page.form
    walk = Walk(admin.main)
    closed: list[int] = []
    form.closed.connect(lambda: closed.append(1))
    if filled:
        form.staff_no.set_text("31!")  # not good: Enter at the end goes to it again
        form.name.set_text("林小满")
        form.role.set_text(Role.CLERK.value)
    walk.enter()
    assert (walk.left, closed) == ([], [])
    assert form.isVisible()
    assert form.go in walk.seen
    form.cancel.click()
    assert form.isVisible() is filled  # what was typed is asked about
    if filled:
        assert form.lost.isVisible()
        walk.left.clear()
        walk.enter(1)
        assert form.isVisible()
        assert form.name.text() == "林小满"
        form.cancel.click()
        form.lost.act.click()
        assert not form.isVisible()


def test_the_counters_reader_and_a_question(admin: Admin) -> None:
    page = admin.page("counter", CounterPage)
    page.kind.setFocus()
    walk = Walk(admin.main)
    walk.enter(10)
    assert walk.left == []
    question = Choices(confirms=True)
    answers = (Choice("leave", "Record leaving", look="danger"), Choice("stay", "Cancel"))
    chosen: list[str] = []
    question.chosen.connect(chosen.append)
    walk = stand(admin.qtbot, question)
    question.ask("Record leaving?", "It cannot be undone.", answers)
    walk.enter(3)
    assert "leave" not in chosen


# --- at the counter


def test_the_bench_keeps_the_document(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front("单雄", serial=501)))
    capture = counter.capture
    capture.bench.focus_first()
    walk = Walk(counter.main)
    for _ in range(PRESSES):
        if capture.bench.bar.use.hasFocus():
            break
        walk.enter(1)
    assert capture.bench.bar.use.hasFocus()
    assert walk.left == []
    assert len(capture.tray.documents) == 1
    walk.enter(1)
    counter.wait(lambda: counter.main.current_key() == "registration")
    assert walk.left == []


def test_a_proposal_is_not_taken_by_enter(counter: Counter, table: StandIn) -> None:
    """A field that does not fit offers what would; two Enters are no decision."""
    counter.take(table.lay(front("单雄", serial=503)))
    panel = counter.capture.bench.fields
    for button in panel._proposals.values():
        button.setText("Would fit")
        button.show()
    taken: list[object] = []
    panel.typed.connect(lambda *said: taken.append(said))
    panel.fields["name"].setFocus()
    Walk(counter.main).enter(12)
    assert taken == []


@pytest.mark.parametrize("step", range(5))
def test_the_steps_of_a_registration_end_at_their_button(counter: Counter, step: int) -> None:
    counter.to_form()
    counter.put({"customer_kind": "group", "organization.name": "示例公司"})
    counter.settled()
    screen = counter.screen
    screen.go_to(step)
    walk = Walk(counter.main)
    gone: list[str] = []
    screen.bottom.hold_wanted.connect(lambda: gone.append("held"))
    screen.bottom.abandoned.connect(lambda: gone.append("abandoned"))
    for _ in range(2 * PRESSES):
        if screen.bottom.go.hasFocus():
            break
        walk.enter(1)
    assert screen.bottom.go.hasFocus()
    walk.enter(PRESSES)
    assert (walk.left, gone) == ([], [])
    assert screen.isVisible()
    assert counter.text("organization.name") == "示例公司"


def test_abandoning_is_answered_by_enter_with_going_on(counter: Counter) -> None:
    counter.to_form()
    counter.put({"holder.name": "单雄"})
    counter.screen.bottom.abandon.click()
    assert counter.screen.bottom.really.isVisible()
    walk = Walk(counter.main)
    walk.enter(PRESSES)
    assert walk.left == []
    assert counter.text("holder.name") == "单雄"


def test_the_supervisors_box_stays_until_it_is_answered(counter: Counter) -> None:
    counter.to_form()
    counter.put({"holder.name": "单雄"})
    counter.screen.documents.ask_permit()
    box = counter.screen.documents.permit
    walk = Walk(counter.main)
    for text in (desks.STAFF_NO[Role.SUPERVISOR], "not the right phrase", ""):
        QTest.keyClicks(focused(), text)
        walk.enter(1)
    walk.enter(3)
    counter.wait(box.problem.isVisible)
    walk.enter(5)
    assert box.isVisible()
    assert walk.left == []
    counter.screen.documents.permit.close_box()


def test_the_question_whose_it_is_takes_no_enter_where_the_cursor_was_put(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=505), back()))
    counter.fill()
    counter.to_capture()
    counter.wait(lambda: counter.capture.using.given is None)
    counter.take(table.lay(front("仇𫖯", serial=507), back()))
    counter.use()
    choices = counter.screen.documents.choices
    counter.wait(choices.isVisible)
    Walk(counter.main).enter(5)
    assert choices.isVisible()
    assert len(counter.capture.tray.documents) == 1
    choices.buttons[0].setFocus()  # gone to on purpose
    counter.press(Qt.Key.Key_Return)
    counter.wait(lambda: counter.text("holder.name") == "仇𫖯")


def test_what_can_be_typed_into_is_never_left_out() -> None:
    """The walk of the pages would pass if Enter went nowhere at all: these kinds are its stops."""
    page = QWidget()
    column = QVBoxLayout(page)
    parts = [QLineEdit(), QCheckBox("tick"), QComboBox(), QPlainTextEdit(), QPushButton("go")]
    for part in parts:
        column.addWidget(part)
    page.show()
    order = [keys.next_stop(page, each) for each in parts]
    assert order == [*parts[1:], None]
    page.close()
