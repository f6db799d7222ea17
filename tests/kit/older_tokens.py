"""Parties with the search tokens that the program wrote before the last update."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

import sqlalchemy as sa

from app.domain.names import readings
from app.services.customers import party_tokens, tokens
from app.services.procedure import Query
from app.services.session import Session
from db.schema.identity import party
from db.schema.search import index_due, search_token, token_digest
from tests.kit.attack import as_owner
from tests.kit.older_base import as_form

NEW = ("phone_ends", "second_ends", "full_name", "full_pinyin")
ANNEX = {"surname"}
"""Kinds that not even every older party has."""


def as_before(session: Session, *, told: bool = True) -> None:
    """Give all parties the tokens of before, without the surname; they wait for today's.

    What was written is told as the program of that time told it, unless the caller makes an older base
    of it anyway (`told`).
    """
    assert session.index is not None
    with as_owner(session.installation) as connection:
        query = Query(session, connection)
        ids = list(connection.execute(sa.select(party.c.id)).scalars())
        connection.execute(sa.delete(search_token).where(search_token.c.kind.in_((*NEW, *ANNEX))))
        connection.execute(sa.delete(token_digest))
        for party_id, of_party in party_tokens.opened(query, ids).items():
            who = party_tokens.searched(of_party)
            plain = [("name", tokens.plain_name(who.name))]
            if who.kind == "individual":
                plain += [("pinyin", spelled) for spelled, _ in readings(who.name)]
            rows = {tokens.token(session.index, kind, each) for kind, each in plain}
            for kind, token in rows:
                connection.execute(
                    sa.insert(search_token).values(kind=kind, token=token, party_id=party_id)
                )
        _put_in_line(connection, ids)
    if told:
        as_form(session.installation, 2)


def wait_again(session: Session, party_ids: Collection[UUID]) -> None:
    """These parties wait for other tokens, as after an update that brings some."""
    with as_owner(session.installation) as connection:
        _put_in_line(connection, party_ids)


def _put_in_line(connection: sa.Connection, party_ids: Collection[UUID]) -> None:
    connection.execute(sa.delete(index_due).where(index_due.c.party_id.in_(party_ids)))
    if party_ids:
        connection.execute(sa.insert(index_due), [{"party_id": each} for each in party_ids])
