"""Somebody else's session for one procedure, at the counter of a person who stays at work."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app.security.signing import forget_keys
from app.services.session import Session
from app.services.staff.signing_in import sign_in


@contextmanager
def as_colleague(session: Session, staff_no: str, password: str) -> Iterator[Session]:
    """`staff_no` at the counter of `session`, by the rules of every sign-in; the listeners of
    `session` hear of the colleague's changes. Afterwards the colleague's session is closed and the
    keys go.

    Raises what `sign_in` raises for a wrong password, a wait or a lock.
    """
    try:
        colleague = sign_in(session.installation, staff_no, password, at_colleague=True)
        colleague.listeners = session.listeners
        try:
            yield colleague
        finally:
            colleague.close()
    finally:
        forget_keys()  # the connections of `session` are made again when they are needed
