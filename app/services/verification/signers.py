"""The keys of people and counters at any time, from every version of their rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import canonical
from app.domain.dates import business_day
from app.domain.findings import Findings
from app.security.signing import check
from app.services.verification.plain_versions import PlainVersion, plain_versions
from app.services.verification.roots import WalkedRoots
from db.schema.operations import operation
from db.schema.organisation import hall, workstation
from db.schema.staff import staff

_CLOCKS = timedelta(minutes=5)
"""Between counters only their clocks tell what was first; within a chain the order does."""
_STAFF_SIGNED = (
    "staff_no",
    "role",
    "hall_id",
    "sign_public",
    "box_public",
    "valid_from",
    "valid_to",
)


@dataclass(frozen=True)
class KeyVersion:
    """A public key from the version of its owner's row that brought it."""

    public: bytes
    valid_to: date | None
    operation: UUID
    chain: UUID | None
    at: datetime
    role: str
    """'' of a counter"""
    hall: str

    def before(self, event_chain: UUID, met: set[UUID], at: datetime) -> bool:
        """Whether it was certainly in force when an event was written."""
        if self.chain == event_chain:
            return self.operation in met
        return self.at + _CLOCKS < at

    def possible(self, event_chain: UUID, met: set[UUID], at: datetime) -> bool:
        """Whether it may have been in force by then."""
        if self.chain == event_chain:
            return self.operation in met
        return self.at - _CLOCKS <= at


@dataclass(frozen=True)
class Signers:
    """Keys by (signer kind, id), oldest first, and what a counter is called."""

    keys: dict[tuple[str, UUID], list[KeyVersion]]
    counters: dict[UUID, str]
    zone: str

    def known(self, kind: str, signer: UUID) -> bool:
        return (kind, signer) in self.keys

    def in_force(
        self, kind: str, signer: UUID, event_chain: UUID, met: set[UUID], at: datetime
    ) -> Iterator[KeyVersion]:
        """The keys that may have signed an event; `met` are the operations of its chain so far."""
        versions = self.keys.get((kind, signer), [])
        certain = [n for n, each in enumerate(versions) if each.before(event_chain, met, at)]
        for each in versions[certain[-1] if certain else 0 :]:
            if each.possible(event_chain, met, at):
                yield each

    def left(self, key: KeyVersion, at: datetime) -> bool:
        """Whether the key's owner had left by then (a day of grace: a session may pass midnight)."""
        before = business_day(at, self.zone) - timedelta(days=1)
        return key.valid_to is not None and before > key.valid_to

    def counter(self, chain: UUID) -> str:
        """The counter's name, or the chain's id for one that is unknown."""
        return self.counters.get(chain, str(chain))


def load(connection: sa.Connection, zone: str, known: WalkedRoots, findings: Findings) -> Signers:
    """Every key there was; each version of a staff row must be signed by an administrator of its time."""
    keys: dict[tuple[str, UUID], list[KeyVersion]] = {}
    for owner, table in (("person", staff), ("workstation", workstation)):
        rows = plain_versions(connection, table)
        made_by = {row.operation_id for row in rows}
        chains = {
            row.id: row.workstation_id
            for row in connection.execute(
                sa.select(operation.c.id, operation.c.workstation_id).where(
                    operation.c.id.in_(made_by)
                )
            )
        }
        for row in rows:
            if owner == "person" and not _signed_by_administrator(row, known):
                findings.add("forged_staff", f"staff {row.row_id} v{row.version}")
                continue
            try:
                public = bytes.fromhex(row.plain["sign_public"])
                last = row.plain.get("valid_to")
                until = date.fromisoformat(last) if last else None
            except (KeyError, TypeError, ValueError):
                continue  # the check of records names it
            keys.setdefault((owner, row.row_id), []).append(
                KeyVersion(
                    public,
                    until,
                    row.operation_id,
                    chains.get(row.operation_id),
                    row.recorded_at,
                    str(row.plain.get("role", "")),
                    str(row.plain.get("hall_id", "")),
                )
            )
    return Signers(keys, _counters(connection), zone)


def _signed_by_administrator(row: PlainVersion, known: WalkedRoots) -> bool:
    try:
        signed = {name: row.plain.get(name) for name in _STAFF_SIGNED}
        message = canonical("counter/staff/1", {**signed, "id": str(row.row_id)})
        administrator = UUID(row.plain["enrolled_by"])
        signature = bytes.fromhex(row.plain["signature"])
    except (KeyError, ValueError, TypeError, AttributeError):
        return False
    return any(check(span.public, message, signature) for span in known.spans(administrator))


def _counters(connection: sa.Connection) -> dict[UUID, str]:
    rows = connection.execute(
        sa.select(workstation.c.id, workstation.c.counter, hall.c.name).join(
            hall, hall.c.id == workstation.c.hall_id
        )
    )
    return {row.id: f"{row.name} {row.counter}" for row in rows}
