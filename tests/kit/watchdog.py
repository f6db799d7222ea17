"""Does the window's thread answer? What keeps it from its event loop for too long is found, with a stack.

A busy machine must not look like a slow window, so no wall clock is used: a turn of the event loop is
as long as the CPU time that the thread used in it, and the time that it slept in our own code. It
slept when two looks find it asleep there and it was not woken in between; a thread that waits for the
interpreter's lock wakes every 5 ms, one that waits for a processor is not asleep.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType

import coverage
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

TOP = str(Path(__file__).resolve().parent.parent.parent)
LIMIT = 0.1
LOOK_SECONDS = 0.01
HEART_MS = 5
"""A turn is what lies between two beats of the event loop."""


@dataclass(frozen=True)
class Block:
    """A turn that was too long, and where it was found most often."""

    seconds: float
    where: str


class Watchdog:
    """`with Watchdog(qtbot) as dog: dog.act(fn)`; then `dog.found` and `dog.longest`."""

    def __init__(self, qtbot: QtBot, limit: float = LIMIT) -> None:
        self._qtbot = qtbot
        self._limit = limit
        self._main = threading.main_thread().ident
        self._task = Path(f"/proc/self/task/{threading.get_native_id()}")
        self._cpu = 0.0
        self._slept = 0.0
        self._seen: Counter[str] = Counter()
        self._heart = QTimer()
        self._heart.timeout.connect(self._turn)
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="watchdog", daemon=True)
        self.found: list[Block] = []
        self.longest = 0.0

    def __enter__(self) -> Watchdog:
        # Counting lines costs as much as the program: it is measured as people run it.
        self._counting = coverage.Coverage.current()
        if self._counting is not None:
            self._counting.stop()
        self._begin()
        self._heart.start(HEART_MS)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._turn()
        self._heart.stop()
        self._end.set()
        self._thread.join()
        if self._counting is not None:
            self._counting.start()

    def act(self, fn: Callable[[], object]) -> None:
        """Do something as an event of the window, not in the middle of the test's own work."""
        done: list[object] = []

        def run() -> None:
            fn()
            done.append(1)

        QTimer.singleShot(0, run)
        self._qtbot.waitUntil(lambda: bool(done), timeout=20_000)

    # --- on the window's thread

    def _begin(self) -> None:
        self._cpu, self._slept = time.thread_time(), 0.0
        self._seen.clear()

    def _turn(self) -> None:
        seconds = time.thread_time() - self._cpu + self._slept
        self.longest = max(self.longest, seconds)
        if seconds > self._limit:
            where = "; ".join(text for text, _ in Counter(self._seen).most_common(3))
            self.found.append(Block(round(seconds, 3), where))
        self._begin()

    # --- on its own thread

    def _watch(self) -> None:
        before: tuple[str, str] | None = None
        at = time.monotonic()
        while not self._end.wait(LOOK_SECONDS):
            now, then = time.monotonic(), at
            at = now
            where = _own_code(sys._current_frames().get(self._main or 0))
            if where:
                self._seen[where] += 1
            state = self._state() if where else None
            if state is not None and state == before:
                self._slept += now - then
            before = state

    def _state(self) -> tuple[str, str] | None:
        """Asleep since when, as the count of its wakings; None when it runs or may."""
        state = (self._task / "stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
        if state not in "SD":
            return None
        lines = (self._task / "status").read_text(encoding="utf-8").splitlines()
        return state, next(line for line in lines if line.startswith("voluntary"))


def _own_code(frame: FrameType | None) -> str:
    """The innermost place of this project, '' while the thread waits in its event loop."""
    while frame is not None:
        file = frame.f_code.co_filename
        if "pytestqt" in file:
            return ""
        if file.startswith(TOP) and "/.venv/" not in file:
            return f"{file[len(TOP) + 1 :]}:{frame.f_lineno} {frame.f_code.co_name}"
        frame = frame.f_back
    return ""
