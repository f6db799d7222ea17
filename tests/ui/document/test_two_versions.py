"""What was typed beside what was read: each field is answered by its digits, all of them by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.joining import Differs
from tests.kit.clerk import focused
from ui.document.two_versions import TwoVersions

DIFFERS = (
    Differs("name", "欧阳龑", "欧阳䶮"),
    Differs("authority", "广州市公安局", "广州市公安局越秀分局"),
    Differs("sex", "male", "female"),
)


@pytest.fixture
def asked(qtbot) -> tuple[TwoVersions, list[object]]:
    """The card with three fields, and what it told."""
    made = TwoVersions()
    heard: list[object] = []
    made.taken.connect(heard.append)
    made.closed.connect(lambda: heard.append("closed"))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show_differences(DIFFERS, {"name": "Name", "authority": "Issued by", "sex": "Sex"})
        made.activateWindow()
    made.buttons["name"][0].setFocus()
    return made, heard


def press(text: str) -> None:
    QTest.keyClicks(focused(), text)


def test_the_digits_stand_on_the_buttons(asked) -> None:
    made, _ = asked
    for keep, take in made.buttons.values():
        assert (keep.text()[0], take.text()[0]) == ("1", "2")
    assert made.take_all.text()[0] == "3"


def test_one_field_after_the_other_is_answered_by_digits(asked) -> None:
    made, heard = asked
    press("1")
    assert set(made.buttons) == {"authority", "sex"}
    press("2")
    press("2")
    assert heard == [("authority",), ("sex",), "closed"]


def test_a_digit_answers_for_the_field_where_the_cursor_is(asked) -> None:
    made, heard = asked
    made.buttons["sex"][0].setFocus()
    press("2")
    assert heard == [("sex",)]
    assert set(made.buttons) == {"name", "authority"}


def test_three_takes_everything_and_is_no_answer_for_a_single_field(asked) -> None:
    made, heard = asked
    press("1")
    press("1")
    press("3")
    assert heard == []
    made.show_differences(DIFFERS, {})
    press("3")
    assert heard == [("name", "authority", "sex"), "closed"]


def test_with_ctrl_a_digit_answers_nothing(asked) -> None:
    _, heard = asked
    QTest.keyClick(focused(), Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert heard == []
