"""What a procedure finds when others were first: the row was changed, or its person erased."""

from __future__ import annotations

from app.errors import QT_TR_NOOP, Conflict


def erased() -> Conflict:
    """The Conflict 'erased': the person's data were deleted for good, so nothing more is written about
    them."""
    return Conflict(
        "erased",
        QT_TR_NOOP("The data of this person were deleted for good. Nothing can be added."),
    )


def changed_meanwhile() -> Conflict:
    """The Conflict 'changed_meanwhile': somebody else wrote a newer version first."""
    return Conflict(
        "changed_meanwhile",
        QT_TR_NOOP("Somebody else changed this record in the meantime. Open it again and check."),
    )
