"""A database file that goes bad while somebody works stops the work; all of it is checked once a day."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.services import day
from app.services.session import check_file_daily, last_file_check
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.clerk import Clerk
from tests.kit.window import WAIT_MS
from ui.desk.background import Call
from ui.frame.window import StopPage, Window
from ui.main import open_window


@pytest.fixture
def folders(sqlite_hall: Folders) -> Iterator[Folders]:
    copied = desks.copy_folder(sqlite_hall)
    yield copied
    shutil.rmtree(copied.data)


def hurt(file: Path) -> None:
    """All but the first page is zeros."""
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(bytes(size - 4096))


def whole(folders: Folders) -> bool | None:
    last = last_file_check(folders)
    return last.whole if last is not None else None


def stopped(qtbot: QtBot, window: Window) -> str:
    """The sentence of the page on which work ends."""
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), StopPage), timeout=WAIT_MS)
    page = window.currentWidget()
    assert isinstance(page, StopPage)
    return page.sentence.text()


def test_work_stops_with_the_sentence_and_what_was_typed_is_kept(
    qtbot: QtBot, folders: Folders
) -> None:
    clerk = Clerk(qtbot, folders)
    clerk.wait(lambda: whole(folders))
    clerk.choose_place()
    session = clerk.main.desk.session
    with session.installation.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    session.installation.engine.dispose()
    hurt(folders.database)
    clerk.window.background.run(Call(day.day_so_far, session))
    assert "counter.db is damaged" in stopped(qtbot, clerk.window)
    assert clerk.window.session_pages.session is None
    clerk.wait(lambda: whole(folders) is False)
    clerk.close()
    assert len(list(folders.drafts.glob("*.draft"))) == 1


def test_who_signs_in_first_has_the_whole_file_checked(qtbot: QtBot, folders: Folders) -> None:
    window = windows.open_ready(qtbot, folders)
    assert whole(folders) is None
    windows.sign_in(qtbot, window)
    qtbot.waitUntil(lambda: bool(whole(folders)), timeout=WAIT_MS)
    windows.close(window)


def test_damage_that_only_the_whole_check_sees_stops_who_signs_in_first(
    qtbot: QtBot, folders: Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = windows.open_ready(qtbot, folders)
    monkeypatch.setattr("db.damage.found_in", lambda *_, **__: ["row 1 missing from index x"])
    window.background.run(
        Call(check_file_daily, window.session_pages.installation),
        progress=lambda *_: None,
        receiver=window,
    )
    assert "is damaged" in stopped(qtbot, window)
    windows.close(window)
    assert whole(folders) is False


def test_a_damaged_file_shows_no_sign_in(qtbot: QtBot, folders: Folders) -> None:
    hurt(folders.database)
    window = open_window(folders)
    qtbot.addWidget(window)
    assert "counter.db-wal" in stopped(qtbot, window)
    page = window.currentWidget()
    assert page is not None
    for key in (Qt.Key.Key_1, Qt.Key.Key_Tab, Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(window.focusWidget() or page, key)  # by who has not looked up yet
    assert window.isVisible()
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert not window.isVisible()
    windows.close(window)
