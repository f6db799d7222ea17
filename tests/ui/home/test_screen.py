"""工作台 through the real window: the day as it is committed, forms to take back, where to begin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import drafts, papers
from app.services.drafts import Draft
from app.settings import LANGUAGE, PRINTER_SLIP, Settings
from tests.kit import desk as desks
from tests.kit.papers import registered
from tests.kit.person import Person
from tests.kit.printers import FilePrinters
from ui.desk.background import Background
from ui.desk.open_forms import FormInWork
from ui.desk.requests import Request
from ui.home import day_text
from ui.home.screen import HomeScreen
from ui.look import theme

WAIT_MS = 20_000


@pytest.fixture
def hall(sqlite_hall: Folders, background: Background) -> Iterator[desks.TestHall]:
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    background.stop()
    opened.installation.close()


class Opened(Person):
    """A person at the main window as it stands after sign-in."""

    def __init__(self, qtbot, hall: desks.TestHall, background: Background, role: Role) -> None:
        super().__init__(qtbot, hall, background)
        self.settings.set(LANGUAGE, "en")
        printers = FilePrinters(self.settings, Path(), ("A4-1", "A5-1"))
        self.stand(role, printers=printers, size=(1440, 900))
        self.wait(lambda: self.desk.day.today is not None)

    @property
    def home(self) -> HomeScreen:
        return self.screen_of("home", HomeScreen)


@pytest.fixture
def open_main(qtbot, hall: desks.TestHall, background: Background) -> Iterator:
    opened: list[Opened] = []

    def open_for(role: Role = Role.CLERK) -> Opened:
        opened.append(Opened(qtbot, hall, background, role))
        return opened[-1]

    yield open_for
    for each in opened:
        each.end()


def test_a_quiet_morning_says_what_will_be_where(open_main) -> None:
    home = open_main().home
    assert home.greeting.text() == "Good morning, 林晓"
    assert home.day.text() == "Sunday, 22 November · signed in since 08:30 · today 0"
    assert "No order yet today" in home.orders.empty.text()
    assert "No order yet" in home.last.what.text()
    assert not home.last.open.isVisibleTo(home)
    assert home.last.waiting.text() == "Not printed 0"


def test_greeting_and_day_follow_the_hour_and_the_language() -> None:
    at = datetime(2026, 11, 22, 14, 5)  # noqa: DTZ001 - the hall's own time, zone already applied
    assert day_text.greeting(at, "A") == "Good afternoon, A"
    assert day_text.greeting(at.replace(hour=20), "A") == "Good evening, A"
    assert day_text.greeting(at.replace(hour=3), "A") == "Good evening, A"
    assert "星期日" in day_text.day_line(at, at, 3, "zh_CN")


def test_work_begins_with_a_search_and_buttons_go_where_they_say(open_main) -> None:
    opened = open_main()
    home = opened.home
    assert home.start.search is not None
    opened.wait(home.start.search.hasFocus)
    assert set(home.start.buttons) == {"registration", "capture", "change", "history", "agreements"}
    home.start.buttons["agreements"].click()
    assert opened.main.current_key() == "agreements"
    opened.desk.open_screen(Request("home"))
    home.start.search.click()
    assert opened.main.panel is not None
    assert opened.main.panel.isAncestorOf(QApplication.focusWidget() or home)


def test_after_a_power_cut_it_says_the_last_number_and_what_was_not_printed(
    open_main, hall: desks.TestHall
) -> None:
    made = registered(hall)
    papers.record_print(
        hall.clerk, new_id(), document_id=made.agreement_document_id, outcome="good", printer="A4-1"
    )
    opened = open_main()
    home = opened.home
    assert home.last.number.text().replace("-", "") == made.order_number
    assert home.last.printed.text() == "1 not printed"
    assert "欧阳*" in home.last.what.text()
    assert home.last.waiting.text() == "Not printed 1"
    assert home.day.text().endswith("today 1")
    status = opened.main.status
    assert "not printed (Ctrl+P)" in status.slip.text()
    assert status.unprinted.text() == "Not printed 1"
    home.last.open.click()
    assert opened.main.current_key() == "agreements"
    opened.wait(lambda: opened.desk.customer_id == made.customer_id)


def test_the_orders_of_the_day_open_their_papers(open_main, hall: desks.TestHall) -> None:
    registered(hall)
    made = registered(hall, 1)
    opened = open_main()
    assert len(opened.home.orders.model.rows) == 2
    opened.home.orders.select(0)
    opened.home.orders.view.setFocus()
    QTest.keyClick(opened.home.orders.view, Qt.Key.Key_Return)
    opened.wait(lambda: opened.desk.customer_id == made.customer_id)


def test_a_write_elsewhere_shows_at_once(open_main, hall: desks.TestHall) -> None:
    opened = open_main()
    registered(hall)
    opened.wait(lambda: opened.home.day.text().endswith("today 1"))
    assert opened.desk.day.unprinted == 2


def test_forms_left_over_from_a_crash_can_be_taken_back(open_main, hall: desks.TestHall) -> None:
    began = hall.clock()
    hall.clock.pass_time(minutes=6)
    for title, held in (("欧阳", False), ("陈", True)):
        draft = Draft(new_id(), "registration", title, "2", {}, began, held)
        drafts.save(hall.clerk, draft=draft)
    opened = open_main()
    home = opened.home
    opened.wait(lambda: len(home.forms.take_back) == 2)
    assert home.forms.count.text() == "2"
    wanted: list[FormInWork] = []
    opened.desk.forms.wanted.disconnect()
    opened.desk.forms.wanted.connect(wanted.append)
    home.forms.take_back[0].click()
    assert (wanted[0].title, wanted[0].step, wanted[0].business) == ("欧阳", "3/5", "registration")
    assert opened.desk.forms.all[1].held


def test_the_unprinted_button_opens_the_list(open_main, hall: desks.TestHall) -> None:
    registered(hall)
    opened = open_main()
    opened.home.last.waiting.click()
    screen = opened.main.open_one("agreements")
    assert screen is not None
    assert screen.save_state()["page"] == "unprinted"


def test_printers_are_named_and_a_missing_one_is_said(open_main, hall: desks.TestHall) -> None:
    Settings(hall.folders.settings).set(PRINTER_SLIP, "Old-9")
    opened = open_main()
    home = opened.home
    home.desk.printers.listed = ("A4-1",)
    home.activate()
    home_text = home.last.printers
    opened.wait(lambda: "Agreements: A4-1" in home_text.text())  # the only one there is
    assert "Slips: not chosen yet" in home_text.text()
    assert "Old-9 is gone" in home_text.text()
    home.last.show_printers(["A4-1", "A5-1"])
    assert "Agreements: not chosen yet" in home_text.text()
    home.last.show_printers([])
    assert "No printer" in home_text.text()


def test_an_administrator_sees_no_customers_work(open_main) -> None:
    opened = open_main(Role.ADMINISTRATOR)
    home = opened.home
    assert home.start.search is None
    for card in (home.orders, home.forms, home.last):
        assert not card.isVisibleTo(home)
    assert "today" not in home.day.text()
    assert not opened.main.status.unprinted.isVisibleTo(opened.main)


def test_room_for_larger_text(
    qtbot: QtBot, open_main, hall: desks.TestHall, qapp: QApplication
) -> None:
    registered(hall)
    opened = open_main()
    home = opened.home
    theme.apply(qapp, "dark", 1.5)
    draft = Draft(new_id(), "registration", "欧阳", "2", {}, hall.clock())
    opened.desk.forms.tell("registration", (draft,))
    opened.main.resize(1280, 720)

    def has_room() -> None:
        for button in home.findChildren(QAbstractButton):
            if button.isVisibleTo(home):
                assert button.width() >= button.sizeHint().width() - 1
        assert home.forms.x() == home.start.x()  # below each other: nothing out of sight sideways
        assert home.content.width() <= home.width()

    qtbot.waitUntil(has_room, timeout=WAIT_MS)


class _Shown(QObject):
    """Notes every window that comes up, its first moment too."""

    def __init__(self) -> None:
        super().__init__()
        self.windows: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.windows.append(type(watched).__name__)
        return False


@pytest.mark.parametrize(
    "role", [Role.CLERK, Role.SUPERVISOR, Role.RECORDS_KEEPER, Role.ADMINISTRATOR]
)
def test_no_part_of_a_screen_comes_up_as_a_window_of_its_own(qapp, open_main, role: Role) -> None:
    shown = _Shown()
    qapp.installEventFilter(shown)
    opened = open_main(role)
    for number in range(opened.main.tabs.count()):
        opened.main.tabs.setCurrentIndex(number)
    qapp.removeEventFilter(shown)
    assert shown.windows == ["MainWindow"]
