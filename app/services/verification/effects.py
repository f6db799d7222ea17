"""What an event says was written and looked at, against what the database has."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical, to_plain
from app.domain.findings import Findings
from app.services.verification.plain_versions import SLIM
from db.schema.audit import audit_event, look
from db.schema.base import BOUND
from db.schema.operations import record_version

Effects = dict[tuple[str, str, int], str]
"""Commitment or digest (hex) by kind, key and version; version 0 is a row of a technical table."""
Looked = set[tuple[str, str]]
"""Kind and id."""
_BEFORE_SLIM = (None, 1, 2)


def written(
    connection: sa.Connection, bodies: dict[UUID, dict[str, Any]], findings: Findings
) -> dict[UUID, Effects]:
    """What the database has of each operation, by the events' bodies. A version has the time of its event,
    and is slim from the events of form 2 on: neither stands in its commitment."""
    found: dict[UUID, Effects] = defaultdict(dict)
    for row in connection.execute(
        sa.select(record_version).where(record_version.c.operation_id.in_(bodies))
    ):
        what = (row.kind, str(row.row_id), row.version)
        found[row.operation_id][what] = row.commitment.hex()
        body = bodies[row.operation_id]
        slim = body.get("form", 1) != 1
        at = datetime.fromisoformat(body["server_time"])
        if row.form not in ((SLIM,) if slim else _BEFORE_SLIM) or row.recorded_at != at:
            findings.add("commitment_wrong", _version(what))
    for table in BOUND.values():
        for row in connection.execute(sa.select(table).where(table.c.operation_id.in_(bodies))):
            said = {str(name): to_plain(of) for name, of in row._mapping.items() if of is not None}
            digest = _digest(f"counter/{table.name}/1", said)
            found[row.operation_id][str(table.name), str(said[table.info["effect"]]), 0] = digest
    return found


def compare(place: str, body: dict[str, Any], found: Effects, findings: Findings) -> None:
    """The effects that an event tells of. Form 1 lists them; form 2 has a digest, so that a finding names
    the event, and what differs is named where the versions are checked."""
    if body.get("form", 1) == 1:
        listed = {
            (kind, row_id, version): digest
            for kind, row_id, version, digest in (o for o in body["objects"] if len(o) == 4)
        }
        _compare_listed(place, listed, found, findings)
    elif body["effects"] != _summary(found):
        findings.add("effects_differ", place)


def _compare_listed(place: str, listed: Effects, found: Effects, findings: Findings) -> None:
    for what in listed.keys() - found.keys():
        findings.add("object_missing", f"{place}: {_version(what)}")
    for what in found.keys() - listed.keys():
        findings.add("version_unnamed", _version(what))
    for what in listed.keys() & found.keys():
        if listed[what] != found[what]:
            findings.add("commitment_differs", _version(what))


def _version(what: tuple[str, str, int]) -> str:
    return f"{what[0]} {what[1]} v{what[2]}"


def _summary(found: Effects) -> Plain:
    if not found:
        return None
    listed: list[Plain] = [[*what, digest] for what, digest in sorted(found.items())]
    people: list[Plain] = [each for each in listed if isinstance(each, list) and each[0] == "staff"]
    said: dict[str, Plain] = {
        "digest": _digest("counter/effects/1", listed),
        "kinds": dict(Counter(kind for kind, _, _ in found)),
    }
    return {**said, "people": people} if people else said


def people_named(body: dict[str, Any]) -> list[Any]:
    """Versions of staff rows: [kind, id, version, commitment] each."""
    listed = (
        body["objects"] if body.get("form", 1) == 1 else (body["effects"] or {}).get("people", ())
    )
    return [each for each in listed if each[0] == "staff" and len(each) == 4]


def compare_looks(
    connection: sa.Connection,
    events: Iterable[tuple[str, UUID, int, dict[str, Any]]],
    findings: Findings,
) -> None:
    """The rows that events (place, chain, sequence, body) name as looked at, against their index."""
    asked = list(events)
    found: dict[tuple[UUID, int], Looked] = defaultdict(set)
    chains: dict[UUID, list[int]] = defaultdict(list)
    for _, chain, seq, _ in asked:
        chains[chain].append(seq)
    for chain, seqs in chains.items():
        for row in connection.execute(
            sa.select(look.c.seq, look.c.kind, look.c.row_id).where(
                look.c.workstation_id == chain, look.c.seq.between(min(seqs), max(seqs))
            )
        ):
            found[chain, row.seq].add((row.kind, str(row.row_id)))
    for place, chain, seq, body in asked:
        if not _same_looks(body, found.pop((chain, seq), set())):
            findings.add("looks_differ", place)


def check_looks_alone(connection: sa.Connection, findings: Findings) -> None:
    """Check that there is an event for every row of the index of looks."""
    on = (look.c.workstation_id, look.c.seq)
    same = [audit_event.c[column.name] == column for column in on]
    alone = (
        sa.select(*on)
        .outerjoin(audit_event, sa.and_(*same))
        .where(audit_event.c.seq.is_(None))
        .distinct()
    )
    for row in connection.execute(alone):
        findings.add("looks_differ", f"{row.workstation_id} #{row.seq}")


def looked_in_full(body: dict[str, Any]) -> Looked:
    """The rows that an event names one by one as looked at."""
    if body.get("form", 1) == 1:
        return {(each[0], each[1]) for each in body["objects"] if len(each) == 2}
    looked = body["looked"]
    return {(kind, row_id) for kind, row_id in looked} if isinstance(looked, list) else set()


def _same_looks(body: dict[str, Any], found: Looked) -> bool:
    if body.get("form", 1) == 1 or isinstance(body["looked"], list):
        return looked_in_full(body) == found
    ordered: list[Plain] = [list(each) for each in sorted(found)]
    said = {"count": len(ordered), "digest": _digest("counter/looked/1", ordered)}
    return bool(body["looked"] == said)


def _digest(label: str, said: Plain) -> str:
    """'' for what nobody can have bound, such as a number with a fraction."""
    try:
        return hashlib.sha256(canonical(label, said)).hexdigest()
    except (TypeError, ValueError):
        return ""
