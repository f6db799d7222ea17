"""Numbers for people, leased in blocks of 100 so that counters never wait for each other.

Gaps are normal. A restore raises the counter to the next million (its generation), so that no number
that was printed after the backup is given out again.
"""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.numbers import PREFIXES, Kind, make
from app.services.session import Installation, Session
from db import failures
from db.engine import is_sqlite
from db.schema.operations import number_counter
from db.schema.organisation import hall

BLOCK = 100
ENOUGH = 20
"""More than one procedure takes of a kind; the rest of a block is left as a gap."""
GENERATION = 1_000_000


@dataclass
class NumberBlocks:
    """The blocks that this process holds; a restart leases new ones."""

    installation: Installation
    _ranges: dict[Kind, range] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def prepare(self, session: Session, *kinds: Kind) -> None:
        """Have enough numbers at hand for a procedure.

        Call it before the procedure: a block is leased in a transaction of its own, and SQLite has
        one writer.
        """
        for kind in kinds:
            with self._lock:
                if len(self._ranges.get(kind, ())) < ENOUGH:
                    area = self.installation.workstation.area_code
                    self._ranges[kind] = failures.repeat(
                        functools.partial(_lease_now, session, f"{kind}:{area}")
                    )

    def take(self, kind: Kind) -> str:
        """The next number of `kind` for this workstation's area; never given out twice."""
        with self._lock:
            held = self._ranges[kind]
            self._ranges[kind] = held[1:]
        return make(kind, self.installation.workstation.area_code, held[0])


def _lease_now(session: Session, prefix: str) -> range:
    with session.writing() as connection:
        return lease(connection, prefix)


def lease(connection: sa.Connection, prefix: str) -> range:
    """A fresh block of numbers of `prefix`."""
    insert = sqlite.insert if is_sqlite(connection) else postgresql.insert
    statement = insert(number_counter).values(prefix=prefix, next=1 + BLOCK)
    end: int = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["prefix"], set_={"next": number_counter.c.next + BLOCK}
        ).returning(number_counter.c.next)
    ).scalar_one()
    return range(end - BLOCK, end)


def raise_number_generation(connection: sa.Connection) -> dict[str, int]:
    """After a restore: continue every kind of every hall's area from its next million. Returns the next
    number of each, which the event of the restore names.

    A kind that the backup has no counter of may have been printed since, so it gets one as well.
    """
    next_numbers: dict[str, int] = {}
    for area in connection.execute(sa.select(hall.c.area_code)).scalars().all():
        for kind in PREFIXES:
            prefix = f"{kind}:{area}"
            next_number = connection.execute(
                sa.select(number_counter.c.next).where(number_counter.c.prefix == prefix)
            ).scalar()
            if next_number is None:
                connection.execute(
                    sa.insert(number_counter).values(prefix=prefix, next=GENERATION + 1)
                )
                next_numbers[prefix] = GENERATION + 1
                continue
            raised = (next_number // GENERATION + 1) * GENERATION + 1
            connection.execute(
                sa.update(number_counter)
                .where(number_counter.c.prefix == prefix)
                .values(next=raised)
            )
            next_numbers[prefix] = raised
    return next_numbers


_blocks: dict[UUID, NumberBlocks] = {}


def number_blocks(installation: Installation) -> NumberBlocks:
    """The blocks of this process for an installation's workstation."""
    held = _blocks.get(installation.workstation.id)
    if held is None or held.installation is not installation:
        held = _blocks[installation.workstation.id] = NumberBlocks(installation)
    return held
