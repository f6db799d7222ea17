"""What is in use at the capture tab, and a counter whose readings wait until a test lets them go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from app.capture.picture_header import broken
from app.errors import UserError
from app.lanes import lane
from app.services import identity
from tests.kit import desk as desks
from tests.kit.capturing import (
    Counter,
    StandIn,
    back,
    clear_drafts,
    focused,
    front,
    photograph,
)
from tests.ui.capture.capture_fixtures import hall, table
from ui.capture.source import Picture

__all__ = ["counter", "gate", "hall", "table"]


CTRL = Qt.KeyboardModifier.ControlModifier
DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
A = "单雄"


@pytest.fixture
def counter(qtbot, hall: desks.TestHall, background, table: StandIn) -> Iterator[Counter]:
    """A clerk at the bench, with a practice reader."""
    clear_drafts(hall)
    made = Counter(qtbot, hall, background, reader="simulator")
    yield made
    made.end()


@pytest.fixture
def gate(table: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every reading, of a picture and of a chip, waits until this is set, and then fails."""
    event = threading.Event()

    @lane("pictures")
    def fails(*_: object, **__: object) -> Any:
        assert event.wait(20)
        raise broken()

    @lane("devices")
    def no_card(*_: object, **__: object) -> Any:
        assert event.wait(20)
        raise UserError("reader_chip", "The chip of this card cannot be read.")

    def begin() -> None:
        monkeypatch.setattr(table, "read", fails)
        monkeypatch.setattr(identity, "read_card", no_card)

    event.begin = begin  # type: ignore[attr-defined]
    yield event
    event.set()


def scan(counter: Counter, content: bytes, _: Path) -> None:
    picture = Picture(content, "watched_folder", desks.MORNING)
    counter.capture.sources.folder.taken.emit(picture)


def in_use(counter: Counter) -> list[str]:
    """What of a document a clerk could still see or use; empty where nobody's lies on the bench."""
    capture = counter.capture
    bench = capture.bench
    before = counter.screen.open.entry
    found = []
    if capture.tray.document is not None and capture.tray.is_live:
        found.append("a live document")
    if bench.bar.use.isVisible() and bench.bar.use.isEnabled():
        found.append("the button")
    if capture.tray.document is None:
        if bench.fields.fields or bench.fields.isVisible():
            found.append("fields")
        for name, picture in (("portrait", bench.photo.portrait), ("photo", bench.photo.photo)):
            if not picture.pixmap().isNull():
                found.append(name)
        if not bench.panel.chip.portrait.pixmap().isNull():
            found.append("portrait of the chip")
    bench.bar.used.emit()
    counter.press(Qt.Key.Key_Return, CTRL)
    for key in () if isinstance(focused(), QLineEdit) else DIGITS:  # else they are typed
        counter.press(key)
    if capture.destination.busy or capture.destination.given is not None:
        found.append("Ctrl+Enter")
    if counter.screen.open.entry != before:
        found.append("the form")
    return found


def lay_a(counter: Counter, table: StandIn, serial: int = 401) -> None:
    """A's card with a photo, ready to be used."""
    counter.take(table.lay(front(A, serial=serial), back()))
    photograph(counter)
    counter.capture.bench.photo.same.click()
    counter.capture.bench.show_part("fields")
    counter.wait(counter.capture.bench.bar.use.isEnabled)
    assert counter.fields["name"] == A
