"""What a database error means: try again, tell the person, or a bug."""

from __future__ import annotations

import sqlalchemy as sa

from app.errors import QT_TR_NOOP, OutcomeUnknown, UserError

_RETRY_STATES = {"40001", "40P01", "55P03", "57P01", "57P02", "57P03"}
_SERVER_FULL = {"53100"}


def worth_retrying(error: sa.exc.DBAPIError) -> bool:
    """Serialization failure, deadlock, lock timeout, a lost connection, or somebody else's unique row."""
    if isinstance(error, sa.exc.IntegrityError) or error.connection_invalidated:
        return True
    state = getattr(error.orig, "sqlstate", None)
    text = str(error.orig)
    return state in _RETRY_STATES or "database is locked" in text


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
    if "disk I/O error" in text or "malformed" in text:
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


def unknown() -> OutcomeUnknown:
    """The connection went and did not come back in time."""
    return OutcomeUnknown(
        "outcome_unknown",
        QT_TR_NOOP(
            "The connection was lost before the answer came. Your entries are kept. When it is back, "
            "try again: nothing is done twice."
        ),
    )


def busy() -> UserError:
    """The last retry failed on a lock."""
    return UserError(
        "busy",
        QT_TR_NOOP("The database is busy, so nothing was saved. Your entries are kept; try again."),
    )
