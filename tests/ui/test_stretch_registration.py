"""Texts may grow by half: the registration tab keeps every word at the smallest window."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from app.paths import Folders
from app.settings import Settings
from tests.kit import desk as desks
from tests.kit import room
from tests.kit.clerk import Clerk, born_years_ago, person
from ui.desk import screens
from ui.desk.background import Background
from ui.desk.desk import Desk
from ui.frame.main_window import MainWindow
from ui.words.messages import Messages, install_language

SIZE = (1280, 720)
TAB = [each for each in screens.SCREENS if each.key == "registration"]


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    longer = room.Longer(request.param)
    install_language(request.param)
    QCoreApplication.installTranslator(longer)
    yield request.param
    QCoreApplication.removeTranslator(longer)


@pytest.fixture(scope="module")
def hall(sqlite_hall: Folders) -> Iterator[desks.TestHall]:
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


class Tab(Clerk):
    """The tab in a main window of the smallest size, without the way of a sign-in."""

    def __init__(self, qtbot: QtBot, hall: desks.TestHall, background: Background) -> None:
        self.qtbot = qtbot
        settings = Settings(hall.folders.settings)
        self.main = MainWindow(Desk(hall.clerk, background, Messages(), settings), listed=TAB)
        qtbot.addWidget(self.main)
        self.main.setFixedSize(*SIZE)
        self.main.show()
        self.main.activateWindow()
        self.wait(self.main.isActiveWindow)
        screen = self.main.open_one("registration")
        self.screen = screen  # type: ignore[assignment]
        self.wait(lambda: self.screen.view is not None)

    def faults(self) -> dict[int, list[str]]:
        """What is wrong on each step, counted from 1."""
        found = {}
        for step in range(5):
            self.screen.go_to(step)
            self.settled()
            room.settle()
            found[step + 1] = room.faults(self.main)
        return {step: said for step, said in found.items() if said}

    def try_everything(self) -> None:
        """Ctrl+Enter on the last step: every field that is open says so."""
        self.screen.go_to(4)
        self.go_on()


@pytest.fixture
def tab(qtbot: QtBot, hall: desks.TestHall, background: Background, language: str) -> Iterator[Tab]:
    for draft in hall.folders.drafts.glob("*.draft"):
        draft.unlink()
    made = Tab(qtbot, hall, background)
    yield made
    made.main.take_state()


KINDS: dict[str, dict[str, str]] = {
    "adult": {
        **person("holder"),
        "holder.name": "欧阳䶮",
        "holder.phone": "13800000001",
        "by_agent": "1",
        **person("agent", date(1988, 8, 8), 211),
        "agent.name": "仇𫖯",
        "agent.relation": "母亲",
    },
    "child": {**person("holder", born_years_ago(7), 131), **person("guardian")},
    "youth": {**person("holder", born_years_ago(16), 131), "own_income": "1"},
    "foreigner": {"holder.document_type": "passport", "holder.number": "E12345678"},
    "business": {
        "customer_kind": "business",
        "organization.number": "91350100M000100Y43",
        "organization.legal_representative": "单雄",
        "organization.name": "广州示例科技有限公司",
        **person("handler", serial=211),
    },
    "group": {"customer_kind": "group"},
    "virtual_card": {"customer_kind": "virtual_card"},
}


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_cut_off_or_covered_when_texts_grow(tab: Tab, kind: str) -> None:
    asked = dict(KINDS[kind])
    tab.put({"customer_kind": asked.pop("customer_kind", "individual")})
    business = tab.screen.form.business
    if kind != "virtual_card":
        tab.choose_place()
    tab.put({"products": ",".join(business.products.boxes)})
    tab.put(asked)
    for rows in (tab.screen.form.person.discounts, tab.screen.form.person.members):
        if rows.isVisibleTo(tab.screen.form.person):
            rows.add_line.click()
    assert tab.faults() == {}
    tab.try_everything()
    assert tab.faults() == {}
