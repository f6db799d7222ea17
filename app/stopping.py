"""Stopping a read in another thread when its result is not needed any more.

    stop = Stop()
    with stoppable(stop): ...        # in the thread that reads
    stop.now()                       # in any other one

Only reads are ended (db.interrupt): a procedure that runs in the same thread comes to its end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Stopped(Exception):
    """The read was ended because its result is not needed any more."""


class Stop:
    """Says once that a piece of work is not wanted any more."""

    def __init__(self) -> None:
        self.said = False
        self._lock = threading.Lock()
        self._end: Callable[[], None] | None = None
        self._slow = False

    def now(self) -> None:
        """End the statement that runs, and refuse those to come; returns at once."""
        with self._lock:
            self.said = True
            if self._end is None:
                return
            if not self._slow:
                self._end()
                return
        threading.Thread(target=self._end_slowly, name="counter-cancel", daemon=True).start()

    def _end_slowly(self) -> None:
        with self._lock:
            if self._end is not None:
                self._end()

    @contextmanager
    def reading(self, end: Callable[[], None], *, slow: bool) -> Iterator[None]:
        """Work that `end`, called in another thread, ends; with `slow` it asks somebody else, and
        this does not return before it was answered."""
        self._hold(end, slow)
        try:
            self.refuse()
            yield
        finally:
            self._hold(None, False)

    def refuse(self) -> None:
        """Raise Stopped in a read that nobody waits for."""
        if self.said and self._end is not None:
            raise Stopped

    def _hold(self, end: Callable[[], None] | None, slow: bool) -> None:
        with self._lock:
            self._end, self._slow = end, slow


class _Here(threading.local):
    stop: Stop | None = None


_here = _Here()


@contextmanager
def stoppable(stop: Stop) -> Iterator[None]:
    """Reads of this thread end when `stop` says so."""
    _here.stop = stop
    try:
        yield
    finally:
        _here.stop = None


def current() -> Stop | None:
    """What may stop this thread's reads."""
    return _here.stop


def go_on() -> None:
    """Between two statements: raise Stopped in a read that nobody waits for."""
    if _here.stop is not None:
        _here.stop.refuse()
