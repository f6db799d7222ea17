"""Python's cycle collector runs on the main thread only.

A cycle may hold widgets. A worker thread that collects it would destroy them while the event loop
uses them, and the program would crash.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

YOUNG_MS = 1_000
FULL_EVERY = 60


class MainThreadGarbage(QObject):
    """Switches automatic collection off, and collects by timer until `stop`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._was_on = gc.isenabled()
        self._rounds = 0
        gc.disable()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._collect)
        self._timer.start(YOUNG_MS)

    def stop(self) -> None:
        """Give collecting back to Python; call it when no worker thread is left."""
        self._timer.stop()
        if self._was_on:
            gc.enable()

    def _collect(self) -> None:
        self._rounds += 1
        gc.collect(2 if self._rounds % FULL_EVERY == 0 else 1)
