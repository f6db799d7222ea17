"""A lock on an open file that goes with the process that holds it, however it ends."""

from __future__ import annotations

import os
import sys
import time

_PAUSE = 0.01
_AT = 1 << 30  # beyond the content: Windows lets nobody read a locked part


def try_lock(descriptor: int) -> bool:
    """Whether this process holds the file now; False when another one, or another opening, does."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(descriptor, _AT, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def lock_within(descriptor: int, seconds: float) -> bool:
    """As `try_lock`, but wait up to `seconds` for whoever holds it."""
    end = time.monotonic() + seconds
    while not try_lock(descriptor):
        if time.monotonic() > end:
            return False
        time.sleep(_PAUSE)
    return True
