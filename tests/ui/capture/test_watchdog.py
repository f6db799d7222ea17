"""The window answers while pictures are read, looked at, watermarked and filled in: never 100 ms busy."""

from __future__ import annotations

import time
from functools import partial
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt

from tests.kit import cards
from tests.kit import desk as desks
from tests.kit.capturing import Counter
from tests.kit.photos import file_of, photo
from tests.kit.watchdog import Watchdog
from tests.ui.capture.capture_fixtures import hall, real_counter
from ui.capture.source import Picture
from ui.desk.requests import Request

__all__ = ["hall", "real_counter"]
TRIES = 5
"""A watching thread that gets no processor may miss the beginning of a sleep."""


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


@pytest.mark.parametrize("block", [busy, time.sleep])
def test_the_watchdog_finds_what_blocks(qtbot, block) -> None:
    """The control: without it the test below would prove nothing."""

    def blocks() -> None:
        block(0.15)

    for _ in range(TRIES):
        with Watchdog(qtbot) as dog:
            dog.act(blocks)
            qtbot.wait(20)
        if dog.found:
            break
    assert dog.found
    assert "test_watchdog.py" in dog.found[0].where


def test_the_watchdog_lets_short_work_and_waiting_pass(qtbot) -> None:
    with Watchdog(qtbot) as dog:
        dog.act(lambda: busy(0.05))
        qtbot.wait(300)
        dog.act(lambda: time.sleep(0.05))
    assert dog.found == []


def large(seed: int) -> bytes:
    """A photo of 12 megapixels with a card on it."""
    pair, _ = cards.make_pair(seed, "clean")
    small = cv2.imdecode(np.frombuffer(pair.image, np.uint8), cv2.IMREAD_COLOR)
    assert small is not None
    picture = np.full((3000, 4000, 3), small[0, 0], np.uint8)
    scale = min(3000 / small.shape[0], 4000 / small.shape[1])
    fitted = cv2.resize(small, None, fx=scale, fy=scale)
    picture[: fitted.shape[0], : fitted.shape[1]] = fitted
    return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, 90])[1].tobytes()


def test_the_window_answers_while_a_document_goes_its_whole_way(
    qtbot, real_counter: Counter, tmp_path: Path
) -> None:
    counter, capture = real_counter, real_counter.capture
    (tmp_path / "large.jpg").write_bytes(large(1))
    proofs = [file_of(photo(2400, 3200 + n)) for n in range(4)]
    face = file_of(photo(1800, 2400))
    tray, bench = capture.tray, capture.bench

    def idle() -> None:
        counter.wait(lambda: not tray.is_reading and not capture.sources.files.busy)

    with Watchdog(qtbot) as dog:
        dog.act(lambda: counter.drop([tmp_path / "large.jpg"]))
        counter.wait(lambda: tray.document is not None)
        idle()
        counter.wait(counter.is_compared)
        for n in range(4):
            dog.act(partial(capture._typed, "nation", "汉回满藏"[n]))
        dog.act(lambda: bench.panel.whole.setChecked(True))
        dog.act(lambda: bench.panel.whole.setChecked(False))
        dog.act(bench.panel.by_hand.click)
        dog.act(bench.panel.read_here.click)
        idle()
        tray_photo = Picture(face, "camera", desks.MORNING)
        dog.act(lambda: tray.add(tray_photo, "photo", tray.current))
        idle()
        dog.act(bench.photo.same.click)
        capture.sources._proof_into = tray.current  # as the button of the proofs does
        for content in proofs:
            dog.act(
                partial(capture.sources.proofs.taken.emit, Picture(content, "file", desks.MORNING))
            )
            idle()
        for title in list(bench.proofs.titles):
            dog.act(partial(title.setCurrentText, "授权委托书"))
        dog.act(lambda: bench.show_part("fields"))
        dog.act(bench.fields.fields["number"].setFocus)
        dog.act(lambda: counter.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier))
        counter.wait(lambda: counter.main.current_key() == "registration")
        counter.wait(lambda: len(counter.pictures()) == 4)
        dog.act(lambda: counter.main.open_screen(Request("capture")))
    shown = counter.screen.documents.pictures.shown
    assert len(shown) == 7
    assert dog.found == []
