"""The real window on a ready hall: opened, signed in and closed as a person does it."""

from __future__ import annotations

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from app.paths import Folders
from app.settings import LANGUAGE, Settings
from tests.kit.desk import PASSWORDS, STAFF_NO
from ui.entrance.first_sign_in import PinForToday
from ui.entrance.sign_in import SignInPage
from ui.frame.main_window import MainWindow
from ui.frame.window import Window
from ui.main import open_window
from ui.words.messages import Message

WAIT_MS = 20_000


def open_ready(qtbot: QtBot, folders: Folders, language: str = "en") -> Window:
    """A window on `folders`, waiting for a person to sign in."""
    Settings(folders.settings).set(LANGUAGE, language)
    window = open_window(folders)
    qtbot.addWidget(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.session_pages is not None, timeout=WAIT_MS)
    return window


def sign_in(
    qtbot: QtBot, window: Window, role: Role = Role.CLERK, pin: str = "", password: str = ""
) -> MainWindow:
    """Type staff number and password of the hall's person of `role`, up to the main window."""
    page = window.currentWidget()
    assert isinstance(page, SignInPage)
    page.staff_no.setText(STAFF_NO[role])
    page.password.setText(password or PASSWORDS[role])
    page.submit()
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), PinForToday), timeout=WAIT_MS)
    step = window.currentWidget()
    assert isinstance(step, PinForToday)
    if pin:
        step.pin.set_text(pin)
        step.go.click()
    else:
        step.skip.click()
    return main_window(qtbot, window)


def main_window(qtbot: QtBot, window: Window) -> MainWindow:
    """The main window, once it is there."""
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), MainWindow), timeout=WAIT_MS)
    page = window.currentWidget()
    assert isinstance(page, MainWindow)
    return page


def close(window: Window) -> None:
    """Close the window and see that its threads ended."""
    window.close()
    assert window.background.stop()


def record_messages(window: Window) -> list[Message]:
    """Everything that the window says from now on."""
    said: list[Message] = []
    window.messages.posted.connect(said.append)
    return said


def type_keys(widget: QWidget, text: str) -> None:
    """Type `text` key by key."""
    QTest.keyClicks(widget, text)
