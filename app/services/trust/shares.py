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
    state_shares(work)
    work.details["signed_shares"] = [str(pair) for pair in sorted(shares)]


def state_shares(work: Work) -> None:
    """Name the parts in the event, as they lie in the database."""
    work.flush()
    rows = work.execute(sa.select(recovery_share)).all()
    work.details["shares"] = {row.pair: hashlib.sha256(row.sealed).hexdigest() for row in rows}


def unsigned_shares(connection: sa.Connection, known: Roots) -> dict[str, str]:
    """The parts of a base from before the signatures, with their digests, as an administrator's event names
    them; empty when there are none. Reads every event, but only while a part has no signature."""
    unsigned = sa.select(recovery_share.c.pair).where(recovery_share.c.signature.is_(None))
    return _named(connection, known) if connection.execute(unsigned).first() else {}


def sign_shares(work: Work, known: Roots) -> None:
    """Sign what `unsigned_shares` finds, by the actor: each part that lies there as it was named. Those
    that do not stay as they are, and named as they were."""
    work.flush()
    named: Any = work.details.get("shares") or unsigned_shares(work.connection, known)
    signed = []
    for row in work.execute(sa.select(recovery_share).order_by(recovery_share.c.pair)).all():
        if named.get(row.pair) != hashlib.sha256(row.sealed).hexdigest():
            continue
        message = share_signed_bytes(work.deployment, row.pair, known.recovery_public, row.sealed)
        work.execute(
            sa.update(recovery_share)
            .where(recovery_share.c.pair == row.pair, recovery_share.c.sealed == row.sealed)
            .values(signature=sign(work.session.keys.sign_private, message))
        )
        signed.append(row.pair)
    if named:
        work.details.update(shares=named, signed_shares=signed)


def share_is_signed(known: Roots, row: Any) -> bool:
    """Whether an administrator of now or of before signed this part as it lies there."""
    message = share_signed_bytes(known.deployment, row.pair, known.recovery_public, row.sealed)
    return row.signature is not None and any(
        check(key.sign_public, message, row.signature) for key in known.every()
    )


def _named(connection: sa.Connection, known: Roots) -> dict[str, str]:
    """Digests by pair, as the newest event of an administrator names them; none when that event has
    signatures already, because what lost one since is not signed again unseen."""
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
            signed = bool(body["details"].get("signed_shares"))
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
        if _signed_by(known, event.signer_id, message, event.signature):
            named = {} if signed else shares
    return named


def _signed_by(known: Roots, signer: UUID, message: bytes, signature: bytes) -> bool:
    return any(
        key.staff_id == signer and check(key.sign_public, message, signature)
        for key in known.every()
    )
