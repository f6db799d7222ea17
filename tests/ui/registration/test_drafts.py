"""Typed data survives drafts, hold and take back, lock and kill; discarding asks first."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.clerk import Clerk, focused, person
from tests.kit.desk import PASSWORDS
from ui.entrance.lock_screen import LockScreen


@pytest.fixture
def clerk(qtbot, sqlite_hall: Folders) -> Iterator[Clerk]:
    """A clerk of this test's own hall."""
    opened = Clerk(qtbot, desks.copy_folder(sqlite_hall))
    yield opened
    opened.close()


def begin(clerk: Clerk) -> None:
    """A form with address, product and document, on step 3."""
    clerk.choose_place()
    clerk.put({"products": "TV-HD"})
    clerk.go_on()
    clerk.put(person("holder"))
    clerk.go_on()
    clerk.put({"holder.name": "欧阳䶮", "holder.phone": "138"})
    assert clerk.step == 3


def check_it_is_back(clerk: Clerk) -> None:
    assert clerk.step == 3
    assert clerk.text("holder.name") == "欧阳䶮"
    assert clerk.text("holder.phone") == "138"
    assert clerk.text("products") == "TV-HD"
    place = clerk.screen.form.business.place
    assert place.place is not None
    assert place.place.text.endswith("301")
    assert clerk.text("place_id") == str(place.place.id)


def test_a_change_is_sealed_within_two_seconds_and_survives_a_kill(
    qtbot, sqlite_hall: Folders
) -> None:
    first = Clerk(qtbot, desks.copy_folder(sqlite_hall))
    begin(first)
    with qtbot.waitSignal(first.screen.desk.forms.saved, timeout=2000):
        first.put({"holder.nation": "汉"})
    copy = desks.copy_folder(first.folders)  # as the disk stands when the power goes
    first.close()
    files = list(copy.drafts.glob("*.draft"))
    assert len(files) == 1
    content = files[0].read_bytes()
    assert "欧阳".encode() not in content
    assert b"440104" not in content
    second = Clerk(qtbot, copy)
    check_it_is_back(second)
    assert second.text("holder.nation") == "汉"
    assert [form.step for form in second.screen.desk.forms.all] == ["3/5"]
    second.close()


def test_f4_holds_and_a_chip_takes_back(clerk: Clerk) -> None:
    begin(clerk)
    QTest.keyClick(focused(), Qt.Key.Key_F4)
    assert clerk.screen.open.is_empty
    assert clerk.step == 1
    assert clerk.text("holder.name") == ""
    desk = clerk.screen.desk
    assert [(form.title, form.held) for form in desk.forms.all] == [("欧阳", True)]
    clerk.put({"customer_kind": "virtual_card"})
    desk.forms.wanted.emit(desk.forms.all[0])
    check_it_is_back(clerk)
    assert sorted(form.held for form in desk.forms.all) == [False, True]


@pytest.mark.parametrize("left", ["products", "customer_kind"])
def test_a_form_after_a_held_one_is_not_blamed_for_what_the_held_one_left_open(
    clerk: Clerk, left: str
) -> None:
    clerk.choose_place()
    clerk.screen.fields.focus(left)
    QTest.keyClick(focused(), Qt.Key.Key_F4)
    assert clerk.screen.open.is_empty
    assert clerk.screen.fields.path_of(focused()) == "place_id"
    assert clerk.screen.fields.touched == set()
    assert not clerk.screen.form.business.products.notice.isVisibleTo(clerk.screen)


def test_nothing_to_hold_is_said(clerk: Clerk) -> None:
    QTest.keyClick(focused(), Qt.Key.Key_F4)
    assert clerk.said[-1].text == "There is nothing to hold yet."


def test_a_lock_seals_first_and_unlocking_brings_step_values_and_cursor_back(clerk: Clerk) -> None:
    begin(clerk)
    clerk.screen.fields.focus("holder.nation")
    clerk.window.session_pages.lock()
    page = clerk.window.currentWidget()
    assert isinstance(page, LockScreen)
    clerk.wait(page.secret.isEnabled)
    page.secret.setText(PASSWORDS[Role.CLERK])
    page.password_given.emit(PASSWORDS[Role.CLERK])
    windows.main_window(clerk.qtbot, clerk.window)
    clerk.open_tab()
    clerk.wait(lambda: not clerk.screen.open.is_empty)
    check_it_is_back(clerk)
    assert clerk.screen.fields.path_of(focused()) == "holder.nation"


def test_abandoning_names_what_is_lost_and_the_safe_answer_has_the_cursor(clerk: Clerk) -> None:
    begin(clerk)
    bottom = clerk.screen.bottom
    bottom.abandon.click()
    assert bottom.really.isVisible()
    assert "products and address, documents, customer data" in bottom.really.notice.text()
    assert focused() is bottom.really.safe
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert not bottom.really.isVisible()
    check_it_is_back(clerk)
    bottom.abandon.click()
    bottom.really.act.click()
    assert clerk.screen.open.is_empty
    clerk.counts()
    assert list(clerk.folders.drafts.glob("*.draft")) == []
    assert clerk.screen.desk.forms.all == ()


def test_a_tick_taken_back_loses_nothing(clerk: Clerk) -> None:
    begin(clerk)
    clerk.put({"by_agent": "1", "agent.name": "单雄"})
    clerk.put({"by_agent": ""})
    assert not clerk.screen.form.document.person("agent").isVisibleTo(clerk.screen)
    clerk.put({"by_agent": "1"})
    assert clerk.text("agent.name") == "单雄"
