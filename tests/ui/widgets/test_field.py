"""Fields say what is wrong under themselves, and what came from a card is not typed over."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QPlainTextEdit

from app.errors import Problem
from ui.widgets.dates import DateField, normalised
from ui.widgets.field import Field
from ui.widgets.line import choice_line
from ui.widgets.password import PasswordEdit


@pytest.fixture
def field(qtbot) -> Field:
    made = Field("Telephone", required=True, hint="11 digits")
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_keystroke_is_told(field: Field) -> None:
    heard: list[str] = []
    field.changed.connect(heard.append)
    QTest.keyClicks(field.control, "138")
    assert heard == ["1", "13", "138"]


def test_a_required_field_says_so_in_words(field: Field) -> None:
    assert field.control.accessibleName() == "Telephone (required)"
    field.set_required(False)
    assert field.control.accessibleName() == "Telephone"


def test_a_problem_stands_under_the_field_and_goes_again(field: Field) -> None:
    problem = Problem("holder.phone", "phone_short", "{n} digit is missing.", {"n": 1})
    field.show_problem(problem)
    assert field.status() == ("bad", "1 digit is missing.")
    assert field.control.accessibleDescription() == "1 digit is missing."
    field.show_problem(None)
    assert field.status() == ("hint", "11 digits")


def test_a_warning_is_no_error(field: Field) -> None:
    field.show_problem(Problem("x", "odd", "Looks unusual.", severity="warning"))
    assert field.status() == ("warn", "Looks unusual.")


def test_a_good_value_says_why_it_is_good(field: Field) -> None:
    field.show_problem(None, "11 digits, mobile")
    assert field.status() == ("ok", "11 digits, mobile")


def test_a_character_without_a_glyph_is_told_and_never_an_empty_box(qtbot, field: Field) -> None:
    field.set_text("王\U000323af")
    field.show_problem(None)
    assert field.status()[0] == "warn"
    assert "U+323AF" in field.status()[1]
    shown = [label.text() for label in field.control.findChildren(type(field._status))]
    assert "王‹U+323AF›" in shown
    assert field.text() == "王\U000323af"


def test_what_came_from_a_card_is_not_typed_over(field: Field) -> None:
    field.set_text("13800002600")
    field.set_source("read from the card", locked=True)
    QTest.keyClicks(field.control, "999")
    assert field.text() == "13800002600"
    assert field.status() == ("hint", "read from the card")
    field.set_source("", locked=False)
    assert field.status() == ("hint", "11 digits")
    QTest.keyClicks(field.control, "9")
    assert field.text() == "138000026009"


def test_a_choice_gives_its_value(qtbot) -> None:
    combo = QComboBox()
    combo.addItem("Cash", "cash")
    combo.addItem("Bank card", "card")
    field = Field("Paid by", combo)
    qtbot.addWidget(field)
    field.set_text("card")
    assert (field.text(), combo.currentText()) == ("card", "Bank card")
    field.set_read_only(True)
    assert not combo.isEnabled()


def test_a_long_text_lets_tab_through(qtbot) -> None:
    edit = QPlainTextEdit()
    field = Field("Remark", edit)
    qtbot.addWidget(field)
    field.set_text("one\ntwo")
    assert field.text() == "one\ntwo"
    assert edit.tabChangesFocus()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("20161215", "2016-12-15"),
        ("2016.1.5", "2016-01-05"),
        ("2016年12月15日", "2016-12-15"),
        ("2016/2/30", "2016-02-30"),
        ("长期", "长期"),
        ("tomorrow", "tomorrow"),
    ],
)
def test_dates_become_one_form_and_are_judged_elsewhere(typed: str, kept: str) -> None:
    assert normalised(typed) == kept


def test_long_term_is_a_tick_and_a_text(qtbot) -> None:
    field = DateField("Valid to", long_term=True)
    qtbot.addWidget(field)
    assert field.no_end is not None
    field.no_end.setChecked(True)
    assert field.text() == "长期"
    field.set_text("2030-01-01")
    assert not field.no_end.isChecked()
    field.set_text("长期")
    assert field.no_end.isChecked()
    field.no_end.setChecked(False)
    assert field.text() == ""


def test_caps_lock_is_noticed(qtbot) -> None:
    edit = PasswordEdit()
    qtbot.addWidget(edit)
    heard: list[bool] = []
    edit.caps_lock.connect(heard.append)
    QTest.keyClick(edit, Qt.Key.Key_A)
    QTest.keyClicks(edit, "B")
    QTest.keyClicks(edit, "C", Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(edit, "1")
    assert heard[0] is False
    assert heard[-1] is False
    assert edit.echoMode() == PasswordEdit.EchoMode.Password


SHORT = Problem("holder.phone", "phone_short", "{n} digits are missing.", {"n": 8})
ODD = Problem("holder.phone", "odd", "Looks unusual.", severity="warning")


@pytest.fixture
def typed_into(qtbot, field: Field) -> Field:
    """Judged after every keystroke, as every form does it."""
    with qtbot.waitActive(field):
        field.activateWindow()
    field.changed.connect(lambda text: field.show_problem(SHORT if len(text) < 11 else None, "11"))
    field.setFocus()
    return field


def test_a_refusal_waits_until_the_field_is_left(typed_into: Field) -> None:
    QTest.keyClicks(typed_into.control, "138")
    assert typed_into.status() == ("hint", "11 digits")
    typed_into.control.clearFocus()
    assert typed_into.status() == ("bad", "8 digits are missing.")


@pytest.mark.parametrize("modifier", ["NoModifier", "ControlModifier", "KeypadModifier"])
def test_enter_in_it_is_its_end(typed_into: Field, modifier: str) -> None:
    QTest.keyClicks(typed_into.control, "138")
    QTest.keyClick(typed_into.control, Qt.Key.Key_Return, Qt.KeyboardModifier[modifier])
    assert typed_into.status()[0] == "bad"


def test_a_refusal_that_stands_goes_with_the_keystroke_that_mends_it(typed_into: Field) -> None:
    QTest.keyClicks(typed_into.control, "1380000000")
    typed_into.control.clearFocus()
    typed_into.setFocus()
    assert typed_into.status()[0] == "bad"
    QTest.keyClicks(typed_into.control, "1")
    assert typed_into.status() == ("ok", "11")
    QTest.keyClick(typed_into.control, Qt.Key.Key_Backspace)  # and does not come back meanwhile
    assert typed_into.status() == ("hint", "11 digits")
    typed_into.control.clearFocus()
    assert typed_into.status()[0] == "bad"


def test_a_warning_waits_as_well_and_an_older_finding_is_forgotten(typed_into: Field) -> None:
    QTest.keyClicks(typed_into.control, "1")
    typed_into.show_problem(ODD)
    assert typed_into.status()[0] == "hint"
    typed_into.show_problem(None)
    typed_into.control.clearFocus()
    assert typed_into.status()[0] == "hint"


def test_what_is_filled_in_by_the_program_is_judged_at_once(typed_into: Field) -> None:
    typed_into.set_text("138")
    assert typed_into.status()[0] == "bad"


def test_what_is_pasted_is_filled_in_by_a_person(typed_into: Field) -> None:
    QGuiApplication.clipboard().setText("138\n")
    QTest.keyClick(typed_into.control, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert typed_into.status()[0] == "hint"
    typed_into.control.clearFocus()
    assert typed_into.status()[0] == "bad"


def test_a_box_that_can_be_typed_into_waits_too(qtbot) -> None:
    box = choice_line("Paper jam")
    made = Field("Why", box)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    QTest.keyClicks(box, "x")
    made.show_problem(SHORT)
    assert made.status()[0] == "hint"
    box.clearFocus()
    assert made.status()[0] == "bad"
