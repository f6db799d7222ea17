"""The files in a folder that a scanner writes to. All functions here run in the background. File
names stay inside this module, because they may hold a person's name.
"""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, field
from pathlib import Path

from app.capture.picture_header import broken
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from ui.capture.read_file import read_file

UNFINISHED = (
    ".tmp",
    ".temp",
    ".part",
    ".partial",
    ".filepart",
    ".crdownload",
    ".download",
    ".lock",
)
NOT_PICTURES = ("desktop.ini", "thumbs.db")
FILE_ATTRIBUTE_HIDDEN = 2
"""Of Windows."""


@dataclass(frozen=True)
class SeenFile:
    """A file as it was at one look; equal to another look when nothing was written between, also
    under another name."""

    path: Path = field(repr=False, compare=False)
    number: int
    size: int
    changed: int


@lane("pictures")
def poll(folder: Path) -> tuple[SeenFile, ...]:
    """The files in `folder` that may be pictures, oldest first; OSError when it is not there.

    Hidden files, folders, links and what a program is still writing under another name are none.
    """
    found = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not _is_set_aside(entry.name):
                seen = see(Path(entry.path))
                if seen is not None:
                    found.append(seen)
    return tuple(sorted(found, key=lambda seen: (seen.changed, seen.path)))


def see(path: Path) -> SeenFile | None:
    """One file now; None when it is gone, hidden, or no ordinary file."""
    try:
        status = path.lstat()
    except OSError:
        return None
    hidden = getattr(status, "st_file_attributes", 0) & FILE_ATTRIBUTE_HIDDEN
    if hidden or not stat.S_ISREG(status.st_mode):
        return None
    return SeenFile(path, status.st_ino, status.st_size, status.st_mtime_ns)


@lane("pictures")
def read(seen: SeenFile) -> bytes:
    """The whole picture; UserError when it is none, or was written to meanwhile."""
    content = read_file(seen.path)
    if see(seen.path) != seen:
        raise broken()
    return content


def remove(seen: SeenFile) -> None:
    """Take away the file that was read, not another that came under its name."""
    if see(seen.path) not in (seen, None):
        return
    try:
        seen.path.unlink(missing_ok=True)
    except OSError:
        raise UserError(
            "picture_left",
            QT_TR_NOOP(
                "The scanned picture was taken, but could not be removed from the scanner's folder. "
                "Delete it there: it shows a document."
            ),
        ) from None


def _is_set_aside(name: str) -> bool:
    lower = name.lower()
    return lower.startswith((".", "~")) or lower.endswith(UNFINISHED) or lower in NOT_PICTURES
