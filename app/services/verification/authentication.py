"""Authentications, service passwords and codes: made by the operation that may make them, tries counted one by
one, a reset only after a document and a photo (R-060 to R-062)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from app.services.verification.allowed import Allowed, Operation
from app.services.verification.plain_versions import PlainVersion, plain_of, versions_of
from db.schema.authentication import authentication, service_password, sms_code
from db.schema.operations import record_version

_METHODS = {
    "authentication.check_password": "password",
    "authentication.check_code": "sms",
    "authentication.by_card": "document",
    "authentication.by_recapture": "document",
}
_CLOCKS = timedelta(minutes=5)
_HOLDS = timedelta(minutes=30)
_CODE_HOLDS = timedelta(minutes=5)
_TRIES, _CODE_TRIES = 5, 3


@dataclass
class _Walk:
    allowed: Allowed
    findings: Findings
    made: dict[UUID, str] = field(default_factory=dict)
    """the method that each operation authenticated by"""
    shown: dict[str, list[tuple[datetime, str, str, bool]]] = field(default_factory=dict)
    """by customer: when a document was shown, to whom, at which counter, with a photo"""
    used: set[UUID] = field(default_factory=set)
    """operations that used a code"""

    def wrong(self, version: PlainVersion, table: sa.Table, what: str) -> None:
        place = f"{table.name} {version.row_id} v{version.version} {what}"
        operation = self.allowed.operations.get(version.operation_id)
        if operation is not None:
            place = f"{self.allowed.place(operation)}: {place}"
        self.findings.add("authentication_wrong", place)


def check(connection: sa.Connection, allowed: Allowed, findings: Findings) -> None:
    """Every version of the three tables; a version that no event tells of is a finding already."""
    walk = _Walk(allowed, findings)
    for version, operation, _ in _known(connection, authentication, walk):
        _check_authentication(version, operation, walk)
    for version, operation, before in _known(connection, service_password, walk):
        _check_password(version, operation, before, walk)
    for version, operation, before in _known(connection, sms_code, walk):
        _check_code(version, operation, before, walk)
    for operation_id in walk.used ^ {each for each, how in walk.made.items() if how == "sms"}:
        place = allowed.place(allowed.operations[operation_id])
        findings.add(
            "authentication_wrong",
            f"{place}: a code without authentication, or the other way round",
        )


def _check_authentication(version: PlainVersion, operation: Operation, walk: _Walk) -> None:
    said, doer = version.plain, operation.doer
    kind, at = doer.kind.name, _moment(said.get("at"))
    captured = kind == "authentication.by_recapture"
    if said.get("method") != _METHODS.get(kind):
        walk.wrong(version, authentication, "method")
    elif (said.get("source_id") is not None) != captured or version.operation_id in walk.made:
        walk.wrong(version, authentication, "source_id")
    elif at is None or at != version.recorded_at:
        walk.wrong(version, authentication, "at")
    elif said.get("method") != "document" and said.get("compared"):
        walk.wrong(version, authentication, "compared")
    walk.made[version.operation_id] = str(said.get("method"))
    if said.get("method") == "document" and at is not None and said.get("who") != "agent":
        proof = at, doer.actor, doer.counter, bool(said.get("compared"))
        walk.shown.setdefault(str(said.get("customer_id")), []).append(proof)


def _check_password(
    version: PlainVersion, operation: Operation, before: PlainVersion | None, walk: _Walk
) -> None:
    said, kind = version.plain, operation.doer.kind.name
    tries: Any = said.get("tries")
    was: Any = None if before is None else before.plain.get("tries")
    is_new = _moment(said.get("changed_at")) == version.recorded_at
    if kind == "authentication.reset_password" or was is None:
        right = tries == 0 and is_new and _was_shown(version, operation, walk)
    elif tries == was + 1:
        right = not is_new
    elif kind == "authentication.check_password":
        right = tries == 0 < was < _TRIES and walk.made.get(version.operation_id) == "password"
    else:
        right = tries == 0 and was < _TRIES and is_new
    if not right:
        walk.wrong(version, service_password, "tries")


def _was_shown(version: PlainVersion, operation: Operation, walk: _Walk) -> bool:
    """Whether the document was shown to the same person at the same counter within half an hour before; for a
    reset with a photo."""
    doer = operation.doer
    photo = doer.kind.name == "authentication.reset_password"
    return any(
        at <= version.recorded_at < at + _HOLDS
        and (actor, counter) == (doer.actor, doer.counter)
        and (compared or not photo)
        for at, actor, counter, compared in walk.shown.get(
            str(version.plain.get("customer_id")), ()
        )
    )


def _check_code(
    version: PlainVersion, operation: Operation, before: PlainVersion | None, walk: _Walk
) -> None:
    said, sent = version.plain, _moment(version.plain.get("sent_at"))
    if before is None:
        if sent != version.recorded_at or said.get("tries") != 0 or said.get("used"):
            walk.wrong(version, sms_code, "sent_at")
        return
    was = before.plain
    if said.get("used"):
        walk.used.add(version.operation_id)
    step = (1, False) if not said.get("used") else (0, True)
    in_time = sent is not None and sent - _CLOCKS <= version.recorded_at < sent + _CODE_HOLDS
    mine = (was.get("staff_id"), was.get("workstation_id"))
    right = (
        in_time
        and not was.get("used")
        and was.get("tries", _CODE_TRIES) < _CODE_TRIES
        and (said.get("tries", 0) - was.get("tries", 0), bool(said.get("used"))) == step
        and mine == (operation.doer.actor, operation.doer.counter)
    )
    if not right:
        walk.wrong(version, sms_code, "tries")


def _known(
    connection: sa.Connection, table: sa.Table, walk: _Walk
) -> Iterator[tuple[PlainVersion, Operation, PlainVersion | None]]:
    """Each version that says something, with who did it and the version before it of the same row."""
    before: PlainVersion | None = None
    for version in _versions(connection, table):
        last = before if before is not None and before.row_id == version.row_id else None
        operation = walk.allowed.operations.get(version.operation_id)
        if operation is not None and version.plain and (last is None or last.plain):
            yield version, operation, last
        before = version


def _versions(connection: sa.Connection, table: sa.Table) -> Iterator[PlainVersion]:
    """As `plain_versions`, row by row: every service of every customer adds to these tables."""
    now = [column.label(f"now_{column.name}") for column in table.columns]
    statement = (
        versions_of(table).outerjoin(table, table.c.id == record_version.c.row_id).add_columns(*now)
    )
    for row in connection.execute(statement):
        values = row._mapping
        if row.kept_subject_id is not None:
            plain = row.kept_plain if isinstance(row.kept_plain, dict) else {}
        elif values["now_version"] == row.version:
            own = {str(each.name): values[f"now_{each.name}"] for each in table.columns}
            plain = plain_of(table, SimpleNamespace(_mapping=own))
        else:
            plain = {}
        yield PlainVersion(row.row_id, row.version, row.operation_id, row.recorded_at, plain)


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return None if moment.tzinfo is None else moment
