"""Between a row as a procedure sees it (text, dates, UUIDs) and a row as the database holds it (sealed)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, encoded, require_plain, to_plain
from app.security.seal import Context, SubjectKey, open_field
from db.schema.base import first_name, kind_of
from db.types import Sealed

FORM = 2
"""How a version is committed to from now on: columns without a value are left out, so that a column that
is added later changes no commitment. Form 1 named them as NULL; it stays readable for ever."""
_LEAVES = frozenset({bool, int, str, UUID, date, datetime})
"""Types of values that are encoded as they are."""


class Version(NamedTuple):
    """A row ready to be stored: for its own table, and for record_version."""

    stored: dict[str, Any]
    recorded: dict[str, Any]
    object: list[Plain]


class Shape(NamedTuple):
    """A table as its rows are sealed. `sealed` and `plain` give each column with the name that it
    has in seals and commitments for ever; names are exactly of class str, because encoders and
    drivers are fastest with it."""

    kind: str
    empty: dict[str, None]
    sealed: tuple[tuple[str, str], ...]
    plain: tuple[tuple[str, str], ...]


@cache
def shape(table: sa.Table) -> Shape:
    """The shape of `table`; `plain` are the columns that no key hides, but for id and version."""
    names = {str(column.name): first_name(column) for column in table.columns}
    hidden = {str(column.name) for column in table.columns if isinstance(column.type, Sealed)}
    sealed = tuple(each for each in names.items() if each[0] in hidden)
    plain = tuple(each for each in names.items() if each[0] not in {*hidden, "id", "version"})
    return Shape(kind_of(table), dict.fromkeys(names), sealed, plain)


def sealed_columns(table: sa.Table) -> tuple[str, ...]:
    """The names of the columns that hold personal data."""
    return tuple(name for name, _ in shape(table).sealed)


def seal_row(
    table: sa.Table,
    row: dict[str, Any],
    *,
    deployment: UUID,
    subject_id: UUID,
    key: SubjectKey,
    epoch: int,
    operation_id: UUID,
    now: datetime,
) -> Version:
    """Seal `row` (every column, sealed ones as text or None) as the version it says it is."""
    kind, _, hidden, open_to_all = shape(table)
    row_id, version = row["id"], row["version"]
    stored, sealed = row, None
    secret: dict[str, str] = {said: row[name] for name, said in hidden if row[name] is not None}
    if secret:
        stored = dict(row)
        whose, which = deployment.bytes, row_id.bytes
        for name, said in hidden:
            if said in secret:
                here = Context(whose, kind, said, which, version)
                stored[name] = key.seal_field(here, secret[said].encode())
        here = Context(whose, "record_version", kind, which, version)
        sealed = key.seal_field(here, encoded(secret))
    plain = {
        said: value if type(value) in _LEAVES else _made_plain(value)
        for name, said in open_to_all
        if (value := row[name]) is not None
    }
    digest = key.commitment(canonical_row(kind, row_id, version, plain, secret, FORM))
    recorded = {
        "kind": kind,
        "row_id": row_id,
        "version": version,
        "operation_id": operation_id,
        "recorded_at": now,
        "subject_id": subject_id,
        "plain": plain,
        "sealed": sealed,
        "epoch": epoch if secret else None,
        "commitment": digest,
        "form": FORM,
    }
    return Version(stored, recorded, [kind, str(row_id), version, digest.hex()])


def _made_plain(value: object) -> Plain:
    """A Json column's value as plain data; TypeError for a value that no column takes."""
    plain = to_plain(value)
    require_plain(plain)
    return plain


def open_row(table: sa.Table, row: Any, *, deployment: UUID, subject_key: bytes) -> dict[str, Any]:
    """A stored row with its sealed columns as text; raises Tampered."""
    opened = dict(row._mapping)
    kind, _, hidden, _ = shape(table)
    for name, said in hidden:
        sealed = opened.get(name)
        if sealed is not None:
            context = Context(deployment.bytes, kind, said, opened["id"].bytes, opened["version"])
            opened[name] = open_field(subject_key, context, sealed).decode()
    return opened


def canonical_row(
    kind: str,
    row_id: UUID,
    version: int,
    plain: Mapping[str, object],
    secret: dict[str, str],
    form: int = 1,
) -> bytes:
    """The row as its commitment covers it: every column, sealed ones in clear; `plain` as its form
    has it."""
    values = {**plain, **secret} if secret else plain
    return b"counter/row/%d\0" % form + encoded(
        {"kind": kind, "id": row_id, "version": version, "values": values}
    )
