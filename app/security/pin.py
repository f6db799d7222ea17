"""The same-day PIN of a workstation: six digits that reopen a locked session (security.md 2).

Six digits alone could be guessed, so what is kept lies in memory only, under Argon2id of the PIN
and a random secret of this session, and goes after three wrong tries.
"""

from __future__ import annotations

import os
import threading

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import QT_TR_NOOP, UserError
from app.security.passwords import enough_memory
from app.security.seal import KEY_BYTES, Tampered, open_bytes, seal_bytes

PIN_DIGITS = 6
PIN_TRIES = 3
_MEMORY_KIB = (
    19 * 1024
)  # small on purpose, because the random secret stops a guesser and not the cost
_ITERATIONS = 2
_RUNS = ("01234567890", "09876543210")
_FAVOURITES = {"520520", "521521", "168168", "147258", "258369", "159357", "520131", "131452"}


class PinLock:
    """Sealed key material that a PIN opens; a right PIN gives the three tries back."""

    def __init__(self, material: bytes, pin: str) -> None:
        """Raises UserError 'weak_pin'."""
        refuse_weak(pin)
        self._secret = os.urandom(32)
        self._salt = os.urandom(16)
        self._sealed: bytes | None = seal_bytes(self._key(pin), b"", material)
        self._tries_left = PIN_TRIES
        self._one_at_a_time = threading.Lock()

    @property
    def tries_left(self) -> int:
        """How many wrong PINs are still allowed."""
        return self._tries_left

    def open(self, pin: str) -> bytes:
        """The key material. Raises UserError 'wrong_pin' (values left) or 'pin_spent'."""
        with self._one_at_a_time:
            if self._sealed is None:
                raise _spent()
            try:
                material = open_bytes(self._key(pin), b"", self._sealed)
            except Tampered:
                self._tries_left -= 1
                if self._tries_left == 0:
                    self.drop()
                    raise _spent() from None
                raise UserError(
                    "wrong_pin",
                    QT_TR_NOOP("This is not the PIN of this session. Tries left: {left}."),
                    left=self._tries_left,
                ) from None
            self._tries_left = PIN_TRIES
            return material

    def drop(self) -> None:
        """Forget the sealed material: at sign-out and after the last try."""
        self._sealed = None
        self._tries_left = 0

    def _key(self, pin: str) -> bytes:
        with enough_memory():
            return Argon2id(
                salt=self._salt,
                length=KEY_BYTES,
                iterations=_ITERATIONS,
                lanes=1,
                memory_cost=_MEMORY_KIB,
                secret=self._secret,
            ).derive(pin.encode("utf-8", "surrogatepass"))


def lock(material: bytes, pin: str) -> PinLock:
    """`material` (the keys of a session) locked under `pin`; raises UserError 'weak_pin'."""
    return PinLock(material, pin)


def refuse_weak(pin: str) -> None:
    """Raise UserError 'weak_pin' unless `pin` is six digits that are not the first to be tried."""
    if len(pin) != PIN_DIGITS or not (pin.isascii() and pin.isdigit()):
        raise UserError("weak_pin", QT_TR_NOOP("The PIN has six digits."))
    repeats = any(pin == pin[:size] * (PIN_DIGITS // size) for size in (1, 2, 3))
    pairs = all(pin[at] == pin[at + 1] for at in (0, 2, 4))
    halves = len(set(pin[:3])) == 1 and len(set(pin[3:])) == 1
    in_a_row = any(pin in run for run in _RUNS)
    if repeats or pairs or halves or in_a_row or pin in _FAVOURITES:
        raise UserError(
            "weak_pin",
            QT_TR_NOOP("This PIN is easily guessed. Choose six digits without a pattern."),
        )


def _spent() -> UserError:
    return UserError(
        "pin_spent", QT_TR_NOOP("The PIN was wrong three times. Sign in with your password.")
    )
