"""Operations with their outcomes, every version of every business row, and leased numbers.
Insert-only."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint

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

operation_replay = technical(
    "operation_replay",
    Column("operation_id", Id, ForeignKey("operation.id"), nullable=False),
    Column("n", Int, nullable=False),
    Column("at", Instant, nullable=False),
    PrimaryKeyConstraint("operation_id", "n"),
)

# `form` says how a version is committed to (app.services.procedure.sealing): NULL is form 1, whose `plain` has the
# columns without a value as well; what form 2 leaves out has none.
record_version = technical(
    "record_version",
    Column("kind", Text, nullable=False),
    Column("row_id", Id, nullable=False),
    Column("version", Int, nullable=False),
    Column("operation_id", Id, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    Column("subject_id", Id, nullable=False),
    Column("plain", Json, nullable=False),
    Column("sealed", Bytes),
    Column("epoch", Int),
    Column("commitment", Bytes, nullable=False),
    Column("form", Int),
    PrimaryKeyConstraint("kind", "row_id", "version"),
)
Index("ix_record_version_operation_id", record_version.c.operation_id)

number_counter = technical(
    "number_counter",
    Column("prefix", Text, primary_key=True),
    Column("next", Int, nullable=False),
)
