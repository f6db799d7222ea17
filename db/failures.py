"""The meaning of a database error: try again, tell the person, or a bug."""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, OutcomeUnknown, UserError
from db.damage import Unreadable, is_damage

log = logging.getLogger(__name__)

ATTEMPTS = 8

R = TypeVar("R")

LOCAL = "counter.db"
"""The local database file, as set-up and restore name it."""

_RETRY_STATES = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03"}
_SERVER_FULL = {"53100"}
_NOT_UNIQUE = "23505"
_SQLITE_NOT_UNIQUE = {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY"}


def worth_retrying(error: sa.exc.DBAPIError) -> bool:
    """Serialization failure, deadlock, lock timeout, a lost connection, or somebody else's unique row.

    A violated check, reference or NOT NULL is a bug, because the next try would meet it again.
    """
    if not_unique(error) or error.connection_invalidated or away(error):
        return True
    state = getattr(error.orig, "sqlstate", None)
    text = str(error.orig)
    return state in _RETRY_STATES or "database is locked" in text


def not_unique(error: sa.exc.DBAPIError) -> bool:
    """Whether the row, or its key, was there before: somebody else may have been first."""
    state = getattr(error.orig, "sqlstate", None)  # PostgreSQL's
    name = getattr(error.orig, "sqlite_errorname", None)
    return state == _NOT_UNIQUE or name in _SQLITE_NOT_UNIQUE


def away(error: sa.exc.DBAPIError) -> bool:
    """Whether no connection to the server could be made: it restarts, or the network is down."""
    connecting = error.statement is None and getattr(error.orig, "sqlstate", None) is None
    return connecting and type(error.orig).__module__.startswith("psycopg")


def pause(attempt: int) -> None:
    """Wait before a repeated attempt: longer each time, at random so that counters do not march."""
    if attempt:
        time.sleep(random.uniform(0.5, 1.0) * min(0.02 * 2**attempt, 1.0))


def repeat(do: Callable[[], R]) -> R:
    """Run something that may be repeated (a read, a lease of numbers); retried as procedures
    are."""
    last: sa.exc.DBAPIError | None = None
    for attempt in range(ATTEMPTS):
        pause(attempt)
        try:
            return do()
        except Unreadable:
            raise unreadable() from None
        except sa.exc.DBAPIError as error:
            sentence = told(error)
            if sentence is not None:
                raise sentence from None
            if not worth_retrying(error):
                raise
            last = error
    raise given_up(last)


@contextmanager
def in_words() -> Iterator[None]:
    """Run something that must not be repeated; an error that is no bug becomes its sentence at
    once."""
    try:
        yield
    except Unreadable:
        raise unreadable() from None
    except sa.exc.DBAPIError as error:
        sentence = told(error)
        if sentence is None and worth_retrying(error) and not not_unique(error):
            sentence = given_up(error)
        if sentence is None:
            raise
        raise sentence from None


def told(error: sa.exc.DBAPIError) -> UserError | None:
    """The sentence for an error that a person can do something about."""
    state, text = getattr(error.orig, "sqlstate", None), str(error.orig)
    if "disk is full" in text or state in _SERVER_FULL:
        return UserError(
            "disk_full",
            QT_TR_NOOP(
                "The disk is full, so nothing was saved. Your entries are kept. "
                "Free some space on this computer, then try again."
            ),
        )
    if is_damage(error.orig):
        return damaged(LOCAL)
    if "unable to open database file" in text:
        return cannot_open(error.orig)
    if "disk I/O error" in text:
        return UserError(
            "disk_error",
            QT_TR_NOOP(
                "The disk could not be read or written, so nothing was saved. Your entries are kept. "
                "Tell the administrator before you go on."
            ),
        )
    if "readonly database" in text or "read-only" in text:
        return UserError(
            "read_only",
            QT_TR_NOOP(
                "The database cannot be written to, so nothing was saved. Your entries are kept. "
                "Tell the administrator."
            ),
        )
    return None


def unreadable() -> UserError:
    """The sentence for data that was changed outside this program; verification tells more."""
    return UserError(
        "value_unreadable",
        QT_TR_NOOP(
            "The database holds a date or time that cannot be read: it was changed outside this "
            "program. Nothing was saved. Tell the administrator to run the verification."
        ),
    )


def damaged(name: str) -> UserError:
    """The sentence for the file `name`, found damaged while in use; nobody may work with it any
    more."""
    return UserError(
        "database_damaged",
        QT_TR_NOOP(
            "The database file {name} is damaged. Stop working; what you typed is kept as a draft. "
            "Tell the administrator: the newest backup is to be restored into an empty data folder. "
            "Never put a file back by hand: {name}-wal and {name}-shm belong to {name}."
        ),
        name=name,
    )


def cannot_open(error: BaseException | None) -> UserError:
    """The sentence for a folder or file that belongs to somebody else or cannot be written."""
    log.warning("the database cannot be opened", exc_info=error)
    return UserError(
        "cannot_open",
        QT_TR_NOOP(
            "The data folder cannot be opened for writing: the disk is read-only or full, or the "
            "folder belongs to somebody else. Nothing was saved. Tell the administrator."
        ),
    )


@contextmanager
def folder_in_words() -> Iterator[None]:
    """A folder that cannot be made or written becomes its sentence."""
    try:
        yield
    except OSError as error:
        raise cannot_open(error) from None


def unknown() -> OutcomeUnknown:
    """The sentence for a connection that was lost and did not come back in time."""
    return OutcomeUnknown(
        "outcome_unknown",
        QT_TR_NOOP(
            "The connection was lost before the answer came. Your entries are kept. When it is back, "
            "try again: nothing is done twice."
        ),
    )


def given_up(last: sa.exc.DBAPIError | None) -> UserError:
    """The sentence after the last attempt, when nothing can have been saved."""
    if last is not None and (last.connection_invalidated or away(last)):
        return UserError(
            "server_away",
            QT_TR_NOOP(
                "The shared database cannot be reached, so nothing was saved. Your entries are kept. "
                "Check the network cable, then try again."
            ),
        )
    return busy()


def busy() -> UserError:
    """The sentence for a last retry that failed on a lock."""
    return UserError(
        "busy",
        QT_TR_NOOP("The database is busy, so nothing was saved. Your entries are kept; try again."),
    )
