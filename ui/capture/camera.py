"""The camera as a source: live frames, the outline of the card it sees, and the picture itself.

Nothing is written to a file. The camera is on only between `start` and `stop`.
"""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from app.errors import UserError
from app.settings import CAMERA, Settings
from ui.capture import camera_devices, camera_words
from ui.capture.card_finder import CardFinder, FindCorners, jpeg_of
from ui.capture.source import Source
from ui.desk.background import Background, Call

if TYPE_CHECKING:
    from PySide6.QtMultimedia import (
        QCamera,
        QImageCapture,
        QMediaCaptureSession,
        QMediaDevices,
        QVideoFrame,
        QVideoFrameInput,
        QVideoSink,
    )

State = Literal["off", "starting", "on", "failed"]
FRAME_SECONDS = 0.05
"""Between two frames that are shown."""
SHARE = 3
"""So many times as long as a frame took to convert, the next is waited for: a computer without a
graphics card takes 0.1 s for one, and the window must go on answering."""
START_MS = 8_000
TAKE_MS = 8_000

log = logging.getLogger(__name__)


class CameraSource(Source):
    """`frame` is what the camera sees, `corners` where it sees a document (in pixels of it)."""

    frame_changed = Signal()
    state_changed = Signal()
    not_stored = Signal()
    """which camera was chosen will be forgotten"""
    """also when a camera was plugged in or out, and when a picture is being taken"""

    def __init__(
        self,
        background: Background,
        settings: Settings,
        find_corners: FindCorners,
        *,
        session_input: QVideoFrameInput | None = None,
        parent: QObject | None = None,
    ) -> None:
        """`session_input` stands in for a camera: its frames go the same way as a camera's."""
        super().__init__(parent)
        self.frame = QImage()
        self.state: State = "off"
        self.error: UserError | None = None
        self.taking = False
        self.finder = CardFinder(background, find_corners, self)
        self._background = background
        self._settings = settings
        self._input = session_input
        self._camera: QCamera | None = None
        self._device = ""
        self._session: QMediaCaptureSession | None = None
        self._next = 0.0
        self._late, self._too_long = QTimer(self), QTimer(self)
        for timer, milliseconds in ((self._late, START_MS), (self._too_long, TAKE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(milliseconds)
        self._late.timeout.connect(lambda: self._fail(camera_words.silent()))
        self._too_long.timeout.connect(self._not_taken)

    # --- which camera

    @property
    def cameras(self) -> list[tuple[str, str]]:
        """Id and name of each camera that is connected."""
        if self._input is not None or self._session is None:
            return []
        return [(camera_devices.id_of(one), one.description()) for one in camera_devices.cameras()]

    @property
    def chosen(self) -> str:
        """The id of the camera in use, empty when none is."""
        return self._device

    def choose(self, camera_id: str) -> None:
        """Use this camera from now on, also the next time on this computer unless the disk refuses."""
        try:
            self._settings.set(CAMERA, camera_id)
        except OSError:
            self.not_stored.emit()
        if self.state != "off":
            self.stop()
            self.start()

    # --- on and off

    def start(self) -> None:
        """Switch the camera on. Without one, or when it fails, `error` says so in words."""
        if self.state in ("starting", "on"):
            return
        session = self._session or self._make_session()
        self.error = None
        self.state = "starting"
        if self._input is not None:
            session.setVideoFrameInput(self._input)
        elif not self._start_camera(session):
            self._fail(camera_words.no_camera())
            return
        self._late.start()
        self.state_changed.emit()

    def stop(self) -> None:
        """Switch the camera off and forget what it saw."""
        self._switch_off()
        self.error = None
        self.state = "off"
        self.state_changed.emit()

    def _make_session(self) -> QMediaCaptureSession:
        from PySide6.QtMultimedia import (
            QImageCapture,
            QMediaCaptureSession,
            QMediaDevices,
            QVideoSink,
        )

        self._session = session = QMediaCaptureSession(self)
        self._sink: QVideoSink = QVideoSink(self)
        self._capture: QImageCapture = QImageCapture(self)
        self._devices: QMediaDevices = QMediaDevices(self)
        session.setVideoSink(self._sink)
        session.setImageCapture(self._capture)
        self._sink.videoFrameChanged.connect(self._show)
        self._capture.imageCaptured.connect(self._captured)
        self._capture.errorOccurred.connect(self._not_taken)
        self._devices.videoInputsChanged.connect(self._plugged)
        return session

    def _start_camera(self, session: QMediaCaptureSession) -> bool:
        there = camera_devices.cameras()
        if not there:
            return False
        wanted = self._settings.get(CAMERA)
        device = next((one for one in there if camera_devices.id_of(one) == wanted), there[0])
        self._device = camera_devices.id_of(device)
        self._camera = camera_devices.open_camera(device)
        self._camera.setParent(self)
        self._camera.errorOccurred.connect(self._broke)
        session.setCamera(self._camera)
        self._camera.start()
        return True

    def _switch_off(self) -> None:
        self._late.stop()
        self._too_long.stop()
        self.taking = False
        self._device = ""
        camera, self._camera = self._camera, None
        if camera is not None:
            camera.errorOccurred.disconnect(self._broke)
            camera.stop()
            camera.deleteLater()
        if self._session is not None and self._input is not None:
            self._session.setVideoFrameInput(None)  # type: ignore[arg-type]
        elif self._session is not None:
            self._session.setCamera(None)  # type: ignore[arg-type]
        self.frame = QImage()
        self.finder.clear()
        self.frame_changed.emit()

    def _fail(self, error: UserError) -> None:
        self._switch_off()
        self.error = error
        self.state = "failed"
        self.state_changed.emit()

    def _broke(self, code: object, text: str) -> None:
        log.warning("the camera reported error %s", getattr(code, "name", code))
        there = {name for name, _ in self.cameras}
        self._fail(camera_words.failed() if self._device in there else camera_words.unplugged())

    def _plugged(self) -> None:
        there = {name for name, _ in self.cameras}
        if self._device and self._device not in there:
            self._fail(camera_words.unplugged())
        elif self.state == "failed" and there:
            self.start()
        else:
            self.state_changed.emit()

    # --- what it sees

    def _show(self, frame: QVideoFrame) -> None:
        begun = time.monotonic()
        if begun < self._next or self.state not in ("starting", "on") or not frame.isValid():
            return
        image = frame.toImage()
        if image.isNull():
            return
        took = time.monotonic() - begun
        self._next = begun + took + max(FRAME_SECONDS, SHARE * took)
        self.frame = image
        if self.state == "starting":
            self._late.stop()
            self.state = "on"
            self.state_changed.emit()
        self.finder.offer(image)
        self.frame_changed.emit()

    # --- the picture

    def take(self) -> None:
        """Take a picture; it comes with `taken`, or `refused` says why not."""
        if self.taking or self.state != "on":
            return
        if self._capture.capture() < 0:
            self.refused.emit(camera_words.not_ready())
            return
        self._set_taking(True)
        self._too_long.start()

    def _captured(self, number: int, image: QImage) -> None:
        if self.taking:
            self._too_long.stop()
            self._background.run(
                Call(jpeg_of, image),
                done=self._packed,
                failed=self._not_packed,
                receiver=self,
                key=object(),
            )

    def _packed(self, content: bytes) -> None:
        if not self.taking:
            return  # switched off meanwhile
        self._set_taking(False)
        if content:
            self.give(content, "camera")
        else:
            self.refused.emit(camera_words.not_ready())

    def _not_packed(self, error: BaseException) -> None:
        self._set_taking(False)
        self.refuse(error, self._background)

    def _not_taken(self, *reported: object) -> None:
        if self.taking:
            self._too_long.stop()
            self._set_taking(False)
            self.refused.emit(camera_words.not_ready())

    def _set_taking(self, taking: bool) -> None:
        self.taking = taking
        self.state_changed.emit()
