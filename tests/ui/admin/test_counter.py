"""本柜台: the administrator says which reader the counter has; the capture tab shows it to the clerk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.paths import Folders
from app.services import authentication, identity
from app.services.identity import ReaderChoice
from app.settings import Settings
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.counter_page import CounterPage


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


def stored(admin: Admin) -> ReaderChoice:
    return identity.chosen_reader(Settings(admin.hall.folders.settings))


def test_a_reader_is_chosen_by_keys(admin: Admin) -> None:
    page = admin.page("counter", CounterPage)
    assert not page.save.isEnabled()
    assert not page.port.isVisible()
    page.kind.set_text("serial")
    assert page.port.isVisible()
    assert not page.program.isVisible()
    page.port.setFocus()
    QTest.keyClicks(page.port.control, "COM3")
    QTest.keyClick(page.port.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    admin.wait(lambda: stored(admin) == ReaderChoice("serial", "COM3", ""))
    admin.wait(lambda: bool(admin.said))
    assert admin.said[-1].tone == "ok"
    assert not page.save.isEnabled()


def test_what_is_wrong_stands_at_its_field_and_nothing_is_stored(admin: Admin) -> None:
    page = admin.page("counter", CounterPage)
    page.kind.set_text("program")
    page.program.set_text("reader.exe")
    page.save.click()
    admin.wait(lambda: page.program.status()[0] == "bad")
    assert "whole path" in page.program.status()[1]
    assert page.program.text() == "reader.exe"
    assert stored(admin).kind == "none"
    page.program.set_text("/opt/reader/helper")
    assert page.program.status()[0] == "hint"
    page.save.click()
    admin.wait(lambda: stored(admin) == ReaderChoice("program", "", "/opt/reader/helper"))


def test_the_folder_for_sms_is_chosen_by_keys_and_a_wrong_one_stays_typed(
    admin: Admin, tmp_path: Path
) -> None:
    page = admin.page("counter", CounterPage)
    line = page.sms.folder.control
    line.setFocus()
    QTest.keyClicks(line, "no folder")
    QTest.keyClick(line, Qt.Key.Key_Return)
    admin.wait(lambda: page.sms.folder.status()[0] == "bad")
    assert page.sms.folder.text() == "no folder"
    page.sms.folder.set_text(str(tmp_path))
    admin.stand(Role.ADMINISTRATOR, "admin", state=admin.main.take_state())
    page = admin.page("counter", CounterPage)
    assert page.sms.folder.text() == str(tmp_path)
    page.sms.save.click()
    session = admin.hall.session(Role.CLERK)
    admin.wait(lambda: authentication.recorded_sms_folder(session).folder == str(tmp_path))
    admin.wait(lambda: not page.sms.save.isEnabled())


def test_what_is_not_stored_yet_comes_back_after_a_lock(admin: Admin) -> None:
    page = admin.page("counter", CounterPage)
    page.kind.set_text("serial")
    page.port.set_text("COM")
    admin.stand(Role.ADMINISTRATOR, "admin", state=admin.main.take_state())
    page = admin.page("counter", CounterPage)
    assert (page.kind.text(), page.port.text()) == ("serial", "COM")
    assert page.save.isEnabled()
    assert stored(admin).kind == "none"
