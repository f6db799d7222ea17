"""我的申请: a clerk sees what became of the own requests, presses for them, withdraws them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit.panel import texts
from tests.kit.requests import decide
from tests.ui.approvals.approvals_hall import ALT, Deciding
from ui.desk.background import Background
from ui.home.my_requests import MyRequests
from ui.home.screen import HomeScreen


class Asking(Deciding):
    """A clerk at the start screen."""

    def to_requests(self) -> MyRequests:
        """By the tag of the top bar, which is there when something came back, or as it does."""
        tag = self.main.top.requests.mine
        self.wait(lambda: self.main.top.requests.counts is not None and tag.text())
        tag.click()
        mine = self.screen_of("home", HomeScreen).mine
        self.wait(lambda: mine.isVisible() and mine.table.model.rows)
        return mine

    def choose(self, mine: MyRequests) -> None:
        mine.table.select(0)
        self.wait(lambda: mine.view is not None)


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Asking]:
    made = Asking(qtbot, desks.copy_folder(sqlite_hall), background, Role.CLERK)
    yield made
    made.close()


def test_the_list_of_what_waits_is_opened(hall: Asking) -> None:
    hall.ask()
    hall.open()
    mine = hall.to_requests()
    assert hall.main.top.requests.mine.text() == "My requests 1"
    assert not hall.main.top.requests.waiting.isVisible()
    assert mine.table.view.hasFocus()
    assert [mine.table.model.index(0, n).data() for n in (1, 3)] == ["Name", "Waiting for approval"]


def test_whoever_decides_has_a_tag_that_opens_the_tab(
    qtbot, sqlite_hall: Folders, background: Background
) -> None:
    made = Deciding(qtbot, desks.copy_folder(sqlite_hall), background, Role.SUPERVISOR)
    made.ask()
    made.open()
    tag = made.main.top.requests.waiting
    made.wait(tag.isVisible)
    assert tag.text() == "To decide 1"
    tag.click()
    made.wait(lambda: made.side.page.view is not None)
    made.approve()
    made.wait(lambda: not tag.isVisible())
    made.close()


def test_it_is_urged_once_and_the_list_says_so(hall: Asking) -> None:
    asked = hall.ask()
    hall.open()
    mine = hall.to_requests()
    hall.choose(mine)
    hall.keys(Qt.Key.Key_1, ALT)
    hall.wait(lambda: "urged" in mine.table.model.index(0, 4).data())
    assert hall.view(asked.request_id).row.urged


def test_it_is_withdrawn_after_a_question_whose_safe_answer_keeps_it(hall: Asking) -> None:
    asked = hall.ask()
    hall.open()
    mine = hall.to_requests()
    hall.choose(mine)
    hall.keys(Qt.Key.Key_2, ALT)
    assert mine.really.safe.hasFocus()
    hall.press(Qt.Key.Key_Escape)
    hall.idle()
    assert hall.status(asked.request_id) == "waiting"
    hall.keys(Qt.Key.Key_2, ALT)
    hall.press(Qt.Key.Key_2)
    hall.wait(lambda: hall.status(asked.request_id) == "withdrawn")
    hall.wait(lambda: not mine.withdraw.isEnabled())


def test_what_was_returned_says_by_whom_and_why(hall: Asking) -> None:
    asked = hall.ask()
    hall.open()
    mine = hall.to_requests()
    hall.choose(mine)
    decide(hall.desks, asked.request_id, "return", reason="缺原户主签字")
    hall.main.top.requests.ask()
    mine.refresh()
    hall.wait(lambda: "缺原户主签字" in texts(mine))
    hall.wait(lambda: hall.main.top.requests.mine.text() == "My requests 1 · returned 1")
    assert "came back" in hall.said[-1].text
    assert not mine.urge.isEnabled()
    assert mine.correct.isEnabled()
    QTest.keyClick(mine.table.view, Qt.Key.Key_Return)
    hall.wait(lambda: mine.page is not None and mine.page.isVisible())
    assert "缺原户主签字" in texts(mine)
    hall.press(Qt.Key.Key_Escape)
    assert mine.table.view.isVisible()
