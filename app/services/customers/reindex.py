"""Search tokens of parties that still have those of before: due work, as a token needs the records key (data.md 8).

Until a party's turn has come it is found by its older tokens (search.py). Who is changed meanwhile gets today's
tokens by the change and is left out here.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP
from app.services import due
from app.services.customers import party_tokens
from app.services.procedure import Query, Work, procedure
from db.schema.identity import party
from db.schema.search import index_due
from db.select import Select

CHUNK = 100
"""Parties of one operation: it holds the writer of SQLite for less than 200 ms."""
_LEFT = sa.select(sa.func.count()).select_from(index_due)
_ALL = sa.select(sa.func.count()).select_from(party)
_NEXT = Select(
    sa.select(index_due.c.party_id)
    .where(index_due.c.party_id > sa.bindparam("after"))
    .order_by(index_due.c.party_id)
    .limit(sa.bindparam("most", type_=sa.Integer))
)
_FIRST = UUID(int=0)
_ANYBODY = Select(sa.select(index_due.c.party_id).limit(1))


@dataclass(frozen=True)
class Indexed:
    """How many parties were given tokens."""

    parties: int


def anybody_waits(query: Query) -> bool:
    """Whether somebody still has the tokens of before the last update."""
    return _ANYBODY.first(query.connection) is not None


def left(query: Query) -> due.Left:
    """How many parties wait, of how many there are."""
    waiting = query.execute(_LEFT).scalar_one()
    return due.Left(waiting, query.execute(_ALL).scalar_one() if waiting else 0)


def next_chunk(query: Query, after: str) -> due.Chunk | None:
    """The next parties behind the party `after`."""
    rows = _NEXT.rows(query.connection, after=UUID(after) if after else _FIRST, most=CHUNK)
    if not rows:
        return None
    party_ids = tuple(row.party_id for row in rows)
    return due.Chunk(str(party_ids[0]), str(party_ids[-1]), {"party_ids": party_ids})


@procedure("search.index", Permission.CUSTOMER_SEARCH, writes=party_tokens.WRITES)
def write(work: Work, *, party_ids: tuple[UUID, ...]) -> Indexed:
    """Give these parties the tokens of their rows, those that still wait for it."""
    waiting = party_tokens.waiting(work, party_ids)
    party_tokens.write(work, waiting)
    return Indexed(len(waiting))


due.declare(
    due.DueKind(
        name="search.index",
        title=QT_TR_NOOP("Search index"),
        tells=QT_TR_NOOP("It makes earlier customers easier to find; nobody is missed meanwhile."),
        permission=Permission.CUSTOMER_SEARCH,
        needs_records_key=True,
        left=left,
        next=next_chunk,
        do=write,
    )
)
