"""A hand at the keyboard for the tour: real key, mouse and input-method events, and waiting in between."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QCheckBox, QRadioButton, QWidget

PATIENCE_S = 90.0


class Stuck(Exception):
    """What was waited for did not come; names it."""


def wait_for(what: str, ready: Callable[[], object], patience: float = PATIENCE_S) -> None:
    """Let the window work until `ready()`; Stuck after `patience` seconds."""
    end = time.monotonic() + patience
    while not ready():
        if time.monotonic() > end:
            raise Stuck(what)
        _let_work(20)


def _let_work(milliseconds: int) -> None:
    """Run the event loop; unlike QTest.qWait it lets Python's other threads run meanwhile."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def settle(moments: int = 6) -> None:
    """Let what is under way (a look into the database, a repaint) arrive."""
    _let_work(60 * moments)


def focused() -> QWidget:
    """The widget that the next key goes to."""
    widget = QApplication.focusWidget()
    if widget is None:
        raise Stuck("a focused field")
    return widget


def type_text(text: str) -> None:
    """Type into the focused field; what a keyboard has no key for comes as from an input method."""
    widget = focused()
    if text.isascii():
        QTest.keyClicks(widget, text)
        return
    composed = QInputMethodEvent()
    composed.setCommitString(text)
    QApplication.sendEvent(widget, composed)


def press(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press and release one key."""
    QTest.keyClick(focused(), key, modifier)


def click(button: QAbstractButton) -> None:
    """Click a button with the mouse; a box or a choice takes the space bar."""
    if isinstance(button, QCheckBox | QRadioButton):
        button.setFocus()
        QTest.keyClick(button, Qt.Key.Key_Space)
    else:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
