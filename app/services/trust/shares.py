"""The three parts of the recovery key in the database: signed by an administrator and named in the event,
so that a lost or exchanged one is found by verification and not on the day it is needed (data.md 6)."""

from __future__ import annotations

import hashlib
import json
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.security.recovery import Pair, share_signed_bytes
from app.security.roots import Roots
from app.security.signing import check, sign
from app.services import procedure
from app.services.procedure import Work
from db.schema.audit import audit_event
from db.schema.keys import recovery_share

_NAMED = '"shares":{"'


def write_shares(work: Work, shares: dict[Pair, bytes], recovery_public: bytes) -> None:
    """The parts of a new hall, signed by the actor and named in the event."""
    private = work.session.keys.sign_private
    for pair, sealed in shares.items():
        message = share_signed_bytes(work.deployment, pair, recovery_public, sealed)
        work.technical(recovery_share, pair=pair, sealed=sealed, signature=sign(private, message))
    state_shares(work, signed=sorted(shares))


def state_shares(work: Work, signed: list[Pair] | None = None) -> None:
    """Name the parts in the event, as they lie in the database, and which of them the actor signed."""
    work.flush()
    rows = work.execute(sa.select(recovery_share)).all()
    work.details["shares"] = {row.pair: hashlib.sha256(row.sealed).hexdigest() for row in rows}
    if signed:
        work.details["signed_shares"] = list(signed)


def unsigned_shares(connection: sa.Connection, known: Roots) -> tuple[Pair, ...]:
    """The parts of a base from before the signatures that an event of an administrator names as they are.
    Reads every event, but only while there is a part without a signature."""
    rows = connection.execute(
        sa.select(recovery_share).where(recovery_share.c.signature.is_(None))
    ).all()
    if not rows:
        return ()
    named = _named(connection, known)
    return tuple(sorted(row.pair for row in rows if named.get(row.pair) == _digest(row.sealed)))


def sign_shares(work: Work, known: Roots) -> None:
    """Sign what `unsigned_shares` finds, by the actor."""
    work.flush()
    pairs = unsigned_shares(work.connection, known)
    if work.details.get("shares") is not None:  # the first step of the base names them just now
        pairs = tuple(work.execute(sa.select(recovery_share.c.pair)).scalars())
    for row in work.execute(
        sa.select(recovery_share).where(recovery_share.c.pair.in_(pairs))
    ).all():
        message = share_signed_bytes(work.deployment, row.pair, known.recovery_public, row.sealed)
        work.execute(
            sa.update(recovery_share)
            .where(recovery_share.c.pair == row.pair, recovery_share.c.sealed == row.sealed)
            .values(signature=sign(work.session.keys.sign_private, message))
        )
    if pairs:
        state_shares(work, signed=sorted(pairs))


def share_is_signed(known: Roots, row: Any) -> bool:
    """Whether an administrator of now or of before signed this part as it lies there."""
    message = share_signed_bytes(known.deployment, row.pair, known.recovery_public, row.sealed)
    return row.signature is not None and any(
        check(key.sign_public, message, row.signature) for key in known.every()
    )


def _named(connection: sa.Connection, known: Roots) -> dict[str, str]:
    """Digests by pair, as the newest event of an administrator names them."""
    found = connection.execute(
        sa.select(audit_event)
        .where(audit_event.c.body.contains(_NAMED))
        .order_by(audit_event.c.recorded_at)
    )
    named: dict[str, str] = {}
    for event in found:
        try:
            body = json.loads(event.body)
            message = procedure.event_label(body).encode() + b"\0" + event.body.encode()
            shares = dict(body["details"]["shares"])
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if _signed_by(known, event.signer_id, message, event.signature):
            named = shares
    return named


def _signed_by(known: Roots, signer: UUID, message: bytes, signature: bytes) -> bool:
    return any(
        key.staff_id == signer and check(key.sign_public, message, signature)
        for key in known.every()
    )


def _digest(sealed: bytes) -> str:
    return hashlib.sha256(sealed).hexdigest()
