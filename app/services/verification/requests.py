"""变更申请: was what was carried out asked for, approved by others as it was asked for, and written as it was approved
(security.md 3)?

The judge of versions has seen who signed what. This looks at the requests as wholes: each operation that carries one
out, against the request, its items and its decisions.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, get_args
from uuid import UUID

import sqlalchemy as sa

from app.domain.dates import business_day
from app.domain.findings import Findings
from app.domain.policies import CIRCUMSTANCES, Mode, asks, strictest
from app.services.verification.allowed import Allowed
from app.services.verification.plain_versions import PlainVersion, plain_versions
from app.services.verification.policies import PoliciesOnRecord
from db.schema.base import kind_of
from db.schema.catalogue import offering, place
from db.schema.customers import account
from db.schema.operations import record_version
from db.schema.requests import change_item, change_request, decision

_DECIDES = "supervisor"
_OWN = frozenset({"change_request", "change_item", "change_evidence", "decision"})
_DONE = ("applied", "booked")


@dataclass
class RequestsSeen:
    """What the judge of versions has seen of requests: the texts that each operation wrote while it carried one out,
    and the fields and texts that each request asked for; the latter only where there are keys."""

    written: dict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    asked: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))

    def note(self, plain: Mapping[str, Any], secret: Mapping[str, str] | None) -> None:
        """An item of a request."""
        if secret is not None and "after" in secret:
            try:
                fields = {
                    str(name): str(text) for name, text in json.loads(secret["after"]).items()
                }
            except (ValueError, AttributeError):  # no request asks like this, and nothing fits it
                fields = {"": secret["after"]}
            self.asked[str(plain.get("request_id"))] += [each for each in fields.items() if each[1]]

    def wrote(
        self,
        operation_id: UUID,
        table: str,
        plain: Mapping[str, Any],
        secret: Mapping[str, str] | None,
    ) -> None:
        """A version that an operation wrote which carries out a request."""
        if table not in _OWN:
            self.written[operation_id].update(map(str, plain.values()))
            self.written[operation_id].update((secret or {}).values())


def check(
    connection: sa.Connection,
    allowed: Allowed,
    policies: PoliciesOnRecord,
    carried_out: RequestsSeen,
    findings: Findings,
) -> None:
    """Every request with its items and decisions, and every operation that carries one out."""
    items = _by_request(plain_versions(connection, change_item))
    decided = _by_request(plain_versions(connection, decision))
    commitments = _commitments(connection)
    requests: dict[UUID, list[PlainVersion]] = defaultdict(list)
    for version in plain_versions(connection, change_request):
        requests[version.row_id].append(version)
    done: set[UUID] = set()
    for request_id, versions in requests.items():
        own, told = items[str(request_id)], decided[str(request_id)]
        whole = _Request(request_id, versions, own, told, _digest(own, commitments))
        _check_asked(whole, allowed, policies, findings)
        for each in told:
            if not _may_decide(each, allowed, policies):
                findings.add("decision_of_nobody", f"decision {each.row_id}")
        done |= _check(connection, whole, allowed, carried_out, findings)
    known = {str(request_id) for request_id in requests}
    for name, rows in (("change_item", items), ("decision", decided)):
        for request, versions in rows.items():
            if request not in known:
                findings.add("request_other", f"{name} {versions[0].row_id}")
    for operation_id, operation in allowed.operations.items():
        if operation.request and operation_id not in done:
            findings.add("request_wrong", f"{allowed.place(operation)}: {operation.request}")


@dataclass(frozen=True)
class _Request:
    id: UUID
    versions: list[PlainVersion]
    items: list[PlainVersion]
    decisions: list[PlainVersion]
    digest: str

    @property
    def made(self) -> Mapping[str, Any]:
        return self.versions[0].plain


def _check(
    connection: sa.Connection,
    whole: _Request,
    allowed: Allowed,
    carried_out: RequestsSeen,
    findings: Findings,
) -> set[UUID]:
    """One request; returns the operations that carried it out."""
    done: set[UUID] = set()
    place = f"change_request {whole.id}"
    maker = whole.made.get("maker_id")
    for each in whole.decisions:
        said = each.plain
        if said.get("maker_id") != maker or said.get("checker_id") == maker:
            findings.add("own_request", f"decision {each.row_id}")
        if said.get("digest") != whole.digest:
            findings.add("request_other", f"decision {each.row_id}")
    if not whole.items or {each.operation_id for each in whole.items} != {
        whole.versions[0].operation_id
    }:
        findings.add("request_other", place)
    before = ""
    for version in whole.versions:
        status = str(version.plain.get("status"))
        if status in _DONE and before not in _DONE and not _is_approved(whole, version):
            findings.add("request_unapproved", f"{place} v{version.version}")
        if status in ("rejected", "returned") and status != before:
            verdict = "reject" if status == "rejected" else "return"
            if not _was_decided(whole, version.operation_id, verdict):
                findings.add("request_unapproved", f"{place} v{version.version}")
        if status == "applied" and before != "applied":
            _check_applied(connection, whole, version, allowed, carried_out, place, findings)
            done.add(version.operation_id)
        before = status
    return done


def _check_asked(
    whole: _Request, allowed: Allowed, policies: PoliciesOnRecord, findings: Findings
) -> None:
    """Did the request ask for what the policies of its kinds asked for on that day?"""
    at, said = whole.versions[0].recorded_at, whole.made
    day = business_day(at, allowed.signers.zone)
    codes = str(said.get("circumstances", "")).split()
    needed = []
    for item in whole.items:
        options = policies.in_force(str(item.plain.get("kind")), at, day)
        if not options or not CIRCUMSTANCES.keys() >= set(codes):
            findings.add("request_wrong", f"change_request {whole.id}")
            return
        asked = (asks(each, codes) for each in options)  # type: ignore[arg-type]
        needed.append(min(asked, key=lambda each: (_rank(each.mode), each.steps)))
    if not needed:
        return
    least = strictest(needed)
    mode, steps = str(said.get("mode")), said.get("steps")
    if _rank(mode) < _rank(least.mode) or not isinstance(steps, int) or steps < least.steps:
        findings.add("request_too_easy", f"change_request {whole.id}")


def _rank(mode: str) -> int:
    """How strict; a mode that nobody knows is the weakest."""
    ranks: tuple[str, ...] = get_args(Mode)
    return ranks.index(mode) if mode in ranks else -1


def _may_decide(told: PlainVersion, allowed: Allowed, policies: PoliciesOnRecord) -> bool:
    """Whether a supervisor decided, or somebody to whom one had delegated it who is not the maker."""
    operation = allowed.operations.get(told.operation_id)
    if operation is None:
        return True  # no event tells of it: that is a finding already
    by, checker = told.plain.get("delegated_by"), told.plain.get("checker_id")
    if by is None:
        return _DECIDES in operation.roles or not operation.roles
    if by == told.plain.get("maker_id"):
        return False
    return policies.delegated(UUID(str(by)), UUID(str(checker)), told.recorded_at)


def _is_approved(whole: _Request, version: PlainVersion) -> bool:
    """Whether enough others approved before, the last of them in this very operation; or nobody has to."""
    if whole.made.get("mode") != "approved":
        return version.version == 1
    approved = {
        each.plain.get("checker_id")
        for each in whole.decisions
        if each.plain.get("verdict") == "approve" and each.recorded_at <= version.recorded_at
    }
    steps = whole.made.get("steps")
    last = _was_decided(whole, version.operation_id, "approve")
    return isinstance(steps, int) and len(approved) >= steps > 0 and last


def _was_decided(whole: _Request, operation_id: UUID, verdict: str) -> bool:
    return any(
        each.operation_id == operation_id and each.plain.get("verdict") == verdict
        for each in whole.decisions
    )


def _check_applied(
    connection: sa.Connection,
    whole: _Request,
    version: PlainVersion,
    allowed: Allowed,
    carried_out: RequestsSeen,
    place: str,
    findings: Findings,
) -> None:
    """Is the operation the one that carries out this request, of these kinds, for this maker, as it was asked?"""
    operation = allowed.operations.get(version.operation_id)
    if operation is None:
        return  # no event tells of it: that is a finding already
    kinds = {f"changes.{each.plain.get('kind')}" for each in whole.items}
    fits = (
        operation.request == str(whole.id)
        and {each.name for each in operation.doer.applied} == kinds
        and operation.doer.maker == whole.made.get("maker_id")
        and version.plain.get("applied_by") == str(version.operation_id)
    )
    if not fits:
        findings.add("request_wrong", f"{place} v{version.version}")
    written = carried_out.written[version.operation_id]
    for name, text in carried_out.asked.get(str(whole.id), ()):
        if text not in written and written.isdisjoint(
            _stored_as(connection, version.operation_id, name, text)
        ):
            findings.add("request_not_written", f"{place} v{version.version}")


def _stored_as(connection: sa.Connection, operation_id: UUID, name: str, text: str) -> set[str]:
    """How a row says what a request says in words: a tick, an address, a product and an account by their ids, and a
    service that begins again as waiting for its installation."""
    match name:
        case "place":
            asked = sa.select(place.c.id).where(place.c.text == text)
        case "offering":
            asked = sa.select(offering.c.id).where(offering.c.code == text.partition(" ")[0])
        case "account" if text == "new":
            asked = sa.select(record_version.c.row_id).where(
                record_version.c.operation_id == operation_id,
                record_version.c.kind == kind_of(account),
                record_version.c.version == 1,
            )
        case "account":
            asked = sa.select(account.c.id).where(account.c.number == text)
        case "status" if text == "active":
            return {"pendingActive"}
        case _:
            return {"True"} if text == "1" else set()
    return set(map(str, connection.execute(asked).scalars()))


def _by_request(versions: list[PlainVersion]) -> dict[str, list[PlainVersion]]:
    found: dict[str, list[PlainVersion]] = defaultdict(list)
    for each in versions:
        found[str(each.plain.get("request_id"))].append(each)
    return found


def _commitments(connection: sa.Connection) -> dict[UUID, bytes]:
    rows = connection.execute(
        sa.select(record_version.c.row_id, record_version.c.commitment).where(
            record_version.c.kind == kind_of(change_item), record_version.c.version == 1
        )
    )
    return {row.row_id: bytes(row.commitment) for row in rows}


def _digest(items: list[PlainVersion], commitments: Mapping[UUID, bytes]) -> str:
    """Of what was asked for, as a decision names it."""
    ordered = sorted(items, key=lambda each: each.plain.get("n", 0))
    return hashlib.sha256(b"".join(commitments[each.row_id] for each in ordered)).hexdigest()
