"""What an operation wrote, as its event names it: one digest over all of it (data.md 4, event form 2).

An effect is (kind, key, version, digest): of a business row its version and commitment, of a row of a
technical table 0 and a digest over the whole row.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, canonical, encoded

LOOKED_IN_FULL = 20
"""Rows up to which an event names each that was looked at; more of them are a digest and a count."""


class Effect(NamedTuple):
    """One row that an operation wrote. `digest` is in hex, so that effects sort and encode as they are."""

    kind: str
    key: str
    version: int
    digest: str


def is_bound(table: sa.Table) -> bool:
    """Whether the rows of a technical table are named in events."""
    return "effect" in table.info


def of_row(table: sa.Table, row: dict[str, Any]) -> Effect:
    """The effect of a row of a technical table; columns without a value are left out of its digest."""
    said = {name: value for name, value in row.items() if value is not None}
    digest = hashlib.sha256(f"counter/{table.name}/1\0".encode() + encoded(said)).hexdigest()
    return Effect(str(table.name), str(row[table.info["effect"]]), 0, digest)


def of_version(recorded: dict[str, Any]) -> Effect:
    """The effect of a business row, from its row of record_version."""
    return Effect(
        recorded["kind"],
        str(recorded["row_id"]),
        recorded["version"],
        recorded["commitment"].hex(),
    )


def summary(effects: Iterable[Effect]) -> Plain:
    """What the event says of its effects: how many of each kind, and a digest; None of nothing. Rows of
    people are named as well, because who is given a key is asked of the events alone."""
    ordered = sorted(effects)
    if not ordered:
        return None
    said: dict[str, Plain] = {
        "digest": _digest("counter/effects/1", [list(each) for each in ordered]),
        "kinds": dict(sorted(Counter(each.kind for each in ordered).items())),
    }
    people: list[Plain] = [list(each) for each in ordered if each.kind == "staff"]
    return {**said, "people": people} if people else said


def people_named(body: dict[str, Any]) -> list[Any]:
    """The versions of staff rows that an event tells of: ["staff", id, version, commitment] each. KeyError
    and TypeError for a body that no event has."""
    if body.get("form", 1) == 1:
        return [each for each in body["objects"] if len(each) == 4 and each[0] == "staff"]
    effects = body["effects"]
    return [] if effects is None else list(effects.get("people", ()))


def result_digest(result: Plain) -> str:
    """By which the event names what an operation answered."""
    return hashlib.sha256(b"counter/result/1\0" + encoded(result)).hexdigest()


def looked_at(looked: Iterable[tuple[str, UUID]]) -> Plain:
    """What the event says of the rows that were looked at and not written."""
    ordered: list[Plain] = [[kind, row_id] for kind, row_id in named(looked)]
    if len(ordered) <= LOOKED_IN_FULL:
        return ordered
    return {"count": len(ordered), "digest": _digest("counter/looked/1", ordered)}


def named(looked: Iterable[tuple[str, UUID]]) -> list[tuple[str, str]]:
    """Each row once, in the order in which they are named."""
    return sorted({(kind, str(row_id)) for kind, row_id in looked})


def _digest(label: str, listed: list[Plain]) -> str:
    return hashlib.sha256(canonical(label, listed)).hexdigest()
