"""What the owner of a database can do to it behind the program's back: no trigger stops him."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import sqlalchemy as sa

from app.services.session import Installation
from db.engine import is_sqlite, sqlite_connection
from db.schema.audit import audit_event

Attack = Callable[[sa.Connection, int], None]


@contextmanager
def as_owner(installation: Installation) -> Iterator[sa.Connection]:
    """A transaction with triggers, constraints and foreign keys out of the way. Afterwards the owner covers
    the traces: what was dropped is there again, where the rows allow it."""
    engine = installation.engine
    with engine.connect() as connection:
        if is_sqlite(engine):
            driver = sqlite_connection(connection)
            driver.execute("PRAGMA foreign_keys = OFF")
            again = connection.exec_driver_sql(
                "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
            ).all()
            for name, _ in again:
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            connection.exec_driver_sql("SET session_replication_role = replica")
            again = connection.exec_driver_sql(
                "SELECT conname, 'ALTER TABLE audit_event ADD CONSTRAINT ' || conname || ' '"
                " || pg_get_constraintdef(oid) FROM pg_constraint"
                " WHERE conrelid = 'audit_event'::regclass ORDER BY contype <> 'p'"
            ).all()
            for name, _ in again:
                connection.exec_driver_sql(f'ALTER TABLE audit_event DROP CONSTRAINT "{name}"')
        connection.commit()
        yield connection
        connection.commit()
        for _, statement in again:
            with contextlib.suppress(sa.exc.DBAPIError), connection.begin():
                connection.exec_driver_sql(statement)
        if is_sqlite(engine):
            driver.execute("PRAGMA foreign_keys = ON")
        else:
            connection.exec_driver_sql("SET session_replication_role = origin")
            connection.commit()


def free_of_constraints(connection: sa.Connection) -> None:
    """SQLite keeps its constraints in the table: the attacker makes the table anew without them."""
    if is_sqlite(connection):
        connection.exec_driver_sql("CREATE TABLE loose AS SELECT * FROM audit_event")
        connection.exec_driver_sql("DROP TABLE audit_event")
        connection.exec_driver_sql("ALTER TABLE loose RENAME TO audit_event")


def events(connection: sa.Connection) -> list[Any]:
    """The chain, oldest first."""
    return list(connection.execute(sa.select(audit_event).order_by(audit_event.c.seq)).all())


def _at(seq: int) -> sa.ColumnElement[bool]:
    return audit_event.c.seq == seq


def delete(connection: sa.Connection, seq: int) -> None:
    connection.execute(sa.delete(audit_event).where(_at(seq)))


def edit(connection: sa.Connection, seq: int) -> None:
    """Another procedure in the body; the hash is left as it was."""
    body = connection.execute(sa.select(audit_event.c.body).where(_at(seq))).scalar_one()
    changed = body.replace('"procedure":"', '"procedure":"x', 1)
    connection.execute(sa.update(audit_event).where(_at(seq)).values(body=changed))


def rehash(connection: sa.Connection, seq: int) -> None:
    """As `edit`, with a hash that fits."""
    import hashlib

    edit(connection, seq)
    body = connection.execute(sa.select(audit_event.c.body).where(_at(seq))).scalar_one()
    digest = hashlib.sha256(b"counter/event/1\0" + body.encode()).digest()
    connection.execute(sa.update(audit_event).where(_at(seq)).values(hash=digest))


def flip_signature(connection: sa.Connection, seq: int) -> None:
    old = connection.execute(sa.select(audit_event.c.signature).where(_at(seq))).scalar_one()
    new = bytes([old[0] ^ 1]) + old[1:]
    connection.execute(sa.update(audit_event).where(_at(seq)).values(signature=new))


def reorder(connection: sa.Connection, seq: int) -> None:
    """This event and the next one change places."""
    for old, new in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        connection.execute(sa.update(audit_event).where(_at(old)).values(seq=new))


def insert(connection: sa.Connection, seq: int) -> None:
    """A copy of this event as the newest one of the chain, linked to the last."""
    all_of_them = events(connection)
    copy = dict(all_of_them[seq - 1]._mapping)
    copy.update(seq=all_of_them[-1].seq + 1, previous=all_of_them[-1].hash)
    connection.execute(sa.insert(audit_event).values(**copy))


def fork(connection: sa.Connection, seq: int) -> None:
    """A second event under the same number."""
    copy = dict(events(connection)[seq - 1]._mapping)
    copy.update(hash=bytes(32))
    free_of_constraints(connection)
    connection.execute(sa.insert(audit_event).values(**copy))


def cut_tail(connection: sa.Connection, seq: int) -> None:
    connection.execute(sa.delete(audit_event).where(audit_event.c.seq >= seq))


ATTACKS: dict[str, tuple[Attack, tuple[str, ...]]] = {
    "delete": (delete, ("gap", "tail_cut")),
    "edit": (edit, ("edited",)),
    "edit with a new hash": (rehash, ("bad_signature",)),
    "re-sign": (flip_signature, ("bad_signature",)),
    "reorder": (reorder, ("broken_link",)),
    "insert": (insert, ("misplaced",)),
    "fork": (fork, ("duplicate",)),
    "cut tail": (cut_tail, ("tail_cut", "version_without_event", "operation_without_event")),
}
"""Each attack with the findings of which at least one must name the place."""


def choose(random: Random, length: int) -> tuple[str, int]:
    """An attack and a place in a chain of `length` events (not its last one)."""
    return random.choice(sorted(ATTACKS)), random.randrange(1, length)
