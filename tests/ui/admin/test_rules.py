"""规则与参数: read by everybody, changed by an administrator within the limits."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import catalogue
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.rules_page import RulesPage


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


def rules_page(admin: Admin, code: str) -> RulesPage:
    """The rules with one of them chosen."""
    page = admin.page("rules", RulesPage)
    admin.wait(lambda: bool(page.table.model.rows))
    page.table.select([row.code for row in page.table.model.rows].index(code))
    admin.wait(page.side.past.isVisible)
    return page


def history(page: RulesPage) -> list[str]:
    items = [page.side.history.itemAt(n) for n in range(page.side.history.count())]
    labels = [item.widget() for item in items if item is not None]
    return [each.text() for each in labels if isinstance(each, QLabel)]


def test_a_value_is_checked_while_typed_saved_and_kept_in_the_history(admin: Admin) -> None:
    page = rules_page(admin, "telephone_cards")
    side = page.side
    assert not side.save.isEnabled()
    assert side.value.status() == ("hint", "1 to 5 cards")
    side.value.set_text("6")
    assert side.value.status() == ("bad", "Type a whole number from 1 to 5.")
    assert not side.save.isEnabled()
    side.value.set_text("3")
    assert side.save.isEnabled()
    QTest.keyClick(side.value.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    admin.wait(lambda: len(history(page)) == 2)
    assert history(page)[0] == "2026-11-22 08:30  1007  on · 3"
    row = page.table.current()
    assert row is not None
    assert (row.code, row.value, row.version) == ("telephone_cards", "3", 2)
    assert admin.said[-1].tone == "ok"
    assert not side.save.isEnabled()


def test_a_rule_is_switched_off(admin: Admin) -> None:
    page = rules_page(admin, "handler_for_units")
    assert not page.side.value.isVisible()
    page.side.switch.click()
    page.side.save.click()
    admin.wait(lambda: page.side.state.text() == "Off")
    rows = catalogue.rules(admin.hall.session(Role.ADMINISTRATOR))
    assert not next(row for row in rows if row.code == "handler_for_units").enabled


def test_a_rule_of_law_says_why_it_is_locked(admin: Admin) -> None:
    side = rules_page(admin, "real_name_per_product").side
    assert side.reason.isVisible()
    assert "R-180, D8" in side.reason.text()
    for part in (side.save, side.switch, side.value):
        assert not part.isVisible()


def test_a_text_parameter_is_shown_whole_beside_the_list(admin: Admin) -> None:
    page = rules_page(admin, "terms.points_validity")
    assert page.side.value.text() == "自获得当月起第 36 个月月末"
    assert not page.side.switch.isVisible()
    page.side.value.set_text("")
    assert page.side.value.status()[0] == "bad"


def test_who_may_not_change_rules_reads_them(qtbot, sqlite_hall: Folders) -> None:
    with admin_window.opened(qtbot, sqlite_hall, Role.SUPERVISOR) as admin:
        side = rules_page(admin, "telephone_cards").side
        assert not side.save.isVisible()
        assert not side.value.isVisible()


def test_a_rule_that_changed_meanwhile_is_read_anew(admin: Admin) -> None:
    page = rules_page(admin, "telephone_cards")
    row = page.side.row
    assert row is not None
    catalogue.edit_rule(
        admin.hall.session(Role.ADMINISTRATOR),
        new_id(),
        rule_id=row.id,
        version=1,
        enabled=True,
        value="2",
    )
    page.side.value.set_text("4")
    page.side.save.click()
    admin.wait(lambda: page.side.value.text() == "2")
    assert page.side.row is not None
    assert page.side.row.version == 2


def test_what_is_typed_comes_back_after_two_locks_in_a_row(admin: Admin) -> None:
    page = rules_page(admin, "telephone_cards")
    page.side.value.set_text("4")
    admin.stand(Role.ADMINISTRATOR, "admin", state=admin.main.take_state())
    admin.stand(Role.ADMINISTRATOR, "admin", state=admin.main.take_state())  # not read yet
    page = admin.page("rules", RulesPage)
    admin.wait(lambda: page.side.row is not None)
    assert page.side.value.text() == "4"
    assert page.side.save.isEnabled()
