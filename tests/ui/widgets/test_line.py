"""A line loses the breaks of what is pasted, whichever way it comes in; every line of the program is one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDropEvent, QGuiApplication, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit

import ui
from ui.customer.customer_search import SearchBox
from ui.form.place_picker import PlacePicker
from ui.widgets.dates import DateField
from ui.widgets.field import Field
from ui.widgets.line import Line, choice_line, without_breaks
from ui.widgets.password import PasswordEdit

LINES: dict[str, Callable[[], Any]] = {
    "line": Line,
    "password": PasswordEdit,
    "search": SearchBox,
    "field": lambda: Field("Name"),
    "date": lambda: DateField("Born"),
    "address": lambda: PlacePicker(lambda text, found: None),
    "choice": lambda: choice_line("Paper jam"),
    "choice in a field": lambda: Field("Why", choice_line("Paper jam")),
}


def edit_of(made: Any) -> Any:
    inside = made.control if isinstance(made, Field) else made
    return inside.lineEdit() if isinstance(inside, QComboBox) else inside


@pytest.fixture(params=LINES)
def edit(qtbot, request) -> Iterator[QLineEdit]:
    made = LINES[request.param]()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    found = edit_of(made)
    found.clear()
    found.setFocus()
    yield found
    made.close()


def paste(edit: QLineEdit) -> None:
    QTest.keyClick(edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def drop(edit: QLineEdit) -> None:
    data = QMimeData()
    data.setText(QGuiApplication.clipboard().text())
    none, left = Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    edit.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, data, left, none))


def commit(edit: QLineEdit) -> None:
    event = QInputMethodEvent()
    event.setCommitString(QGuiApplication.clipboard().text())
    QApplication.sendEvent(edit, event)


@pytest.mark.parametrize("way", [paste, drop, commit], ids=lambda way: way.__name__)
@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("13800000001\n", "13800000001"),
        ("13800000001\r\n", "13800000001"),
        ("\t13800000001 \t\r\n", "13800000001"),
        ("示例路 12 号\n3 栋", "示例路 12 号 3 栋"),
        ("a\u2028b\x0bc", "a b c"),
    ],
)
def test_what_is_pasted_is_one_line(edit: QLineEdit, way, copied: str, kept: str) -> None:
    QGuiApplication.clipboard().setText(copied)
    way(edit)
    assert edit.text() == kept


def test_a_cell_pasted_behind_what_stands_keeps_the_cursor_behind_it(edit: QLineEdit) -> None:
    edit.setText("138")
    edit.setCursorPosition(3)
    QGuiApplication.clipboard().setText("0000\r\n")
    paste(edit)
    QTest.keyClicks(edit, "0001")
    assert edit.text() == "13800000001"


def test_blanks_that_are_typed_stay_while_they_are_typed(edit: QLineEdit) -> None:
    QTest.keyClicks(edit, "Anna ")
    assert edit.text() == "Anna "
    QTest.keyClicks(edit, "Maria")
    assert edit.text() == "Anna Maria"


@given(st.text(alphabet=" \t\r\n\u2028ab示", max_size=12))
def test_no_break_is_left_and_no_letter_is_lost(text: str) -> None:
    line = without_breaks(text)
    assert not set(line) & set("\t\r\n\u2028")
    assert "".join(line.split()) == "".join(text.split())
    assert without_breaks(line) == line


def test_without_the_validator_the_break_would_stay(qtbot) -> None:
    edit = QLineEdit()  # the control: Qt alone keeps it, unseen
    qtbot.addWidget(edit)
    QGuiApplication.clipboard().setText("13800000001\n")
    edit.paste()
    assert edit.text() != "13800000001"


def test_every_line_of_the_program_is_one() -> None:
    bare = re.compile(r"QLineEdit\(|\(QLineEdit\):|setEditable\(True\)|QInputDialog")
    root = Path(ui.__file__).parent
    found = [
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if path.name != "line.py" and bare.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
