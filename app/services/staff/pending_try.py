"""Which sign-in try is being looked at on this computer, so that one that was broken off counts as none.

A try counts before its password is looked at (app.services.staff.signing_in), so a program that is killed or
loses its power meanwhile leaves a count that nobody earned. The mark of a try says what stood before
it. It is on the disk before the count is, its file is locked while the process lives, and it goes the
moment it is known whether the password was right: before anything is recorded or told. So what is
given back was never answered, and whoever kills the program on purpose learns nothing from a try.
After `AT_MOST` tries broken off in a row they count all the same.
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
    """What the database says about a person's tries."""

    failures: int
    last_failed_at: datetime | None
    locked: bool


@dataclass(frozen=True)
class Mark:
    """A try: what stood before it, what it wrote, and how many before it were broken off in a row."""

    before: Counts
    counted: Counts
    broken_off: int = 0

    def given_back(self, now: Counts) -> Counts:
        """`now` without this try."""
        if now == self.counted:
            return self.before
        if now.failures < self.counted.failures:
            return now  # a right password, or an unlock, has ended the count
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
        """What counts once the try that a dead process left is given back."""
        if self.left is None or self.left.broken_off >= AT_MOST:
            return now
        return self.left.given_back(now)

    def begin(self, mark: Mark) -> None:
        """On the disk, before the count is."""
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
        """It is known how the try ended: nothing is to be given back."""
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(descriptor, 0)
                os.fsync(descriptor)
            os.close(descriptor)

    def leave(self) -> None:
        """Let go of the mark as it is: the next try finds it."""
        descriptor, self.descriptor = self.descriptor, None
        if descriptor is not None:
            os.close(descriptor)


def _read(descriptor: int) -> Mark | None:
    try:
        content = os.read(descriptor, _LARGEST)
        mark: Mark = from_plain(Mark, json.loads(content))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None  # empty, or torn by a power cut: then nothing was counted yet
    return mark
