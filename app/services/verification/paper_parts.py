"""What papers say, and stored papers in parts: what they share, and whether all parts are the paper."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.findings import Findings
from db.schema.agreements import paper, paper_content, shared_part

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
        self._hashed: dict[str, Any] = {}
        self.own: dict[UUID, list[_Paper]] = {}
        """by own blob, the papers that name it: one, where nobody changed a list"""
        shared: set[str] = set()
        columns = (paper.c.id, paper.c.sha256, paper.c.blob_id, paper.c.parts)
        stored = sa.select(*columns).where(paper.c.parts.is_not(None))
        for row in connection.execution_options(yield_per=_AT_ONCE).execute(stored):
            try:
                parts = [_part(name, row.blob_id) for name in row.parts.split()]
            except ValueError:
                findings.add("paper_differs", f"document {row.id}")
                continue
            own = [part for part in parts if isinstance(part, UUID)]
            if not own:
                findings.add("paper_differs", f"document {row.id}")
            stored_paper = _Paper(row.id, row.sha256, parts)
            for part in own:
                self.own.setdefault(part, []).append(stored_paper)
            shared |= {part for part in parts if isinstance(part, str)}
        for name in sorted(shared - self._shared.keys()):
            findings.add("shared_part_missing", f"shared_part {name}")
        for name in sorted(self._shared.keys() - shared):
            findings.add("row_unnamed", f"shared_part {name}")

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
        for each in self.own[blob_id]:
            each.opened[blob_id] = content
            whole = self._whole(each)
            if whole is not None:
                each.opened.clear()
                if whole != each.sha256:
                    self._findings.add("paper_differs", f"document {each.id}")

    def _whole(self, of: _Paper) -> bytes | None:
        """The SHA-256 of all parts; None while one is not opened, and where a shared one was named."""
        first = str(of.parts[0])
        if self._shared.get(first) is None:
            whole, rest = hashlib.sha256(), of.parts
        else:
            whole, rest = self._begun(first), of.parts[1:]
        for name in rest:
            part = of.opened.get(name) if isinstance(name, UUID) else self._shared.get(name)
            if part is None:
                return None
            whole.update(part)
        return whole.digest()

    def _begun(self, shared: str) -> Any:
        """The SHA-256 of a shared part, to go on from: it is hashed once, and not for every paper."""
        begun = self._hashed.get(shared)
        if begun is None:
            begun = self._hashed[shared] = hashlib.sha256(self._shared[shared] or b"")
        return begun.copy()


def _part(name: str, blob_id: UUID | None) -> str | UUID:
    """A shared part's digest, or the blob of an own one (app.services.papers.parts tells what a list holds).

    ValueError where the name is none.
    """
    if len(name) == 64:
        return name
    if name == "own" and blob_id is not None:
        return blob_id
    return UUID(name)


def check_contents(connection: sa.Connection, findings: Findings) -> None:
    """Whether every paper has what it says; its row names the digest of the sealed bytes, so no key is
    needed."""
    named = (
        sa.select(paper.c.id, paper.c.content_sha256, paper_content.c.sealed)
        .outerjoin(paper_content, paper_content.c.document_id == paper.c.id)
        .where(paper.c.content_sha256.is_not(None))
        .order_by(paper.c.id)
    )
    for row in connection.execution_options(yield_per=_AT_ONCE).execute(named):
        if row.sealed is None:
            findings.add("paper_content_missing", f"document {row.id}")
        elif hashlib.sha256(row.sealed).digest() != row.content_sha256:
            findings.add("paper_content_differs", f"document {row.id}")
