"""授权: a supervisor gives it from the window and takes it back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from app.domain.permissions import Role
from app.paths import Folders
from tests.kit.desk import NAMES, STAFF_NO
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.delegations_page import DelegationsPage


@pytest.fixture
def supervisor(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.SUPERVISOR) as made:
        yield made


def page_of(admin: Admin) -> DelegationsPage:
    page = admin.page("delegations", DelegationsPage)
    box = page.side.fields["to"].control
    assert isinstance(box, QComboBox)
    admin.wait(lambda: box.count() == 2)
    box.setCurrentIndex(1)
    return page


def test_authority_is_given_and_taken_back(supervisor: Admin) -> None:
    page = page_of(supervisor)
    side, fields = page.side, page.side.fields
    assert fields["starts_at"].text() == "2026-11-22 08:30"
    assert not side.go.isEnabled()
    fields["reason"].set_text("下午开会")
    assert side.go.isEnabled()
    fields["ends_at"].set_text("2026-11-22 08:00")
    QTest.keyClick(fields["reason"].control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    supervisor.wait(lambda: fields["ends_at"].status()[0] == "bad")
    assert fields["reason"].text() == "下午开会"
    fields["ends_at"].set_text("2026/11/22 18：00")
    side.submit()
    supervisor.wait(lambda: bool(page.table.model.rows))
    page.table.select(0)
    clerk = f"{STAFF_NO[Role.CLERK]} {NAMES[Role.CLERK]}"
    assert clerk in side.about.text()
    assert fields["reason"].text() == ""
    side.end.click()
    supervisor.wait(lambda: not page.table.model.rows[0].standing)
    assert not side.chosen.isVisible()


def test_a_time_that_is_none_is_said_at_its_field(supervisor: Admin) -> None:
    page = page_of(supervisor)
    fields = page.side.fields
    fields["reason"].set_text("开会")
    fields["ends_at"].set_text("tonight")
    page.side.submit()
    assert fields["ends_at"].status()[0] == "bad"
    assert not page.table.model.rows


def test_what_was_typed_comes_back_after_a_lock(supervisor: Admin) -> None:
    page = page_of(supervisor)
    side = page.side
    side.fields["reason"].set_text("休假")
    kept, to = page.save_state(), side.fields["to"].text()
    assert "休假" not in str(kept)
    side.fields["reason"].set_text("")
    side.fields["to"].set_text("")
    page.restore_state(kept)
    page.refresh()
    supervisor.wait(lambda: side.fields["to"].text() == to)
    assert side.fields["reason"].text() == "休假"
