"""Bounded reading of a file that a person named, because a device never ends and a pipe may stay
silent."""

from __future__ import annotations

import errno
import os
import select
import stat
import sys
import time
from pathlib import Path

from app.errors import QT_TR_NOOP, UserError

SILENT_SECONDS = 30.0
"""How long a pipe may say nothing."""
SECONDS = 300.0
"""How long it may take altogether."""
_CHUNK = 1 << 20


class TooLarge(OSError):
    """There is more than was asked for."""


def read_file(file: Path, most: int) -> bytes:
    """Everything in a file, pipe or device. OSError when it cannot be read, TooLarge when there is
    more than `most` bytes; UserError 'input_silent'."""
    descriptor = os.open(
        file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    )
    try:
        return read(descriptor, most)
    finally:
        os.close(descriptor)


def read_own(file: Path, most: int) -> bytes:
    """Everything in a file that this program wrote; a pipe in its place is refused. OSError when it
    cannot be read or is no ordinary file, TooLarge."""
    if not stat.S_ISREG(file.stat().st_mode):
        raise OSError(errno.EINVAL, "no ordinary file")
    return read_file(file, most)


def read(descriptor: int, most: int, *, until: bytes = b"") -> bytes:
    """`most` bytes or fewer from an open file, to its end or through `until`. Raises as `read_file`.

    A terminal has no time limit.
    """
    found = bytearray()
    end = time.monotonic() + SECONDS
    while not (until and found.endswith(until)):
        if not os.isatty(descriptor):
            _wait(descriptor, min(SILENT_SECONDS, end - time.monotonic()))
        part = os.read(descriptor, 1 if until else _CHUNK)  # read no byte beyond the line
        if not part:
            break
        found += part
        if len(found) > most:
            raise TooLarge
    return bytes(found)


def _wait(descriptor: int, seconds: float) -> None:
    """Until there is something to read. Windows can only wait for sockets: there it is not bounded."""
    if sys.platform != "win32" and not select.select([descriptor], [], [], max(seconds, 0))[0]:
        raise UserError(
            "input_silent",
            QT_TR_NOOP(
                "Nothing more came from this input for {seconds} seconds. Nothing was done."
            ),
            seconds=round(SILENT_SECONDS),
        )
