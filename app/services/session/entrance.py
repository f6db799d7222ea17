"""The door to the database before anybody is signed in; after that the session gives the connections.

Through it go a sign-in (staff, their secrets, the tries), a person's own password, recovery, and
the check of a whole database with no person. Set-up and upgrade make the database themselves. On a
server it is to be a login of its own that may do no more than this.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING

import sqlalchemy as sa

from db.engine import APPENDED, write
from db.upgrade import altering

if TYPE_CHECKING:
    from app.services.session.installation import Installation


@contextmanager
def reading_before_sign_in(installation: Installation) -> Iterator[sa.Connection]:
    """A transaction that reads."""
    with installation.engine.connect() as connection, connection.begin():
        yield connection


def writing_before_sign_in(installation: Installation) -> AbstractContextManager[sa.Connection]:
    """A transaction that writes, committed at the end of the block."""
    return committing(installation)


def altering_before_sign_in(
    installation: Installation,
) -> AbstractContextManager[sa.Connection]:
    """A transaction in which tables may be made anew (db.upgrade)."""
    return altering(installation.engine)


@contextmanager
def committing(installation: Installation) -> Iterator[sa.Connection]:
    """A transaction that writes; after its commit the head of the event it appended is kept."""
    installation.let_go_of_exchanged_file()
    with write(installation.engine) as connection:
        yield connection
    for keep in connection.get_execution_options()[APPENDED]:
        keep()
