"""审批政策: read by everybody, changed by an administrator from a day on; what to bring is made of it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.domain.default_policies import KINDS
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import policies
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.policies_page import PoliciesPage
from ui.widgets.panel import Panel


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


@pytest.fixture
def auditor(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.AUDITOR) as made:
        yield made


def page_of(admin: Admin, kind: str) -> PoliciesPage:
    """The policies with one of them chosen."""
    page = admin.page("policies", PoliciesPage)
    admin.wait(lambda: bool(page.table.model.rows))
    page.table.select([row.kind for row in page.table.model.rows].index(kind))
    admin.wait(lambda: page.side.row is not None and page.side.row.kind == kind)
    return page


def texts(panel: Panel) -> str:
    items = [panel.body.itemAt(n) for n in range(panel.body.count())]
    labels = [item.widget() for item in items if item is not None]
    return "\n".join(each.text() for each in labels if isinstance(each, QLabel))


def test_a_policy_is_changed_and_kept_and_the_notice_follows(admin: Admin) -> None:
    page = page_of(admin, "name")
    side = page.side
    assert len(page.table.model.rows) == len(KINDS)
    assert side.state.text() == "Default"
    assert "A supervisor approves it" in texts(side.notice)
    assert not side.save.isEnabled()
    side.fields.fields["hours"].set_text("0")
    assert side.fields.fields["hours"].status()[0] == "bad"
    assert not side.save.isEnabled()
    side.fields.fields["hours"].set_text("8")
    side.fields.fields["approval"].set_text("approved 2")
    assert side.save.isEnabled()
    control = side.fields.fields["hours"].control
    QTest.keyClick(control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    admin.wait(side.past.isVisible)
    assert "2 persons approve it" in texts(side.notice)
    assert "Decided within 8 hours." in texts(side.notice)
    assert texts(side.past).startswith("2026-11-22 08:30  1007\n2026-11-22 –")
    assert admin.said[-1].tone == "ok"
    assert not side.save.isEnabled()


def test_what_is_never_done_first_is_said_at_its_field(admin: Admin) -> None:
    side = page_of(admin, "cancel").side
    side.fields.fields["approval"].set_text("reviewed_after 1")
    assert "never done before" in side.fields.fields["approval"].status()[1]
    assert not side.save.isEnabled()
    side.fields.fields["approval"].set_text("at_once 0")
    for tick in side.fields.asked_by.values():
        tick.box.setChecked(False)
    assert not side.save.isEnabled()


def test_somebody_else_was_quicker(admin: Admin) -> None:
    page = page_of(admin, "phone")
    side = page.side
    side.fields.fields["hours"].set_text("3")
    form = side.fields.form()
    policies.edit_policy(
        admin.main.desk.session, new_id(), kind="phone", seen=0, valid_from="2026-11-22", form=form
    )
    side.fields.fields["hours"].set_text("4")
    side.submit()
    admin.wait(lambda: side.row is not None and side.row.seen == 1)
    assert side.fields.fields["hours"].text() == "3"  # what is on record now


def test_what_was_typed_comes_back_after_a_lock(admin: Admin) -> None:
    page = page_of(admin, "cancel")
    page.side.fields.fields["hours"].set_text("5")
    page.side.fields.asked_by["agent"].box.setChecked(False)
    kept = page.save_state()
    page.side.fields.fields["hours"].set_text("6")
    page.side.fields.asked_by["agent"].box.setChecked(True)
    page.restore_state(kept)
    page.side.row = None
    page.refresh()
    admin.wait(lambda: page.side.row is not None)
    assert page.side.fields.fields["hours"].text() == "5"
    assert not page.side.fields.asked_by["agent"].text()


def test_an_auditor_reads_and_changes_nothing(auditor: Admin) -> None:
    side = page_of(auditor, "cancel").side
    assert not side.fields.isEnabled()
    assert not side.save.isVisible()
    assert "Contract term" in texts(side.notice)


def test_where_no_printer_was_chosen_the_notice_says_what_to_do(
    admin: Admin, monkeypatch: pytest.MonkeyPatch
) -> None:
    side = page_of(admin, "move").side
    monkeypatch.setattr(admin.main.desk.printers, "names", list)
    side.notice.print.click()
    admin.wait(lambda: bool(admin.said) and "Choose a printer" in admin.said[-1].text)
    assert side.notice.print.isEnabled()
