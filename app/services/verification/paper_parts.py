"""Stored papers that are lists of parts: what they share, and whether all parts together are the paper."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from db.schema.agreements import paper, shared_part

_AT_ONCE = 1000


@dataclass
class _Paper:
    """A paper that waits for its own parts to be opened."""

    id: UUID
    sha256: bytes
    parts: list[str | UUID]
    """in order: a shared part's SHA-256 in hex, or an own part's blob"""
    opened: dict[UUID, bytes] = field(default_factory=dict)


class PaperParts:
    """Every paper in parts. A changed or missing shared part is named once, and not its papers."""

    def __init__(self, connection: sa.Connection, findings: Findings) -> None:
        self._findings = findings
        self._shared = self._check_shared(connection)
        self.own: dict[UUID, _Paper] = {}
        """by own blob, the paper that it belongs to"""
        missing: set[str] = set()
        columns = (paper.c.id, paper.c.sha256, paper.c.blob_id, paper.c.parts)
        stored = sa.select(*columns).where(paper.c.parts.is_not(None))
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(stored):
            parts = [_part(name, row.blob_id) for name in row.parts.split()]
            own = [part for part in parts if isinstance(part, UUID)]
            self.own |= dict.fromkeys(own, _Paper(row.id, row.sha256, parts))
            missing |= {part for part in parts if isinstance(part, str)} - self._shared.keys()
        for name in sorted(missing):
            findings.add("shared_part_missing", f"shared_part {name}")

    def _check_shared(self, connection: sa.Connection) -> dict[str, bytes | None]:
        """By SHA-256, the bytes; None for those that are not what their name says."""
        found: dict[str, bytes | None] = {}
        for row in connection.execute(sa.select(shared_part).order_by(shared_part.c.sha256)):
            good = hashlib.sha256(row.content).digest() == row.sha256
            found[row.sha256.hex()] = row.content if good else None
            if not good:
                self._findings.add("shared_part_differs", f"shared_part {row.sha256.hex()}")
        return found

    def opened(self, blob_id: UUID, content: bytes) -> None:
        """Take an own part; with the last one of its paper the whole is compared with the record."""
        of = self.own[blob_id]
        of.opened[blob_id] = content
        whole = hashlib.sha256()
        for name in of.parts:
            part = of.opened.get(name) if isinstance(name, UUID) else self._shared.get(name)
            if part is None:
                return  # not opened yet, or named already
            whole.update(part)
        of.opened.clear()
        if whole.digest() != of.sha256:
            self._findings.add("paper_differs", f"document {of.id}")


def _part(name: str, blob_id: UUID) -> str | UUID:
    """How this module's own code names a part (app.services.papers.parts says what stands in the list)."""
    if name == "own":
        return blob_id
    return name if len(name) == 64 else UUID(name)
