"""The mark of a sign-in try under way on this computer, so that a try that was broken off does not
count.

A try counts before its password is looked at (app.services.staff.signing_in), so a program that is
killed or loses its power meanwhile leaves a count that nobody earned. The mark holds the counts
before the try. It is on the disk before the try counts, and its file is locked while the process
lives. It is removed as soon as the password was judged, before the outcome is recorded or told. A
try that is given back was therefore never answered, and killing the program on purpose teaches
nothing about the password. After `AT_MOST` tries broken off in a row they count all the same.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from app.domain.canonical import from_plain, to_plain
from app.file_lock import try_lock
from app.paths import Folders, make_private
from app.security.passwords import LOCK_AFTER

TRIES_FOLDER = "tries"
AT_MOST = 10
"""Tries of one person that may be broken off in a row before they count as wrong ones."""
_LARGEST = 4096


@dataclass(frozen=True)
class Counts:
    """A person's tries in the database."""

    failures: int
    last_failed_at: datetime | None
    locked: bool


@dataclass(frozen=True)
class Mark:
    """A try: the counts before it, the counts it wrote, and how many tries before it were broken
    off in a row."""

    before: Counts
    counted: Counts
    broken_off: int = 0

    def given_back(self, now: Counts) -> Counts:
        """`now` without this try."""
        if now == self.counted:
            return self.before
        if now.failures < self.counted.failures:
            return now  # a right password or an unlock has reset the count
        failures = now.failures - 1  # others have tried since
        return Counts(failures, now.last_failed_at, now.locked and failures >= LOCK_AFTER)


@dataclass
class PendingTry:
    """The open mark of one person's try; `descriptor` is None where the folder takes no file."""

    descriptor: int | None = None
    left: Mark | None = None
    """what a process that is no more left behind"""

    @classmethod
    def of(cls, folders: Folders, staff_id: UUID) -> PendingTry:
        """Take hold of a person's mark; without one (two tries at once, a full disk) the try counts."""
        file = folders.data / TRIES_FOLDER / f"{staff_id}.json"
        try:
            make_private(file.parent)
            flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
            descriptor = os.open(file, flags | getattr(os, "O_NONBLOCK", 0), 0o600)
        except OSError:
            return cls()
        if not try_lock(descriptor):
            os.close(descriptor)
            return cls()
        return cls(descriptor, _read(descriptor))

    def settled(self, now: Counts) -> Counts:
        """The counts after giving back a try that a dead process left."""
        if self.left is None or self.left.broken_off >= AT_MOST:
            return now
        return self.left.given_back(now)

    def begin(self, mark: Mark) -> None:
        """Write the mark to the disk, before the try counts."""
        if self.descriptor is None:
            return
        if self.left is not None:
            mark = replace(mark, broken_off=self.left.broken_off + 1)
        with contextlib.suppress(OSError):
            os.ftruncate(self.descriptor, 0)
            os.lseek(self.descriptor, 0, os.SEEK_SET)
            os.write(self.descriptor, json.dumps(to_plain(mark)).encode())
            os.fsync(self.descriptor)

    def end(self) -> None:
        """Remove the mark, because the outcome of the try is known."""
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, 0)
                os.fsync(descriptor)
            os.close(descriptor)

    def leave(self) -> None:
        """Leave the mark as it is, for the next try to find."""
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _read(descriptor: int) -> Mark | None:
    try:
        content = os.read(descriptor, _LARGEST)
        mark: Mark = from_plain(Mark, json.loads(content))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        # an empty mark or one torn by a power cut means that the try was not counted yet
        return None
    return mark
