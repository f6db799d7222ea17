"""What events say of people beside their rows: sealed private keys, wrong tries and locks, boxed class keys,
and who left. Each is compared with its table (events of rules 2 and later say all of it).

A secret has one successor, and a boxed key counts until its holder left, was reset, gave it up or was given
another. Within a chain the order tells what was first, between chains the clocks do.
"""

from __future__ import annotations

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import encoded
from app.domain.findings import Findings
from app.security.passwords import LOCK_AFTER
from app.security.roots import RECOVERY
from app.services.verification.roots import EventPlace
from db.schema.keys import held_key
from db.schema.staff import sign_in_state, staff, staff_secret

RULES = 2
"""From the declarations of this number on events say what this module asks for."""
_WRONG = "staff.sign_in_failed"
_ENDS = frozenset({"staff.leave", "staff.reset"})
_AT_ONCE = timedelta(seconds=5)
"""Changes of one row by two counters so near to each other may stand in either order."""

Box = tuple[str, int, str]
"""Class, epoch and holder of a boxed class key."""
_Given = tuple[str, bool, EventPlace]
"""Digest of the box, whether the event is of today's rules, and its place."""


class _Secret(NamedTuple):
    """One event's word: the digest before it (None: there was none) and after it."""

    before: str | None
    after: str
    place: EventPlace


class _Tries(NamedTuple):
    """One event's word of a person's tries as it left them."""

    wrong: bool
    failures: int
    at: datetime | None
    locked: bool
    place: EventPlace


@dataclass
class PeopleTold:
    """Gathered while the chains are walked."""

    findings: Findings
    operations: set[UUID] = field(default_factory=set)
    """of rules 2 and later"""
    secrets: dict[str, list[_Secret]] = field(default_factory=lambda: defaultdict(list))
    tries: dict[str, list[_Tries]] = field(default_factory=lambda: defaultdict(list))
    given: dict[Box, list[_Given]] = field(default_factory=lambda: defaultdict(list))
    taken: dict[Box, list[EventPlace]] = field(default_factory=lambda: defaultdict(list))
    ends: dict[str, list[EventPlace]] = field(default_factory=lambda: defaultdict(list))
    left: dict[str, EventPlace] = field(default_factory=dict)
    signed: dict[tuple[str, UUID], EventPlace] = field(default_factory=dict)
    """The newest event of a person in each chain."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The highest next number that a restore told, by prefix."""
    older_restores: int = 0
    """of rules 1, which told none"""
    listed: dict[str, tuple[str, str, datetime]] = field(default_factory=dict)
    """Rows that nobody vouches for, by digest: kind, name, and when a sign-in found them."""
    administrator_told: dict[str, datetime] = field(default_factory=dict)

    def add(self, body: dict[str, Any], place: EventPlace) -> bool:
        """One event whose signature is good. False when what it says of people cannot be read."""
        try:
            self._add(body, place)
        except (ValueError, TypeError, KeyError, AttributeError):
            return False
        return True

    def _add(self, body: dict[str, Any], place: EventPlace) -> None:
        details, kind = body["details"], body["procedure"]
        today = is_of_today(body)
        if body["signer"] == "person":
            self._signed(body["actor"], place)
        for key_class, epoch, holder, _public, _digest, box in details.get("given", ()):
            self.given[key_class, epoch, holder].append((box, today, place))
        for what, name, digest in details.get("unvouched", ()):
            self.listed[digest] = (what, name, place.at)
            self.administrator_told.pop(digest, None)
        for digest in details.get("told", ()):
            self.administrator_told[digest] = place.at
        if not today:
            self.older_restores += kind == "backup.restore" and details.get("outcome") == "done"
            return
        self.operations.add(UUID(body["operation"]))
        for staff_id, before, after in details.get("secrets", ()):
            self.secrets[str(UUID(staff_id))].append(_Secret(before, after, place))
            if kind in _ENDS:
                self.ends[staff_id].append(place)
            if kind == "staff.leave":
                self.left[staff_id] = place
        for key_class, epoch, holder in details.get("taken", ()):
            self.taken[key_class, epoch, holder].append(place)
        for prefix, number in details.get("numbers", {}).items():
            self.numbers[prefix] = max(int(number), self.numbers.get(prefix, 0))
        if "tries" in details:
            staff_id, failures, at, locked = details["tries"]
            moment = None if at is None else datetime.fromisoformat(at)
            said = _Tries(kind == _WRONG, int(failures), moment, bool(locked), place)
            self.tries[str(UUID(staff_id))].append(said)

    def _signed(self, signer: str, place: EventPlace) -> None:
        """A person who left signs nothing after it: in the same chain the order tells, with no day of
        grace."""
        left = self.left.get(signer)
        if left is not None and left.chain == place.chain:
            self.findings.add("after_leaving", place.name)
        self.signed[signer, place.chain] = place


def is_of_today(body: dict[str, Any]) -> bool:
    """Whether an event was written by rules 2 or later."""
    rules = body.get("rules", 1)
    return type(rules) is int and rules >= RULES


def check(connection: sa.Connection, told: PeopleTold, findings: Findings) -> None:
    """Compare the tables with what was gathered."""
    people = {str(row_id) for row_id in connection.execute(sa.select(staff.c.id)).scalars()}
    _check_secrets(connection, told, people, findings)
    _check_tries(connection, told, people, findings)
    _check_boxes(connection, told, people, findings)
    for (signer, chain), place in told.signed.items():
        left = told.left.get(signer)
        if left is not None and left.chain != chain and place.after(left):
            findings.add("after_leaving", place.name)


def _rows(
    connection: sa.Connection, table: sa.Table, people: set[str], code: str, findings: Findings
) -> Iterator[tuple[str, Any]]:
    """A table that has one row a person."""
    met: set[str] = set()
    for row in connection.execute(sa.select(table)):
        staff_id = str(row.staff_id)
        if staff_id in met or staff_id not in people:
            findings.add(code, f"{table.name} {staff_id}")
        met.add(staff_id)
        yield staff_id, row
    for missing in people - met:
        findings.add(code, f"{table.name} {missing}")


def _check_secrets(
    connection: sa.Connection, told: PeopleTold, people: set[str], findings: Findings
) -> None:
    for staff_id, row in _rows(connection, staff_secret, people, "secret_differs", findings):
        said = told.secrets.get(staff_id)
        if said is None:
            continue  # of before rules 2, until the next sign-in
        successors = {each.before for each in said if each.before != each.after}
        if _digest(row) not in {each.after for each in said} - successors:
            findings.add("secret_differs", f"staff_secret {staff_id}")
    for said in told.secrets.values():
        for each in _exchanged(said):
            findings.add("secret_exchanged", each.place.name)


def _exchanged(said: list[_Secret]) -> Iterator[_Secret]:
    """Events that found another secret than the one before them had left."""
    changes = [each for each in said if each.before != each.after]
    made = {each.after for each in changes}
    first = min(said, key=lambda each: each.place.at)
    for each in said:
        unknown = each.before not in {None, first.before} | made
        older = any(
            each is not change and each.before == change.before and each.place.after(change.place)
            for change in changes
        )
        if unknown or older:
            yield each


def _digest(row: Any) -> str:
    said = {str(name): value for name, value in row._mapping.items()}
    return hashlib.sha256(b"counter/staff_secret/1\0" + encoded(said)).hexdigest()


def _check_tries(
    connection: sa.Connection, told: PeopleTold, people: set[str], findings: Findings
) -> None:
    """A try that was broken off may stand in the count, so a row may say more wrong tries than the events,
    and never fewer."""
    for staff_id, row in _rows(connection, sign_in_state, people, "tries_differ", findings):
        place = f"sign_in_state {staff_id}"
        if row.failures < 0 or (row.failures > 0 and row.last_failed_at is None):
            findings.add("tries_differ", place)
            continue
        said = _in_order(told.tries.get(staff_id, []))
        if not said or _either_order(said):
            continue
        least = 0
        for each in said:
            least = min(least + each.wrong, each.failures)
        times = {each.at for each in said} | ({None} if row.failures == 0 else set())
        unlocked = not row.locked and row.failures >= LOCK_AFTER
        if (
            row.failures < least
            or row.locked != said[-1].locked
            or unlocked
            or (row.failures == least and row.last_failed_at not in times)
        ):
            findings.add("tries_differ", place)


def _in_order(said: list[_Tries]) -> list[_Tries]:
    """As they were walked where one chain tells them; between chains the clocks tell."""
    if len({each.place.chain for each in said}) == 1:
        return said
    return sorted(said, key=lambda each: each.place.at)


def _either_order(said: list[_Tries]) -> bool:
    newest = said[-1].place
    return any(
        each.place.chain != newest.chain and newest.at - each.place.at < _AT_ONCE
        for each in said[:-1]
    )


def _check_boxes(
    connection: sa.Connection, told: PeopleTold, people: set[str], findings: Findings
) -> None:
    """That an event gave a box is checked with the roots."""
    there: set[Box] = set()
    for row in connection.execute(sa.select(held_key)):
        which = (row.key_class, row.epoch, str(row.holder_id))
        there.add(which)
        digest = hashlib.sha256(row.sealed).hexdigest()
        places = [place for box, _, place in told.given.get(which, ()) if box == digest]
        if places and not any(_stands(told, which, place) for place in places):
            findings.add("held_key_older", _name(which))
    for which, given in told.given.items():
        if which in there or not (which[2] in people or which[2] == str(RECOVERY)):
            continue
        ends = told.ends.get(which[2], []) + told.taken.get(which, [])
        _, today, newest = functools.reduce(_later, given)
        if today and all(newest == end or newest.after(end) for end in ends):
            findings.add("held_key_missing", _name(which))


def _later(one: _Given, other: _Given) -> _Given:
    here, there = one[2], other[2]
    same = here.chain == there.chain
    return other if (there.seq > here.seq if same else there.at > here.at) else one


def _stands(told: PeopleTold, which: Box, place: EventPlace) -> bool:
    """Whether nothing ended a box that was given at `place`."""
    others = [each for _, _, each in told.given[which]]
    ends = told.ends.get(which[2], []) + told.taken.get(which, [])
    return not any(each.after(place) for each in (*others, *ends))


def _name(which: Box) -> str:
    return f"{which[0]} {which[1]} of {which[2]}"
