"""The bar below a document has room for every action, in texts half as long again."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.kit import room
from ui.capture.use_bar import PEOPLE, UseBar
from ui.words.messages import tr
from ui.words.picture_names import whose_name

PAGE = 1280 - 320 - 2 * 20
"""What the customer panel and the margins leave of the smallest window."""


@pytest.fixture(params=["en", "zh_CN"])
def bar(qtbot: QtBot, request: pytest.FixtureRequest) -> Iterator[UseBar]:
    with room.longer_texts(request.param):
        page = QWidget()
        qtbot.addWidget(page)
        made = UseBar(page)
        made.choose("users.TEL-39")
        with qtbot.waitExposed(page):
            page.show()
        yield made


def test_every_action_and_person_has_room(bar: UseBar) -> None:
    actions = [
        tr("Fill the registration"),
        tr("Update the document on record"),
        tr("Decide whose it is"),
        *(tr("Fill the form: {who}", who=whose_name(each)) for each in (*PEOPLE, "users.TEL-39")),
    ]
    for action in actions:
        bar.show_state(action, tr("No such customer yet"), "ok", ready=True, known=True)
        room.settle()
        assert bar.minimumSizeHint().width() <= PAGE, action
        bar.resize(PAGE, bar.heightForWidth(PAGE))
        room.settle()
        assert room.cut_off(bar) == []
        assert bar.use.geometry().right() < PAGE
