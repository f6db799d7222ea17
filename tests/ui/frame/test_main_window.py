"""The frame: keys, tabs, open forms, status line, and screens that are dropped whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QPushButton,
    QWidget,
)
from shiboken6 import isValid

from app.domain.ids import new_id
from app.paths import Folders
from app.services.drafts import Draft
from app.services.session import Shown, Written
from app.settings import Settings
from tests.kit import desk as desks
from tests.ui.frame import notes_screen
from tests.ui.frame.notes_screen import NotesScreen
from ui.desk.background import Background
from ui.desk.day import LastSlip
from ui.desk.desk import Desk
from ui.desk.requests import Request
from ui.entrance.lock_screen import IdleWatch
from ui.frame.main_window import MainWindow
from ui.look import theme
from ui.widgets.keys import ComposingGuard
from ui.words.messages import Messages


@pytest.fixture
def desk(sqlite_hall: Folders, background: Background) -> Iterator[Desk]:
    """A clerk's desk on a hall of this test's own."""
    folders = desks.copy_folder(sqlite_hall)
    hall = desks.open_desk(folders)
    made = Desk(hall.clerk, background, Messages(), Settings(folders.settings))
    yield made
    background.stop()
    hall.installation.close()


@pytest.fixture
def main(qtbot, desk: Desk) -> MainWindow:
    made = MainWindow(desk, listed=notes_screen.LISTED, panel=notes_screen.ABSENT)
    qtbot.addWidget(made)
    made.resize(1280, 720)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def notes(main: MainWindow, key: str) -> NotesScreen:
    found = main.open_one(key)
    assert isinstance(found, NotesScreen)
    return found


def focused(main: MainWindow) -> QWidget:
    """What keys go to."""
    widget = main.focusWidget()
    assert widget is not None
    return widget


def form(minutes: int, desk: Desk, *, held: bool = False) -> Draft:
    began = desk.session.installation.clock() - timedelta(minutes=minutes)
    return Draft(new_id(), "registration", "Ou", "2", {}, began, held)


def test_keys_change_tabs_and_put_the_cursor_where_work_begins(main: MainWindow) -> None:
    assert main.current_key() == "home"
    QTest.keyClick(main, Qt.Key.Key_F5)
    assert main.current_key() == "notes"
    assert notes(main, "notes").first.hasFocus()
    QTest.keyClick(main, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert main.current_key() == "home"


def test_no_shortcut_acts_while_pinyin_is_being_composed(main) -> None:
    guard = ComposingGuard(main)
    edit = notes(main, "home").first
    QApplication.sendEvent(edit, QInputMethodEvent("wang", []))
    QTest.keyClick(edit, Qt.Key.Key_F5)
    assert main.current_key() == "home"
    done = QInputMethodEvent()
    done.setCommitString("王")
    QApplication.sendEvent(edit, done)
    QTest.keyClick(edit, Qt.Key.Key_F5)
    assert main.current_key() == "notes"
    assert edit.text() == "王"
    assert guard.parent() is main


def test_a_guard_that_was_stopped_hears_nothing_more(main) -> None:
    """As Python's collector leaves it: without attributes, while the application lives on."""
    guard = ComposingGuard(main)
    watch = IdleWatch(5, main)
    for watcher in (guard, watch):
        watcher.stop()
        watcher.__dict__.clear()
    for key in (Qt.Key.Key_F5, Qt.Key.Key_Tab):
        QTest.keyClick(focused(main), key)
    assert isValid(guard)


def test_enter_moves_on_and_presses_buttons(main: MainWindow) -> None:
    page = notes(main, "home")
    page.first.setFocus()
    for expected in (page.second, page.tick, page.go):
        QTest.keyClick(focused(main), Qt.Key.Key_Return)
        assert focused(main) is expected
    QTest.keyClick(page.go, Qt.Key.Key_Return)
    assert page.pressed == 1
    assert not page.tick.isChecked()


def test_open_forms_are_tags_that_can_be_taken_back(qtbot, main, desk: Desk) -> None:
    first, second = form(6, desk), form(21, desk, held=True)
    desk.forms.tell("registration", (first, second))
    tags = [b for b in main.top.findChildren(QAbstractButton) if "Ou" in b.text()]
    texts = sorted(tag.text() for tag in tags)
    assert texts == ["Ou · Registration 3/5 · 6 min", "Ou · Registration held · 21 min"]
    with qtbot.waitSignal(desk.forms.wanted) as wanted:
        tags[0].click()
    assert wanted.args[0].draft_id in (first.id, second.id)
    desk.forms.tell("registration", ())
    assert not [
        b for b in main.top.findChildren(QAbstractButton) if b.isVisible() and "Ou" in b.text()
    ]


def test_forms_without_room_are_behind_one_tag(qtbot, main: MainWindow, desk: Desk) -> None:
    desk.forms.tell("registration", [form(n, desk) for n in range(8)])

    def shown(part: str) -> list[QPushButton]:
        buttons = main.top.findChildren(QPushButton)
        return [b for b in buttons if b.isVisible() and part in b.text()]

    qtbot.waitUntil(lambda: len(shown("more")) == 1)
    assert len(shown("more")[0].menu().actions()) + len(shown("Ou")) == 8


@pytest.mark.parametrize("held", [False, True])
def test_forms_make_the_window_no_wider_than_the_smallest_screen(
    qtbot, qapp: QApplication, desk: Desk, held: bool
) -> None:
    """In large text the title goes, then the place and the forms are cut short; their tips have all of it."""
    theme.apply(qapp, "light", 1.5)
    main = MainWindow(desk, listed=notes_screen.LISTED, panel=notes_screen.ABSENT)
    qtbot.addWidget(main)
    main.resize(1280, 720)
    with qtbot.waitExposed(main):
        main.show()
    desk.forms.tell("registration", [form(n, desk, held=held) for n in range(8)])
    qtbot.waitUntil(lambda: not main.top.title.isVisible())
    qtbot.wait(50)
    assert main.width() == 1280
    tags = [b for b in main.top.findChildren(QPushButton) if b.isVisible() and "Ou" in b.text()]
    assert tags
    assert all("min" in tag.toolTip() for tag in tags)
    assert main.top.lock.geometry().right() < 1280
    desk.forms.tell("registration", ())
    main.resize(1920, 720)
    qtbot.waitUntil(main.top.title.isVisible)


def test_f4_holds_and_the_lock_is_asked_for(qtbot, main: MainWindow, desk: Desk) -> None:
    with qtbot.waitSignal(desk.forms.hold_wanted):
        QTest.keyClick(main, Qt.Key.Key_F4)
    with qtbot.waitSignal(main.lock_wanted):
        QTest.keyClick(main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_the_status_line_tells_draft_time_slip_and_papers(main: MainWindow, desk: Desk) -> None:
    status = main.status
    assert status.saved.isHidden()
    desk.forms.saved.emit(desks.MORNING)
    assert status.saved.text() == "Draft sealed and saved 08:30:00"
    desk.serve(new_id())
    assert status.serving.text() == "This customer 00:00"
    desk.serve(None)
    assert status.serving.isHidden()
    desk.day.set_last_slip(LastSlip(new_id(), "SL-3 0031", True))
    assert "SL-3 0031" in status.slip.text()
    desk.day.set_unprinted(2)
    assert status.unprinted.text() == "Not printed 2"


def test_another_screen_is_opened_with_what_is_asked_of_it(main: MainWindow, desk: Desk) -> None:
    desk.open_screen(notes_screen.Note("from home"))
    assert main.current_key() == "notes"
    assert notes(main, "notes").second.text() == "from home"
    desk.open_screen(Request("rules"))  # a clerk has no such tab
    assert main.current_key() == "notes"


def test_a_closed_screen_hears_nothing_and_its_state_is_kept(qtbot, main, desk: Desk) -> None:
    page = notes(main, "home")
    page.second.setText("half done")
    desk.read_again(Shown.CUSTOMER)
    state = main.take_state()
    desk.read_again(Shown.ORDER)
    assert page.changes_heard == [Written(frozenset({Shown.CUSTOMER}))]
    assert page.drafts == 1
    assert state["home"] == {"second": "half done"}


def test_busy_shows_progress_in_place_and_can_be_cancelled(qtbot, main: MainWindow) -> None:
    page = notes(main, "home")
    page.set_busy(True)
    qtbot.waitUntil(page._page.isVisible)
    qtbot.waitUntil(page._page.cancel.isVisible, timeout=3000)
    page._page.cancel.click()
    assert page.first.isVisible()
    page.set_empty("No orders yet. Register a customer with F5.")
    assert page._page.text.text().startswith("No orders yet")
    page.set_empty("")
    assert page.first.isVisible()
