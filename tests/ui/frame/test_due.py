"""The top bar says what is due and how far it came; it is done beside the clerk's work and stops at a lock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.permissions import Role
from app.paths import Folders
from app.services import due
from app.services.customers import reindex
from db.schema.search import index_due
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import TestHall
from tests.kit.older_tokens import as_before
from tests.kit.person import Person
from ui.desk.background import Background
from ui.frame import after_sign_in
from ui.frame.due_tag import percent
from ui.look import theme

PEOPLE = 6


@pytest.fixture
def waiting(sqlite_hall: Folders, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestHall]:
    """A hall with customers of before the last update, each a chunk of its own."""
    monkeypatch.setattr(reindex, "CHUNK", 1)
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    crowd.add(opened.clerk, crowd.people(PEOPLE))
    as_before(opened.clerk)
    yield opened
    opened.installation.close()


def left(hall: TestHall) -> int:
    with hall.installation.engine.connect() as connection:
        count = sa.select(sa.func.count()).select_from(index_due)
        return connection.execute(count).scalar_one()


def test_it_is_shown_done_and_gone(qtbot, waiting: TestHall) -> None:
    window = windows.open_ready(qtbot, waiting.folders)
    main = windows.sign_in(qtbot, window, Role.CLERK)
    tag = main.top.due
    qtbot.waitUntil(tag.isVisible)
    assert tag.text().startswith("Search index ")
    assert tag.text().endswith(" % done")
    assert f"of {PEOPLE} done." in tag.toolTip()
    assert "nobody is missed meanwhile" in tag.toolTip()
    assert tag.accessibleName() == f"Due work: {tag.text()}"
    QTest.mouseClick(tag, Qt.MouseButton.LeftButton)
    assert main.bar.text() == tag.toolTip()
    qtbot.waitUntil(lambda: left(waiting) == 0)
    tag.ask()
    qtbot.waitUntil(tag.isHidden)
    windows.close(window)


def test_who_may_not_do_it_reads_that_a_colleague_will(qtbot, waiting: TestHall) -> None:
    window = windows.open_ready(qtbot, waiting.folders)
    main = windows.sign_in(qtbot, window, Role.ADMINISTRATOR)
    qtbot.waitUntil(main.top.due.isVisible)
    assert main.top.due.text() == "Search index 0 % done"
    assert main.top.due.toolTip().endswith("a colleague's sign-in does it.")
    assert left(waiting) == PEOPLE
    windows.close(window)


def test_nothing_is_shown_when_nothing_is_due(qtbot, sqlite_hall: Folders) -> None:
    folders = desks.copy_folder(sqlite_hall)
    window = windows.open_ready(qtbot, folders)
    main = windows.sign_in(qtbot, window, Role.CLERK)
    with qtbot.waitSignal(main.top.due.answered):
        main.top.due.ask()
    assert main.top.due.isHidden()
    windows.close(window)


def test_a_lock_ends_the_chunk_that_runs_and_the_next_sign_in_goes_on(
    qtbot, waiting: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(after_sign_in, "PAUSE_MS", 0)
    window = windows.open_ready(qtbot, waiting.folders)
    said = windows.record_messages(window)
    main = windows.sign_in(qtbot, window, Role.CLERK)
    qtbot.waitUntil(lambda: left(waiting) < PEOPLE)
    main.lock_wanted.emit()
    pages = window.session_pages
    qtbot.waitUntil(lambda: pages.locked is not None)
    stood = left(waiting)
    qtbot.wait(50)
    assert left(waiting) == stood, "nothing runs behind the lock"
    assert said == []
    windows.close(window)
    window = windows.open_ready(qtbot, waiting.folders)
    windows.sign_in(qtbot, window, Role.CLERK)
    qtbot.waitUntil(lambda: left(waiting) == 0)
    windows.close(window)


def test_percent_says_100_only_when_all_is_done() -> None:
    some = due.Overdue("x", "X", "x", 1, 1000, mine=True)
    assert percent(some) == 99
    assert percent(replace(some, left=1000)) == 0
    assert percent(replace(some, left=0)) == 100


def test_the_tag_makes_the_window_no_wider_than_the_smallest_screen(
    qtbot, qapp: QApplication, waiting: TestHall, background: Background
) -> None:
    theme.apply(qapp, "light", 1.5)
    person = Person(qtbot, waiting, background)
    person.stand(Role.ADMINISTRATOR, "home", size=(1280, 720))
    person.wait(person.main.top.due.isVisible)
    person.wait(lambda: not person.main.top.title.isVisible())
    qtbot.wait(50)
    assert person.main.width() == 1280
    person.end()
    assert background.stop()
