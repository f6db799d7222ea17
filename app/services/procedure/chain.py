"""The signed chain of events, one per workstation (design: security, audit)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.errors import QT_TR_NOOP, UserError
from app.security.signing import public_of, sign
from app.services import session
from app.services.procedure.effects import Effect, looked_at, named, summary
from app.services.procedure.registry import RULES
from app.services.session import (
    ON_ANY_BASE,
    Gap,
    Heads,
    Lost,
    Newest,
    Times,
    rolled_back,
)
from db.engine import APPENDED, is_sqlite
from db.insert import insert_rows
from db.schema.audit import audit_event, look
from db.schema.staff import staff, staff_secret
from db.select import Select

EVENT_FORM = 2
"""Of the events that are written now. Form 1 named every row with its commitment, and is read for ever."""
START = bytes(32)
"""What the first event of a chain names as its predecessor."""
RELEASES = frozenset({"trust.release_base", "backup.restore"})
"""Kinds whose event names events that were lost, and after which the chain goes on from what is left."""
NO_SECRET = 1
"""Bytes that stand in place of the private keys of a person who left."""

# Built once, because every procedure runs them.
_SIGNED_BY = (
    sa.select(staff.c.sign_public, sa.func.length(staff_secret.c.sealed).label("secret"))
    .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
    .where(staff.c.id == sa.bindparam("staff_id"))
)
_NEWEST = (
    sa.select(audit_event.c.seq, audit_event.c.hash, audit_event.c.recorded_at, audit_event.c.body)
    .where(audit_event.c.workstation_id == sa.bindparam("workstation_id"))
    .order_by(audit_event.c.seq.desc())
    .limit(1)
)
_HEAD = Select(_NEWEST)
_SIGNER = Select(_SIGNED_BY)
_HASH = Select(
    sa.select(audit_event.c.hash).where(
        audit_event.c.workstation_id == sa.bindparam("workstation_id"),
        audit_event.c.seq == sa.bindparam("seq"),
    )
)
_newest = _NEWEST.subquery()
_SIGNER_AND_HEAD = Select(_SIGNED_BY.add_columns(_newest).outerjoin(_newest, sa.true()))


@dataclass(frozen=True)
class Signer:
    """A person at work, or the workstation before anybody is."""

    kind: Literal["person", "workstation"]
    id: UUID
    private: bytes


def append_event(
    connection: sa.Connection,
    *,
    workstation_id: UUID,
    hall_id: UUID,
    signer: Signer,
    operation_id: UUID,
    procedure: str,
    server_time: datetime,
    client_time: datetime,
    effects: Sequence[Effect] = (),
    looked: Sequence[tuple[str, UUID]] = (),
    on_behalf: Plain = None,
    reason: str | None = None,
    details: dict[str, Plain] | None = None,
    zone: str | None = None,
    heads: Heads | None = None,
) -> Gap | None:
    """Add one event to this workstation's chain in the caller's transaction.

    `effects` are the rows that were written, `looked` kind and id of those that were looked at; `on_behalf`
    is the request that is carried out, its kind and maker. `reason` is already boxed to the auditors;
    `details` name codes and counts, never personal data. With the hall's `zone` the times are compared
    with the newest event's (app.services.session.clock); returns the clock that is out of line. `heads` are
    what this computer has seen: after the commit they learn of this event. Raises UserError 'session_ended'
    when the person left or was given new keys after signing in, 'clock_behind', 'rolled_back'.
    """
    _one_at_a_time(connection, workstation_id)
    if signer.kind == "person":
        row = _SIGNER_AND_HEAD.first(connection, staff_id=signer.id, workstation_id=workstation_id)
        _refuse_ended(row, signer.private)
    else:
        row = _HEAD.first(connection, workstation_id=workstation_id)
    seq, previous = _head(row)
    if heads is not None:
        _refuse_older(connection, heads, workstation_id, (seq, previous), procedure)
    gap = None
    before, now = session.newest_times(row), Times(server_time, client_time)
    if zone is not None and before is not None:
        if signer.kind == "workstation" or procedure in session.ALWAYS:
            gap = session.clock_gap(connection, before, now)
            if not session.confirms(procedure, details):
                details = {**(details or {}), **session.mark_clock(before, gap)}
        elif (gap := session.clock_behind(before, now)) is not None:
            raise session.clock_refused(gap, zone)
    body: dict[str, Plain] = {
        "form": EVENT_FORM,
        "workstation": str(workstation_id),
        "hall": str(hall_id),
        "seq": seq + 1,
        "previous": previous.hex(),
        "signer": signer.kind,
        "actor": str(signer.id),
        "operation": str(operation_id),
        "procedure": procedure,
        "effects": summary(effects),
        "looked": looked_at(looked),
        "for": on_behalf,
        "rules": RULES,
        "server_time": server_time.isoformat(),
        "client_time": client_time.isoformat(),
        "reason": reason,
        "details": details or {},
    }
    signed = canonical(event_label(body), body)
    event: dict[str, Any] = {
        "workstation_id": workstation_id,
        "seq": seq + 1,
        "previous": previous,
        "body": signed.partition(b"\0")[2].decode(),
        "hash": hashlib.sha256(signed).digest(),
        "signer": signer.kind,
        "signer_id": signer.id,
        "signature": sign(signer.private, signed),
        "recorded_at": server_time,
    }
    insert_rows(connection, audit_event, [event])
    where = {"workstation_id": workstation_id, "seq": seq + 1}
    rows = [{"kind": kind, "row_id": UUID(row_id), **where} for kind, row_id in named(looked)]
    insert_rows(connection, look, rows)
    if heads is not None:
        head = heads.head(seq + 1, event["hash"], event["signature"], event["body"])
        released = procedure in RELEASES and "lost" in (details or {})
        _after_commit(connection, partial(heads.moved, head, released=released))
    return gap


def require_base(connection: sa.Connection, heads: Heads, workstation_id: UUID) -> None:
    """Refuse what is written without an event in a database that lacks what was seen. UserError
    'rolled_back'."""
    _one_at_a_time(connection, workstation_id)
    _refuse_older(connection, heads, workstation_id, head(connection, workstation_id), "")


def _refuse_older(
    connection: sa.Connection,
    heads: Heads,
    workstation_id: UUID,
    newest: tuple[int, bytes],
    procedure: str,
) -> None:
    """Compare the database's newest event with the newest that this computer has seen."""
    known = heads.known()
    if known is not None and (known.seq, known.hash) != newest:
        there = _HASH.first(connection, workstation_id=workstation_id, seq=known.seq)
        if there is None or there.hash != known.hash:
            first = min(newest[0] + 1, known.seq)
            lost = Lost(workstation_id, first, known.seq, known.hash.hex())
            heads.found(lost)
    if heads.lost and procedure not in ON_ANY_BASE:
        raise rolled_back()


def _after_commit(connection: sa.Connection, keep: Callable[[], object]) -> None:
    """Remember for the end of `writing`; a connection that was opened otherwise keeps nothing."""
    kept: list[Callable[[], object]] | None = connection.get_execution_options().get(APPENDED)
    if kept is not None:
        kept.append(keep)


def event_label(body: dict[str, Any]) -> str:
    """The label of an event's signed bytes, by the form that its body names; TypeError and ValueError for a
    form that nobody wrote."""
    form = body.get("form", 1)
    if type(form) is not int or not 1 <= form <= EVENT_FORM:
        raise ValueError("an event of an unknown form")
    return f"counter/event/{form}"


def _one_at_a_time(connection: sa.Connection, workstation_id: UUID) -> None:
    """Make threads of one workstation append one after the other. SQLite has one writer anyway."""
    if not is_sqlite(connection):
        number = int.from_bytes(workstation_id.bytes[8:], "big", signed=True)
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(number)))


def refuse_ended(connection: sa.Connection, staff_id: UUID, private: bytes) -> None:
    """Refuse the read or write of a session that was signed in before its person was reset or
    left."""
    _refuse_ended(_SIGNER.first(connection, staff_id=staff_id), private)


def _refuse_ended(row: Any, private: bytes) -> None:
    if row is None or row.secret == NO_SECRET or row.sign_public != public_of(private):
        raise session_ended()


def session_ended() -> UserError:
    """The person left or was reset while signed in."""
    return UserError(
        "session_ended",
        QT_TR_NOOP(
            "Your sign-in has ended, because your staff number was reset or is no longer in use. "
            "Nothing was saved. Sign in again, or ask the administrator."
        ),
    )


def head(connection: sa.Connection, workstation_id: UUID) -> tuple[int, bytes]:
    """Sequence and hash of the newest event of a workstation; (0, START) before the first."""
    return _head(_HEAD.first(connection, workstation_id=workstation_id))


def printed_head(connection: sa.Connection, workstation_id: UUID) -> str:
    """The newest event of a workstation as a slip names it: NUMBER-XXXXXXXX, its sequence and the first eight
    digits of its hash. Read while the slip's content is made, so the paper proves what came before it."""
    seq, digest = head(connection, workstation_id)
    return f"{seq}-{digest.hex()[:8].upper()}"


def newest_event(connection: sa.Connection, workstation_id: UUID) -> Newest | None:
    """The times of a workstation's newest event; None before the first."""
    return session.newest_times(_HEAD.first(connection, workstation_id=workstation_id))


def _head(row: Any) -> tuple[int, bytes]:
    return (row.seq, row.hash) if row is not None and row.seq is not None else (0, START)
