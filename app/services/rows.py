"""Between a row as a procedure sees it (text, dates, UUIDs) and a row as the database holds it (sealed)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, encoded, require_plain, to_plain
from app.security.seal import Context, commitment, open_field, seal_field
from db.types import Sealed

_LABEL = b"counter/row/1\0"
_LEAVES = frozenset({type(None), bool, int, str, UUID, date, datetime})
"""Types of values that are encoded as they are."""


@dataclass(frozen=True)
class Version:
    """A row ready to be stored: for its own table, and for record_version."""

    stored: dict[str, Any]
    recorded: dict[str, Any]
    object: list[Plain]


def sealed_columns(table: sa.Table) -> tuple[str, ...]:
    """The names of the columns that hold personal data."""
    names = table.info.get("sealed")
    if names is None:
        names = tuple(
            str(column.name) for column in table.columns if isinstance(column.type, Sealed)
        )
        table.info["sealed"] = names
    return names


@cache
def _plain_columns(table: sa.Table) -> tuple[str, ...]:
    apart = {*sealed_columns(table), "id", "version"}
    return tuple(str(column.name) for column in table.columns if column.name not in apart)


def seal_row(
    table: sa.Table,
    row: dict[str, Any],
    *,
    deployment: UUID,
    subject_id: UUID,
    subject_key: bytes,
    committed_under: bytes,
    epoch: int,
    operation_id: UUID,
    now: datetime,
) -> Version:
    """Seal `row` (every column, sealed ones as text or None) as the version it says it is.

    `committed_under` is the subject's commitment key, made once for many rows.
    """
    row_id, version = row["id"], row["version"]
    stored = dict(row)
    secret: dict[str, str] = {}
    for name in sealed_columns(table):
        text = row[name]
        if text is not None:
            context = Context(deployment.bytes, table.name, name, row_id.bytes, version)
            secret[name] = text
            stored[name] = seal_field(subject_key, context, text.encode())
    plain = {
        name: value if type(value := row[name]) in _LEAVES else _made_plain(value)
        for name in _plain_columns(table)
    }
    sealed = None
    if secret:
        context = Context(deployment.bytes, "record_version", table.name, row_id.bytes, version)
        sealed = seal_field(subject_key, context, encoded(secret))
    digest = commitment(committed_under, canonical_row(table.name, row_id, version, plain, secret))
    recorded = {
        "kind": table.name,
        "row_id": row_id,
        "version": version,
        "operation_id": operation_id,
        "recorded_at": now,
        "subject_id": subject_id,
        "plain": plain,
        "sealed": sealed,
        "epoch": epoch if secret else None,
        "commitment": digest,
    }
    return Version(stored, recorded, [table.name, str(row_id), version, digest.hex()])


def _made_plain(value: object) -> Plain:
    """A Json column's value, or one that no column should be given: then TypeError."""
    plain = to_plain(value)
    require_plain(plain)
    return plain


def open_row(table: sa.Table, row: Any, *, deployment: UUID, subject_key: bytes) -> dict[str, Any]:
    """A stored row with its sealed columns as text; raises Tampered."""
    opened = dict(row._mapping)
    for name in sealed_columns(table):
        sealed = opened.get(name)
        if sealed is not None:
            context = Context(
                deployment.bytes, table.name, name, opened["id"].bytes, opened["version"]
            )
            opened[name] = open_field(subject_key, context, sealed).decode()
    return opened


def canonical_row(
    kind: str, row_id: UUID, version: int, plain: Mapping[str, object], secret: dict[str, str]
) -> bytes:
    """What a commitment commits to: the whole row, sealed columns in clear."""
    values = {**plain, **secret}
    return _LABEL + encoded({"kind": kind, "id": row_id, "version": version, "values": values})
