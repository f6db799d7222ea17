"""Numbers for people, leased in blocks of 100 so that counters never wait for each other.

Gaps are normal. A restore raises the counter to the next million (its generation), so that no number
that was printed after the backup is given out again; leased.py keeps how far this computer leased. Eight
digits have 99 generations after the first.
"""

from __future__ import annotations

import functools
import threading
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from app.domain.numbers import LARGEST, PREFIXES, Kind, make
from app.errors import QT_TR_NOOP, UserError
from app.services.procedure import chain
from app.services.procedure.leased import leased_here
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

    def drop(self) -> None:
        """Forget what is held, after the numbers of the database were raised."""
        with self._lock:
            self._ranges.clear()

    def take(self, kind: Kind) -> str:
        """The next number of `kind` for this workstation's area; never given out twice."""
        with self._lock:
            held = self._ranges[kind]
            self._ranges[kind] = held[1:]
        return make(kind, self.installation.workstation.area_code, held[0])


def _lease_now(session: Session, prefix: str) -> range:
    """A block that no data folder of this computer was given before, written down before it is used."""
    here = session.installation
    with leased_here(here.folders, here.profile.deployment) as leased:
        with session.writing() as connection:
            chain.require_base(connection, here.heads, here.workstation.id)
            block = lease(connection, prefix, above=leased.reached(prefix))
            reached = _reached(connection)
        leased.raise_to(reached)
    return block


def keep_numbers(session: Session) -> None:
    """Write down on this computer how far the numbers are now. UserError 'numbers_not_kept'."""
    here = session.installation
    with leased_here(here.folders, here.profile.deployment) as leased:
        with session.reading() as connection:
            reached = _reached(connection)
        leased.raise_to(reached)


def lease(connection: sa.Connection, prefix: str, *, above: int = 0) -> range:
    """A fresh block of numbers of `prefix`, none of them below `above`, which is where this computer stood.

    UserError 'numbers_used_up'.
    """
    insert = sqlite.insert if is_sqlite(connection) else postgresql.insert
    statement = insert(number_counter).values(prefix=prefix, next=1 + BLOCK)
    end: int = connection.execute(
        statement.on_conflict_do_update(
            index_elements=["prefix"], set_={"next": number_counter.c.next + BLOCK}
        ).returning(number_counter.c.next)
    ).scalar_one()
    first = end - BLOCK
    if first < above:  # the database went back; of a shared one, others may have leased more
        first = above if is_sqlite(connection) else _first_after(above)
        _set_next(connection, prefix, first + BLOCK)
    if first + BLOCK - 1 > LARGEST:
        raise _used_up()
    return range(first, first + BLOCK)


def raise_numbers_here(
    session: Session, connection: sa.Connection, *, above: int = 0
) -> dict[str, int]:
    """`raise_number_generation`, also above every number that this computer knows of. Returns the next number
    of each kind and area, which the event names.

    The million is written down before the operation is: one that is killed may waste a million, and two never
    share one. UserError 'numbers_used_up', 'numbers_not_kept'.
    """
    here = session.installation
    with leased_here(here.folders, here.profile.deployment) as leased:
        known = max(above, leased.highest)
        raised = raise_number_generation(connection, above=known)
        leased.raise_to(raised)
    return raised


def raise_number_generation(connection: sa.Connection, *, above: int = 0) -> dict[str, int]:
    """After a restore: continue every kind of every area from one new million, beyond every number that the
    database knows and beyond `above`. Returns the next numbers by prefix.

    A kind that the backup has no counter of may have been printed since, so it gets one as well. UserError
    'numbers_used_up'.
    """
    reached = _reached(connection)
    areas = set(connection.execute(sa.select(hall.c.area_code)).scalars())
    areas |= {prefix.partition(":")[2] for prefix in reached}
    first = _first_after(max((above, *reached.values())))
    if first > LARGEST:
        raise _used_up()
    raised = {f"{kind}:{area}": first for area in sorted(areas) for kind in PREFIXES}
    for prefix in raised.keys() - reached.keys():
        connection.execute(sa.insert(number_counter).values(prefix=prefix, next=first))
    for prefix in reached:
        _set_next(connection, prefix, first)
    return {**raised, **dict.fromkeys(reached, first)}


def _first_after(number: int) -> int:
    """The first number of the generation after the one of `number`."""
    return (number // GENERATION + 1) * GENERATION + 1


def _reached(connection: sa.Connection) -> dict[str, int]:
    """The next number of every kind and area."""
    rows = connection.execute(sa.select(number_counter.c.prefix, number_counter.c.next))
    return {row.prefix: row.next for row in rows}


def _set_next(connection: sa.Connection, prefix: str, number: int) -> None:
    connection.execute(
        sa.update(number_counter).where(number_counter.c.prefix == prefix).values(next=number)
    )


def _used_up() -> UserError:
    return UserError(
        "numbers_used_up",
        QT_TR_NOOP(
            "The numbers of this area are used up: every restore begins a new million, and after 99 there "
            "is none left. Nothing was done. The hall needs a new area code; ask your support."
        ),
    )


_blocks: dict[UUID, NumberBlocks] = {}


def number_blocks(installation: Installation) -> NumberBlocks:
    """The blocks of this process for an installation's workstation."""
    held = _blocks.get(installation.workstation.id)
    if held is None or held.installation is not installation:
        held = _blocks[installation.workstation.id] = NumberBlocks(installation)
    return held
