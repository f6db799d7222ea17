"""One signed chain of events per workstation (R-155). Insert-only; `body` is the canonical text itself."""

from __future__ import annotations

from sqlalchemy import Column, Index, PrimaryKeyConstraint, UniqueConstraint

from db.schema.base import one_of, technical
from db.types import Bytes, Id, Instant, Int, Text

audit_event = technical(
    "audit_event",
    Column("workstation_id", Id, nullable=False),
    Column("seq", Int, nullable=False),
    Column("previous", Bytes, nullable=False),
    Column("body", Text, nullable=False),
    Column("hash", Bytes, nullable=False),
    Column("signer", Text, nullable=False),
    Column("signer_id", Id, nullable=False),
    Column("signature", Bytes, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    PrimaryKeyConstraint("workstation_id", "seq"),
    UniqueConstraint("workstation_id", "previous"),
    one_of("signer", "person", "workstation"),
)
# The event of an operation is found by the operation's counter and time.
Index(
    "ix_audit_event_workstation_id_recorded_at",
    audit_event.c.workstation_id,
    audit_event.c.recorded_at,
)

# Who looked at what: the rows that an event names without having written them. Worked out from the events.
look = technical(
    "look",
    Column("kind", Text, nullable=False),
    Column("row_id", Id, nullable=False),
    Column("workstation_id", Id, nullable=False),
    Column("seq", Int, nullable=False),
    PrimaryKeyConstraint("kind", "row_id", "workstation_id", "seq"),
    Index("ix_look_workstation_id_seq", "workstation_id", "seq"),
    sqlite_with_rowid=False,  # the primary key is the table
)
