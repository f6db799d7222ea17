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
from tests.kit import window as windows
from tests.kit.capturing import focused
from tests.kit.enter import LEAVING, PASSWORD, Walk, fill, stand
from ui.entrance.confidential import agreement
from ui.entrance.first_run import FirstRun
from ui.entrance.first_sign_in import Confidentiality, OwnPassword, PinForToday, SignInStep
from ui.entrance.lock_screen import LockScreen
from ui.entrance.set_up_form import SetUpPage
from ui.entrance.sign_in import SignInPage
from ui.frame.window import Window
from ui.widgets import keys


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
