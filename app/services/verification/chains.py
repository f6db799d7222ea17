"""Each counter's chain: order, links, hashes, signatures, and what the events tell of."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import encoded
from app.domain.findings import Findings
from app.security.signing import check as signature_holds
from app.services.verification import effects
from app.services.verification.allowed import Allowed
from app.services.verification.heads import HeadWalk
from app.services.verification.people import PeopleTold, is_of_today
from app.services.verification.roots import EventPlace, Told, WalkedRoots
from app.services.verification.signers import KeyVersion, Signers
from app.services.verification.times import WalkTimes
from db.schema.audit import audit_event
from db.schema.operations import operation
from db.schema.staff import staff

_PREFIX = b"counter/event/%d\0"
_FORMS = (1, 2)
_NOTHING_BEFORE = bytes(32)
_AT_ONCE = 500


@dataclass
class _Chain:
    """Where the walk along one chain stands."""

    id: UUID
    seq: int = 0
    hash: bytes = _NOTHING_BEFORE
    met: set[UUID] = field(default_factory=set)
    times: WalkTimes = field(default_factory=WalkTimes)


class _Told(NamedTuple):
    """An event whose body can be read; `place` is shown to people."""

    place: str
    chain: UUID
    seq: int
    body: dict[str, Any]


def check(
    connection: sa.Connection,
    signers: Signers,
    heads: HeadWalk,
    known: WalkedRoots,
    roots_told: Told,
    allowed: Allowed,
    people_told: PeopleTold,
    findings: Findings,
) -> set[UUID]:
    """Walk every chain; returns the operations that events tell of, adds what they tell of roots and of
    people, and has each judged by `allowed`."""
    told: set[UUID] = set()
    chain: _Chain | None = None
    stream = connection.execution_options(yield_per=_AT_ONCE)
    with stream.execute(
        sa.select(audit_event).order_by(audit_event.c.workstation_id, audit_event.c.seq)
    ) as events:
        for part in events.partitions():
            bodies = []
            for event in part:
                if chain is None or chain.id != event.workstation_id:
                    if chain is not None:
                        chain.times.end(findings)
                    chain = _Chain(event.workstation_id)
                    findings.counts["chains"] += 1
                body, keys = _check_event(chain, event, signers, heads, findings)
                if body is not None:
                    name = f"{signers.counter(chain.id)} #{event.seq}"
                    allowed.judge(name, chain.id, event.seq, body, keys)
                    public = keys[0].public if keys else None
                    bodies.append(_Told(name, chain.id, event.seq, body))
                    place = EventPlace(chain.id, event.seq, event.recorded_at, name)
                    if public is not None:
                        heads.hear(body, name)
                    good = roots_told.add(body, public, place, known)
                    if not (good and (public is None or people_told.add(body, place))):
                        findings.add("misplaced", name)
            _check_effects(connection, bodies, findings)
            told.update(UUID(each.body["operation"]) for each in bodies)
            findings.looked_at("events", len(part))
    if chain is not None:
        chain.times.end(findings)
    heads.end(signers.counter, findings)
    _check_operations(connection, told, findings)
    effects.check_looks_alone(connection, findings)
    return told


def _check_event(
    chain: _Chain, event: Any, signers: Signers, heads: HeadWalk, findings: Findings
) -> tuple[dict[str, Any] | None, list[KeyVersion]]:
    """The event's body when it can be read, and what may have been in force of its signer, with the key that
    signed it; moves the walk on."""
    place = f"{signers.counter(chain.id)} #{event.seq}"
    body = _body(event)
    message = _PREFIX % (1 if body is None else body.get("form", 1)) + event.body.encode()
    if event.seq == chain.seq:
        findings.add("duplicate", place)
    elif event.seq != chain.seq + 1:
        findings.add("gap", place)
    elif event.previous != chain.hash:
        findings.add("broken_link", place)
    chain.seq, chain.hash = event.seq, event.hash
    if hashlib.sha256(message).digest() != event.hash:
        findings.add("edited", place)
    heads.meet(str(chain.id), chain.seq, chain.hash.hex(), place)
    if body is None:
        findings.add("misplaced", place)
        return None, []
    chain.met.add(UUID(body["operation"]))
    keys = _check_signature(chain, event, body, message, signers, place, findings)
    if keys:
        chain.times.check(place, body, findings)
        if body["procedure"] == "schema.put_right":
            findings.note("schema_put_right", place)
    return body, keys


def _body(event: Any) -> dict[str, Any] | None:
    """The event's body; None when it differs from the event's columns."""
    try:
        body: dict[str, Any] = json.loads(event.body)
        same = (
            body["workstation"] == str(event.workstation_id)
            and body["seq"] == event.seq
            and body["previous"] == event.previous.hex()
            and body["signer"] == event.signer
            and body["actor"] == str(event.signer_id)
            and datetime.fromisoformat(body["server_time"]) == event.recorded_at
            and datetime.fromisoformat(body["client_time"]).tzinfo is not None
            and isinstance(body["procedure"], str)
            and isinstance(body["hall"], str)
            and isinstance(body["details"], dict)
            and _of_known_form(body)
        )
        UUID(body["operation"])
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
    return body if same else None


def _of_known_form(body: dict[str, Any]) -> bool:
    form = body.get("form", 1)
    if type(form) is not int or form not in _FORMS:
        return False
    if form == 1:
        return _are_named(body["objects"], 2, 4)
    written, looked = body["effects"], body["looked"]
    return (written is None or _are_effects(written)) and (
        isinstance(looked, dict) or _are_named(looked, 2)
    )


def _are_effects(written: Any) -> bool:
    named = _are_named(written.get("people", []), 4)
    return named and isinstance(written.get("kinds"), dict)


def _are_named(listed: Any, *lengths: int) -> bool:
    """Whether these are rows: kind and id, of a version its number and commitment as well."""
    return isinstance(listed, list) and all(
        isinstance(each, list)
        and len(each) in lengths
        and [type(part) for part in each] == [str, str, int, str][: len(each)]
        for each in listed
    )


def _check_signature(
    chain: _Chain,
    event: Any,
    body: dict[str, Any],
    message: bytes,
    signers: Signers,
    place: str,
    findings: Findings,
) -> list[KeyVersion]:
    """The versions of the signer that may have been in force, with the key that signed the event."""
    if not signers.known(event.signer, event.signer_id):
        findings.add("unknown_signer", place)
        return []
    at = datetime.fromisoformat(body["server_time"])
    in_force = list(signers.in_force(event.signer, event.signer_id, chain.id, chain.met, at))
    for key in in_force:
        if signature_holds(key.public, message, event.signature):
            if signers.left(key, at):
                findings.add("after_leaving", place)
            return [each for each in in_force if each.public == key.public]
    findings.add("bad_signature", place)
    return []


def _check_effects(connection: sa.Connection, told: list[_Told], findings: Findings) -> None:
    """Versions, operations and looks of a run of events against what the events name."""
    ids = [UUID(each.body["operation"]) for each in told]
    bodies = {id_: each.body for id_, each in zip(ids, told, strict=True)}
    written = effects.written(connection, bodies, findings)
    done = {
        row.id: row
        for row in connection.execute(sa.select(operation).where(operation.c.id.in_(ids)))
    }
    for each, operation_id in zip(told, ids, strict=True):
        effects.compare(each.place, each.body, written.pop(operation_id, {}), findings)
        _check_operation(each.place, each.body, done.get(operation_id), findings)
    effects.compare_looks(connection, told, findings)
    _check_touched(connection, told, findings)


def _check_operation(place: str, body: dict[str, Any], row: Any, findings: Findings) -> None:
    if "outcome" not in body["details"]:  # a sign-in, a lock: an event and nothing else
        if row is not None:
            findings.add("operation_without_event", f"operation {row.id}")
    elif row is None:
        findings.add("operation_missing", place)
    elif (
        row.kind,
        str(row.actor_id),
        str(row.workstation_id),
        str(row.hall_id),
        row.outcome,
        row.at,
    ) != (
        body["procedure"],
        body["actor"],
        body["workstation"],
        body["hall"],
        body["details"]["outcome"],
        datetime.fromisoformat(body["server_time"]),
    ) or (is_of_today(body) and not _same_answer(body, row)):
        findings.add("operation_differs", f"operation {row.id}")


def _same_answer(body: dict[str, Any], row: Any) -> bool:
    """Whether request and result are those that the event names."""
    result = hashlib.sha256(b"counter/result/1\0" + encoded(row.result)).hexdigest()
    said = body["details"]
    return bool(
        row.request_hash.hex() == said.get("request_hash") and result == said.get("result_digest")
    )


def _check_touched(connection: sa.Connection, told: list[_Told], findings: Findings) -> None:
    """Check that a person exists whom an event names without a version (given a key, unlocked),
    because rows of people are not deleted."""
    places: dict[UUID | None, str] = {}
    for each in told:
        for kind, row_id in effects.looked_in_full(each.body):
            if kind == "staff":
                places.setdefault(_id(row_id), each.place)
    ids = [each for each in places if each is not None]
    there = set(connection.execute(sa.select(staff.c.id).where(staff.c.id.in_(ids))).scalars())
    for missing in places.keys() - there:
        findings.add("object_missing", f"{places[missing]}: staff {missing}")


def _id(text: object) -> UUID | None:
    try:
        return UUID(str(text))
    except ValueError:
        return None


def _check_operations(connection: sa.Connection, told: Iterable[UUID], findings: Findings) -> None:
    known = set(told)
    ids = connection.execution_options(yield_per=_AT_ONCE * 10).execute(sa.select(operation.c.id))
    for row in ids:
        if row.id not in known:
            findings.add("operation_without_event", f"operation {row.id}")
