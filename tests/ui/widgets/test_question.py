"""A question in place is answered by its digits; Esc is the safe answer, Enter throws nothing away."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.kit.clerk import focused
from ui.widgets.choices import Choice, Choices
from ui.widgets.question import Question

Key = Qt.Key


def question(heard: list[str]) -> Question:
    made = Question("warn", "Keep", "Discard", "danger")
    made.safe.clicked.connect(lambda: heard.append("safe"))
    made.act.clicked.connect(lambda: heard.append("act"))
    return made


def choices(heard: list[str]) -> Choices:
    made = Choices()
    made.chosen.connect(heard.append)
    return made


def confirm(heard: list[str]) -> Choices:
    made = Choices(confirms=True)
    made.chosen.connect(heard.append)
    return made


LEAVE = [Choice("act", "Leave", look="danger"), Choice("safe", "Cancel")]
WHOSE = [Choice("act", "Hers"), Choice("no", "His", "no"), Choice("safe", "?")]


def ask(made: Any) -> None:
    if isinstance(made, Question):
        made.ask("Something would be lost.", "warn")
    else:
        made.ask("What now?", "", LEAVE if made._confirms else WHOSE)


@pytest.fixture(params=[(question, "21"), (confirm, "12"), (choices, "13")])
def asked(qtbot, request) -> tuple[Any, list[str], str]:
    """The question, what it said, and the digits of acting and of the safe answer."""
    build, digits = request.param
    heard: list[str] = []
    made = build(heard)
    qtbot.addWidget(made)
    ask(made)
    with qtbot.waitActive(made):
        made.activateWindow()
    ask(made)
    return made, heard, digits


def press(text: str) -> None:
    QTest.keyClicks(focused(), text)


def test_each_answer_has_its_digit(asked) -> None:
    _, heard, digits = asked
    press(digits[0])
    assert heard == ["act"]


def test_the_safe_answer_has_its_digit_too(asked) -> None:
    _, heard, digits = asked
    press(digits[1])
    assert heard == ["safe"]


def test_esc_is_the_safe_answer(asked) -> None:
    _, heard, _ = asked
    QTest.keyClick(focused(), Key.Key_Escape)
    assert heard == ["safe"]


def test_a_digit_that_nobody_bears_answers_nothing(asked) -> None:
    made, heard, _ = asked
    press("9")
    assert heard == []
    if isinstance(made, Choices) and not made._confirms:
        press("2")  # an answer that cannot be given
        assert heard == []


def test_the_digits_stand_on_the_buttons(asked) -> None:
    made, _, digits = asked
    asked_in_a_strip = isinstance(made, Question)
    buttons = [made.act, made.safe] if asked_in_a_strip else [made.buttons[0], made.buttons[-1]]
    assert [button.text()[0] for button in buttons] == list(digits)


def test_with_ctrl_a_digit_is_a_shortcut_of_the_window(asked) -> None:
    _, heard, digits = asked
    QTest.keyClick(focused(), Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
    assert digits


def test_a_step_that_is_confirmed_is_asked_for_once_until_it_was_refused(qtbot) -> None:
    heard: list[str] = []
    made = confirm(heard)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        ask(made)
        made.activateWindow()
    press("11")
    made.buttons[0].click()
    assert heard == ["act"]
    assert made.isVisible()
    made.show_problem("Somebody changed it.")
    assert made.buttons[-1].hasFocus()
    press("1")
    assert heard == ["act", "act"]
    assert made.problem.isHidden()


@pytest.mark.parametrize(("build", "said"), [(choices, []), (confirm, ["safe"])])
def test_enter_where_the_cursor_is_put_throws_nothing_away(qtbot, build, said) -> None:
    heard: list[str] = []
    made = build(heard)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        ask(made)
        made.activateWindow()
    QTest.keyClick(focused(), Key.Key_Return)
    assert heard == said


def test_a_question_of_one_answer_numbers_it_first(qtbot) -> None:
    heard: list[str] = []
    made = Question("warn", "", "Ask again", "primary")
    made.act.clicked.connect(lambda: heard.append("act"))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.ask("Nobody knows.", "warn")
        made.activateWindow()
    assert made.act.text() == "1  Ask again"
    press("1")
    assert heard == ["act"]
