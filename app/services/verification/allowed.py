"""Was the signer of an event allowed to do what it tells (security.md 4)?

Each event is judged by the declarations that it names (declared.py): whether there is such a kind, whether a
person or the counter signs it, whether the signer's role at that time may, and whether only declared tables
were written. A refused operation wrote nothing. A kind that carries out a request is judged as itself for its
signer, and as the kinds of the request for what it wrote, with the request's maker in the place of the actor.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from uuid import UUID

from app.domain.findings import Findings
from app.services.verification import declared
from app.services.verification.declared import Kind, Rules, Stamps
from app.services.verification.signers import KeyVersion, Signers


@dataclass(frozen=True)
class Doer:
    """Who did an operation, as what, at which counter; shared by all operations of that kind by that person."""

    rules: Rules
    kind: Kind
    actor: str
    counter: str
    hall: str
    applied: tuple[Kind, ...] = ()
    """the kinds of the request that was carried out, made by `maker`"""
    maker: str | None = None

    @cached_property
    def adds(self) -> dict[str, list[tuple[str, Stamps]]]:
        """By table: who is the actor there, and the stamps of a new row."""
        return self._by_table("adds")

    @cached_property
    def changes(self) -> dict[str, list[tuple[str, Stamps]]]:
        """By table: who is the actor there, and the columns that may change."""
        return self._by_table("changes")

    def _by_table(self, what: str) -> dict[str, list[tuple[str, Stamps]]]:
        found: dict[str, list[tuple[str, Stamps]]] = {}
        for kind, actor in (
            (self.kind, self.actor),
            *((each, self.maker) for each in self.applied),
        ):
            for table, stamps in getattr(kind, what).items():
                found.setdefault(table, []).append((actor or "", stamps))
        return found

    def writes(self, tables: Iterable[str]) -> set[str]:
        """Those of `tables` that it may not write."""
        return {each for each in tables if each not in self.adds and each not in self.changes}


class Operation(NamedTuple):
    """An operation that an event tells of: who did it, and where the event stands."""

    doer: Doer
    chain: UUID
    seq: int
    request: str = ""
    """the id of the request that was carried out"""
    keys: Sequence[KeyVersion] = ()
    """those that the signer may have signed with"""

    @property
    def roles(self) -> set[str]:
        """Those that the signer may have had then."""
        return {key.role for key in self.keys}


@dataclass
class Allowed:
    """The judge of a walk; `operations` are those that events tell of and that wrote something."""

    signers: Signers
    findings: Findings
    operations: dict[UUID, Operation] = field(default_factory=dict)
    _doers: dict[tuple[Any, ...], Doer] = field(default_factory=dict)
    _newest: dict[UUID, tuple[int, int]] = field(default_factory=dict)

    def judge(
        self, place: str, chain: UUID, seq: int, body: dict[str, Any], keys: Sequence[KeyVersion]
    ) -> None:
        """One event; `keys` are the versions of its signer that may have been in force, none when the
        signature does not hold (then it is a finding already)."""
        name = body["procedure"]
        place = f"{place} {name}"
        rules = self._rules(place, chain, body)
        if rules is None:
            return
        if name in rules.events:
            self._judge_outside(place, rules.events[name], body, keys)
            return
        kind = rules.kinds.get(name)
        if kind is None:
            self.findings.add("kind_unknown", place)
            return
        outcome = body["details"].get("outcome")
        if body["signer"] != "person":
            self.findings.add("signer_wrong", place)
        elif outcome not in ("done", "refused"):
            self.findings.add("outcome_missing", place)
        self._check_hall(place, body, keys)
        if outcome == "refused":
            if written(body):
                self.findings.add("refused_wrote", place)
        elif keys and body["signer"] == "person" and not _may(kind, keys):
            self.findings.add("role_not_allowed", f"{place} ({keys[0].role})")
        doer = self._doer(place, rules, kind, body)
        for table in sorted(doer.writes(written(body))):
            self.findings.add("table_not_allowed", f"{place}: {table}")
        self._check_others(place, kind, body)
        request = str(body["for"].get("request")) if doer.applied else ""
        self.operations[UUID(body["operation"])] = Operation(doer, chain, seq, request, keys)

    def place(self, operation: Operation) -> str:
        """An operation in words, for a finding about what it wrote."""
        counter = self.signers.counter(operation.chain)
        return f"{counter} #{operation.seq} {operation.doer.kind.name}"

    def _rules(self, place: str, chain: UUID, body: dict[str, Any]) -> Rules | None:
        number = declared.named(body)
        newest = (body.get("form", 1), number or 0)
        if chain not in self._newest and not self.signers.known("workstation", chain):
            self.findings.add("counter_unknown", place)
        before = self._newest.setdefault(chain, newest)
        if newest < before:
            self.findings.add("rules_back", place)
        self._newest[chain] = max(before, newest)
        rules = None if number is None else declared.rules(number)
        if rules is None:
            self.findings.add("rules_unknown", place)
        return rules

    def _judge_outside(
        self, place: str, signer: str, body: dict[str, Any], keys: Sequence[KeyVersion]
    ) -> None:
        if body["signer"] not in signer.split(" or ") or _of_another(body):
            self.findings.add("signer_wrong", place)
        if "outcome" in body["details"] or written(body):
            self.findings.add("event_wrote", place)
        self._check_hall(place, body, keys)

    def _check_hall(self, place: str, body: dict[str, Any], keys: Sequence[KeyVersion]) -> None:
        if keys and all(key.hall != body["hall"] for key in keys):
            self.findings.add("hall_wrong", place)

    def _doer(self, place: str, rules: Rules, kind: Kind, body: dict[str, Any]) -> Doer:
        applied, maker = self._request(place, rules, kind, body)
        who = (body["actor"], body["workstation"], body["hall"])
        key = (rules.number, kind.name, *who, applied, maker)
        found = self._doers.get(key)
        if found is None:
            found = self._doers[key] = Doer(rules, kind, *who, applied, maker)
        return found

    def _request(
        self, place: str, rules: Rules, kind: Kind, body: dict[str, Any]
    ) -> tuple[tuple[Kind, ...], str | None]:
        """The kinds and the maker of the request that an event carries out."""
        asked = body.get("for")
        if asked is None:
            return (), None
        named = asked.get("kinds") if isinstance(asked, dict) else None
        if not ((kind.decides or kind.carries_out) and isinstance(named, list) and named):
            self.findings.add("request_wrong", place)
            return (), None
        maker = str(asked.get("maker"))
        applied = tuple(each for name in named if (each := rules.kinds.get(str(name))) is not None)
        if len(applied) < len(named) or not all(self._may_make(each, maker) for each in applied):
            self.findings.add("request_wrong", f"{place}: {', '.join(map(str, named))}")
        elif kind.decides and maker == body["actor"]:
            self.findings.add("own_request", place)
        return applied, maker

    def _may_make(self, applied: Kind, maker: str) -> bool:
        """Whether the maker ever was of a role that may; the request is older than its decision."""
        try:
            keys = self.signers.keys.get(("person", UUID(maker)), ())
        except ValueError:
            return False
        return _may(applied, keys)

    def _check_others(self, place: str, kind: Kind, body: dict[str, Any]) -> None:
        if kind.of_others and ("staff", body["actor"]) in _looked(body):
            self.findings.add("own_account", place)


def _may(kind: Kind, keys: Iterable[KeyVersion]) -> bool:
    return any(key.role in kind.roles for key in keys)


def written(body: Mapping[str, Any]) -> set[str]:
    """The tables that an event tells of as written."""
    if body.get("form", 1) == 1:
        return {each[0] for each in body["objects"] if len(each) == 4}
    effects = body["effects"]
    return set() if effects is None else set(effects.get("kinds", ()))


def _looked(body: Mapping[str, Any]) -> set[tuple[str, str]]:
    listed = body["objects"] if body.get("form", 1) == 1 else body["looked"]
    return {(each[0], each[1]) for each in listed if len(each) == 2}


def _of_another(body: dict[str, Any]) -> bool:
    """Whether a person tells outside an operation of tries that are a colleague's: who unlocks a colleague
    does so in an operation."""
    tries = body["details"].get("tries")
    whose = tries[0] if isinstance(tries, list) and tries else body["actor"]
    return bool(body["signer"] == "person" and whose != body["actor"])
