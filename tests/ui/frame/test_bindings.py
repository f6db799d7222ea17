"""The Qt bindings themselves: PySide6 6.12.0 loses a reference to None with every call that returns nothing,
and a window that works all day dies of it (Python 3.11; later Pythons do not count such references)."""

from __future__ import annotations

import sys

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot


def test_a_call_that_returns_nothing_takes_no_reference(qtbot: QtBot) -> None:
    shown = QLabel()
    qtbot.addWidget(shown)
    before = sys.getrefcount(None)
    for _ in range(1000):
        shown.setText("")
    assert sys.getrefcount(None) > before - 100
