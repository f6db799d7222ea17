"""Rows found at a sign-in that nobody entitled made. They are not used, and are told once
(app.services.trust.telling)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Unvouched:
    """`kind` is staff, class_key, held_key, root_step, profile or recovered; `digest` (hex) is of what it says, so
    that another thing of the same name is told as well."""

    kind: str
    name: str
    digest: str


def unvouched(kind: str, name: str, *content: object) -> Unvouched:
    """One of those, by what it says."""
    said = repr((kind, name, content)).encode("utf-8", "backslashreplace")
    return Unvouched(kind, name[:40], hashlib.sha256(said).hexdigest())
