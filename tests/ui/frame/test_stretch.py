"""Texts may grow by half: nothing of the frame is cut off at the smallest window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget

from app.settings import Settings
from tests.kit.room import cut_off, longer_texts
from ui.entrance.confidential import agreement
from ui.entrance.first_run import _Choice
from ui.entrance.first_sign_in import Confidentiality, OwnPassword, PinForToday
from ui.entrance.lock_screen import LockScreen
from ui.entrance.set_up_form import SetUpPage
from ui.entrance.sign_in import SignInPage
from ui.frame.window import StopPage


@pytest.fixture
def stretched(qapp) -> Iterator[None]:
    with longer_texts("en"):
        yield


PAGES: dict[str, Callable[[Settings], QWidget]] = {
    "sign_in": SignInPage,
    "first_run": _Choice,
    "set_up": lambda settings: SetUpPage(),
    "own_password": lambda settings: OwnPassword("1001", lambda password, number: []),
    "confidentiality": lambda settings: Confidentiality(
        agreement("confidentiality-1", "en"), "Lin"
    ),
    "pin": lambda settings: PinForToday(),
    "lock": lambda settings: LockScreen("Lin", "clerk", ("Lock the screen.",)),
    "stop": lambda settings: StopPage("The file is no database. " * 4),
}


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_off_when_texts_grow(qtbot, tmp_path: Path, stretched, name: str) -> None:
    page = PAGES[name](Settings(tmp_path / "settings.ini"))
    qtbot.addWidget(page)
    page.resize(1280, 720)
    with qtbot.waitExposed(page):
        page.show()
    assert cut_off(page) == []
