"""What was typed where there are no drafts, sealed to its writer while the screen is locked."""

from __future__ import annotations

import json

from app.services.drafts.own_seal import context_of, open_own, seal_own
from app.services.session import Session

_LABEL = b"counter/typed/1"


def seal_typed(session: Session, typed: dict[str, str]) -> bytes:
    """Texts by field, which only this person's keys open."""
    plain = json.dumps(typed, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return seal_own(session, plain, context_of(session, _LABEL))


def open_typed(session: Session, sealed: bytes) -> dict[str, str]:
    """The inverse; Tampered when somebody else sealed it."""
    plain = open_own(session, sealed, context_of(session, _LABEL))
    typed: dict[str, str] = json.loads(plain.decode("utf-8", "surrogatepass"))
    return typed
