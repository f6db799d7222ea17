"""Putting right a schema that somebody changed outside the program, by an administrator or an auditor, on record.

A base with a foreign schema lets nobody sign in (app.services.session.own_schema), so this is a sign-in of its
own: the schema is right again before the first thing is written into the chain, and all of it is one transaction.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.domain.permissions import Permission, Role, may
from app.errors import QT_TR_NOOP, UserError
from app.services.procedure import not_allowed, person_event
from app.services.session import (
    Installation,
    Session,
    altering_before_sign_in,
    schema_changes,
)
from app.services.staff.signing_in import authenticate, open_session
from db import failures
from db.put_right import put_right

PUT_RIGHT = "schema.put_right"
"""The event."""
MOST = 100
"""Named in one event."""


@dataclass(frozen=True)
class PutRight:
    """What was changed outside the program and is as it should be again."""

    changes: tuple[str, ...]


def put_schema_right(installation: Installation, staff_no: str, password: str) -> PutRight:
    """Drop what is foreign, make what is missing or different; rows stay. Before it a copy of a local file is
    laid beside it, because it is the evidence.

    UserError as `sign_in`, 'not_allowed', 'nothing_to_put_right', 'schema_beyond'.
    """
    if not schema_changes(installation):
        raise UserError(
            "nothing_to_put_right",
            QT_TR_NOOP("The structure of the database is as this program made it."),
        )
    row, private = authenticate(installation, staff_no, password)
    if row.must_change or not may(Role(row.role), Permission.VERIFY_RUN):
        raise not_allowed()
    with failures.folder_in_words(), failures.in_words():
        installation.keep_copy("before-schema")
    done: list[str] = []

    @contextmanager
    def altered() -> Iterator[sa.Connection]:
        done.clear()
        with altering_before_sign_in(installation) as connection:
            done.extend(f"{each.how} {each.what}" for each in put_right(connection))
            yield connection

    def record(connection: sa.Connection, session: Session) -> None:
        if not session.may(Permission.VERIFY_RUN):
            raise not_allowed()
        named: dict[str, Any] = {"n": len(done), "changes": [each[:200] for each in done[:MOST]]}
        person_event(connection, session, PUT_RIGHT, named)

    session = failures.repeat(lambda: open_session(installation, row, private, altered(), record))
    session.close()
    return PutRight(tuple(done))
