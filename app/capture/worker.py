"""The reading process from outside: one picture at a time, with limits of time and memory.

This module imports neither OpenCV nor the models; they are in the child only. A child that hangs,
dies or has grown is replaced, and the picture that caused it is refused in words.
"""

from __future__ import annotations

import logging
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from math import inf
from pathlib import Path

from app.capture import wire
from app.capture.picture_header import CaptureRefused, check_bytes
from app.capture.reading import Corners, Reading
from app.errors import QT_TR_NOOP
from app.lanes import lane

TOP = Path(__file__).resolve().parent.parent.parent
SECONDS = 30.0
"""For one picture, the start of the models included, on a slow and busy computer."""
PICTURES = 200
MEMORY = 900_000_000
"""Bytes after a picture from which on the child is replaced, and after so many pictures."""

PREVIEW = 1600
"""Pixels of the longer side of a picture that is only looked at."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SmallPicture:
    """A JPEG that the reading process made; `scale` is its pixels for each of the picture's."""

    jpeg: bytes = field(repr=False)
    scale: float


class Worker:
    """Starts its child with the first picture. `read` waits for others; `close` ends the child."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._pictures = 0
        self._closed = False
        self._one = threading.Lock()

    @lane("pictures")
    def read(
        self, content: bytes, corners: Corners | None = None, *, seconds: float = inf
    ) -> Reading:
        """The document in a picture file, within so many `seconds`. CaptureRefused says why not, and
        what to do."""
        head, upright = self._answer({"corners": corners}, content, seconds)
        match head:
            case {"reading": dict(plain)}:
                try:
                    return wire.from_plain(plain, upright)
                except (KeyError, TypeError, ValueError, AttributeError):
                    raise _failed() from None
        raise _failed()

    @lane("pictures")
    def find(self, content: bytes, *, seconds: float = inf) -> list[Corners]:
        """The corners of each document whose edges show, the clearest first; nothing is read."""
        head, _ = self._answer({"find": True}, content, seconds)
        match head:
            case {"found": list(found)}:
                try:
                    return [wire.to_corners(points) for points in found]
                except (TypeError, ValueError):
                    raise _failed() from None
        raise _failed()

    @lane("pictures")
    def preview(self, content: bytes, side: int = PREVIEW) -> SmallPicture:
        """The whole picture for a person's eyes, small and encoded anew; nothing is read."""
        head, small = self._answer({"preview": side}, content)
        match head:
            case {"scale": float(scale)} if scale > 0 and small:
                return SmallPicture(small, scale)
        raise _failed()

    def _answer(
        self, asked: dict[str, object], content: bytes, seconds: float = inf
    ) -> wire.Message:
        check_bytes(content)
        with self._one:
            if self._closed:
                raise _failed()
            child = self._running()
            try:
                message = _in_time(child, asked, content, min(seconds, self._seconds))
            except BaseException:
                self._end()  # an answer that came now would be taken for the next picture's
                raise
            self._look_after(message[0])
        _raise_refusal(message[0])
        return message

    def cancel(self) -> None:
        """Called from another thread: refuses a waiting `read` at once."""
        child = self._child
        if child is not None:
            child.kill()

    def close(self, *, for_good: bool = False) -> None:
        """End the child. The next picture starts another, unless it is `for_good`: then a reading of
        several steps that is on its way starts none either."""
        self._closed = self._closed or for_good
        self.cancel()
        with self._one:
            self._end()

    @property
    def process(self) -> int | None:
        """The child's process id, None when there is none."""
        return self._child.pid if self._child else None

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is not None and self._child.poll() is not None:
            self._end()  # it had nothing to do for a while, or was killed
        if self._child is None:
            self._pictures = 0
            self._child = subprocess.Popen(
                # -B: it writes no file, not even what Python compiled
                [sys.executable, "-B", "-m", "app.capture.child"],
                cwd=TOP,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._child

    def _look_after(self, head: dict[str, object]) -> None:
        """Replace a child that has done enough or grown too much."""
        self._pictures += 1
        memory = head.get("memory")
        if self._pictures >= PICTURES or (isinstance(memory, int) and memory > MEMORY):
            self._end()

    def _end(self) -> None:
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()


def _raise_refusal(head: dict[str, object]) -> None:
    match head:
        case {"refused": {"code": str(code), "text": str(text), "values": dict(values)}}:
            raise CaptureRefused(code, text, **values)
        case {"bug": list(places)}:
            log.error("reading a picture failed at %s", " ".join(map(str, places)))
            raise _failed()


def _in_time(
    child: subprocess.Popen[bytes], asked: dict[str, object], content: bytes, seconds: float
) -> wire.Message:
    late = threading.Event()

    def stop() -> None:
        late.set()
        child.kill()

    alarm = threading.Timer(seconds, stop)
    alarm.start()
    try:
        message = _ask(child, asked, content)
    finally:
        alarm.cancel()
        alarm.join()
    if message is None:
        raise _too_slow() if late.is_set() else _failed()
    return message


def _ask(
    child: subprocess.Popen[bytes], asked: dict[str, object], content: bytes
) -> wire.Message | None:
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        wire.send(child.stdin, asked, content)
        return wire.receive(child.stdout)
    except (OSError, ValueError):
        return None


def _failed() -> CaptureRefused:
    return CaptureRefused(
        "picture_failed",
        QT_TR_NOOP("This picture could not be read. Take it again, or type what stands there."),
    )


def _too_slow() -> CaptureRefused:
    return CaptureRefused(
        "picture_slow",
        QT_TR_NOOP("Reading this picture takes too long. Take it again, only the card on it."),
    )
