"""The heads that this computer keeps outside the database against the chains; releases of roll-backs, and
whether an auditor has seen them (security.md 4). A reading of its own of what app.security.kept_heads
writes."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from app.bounded import read_own
from app.domain.findings import Findings
from app.security.secret_store import kept_head
from app.services.session import BEFORE, Installation

_PLACE = 32_768
_MOST = 10_000_000
_UNREADABLE = (OSError, ValueError, TypeError, AttributeError, KeyError, RecursionError)
_RELEASE, _RESTORE = "trust.release_base", "backup.restore"
_GONE, _SEE = "trust.note_head", "trust.see_rollbacks"

Kept = dict[str, dict[int, set[str]]]
"""Hashes (hex) by workstation and sequence."""


@dataclass
class HeadWalk:
    """What is still to be met on the walk along the chains, and what the events say of roll-backs."""

    kept: Kept
    _rewritten: list[tuple[str, int, str]] = field(default_factory=list)
    _released: list[tuple[str, int, int]] = field(default_factory=list)
    _listed: dict[str, tuple[str, str]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def meet(self, workstation: str, seq: int, digest: str, place: str) -> None:
        """An event of the walk."""
        wanted = self.kept.get(workstation, {}).pop(seq, {digest})
        if wanted != {digest}:
            self._rewritten.append((workstation, seq, place))

    def hear(self, body: dict[str, Any], place: str) -> None:
        """What a signed event says of roll-backs."""
        kind, details = body["procedure"], body["details"]
        if details.get("outcome") != "done" or kind not in (_RELEASE, _RESTORE, _GONE, _SEE):
            return
        try:
            lost = [
                (str(of), int(first), int(last)) for of, first, last, _ in details.get("lost", [])
            ]
            seen = {str(each) for each in details.get("seen", [])}
        except _UNREADABLE:
            return  # a release that names nothing covers nothing
        self._released += lost
        if kind == _SEE:
            self._seen |= seen
        elif kind == _GONE:
            self._listed[body["operation"]] = ("head_gone", place)
        elif kind == _RELEASE:
            self._listed[body["operation"]] = ("rolled_back", place)

    def end(self, counter: Any, findings: Findings) -> None:
        """Everything was walked: what was not met is lost, unless a release names it."""
        for workstation, seq, place in self._rewritten:
            if not self._covered(workstation, seq):
                findings.add("rewritten", place)
        for workstation, heads in self.kept.items():
            for seq in sorted(heads):
                if not self._covered(workstation, seq):
                    findings.add("tail_cut", f"{counter(UUID(workstation))} #{seq}")
        for operation, (code, place) in self._listed.items():
            if operation in self._seen:
                findings.note(f"{code}_seen", place)
            else:
                findings.add(code, place)

    def _covered(self, workstation: str, seq: int) -> bool:
        return any(of == workstation and first <= seq <= last for of, first, last in self._released)


def kept_heads(installation: Installation) -> Kept:
    """Every head of this operator in the second place, the key store and the file of earlier versions."""
    found: Kept = defaultdict(lambda: defaultdict(set))
    installation.heads.flush()
    own = str(installation.workstation.id)
    folders, deployment = installation.folders, str(installation.profile.deployment)
    said = [_newest(file) for file in _files(folders.second_place)]
    said += [_stated(kept_head(own) or "")]
    for each in said:
        if each is not None and each["deployment"] == deployment:
            found[each["workstation"]][each["seq"]].add(each["hash"])
    for workstation, seq, digest in _before(folders.data / BEFORE):
        found[workstation][seq].add(digest)
    return found


def _files(place: Path) -> Iterator[Path]:
    try:
        yield from sorted(place.glob("*.head"))
    except OSError:
        return


def _newest(file: Path) -> dict[str, Any] | None:
    """The head that was written last; None for a file that holds none, or another counter's."""
    found = []
    try:
        descriptor = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
        with open(descriptor, "rb") as opened:
            for at in (0, _PLACE):
                opened.seek(at)
                line, ended, _ = opened.read(_PLACE).partition(b"\n")
                said = _stated(line.decode("utf-8", "replace")) if ended else None
                if said is not None and type(said.get("n")) is int:
                    found.append(said)
    except OSError:
        return None
    newest = max(found, key=lambda each: int(each["n"]), default=None)
    return newest if newest is not None and newest["workstation"] == file.stem else None


def _stated(text: str) -> dict[str, Any] | None:
    try:
        said: dict[str, Any] = json.loads(text)
        sound = (
            str(UUID(said["workstation"])) == said["workstation"]
            and isinstance(said["deployment"], str)
            and type(said["seq"]) is int
            and len(bytes.fromhex(said["hash"])) == 32
        )
    except _UNREADABLE:
        return None
    return said if sound else None


def _before(file: Path) -> list[tuple[str, int, str]]:
    """What versions before the second place kept in the data folder."""
    try:
        stored = json.loads(read_own(file, _MOST))
        return [(str(UUID(name)), int(seq), str(digest)) for name, (seq, digest) in stored.items()]
    except (*_UNREADABLE, OverflowError):
        return []
