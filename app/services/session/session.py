"""A Session: a signed-in person with the keys that the password opened, until the screen locks."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.hmac import HMAC

from app.domain.dates import business_day
from app.domain.permissions import Permission, Role, may
from app.errors import QT_TR_NOOP, UserError
from app.security.blind_index import BlindIndex
from app.security.pin import PinLock
from app.security.roots import Roots
from app.security.seal import hash_key
from app.security.signing import forget_keys
from app.services.session.entrance import committing
from app.services.session.told_steps import ToldStep
from app.services.session.unvouched_rows import Unvouched
from app.services.session.written import Listeners
from db.interrupt import interruptible

if TYPE_CHECKING:
    from app.services.session.clock import Gap
    from app.services.session.installation import Installation

_REQUESTS = b"counter/request/1"


@dataclass(frozen=True)
class Actor:
    """A member of staff as the screens and the papers name them."""

    id: UUID
    staff_no: str
    name: str
    role: Role
    hall_id: UUID
    hall_name: str


def no_records_key() -> UserError:
    """The refusal when this person's box of the records key is gone or exchanged and nobody has
    given it again."""
    return UserError(
        "no_records_key",
        QT_TR_NOOP(
            "Your key to the customers' records is not there. It is given to you again as soon as a "
            "colleague or the administrator signs in; then sign in again."
        ),
    )


class SessionClosed(UserError):
    """A connection was asked for after the lock or the end of the session."""


@dataclass(frozen=True)
class Keys:
    """The keys that the password opened. `held` maps (class, epoch) to the class key: symmetric for
    records, the private half for audit and backup where the role holds it."""

    sign_private: bytes = field(repr=False)
    box_private: bytes = field(repr=False)
    held: dict[tuple[str, int], bytes] = field(repr=False)
    epoch: int
    audit_public: bytes
    backup_public: bytes
    roots: Roots
    """Where this person stands on the list of roots; procedures walk on from there."""

    @cached_property
    def requests(self) -> HMAC:
        """The key under which this person's requests are hashed."""
        return hash_key(self.sign_private, _REQUESTS)

    def records(self, epoch: int | None = None) -> bytes:
        """The records key of `epoch` (default: the newest). UserError 'no_records_key'."""
        key = self.held.get(("records", epoch or self.epoch))
        if key is None:
            raise no_records_key()
        return key


@dataclass
class Session:
    """One person's time at one counter.

    After sign-in the database is reached through `reading` and `writing` only, until `close`. On
    SQLite the connections are the computer's; on a server they are to be the person's own login.
    """

    installation: Installation
    actor: Actor
    keys: Keys
    signed_in_at: datetime
    needs_confidentiality: bool
    index: BlindIndex | None
    pin_lock: PinLock | None = None
    viewed: set[UUID] = field(default_factory=set)
    """Customers whose opening this session recorded, with a reason where one is asked."""
    rolled_back: bool = False
    """The database lacks events that this workstation has seen: it was cut or replaced by an older one."""
    head_gone: str = ""
    """Why this counter found no head of its own chain; `after_sign_in` puts it on record."""
    clock_gap: Gap | None = None
    """The clock that was out of line at sign-in or unlock; None once its time was confirmed."""
    unvouched: tuple[Unvouched, ...] = ()
    """What this sign-in left out because nobody entitled made it; `after_sign_in` records and tells it."""
    steps: tuple[ToldStep, ...] = ()
    """What changed about the administrators since this person's last sign-in."""
    closed: bool = field(default=False, init=False)
    _finishing: set[int] = field(default_factory=set, init=False, repr=False)
    listeners: Listeners = field(default_factory=Listeners, init=False, repr=False)

    def may(self, permission: Permission) -> bool:
        """Whether the role holds `permission`; nothing of customers before R-006 is accepted."""
        if self.needs_confidentiality and permission not in BEFORE_CONFIDENTIALITY:
            return False
        return may(self.actor.role, permission)

    # --- connections

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """A transaction that reads and is ended when its thread is told to stop.

        SessionClosed after `close`.
        """
        self._refuse_closed()
        with (
            self.installation.engine.connect() as connection,
            interruptible(connection),
            connection.begin(),
        ):
            yield connection

    def writing(self) -> AbstractContextManager[sa.Connection]:
        """A transaction that writes, committed at the end of the block. SessionClosed."""
        self._refuse_closed()
        return committing(self.installation)

    @contextmanager
    def finishing(self) -> Iterator[None]:
        """Let this thread end what it began, also when the session is closed meanwhile: a backup that
        was written is to be recorded, and so is a sheet that a printer did not take."""
        self._refuse_closed()
        self._finishing.add(threading.get_ident())
        try:
            yield
        finally:
            self._finishing.discard(threading.get_ident())
            if self.closed:
                forget_keys()  # loaded again since the lock

    def close(self) -> None:
        """End the session at a lock or sign-out. It gives no more connections and tells nobody of
        changes."""
        self.closed = True
        self.listeners = Listeners()

    def _refuse_closed(self) -> None:
        if self.closed and threading.get_ident() not in self._finishing:
            raise SessionClosed(
                "session_closed",
                QT_TR_NOOP(
                    "The screen was locked or the person signed out meanwhile. Nothing was saved. "
                    "Sign in and do it again."
                ),
            )

    @property
    def today(self) -> date:
        """The hall's business day."""
        return business_day(self.installation.clock(), self.installation.profile.zone)


BEFORE_CONFIDENTIALITY = frozenset({Permission.TIME_CONFIRM})
"""What a person may do before accepting the confidentiality agreement, beside accepting it: while the
clock is behind, not even that could be written."""
