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

NEW = ("phone_ends", "second_ends", "full_name", "full_pinyin")
ANNEX = {"surname"}
"""Kinds that not even every older party has."""


def as_before(session: Session, party_ids: Collection[UUID] | None = None) -> None:
    """Give these parties (default: all) the tokens of before, without the surname; they wait for today's."""
    assert session.index is not None
    with as_owner(session.installation) as connection:
        query = Query(session, connection)
        ids = list(party_ids or connection.execute(sa.select(party.c.id)).scalars())
        mine = search_token.c.party_id.in_(ids)
        connection.execute(
            sa.delete(search_token).where(mine, search_token.c.kind.in_((*NEW, *ANNEX)))
        )
        connection.execute(sa.delete(token_digest).where(token_digest.c.party_id.in_(ids)))
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
        connection.execute(sa.delete(index_due).where(index_due.c.party_id.in_(ids)))
        connection.execute(sa.insert(index_due), [{"party_id": each} for each in ids])
