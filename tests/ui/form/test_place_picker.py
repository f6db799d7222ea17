"""The address that is taken is the address that was meant: keys, wheel and mouse, early and late."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.ids import new_id
from app.services.catalogue import FoundPlace
from tests.kit.clerk import Registering, focused, type_text
from ui.form.place_picker import MOST, ROW, PlacePicker

STREET = "越秀区示例路示例花园 3 栋"
ENTER = Qt.Key.Key_Return


class Late:
    """The picker alone: its questions are answered when a test says so."""

    def __init__(self, qtbot: Any) -> None:
        self.asked: list[tuple[str, Callable[[tuple[FoundPlace, ...]], None]]] = []
        self.picker = PlacePicker(lambda text, found: self.asked.append((text, found)))
        self.edit: Any = self.picker.control
        qtbot.addWidget(self.picker)
        self.picker.resize(640, 480)
        with qtbot.waitActive(self.picker):
            self.picker.show()
            self.picker.activateWindow()
        self.edit.setFocus()
        self.qtbot = qtbot

    def type(self, text: str) -> None:
        """Type, and wait until it was asked for."""
        type_text(text)
        self.qtbot.waitUntil(lambda: [t for t, _ in self.asked][-1:] == [self.edit.text()])

    def answer(self, n: int, *texts: str, exact: int | None = None) -> None:
        """The answer to the n-th question."""
        rows = [
            FoundPlace(new_id(), text, ("cable_tv",), 0, exact=at == exact)
            for at, text in enumerate(texts)
        ]
        self.asked[n][1](tuple(rows))

    def click(self, at: QPoint) -> None:
        QTest.mouseClick(self.picker, Qt.MouseButton.LeftButton, pos=at)

    def row(self, n: int) -> QPoint:
        """Where the n-th row stands in the picker."""
        rows = self.picker.list
        return rows.viewport().mapTo(self.picker, rows.visualItemRect(rows.item(n)).center())

    @property
    def taken(self) -> str:
        return self.picker.place.text if self.picker.place else ""


@pytest.fixture
def late(qtbot) -> Late:
    return Late(qtbot)


def key(code: Qt.Key) -> None:
    QTest.keyClick(focused(), code)


def words(picker: PlacePicker) -> str:
    """What the list says beside its rows."""
    items = [picker.list.item(n) for n in range(picker.list.count())]
    return "\n".join(item.text() for item in items if item.data(ROW) is None)


def test_enter_right_after_a_change_takes_the_changed_address(clerk: Registering) -> None:
    picker = clerk.screen.form.business.place
    picker.setFocus()
    type_text(f"{STREET} 301")
    clerk.wait(lambda: not picker.list.isHidden())
    for _ in range(3):
        key(Qt.Key.Key_Backspace)
    type_text("302")
    key(ENTER)
    assert picker.text() == ""  # the answer is not there yet
    clerk.wait(lambda: bool(picker.text()))
    assert picker.place is not None
    assert picker.place.text == f"{STREET} 302"


def test_an_early_enter_leaves_several_open(clerk: Registering) -> None:
    picker = clerk.screen.form.business.place
    picker.setFocus()
    type_text("示例花园3栋")
    key(ENTER)
    clerk.wait(lambda: not picker.list.isHidden())
    assert picker.text() == ""
    assert focused() is picker.control
    assert "Which one?" in picker.status()[1]
    assert picker.list.currentRow() == -1
    key(ENTER)
    assert picker.text() == ""
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Down)
    key(ENTER)
    assert picker.place is not None
    assert picker.place.text == f"{STREET} 302"


def test_after_an_address_the_cursor_stands_at_the_products(clerk: Registering) -> None:
    clerk.choose_place()
    business = clerk.screen.form.business
    first = next(iter(business.products.boxes.values()))
    assert focused() is first
    key(Qt.Key.Key_Space)
    assert first.isChecked()
    assert business.place.text()


def test_an_address_that_is_not_there_says_who_adds_it(clerk: Registering) -> None:
    picker = clerk.screen.form.business.place
    picker.setFocus()
    type_text("示例花园9栋301")
    key(ENTER)
    clerk.wait(lambda: not picker.list.isHidden())
    assert "The administrator adds it" in words(picker)
    assert "F4" in words(picker)
    key(ENTER)
    key(Qt.Key.Key_Down)
    assert focused() is picker.control
    assert picker.text() == ""
    for _ in range(6):
        key(Qt.Key.Key_Backspace)
    clerk.wait(lambda: not picker.list.isHidden())
    assert words(picker) == ""


def test_what_is_typed_belongs_to_its_form(clerk: Registering) -> None:
    clerk.put({"products": "TV-BASIC"})
    picker = clerk.screen.form.business.place
    edit: Any = picker.control
    edit.setFocus()
    type_text("示例花园 301")
    key(ENTER)
    clerk.screen.hold()
    assert edit.text() == ""
    QTest.qWait(400)  # the answer would have come
    clerk.settled()
    assert picker.text() == ""
    assert picker.list.isHidden()


def test_an_older_answer_is_dropped(late: Late) -> None:
    late.type("a 1")
    late.type("2")
    late.answer(1, "a 12", exact=0)
    late.answer(0, "a 1", exact=0)
    assert late.picker.list.count() == 1
    key(ENTER)
    assert late.taken == "a 12"


def test_an_enter_waits_for_the_answer_of_the_text_as_it_stands(late: Late) -> None:
    late.type("a 1")
    key(ENTER)
    late.type("2")  # typed on: that Enter was for another text
    late.answer(0, "a 1", exact=0)
    late.answer(-1, "a 12", exact=0)
    assert late.taken == ""
    late.type("3")
    key(ENTER)
    late.answer(-1, "a 123", exact=0)
    assert late.taken == "a 123"


def test_a_row_of_the_older_text_is_gone_for_mouse_and_wheel(late: Late) -> None:
    late.type("a")
    late.answer(0, *(f"a {n}" for n in range(12)))
    place, height = late.row(1), late.picker.sizeHint().height()
    type_text("b")
    assert late.picker.list.isHidden()
    assert late.picker.sizeHint().height() == height  # what stands below does not jump
    wheel = QWheelEvent(
        QPointF(place),
        QPointF(late.picker.mapToGlobal(place)),
        QPoint(),
        QPoint(0, -240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(late.picker, wheel)
    late.click(place)
    key(Qt.Key.Key_Down)
    key(ENTER)
    assert late.taken == ""
    late.answer(-1, "ab 1", "ab 2")
    assert late.taken == ""


def test_the_wheel_chooses_nothing_and_a_click_takes_what_it_is_on(late: Late) -> None:
    late.type("a")
    late.answer(0, *(f"a {n}" for n in range(12)))
    rows = late.picker.list
    rows.verticalScrollBar().setValue(rows.verticalScrollBar().maximum())
    key(ENTER)
    assert late.taken == ""
    hit = rows.viewport().rect().center()
    item = rows.itemAt(hit)
    assert item is not None
    wanted = item.data(ROW).text
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=hit)
    assert late.taken == wanted


def test_two_that_tie_are_shown_and_none_is_taken(late: Late) -> None:
    late.type("a 1")
    key(ENTER)
    late.answer(-1, "a 1", "a  1")
    assert late.taken == ""
    assert late.picker.list.count() == 2


def test_typing_goes_on_from_the_list(late: Late) -> None:
    late.type("a")
    late.answer(0, "a 1", "a 2")
    key(Qt.Key.Key_Down)
    assert focused() is late.picker.list
    QTest.keyClicks(focused(), "2")
    assert late.edit.text() == "a2"
    assert focused() is late.edit
    assert late.picker.list.isHidden()
    late.qtbot.waitUntil(lambda: late.asked[-1][0] == "a2")


def test_escape_closes_the_list_and_keeps_the_words(late: Late) -> None:
    late.type("a")
    late.answer(0, "a 1", exact=0)
    key(Qt.Key.Key_Escape)
    assert late.picker.list.isHidden()
    assert late.edit.text() == "a"
    key(ENTER)
    assert late.taken == ""
    late.answer(-1, "a 1", exact=0)
    assert late.taken == "a 1"


def test_more_than_are_listed_is_said(late: Late) -> None:
    late.type("a")
    late.answer(0, *(f"a {n}" for n in range(MOST + 1)))
    assert "There are more" in words(late.picker)
    assert late.picker.list.count() == MOST + 1
    late.type("b")
    late.answer(-1, *(f"a {n}" for n in range(MOST)))
    assert words(late.picker) == ""


def test_the_room_of_the_list_stays_for_the_second_press(late: Late, qtbot: Any) -> None:
    """A double click must not press what moves up when the list goes."""
    late.type("a")
    late.answer(0, "a 1", "a 2")
    height = late.picker.sizeHint().height()
    rows = late.picker.list
    hit = rows.visualItemRect(rows.item(1)).center()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=hit)
    assert late.taken == "a 2"
    assert late.picker.sizeHint().height() == height
    qtbot.waitUntil(lambda: late.picker.sizeHint().height() < height)
