"""A group of choices is one stop: a digit or an arrow answers, and the cursor goes on (rule 14)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget

from tests.helpers.clerk import focused
from ui.form.controls import AnswerChoice
from ui.widgets.keys import enter_moves_on
from ui.widgets.line import Line
from ui.widgets.one_stop import PageSwitch
from ui.widgets.steps import StepBar
from ui.widgets.tab_order import reading_order, set_tab_order

Key = Qt.Key


class Page(QWidget):
    """A line, two questions of two answers, one of four, a line; Enter moves on as on every page."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.last = Line(), Line()
        self.one = AnswerChoice("One", {"agree": "Agree", "refuse": "Refuse"})
        self.two = AnswerChoice("Two", {"agree": "Agree", "refuse": "Refuse"})
        self.kind = AnswerChoice("Kind", {"a": "A", "b": "B", "c": "C", "d": "D"}, always=True)
        column = QVBoxLayout(self)
        for part in (self.first, self.one, self.two, self.kind, self.last):
            column.addWidget(part)
        set_tab_order(reading_order(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter_moves_on(event, self)


@pytest.fixture
def page(qtbot) -> Iterator[Page]:
    made = Page()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.first.setFocus()
    yield made
    made.close()


def press(*keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(focused(), key)


def where(page: Page) -> str:
    """The part that has the cursor."""
    names = {
        name: part
        for name, part in vars(page).items()
        if isinstance(part, QWidget) and part.isVisible()
    }
    return next(
        name for name, part in names.items() if part is focused() or part.isAncestorOf(focused())
    )


def test_tab_comes_to_a_group_once_and_back_again(page: Page) -> None:
    seen = [where(page)]
    for _ in range(4):
        press(Key.Key_Tab)
        seen.append(where(page))
    assert seen == ["first", "one", "two", "kind", "last"]
    for part in reversed(seen[:-1]):
        press(Key.Key_Backtab)
        assert where(page) == part


@pytest.mark.parametrize(
    ("key", "answer"),
    [
        (Key.Key_1, "agree"),
        (Key.Key_2, "refuse"),
        (Key.Key_Left, "agree"),
        (Key.Key_Right, "refuse"),
    ],
)
def test_one_key_answers_a_question_and_goes_to_the_next(page: Page, key, answer: str) -> None:
    page.one.buttons["agree"].setFocus()
    press(key, key)
    assert (page.one.text(), page.two.text()) == (answer, answer)
    assert where(page) == "kind"


def test_a_digit_that_nobody_bears_answers_nothing(page: Page) -> None:
    page.one.buttons["agree"].setFocus()
    press(Key.Key_3, Key.Key_9, Key.Key_0)
    assert page.one.text() == ""
    assert where(page) == "one"


def test_arrows_choose_inside_a_longer_group_and_a_digit_goes_on(page: Page) -> None:
    page.kind.set_text("a")
    page.two.buttons["agree"].setFocus()
    press(Key.Key_Return)
    assert where(page) == "kind"
    press(Key.Key_Right, Key.Key_Down)
    assert page.kind.text() == "c"
    assert where(page) == "kind"
    press(Key.Key_Left)
    assert page.kind.text() == "b"
    press(Key.Key_4)
    assert (page.kind.text(), where(page)) == ("d", "last")


def test_the_digit_of_a_given_answer_does_not_take_it_back(page: Page) -> None:
    page.one.set_text("agree")
    page.one.buttons["agree"].setFocus()
    press(Key.Key_1)
    assert page.one.text() == "agree"


def test_space_takes_an_answer_back_unless_there_is_always_one(page: Page) -> None:
    page.one.set_text("agree")
    page.one.buttons["agree"].setFocus()
    press(Key.Key_Space)
    assert page.one.text() == ""
    page.kind.set_text("b")
    page.kind.buttons["b"].setFocus()
    press(Key.Key_Space)
    assert page.kind.text() == "b"


def test_enter_leaves_an_open_question_open(page: Page) -> None:
    page.first.setFocus()
    press(Key.Key_Return, Key.Key_Return, Key.Key_Return)
    assert (page.one.text(), page.two.text()) == ("", "")
    assert where(page) == "kind"


def test_tab_comes_to_the_answer_that_was_given(page: Page) -> None:
    page.one.set_text("refuse")
    page.first.setFocus()
    press(Key.Key_Tab)
    assert focused() is page.one.buttons["refuse"]
    press(Key.Key_Tab)
    assert where(page) == "two"


def test_the_answers_bear_their_digits(page: Page) -> None:
    assert [each.text() for each in page.kind.buttons.values()] == ["1 A", "2 B", "3 C", "4 D"]


def test_the_ring_is_as_solid_as_that_of_a_field(page: Page) -> None:
    button = page.one.buttons["agree"]
    page.one.buttons["agree"].setFocus()
    picture = button.grab().toImage()
    ratio = picture.devicePixelRatio()
    middle = [picture.pixelColor(int(x * ratio), 0).name() for x in range(10, button.width() - 10)]
    assert len(set(middle)) == 1, "a dotted line"
    page.last.setFocus()
    assert button.grab().toImage().pixelColor(int(20 * ratio), 0).name() != middle[0]


def test_pages_are_switched_by_arrow_and_digit_and_hidden_ones_are_not_reached(qtbot) -> None:
    switch = PageSwitch({"a": "A", "b": "B", "c": "C"})
    qtbot.addWidget(switch)
    heard: list[str] = []
    switch.chosen.connect(heard.append)
    switch.chosen.connect(switch.show_page)
    switch.buttons["a"].hide()
    switch.show_page("b")
    with qtbot.waitActive(switch):
        switch.show()
        switch.activateWindow()
    assert len(reading_order(switch)) == 1
    switch.buttons["b"].setFocus()
    press(Key.Key_1, Key.Key_Left)
    assert heard == []
    press(Key.Key_Right)
    assert (heard, switch.current()) == (["c"], "c")
    press(Key.Key_2)
    assert switch.current() == "b"


def test_a_page_bears_its_digit_where_there_is_another(qtbot) -> None:
    switch = PageSwitch({"a": "A", "b": "B", "c": "C"})
    qtbot.addWidget(switch)
    texts = [each.text() for each in switch.buttons.values()]
    assert texts == ["1  A", "2  B", "3  C"]
    switch.set_text("b", "B · 4")
    switch.allow("a", False)
    assert switch.buttons["b"].text() == "2  B · 4"
    switch.allow("c", False)
    assert switch.buttons["b"].text() == "B · 4"
    switch.allow("c", True)
    assert switch.buttons["c"].text() == "3  C"


def test_a_group_whose_first_button_is_hidden_is_reached_by_tab(qtbot) -> None:
    window = QWidget()
    column = QVBoxLayout(window)
    before, switch = QPushButton("Before"), PageSwitch({"a": "A", "b": "B"})
    column.addWidget(before)
    column.addWidget(switch)
    switch.buttons["a"].hide()
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    before.setFocus()
    press(Key.Key_Tab)
    assert focused() is switch.buttons["b"]


def test_a_step_is_opened_from_anywhere_on_the_page_by_its_digit(qtbot) -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    bar, line = StepBar(["Address", "Document", "Person"]), Line()
    column.addWidget(bar)
    column.addWidget(line)
    bar.hear_keys(page)
    heard: list[int] = []
    bar.chosen.connect(heard.append)
    bar.set_current(1)
    qtbot.addWidget(page)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    line.setFocus()
    QTest.keyClick(line, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    QTest.keyClick(line, Key.Key_3, Qt.KeyboardModifier.AltModifier)  # not reached yet
    assert heard == [0]
    assert line.text() == ""
    assert len(reading_order(bar)) == 1
    assert QApplication.focusWidget() is line
