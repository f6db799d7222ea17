"""Passwords of people: how strong one must be, and what is derived from it.

No password hash is stored: the right password is the one whose key opens the person's own key rows
(security.md 2).
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.errors import QT_TR_NOOP, Problem, UserError
from app.paths import RESOURCES
from app.security.seal import KEY_BYTES, derived_key, framed

MIN_CHARACTERS = 12
LOCK_AFTER = 10
"""Failed sign-ins in a row after which a person is locked until an administrator unlocks."""

_FLOOR_MEMORY_KIB = 64 * 1024
_FLOOR_ITERATIONS = 3
_LONGEST_DELAY_S = 60
_ONE_TIME_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"  # without 0/o and 1/i/l
_COMMON = RESOURCES / "reference" / "common_passwords.txt"
_AROUND_A_WORD = 8  # more characters than that around a common word are a password of their own
_LEET = str.maketrans("@0$3!5", "aoseis")
_KEY_ROWS = (
    "1234567890-=", "qwertyuiop[]", "asdfghjkl;'", "zxcvbnm,./", "!@#$%^&*()_+",
    "1qaz", "2wsx", "3edc", "4rfv", "5tgb", "6yhn", "7ujm", "8ik,", "9ol.", "0p;/",
    "!qaz", "@wsx", "#edc", "147", "258", "369",
)  # fmt: skip


@dataclass(frozen=True)
class Argon2:
    """The cost of guessing one password; stands in the signed connection profile."""

    memory_kib: int = 262144
    iterations: int = 3
    lanes: int = 2

    def refuse_weak(self) -> None:
        """Raise UserError 'weak_parameters' below 64 MiB or three iterations, because lowered
        parameters make guessing cheap. Lanes are recorded, not compared.
        """
        if self.memory_kib < _FLOOR_MEMORY_KIB or self.iterations < _FLOOR_ITERATIONS:
            raise UserError(
                "weak_parameters",
                QT_TR_NOOP(
                    "The connection profile asks for a weaker password protection than is allowed."
                    " Nothing was sent; tell the administrator."
                ),
            )


@dataclass(frozen=True)
class Derived:
    """What a password gives: neither value tells the other or the password."""

    login_secret: str = field(repr=False)
    """64 hex characters: the password that PostgreSQL sees; unused on SQLite."""
    key: bytes = field(repr=False)
    """32 bytes that open the person's own key rows."""


def derive(password: str, *, deployment: bytes, staff_no: str, params: Argon2) -> Derived:
    """Derive both values from `password` exactly as typed, in about half a second.

    Raises UserError 'weak_parameters' before anything is derived, 'too_little_memory'.
    """
    params.refuse_weak()
    with enough_memory():
        root = Argon2id(
            salt=hashlib.sha256(framed(deployment, staff_no.encode())).digest(),
            length=KEY_BYTES,
            iterations=params.iterations,
            lanes=params.lanes,
            memory_cost=params.memory_kib,
        ).derive(password.encode("utf-8", "surrogatepass"))
    return Derived(
        login_secret=derived_key(root, b"counter/password/login/1").hex(),
        key=derived_key(root, b"counter/password/key/1"),
    )


@contextmanager
def enough_memory() -> Iterator[None]:
    """Turn a lack of memory into UserError 'too_little_memory', because it says nothing about the
    password."""
    try:
        yield
    except MemoryError:
        raise UserError(
            "too_little_memory",
            QT_TR_NOOP(
                "This computer has too little free memory to check the password. Close other "
                "programs, then try again. This try does not count."
            ),
        ) from None


def check_strength(password: str, staff_no: str) -> list[Problem]:
    """What speaks against `password`, each finding once; no rules about kinds of characters."""
    folded = password.casefold()
    problems = []
    if (missing := MIN_CHARACTERS - len(password)) > 0:
        problems.append(
            Problem(
                "password",
                "password_short",
                QT_TR_NOOP("The password needs at least {least} characters: {missing} more."),
                {"least": MIN_CHARACTERS, "missing": missing},
            )
        )
    if staff_no and staff_no.casefold() in folded:
        problems.append(
            Problem(
                "password",
                "password_staff_no",
                QT_TR_NOOP("The password contains the staff number. Leave it out."),
            )
        )
    if _is_common(folded):
        problems.append(
            Problem(
                "password",
                "password_common",
                QT_TR_NOOP("This password is one of the first that are tried. Choose another one."),
            )
        )
    elif _is_pattern(folded):
        problems.append(
            Problem(
                "password",
                "password_pattern",
                QT_TR_NOOP(
                    "The password mostly repeats itself or follows a row of keys or numbers."
                    " Several unrelated words make a good one."
                ),
            )
        )
    return problems


def one_time_password() -> str:
    """A first password to be read from paper: four groups of four, 79 bits."""
    return "-".join("".join(secrets.choice(_ONE_TIME_ALPHABET) for _ in "1234") for _ in "1234")


def delay_after(failures: int) -> int:
    """Seconds to wait after so many failed sign-ins in a row: 0, 1, 2, 4 and so on up to 60."""
    if failures <= 0:
        return 0
    # Beyond 2^6 the ceiling holds; the exponent stays small whatever the stored count says.
    return int(min(2 ** min(failures - 1, 6), _LONGEST_DELAY_S))


def _is_common(folded: str) -> bool:
    words, whole = _common()
    if folded in whole or folded in words:
        return True
    core = _core(folded)
    return any(
        form in words and len(folded) - len(form) <= _AROUND_A_WORD
        for form in (core, core.translate(_LEET), _core(folded.translate(_LEET)))
    )


def _core(text: str) -> str:
    """`text` without the digits and signs around it."""
    letters = [at for at, character in enumerate(text) if character.isalpha()]
    return text[letters[0] : letters[-1] + 1] if letters else ""


def _is_pattern(folded: str) -> bool:
    if not folded:
        return False
    half = len(folded) // 2
    if any(folded[period:] == folded[:-period] for period in range(1, half + 1)):
        return True
    steps = list(pairwise(folded))
    return sum(_is_foreseeable(*step) for step in steps) * 2 > len(steps)


def _is_foreseeable(one: str, next_one: str) -> bool:
    """Whether the second character is the same, the next or previous, or beside it on the keys."""
    if one == next_one:
        return True
    both = one + next_one
    if both.isascii() and both.isalnum() and abs(ord(one) - ord(next_one)) == 1:
        return True
    return any(both in row or both[::-1] in row for row in _KEY_ROWS)


@lru_cache(maxsize=1)
def _common() -> tuple[frozenset[str], frozenset[str]]:
    """The words and the whole passwords of the shipped list."""
    lines = [line for line in _COMMON.read_text("utf-8").splitlines() if not line.startswith("# ")]
    end = lines.index("---")
    return frozenset(lines[:end]), frozenset(lines[end + 1 :])
