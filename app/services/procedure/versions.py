"""A business row as it was: at a moment, between two, and what differs (data.md 4).

Values are opened when the person may open the row. `diff` masks them, so its result may be shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain import masking
from app.security.seal import Context, Tampered, open_field
from app.services.procedure.sealing import shape
from app.services.procedure.transaction import Query
from db.schema.base import kind_of
from db.schema.operations import operation, record_version
from db.schema.staff import staff
from db.types import Day, Id, Instant

MOST = 200
"""Versions read at a time; a row that was changed more often is read on with `before`."""


@dataclass(frozen=True)
class RowVersion:
    """How a row stood from `at` (UTC) on; `staff_no` wrote it in an `operation` of this kind.

    `values` has every column of today's table, None where nothing stands or stood. `erased`: the person was
    erased, so that what was sealed is None.
    """

    version: int
    at: datetime
    staff_no: str
    operation: str
    values: Mapping[str, Any] = field(repr=False)
    erased: bool = False


@dataclass(frozen=True)
class ColumnChange:
    """A column that differs. Sealed values are masked, so two different values may look the
    same."""

    column: str
    before: Any
    after: Any


def at(query: Query, table: sa.Table, row_id: UUID, moment: datetime) -> RowVersion | None:
    """The row as it was recorded at `moment`: its newest version by then; None before there was one."""
    found = between(query, table, row_id, until=moment, limit=1)
    return found[0] if found else None


def between(
    query: Query,
    table: sa.Table,
    row_id: UUID,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
    before: int | None = None,
    limit: int = MOST,
) -> tuple[RowVersion, ...]:
    """The versions recorded from `since` to `until` (both inclusive), newest first; `before` is a version."""
    where = [record_version.c.kind == kind_of(table), record_version.c.row_id == row_id]
    if since is not None:
        where.append(record_version.c.recorded_at >= since)
    if until is not None:
        where.append(record_version.c.recorded_at <= until)
    if before is not None:
        where.append(record_version.c.version < before)
    rows = query.execute(
        sa.select(record_version, operation.c.kind.label("operation"), staff.c.staff_no)
        .join(operation, operation.c.id == record_version.c.operation_id)
        .outerjoin(staff, staff.c.id == operation.c.actor_id)
        .where(*where)
        .order_by(record_version.c.version.desc())
        .limit(limit)
    ).all()
    return tuple(_opened(query, table, row) for row in rows)


def _opened(query: Query, table: sa.Table, row: Any) -> RowVersion:
    kind, _, hidden, plain = shape(table)
    said, erased = dict(row.plain), False
    if row.sealed is not None:
        try:
            key = query.subject_key(row.subject_id)
        except Tampered:
            erased = True
        else:
            whose, version = query.deployment.bytes, row.version
            here = Context(whose, "record_version", kind, row.row_id.bytes, version)
            said |= json.loads(open_field(key, here, row.sealed))
    values = {name: _value(table.c[name], said.get(first)) for name, first in (*plain, *hidden)}
    values |= {"id": row.row_id, "version": row.version}
    return RowVersion(
        row.version, row.recorded_at, row.staff_no or "", row.operation, values, erased
    )


def _value(column: sa.Column[Any], said: Any) -> Any:
    """A version holds ids, days and instants as text."""
    if said is None:
        return None
    if isinstance(column.type, Id):
        return UUID(said)
    if isinstance(column.type, Day):
        return date.fromisoformat(said)
    return datetime.fromisoformat(said) if isinstance(column.type, Instant) else said


def diff(
    table: sa.Table, before: RowVersion | None, after: RowVersion | None
) -> tuple[ColumnChange, ...]:
    """What changed from `before` to `after`, in the table's order; None is a row that is not there."""
    hidden = {name for name, _ in shape(table).sealed}
    old, new = (each.values if each else {} for each in (before, after))
    changes = []
    for name in (str(column.name) for column in table.columns):
        one, other = old.get(name), new.get(name)
        if name in ("id", "version", "subject_id") or one == other:
            continue
        if name in hidden:
            one, other = _masked(table, name, old), _masked(table, name, new)
        changes.append(ColumnChange(name, one, other))
    return tuple(changes)


def _nothing(_text: str) -> str:
    return masking.STAR * 4


Mask = Callable[[str, Mapping[str, Any]], str]
_CONTACTS = {"phone": masking.mask_phone, "second": masking.mask_phone, "email": masking.mask_email}
_MASKS: dict[tuple[str, str], Mask] = {
    ("party", "name"): lambda text, row: masking.shown_name(
        text, is_unit=row["kind"] == "organization"
    ),
    ("party", "legal_representative"): lambda text, _: masking.mask_name(text),
    ("identity_document", "number"): lambda text, _: masking.mask_document(text, detail=True),
    ("identity_document", "address"): lambda text, _: masking.mask_address(text),
    ("contact_medium", "contact_name"): lambda text, _: masking.mask_name(text),
    ("contact_medium", "value"): lambda text, row: _CONTACTS.get(row["type"], _nothing)(text),
    ("address", "text"): lambda text, _: masking.mask_address(text),
}


def _masked(table: sa.Table, name: str, row: Mapping[str, Any]) -> str | None:
    """The masked value. A sealed text without a mask of its own is hidden whole."""
    text = row.get(name)
    if text is None:
        return None
    mask = _MASKS.get((table.name, name))
    return mask(text, row) if mask else _nothing(text)
