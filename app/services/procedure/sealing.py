"""Between a row as a procedure sees it (text, dates, UUIDs) and a row as the database holds it (sealed)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, encoded, require_plain, to_plain
from app.security.seal import Context, SubjectKey, framed, open_field
from db.schema.base import first_name, kind_of, recomputed
from db.types import Sealed

FORM = 3
"""How a version is committed to from now on: SHA-256 over its plain columns and its mac, so that what is
plain is checked without keys and stays checked after the person was erased. Columns without a value are
left out, so that a column that is added later changes no commitment. Forms 1 and 2 were keyed hashes over
everything (1 named empty columns as NULL, 2 left them out); they stay readable for ever."""
SECRET_LABEL = b"counter/secret/1\0"
_LEAVES = frozenset({bool, int, str, UUID, date, datetime})
"""Types of values that are encoded as they are."""


class Version(NamedTuple):
    """A row ready to be stored: for its own table, and for record_version."""

    stored: dict[str, Any]
    recorded: dict[str, Any]


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
    """The shape of `table`; `plain` are the columns that no key hides, but for id, version and what is
    `recomputed`."""
    names = {str(column.name): first_name(column) for column in table.columns}
    hidden = {str(column.name) for column in table.columns if isinstance(column.type, Sealed)}
    apart = hidden | {"id", "version"} | {str(column.name) for column in recomputed(table)}
    sealed = tuple(each for each in names.items() if each[0] in hidden)
    plain = tuple(each for each in names.items() if each[0] not in apart)
    return Shape(kind_of(table), dict.fromkeys(names), sealed, plain)


def sealed_columns(table: sa.Table) -> tuple[str, ...]:
    """The names of the columns that hold personal data."""
    return tuple(name for name, _ in shape(table).sealed)


def seal_row(
    table: sa.Table,
    row: dict[str, Any],
    *,
    deployment: UUID,
    key: SubjectKey,
    operation_id: UUID,
    now: datetime,
) -> Version:
    """Seal `row` (every column, sealed ones as text or None) as the version it says it is."""
    kind, _, hidden, _ = shape(table)
    row_id, version = row["id"], row["version"]
    stored, mac = row, None
    secret: dict[str, str] = {said: row[name] for name, said in hidden if row[name] is not None}
    if secret:
        stored = dict(row)
        whose, which = deployment.bytes, row_id.bytes
        for name, said in hidden:
            if said in secret:
                here = Context(whose, kind, said, which, version)
                stored[name] = key.seal_field(here, secret[said].encode())
        mac = secret_mac(key, kind, row_id, version, secret)
    recorded = {
        "kind": kind,
        "row_id": row_id,
        "version": version,
        "operation_id": operation_id,
        "recorded_at": now,
        "mac": mac,
        "commitment": slim_commitment(kind, row_id, version, plain_columns(table, row), mac),
        "form": FORM,
    }
    return Version(stored, recorded)


def plain_columns(table: sa.Table, row: Mapping[str, Any]) -> dict[str, Any]:
    """The plain columns of `row` that have a value, under their first names, as a commitment has them."""
    return {
        said: value if type(value) in _LEAVES else _made_plain(value)
        for name, said in shape(table).plain
        if (value := row[name]) is not None
    }


def secret_mac(
    key: SubjectKey, kind: str, row_id: UUID, version: int, secret: Mapping[str, str]
) -> bytes:
    """32 bytes that fix the sealed columns in clear without telling them."""
    said = {"kind": kind, "id": row_id, "version": version, "values": secret}
    return key.commitment(SECRET_LABEL + encoded(said))


def slim_commitment(
    kind: str, row_id: UUID, version: int, plain: Mapping[str, object], mac: bytes | None
) -> bytes:
    """SHA-256 over everything that a version of form 3 says."""
    said = {"kind": kind, "id": row_id, "version": version, "values": plain, "mac": mac}
    return hashlib.sha256(b"counter/row/3\0" + encoded(said)).digest()


def outgoing(table: sa.Table, row: Any, subject_id: UUID) -> dict[str, Any]:
    """The content of a stored row that a newer version is about to replace, for superseded_version: its
    sealed columns as they stand."""
    kind, _, hidden, _ = shape(table)
    values = row._mapping
    sealed = {said: values[name] for name, said in hidden if values[name] is not None}
    return {
        "kind": kind,
        "row_id": values["id"],
        "version": values["version"],
        "subject_id": subject_id,
        "form": FORM,
        "plain": plain_columns(table, values),
        "sealed": framed(*(part for name in sealed for part in (name.encode(), sealed[name])))
        if sealed
        else None,
        "epoch": None,
    }


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
    secret: Mapping[str, str],
    form: int,
) -> bytes:
    """The row as its commitment of form 1 or 2 covers it: every column, sealed ones in clear; `plain` as
    its form has it."""
    values = {**plain, **secret} if secret else plain
    return b"counter/row/%d\0" % form + encoded(
        {"kind": kind, "id": row_id, "version": version, "values": values}
    )
