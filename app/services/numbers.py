"""Numbers for people, leased in blocks of 100 so that counters never wait for each other.

Gaps are normal. A restore raises the counter to the next million (its generation), so that no number
that was printed after the backup is given out again.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.numbers import Kind, make
from app.services.installation import Installation
from db.engine import WRITES, is_sqlite
from db.schema.operations import number_counter

BLOCK = 100
GENERATION = 1_000_000


@dataclass
class NumberBlocks:
    """The blocks that this process holds; a restart leases new ones."""

    installation: Installation
    _ranges: dict[str, range] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self, kind: Kind) -> str:
        """The next number of `kind` for this workstation's area; never given out twice.

        A block is leased in a transaction of its own, so call this before the procedure's transaction
        begins (SQLite has one writer).
        """
        area = self.installation.workstation.area_code
        with self._lock:
            held = self._ranges.get(kind)
            if not held:
                held = lease(self.installation, f"{kind}:{area}")
            self._ranges[kind] = held[1:]
            return make(kind, area, held[0])


def lease(installation: Installation, prefix: str) -> range:
    """A fresh block of numbers of `prefix`."""
    engine = installation.engine
    insert = sqlite.insert if is_sqlite(engine) else postgresql.insert
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        statement = insert(number_counter).values(prefix=prefix, next=1 + BLOCK)
        end = connection.execute(
            statement.on_conflict_do_update(
                index_elements=["prefix"], set_={"next": number_counter.c.next + BLOCK}
            ).returning(number_counter.c.next)
        ).scalar_one()
    return range(end - BLOCK, end)


def raise_generation(connection: sa.Connection) -> None:
    """After a restore: continue from the next million of every counter."""
    next_million = (number_counter.c.next / GENERATION + 1) * GENERATION + 1
    connection.execute(sa.update(number_counter).values(next=next_million))


_blocks: dict[UUID, NumberBlocks] = {}


def blocks(installation: Installation) -> NumberBlocks:
    """The blocks of this process for an installation's workstation."""
    held = _blocks.get(installation.workstation.id)
    if held is None or held.installation is not installation:
        held = _blocks[installation.workstation.id] = NumberBlocks(installation)
    return held
