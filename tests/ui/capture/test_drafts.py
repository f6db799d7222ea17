"""Documents on the counter come back after a lock and a power cut, sealed and watermarked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.paths import Folders
from tests.kit import cards
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.clerk import Clerk
from ui.desk.requests import Request
from ui.entrance.lock_screen import LockScreen


@pytest.fixture
def clerk(qtbot, sqlite_hall: Folders) -> Iterator[Clerk]:
    opened = Clerk(qtbot, desks.copy_folder(sqlite_hall))
    yield opened
    opened.close()


def capture(clerk: Clerk) -> Any:
    clerk.main.open_screen(Request("capture"))
    return clerk.main.open_one("capture")


def take(clerk: Clerk, screen: Any, folder: Path, seed: int = 3) -> None:
    """A card that was scanned, read."""
    file = folder / "scan.jpg"
    file.write_bytes(cards.make(seed, "clean", "resident_id").image)
    screen.sources.files.take([file])
    clerk.wait(lambda: screen.tray.document is not None and not screen.tray.is_reading)


def draft_files(clerk: Clerk) -> list[Path]:
    return list(clerk.folders.drafts.glob("*.draft"))


def test_a_document_with_its_corrections_comes_back_after_a_lock(
    clerk: Clerk, tmp_path: Path
) -> None:
    screen = capture(clerk)
    take(clerk, screen, tmp_path)
    upright = screen.tray.document.pages[0].reading.upright
    screen.bench.fields.fields["name"].set_text("宁彪")
    clerk.main.lock_wanted.emit()
    clerk.wait(lambda: clerk.window.session_pages.locked is not None)
    assert screen.worker.process is None
    page = clerk.window.currentWidget()
    assert isinstance(page, LockScreen)
    page.password_given.emit(desks.PASSWORDS[Role.CLERK])
    clerk.main = windows.main_window(clerk.qtbot, clerk.window)
    again = capture(clerk)
    clerk.wait(lambda: again.tray.document is not None)
    said = again.tray.document.fields(clerk.screen.session.today)
    assert (said["name"].value, said["name"].mode) == ("宁彪", "typed")
    assert said["number"].mode == "recognised"
    page = again.tray.document.pages[0]
    assert page.is_burned
    assert page.reading.upright != upright
    assert page.content == b""


def test_what_is_done_with_leaves_no_draft(clerk: Clerk, tmp_path: Path) -> None:
    screen = capture(clerk)
    take(clerk, screen, tmp_path)
    clerk.wait(lambda: len(draft_files(clerk)) == 1)
    content = draft_files(clerk)[0].read_bytes()
    number = screen.tray.document.fields(clerk.screen.session.today)["number"].value
    assert number.encode() not in content
    assert b"JFIF" not in content
    QTest.mouseClick(screen.bench.bar.aside, Qt.MouseButton.LeftButton)
    clerk.wait(lambda: draft_files(clerk) == [])
