"""校验与备份: what a slip prints at its foot is compared with the record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.paths import Folders
from app.services.procedure import printed_head
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.check_page import CheckPage
from ui.admin.slip_panel import SlipPanel


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.AUDITOR) as made:
        yield made


def asked(admin: Admin, text: str) -> SlipPanel:
    panel = admin.page("check", CheckPage).slip
    panel.typed.setFocus()
    panel.typed.set_text(text)
    assert not panel.result.isVisible()
    QTest.keyClick(panel.typed.control, Qt.Key.Key_Return)
    admin.wait(panel.result.isVisible)
    assert panel.go.isEnabled()
    return panel


def test_the_auditor_is_told_what_the_paper_proves(admin: Admin) -> None:
    here = admin.hall.installation
    with here.engine.connect() as connection:
        head = printed_head(connection, here.workstation.id)
    panel = asked(admin, head.lower())
    assert panel.result.property("tone") == "ok"
    assert panel.result.text().startswith(f"{head}: The record is as this slip says")
    assert "counter 3, event of 2026-11-22 08:30" in panel.result.text()
    number = head.partition("-")[0]
    panel = asked(admin, f"{number}-00000000")
    assert panel.result.property("tone") == "bad"
    assert "keep the slip" in panel.result.text()
    panel = asked(admin, "SL-GZ01")
    assert panel.result.property("tone") == "warn"
    assert panel.typed.text() == "SL-GZ01"
