"""Whether the embedded file is whole: its pages, its indexes, and that what is referred to is there."""

from __future__ import annotations

import re
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

_EVERY_S = 0.1
_AT_MOST = 1000
_CORRUPT, _NO_DATABASE = 11, 26  # SQLite's primary error codes
_VALUES = re.compile(r"^(CHECK constraint failed in|NULL value in|[\w-]+ value in) ")
"""A value that breaks its column's rule: verification names the row, the file is whole."""


class Unreadable(ValueError):
    """A value that no program of ours wrote, such as a day that no calendar has."""


class GivenUp(Exception):
    """The check was stopped before it knew."""


def found_in(
    file: Path,
    *,
    thorough: bool,
    references: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> list[str]:
    """What is wrong with the file at `file` (with its -wal, if there is one), which stays as it is.

    `thorough` also compares indexes with their tables and takes ten times as long (a million rows and
    1 GB of pictures: 0.6 and 5.4 s); `references` asks for rows that refer to nothing. Raises GivenUp
    when `stop`, asked ten times a second, says so; sqlite3.OperationalError when it cannot be read.
    """
    # Read-only, because the last connection to close would otherwise write a -wal into a damaged
    # file.
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=5.0)
    try:
        return _look(connection, thorough, references, stop)
    except UnicodeDecodeError:  # SQLite's complaint quotes a name that is no text
        return ["the schema is malformed"]
    except sqlite3.DatabaseError as error:
        if is_damage(error):
            return [str(error)]
        raise
    finally:
        connection.close()


def is_damage(error: BaseException | None) -> bool:
    """Whether SQLite met a damaged file, or one that is no database."""
    code = getattr(error, "sqlite_errorcode", None)
    return isinstance(code, int) and code & 0xFF in (_CORRUPT, _NO_DATABASE)


def _look(
    connection: sqlite3.Connection, thorough: bool, references: bool, stop: Callable[[], bool]
) -> list[str]:
    over = threading.Event()
    gave_up = False

    def watch() -> None:
        nonlocal gave_up
        while not over.wait(_EVERY_S):
            if stop():
                gave_up = True
                connection.interrupt()

    watching = threading.Thread(target=watch, name="counter-damage", daemon=True)
    watching.start()
    try:
        connection.execute("PRAGMA cell_size_check = ON")
        pragma = "integrity_check" if thorough else "quick_check"
        told = [str(row[0]) for row in connection.execute(f"PRAGMA {pragma}({_AT_MOST})")]
        wrong = [line for line in told if line != "ok" and not _VALUES.match(line)]
        if references and not wrong:
            dangling = connection.execute("PRAGMA foreign_key_check").fetchmany(_AT_MOST)
            wrong = [f"{row[0]} refers to {row[2]}, which is not there" for row in dangling]
    except sqlite3.OperationalError:
        if gave_up:
            raise GivenUp from None
        raise
    finally:
        over.set()
        watching.join()
    return wrong
