"""Locking, and unlocking by PIN or password (design: security, keys and sealing; R-004)."""

from __future__ import annotations

from app.domain.dates import business_day
from app.errors import QT_TR_NOOP, UserError
from app.security.blind_index import BlindIndex
from app.security.pin import PinLock
from app.security.signing import forget_keys
from app.services import trust
from app.services.procedure import person_event
from app.services.session import Session, require_own_schema
from app.services.staff.signing_in import compare_heads, sign_in
from db import failures


class LockedSession:
    """A session without its keys: same person, same day by PIN, else by password."""

    def __init__(self, session: Session, pin_lock: PinLock | None) -> None:
        self.installation = session.installation
        self.actor = session.actor
        self._signed_in_at = session.signed_in_at
        self._needs_confidentiality = session.needs_confidentiality
        self._rolled_back = session.rolled_back
        self._viewed = session.viewed
        self._pin_lock = pin_lock
        forget_keys()

    @property
    def takes_pin(self) -> bool:
        """Whether the PIN still opens: set, tries left, and the same business day."""
        zone = self.installation.profile.zone
        same_day = business_day(self._signed_in_at, zone) == business_day(
            self.installation.clock(), zone
        )
        return self._pin_lock is not None and self._pin_lock.tries_left > 0 and same_day

    def unlock_pin(self, pin: str) -> Session:
        """The session again. UserError 'wrong_pin', 'pin_spent' (then the password is needed), or
        'session_ended' when the person left or was reset meanwhile."""
        if self._pin_lock is None or not self.takes_pin:
            raise UserError("pin_spent", QT_TR_NOOP("Unlock with your password."))
        keys = trust.unpack(self._pin_lock.open(pin))
        require_own_schema(self.installation)
        index = BlindIndex(keys.records()) if ("records", keys.epoch) in keys.held else None
        session = Session(
            self.installation,
            self.actor,
            keys,
            self._signed_in_at,
            self._needs_confidentiality,
            index,
            self._pin_lock,
            self._viewed,
            self._rolled_back,
        )
        failures.repeat(lambda: self._record_unlock(session))
        return session

    def _record_unlock(self, session: Session) -> None:
        self.installation.heads.flush()
        with session.writing() as connection:
            _, details = compare_heads(session, connection)
            session.clock_gap = person_event(connection, session, "staff.unlock_by_pin", details)

    def unlock_password(self, password: str) -> Session:
        """The session again, as a new sign-in of the same person."""
        session = sign_in(self.installation, self.actor.staff_no, password)
        session.pin_lock = self._pin_lock if self.takes_pin else None
        session.viewed = self._viewed
        return session


def set_pin(session: Session, pin: str) -> None:
    """Choose the PIN for today; weak ones are refused with UserError 'weak_pin'."""
    session.pin_lock = PinLock(trust.pack(session.keys), pin)


def lock(session: Session) -> LockedSession:
    """Close the session and drop the keys; the caller drops the session."""
    session.close()
    return LockedSession(session, session.pin_lock)
