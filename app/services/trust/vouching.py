"""Whether a staff row may be believed, which takes an event of an administrator in force about this
version. The row's own signature does not prove the version, because older versions carry it too.
The event does: the same administrator signed it, and it names row, version and commitment. The
commitment is made anew from the row, as far as this session can open it. An administrator's row counts only with
a key that is in force by the roots.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Role
from app.security.roots import Roots
from app.security.seal import Tampered
from app.security.signing import check
from app.services import procedure
from app.services.procedure import Query, shape
from app.services.trust.staff_row import staff_signed_bytes
from db.schema.audit import audit_event
from db.schema.base import kind_of
from db.schema.operations import operation, record_version
from db.schema.organisation import hall, workstation
from db.schema.staff import staff
from db.select import Select

_RECORDED = Select(
    sa.select(record_version.c.operation_id).where(
        record_version.c.kind == sa.bindparam("kind"),
        record_version.c.row_id == sa.bindparam("row_id"),
        record_version.c.version == sa.bindparam("version"),
    )
)
_NEWEST = Select(
    sa.select(sa.func.max(record_version.c.version).label("version")).where(
        record_version.c.kind == "staff", record_version.c.row_id == sa.bindparam("row_id")
    )
)
_COMMITTED = Select(
    sa.select(record_version.c.version, record_version.c.commitment)
    .where(
        record_version.c.kind == sa.bindparam("kind"),
        record_version.c.row_id == sa.bindparam("row_id"),
    )
    .order_by(record_version.c.version.desc())
    .limit(1)
)
_EVENT = Select(
    sa.select(
        audit_event.c.body,
        audit_event.c.signer_id,
        audit_event.c.signature,
        audit_event.c.recorded_at,
    )
    .join(
        operation,
        (operation.c.workstation_id == audit_event.c.workstation_id)
        & (operation.c.at == audit_event.c.recorded_at),
    )
    .where(operation.c.id == sa.bindparam("operation_id"))
)


@dataclass(frozen=True)
class Event:
    """A stored event; its signature is still to be checked against a key of its signer."""

    body: dict[str, Any]
    signer: UUID
    message: bytes
    signature: bytes
    at: datetime

    def by_administrator(self, roots: Roots) -> bool:
        """Whether an administrator in force signed it."""
        return roots.signed_by(self.signer, self.message, self.signature, self.at)

    def names(self, staff_id: UUID, version: int, commitment: bytes | None) -> bool:
        """Whether it tells that this version of a staff row was written, with this commitment. None, for one
        that this session cannot make anew, is enough for an event of form 1 only: what later ones tell of
        is committed to so that everybody can."""
        try:
            named = procedure.people_named(self.body)
        except (KeyError, TypeError, AttributeError):
            return False
        for each in named:
            if each[:3] == ["staff", str(staff_id), version]:
                if commitment is None:
                    return bool(self.body.get("form", 1) == 1)
                return bool(each[3] == commitment.hex())
        return False


def event_of(connection: sa.Connection, operation_id: UUID) -> Event | None:
    """The event that tells of an operation."""
    for row in _EVENT.rows(connection, operation_id=operation_id):
        try:
            body = json.loads(row.body)
            if body["operation"] == str(operation_id) and body["actor"] == str(row.signer_id):
                message = procedure.event_label(body).encode() + b"\0" + row.body.encode()
                return Event(body, row.signer_id, message, row.signature, row.recorded_at)
        except (ValueError, KeyError, TypeError, RecursionError):
            continue
    return None


def event_of_staff(connection: sa.Connection, staff_id: UUID, version: int) -> Event | None:
    """The event that tells of this version of a staff row."""
    made = _RECORDED.first(connection, kind="staff", row_id=staff_id, version=version)
    return None if made is None else event_of(connection, made.operation_id)


def is_by(query: Query, table: sa.Table, row: Any, signer_id: UUID, kind: str, role: Role) -> bool:
    """Whether an operation `kind` of somebody at work with `role` wrote this one row as it stands, and
    nothing else, signed by that person's own key."""
    which = (kind_of(table), row.id, row.version)
    made = _RECORDED.first(query.connection, kind=which[0], row_id=which[1], version=which[2])
    event = None if made is None else event_of(query.connection, made.operation_id)
    person = query.execute(sa.select(staff).where(staff.c.id == signer_id)).first()
    commitment = _commitment(query, table, row)
    if event is None or person is None or commitment is None:
        return False
    alone = procedure.summary(
        [procedure.Effect(which[0], str(which[1]), which[2], commitment.hex())]
    )
    return (
        (event.signer, event.body.get("procedure"), event.body.get("effects"))
        == (signer_id, kind, alone)
        and person.role == role
        and check(person.sign_public, event.message, event.signature)
    )


def let_in(query: Query, roots: Roots, row: Any) -> bool:
    """Whether the person of this staff row may be given keys: an administrator has one in force."""
    in_force = row.role != Role.ADMINISTRATOR or roots.key_of(row.id) == row.sign_public
    return in_force and vouched(query, roots, row)


def vouched(query: Query, roots: Roots, row: Any) -> bool:
    """Whether an administrator in force wrote this staff row as it stands, also of one who left."""
    person = {name: row._mapping[name] for name in shape(staff).empty}
    made = _RECORDED.first(
        query.connection, kind="staff", row_id=person["id"], version=person["version"]
    )
    event = None if made is None else event_of(query.connection, made.operation_id)
    if made is None or event is None or event.signer != person["enrolled_by"]:
        return False
    message = staff_signed_bytes(person)
    if not roots.signed_by(event.signer, message, person["signature"], event.at):
        return False
    try:
        commitment = procedure.recommitted(query, staff, row)
    except Tampered:
        return False
    return event.by_administrator(roots) and event.names(
        person["id"], person["version"], commitment
    )


def counter_stands(query: Query) -> bool:
    """Whether the rows of this counter and its hall are what is on record of their newest versions: what
    numbers and papers say is not taken from a row that was edited."""
    here = query.session.installation.workstation
    for table, row_id in ((workstation, here.id), (hall, here.hall_id)):
        row = query.execute(sa.select(table).where(table.c.id == row_id)).one()
        if not stands(query, table, row):
            return False
    return True


def stands(query: Query, table: sa.Table, row: Any) -> bool:
    """Whether a row is what is on record of its newest version, so that nobody edited it beside the program."""
    made = _COMMITTED.first(query.connection, kind=kind_of(table), row_id=row.id)
    if made is None or made.version != row.version:
        return False
    return _commitment(query, table, row, made.commitment) == bytes(made.commitment)


def _commitment(
    query: Query, table: sa.Table, row: Any, unknown: bytes | None = None
) -> bytes | None:
    """The commitment to a row as it stands; `unknown` where this session cannot make it anew, None where
    the row is not what was committed to."""
    try:
        made = procedure.recommitted(query, table, row)
    except Tampered:
        return None
    return unknown if made is None else made


def is_older(connection: sa.Connection, row: Any) -> bool:
    """Whether a staff row was put back to an older version: a later one is on record. Asked at each
    sign-in, so it reads no events (`superseded` does)."""
    newest = _NEWEST.first(connection, row_id=row.id)
    return newest is None or newest.version != row.version


def superseded(connection: sa.Connection, staff_id: UUID, version: int) -> bool:
    """Whether an event tells of a later version, so that this row was put back to an older one.
    Reads every event, so it is asked only before a key is given.
    """
    later = f'["staff","{staff_id}",{version + 1},'
    found = connection.execute(
        sa.select(audit_event.c.seq).where(audit_event.c.body.contains(later)).limit(1)
    ).first()
    return found is not None
