"""Doing what is due, a chunk at a time, and saying what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

import sqlalchemy as sa

from app.errors import UserError
from app.services.due.declared import DUE, Chunk, DueKind
from app.services.procedure import Query, query
from app.services.session import Session
from db.schema.operations import operation


@dataclass(frozen=True)
class Overdue:
    """A kind of which something is left, for the top bar; `mine`: this person's session does it."""

    name: str
    title: str
    tells: str
    left: int
    of: int
    mine: bool


@dataclass(frozen=True)
class Ran:
    """`chunks` were done by this call; the next call goes on behind `after`, None when it came to the end."""

    chunks: int
    after: str | None


def may_run(session: Session, kind: DueKind) -> bool:
    """Whether this session may do it: never in a database that was cut, or with a clock that is behind."""
    gap = session.clock_gap
    if session.rolled_back or (gap is not None and gap.behind):
        return False
    if kind.needs_records_key and session.index is None:
        return False
    return session.may(kind.permission)


@query(None)
def overdue(query: Query) -> tuple[Overdue, ...]:
    """What is left of every kind, in the order of their names; nothing of a kind that is done."""
    found = ((kind, kind.left(query)) for _, kind in sorted(DUE.items()))
    return tuple(
        Overdue(kind.name, kind.title, kind.tells, left.left, left.of, may_run(query.session, kind))
        for kind, left in found
        if left.left
    )


def run_due(session: Session, name: str, *, limit: int, after: str = "") -> Ran:
    """Do at most `limit` chunks of the kind `name` behind `after`.

    A chunk that was tried today, here or at another counter, is passed over. Nothing is done where
    `may_run` says no. A UserError of the kind's procedure ends it; what was done before stays done.
    """
    kind = DUE[name]
    if not may_run(session, kind):
        return Ran(0, None)
    done = 0
    while done < limit:
        found = _next(session, name, after)
        if found is None:
            return Ran(done, None)
        done += not found.tried and _do(session, kind, found)
        after = found.chunk.last
    return Ran(done, after)


@dataclass(frozen=True)
class _Found:
    """`tried`: the chunk's operation of this day is on record, done or refused."""

    operation_id: UUID
    chunk: Chunk
    tried: bool


@query(None)
def _next(query: Query, name: str, after: str) -> _Found | None:
    chunk = DUE[name].next(query, after)
    if chunk is None:
        return None
    operation_id = chunk_id(query.session, name, query.today, chunk.name)
    known = query.execute(sa.select(operation.c.id).where(operation.c.id == operation_id)).first()
    return _Found(operation_id, chunk, known is not None)


def _do(session: Session, kind: DueKind, found: _Found) -> bool:
    """Whether it was done here."""
    try:
        kind.do(session, found.operation_id, **found.chunk.arguments)
    except UserError as error:
        if error.code != "operation_reused":  # another counter was first, under the same id
            raise
        return False
    return True


def chunk_id(session: Session, name: str, today: date, chunk: str) -> UUID:
    """The operation of a chunk, the same at every counter of this base."""
    return uuid5(session.installation.profile.deployment, f"due/{name}/{today}/{chunk}")
