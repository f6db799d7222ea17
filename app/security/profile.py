"""The connection profile: where the database is and what the program needs before anybody signs in.
It is a file beside the data, so its content is not believed. At a sign-in it is compared with the
roots of trust that the password opens (app.security.roots). Its signature is by an administrator
whom it names itself, so the signature only shows damage. It carries a copy of the steps of roots,
in case the database's list was cut (design: data, keys and seals).
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path
from uuid import UUID
from zoneinfo import ZoneInfo

from app.bounded import read_own
from app.domain.canonical import canonical, from_plain, to_plain
from app.errors import QT_TR_NOOP, UserError
from app.paths import write_durably
from app.security.passwords import Argon2
from app.security.roots import Roots, RootStep
from app.security.signing import check, sign

LABEL = "counter/profile/1"
LARGEST_BYTES = 10_000_000
"""Of a file; a copy of every step that was ever made is far smaller."""


@dataclass(frozen=True)
class Administrator:
    """An administrator's key, of now or of before."""

    staff_id: UUID
    sign_public: bytes


@dataclass(frozen=True)
class Profile:
    """`url` is relative to the data folder for SQLite; `zone` is the halls' time zone."""

    deployment: UUID
    operator_name: str
    zone: str
    url: str
    argon2: Argon2
    administrators: tuple[Administrator, ...]
    signer: UUID
    signature: bytes = field(default=b"")
    steps: tuple[RootStep, ...] = ()

    def signed_bytes(self) -> bytes:
        """What the signature covers: not the steps, which carry signatures of their own."""
        plain = to_plain(replace(self, signature=b"", steps=()))
        assert isinstance(plain, dict)
        del plain["steps"]
        return canonical(LABEL, plain)

    def signed(self, private: bytes) -> Profile:
        """This profile with the signature of its signer."""
        return replace(self, signature=sign(private, self.signed_bytes()))

    def pinned(self, staff_id: UUID) -> tuple[bytes, ...]:
        """An administrator's public keys, oldest first (a reset adds one); empty for anybody else."""
        return tuple(pin.sign_public for pin in self.administrators if pin.staff_id == staff_id)

    def signed_by(self, staff_id: UUID, message: bytes, signature: bytes) -> bool:
        """Whether one of the administrator's pinned keys made `signature`."""
        return any(check(key, message, signature) for key in self.pinned(staff_id))

    def as_rooted(self, roots: Roots) -> Profile:
        """This profile with what `roots` say in the place of what the file says."""
        return replace(self, zone=roots.zone, operator_name=roots.operator_name)

    def differs(self, roots: Roots) -> bool:
        """Whether somebody edited the file: an administrator whom no step knows, another operator or
        zone. An older copy does not count as an edit, because another counter may have added a
        step."""
        strangers = (
            pin for pin in self.administrators if not roots.knows(pin.staff_id, pin.sign_public)
        )
        return (
            self.deployment != roots.deployment
            or self.as_rooted(roots) != self
            or next(strangers, None) is not None
        )


def read(path: Path) -> Profile:
    """The profile in `path`, its signature checked; UserError 'bad_profile' when it cannot be trusted."""
    try:
        content = read_own(path, LARGEST_BYTES)
        profile: Profile = from_plain(Profile, json.loads(content))
        signed = profile.signed_bytes()
        ZoneInfo(profile.zone)
        for step in profile.steps:
            step.signed_bytes()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        raise bad_profile() from None
    if not profile.signed_by(profile.signer, signed, profile.signature):
        raise bad_profile()
    return profile


def write(path: Path, profile: Profile) -> None:
    """Replace the profile in one step; readable by its owner only."""
    text = json.dumps(to_plain(profile), ensure_ascii=False, indent=1, sort_keys=True)
    write_durably(path, text.encode())


def bad_profile() -> UserError:
    """A profile that is damaged or was edited."""
    return UserError(
        "bad_profile",
        QT_TR_NOOP(
            "The connection profile of this computer is damaged or was changed by hand. "
            "Nothing was opened. Ask the administrator for the profile of this hall."
        ),
    )
