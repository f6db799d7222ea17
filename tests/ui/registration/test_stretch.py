"""Texts may grow by half: the registration tab keeps every word at the smallest window, whoever comes
(tests/ui/frame/test_screens.py has an adult who is represented)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.domain.ids import new_id
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit import room
from tests.kit.capturing import StandIn, clear_drafts
from tests.kit.clerk import born_years_ago, person
from tests.kit.tabs import AtTab
from ui.desk import screens
from ui.desk.background import Background

SIZE = (1280, 720)
TAB = [each for each in screens.SCREENS if each.key == "registration"]


@pytest.fixture(params=["en", "zh_CN"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    with room.longer_texts(request.param):
        yield request.param


@pytest.fixture(scope="module")
def hall(sqlite_hall: Folders) -> Iterator[desks.TestHall]:
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


class Tab(AtTab):
    """The tab with what is wrong on its steps."""

    def faults(self) -> dict[int, list[str]]:
        """What is wrong on each step, counted from 1."""
        found = {}
        for step in range(5):
            self.screen.go_to(step)
            self.settled()
            room.settle()
            found[step + 1] = room.faults(self.main)
        return {step: said for step, said in found.items() if said}

    def abandon(self) -> None:
        """Give the form up for the next one."""
        self.screen.bottom.abandon.click()
        self.screen.bottom.really.act.click()
        assert self.screen.open.is_empty

    def try_everything(self) -> None:
        """Ctrl+Enter on the last step: every field that is open says so."""
        self.screen.go_to(4)
        self.go_on()


@pytest.fixture
def tab(qtbot: QtBot, hall: desks.TestHall, background: Background, language: str) -> Iterator[Tab]:
    clear_drafts(hall)
    made = Tab(qtbot, hall, background, "registration", StandIn(), new_id())
    made.open_tab()
    yield made
    made.end()


KINDS: dict[str, dict[str, str]] = {
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


def test_nothing_is_cut_off_or_covered_when_texts_grow(tab: Tab) -> None:
    found = {}
    for kind, values in KINDS.items():
        asked = dict(values)
        tab.put({"customer_kind": asked.pop("customer_kind", "individual")})
        business = tab.screen.form.business
        if kind != "virtual_card":
            tab.choose_place()
        tab.put({"products": ",".join(business.products.boxes)})
        tab.put(asked)
        for rows in (tab.screen.form.person.discounts, tab.screen.form.person.members):
            if rows.isVisibleTo(tab.screen.form.person):
                rows.add_line.click()
        found[kind] = tab.faults()
        tab.try_everything()
        found[f"{kind}, refused"] = tab.faults()
        tab.abandon()
    assert {kind: said for kind, said in found.items() if said} == {}
