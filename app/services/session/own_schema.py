"""Nobody works on a base whose schema is not the one that the revisions make (security.md 4).

A trigger of somebody's own can take away the trace of every look as it is written, and then no verification
finds a gap. So the schema is asked at every sign-in, before anything is written: 4 ms on a local file.
"""

from __future__ import annotations

from app.errors import QT_TR_NOOP, UserError
from app.services.session.entrance import reading_before_sign_in
from app.services.session.installation import Installation
from db import failures
from db.description import Difference, differences


def require_own_schema(installation: Installation) -> None:
    """UserError 'schema_differs' when anything was added, is missing or was changed."""
    wrong = schema_changes(installation)
    if wrong:
        raise UserError(
            "schema_differs",
            QT_TR_NOOP(
                "Somebody changed the structure of the database outside this program ({n}: {what}). Nobody can "
                "work with it, because what is done could leave no trace. Tell the administrator and the "
                "auditor: the command 'verify' names every change, and 'put-schema-right' takes them back."
            ),
            n=len(wrong),
            what=wrong[0].what[:80],
        )


def schema_changes(installation: Installation) -> list[Difference]:
    """What was changed, by name."""

    def read() -> list[Difference]:
        with reading_before_sign_in(installation) as connection:
            return differences(connection)

    return failures.repeat(read)
