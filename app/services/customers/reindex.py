"""Search tokens of a kind that is newer than a party: written little by little after somebody signed in,
because a token needs the records key (data.md 8).

People registered before surname tokens existed lack them and those of a name's further readings. An
interrupted run keeps what it wrote, and two counters may run it at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.contacts import tidy_phone
from app.domain.identity import tidy_number
from app.domain.ids import new_id
from app.domain.names import readings, surname_readings
from app.domain.permissions import Permission
from app.security.seal import Tampered
from app.services.customers import tokens as index
from app.services.procedure import Query, Work, procedure, query
from app.services.session import Session
from db.schema.identity import contact_medium, identity_document, party
from db.schema.search import search_token

LOOKED_AT = 2000
CHUNK = 100
"""Parties of one transaction: it holds the writer of SQLite for less than 200 ms."""
BEFORE_ALL = UUID(int=0)
_INDEXED = sa.exists().where(
    search_token.c.party_id == party.c.id, search_token.c.kind == sa.literal_column("'surname'")
)
_PEOPLE = (
    sa.select(party.c.id, _INDEXED.label("indexed"))
    .where(party.c.kind == "individual", party.c.id > sa.bindparam("after"))
    .order_by(party.c.id)
    .limit(LOOKED_AT)
)


@dataclass(frozen=True)
class Due:
    """Parties without the newer tokens, and the last party that was looked at; None when all were."""

    party_ids: tuple[UUID, ...]
    last: UUID | None


@dataclass(frozen=True)
class Indexed:
    """How many parties were given tokens."""

    parties: int


def reindex_complete(session: Session) -> None:
    """Do all of it."""
    after = reindex_step(session)
    while after is not None:
        after = reindex_step(session, after)


def reindex_step(session: Session, after: UUID = BEFORE_ALL) -> UUID | None:
    """Write the tokens of the next parties behind `after`; returns the new `after`, or None when
    none is left.

    Does nothing for a person without the right to search, while the database is not trusted, or the
    clock is behind.
    """
    gap = session.clock_gap
    behind = gap is not None and gap.behind
    if session.rolled_back or behind or not session.may(Permission.CUSTOMER_SEARCH):
        return None
    found = due(session, after=after)
    if found.party_ids:
        write(session, new_id(), party_ids=found.party_ids)
    return found.last


@query(Permission.CUSTOMER_SEARCH)
def due(query: Query, *, after: UUID) -> Due:
    """The next parties to be indexed, `CHUNK` at most, without those whose name has no reading."""
    rows = query.execute(_PEOPLE, {"after": after}).all()
    lacking = [row.id for row in rows if not row.indexed]
    chunk = [each["id"] for each in _people(query, lacking[:CHUNK])]
    last = None
    if len(lacking) > CHUNK:
        last = lacking[CHUNK - 1]
    elif len(rows) == LOOKED_AT:
        last = rows[-1].id
    return Due(tuple(chunk), last)


@procedure("search.index", Permission.CUSTOMER_SEARCH, writes={search_token: {}})
def write(work: Work, *, party_ids: tuple[UUID, ...]) -> Indexed:
    """Give these parties the tokens of their names that they lack."""
    assert work.session.index is not None
    known = work.execute(sa.select(search_token).where(search_token.c.party_id.in_(party_ids)))
    have = {(row.party_id, row.kind, row.token) for row in known}
    people = _people(work, party_ids)
    several = [each["id"] for each in people if len(readings(each["name"])) > 1]
    endings = _endings(work, several) if several else {}
    for each in people:
        tokens = index.name_tokens(
            work.session.index, each["name"], endings.get(each["id"], []), person=True
        )
        work.tokens(each["id"], [token for token in tokens if (each["id"], *token) not in have])
    return Indexed(len(people))


def _people(query: Query, party_ids: Iterable[UUID]) -> list[dict[str, Any]]:
    """Those whose surname can be read."""
    found = _opened(query, party, party.c.id.in_(list(party_ids)))
    return [each for each in found if surname_readings(each["name"])]


def _endings(work: Work, party_ids: list[UUID]) -> dict[UUID, list[str]]:
    """The last four of each party's documents and phones."""
    found: dict[UUID, list[str]] = {party_id: [] for party_id in party_ids}
    of_party, valid = identity_document.c.party_id, identity_document.c.status == "valid"
    for each in _opened(work, identity_document, of_party.in_(party_ids), valid):
        forms = index.number_forms(tidy_number(each["number"]))
        found[each["party_id"]] += [index.last_four(form) for form in forms]
    of_party, valid = contact_medium.c.party_id, contact_medium.c.status == "valid"
    own = contact_medium.c.type == "phone"
    for each in _opened(work, contact_medium, of_party.in_(party_ids), valid, own):
        found[each["party_id"]].append(index.last_four(tidy_phone(each["value"])))
    return {party_id: [each for each in ends if each] for party_id, ends in found.items()}


def _opened(query: Query, table: sa.Table, *where: sa.ColumnElement[bool]) -> list[dict[str, Any]]:
    """The rows that open. Left out are rows of erased people and damaged rows, which `verify`
    names."""
    rows = query.execute(sa.select(table).where(*where).order_by(table.c.id)).all()
    with contextlib.suppress(Tampered):
        query.load_subject_keys([row.subject_id for row in rows])
    opened = []
    for row in rows:
        with contextlib.suppress(Tampered):
            opened.append(query.open(table, row))
    return opened
