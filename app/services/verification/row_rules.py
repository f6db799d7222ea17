"""Was the operation that wrote a version of a row allowed to write just this?

A new row bears the stamps that its operation's kind declares; a newer version differs in declared columns only,
a status goes where its state table leads, and what is filled in once stays.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from app.domain.findings import Findings
from app.services.verification.allowed import Allowed, Doer, Operation
from app.services.verification.declared import Stamps
from app.services.verification.permits import UsedPermits
from app.services.verification.requests import RequestsSeen

Plain = Mapping[str, Any]
_NEVER = frozenset({"sign_public", "valid_to"})
"""Columns of the own staff row that nobody changes."""


class VersionSays(NamedTuple):
    """What a version says: plain columns, and sealed ones in clear where there is a key (else None)."""

    plain: Plain
    secret: Mapping[str, str] | None


@dataclass(frozen=True)
class RowRules:
    """The judge of versions, after the walk along the chains."""

    allowed: Allowed
    permits: UsedPermits
    findings: Findings
    carried_out: RequestsSeen = field(default_factory=RequestsSeen)

    def judge(
        self,
        table: str,
        version: Any,
        now: VersionSays,
        before: VersionSays | None,
        recomputed: frozenset[str],
    ) -> None:
        """One version; `before` is what the version before it said, None for a new row."""
        operation = self.allowed.operations.get(version.operation_id)
        if operation is None:
            return  # no event tells of it: that is a finding already
        if table == "change_item":
            self.carried_out.note(now.plain, now.secret)
        if operation.request:
            self.carried_out.wrote(version.operation_id, table, now.plain, now.secret)
        if before is None:
            changed = None
            options = operation.doer.adds.get(table)
        else:
            changed = changed_columns(now, before) - recomputed
            options = operation.doer.changes.get(table)
        if options is None:
            same = before is not None and not changed
            seen = now.secret is not None or version.mac is None  # else what is sealed may differ
            if not (same and seen and table in operation.doer.adds):
                self._add(
                    "change_not_allowed" if before else "table_not_allowed", operation, version
                )
            return
        faults = [
            self._fault(operation, actor, stamps, now.plain, changed, version)
            for actor, stamps in options
        ]
        if None not in faults and (last := faults[-1]):
            self._add(last[0], operation, version, last[1])
        if before is not None and changed:
            self._check_moves(table, operation, version, now.plain, before.plain, changed)
        if table in ("identity_image", "identity_document"):
            fault = self.permits.fault(table, operation, version.operation_id, now.plain, changed)
            if fault:
                self._add("permit_not_used", operation, version, fault)

    def _fault(
        self,
        operation: Operation,
        actor: str,
        stamps: Stamps,
        plain: Plain,
        changed: set[str] | None,
        version: Any,
    ) -> tuple[str, str] | None:
        """What is wrong with a version: a code and the column; None when nothing is."""
        if changed is not None and (wrong := sorted(changed - stamps.keys())):
            return "change_not_allowed", wrong[0]
        for column, stamp in stamps.items():
            if stamp != "any" and (changed is None or column in changed):
                value = plain.get(column) if column != "id" else str(version.row_id)
                if not self._bears(operation.doer, actor, stamp, value, version.operation_id):
                    return "stamp_wrong", column
        return None

    def _bears(self, doer: Doer, actor: str, stamp: str, value: Any, operation_id: UUID) -> bool:
        for each in _parts(stamp):
            match each:
                case "actor":
                    holds = value == actor
                case "counter":
                    holds = value == doer.counter
                case "hall":
                    holds = value == doer.hall
                case "granter":
                    holds = str(value) in self.permits.granters(operation_id)
                case _:
                    holds = each == "nobody" and value is None
            if holds:
                return True
        return False

    def _check_moves(
        self,
        table: str,
        operation: Operation,
        version: Any,
        now: Plain,
        before: Plain,
        changed: set[str],
    ) -> None:
        rules = operation.doer.rules
        for column in sorted(changed):
            name, was = f"{table}.{column}", before.get(column)
            moves = rules.moves.get(name)
            wrong = moves is not None and now.get(column) not in moves.get(str(was), ())
            if wrong or (name in rules.once and was is not None):
                self._add("move_wrong", operation, version, f"{column} {was} → {now.get(column)}")
        own = table == "staff" and str(version.row_id) == operation.doer.actor
        if own and operation.doer.kind.of_others and changed & _NEVER:
            self._add("own_account", operation, version)

    def _add(self, code: str, operation: Operation, version: Any, what: str = "") -> None:
        place = self.allowed.place(operation)
        row = f"{version.kind} {version.row_id} v{version.version}"
        self.findings.add(code, f"{place}: {row}{' ' if what else ''}{what}")


@cache
def _parts(stamp: str) -> list[str]:
    return stamp.split(" or ")


def changed_columns(now: VersionSays, before: VersionSays) -> set[str]:
    """The columns that differ; of sealed ones, where both were opened."""
    changed = _different(now.plain, before.plain)
    if now.secret is not None and before.secret is not None:
        changed |= _different(now.secret, before.secret)
    return changed


def _different(now: Mapping[str, Any], before: Mapping[str, Any]) -> set[str]:
    return {name for name in now.keys() | before.keys() if now.get(name) != before.get(name)}
