"""The signed chain of events, one per workstation (design: security, audit)."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical
from app.paths import Folders, make_private
from app.security.signing import sign
from db.schema.audit import audit_event

LABEL = "counter/event/1"
START = bytes(32)
"""What the first event of a chain names as its predecessor."""


@dataclass(frozen=True)
class Signer:
    """A person at work, or the workstation before anybody is."""

    kind: Literal["person", "workstation"]
    id: UUID
    private: bytes


def append(
    connection: sa.Connection,
    *,
    workstation_id: UUID,
    hall_id: UUID,
    signer: Signer,
    operation_id: UUID,
    procedure: str,
    objects: list[Plain],
    server_time: datetime,
    client_time: datetime,
    reason: str | None = None,
    details: dict[str, Plain] | None = None,
) -> None:
    """Add one event to this workstation's chain in the caller's transaction.

    `objects` are [kind, row id, version, commitment]; `reason` is already boxed to the auditors;
    `details` name codes and counts, never personal data.
    """
    seq, previous = head(connection, workstation_id)
    body: dict[str, Plain] = {
        "workstation": str(workstation_id),
        "hall": str(hall_id),
        "seq": seq + 1,
        "previous": previous.hex(),
        "signer": signer.kind,
        "actor": str(signer.id),
        "operation": str(operation_id),
        "procedure": procedure,
        "objects": objects,
        "server_time": server_time.isoformat(),
        "client_time": client_time.isoformat(),
        "reason": reason,
        "details": details or {},
    }
    signed = canonical(LABEL, body)
    connection.execute(
        sa.insert(audit_event).values(
            workstation_id=workstation_id,
            seq=seq + 1,
            previous=previous,
            body=signed.partition(b"\0")[2].decode(),
            hash=hashlib.sha256(signed).digest(),
            signer=signer.kind,
            signer_id=signer.id,
            signature=sign(signer.private, signed),
            recorded_at=server_time,
        )
    )


def head(connection: sa.Connection, workstation_id: UUID) -> tuple[int, bytes]:
    """Sequence and hash of the newest event of a workstation; (0, START) before the first."""
    row = connection.execute(
        sa.select(audit_event.c.seq, audit_event.c.hash)
        .where(audit_event.c.workstation_id == workstation_id)
        .order_by(audit_event.c.seq.desc())
        .limit(1)
    ).first()
    return (row.seq, row.hash) if row else (0, START)


def heads(connection: sa.Connection) -> dict[str, tuple[int, str]]:
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
    path = folders.data / "heads.json"
    if not path.exists():
        return {}
    stored = json.loads(path.read_text("utf-8"))
    return {key: (seq, digest) for key, (seq, digest) in stored.items()}


def remember_heads(folders: Folders, seen: dict[str, tuple[int, str]]) -> None:
    """Keep the heads outside the database, so that a cut tail or a rolled-back file is noticed."""
    path = make_private(folders.data) / "heads.json"
    part = path.with_suffix(".part")
    part.write_text(json.dumps(seen, sort_keys=True), "utf-8")
    os.replace(part, path)


def missing_heads(connection: sa.Connection, expected: dict[str, tuple[int, str]]) -> list[str]:
    """The workstations whose remembered event is not in the database as it was."""
    lost = []
    for workstation, (seq, digest) in expected.items():
        found = connection.execute(
            sa.select(audit_event.c.hash).where(
                audit_event.c.workstation_id == UUID(workstation), audit_event.c.seq == seq
            )
        ).scalar()
        if found is None or found.hex() != digest:
            lost.append(workstation)
    return lost
