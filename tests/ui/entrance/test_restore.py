"""Restoring a backup on a computer that is not set up: the window asks what nobody else can know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.numbers import PRINTED, make
from app.domain.permissions import Role
from app.paths import Folders
from app.services import backup
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.ui.admin.admin_window import choose_file
from ui.entrance.first_run import FirstRun
from ui.entrance.restore_page import RestorePage
from ui.entrance.sign_in import SignInPage
from ui.frame.window import Window

LONG = 60_000


@pytest.fixture
def file(sqlite_hall: Folders, tmp_path: Path) -> Path:
    """A backup of a hall, on a computer that has not seen it."""
    desk = desks.open_desk(desks.copy_folder(sqlite_hall))
    made = backup.backup(desk.session(Role.ADMINISTRATOR), tmp_path / "hall.backup").path
    desk.installation.close()
    for record in desk.folders.second_place.glob("numbers-*"):
        record.unlink()
    return made


@pytest.fixture
def window(qtbot, tmp_path: Path) -> Iterator[Window]:
    opened = windows.open_ready(qtbot, Folders(tmp_path / "data"))
    yield opened
    windows.close(opened)


@pytest.fixture
def page(window: Window, file: Path, qtbot, monkeypatch: pytest.MonkeyPatch) -> RestorePage:
    first_run = window.currentWidget()
    assert isinstance(first_run, FirstRun)
    QTest.keyClick(first_run.choice.sample, Qt.Key.Key_3)
    made = first_run.currentWidget()
    assert isinstance(made, RestorePage)
    choose(qtbot, made, file, monkeypatch)
    return made


def choose(qtbot, page: RestorePage, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    choose_file(monkeypatch, "getOpenFileName", file)
    page.choose.click()
    qtbot.waitUntil(lambda: page.chosen.text() == file.name or page.refusal.isVisible())


def test_it_is_restored_and_leads_to_the_sign_in(page: RestorePage, window: Window, qtbot) -> None:
    assert page.last_papers.isVisible()
    page.staff_no.set_text(STAFF_NO[Role.ADMINISTRATOR])
    page.password.set_text(PASSWORDS[Role.ADMINISTRATOR])
    page.numbers["slip"].set_text(make("agreement", "GZ01", 12))
    page.none["customer"].setChecked(True)
    assert not page.numbers["customer"].control.isEnabled()
    page.go.click()
    assert not page.back.isEnabled()
    qtbot.waitUntil(page.go.isEnabled, timeout=LONG)
    said = {kind: field.status()[0] for kind, field in page.numbers.items()}
    assert said == {"customer": "hint", "agreement": "bad", "slip": "bad", "subscription": "bad"}
    assert page.numbers["agreement"].control.hasFocus()
    assert page.password.text() == PASSWORDS[Role.ADMINISTRATOR]  # nothing typed is lost
    for kind in PRINTED:
        page.numbers[kind].set_text(make(kind, "GZ01", 12))
    QTest.keyClick(page.password.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), SignInPage), timeout=LONG)
    sign_in = window.currentWidget()
    assert isinstance(sign_in, SignInPage)
    assert sign_in.staff_no.text() == STAFF_NO[Role.ADMINISTRATOR]
    assert not [each for each in window.folders.data.iterdir() if "restoring" in each.name]


def test_a_wrong_password_is_said_and_nothing_typed_is_lost(page: RestorePage, qtbot) -> None:
    for box in page.none.values():
        box.setChecked(True)
    page.staff_no.set_text(STAFF_NO[Role.ADMINISTRATOR])
    page.password.set_text("not the password at all")
    page.submit()
    qtbot.waitUntil(page.refusal.isVisible, timeout=LONG)
    assert "not the password" in page.refusal.text()
    assert page.staff_no.text() == STAFF_NO[Role.ADMINISTRATOR]
    page.back.click()
    assert page.lost.isVisible()
    page.lost.safe.click()
    assert page.staff_no.control.hasFocus()


def test_a_file_that_is_no_backup_is_said(
    page: RestorePage, qtbot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "holiday.backup"
    other.write_bytes(b"a picture")
    choose(qtbot, page, other, monkeypatch)
    qtbot.waitUntil(page.refusal.isVisible)
    assert "not a backup" in page.refusal.text()
