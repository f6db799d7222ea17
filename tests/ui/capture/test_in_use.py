"""Taking another document puts the one before out of use, also while the new one is read and after
a reading that failed. The earlier document stays and can be chosen again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication

from app.lanes import lane
from app.services import identity
from tests.kit import desk as desks
from tests.kit.capturing import (
    Counter,
    StandIn,
    front,
)
from tests.ui.capture.capture_fixtures import hall, table
from tests.ui.capture.in_use_fixtures import CTRL, A, counter, gate, in_use, lay_a, scan
from ui.capture.source import Picture
from ui.capture.tray import AskedFor, Tray

__all__ = ["counter", "gate", "hall", "table"]


# --- the ways in which another document comes


def f2(counter: Counter, _: bytes, __: Path) -> None:
    counter.press(Qt.Key.Key_F2)


def paste(counter: Counter, content: bytes, _: Path) -> None:
    data = QMimeData()
    data.setData("image/jpeg", content)
    QGuiApplication.clipboard().setMimeData(data)
    counter.capture.bar.reader.setFocus()
    counter.press(Qt.Key.Key_V, CTRL)


def drop(counter: Counter, content: bytes, _: Path) -> None:
    counter.drop_picture(content)


def choose(counter: Counter, content: bytes, folder: Path) -> None:
    (folder / "next.jpg").write_bytes(content)
    dialog = counter.capture.sources.files.open(counter.capture)
    dialog.filesSelected.emit([str(folder / "next.jpg")])
    dialog.reject()


def shoot(counter: Counter, content: bytes, _: Path) -> None:
    counter.capture.sources.camera.taken.emit(Picture(content, "camera", desks.MORNING))


WAYS: tuple[Callable[[Counter, bytes, Path], None], ...] = (f2, paste, drop, choose, shoot, scan)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_of_the_one_before_is_in_use_while_another_is_read_and_after_it_failed(
    counter: Counter, table: StandIn, gate: Any, tmp_path: Path, way: Any
) -> None:
    lay_a(counter, table)
    assert "Ctrl+Enter" not in in_use_before(counter)
    content = table.lay(front("仇𫖯", serial=403))
    gate.begin()
    way(counter, content, tmp_path)
    assert in_use(counter) == []
    counter.wait(lambda: counter.capture._reads)
    assert in_use(counter) == []
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    counter.wait(lambda: counter.problem)
    assert in_use(counter) == []
    counter.press(Qt.Key.Key_F5)
    assert counter.screen.open.is_empty
    counter.press(Qt.Key.Key_F6)
    # nothing is lost: it is at the top, and used once it is chosen
    (chip,) = counter.capture.bench._documents.findChildren(type(counter.capture.bar.waiting))
    assert chip.isVisible()
    chip.click()
    assert counter.fields["name"] == A
    assert counter.capture.tray.document is not None
    assert counter.capture.tray.document.photo is not None
    counter.fill()
    assert counter.text("holder.name") == A


def in_use_before(counter: Counter) -> list[str]:
    """Only what can be seen, before anything is pressed."""
    return ["the button"] if counter.capture.bench.bar.use.isEnabled() else []


def test_the_check_sees_a_bench_that_is_not_emptied(
    counter: Counter, table: StandIn, gate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with the old behaviour the same check finds A in use."""

    def nothing_happens(self: Tray, *, by_itself: bool = False) -> AskedFor:
        return self.asked()

    lay_a(counter, table, 405)
    content = table.lay(front("仇𫖯", serial=407))
    gate.begin()
    monkeypatch.setattr(Tray, "begin", nothing_happens)
    drop(counter, content, tmp_path)
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    counter.wait(lambda: counter.problem)
    assert "a live document" in in_use(counter)


def no_reader(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.capture.sources.chip, "_reader", None)


def no_answer(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    @lane("devices")
    def lost(*_: object, **__: object) -> Any:
        raise OSError("the cable is out")

    monkeypatch.setattr(identity, "read_card", lost)


def dead_chip(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = counter.capture.bar.cards
    cards.setCurrentIndex(cards.findData("damaged"))


def not_allowed(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.desk.session.installation, "is_practice", False)


@pytest.mark.parametrize(
    "fault", [no_reader, no_answer, dead_chip, not_allowed], ids=lambda each: each.__name__
)
def test_a_reader_that_fails_leaves_nobody_whatever_it_lacks(
    counter: Counter, table: StandIn, monkeypatch: pytest.MonkeyPatch, fault: Any
) -> None:
    lay_a(counter, table, 409)
    reader = counter.capture.sources.chip._reader
    fault(counter, monkeypatch)
    with counter.qtbot.captureExceptions():
        counter.press(Qt.Key.Key_F2)
        assert in_use(counter) == []
        counter.wait(lambda: not counter.capture.sources.chip.is_reading)
        counter.wait(lambda: counter.problem or counter.said)
    assert in_use(counter) == []
    assert len(counter.capture.tray.documents) == 1
    counter.capture.sources.chip._reader = reader


@pytest.mark.parametrize("what", ["nothing", "a text", "a web picture"])
def test_a_paste_of_what_is_no_picture_leaves_nobody_either(
    counter: Counter, table: StandIn, what: str
) -> None:
    lay_a(counter, table, 411)
    data = QMimeData()
    if what == "a text":
        data.setText("440104")
    elif what == "a web picture":
        data.setUrls([QUrl("https://example.invalid/card.jpg")])
    QGuiApplication.clipboard().setMimeData(data)
    counter.capture.bar.paste.click()
    counter.wait(lambda: counter.problem)
    assert in_use(counter) == []
