"""Operations with their outcomes, every version of every business row, erasures, and leased numbers.
Insert-only."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, text

from db.schema.base import one_of, technical
from db.types import Bytes, Id, Instant, Int, Json, Text

operation = technical(
    "operation",
    Column("id", Id, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("request_hash", Bytes, nullable=False),
    Column("actor_id", Id),
    Column("workstation_id", Id, nullable=False),
    Column("hall_id", Id, nullable=False),
    Column("outcome", Text, nullable=False),
    Column("result", Json, nullable=False),
    Column("at", Instant, nullable=False),
    one_of("outcome", "done", "refused"),
)
ROLLBACK_KINDS = ("trust.release_base", "trust.note_head", "trust.see_rollbacks")
_rollbacks = sa.text("kind IN ({})".format(", ".join(f"'{kind}'" for kind in ROLLBACK_KINDS)))
# The auditor's list of roll-backs.
Index(
    "ix_operation_rollbacks",
    operation.c.at,
    sqlite_where=_rollbacks,
    postgresql_where=_rollbacks,
)

for _name, _kind in (
    ("reader", "reader.choose"),
    ("sheets", "setup.prove_sheets"),
    ("sms_folder", "authentication.choose_sms_folder"),
):
    Index(
        f"ix_operation_{_name}",
        operation.c.workstation_id,
        operation.c.at,
        sqlite_where=text(f"kind = '{_kind}'"),
        postgresql_where=text(f"kind = '{_kind}'"),
    )

operation_replay = technical(
    "operation_replay",
    Column("operation_id", Id, ForeignKey("operation.id"), nullable=False),
    Column("n", Int, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("operation_id", "n"),
)

# What is on record of every version of every business row. `form` says how its commitment was made
# (app.services.procedure.sealing); NULL is form 1. `mac` fixes what is sealed; only form 3 has one.
record_version = technical(
    "record_version",
    Column("version", Int, nullable=False),
    Column("form", Int),
    Column("recorded_at", Instant, nullable=False),
    Column("row_id", Id, nullable=False),
    Column("operation_id", Id, nullable=False),
    Column("kind", Text, nullable=False),
    Column("commitment", Bytes, nullable=False),
    Column("mac", Bytes),
    PrimaryKeyConstraint("kind", "row_id", "version"),
)
Index("ix_record_version_operation_id", record_version.c.operation_id)

# What a version said. Of form 3 only what a newer version replaced stands here, its sealed columns as they
# stood; the newest is the row itself. Of the forms before, every version stands here, all sealed columns
# in one piece. `sealed` is NULL where nothing was sealed or the person was erased.
superseded_version = technical(
    "superseded_version",
    Column("kind", Text, nullable=False),
    Column("row_id", Id, nullable=False),
    Column("version", Int, nullable=False),
    Column("subject_id", Id, nullable=False),
    Column("form", Int),
    Column("plain", Json, nullable=False),
    Column("sealed", Bytes),
    Column("epoch", Int),
    PrimaryKeyConstraint("kind", "row_id", "version"),
)
Index(
    "ix_superseded_version_subject_id_kind",
    superseded_version.c.subject_id,
    superseded_version.c.kind,
)

# The certificate of a person's erasure: with it the missing key is in order.
erasure = technical(
    "erasure",
    Column("subject_id", Id, primary_key=True),
    Column("operation_id", Id, nullable=False, index=True),
    Column("at", Instant, nullable=False),
    Column("reason", Text, nullable=False),
    Column("count", Int, nullable=False),
    one_of("reason", "request", "purpose_ended", "unlawful"),
    info={"effect": "subject_id"},
)

number_counter = technical(
    "number_counter",
    Column("prefix", Text, primary_key=True),
    Column("next", Int, nullable=False),
)
