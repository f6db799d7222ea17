"""Messages stand in a fixed place: nothing that can be pressed moves when one comes or goes (rule 15)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QVBoxLayout, QWidget

from app.errors import Problem, UserError
from ui.admin.enrol_form import EnrolForm
from ui.form.controls import AnswerChoice, Tick
from ui.widgets.choices import Choice, Choices
from ui.widgets.field import Field
from ui.widgets.line import Line
from ui.words.messages import MessageBar, MessageRoom, Messages

WRONG = Problem("x", "wrong", "It is wrong.")
ODD = Problem("x", "odd", "It is odd.", severity="warning")
LONG = "Nobody can say whether the order was written, because the connection broke. " * 4


def places(page: QWidget) -> dict[QWidget, QPoint]:
    for _ in range(3):
        QApplication.processEvents()
    return {
        each: each.mapTo(page, QPoint())
        for kind in (QPushButton, QCheckBox, Line)
        for each in page.findChildren(kind)
        if each.isVisible() and not isinstance(each.parent(), MessageBar)
    }


def stood(qtbot: Any, *parts: QWidget) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for part in parts:
        column.addWidget(part)
        column.addWidget(QPushButton("Below"))
    column.addStretch(1)
    page.resize(500, 600)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    return page


INPUTS: dict[str, Callable[[], Any]] = {
    "field": lambda: Field("Name"),
    "hinted": lambda: Field("Name", hint="As on the card"),
    "tick": lambda: Tick("Read"),
    "answer": lambda: AnswerChoice("Agree?", {"a": "Yes", "b": "No"}),
}


@pytest.mark.parametrize("name", INPUTS)
def test_what_is_said_under_an_input_moves_nothing(qtbot, name: str) -> None:
    control = INPUTS[name]()
    page = stood(qtbot, control)
    before = places(page)
    for problem, good in ((WRONG, ""), (ODD, ""), (None, "Fits"), (None, "")):
        control.show_problem(problem, good)
        assert places(page) == before


def test_a_field_that_is_entered_moves_nothing(qtbot) -> None:
    field = Field("Name")
    page = stood(qtbot, field, Field("Other"))
    before = places(page)
    with qtbot.waitActive(page):
        page.activateWindow()
    field.setFocus()
    assert places(page) == before
    field.show_problem(WRONG)
    assert places(page) == before


@pytest.mark.parametrize("text", ["Saved.", LONG])
def test_a_message_moves_nothing_however_long_it_is(qtbot, text: str) -> None:
    messages = Messages()
    bar = MessageBar(messages)
    room = MessageRoom(bar)
    page = stood(qtbot, room)
    bar.setParent(page)
    before = places(page)
    messages.say(text, "warn")
    assert places(page) == before
    assert bar.isVisible()
    assert bar.y() == room.y()
    assert bar.height() >= bar.heightForWidth(bar.width())  # the whole of it can be read
    page.resize(700, 600)
    QApplication.processEvents()
    assert bar.width() == room.width()
    messages.say("")
    assert not bar.isVisible()
    assert room.height() > 0


def test_a_message_that_is_no_longer_true_goes_and_a_newer_one_stays(qtbot) -> None:
    messages = Messages()
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    bar = MessageBar(messages, page)
    messages.say("The form is held.", "ok")
    messages.withdraw("The form is held.")
    assert not bar.isVisible()
    messages.say("The form is held.", "ok")
    messages.error(UserError("left", "Papers are left."))
    messages.withdraw("The form is held.")
    assert bar.isVisible()
    page.close()


def confirm() -> tuple[QWidget, Callable[[], None]]:
    card = Choices(confirms=True)
    card.ask("Leave?", "It cannot be undone.", [Choice("yes", "Leave"), Choice("no", "Cancel")])
    return card, lambda: card.show_problem(LONG)


def enrol() -> tuple[QWidget, Callable[[], None]]:
    form = EnrolForm()
    form.problem.hide()
    return form, lambda: form.show_problem(LONG)


@pytest.mark.parametrize("build", [confirm, enrol], ids=["confirm", "enrol"])
def test_why_it_was_not_done_moves_nothing(qtbot, build) -> None:
    part, refuse = build()
    page = QWidget()
    column = QVBoxLayout(page)
    column.addWidget(part)
    page.resize(420, 900)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    before = places(page)
    refuse()
    assert places(page) == before
