"""The check of the local database file when it is opened (app.services.session.file_daily: once a
day). The result is stored beside the file. A file that was found damaged is opened again only after
all of it was checked.
"""

from __future__ import annotations

import contextlib
import json
import logging
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from app.bounded import read_own
from app.domain.canonical import from_plain, to_plain
from app.errors import UserError
from app.paths import Folders, write_durably
from db import damage, failures
from db.engine import not_a_database

log = logging.getLogger(__name__)

OPENING_SECONDS = 2.0
"""So long a person may wait for it at the start; a file of some GB is looked at while they work."""
_RECORD = "last-checked.json"
_LARGEST = 10_000


@dataclass(frozen=True)
class LastCheck:
    """When all of the file was last looked at, and whether it was whole."""

    at: datetime
    whole: bool


def at_opening(folders: Folders, file: Path, clock: Callable[[], datetime]) -> bool:
    """Refuse a damaged file with UserError 'not_a_database'; False when there was no time to know.

    A -wal that was left behind (a killed program, a power cut) may belong to another file that was put
    in this one's place, so then the indexes are compared with their tables too.
    """
    last = last_file_check(folders)
    suspect = last is not None and not last.whole
    log_left = _size(file.with_name(f"{file.name}-wal")) > 0
    end = time.monotonic() + OPENING_SECONDS
    try:
        require_whole_file(
            file,
            not_a_database(file.name),
            thorough=suspect or log_left,
            references=suspect or log_left,
            stop=lambda: not suspect and time.monotonic() > end,
        )
    except damage.GivenUp:
        return False
    if suspect:
        remember(folders, LastCheck(clock(), True))
    return True


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def require_whole_file(
    file: Path,
    refusal: UserError,
    *,
    thorough: bool = True,
    references: bool = True,
    stop: Callable[[], bool] = lambda: False,
) -> None:
    """Raise `refusal` when something is wrong with the file; the rest is as in db.damage.

    UserError 'busy' or 'cannot_open' when it cannot be looked at; GivenUp.
    """
    try:
        found = damage.found_in(file, thorough=thorough, references=references, stop=stop)
    except sqlite3.Error as error:
        raise (failures.busy() if "locked" in str(error) else failures.cannot_open(error)) from None
    if found:
        log.error("a database file is damaged: %s", "; ".join(found[:5]))
        raise refusal


def remember(folders: Folders, check: LastCheck) -> None:
    """Store the result. When the disk refuses, the check is due again."""
    with contextlib.suppress(OSError):
        write_durably(folders.data / _RECORD, json.dumps(to_plain(check)).encode())


def last_file_check(folders: Folders) -> LastCheck | None:
    """The newest check of the whole file, or None."""
    try:
        stored = json.loads(read_own(folders.data / _RECORD, _LARGEST))
        last: LastCheck = from_plain(LastCheck, stored)
    except (OSError, ValueError, TypeError, RecursionError):
        return None
    return last
