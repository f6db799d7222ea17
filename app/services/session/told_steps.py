"""The steps of roots between a person's last sign-in and this one, as they are told."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ToldStep:
    """`kind` is that of app.security.roots.Change; `key` is the public key that came or went."""

    kind: str
    staff_no: str
    key: bytes
