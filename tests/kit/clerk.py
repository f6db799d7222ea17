"""A clerk at the registration tab: types, goes on, reads what is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.dates import add_years, business_day
from app.domain.validity import LONG_TERM
from app.paths import Folders
from app.services.session import Installation
from tests.kit import window as windows
from tests.kit.forms import resident_number
from tests.kit.person import Person
from ui.registration.screen import RegistrationScreen
from ui.registration.step import CONFIRM

ADULT = date(1990, 3, 7)
AGREE = ("id_image", "live_photo", "signature")
OPTIONAL = ("service_notice", "marketing", "follow_up")


def born_years_ago(years: int) -> date:
    """A birthday some months after turning `years`."""
    return add_years(business_day(datetime.now(UTC)), -years) - timedelta(days=100)


def person(prefix: str, born: date = ADULT, serial: int = 152) -> dict[str, str]:
    """The document of an invented person, by path."""
    return {
        f"{prefix}.number": resident_number(born, serial),
        f"{prefix}.authority": "广州市公安局越秀分局",
        f"{prefix}.valid_to": LONG_TERM,
        f"{prefix}.id_address": "广东省广州市越秀区示例路 12 号",
    }


def focused() -> QWidget:
    """What has the focus."""
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_text(text: str) -> None:
    """Type into what has the focus: ASCII key by key, Chinese as an input method commits it."""
    if text.isascii():
        QTest.keyClicks(focused(), text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(focused(), event)


class Registering(Person):
    """A person at the registration tab: types, goes on, reads what is said."""

    def open_tab(self) -> None:
        """Bring the tab to the front, once its drafts are read."""
        self.screen = self.to_screen("registration", RegistrationScreen)
        self.wait(lambda: self.screen.view is not None)

    # --- the form

    def put(self, values: dict[str, str]) -> None:
        """Type into fields, in the order given."""
        for path, text in values.items():
            self.control(path).set_text(text)

    def control(self, path: str) -> Any:
        """The input at `path`; what was not opened yet is built, as opening it does."""
        if path not in self.screen.fields.paths():
            self.screen.form.build_to(CONFIRM)
        whose = path.partition(".")[0]
        if whose in ("agent", "guardian", "handler"):
            self.screen.form.document.person(whose)
        return self.screen.fields.control(path)

    def text(self, path: str) -> str:
        return str(self.control(path).text())

    def status(self, path: str) -> tuple[str, str]:
        """How serious the line under a field is, and what it says."""
        kind, said = self.control(path).status()
        return str(kind), str(said)

    def choose_place(self, n: int = 0) -> None:
        """Type a part of the address, choose the n-th with the keyboard."""
        picker = self.screen.form.business.place
        picker.setFocus()
        type_text("示例花园")
        type_text(f" {301 + n}")
        self.wait(lambda: not picker.list.isHidden())
        QTest.keyClick(picker.control, Qt.Key.Key_Return)
        assert picker.text()

    def go_on(self) -> None:
        """Ctrl+Enter, as the shortcut does it."""
        QTest.keyClick(
            QApplication.focusWidget() or self.screen,
            Qt.Key.Key_Return,
            Qt.KeyboardModifier.ControlModifier,
        )

    @property
    def step(self) -> int:
        """The open step, counted from 1."""
        return self.screen.open.step + 1

    def consent(self, *also: str) -> None:
        """The notice is read, part 2 agreed to, part 3 refused."""
        self.put({"consent.notice_acknowledged": "1"})
        self.put({f"consent.separate.{code}": "agree" for code in (*AGREE, *also)})
        self.put({f"consent.optional.{code}": "refuse" for code in OPTIONAL})

    def pay(self, yuan: str, method: str = "cash") -> None:
        self.put({"payment.method": method, "received": yuan, "payment.receipt_no": "R-0001"})

    def individual(self, name: str = "欧阳䶮", born: date = ADULT, serial: int = 152) -> None:
        """A complete form of somebody who takes basic television, up to the last step."""
        self.choose_place()
        self.put({"products": "TV-BASIC"})
        self.go_on()
        assert self.step == 2
        self.put(person("holder", born, serial))
        self.go_on()
        assert self.step == 3
        self.put({"holder.name": name, "holder.phone": "13800000001"})
        self.consent()
        self.go_on()
        assert self.step == 4
        self.pay("200")
        self.go_on()
        assert self.step == 5

    def settled(self) -> None:
        """Until the base has answered about the form as it stands."""
        live = self.screen.work.live
        assert live is not None
        self.wait(lambda: live.is_up_to_date)

    def register(self) -> str:
        """Ctrl+Enter on the last step; the order's number."""
        assert self.step == 5
        desk = self.screen.desk
        before = desk.day.last_slip
        self.go_on()
        self.wait(lambda: desk.day.last_slip is not None and desk.day.last_slip != before)
        assert desk.day.last_slip is not None
        return desk.day.last_slip.number


class Clerk(Registering):
    """One who signed in by typing, in the program's own window with all that surrounds the tab."""

    def __init__(self, qtbot: QtBot, folders: Folders, language: str = "en") -> None:
        self.qtbot = qtbot
        self.folders = folders
        self.window = windows.open_ready(qtbot, folders, language)
        self.said = windows.record_messages(self.window)
        self.background = self.window.background
        self.main = windows.sign_in(qtbot, self.window)
        self.open_tab()

    @property
    def installation(self) -> Installation:
        """That of the window, which opened the folder by itself."""
        found = self.window.session_pages.installation
        assert found is not None
        return found

    def open_tab(self) -> None:
        self.main = windows.main_window(self.qtbot, self.window)
        super().open_tab()

    def close(self) -> None:
        windows.close(self.window)
