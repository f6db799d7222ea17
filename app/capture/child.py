"""The process that decodes and reads: `python -m app.capture.child`, asked over its standard input.

It holds no key, opens no file but the models, writes none, and ends when nobody asks for a while, so
that its memory is given back.
"""

from __future__ import annotations

import os
import select
import sys
from collections.abc import Iterator
from pathlib import Path
from traceback import walk_tb
from typing import Any, BinaryIO

from app.capture import wire
from app.capture.reading import Corners, Reading
from app.errors import UserError

MEMORY = 2 * 1024**3
"""Bytes of data at most; 0.7 GB are used for an ordinary photo."""
IDLE_SECONDS = 120.0


def main() -> int:
    """Answer requests until the pipe closes or nobody asks."""
    asked, answers = _own_pipes()
    limit_memory()
    while _wait(asked):
        message = wire.receive(asked)
        if message is None:
            break
        head, content = message
        plain, upright = answer(head, content)
        wire.send(answers, {**plain, "memory": memory()}, upright)
    return 0


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes, kept apart from standard output, because a library may print between the
    answers."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return os.fdopen(os.dup(0), "rb"), answers


def _wait(pipe: BinaryIO) -> bool:
    """Whether something is asked before the idle time is over (Windows cannot wait on a pipe)."""
    if os.name != "posix":
        return True
    return bool(select.select([pipe], [], [], IDLE_SECONDS)[0])


def answer(asked: dict[str, Any], content: bytes) -> tuple[dict[str, Any], bytes]:
    """One request: what was asked, a refusal in words, or where the program itself failed."""
    try:
        if asked.get("find"):
            return {"found": find(content)}, b""
        if asked.get("preview"):
            return preview(content, int(asked["preview"]))
        corners = wire.to_corners(asked["corners"]) if asked.get("corners") else None
        reading = read(content, corners)
    except UserError as refused:
        told = {"code": refused.code, "text": refused.text, "values": refused.values}
        return {"refused": told}, b""
    except Exception as error:  # noqa: BLE001 - its text may hold what stands on the card
        return {"bug": [type(error).__name__, *_places(error)]}, b""
    return {"reading": wire.to_plain(reading)}, reading.upright


def read(content: bytes, corners: Corners | None) -> Reading:
    """Decode and read, all in this process."""
    from app.capture.decode import decode
    from app.capture.read_card import read as read_pixels

    return read_pixels(decode(content), corners)


def find(content: bytes) -> list[Corners]:
    """Decode and look for edges; quick enough for a preview, the models are not needed."""
    from app.capture import find_card
    from app.capture.decode import decode

    return find_card.find(decode(content))


def preview(content: bytes, side: int) -> tuple[dict[str, Any], bytes]:
    """Decode, and encode anew with a longer side of `side` pixels at most: no byte of the file but its
    pixels gets through."""
    from app.capture.decode import decode
    from app.capture.page import jpeg, smaller

    pixels = decode(content)
    small = smaller(pixels, side)
    return {"scale": small.shape[1] / pixels.shape[1]}, jpeg(small)


def _places(error: BaseException) -> Iterator[str]:
    for frame, line in walk_tb(error.__traceback__):
        yield f"{Path(frame.f_code.co_filename).name}:{line}"


def limit_memory() -> None:
    """No more data than a large photo needs, no file written, no core file (Windows: nothing)."""
    try:
        import resource
    except ImportError:
        return
    for what, limit in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        resource.setrlimit(
            what, (limit, hard if hard == resource.RLIM_INFINITY else min(limit, hard))
        )


def memory() -> int:
    """Bytes that this process has in memory now; 0 where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


if __name__ == "__main__":
    sys.exit(main())
