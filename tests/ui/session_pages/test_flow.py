"""A person's way through the real window on a real hall: sign-in, work, lock, sign-out."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import TypeVar

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.permissions import Role
from app.paths import Folders
from app.settings import LANGUAGE, THEME
from db.schema.search import search_token
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.kit.older_tokens import as_before
from tests.ui.frame import notes_screen
from tests.ui.frame.notes_screen import NotesScreen
from ui.desk import screens
from ui.entrance.first_sign_in import Confidentiality, OwnPassword, PinForToday
from ui.entrance.lock_screen import LockScreen
from ui.entrance.sign_in import SignInPage
from ui.frame.window import StopPage, Window
from ui.look import theme
from ui.main import open_window

PIN = "482913"
Page = TypeVar("Page", bound=QWidget)


@pytest.fixture(autouse=True)
def listed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The registry holds the test's own screen."""
    monkeypatch.setattr(screens, "SCREENS", notes_screen.LISTED)


@pytest.fixture
def hall(sqlite_hall: Folders) -> Folders:
    """A data folder of this test's own."""
    return desks.copy_folder(sqlite_hall)


@pytest.fixture
def window(qtbot, hall: Folders) -> Iterator[Window]:
    """The real window, waiting for a sign-in."""
    opened = windows.open_ready(qtbot, hall)
    yield opened
    windows.close(opened)


def notes(window: Window, key: str = "home") -> NotesScreen:
    found = window.session_pages.main.open_one(key)
    assert isinstance(found, NotesScreen)
    return found


def page_of(qtbot, window: Window, kind: type[Page]) -> Page:
    """The page in front, once it is a `kind`."""
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), kind), timeout=windows.WAIT_MS)
    page = window.currentWidget()
    assert isinstance(page, kind)
    return page


def sign_in_page(window: Window) -> SignInPage:
    """The sign-in page in front."""
    page = window.currentWidget()
    assert isinstance(page, SignInPage)
    return page


def type_in(page: SignInPage, staff_no: str, password: str) -> None:
    page.staff_no.setText(staff_no)
    page.password.setText(password)
    page.submit()


def test_what_is_typed_before_the_program_is_ready_is_kept_and_used(qtbot, hall: Folders) -> None:
    window = open_window(hall)
    qtbot.addWidget(window)
    page = sign_in_page(window)
    QTest.keyClicks(page.staff_no, STAFF_NO[Role.CLERK])
    QTest.keyClick(page.staff_no, Qt.Key.Key_Return)
    QTest.keyClicks(page.password, PASSWORDS[Role.CLERK])
    QTest.keyClick(page.password, Qt.Key.Key_Return)
    assert not window.session_pages
    page_of(qtbot, window, PinForToday)
    assert window.session_pages.session.actor.staff_no == STAFF_NO[Role.CLERK]
    windows.close(window)


def test_a_wrong_password_is_said_and_the_wait_counted_down(qtbot, window: Window) -> None:
    page = sign_in_page(window)
    type_in(page, STAFF_NO[Role.CLERK], "not the right phrase")
    qtbot.waitUntil(lambda: bool(page.message.text()), timeout=windows.WAIT_MS)
    assert "wrong" in page.message.text()
    assert page.password.text() == ""
    assert page.staff_no.text() == STAFF_NO[Role.CLERK]
    assert not page.go.isEnabled()
    qtbot.waitUntil(page.go.isEnabled, timeout=windows.WAIT_MS)
    assert page.message.text() == "You can try again now."


def test_a_clerk_sees_the_tabs_of_the_role_and_no_tab_that_does_not_exist(qtbot, window) -> None:
    main = windows.sign_in(qtbot, window)
    tabs = [main.tabs.tabText(n) for n in range(main.tabs.count())]
    assert tabs == ["Registration Ctrl+1", "Registration F5"]


def test_the_administrator_sees_other_tabs(qtbot, window: Window) -> None:
    main = windows.sign_in(qtbot, window, Role.ADMINISTRATOR)
    tabs = [main.tabs.tabText(n) for n in range(main.tabs.count())]
    assert tabs == ["Registration Ctrl+1", "Registration Ctrl+9"]


def test_locking_drops_the_screens_and_the_keys_and_a_pin_brings_them_back(qtbot, window) -> None:
    main = windows.sign_in(qtbot, window, pin=PIN)
    notes(window).second.setText("half done")
    QTest.keyClick(main, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    page = page_of(qtbot, window, LockScreen)
    qtbot.waitUntil(lambda: not notes_screen.ALIVE)
    assert window.session_pages.session is None
    assert window.session_pages.desk is None
    qtbot.waitUntil(page.secret.isEnabled, timeout=windows.WAIT_MS)
    QTest.keyClicks(page.secret, PIN)
    windows.main_window(qtbot, window)
    assert notes(window).second.text() == "half done"


def test_three_wrong_pins_ask_for_the_password(qtbot, window: Window) -> None:
    windows.sign_in(qtbot, window, pin=PIN)
    window.session_pages.lock()
    page = page_of(qtbot, window, LockScreen)
    for _ in range(3):
        qtbot.waitUntil(page.secret.isEnabled, timeout=windows.WAIT_MS)
        assert page.what.text() == "PIN (6 digits)"
        QTest.keyClicks(page.secret, "000001")
    qtbot.waitUntil(lambda: page.what.text() == "Password", timeout=windows.WAIT_MS)
    page.secret.setText(PASSWORDS[Role.CLERK])
    QTest.keyClick(page.secret, Qt.Key.Key_Return)
    windows.main_window(qtbot, window)


def test_without_a_pin_the_password_unlocks(qtbot, window: Window) -> None:
    windows.sign_in(qtbot, window)
    window.session_pages.lock()
    page = page_of(qtbot, window, LockScreen)
    qtbot.waitUntil(page.secret.isEnabled, timeout=windows.WAIT_MS)
    assert page.what.text() == "Password"
    assert page.other.isHidden()
    page.secret.setText("not the right phrase")
    page.unlock.click()
    qtbot.waitUntil(lambda: "wrong" in page.message.text(), timeout=windows.WAIT_MS)


def test_no_input_locks_and_input_does_not(qtbot, window: Window) -> None:
    windows.sign_in(qtbot, window)
    watch = window.session_pages._watch
    assert watch.timer.interval() == 3 * 60_000
    watch.timer.setInterval(3000)
    qtbot.waitUntil(lambda: watch.timer.remainingTime() < 1500)
    QTest.keyClick(window.windowHandle(), Qt.Key.Key_Shift)
    assert watch.timer.remainingTime() > 1500
    watch.timer.setInterval(200)
    page_of(qtbot, window, LockScreen)


def test_a_computer_that_slept_is_locked(qtbot, window: Window) -> None:
    windows.sign_in(qtbot, window)
    window.session_pages._watch._last_tick -= 3600
    window.session_pages._watch._notice_sleep()
    page_of(qtbot, window, LockScreen)


def test_the_lock_screen_reminds_and_names_nobody_but_the_person(qtbot, window: Window) -> None:
    windows.sign_in(qtbot, window)
    window.session_pages.lock()
    page = page_of(qtbot, window, LockScreen)
    texts = [child.text() for child in page.findChildren(type(page.what))]
    assert any("林晓" in text for text in texts)
    assert len([text for text in texts if text]) > 5


def test_signing_out_leads_to_an_empty_sign_in(qtbot, window: Window) -> None:
    main = windows.sign_in(qtbot, window)
    main.sign_out_wanted.emit()
    page = page_of(qtbot, window, SignInPage)
    assert page.typed() == ("", "")
    assert window.session_pages.session is None
    windows.sign_in(qtbot, window, Role.SUPERVISOR)


def test_language_and_theme_change_while_working_and_keep_the_work(qtbot, window: Window) -> None:
    windows.sign_in(qtbot, window)
    notes(window).second.setText("half done")
    window.session_pages.main._go(1)
    notes(window, "notes").second.setText("more")
    window.settings.set(THEME, "dark")
    window.rebuild()
    assert theme.tokens() == theme.DARK
    assert window.session_pages.main.current_key() == "notes"
    assert notes(window, "notes").second.text() == "more"
    window.session_pages.main._go(0)
    assert notes(window).second.text() == "half done"


def test_the_sign_in_page_keeps_what_was_typed_when_the_language_changes(qtbot, window) -> None:
    page = sign_in_page(window)
    page.staff_no.setText("1001")
    window.settings.set(LANGUAGE, "zh_CN")
    window.rebuild()
    assert window.currentWidget() is not page
    assert sign_in_page(window).staff_no.text() == "1001"


@pytest.fixture
def first_timer(hall: Folders) -> tuple[Folders, str]:
    """A person who was enrolled with a one-time password and never signed in."""
    from app.domain.ids import new_id
    from app.services import staff

    desk = desks.open_desk(hall)
    staff.enrol(
        desk.session(Role.ADMINISTRATOR),
        new_id(),
        staff_no="2001",
        name="新同事",
        role=Role.CLERK,
        one_time="one time phrase 31",
    )
    desk.installation.close()
    return hall, "one time phrase 31"


def test_a_first_sign_in_asks_for_password_agreement_and_pin(qtbot, first_timer) -> None:
    folders, one_time = first_timer
    window = windows.open_ready(qtbot, folders)
    type_in(sign_in_page(window), "2001", one_time)
    own = page_of(qtbot, window, OwnPassword)
    own.first.set_text("short")
    assert own.first.status()[0] == "bad"
    own.first.set_text("a phrase of my very own")
    own.second.set_text("a phrase of my very owm")
    assert not own.go.isEnabled()
    own.second.set_text("a phrase of my very own")
    own.go.click()
    agreement = page_of(qtbot, window, Confidentiality)
    assert not agreement.go.isEnabled()
    bar = agreement.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert agreement.read.isEnabled()
    agreement.read.setChecked(True)
    agreement.go.click()
    pin = page_of(qtbot, window, PinForToday)
    pin.pin.set_text("111111")
    pin.go.click()
    qtbot.waitUntil(lambda: bool(pin.refusal.text()), timeout=windows.WAIT_MS)
    pin.skip.click()
    windows.main_window(qtbot, window)
    assert not window.session_pages.session.needs_confidentiality
    windows.close(window)


def spoil(folders: Folders) -> None:
    for file in folders.data.glob("counter.db-*"):
        file.unlink()
    folders.database.write_bytes(b"this is a letter, not a database " * 200)


def newer(folders: Folders) -> None:
    import sqlite3

    with sqlite3.connect(folders.database) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999_from_the_future'")
    connection.close()


@pytest.mark.parametrize("damage", [spoil, newer])
def test_a_database_that_cannot_be_used_is_a_sentence(
    qtbot, hall: Folders, damage: Callable[[Folders], None]
) -> None:
    damage(hall)
    window = open_window(hall)
    qtbot.addWidget(window)
    page = page_of(qtbot, window, StopPage)
    assert page.sentence.text().endswith("。")  # a new hall speaks Chinese
    assert "B-" not in page.sentence.text()
    windows.close(window)


def test_the_ready_place_is_told(qtbot, window: Window) -> None:
    page = sign_in_page(window)
    assert desks.FORM.hall_name in page.place.text()
    assert dataclasses.is_dataclass(window.session_pages.installation)


def test_customers_of_before_the_update_get_todays_tokens_after_a_sign_in(
    qtbot, hall: Folders
) -> None:
    opened = desks.open_desk(hall)
    crowd.add(opened.clerk, crowd.people(5))
    tokens = sa.select(search_token)

    def stored() -> set[tuple[object, ...]]:
        with opened.installation.engine.connect() as connection:
            return {tuple(row) for row in connection.execute(tokens)}

    wanted = stored()
    as_before(opened.clerk)
    window = windows.open_ready(qtbot, hall)
    said = windows.record_messages(window)
    assert stored() != wanted
    windows.sign_in(qtbot, window, Role.CLERK)
    qtbot.waitUntil(lambda: stored() == wanted)
    assert said == []
    windows.close(window)
    opened.installation.close()


def test_the_administrator_reads_once_what_nobody_vouches_for(qtbot, hall: Folders) -> None:
    """Somebody wrote a class key into the database: nobody uses it, and one line says so."""
    import sqlite3

    from app.services.trust import after_sign_in

    with sqlite3.connect(hall.database) as connection:
        connection.execute("INSERT INTO class_key VALUES ('records', 2, NULL, 0)")
    connection.close()
    window = windows.open_ready(qtbot, hall)
    main = windows.sign_in(qtbot, window, Role.ADMINISTRATOR)
    qtbot.waitUntil(lambda: "key records 2" in main.bar.text(), timeout=windows.WAIT_MS)
    assert "not used" in main.bar.text()
    assert after_sign_in(window.session_pages.session) == ()
    windows.close(window)
