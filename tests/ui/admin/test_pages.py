"""Who has which page; the header, the permission table, what search reveals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from app.domain.permissions import TABLE, WORDS, Permission, Role
from app.paths import Folders
from app.services.customers.search_reveals import CLEAR
from app.services.customers.tokens import INDEXES
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.hall import Hall
from ui.admin.page import AdminPage
from ui.admin.permissions_page import PermissionsPage
from ui.admin.reveals_page import RevealsPage
from ui.desk.base_screen import BaseScreen
from ui.desk.requests import Request
from ui.widgets.tag import Tag
from ui.words.role_names import role_name

READ_ONLY = ["permissions", "reveals", "rules", "policies", "catalogue"]


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


@pytest.mark.parametrize(
    ("role", "pages"),
    [
        (Role.ADMINISTRATOR, ["staff", *READ_ONLY, "counter", "check"]),
        (Role.AUDITOR, ["staff", *READ_ONLY, "check"]),
        (Role.SUPERVISOR, ["staff", *READ_ONLY[:-1], "delegations", "catalogue"]),
        (Role.COMPLIANCE, READ_ONLY),
    ],
)
def test_a_role_sees_its_pages(qtbot, sqlite_hall: Folders, role: Role, pages: list[str]) -> None:
    with admin_window.opened(qtbot, sqlite_hall, role) as admin:
        assert [entry.key for entry in admin.screen.entries] == pages
        for key in pages:
            admin.screen.open_page(key)
            assert admin.screen.current_key() == key


def test_a_clerk_has_no_administration(qtbot, sqlite_hall: Folders) -> None:
    with admin_window.opened(qtbot, sqlite_hall, Role.CLERK) as admin:
        admin.main.open_screen(Request("admin"))
        assert admin.main.open_one("admin") is None
        assert admin.main.tabs.count() == 0


def test_a_page_that_cannot_be_built_leaves_the_desk_as_it_was(admin: Admin) -> None:
    def broken(screen: BaseScreen) -> AdminPage:
        raise OSError("no such printer")

    before = admin.screen.desk.place
    admin.screen.entries[1] = replace(admin.screen.entries[1], build=broken)
    with pytest.raises(OSError, match="no such printer"):
        admin.screen._show(1)
    assert admin.screen.desk.place is before
    admin.screen.open_page("rules")
    assert admin.screen.open_pages["rules"].parent() is admin.screen.pages


def test_the_page_comes_back_after_a_rebuild(admin: Admin) -> None:
    admin.screen.open_page("rules")
    state = admin.screen.save_state()
    assert state == {"page": "rules"}
    admin.screen.open_page("staff")
    admin.screen.restore_state(state)
    assert admin.screen.current_key() == "rules"
    admin.screen.restore_state({"page": "no such page"})
    assert admin.screen.current_key() == "rules"


def test_the_header_says_where_one_is_and_where_the_key_lies(admin: Admin) -> None:
    (hall,) = admin.screen.findChildren(Hall)
    words = [each.text() for each in hall.findChildren(QLabel)]
    assert "示例有线电视网络有限公司" in words
    assert "越秀旗舰厅 · counter 3" in words
    tags = [each.text() for each in hall.findChildren(Tag)]
    assert tags == ["Key: in a private file", "Data: a file on this computer"]


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.SUPERVISOR])
def test_the_permission_table_says_what_the_program_does(
    qtbot, sqlite_hall: Folders, role: Role
) -> None:
    with admin_window.opened(qtbot, sqlite_hall, role) as admin:
        table = admin.page("permissions", PermissionsPage).table
        model = table.model()
        across, down = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
        heads = [model.headerData(n, across) for n in range(model.columnCount())]
        assert heads[:-1] == [
            f"{role_name(each)} (you)" if each is role else role_name(each) for each in Role
        ]
        assert model.rowCount() == len(Permission)
        for row, permission in enumerate(Permission):
            name, explanation = WORDS[permission]
            assert model.headerData(row, down) == name
            assert model.index(row, len(Role)).data() == explanation
            for column, each in enumerate(Role):
                cell = model.index(row, column)
                word = "Yes" if permission in TABLE[each] else "No"
                assert cell.data() == word
                assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
                spoken = cell.data(Qt.ItemDataRole.AccessibleTextRole)
                assert spoken == f"{role_name(each)}, {name}: {word}"


def test_names_stay_in_view_while_roles_scroll(admin: Admin) -> None:
    table = admin.page("permissions", PermissionsPage).table
    admin.main.resize(1024, 640)
    bar = table.horizontalScrollBar()
    admin.wait(lambda: bar.maximum() > 0)
    bar.setValue(bar.maximum())
    header = table.verticalHeader()
    assert header.isVisible()
    assert header.x() >= 0
    assert header.width() >= max(
        table.fontMetrics().horizontalAdvance(name) for name, _ in WORDS.values()
    )


def test_every_token_and_every_clear_column_is_on_the_page(admin: Admin) -> None:
    page = admin.page("reveals", RevealsPage)
    admin.wait(lambda: page.shown is not None)
    words = {each.text() for each in page.findChildren(QLabel)}
    assert {each.label for each in INDEXES.values()} <= words
    assert {str(each.bits) for each in INDEXES.values()} <= words
    assert {each.label for each in CLEAR} <= words
    assert "65,536 groups at most" in words
    before = len(words)
    page.refresh()
    assert len({each.text() for each in page.findChildren(QLabel)}) == before
