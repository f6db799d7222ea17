"""Permits: given by somebody else, used once, by whom and where and when they were given for (D8, R-054)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.domain.findings import Findings
from app.services.verification.allowed import Allowed, Operation
from app.services.verification.plain_versions import PlainVersion, plain_versions
from db.schema.permits import permit

_CLOCKS = timedelta(minutes=5)
_AT_ONCE = 10
"""Permits that one operation uses at most."""


class _Used(NamedTuple):
    """A permit that an operation used."""

    id: str
    purpose: str
    granter: str


@dataclass
class UsedPermits:
    """The permits that each operation used."""

    _used: dict[UUID, list[_Used]] = field(default_factory=lambda: defaultdict(list))

    def granters(self, operation_id: UUID) -> set[str]:
        """The supervisors whose permits an operation used."""
        return {each.granter for each in self._used.get(operation_id, ())}

    def fault(
        self,
        table: str,
        operation: Operation,
        operation_id: UUID,
        plain: Mapping[str, Any],
        changed: set[str] | None,
    ) -> str | None:
        """The column of a picture or document that names a permit which the operation did not use."""
        used = self._used.get(operation_id, ())
        if table == "identity_image":
            judges = {each.granter for each in used if each.purpose == "face_override"}
            override = plain.get("verdict") == "override"
            wrong = override and str(plain.get("verdict_by")) not in judges
            return "verdict_by" if wrong else None
        entry = plain.get("entry")
        named = entry.get("permit") if isinstance(entry, dict) else None
        if named is None or (changed is not None and "entry" not in changed):
            return None
        typed = {each.id for each in used if each.purpose == "manual_entry"}
        return None if str(named) in typed else "entry"


def load(connection: sa.Connection, allowed: Allowed, findings: Findings) -> UsedPermits:
    """Check every permit; returns what the operations used."""
    found, before = UsedPermits(), None
    for version in plain_versions(connection, permit):
        operation = allowed.operations.get(version.operation_id)
        place = f"permit {version.row_id} v{version.version}"
        if operation is not None:
            place = f"{allowed.place(operation)}: {place}"
        if before is None or before.row_id != version.row_id:
            _check_given(version, place, findings)
        elif version.version > 2:
            findings.add("permit_again", place)
        elif operation is not None:
            _check_used(operation, before, version, place, findings)
            granter, purpose = before.plain.get("granted_by"), before.plain.get("purpose")
            used = _Used(str(version.row_id), str(purpose), str(granter))
            found._used[version.operation_id].append(used)
        before = version
    return found


def _check_given(version: PlainVersion, place: str, findings: Findings) -> None:
    said = version.plain
    if said.get("granted_to") == said.get("granted_by"):
        findings.add("permit_own", place)
    if "used_by" in said:
        findings.add("permit_misused", place)
    given, until = _moment(said.get("granted_at")), _moment(said.get("expires_at"))
    if given is None or until is None or given != version.recorded_at or until <= given:
        findings.add("permit_misused", place)


def _check_used(
    operation: Operation, given: PlainVersion, used: PlainVersion, place: str, findings: Findings
) -> None:
    said, doer = given.plain, operation.doer
    until, by = _moment(said.get("expires_at")), used.plain.get("used_by")
    ids = [used.operation_id, *(uuid5(used.operation_id, str(n)) for n in range(1, _AT_ONCE))]
    fits = (
        by in [str(each) for each in ids]
        and said.get("granted_to") in (doer.actor, doer.maker)
        and said.get("workstation_id") == doer.counter
        and until is not None
        and given.recorded_at - _CLOCKS <= used.recorded_at <= until
    )
    if not fits:
        findings.add("permit_misused", place)


def _moment(text: Any) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except (TypeError, ValueError):
        return None
    return None if moment.tzinfo is None else moment
