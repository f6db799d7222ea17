"""A business row as it was: at a moment, between two, and what differs (data.md 4).

Values are opened when the person may open the row. `diff` masks them, so its result may be shown.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain import masking
from app.domain.canonical import to_plain
from app.security.seal import Context, SubjectKey, Tampered, open_field, unframed
from app.services.procedure.reading import Query, gone
from app.services.procedure.sealing import (
    FORM,
    canonical_row,
    plain_columns,
    sealed_columns,
    secret_mac,
    shape,
    slim_commitment,
)
from db.schema.base import kind_of, recomputed
from db.schema.operations import operation, record_version, superseded_version
from db.schema.staff import staff
from db.select import Select
from db.types import Day, Id, Instant

MOST = 200
"""Versions read at a time; a row that was changed more often is read on with `before`."""


@dataclass(frozen=True)
class RowVersion:
    """How a row stood from `at` (UTC) on; `staff_no` wrote it in an `operation` of this kind.

    `values` has every column of today's table but the recomputed ones, None where nothing stands or stood.
    `erased`: the person was erased, so that what was sealed is None.
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
    version, kept = record_version.c, superseded_version.c
    rows = query.execute(
        sa.select(
            record_version,
            kept.row_id.label("kept"),
            kept.subject_id,
            kept.plain,
            kept.sealed,
            operation.c.kind.label("operation"),
            staff.c.staff_no,
        )
        .join(operation, operation.c.id == version.operation_id)
        .outerjoin(staff, staff.c.id == operation.c.actor_id)
        .outerjoin(superseded_version, this_version(superseded_version))
        .where(*where)
        .order_by(version.version.desc())
        .limit(limit)
    ).all()
    newest = None
    if any(row.kept is None for row in rows):
        newest = query.execute(sa.select(table).where(table.c.id == row_id)).first()
    return tuple(_opened(query, table, row, newest) for row in rows)


def this_version(kept: sa.FromClause) -> sa.ColumnElement[bool]:
    """Joins what a version said to what is on record of it."""
    return sa.and_(
        *(kept.c[name] == record_version.c[name] for name in ("kind", "row_id", "version"))
    )


def _opened(query: Query, table: sa.Table, row: Any, newest: Any) -> RowVersion:
    """`newest` is the row itself; it says what the newest version said."""
    if row.kept is None and (newest is None or newest.version != row.version):
        raise gone()  # written anew since the look at record_version
    said, erased = (
        _kept(query, table, row) if row.kept is not None else _row_itself(query, table, newest)
    )
    apart = recomputed(table)
    values = {
        str(each.name): said.get(str(each.name)) for each in table.columns if each not in apart
    }
    values |= {"id": row.row_id, "version": row.version}
    return RowVersion(
        row.version, row.recorded_at, row.staff_no or "", row.operation, values, erased
    )


def _row_itself(query: Query, table: sa.Table, row: Any) -> tuple[dict[str, Any], bool]:
    hidden = sealed_columns(table)
    if hidden and query.is_erased(row.subject_id):
        return {**row._mapping, **dict.fromkeys(hidden)}, True
    return query.open(table, row), False


def _kept(query: Query, table: sa.Table, row: Any) -> tuple[dict[str, Any], bool]:
    """Raises Tampered for what no version says."""
    try:
        return _kept_as_said(query, table, row)
    except (ValueError, TypeError, AttributeError):
        raise Tampered from None


def _kept_as_said(query: Query, table: sa.Table, row: Any) -> tuple[dict[str, Any], bool]:
    kind, _, hidden, plain = shape(table)
    secret, erased = dict[str, str](), False
    if row.sealed is not None or row.mac is not None:
        erased = query.is_erased(row.subject_id)
        if not erased:
            if row.sealed is None:
                raise Tampered
            secret = kept_secret(query.subject_key(row.subject_id), query.deployment, kind, row)
    said = {name: _value(table.c[name], row.plain.get(first)) for name, first in plain}
    return said | {name: secret.get(first) for name, first in hidden}, erased


class VersionInPlain(NamedTuple):
    """What a version says in plain, under first names."""

    row_id: UUID
    version: int
    operation_id: UUID
    commitment: bytes
    plain: dict[str, Any]


_VERSIONS = (
    sa.select(record_version, superseded_version.c.plain)
    .outerjoin(superseded_version, this_version(superseded_version))
    .order_by(record_version.c.recorded_at, record_version.c.version)
)


def in_plain(
    connection: sa.Connection, table: sa.Table, *where: sa.ColumnElement[bool]
) -> Iterator[VersionInPlain]:
    """The versions of a table of few rows, oldest first, without keys. Left out are those of which nothing
    is on record, and of form 3 those that do not say what was committed to."""
    rows = {row.id: row for row in connection.execute(sa.select(table))}
    kind = kind_of(table)
    for each in connection.execute(_VERSIONS.where(record_version.c.kind == kind, *where)).all():
        plain, row = each.plain, rows.get(each.row_id)
        if plain is None and row is not None and row.version == each.version:
            plain = to_plain(plain_columns(table, dict(row._mapping)))
        if not isinstance(plain, dict):
            continue
        which = (kind, each.row_id, each.version)
        if each.form != FORM or slim_commitment(*which, plain, each.mac) == each.commitment:
            yield VersionInPlain(*which[1:], each.operation_id, each.commitment, plain)


_RECORDED = Select(
    sa.select(
        record_version.c.form,
        record_version.c.mac,
        superseded_version.c.plain,
    )
    .outerjoin(superseded_version, this_version(superseded_version))
    .where(
        record_version.c.kind == sa.bindparam("kind"),
        record_version.c.row_id == sa.bindparam("row_id"),
        record_version.c.version == sa.bindparam("version"),
    )
)


def recommitted(query: Query, table: sa.Table, row: Any) -> bytes | None:
    """The commitment to a stored row as it stands, made anew in the form of its version; raises Tampered
    when what is sealed in it is not what was committed to.

    A session without the records key opens nothing: for it a commitment of form 3 takes the recorded mac,
    and of a form before it there is none (None).
    """
    kind, _, hidden, _ = shape(table)
    said = row._mapping
    which = (kind, said["id"], said["version"])
    made = _RECORDED.first(query.connection, kind=kind, row_id=which[1], version=which[2])
    opens = ("records", query.session.keys.epoch) in query.session.keys.held
    slim = made is not None and made.form == FORM
    if made is None or not (opens or slim):
        return None
    secret: dict[str, str] = {}
    if opens:
        opened = query.open(table, row)
        secret = {first: opened[name] for name, first in hidden if opened[name] is not None}
    subject = said.get("subject_id", query.deployment)
    if slim:
        if opens and secret:
            mac = secret_mac(SubjectKey(query.subject_key(subject)), *which, secret)
            if mac != made.mac:
                raise Tampered
        return slim_commitment(*which, plain_columns(table, said), made.mac)
    # form 1 names the columns that were empty then, and so does what is kept of its version
    empty = made.plain if isinstance(made.plain, dict) else {}
    values: dict[str, object] = {name: None for name, value in empty.items() if value is None}
    values |= plain_columns(table, said)
    form = 1 if made.form is None else made.form
    return SubjectKey(query.subject_key(subject)).commitment(
        canonical_row(*which, values, secret, form)
    )


def kept_secret(key: bytes, deployment: UUID, kind: str, row: Any) -> dict[str, str]:
    """What superseded_version holds sealed, in clear; raises Tampered."""
    whose, which, version = deployment.bytes, row.row_id.bytes, row.version
    if row.form != FORM:  # all columns in one piece
        here = Context(whose, "record_version", kind, which, version)
        found: dict[str, str] = json.loads(open_field(key, here, row.sealed))
        return found
    parts = unframed(row.sealed)
    return {
        name.decode(): open_field(
            key, Context(whose, kind, name.decode(), which, version), sealed
        ).decode()
        for name, sealed in zip(parts[::2], parts[1::2], strict=True)
    }


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
