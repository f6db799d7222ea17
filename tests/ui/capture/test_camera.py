"""The camera tab's source and view.

No camera was there: frames are fed into the same session that a camera would feed, so everything
after the device is real, and the device itself (its formats, its driver's errors) is not shown here.
"""

from __future__ import annotations

import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QByteArray, QObject, QSize, Qt, QTimer
from PySide6.QtMultimedia import QCamera, QVideoFrame, QVideoFrameInput
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.capture.picture_header import read_header
from app.errors import UserError
from app.settings import CAMERA, Settings
from tests.kit.photos import CARD, photo
from ui.capture import camera, camera_devices, card_finder
from ui.capture.camera import CameraSource
from ui.capture.camera_view import CameraView
from ui.capture.source import Picture

WAIT_MS = 20_000


class Feed(QObject):
    """Sends the same frame again and again, as a camera on a stand does."""

    def __init__(self) -> None:
        super().__init__()
        self.input = QVideoFrameInput(self)
        self.frame = photo(1280, 800, [(2 * x, 2 * y) for x, y in CARD])
        self.timer = QTimer(self)
        self.timer.setInterval(20)
        self.timer.timeout.connect(self.send)
        self.timer.start()

    def send(self) -> None:
        self.input.sendVideoFrame(QVideoFrame(self.frame))


class Finder:
    """Stands in for the reading process: keeps what it is asked, answers when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[bytes, card_finder.Told]] = []

    def __call__(self, content: bytes, told: card_finder.Told) -> None:
        self.asked.append((content, told))


class Heard:
    def __init__(self, source: CameraSource) -> None:
        self.taken: list[Picture] = []
        self.refused: list[UserError] = []
        source.taken.connect(self.taken.append)
        source.refused.connect(self.refused.append)


@pytest.fixture
def settings(tmp_path) -> Settings:
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def finder() -> Finder:
    return Finder()


@pytest.fixture
def feed(qapp):
    made = Feed()
    yield made
    made.timer.stop()


@pytest.fixture
def source(background, settings, finder, feed, monkeypatch):
    monkeypatch.setattr(card_finder, "FIND_MS", 20)
    made = CameraSource(background, settings, finder, session_input=feed.input)
    yield made
    made.stop()


@pytest.fixture
def view(qtbot, source) -> CameraView:
    made = CameraView(source)
    qtbot.addWidget(made)
    made.resize(640, 460)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.setFocus()
    return made


def wait_for_frame(qtbot, source: CameraSource) -> None:
    qtbot.waitUntil(lambda: source.state == "on", timeout=WAIT_MS)


def test_multimedia_is_not_imported_with_the_module() -> None:
    tell = "import sys, ui.capture.camera; print('PySide6.QtMultimedia' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", tell], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_view_shows_what_comes_in_and_is_off_when_hidden(qtbot, source, view) -> None:
    wait_for_frame(qtbot, source)
    assert source.frame.size() == QSize(1280, 800)
    assert view.preview.text == ""
    assert view.shutter.isEnabled()
    view.hide()
    assert source.state == "off"
    assert source.frame.isNull()
    assert view.preview.text == "The camera is off."
    view.show()
    assert view.preview.text == "The camera is starting …"
    wait_for_frame(qtbot, source)


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_a_key_takes_the_whole_picture_in_memory(qtbot, source, view, key, tmp_path) -> None:
    heard = Heard(source)
    wait_for_frame(qtbot, source)
    QTest.keyClick(view.preview, key)
    assert not view.shutter.isEnabled()
    qtbot.waitUntil(lambda: len(heard.taken) == 1, timeout=WAIT_MS)
    header = read_header(heard.taken[0].content)
    assert (header.kind, header.width, header.height) == ("jpeg", 1280, 800)
    assert heard.taken[0].source == "camera"
    assert view.shutter.isEnabled()
    assert list(tmp_path.iterdir()) == []


def test_the_button_takes_one_picture_at_a_time(qtbot, source, view) -> None:
    heard = Heard(source)
    wait_for_frame(qtbot, source)
    view.shutter.click()
    source.take()
    view.shutter.click()
    qtbot.waitUntil(lambda: not source.taking, timeout=WAIT_MS)
    assert len(heard.taken) == 1


def test_a_picture_that_never_comes_is_said(qtbot, source, view) -> None:
    heard = Heard(source)
    wait_for_frame(qtbot, source)
    source._too_long.setInterval(1)
    source._capture.imageCaptured.disconnect(source._captured)
    source.take()
    qtbot.waitUntil(lambda: [e.code for e in heard.refused] == ["camera_not_ready"])
    assert not source.taking


def test_a_camera_that_is_off_takes_nothing(source) -> None:
    heard = Heard(source)
    source.take()
    assert (heard.taken, heard.refused) == ([], [])


# --- the outline


def test_the_card_that_is_seen_is_outlined(qtbot, source, view, finder) -> None:
    qtbot.waitUntil(lambda: len(finder.asked) == 1, timeout=WAIT_MS)
    content, told = finder.asked[0]
    header = read_header(content)
    assert (header.kind, header.width, header.height) == ("jpeg", 960, 600)
    told([tuple((1.5 * x, 1.5 * y) for x, y in CARD)])
    assert source.finder.corners is not None
    for corner, (x, y) in zip(source.finder.corners, CARD, strict=True):
        assert corner == pytest.approx((2 * x, 2 * y))
    assert view.preview.accessibleDescription() == "A document is seen."
    points = view.preview.outline()
    assert all(view.preview.rect().contains(point.toPoint()) for point in points)


def test_no_second_question_before_the_answer(qtbot, source, view, finder) -> None:
    qtbot.waitUntil(lambda: len(finder.asked) == 1, timeout=WAIT_MS)
    frames: list[int] = []
    source.frame_changed.connect(lambda: frames.append(1))
    qtbot.waitUntil(lambda: len(frames) >= 5, timeout=WAIT_MS)
    assert len(finder.asked) == 1
    finder.asked[0][1]([])
    assert view.preview.outline() == []
    qtbot.waitUntil(lambda: len(finder.asked) == 2, timeout=WAIT_MS)


def test_an_outline_without_a_newer_answer_is_dropped(
    qtbot, source, view, finder, monkeypatch
) -> None:
    qtbot.waitUntil(lambda: len(finder.asked) == 1, timeout=WAIT_MS)
    source.finder._stale.setInterval(30)
    finder.asked[0][1]([CARD])
    assert source.finder.corners is not None
    qtbot.waitUntil(lambda: source.finder.corners is None)


def test_an_answer_after_the_camera_went_off_is_not_drawn(qtbot, source, view, finder) -> None:
    qtbot.waitUntil(lambda: len(finder.asked) == 1, timeout=WAIT_MS)
    view.hide()
    finder.asked[0][1]([CARD])
    assert source.finder.corners is None


def test_a_question_that_is_never_answered_is_asked_again(
    qtbot, source, view, finder, monkeypatch
) -> None:
    monkeypatch.setattr(card_finder, "LOST_SECONDS", 0.0)
    qtbot.waitUntil(lambda: len(finder.asked) >= 3, timeout=WAIT_MS)
    finder.asked[0][1]([CARD])
    assert source.finder.corners is None  # too old


def test_a_large_frame_is_made_small_for_the_question() -> None:
    header = read_header(card_finder.small_jpeg(photo(4000, 3000)))
    assert (header.width, header.height) == (960, 720)
    assert read_header(card_finder.small_jpeg(photo())).width == 640


# --- devices: stand-ins, because none is there


class Device:
    def __init__(self, name: str) -> None:
        self._name = name

    def id(self) -> QByteArray:
        return QByteArray(self._name.encode())

    def description(self) -> str:
        return f"Camera {self._name}"


@pytest.fixture
def there(monkeypatch) -> list[Device]:
    """The devices that the system says are connected."""
    devices: list[Device] = []
    monkeypatch.setattr(camera_devices, "cameras", lambda: list(devices))
    monkeypatch.setattr(camera_devices, "open_camera", lambda device: QCamera())
    return devices


@pytest.fixture
def plain(background, settings, finder, there):
    """A source without a stand-in for the camera's frames."""
    made = CameraSource(background, settings, finder)
    yield made
    made.stop()


def shown(qtbot, source: CameraSource) -> CameraView:
    made = CameraView(source)
    qtbot.addWidget(made)
    made.show()
    return made


def test_without_a_camera_the_view_says_what_to_do(qtbot, plain) -> None:
    view = shown(qtbot, plain)
    assert view.preview.text.startswith("No camera is connected. Plug one in")
    assert not view.shutter.isEnabled()
    assert not view.chooser.isVisible()
    view.again.click()
    assert plain.state == "failed"


def test_this_computer_asks_its_real_devices(background, settings, finder) -> None:
    source = CameraSource(background, settings, finder)
    source.start()
    assert (source.state == "failed") == (camera_devices.cameras() == [])
    source.stop()


def test_a_camera_that_is_plugged_in_starts(qtbot, plain, there) -> None:
    shown(qtbot, plain)
    there.append(Device("A"))
    plain._devices.videoInputsChanged.emit()
    assert plain.state == "starting"


def test_a_camera_in_use_by_another_program_is_said(qtbot, plain, there) -> None:
    there.append(Device("A"))
    view = shown(qtbot, plain)
    plain._camera.errorOccurred.emit(QCamera.Error.CameraError, "/dev/video0 busy")
    assert view.preview.text.startswith("The camera cannot be used. Close other programs")
    view.again.click()
    assert plain.state == "starting"


def test_a_camera_that_gives_no_frame_is_said(qtbot, plain, there) -> None:
    there.append(Device("A"))
    plain._late.setInterval(1)
    view = shown(qtbot, plain)
    qtbot.waitUntil(lambda: view.preview.text.startswith("The camera shows nothing."))


def test_a_camera_that_is_unplugged_is_said(qtbot, plain, there) -> None:
    there.extend([Device("A"), Device("B")])
    view = shown(qtbot, plain)
    assert plain.chosen == Device("A").id().data().hex()
    del there[0]
    plain._devices.videoInputsChanged.emit()
    assert view.preview.text.startswith("The camera was unplugged.")


def test_the_choice_is_kept_for_this_computer(qtbot, plain, there, settings) -> None:
    there.extend([Device("A"), Device("B")])
    view = shown(qtbot, plain)
    assert view.chooser.isVisible()
    assert view.chooser.currentText() == "Camera A"
    view.chooser.setCurrentIndex(1)
    view.chooser.activated.emit(1)
    assert plain.chosen == settings.get(CAMERA) == b"B".hex()
    assert Settings(settings.path).get(CAMERA) == b"B".hex()
    there.reverse()
    plain.stop()
    plain.start()
    assert plain.chosen == b"B".hex()


def test_the_finest_format_that_is_not_too_large_is_taken() -> None:
    def one(width: int, height: int, rate: float) -> Any:
        return SimpleNamespace(resolution=lambda: QSize(width, height), maxFrameRate=lambda: rate)

    small, good, slow = one(640, 480, 30), one(2592, 1944, 15), one(2600, 1950, 2)
    huge = one(4208, 3120, 10)
    assert camera_devices.best_format([small, huge, good, slow]) is good
    assert camera_devices.best_format([huge]) is huge
    assert camera_devices.best_format([]) is None


def test_a_slow_conversion_leaves_the_window_its_time(qtbot, source, view, monkeypatch) -> None:
    wait_for_frame(qtbot, source)
    now = [source._next + 1]
    monkeypatch.setattr(camera, "time", SimpleNamespace(monotonic=lambda: now[0]))

    class Slow:
        def isValid(self) -> bool:
            return True

        def toImage(self):
            now[0] += 0.1
            return photo()

    begun = now[0]
    source._show(Slow())
    assert source._next == pytest.approx(begun + 0.1 + 0.3)


def test_the_keys_of_the_rest_of_the_screen_go_on(qtbot, source) -> None:
    class Screen(QWidget):
        keys: list[int] = []

        def keyPressEvent(self, event) -> None:
            if event.key() != Qt.Key.Key_Control:
                self.keys.append(event.key())

    screen = Screen()
    qtbot.addWidget(screen)
    view = CameraView(source)
    QVBoxLayout(screen).addWidget(view)
    screen.show()
    QTest.keyClick(view.preview, Qt.Key.Key_F2)
    QTest.keyClick(view.preview, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert screen.keys == [Qt.Key.Key_F2, Qt.Key.Key_Return]
