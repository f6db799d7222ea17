"""审批政策 and 授权: no policy says what none may say, and nobody delegates to themselves or for longer than may be
(R-005, R-077). What was in force at a time is what requests are judged by.

That an administrator wrote a policy and a supervisor a delegation of their own, the judge of versions has seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import from_plain
from app.domain.default_policies import DEFAULT_POLICIES, check_form
from app.domain.findings import Findings
from app.domain.policies import Policy, PolicyForm, with_form
from app.services.verification.allowed import Allowed
from app.services.verification.plain_versions import PlainVersion, plain_versions
from db.schema.policies import delegation, policy

_CLOCKS = timedelta(minutes=5)
_LONGEST = timedelta(days=14)
_TERMS = PolicyForm.__dataclass_fields__.keys()


@dataclass(frozen=True)
class _Span:
    """What a version of a policy says, and from when on it was on record."""

    row: UUID
    place: str
    at: datetime
    first: date
    last: date
    policy: Policy


@dataclass(frozen=True)
class _Given:
    """A delegation, until it ended or was taken back."""

    from_id: str
    to_id: str
    starts_at: datetime
    ends_at: datetime


@dataclass
class PoliciesOnRecord:
    """The policies and delegations that were in force at any time."""

    _spans: dict[str, list[_Span]] = field(default_factory=lambda: defaultdict(list))
    _given: dict[UUID, _Given] = field(default_factory=dict)

    def in_force(self, kind: str, at: datetime, day: date) -> list[Policy]:
        """The policies of `kind` that may have held on `day` by what was on record at `at`: more than one where
        it was changed just then at another counter. Empty for no kind."""
        if kind not in DEFAULT_POLICIES:
            return []
        found = [self._held(kind, moment, day) for moment in (at - _CLOCKS, at, at + _CLOCKS)]
        return [each for n, each in enumerate(found) if each not in found[:n]]

    def _held(self, kind: str, at: datetime, day: date) -> Policy:
        newest = {each.row: each for each in self._spans[kind] if each.at <= at}
        for span in newest.values():
            if span.first <= day <= span.last:
                return span.policy
        return DEFAULT_POLICIES[kind]

    def delegated(self, from_id: UUID, to_id: UUID, at: datetime) -> bool:
        """Whether `to_id` could decide in the place of `from_id` at `at`."""
        return any(
            (each.from_id, each.to_id) == (str(from_id), str(to_id))
            and each.starts_at - _CLOCKS <= at < each.ends_at + _CLOCKS
            for each in self._given.values()
        )


def load(connection: sa.Connection, allowed: Allowed, findings: Findings) -> PoliciesOnRecord:
    """Check every version of both; returns what they say."""
    found = PoliciesOnRecord()
    for version in plain_versions(connection, policy):
        place = _place(allowed, "policy", version)
        span = _span(version, place)
        if span is None:
            findings.add("policy_wrong", place)
            continue
        found._spans[str(version.plain["kind"])].append(span)
    for spans in found._spans.values():
        _check_order(spans, findings)
    for version in plain_versions(connection, delegation):
        given = _given(version)
        if given is None:
            findings.add("delegation_wrong", _place(allowed, "delegation", version))
            continue
        found._given[version.row_id] = given
    return found


def _place(allowed: Allowed, table: str, version: PlainVersion) -> str:
    place = f"{table} {version.row_id} v{version.version}"
    operation = allowed.operations.get(version.operation_id)
    return place if operation is None else f"{allowed.place(operation)}: {place}"


def _span(version: PlainVersion, place: str) -> _Span | None:
    """None for what no policy says."""
    said = version.plain
    try:
        kind, first = str(said["kind"]), date.fromisoformat(said["valid_from"])
        until = said.get("valid_to")
        last = date.max if until is None else date.fromisoformat(until)
        form: PolicyForm = from_plain(PolicyForm, {name: said[name] for name in _TERMS})
        if last < first or check_form(kind, form):
            return None
    except (KeyError, TypeError, ValueError):
        return None
    made = with_form(DEFAULT_POLICIES[kind], form)
    return _Span(version.row_id, place, version.recorded_at, first, last, made)


def _check_order(spans: list[_Span], findings: Findings) -> None:
    """The rows of a kind follow each other; as they stand now, because two versions may be of one operation."""
    now = sorted({each.row: each for each in spans}.values(), key=lambda each: each.first)
    for one, other in pairwise(now):
        if one.last >= other.first:
            findings.add("policy_wrong", other.place)


def _given(version: PlainVersion) -> _Given | None:
    """None for what no delegation is."""
    said: Mapping[str, Any] = version.plain
    try:
        starts, ends = (datetime.fromisoformat(said[name]) for name in ("starts_at", "ends_at"))
        until = said.get("ended_at")
        ended = ends if until is None else datetime.fromisoformat(until)
        if not (timedelta() < ends - starts <= _LONGEST and ended <= ends):
            return None
        if version.version == 1 and (starts < version.recorded_at or until is not None):
            return None
    except (KeyError, TypeError, ValueError):
        return None
    if said["from_id"] == said["to_id"]:
        return None
    return _Given(str(said["from_id"]), str(said["to_id"]), starts, ended)
