"""The signed chain of events, one per workstation (design: security, audit)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

import sqlalchemy as sa

from app.bounded import read_own
from app.domain.canonical import Plain, canonical
from app.errors import QT_TR_NOOP, UserError
from app.paths import Folders, write_durably
from app.security.signing import public_of, sign
from app.services import session
from app.services.procedure.effects import Effect, looked_at, named, summary
from app.services.procedure.registry import RULES
from app.services.session import Gap, Newest, Times
from db.engine import is_sqlite
from db.insert import insert_rows
from db.schema.audit import audit_event, look
from db.schema.staff import staff, staff_secret
from db.select import Select

EVENT_FORM = 2
"""Of the events that are written now. Form 1 named every row with its commitment, and is read for ever."""
START = bytes(32)
"""What the first event of a chain names as its predecessor."""
HEADS = "heads.json"
LARGEST_HEADS = 10_000_000
"""Bytes; a thousand counters need a hundredth of it."""
LARGEST_SEQ = 2**63 - 1
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
) -> Gap | None:
    """Add one event to this workstation's chain in the caller's transaction.

    `effects` are the rows that were written, `looked` kind and id of those that were looked at; `on_behalf`
    is the request that is carried out, its kind and maker. `reason` is already boxed to the auditors;
    `details` name codes and counts, never personal data. With the hall's `zone` the times are compared
    with the newest event's (app.services.session.clock); returns the clock that is out of line. Raises UserError
    'session_ended' when the person left or was given new keys after signing in, 'clock_behind'.
    """
    _one_at_a_time(connection, workstation_id)
    if signer.kind == "person":
        row = _SIGNER_AND_HEAD.first(connection, staff_id=signer.id, workstation_id=workstation_id)
        _refuse_ended(row, signer.private)
    else:
        row = _HEAD.first(connection, workstation_id=workstation_id)
    seq, previous = _head(row)
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
    event = {
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
    return gap


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


def chain_heads(connection: sa.Connection) -> dict[str, tuple[int, str]]:
    """Every chain's newest sequence and hash, by workstation."""
    newest = (
        sa.select(audit_event.c.workstation_id, sa.func.max(audit_event.c.seq).label("seq"))
        .group_by(audit_event.c.workstation_id)
        .subquery()
    )
    rows = connection.execute(
        sa.select(audit_event.c.workstation_id, audit_event.c.seq, audit_event.c.hash).join(
            newest,
            (audit_event.c.workstation_id == newest.c.workstation_id)
            & (audit_event.c.seq == newest.c.seq),
        )
    )
    return {str(row.workstation_id): (row.seq, row.hash.hex()) for row in rows}


def remembered_heads(folders: Folders) -> dict[str, tuple[int, str]]:
    """The heads this workstation saw at its last sign-in, from its own data folder."""
    try:
        stored = json.loads(read_own(folders.data / HEADS, LARGEST_HEADS))
        return {str(UUID(key)): _whole_head(*head) for key, head in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError, RecursionError):
        return {}  # first sign-in here, or a damaged file, so there is nothing to compare with


def _whole_head(seq: Any, digest: Any) -> tuple[int, str]:
    if not (type(seq) is int and 0 <= seq <= LARGEST_SEQ and isinstance(digest, str)):
        raise ValueError("no head of a chain")
    return seq, digest


def remember_heads(folders: Folders, seen: dict[str, tuple[int, str]]) -> None:
    """Keep the heads outside the database, so that a cut tail or a rolled-back file is noticed."""
    write_durably(folders.data / HEADS, json.dumps(seen, sort_keys=True).encode())


def missing_heads(connection: sa.Connection, expected: dict[str, tuple[int, str]]) -> list[str]:
    """The workstations whose remembered event is not in the database as it was, or that lack one before.

    An older file under the newest -wal has the newest events, and a gap before them.
    """
    lost = _with_a_gap(connection) if is_sqlite(connection) else []
    for workstation, (seq, digest) in expected.items():
        found = connection.execute(
            sa.select(audit_event.c.hash).where(
                audit_event.c.workstation_id == UUID(workstation), audit_event.c.seq == seq
            )
        ).scalar()
        if (found is None or found.hex() != digest) and workstation not in lost:
            lost.append(workstation)
    return lost


def _with_a_gap(connection: sa.Connection) -> list[str]:
    """The chains that do not have every event from the first to the newest."""
    rows = connection.execute(
        sa.select(audit_event.c.workstation_id)
        .group_by(audit_event.c.workstation_id)
        .having(sa.func.count() != sa.func.max(audit_event.c.seq))
    )
    return [str(workstation_id) for workstation_id in rows.scalars()]
