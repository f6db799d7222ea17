"""The seconds after a wrong password are whole ones: whoever tries when the button is alive is not refused."""

from __future__ import annotations

import time

from pytestqt.qtbot import QtBot

from app.errors import UserError
from app.paths import Folders
from app.settings import Settings
from ui.entrance.sign_in import SignInPage


def test_the_button_is_alive_after_the_wait_and_not_before(qtbot: QtBot, tmp_path) -> None:
    page = SignInPage(Settings(Folders(tmp_path).settings))
    qtbot.addWidget(page)
    page.show()
    began = time.monotonic()
    page.show_refused(UserError("wait", "Please wait {wait_s} seconds.", wait_s=1))
    assert not page.go.isEnabled()
    qtbot.waitUntil(page.go.isEnabled, timeout=5000)
    assert time.monotonic() - began >= 0.999
