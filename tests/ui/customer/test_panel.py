"""The customer panel in a real window: search while typing, open, reveal, several at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services.customers import Found
from app.services.session import Shown, Written
from db.schema.organisation import hall as hall_table
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.panel import ZENG, Hall, card_of, open_first, panel_of, texts, type_text
from ui.desk.background import Background
from ui.desk.requests import Request
from ui.frame.main_window import MainWindow
from ui.look import theme
from ui.widgets.reveal import Reveal
from ui.widgets.tag import Notice, TagButton


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Hall]:
    made = Hall(qtbot, desks.copy_folder(sqlite_hall), background)
    yield made
    made.close()


@pytest.fixture
def window(qtbot, hall: Hall) -> MainWindow:
    return hall.open()


def test_results_come_while_typing_and_are_masked(qtbot, window: MainWindow) -> None:
    panel = type_text(qtbot, window, "2600", 2)
    model = panel.results.found
    first, second = (model.lines(row) for row in model.rows)
    assert first[0] == "曾*贤 · Suspended"
    assert first[1].startswith("GZ01-5000-0001-")
    assert first[2] == "138****2600   4***************19"
    assert second[0] == "䶮*"
    assert "曾小贤" not in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert panel.results.isVisible()


def test_an_unfinished_number_says_what_is_missing(qtbot, window: MainWindow) -> None:
    panel = panel_of(window)
    grammar = panel.hint.text()
    panel.activate()
    QTest.keyClicks(panel.box, "13812")
    qtbot.waitUntil(lambda: "6 more digits" in panel.hint.text())
    assert not panel.results.isVisible()
    assert not panel.nobody.isVisible()
    panel.box.clear()
    qtbot.waitUntil(lambda: panel.hint.text() == grammar)


@pytest.mark.parametrize("typed", ["13900009999", "440104199001029990", "王小明", "H12345678"])
def test_nobody_found_offers_to_register(qtbot, hall: Hall, window: MainWindow, typed: str) -> None:
    panel = type_text(qtbot, window, typed, 0)
    qtbot.waitUntil(panel.nobody.isVisible)
    assert "Compare what you typed" in panel.nobody.text()
    with qtbot.waitSignal(window.desk.screen_wanted) as asked:
        panel.register.click()
    assert asked.args[0] == Request("registration")
    assert hall.said == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("9999", "search for the whole name"),
        ("138 9999", "search for the whole name"),
        ("wxm 9999", "search for the whole name"),
        ("wxm", "initials, such as wjj"),
        ("wang", "initials, such as wjj"),
        ("wangxiaoming", "initials, such as wjj"),
        ("王", "last 20 customers"),
        ("欧阳", "search for the whole name"),
        ("示例路99号", "search for the whole name"),
    ],
)
def test_a_part_that_finds_nobody_offers_no_registration(
    qtbot, window: MainWindow, typed: str, said: str
) -> None:
    panel = type_text(qtbot, window, typed, 0)
    qtbot.waitUntil(panel.nobody.isVisible)
    assert said in panel.nobody.text()
    assert not panel.register.isVisible()
    panel = type_text(qtbot, window, "王小明", 0)
    qtbot.waitUntil(panel.register.isVisible)
    type_text(qtbot, window, typed, 0)
    assert not panel.register.isVisible()


def test_rows_of_a_surname_or_one_character_say_whom_they_leave_out(
    qtbot, window: MainWindow
) -> None:
    panel = panel_of(window)
    grammar = panel.hint.text()
    type_text(qtbot, window, "zeng", 1)
    assert "this surname" in panel.hint.text()
    type_text(qtbot, window, "曾", 1)
    assert "last 20 customers" in panel.hint.text()
    assert panel.hint.geometry().bottom() < panel.results.geometry().top()
    type_text(qtbot, window, "zengxiaoxian", 1)
    assert panel.hint.text() == grammar
    type_text(qtbot, window, "曾", 1)
    panel.box.clear()
    qtbot.waitUntil(lambda: panel.hint.text() == grammar)


def test_a_customer_is_opened_by_keyboard_alone(qtbot, hall: Hall, window: MainWindow) -> None:
    panel = type_text(qtbot, window, "2600", 2)
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    assert panel.box.hasFocus()
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    card_of(qtbot, panel, "䶮*")
    assert window.desk.customer_id == hall.made[1]
    qtbot.waitUntil(lambda: any('"customers.look"' in event for event in hall.events()))


def test_the_card_says_what_matters(qtbot, window: MainWindow) -> None:
    card = open_first(qtbot, window, "曾小贤")
    shown = texts(card)
    for wanted in ("曾*贤", "440104********0019", "138****2600", ZENG.place, "Suspended", "1 / 1"):
        assert wanted in shown
    assert "曾小贤" not in shown
    notices = [notice.text() for notice in card.findChildren(Notice)]
    assert notices == ["Service is suspended. Ask whether it is to be resumed."]
    assert panel_of(window).box.text() == ""  # one hit: the box is free for the next customer


def test_a_field_is_revealed_for_a_reason_and_is_on_record(
    qtbot, hall: Hall, window: MainWindow
) -> None:
    card = open_first(qtbot, window, "曾小贤")
    reveal = next(r for r in card.findChildren(Reveal) if "440104" in r.value.text())
    reveal.button.click()
    assert not reveal.reason.button.isEnabled()
    reveal.reason.edit.setText("核对证件")
    QTest.keyClick(reveal.reason.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(reveal.is_revealed)
    assert reveal.value.text() == ZENG.number
    assert any('"customers.reveal"' in event for event in hall.events())
    reveal.button.click()
    assert reveal.value.text() == "440104********0019"


def test_the_other_fields_are_there_on_demand(qtbot, window: MainWindow) -> None:
    card = open_first(qtbot, window, "曾小贤")
    for shown in (False, True, False):
        assert ("Birth date" in texts(card)) is shown
        card.more.click()


def test_several_customers_are_open_and_switched(qtbot, hall: Hall, window: MainWindow) -> None:
    open_first(qtbot, window, "2600", hits=2)
    panel = panel_of(window)
    assert not panel.tags.isVisible()
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    card_of(qtbot, panel, "䶮*")
    assert list(panel.opened) == hall.made[:2]
    assert panel.tags.isVisible()
    first = panel.tags.findChildren(TagButton)[0]
    assert first.text() == "曾*贤"
    first.click()
    card = card_of(qtbot, panel, "曾*贤")
    assert window.desk.customer_id == hall.made[0]
    card.close_wanted.emit()
    card = card_of(qtbot, panel, "䶮*")
    assert window.desk.customer_id == hall.made[1]
    card.close_wanted.emit()
    assert window.desk.customer_id is None
    assert panel.summary is None


def test_a_new_registration_empties_the_panel_at_once(qtbot, window: MainWindow) -> None:
    open_first(qtbot, window, "曾小贤")
    window.desk.serve(None)
    assert panel_of(window).summary is None
    qtbot.waitUntil(lambda: "Nobody is being served" in texts(panel_of(window)))


def test_another_hall_asks_for_a_reason_first(qtbot, hall: Hall) -> None:
    away = new_id()
    named = {"id": away, "area_code": "GZ02", "name": "荔湾厅", "address": "示例路 2 号"}
    hall.write([(hall_table, named)])
    (there,) = crowd.add(hall.session, [replace(crowd.invent(9), name="异地客", hall_id=away)])
    window = hall.open()
    panel = type_text(qtbot, window, "异地客", 1)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    qtbot.waitUntil(panel.reason.line.edit.hasFocus)
    assert window.desk.customer_id is None
    assert not panel.reason.line.button.isEnabled()
    QTest.keyClicks(panel.reason.line.edit, "moved here")
    QTest.keyClick(panel.reason.line.edit, Qt.Key.Key_Return)
    card = card_of(qtbot, panel, "异*客")
    assert window.desk.customer_id == there
    assert "A customer of 荔湾厅" in texts(card)
    assert not panel.reason.isVisible()


def test_what_is_being_composed_is_not_searched(qtbot, window: MainWindow) -> None:
    panel = panel_of(window)
    panel.activate()
    compose = QInputMethodEvent("zengxiaoxian", [])
    QApplication.sendEvent(panel.box, compose)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    assert panel.box.text() == ""
    assert not panel.results.found.rows
    assert window.desk.customer_id is None
    commit = QInputMethodEvent()
    commit.setCommitString("曾小贤")
    QApplication.sendEvent(panel.box, commit)
    qtbot.waitUntil(lambda: len(panel.results.found.rows) == 1)


def test_enter_opens_nobody_while_several_may_be_meant(
    qtbot, hall: Hall, window: MainWindow
) -> None:
    panel = type_text(qtbot, window, "2600", 2)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    assert window.desk.customer_id is None
    assert "Which one?" in panel.hint.text()
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    assert window.desk.customer_id == hall.made[0]


@pytest.mark.parametrize("late", [False, True])
def test_rows_of_the_older_text_are_dead(
    qtbot, hall: Hall, window: MainWindow, *, late: bool
) -> None:
    panel = type_text(qtbot, window, "2600", 2)
    first = panel.results.found.rows
    point = panel.results.visualRect(panel.results.found.index(1)).center()
    panel.box.setText("曾小")  # no event is handled from here on: the answer is under way
    QTest.mouseClick(panel.results.viewport(), Qt.MouseButton.LeftButton, pos=point)
    panel.box.moved.emit(1)
    if late:
        panel._show_found("2600", Found(first))
        assert not panel.results.isEnabled()
    assert window.desk.customer_id is None
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    assert window.desk.customer_id is None
    qtbot.waitUntil(lambda: window.desk.customer_id == hall.made[0])


def test_nobody_found_goes_with_its_text(qtbot, window: MainWindow) -> None:
    panel = type_text(qtbot, window, "13999999999", 0)
    qtbot.waitUntil(panel.register.isVisible)
    panel.box.setText("1399999999")
    assert not panel.register.isVisible()
    assert not panel.nobody.isVisible()


def test_a_scanner_types_faster_than_the_answer_comes(
    qtbot, hall: Hall, window: MainWindow
) -> None:
    panel = panel_of(window)
    panel.activate()
    QTest.keyClicks(panel.box, ZENG.code)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)  # no event was handled in between
    qtbot.waitUntil(lambda: window.desk.customer_id == hall.made[0])


def test_the_newest_key_wins(qtbot, window: MainWindow) -> None:
    panel = panel_of(window)
    panel.activate()
    for text in ("2600", "0003", "2600", "9999", "0003"):
        panel.box.setText(text)
    qtbot.waitUntil(lambda: panel._searched == "0003")
    assert [row.phone for row in panel.results.found.rows] == ["139****0003"]
    panel.box.setText("2600")
    panel.box.clear()
    qtbot.wait(0)
    assert not panel.results.found.rows


def test_a_search_that_is_left_is_on_record(qtbot, hall: Hall, window: MainWindow) -> None:
    panel = type_text(qtbot, window, "2600", 2)
    assert not any('"search.leave"' in event for event in hall.events())
    window.tabs.setFocus()
    qtbot.waitUntil(lambda: any('"search.leave"' in event for event in hall.events()))
    assert not any("2600" in event for event in hall.events() if '"search.leave"' in event)
    assert not panel.box.hasFocus()


def test_a_character_without_a_glyph_shows_its_code_point(qtbot, window: MainWindow) -> None:
    panel = type_text(qtbot, window, "0003", 1)
    name = panel.results.found.lines(panel.results.found.rows[0])[0]
    assert name.startswith("‹U+3134A›")


def test_esc_empties_the_box_and_nothing_else(qtbot, window: MainWindow) -> None:
    open_first(qtbot, window, "2600", hits=2)
    panel = panel_of(window)
    QTest.keyClick(panel.box, Qt.Key.Key_Escape)
    assert panel.box.text() == ""
    assert panel.summary is not None


def test_the_open_customers_come_back_after_a_lock(qtbot, hall: Hall, window: MainWindow) -> None:
    open_first(qtbot, window, "2600", hits=2)
    panel = panel_of(window)
    QTest.keyClick(panel.box, Qt.Key.Key_Down)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    card_of(qtbot, panel, "䶮*")
    state = window.take_state()
    hall.windows.clear()
    assert "曾" not in repr(state)
    assert "2600" not in repr(state)
    again = hall.open(state)
    panel = panel_of(again)
    card_of(qtbot, panel, "䶮*")
    qtbot.waitUntil(lambda: len(panel.opened) == 2)
    assert again.desk.customer_id == hall.made[1]
    assert panel.box.text() == ""


def test_a_customer_that_cannot_be_opened_is_said(qtbot, hall: Hall, window: MainWindow) -> None:
    window.desk.serve(new_id())
    qtbot.waitUntil(lambda: len(hall.said) == 1)
    assert "no longer there" in hall.said[0].text
    assert window.desk.customer_id is None


def test_a_change_is_shown_again(qtbot, hall: Hall, window: MainWindow) -> None:
    before = open_first(qtbot, window, "曾小贤")
    window.desk.hear(Written(frozenset({Shown.CUSTOMER}), frozenset({hall.made[0]})))
    qtbot.waitUntil(lambda: panel_of(window).summary not in (None, before))


def test_an_account_manager_sees_own_customers_and_reveals_nothing(
    qtbot, sqlite_hall: Folders, background: Background
) -> None:
    hall = Hall(qtbot, desks.copy_folder(sqlite_hall), background, Role.ACCOUNT_MANAGER)
    manager = hall.session.actor.id
    mine = replace(crowd.invent(8), name="陈客户", manager_id=manager, hall_id=None)
    (known,) = crowd.add(hall.desks.clerk, [mine])
    window = hall.open()
    assert not panel_of(window).results.found.rows
    type_text(qtbot, window, "曾小贤", 0)
    assert not panel_of(window).register.isVisible()
    panel = type_text(qtbot, window, "陈客户", 1)
    QTest.keyClick(panel.box, Qt.Key.Key_Return)
    card = card_of(qtbot, panel, "陈*户")
    assert window.desk.customer_id == known
    assert card.findChildren(Reveal) == []
    hall.close()


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_large_text_finds_its_room_in_the_panel(
    qtbot, qapp: QApplication, hall: Hall, scale: float
) -> None:
    """A value stands beside its name, or below it where both are too wide."""
    theme.apply(qapp, "light", scale)
    window = hall.open()
    card = open_first(qtbot, window, "曾小贤")
    areas = [each for each in window.findChildren(QScrollArea) if each.isAncestorOf(card)]
    qtbot.waitUntil(lambda: all(each.horizontalScrollBar().maximum() == 0 for each in areas))
    number = card.findChildren(Reveal)[1]
    assert (number.mapTo(card, QPoint()).x() == 0) == (scale == 1.5)
