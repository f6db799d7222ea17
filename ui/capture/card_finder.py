"""Where in the camera's picture a document lies: asked now and then, forgotten when it is old."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from app.capture.reading import Corners
from app.lanes import lane
from ui.desk.background import Background, Call
from ui.document.quadrilateral import scaled

Told = Callable[[list[Corners]], None]
FindCorners = Callable[[bytes, Told], None]
"""Looks for documents in a JPEG and calls `Told` on the main thread, with none when it failed."""

FIND_MS = 400
STALE_MS = 1_500
"""An outline without a newer answer is dropped: the card may have been taken away."""
LOST_SECONDS = 5.0
"""After which an answer is no longer waited for."""
LONGEST = 960
QUALITY = 75
PHOTO_QUALITY = 92


class CardFinder(QObject):
    """`corners` are those of the last answer in pixels of the frame, None when there are none."""

    changed = Signal()

    def __init__(
        self, background: Background, find_corners: FindCorners, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.corners: Corners | None = None
        self._background = background
        self._find = find_corners
        self._round = 0
        self._asked: float | None = None
        self._pause, self._stale = QTimer(self), QTimer(self)
        for timer, interval in ((self._pause, FIND_MS), (self._stale, STALE_MS)):
            timer.setSingleShot(True)
            timer.setInterval(interval)
        self._stale.timeout.connect(lambda: self._set(None))

    def offer(self, frame: QImage) -> None:
        """Ask for the document in this frame, unless one was asked for just now."""
        now = time.monotonic()
        waits = self._asked is not None and now - self._asked < LOST_SECONDS
        if waits or self._pause.isActive():
            return
        self._asked = now
        self._pause.start()
        self._round += 1
        number, factor = self._round, small_factor(frame)
        self._background.run(
            Call(small_jpeg, frame),
            done=lambda content: self._ask(content, number, factor),
            receiver=self,
            key=("find card", id(self)),
        )

    def clear(self) -> None:
        """Forget the outline, and every answer that is still to come."""
        self._round += 1
        self._asked = None
        self._pause.stop()
        self._set(None)

    def _ask(self, content: bytes, number: int, factor: float) -> None:
        if number == self._round:
            self._find(content, lambda found: self._told(found, number, factor))

    def _told(self, found: list[Corners], number: int, factor: float) -> None:
        if number == self._round:
            self._asked = None
            self._set(scaled(found[0], 1 / factor) if found else None)

    def _set(self, corners: Corners | None) -> None:
        self._stale.stop()
        if corners is not None:
            self._stale.start()
        if corners != self.corners:
            self.corners = corners
            self.changed.emit()


def small_factor(frame: QImage) -> float:
    """How much smaller the frame is made to look for a card in it; at most 1."""
    return min(LONGEST / max(frame.width(), frame.height(), 1), 1.0)


@lane("pictures")
def small_jpeg(frame: QImage) -> bytes:
    """The frame as a small JPEG; for the background."""
    size = (frame.size().toSizeF() * small_factor(frame)).toSize()
    if 4 * size.width() < frame.width() * 2:  # the smooth way alone takes long for a large frame
        frame = frame.scaled(size * 2)
    smooth = Qt.TransformationMode.SmoothTransformation
    return jpeg_of(frame.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth), QUALITY)


@lane("pictures")
def jpeg_of(image: QImage, quality: int = PHOTO_QUALITY) -> bytes:
    """A JPEG in memory, never in a file; for the background. Empty when it failed."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "jpg", quality)  # type: ignore[call-overload]
    return bytes(buffer.data().data())
