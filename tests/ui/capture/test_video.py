"""A picture taken at the tab, with no device: frames are fed into the session that a camera would feed.

Everything after the device is real: the live view, the outline, the picture, its reading, the form. The
device itself, its formats and its driver's errors are not shown here.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtMultimedia import QVideoFrame, QVideoFrameInput

from tests.kit import cards
from tests.kit import desk as desks
from tests.kit.capturing import Counter, clear_drafts, focused
from tests.ui.capture.capture_fixtures import hall
from ui.capture.camera import CameraSource

__all__ = ["hall"]


class Feed(QObject):
    """The same frame again and again, as from a camera on a stand."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.input = QVideoFrameInput(self)
        image = QImage.fromData(content)
        image = image.scaled(1920, 1440, Qt.AspectRatioMode.KeepAspectRatio)
        image = image.copy(0, 0, image.width() // 2 * 2, image.height() // 2 * 2)
        self.frame = image.convertToFormat(QImage.Format.Format_RGB32)
        self.timer = QTimer(self)
        self.timer.setInterval(60)
        self.timer.timeout.connect(self.send)
        self.timer.start()

    def send(self) -> None:
        self.input.sendVideoFrame(QVideoFrame(self.frame))


@pytest.fixture
def sample():
    return cards.make(4, "clean", "resident_id")


@pytest.fixture
def counter(
    qtbot, hall: desks.TestHall, background, sample, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Counter]:
    clear_drafts(hall)
    feed = Feed(sample.image)

    class Fed(CameraSource):
        def __init__(self, *args, **more) -> None:
            super().__init__(*args, session_input=feed.input, **more)

    monkeypatch.setattr("ui.capture.sources.CameraSource", Fed)
    made = Counter(qtbot, hall, background)
    yield made
    feed.timer.stop()
    made.end()


def test_without_a_device_fed_frames_become_a_picture_that_is_read_and_filled_in(
    counter: Counter, sample
) -> None:
    capture = counter.capture
    capture.bar.camera.setFocus()
    counter.press(Qt.Key.Key_Space)
    counter.wait(lambda: capture.sources.camera.state == "on")
    assert focused() is capture.bench.camera.preview
    counter.wait(lambda: capture.sources.camera.finder.corners is not None)
    assert capture.bench.camera.preview.outline()
    counter.press(Qt.Key.Key_Space)
    counter.wait(lambda: capture.tray.document is not None)
    counter.read_out()
    assert capture.sources.camera.state == "off"
    assert capture.bench.page is not None
    assert capture.bench.page.source == "camera"
    assert counter.fields["number"] == sample.truth["number"]
    assert counter.fields["name"] == sample.truth["name"]
    assert capture.bench.isAncestorOf(focused())
    counter.fill()
    assert counter.text("holder.number") == sample.truth["number"]
    (image,) = [each.image for each in counter.screen.documents.pictures.shown]
    assert (image.kind, image.source) == ("front", "camera")
