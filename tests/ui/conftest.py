"""The window's tests: the program's own look, English texts unless a test switches."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from tests.kit.clerk import Registering
from tests.kit.desk import TestHall
from tests.kit.fixtures import (
    derive_each_password_once,
    local_desk,
    postgres_hall,
    sqlite_hall,
)
from ui.desk.background import Background
from ui.look import theme
from ui.words.messages import install_language

__all__ = ["derive_each_password_once", "local_desk", "postgres_hall", "sqlite_hall"]


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[None]:
    """Light, 100 %, English; restored after a test that changed it.

    The windows of the test before are deleted first: to dress a full one takes seconds.
    """
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    theme.apply(qapp, "light")
    install_language("en")
    yield
    install_language("en")


@pytest.fixture
def background(qapp: QApplication) -> Iterator[Background]:
    """Lanes that end with the test."""
    lanes = Background()
    yield lanes
    assert lanes.stop()


@pytest.fixture
def clerk(qtbot: QtBot, local_desk: TestHall, background: Background) -> Iterator[Registering]:
    """A clerk at the registration tab, in a hall of this test's own, today."""
    local_desk.clock.now = datetime.now(UTC)
    made = Registering(qtbot, local_desk, background)
    made.stand(Role.CLERK, "registration")
    made.open_tab()
    yield made
    made.end()
