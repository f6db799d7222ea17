"""The search tokens of a party are a function of its rows; a digest of them is bound by the operation that wrote
them, so that verification finds one that was deleted, added or moved to another party (data.md 8).

A change of what is searched calls `write` after it: tokens of what holds no more go, and those of what holds come.
Only the document token of a replaced number stays, because that document is still this party's.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import encoded
from app.security.blind_index import BlindIndex
from app.security.seal import Tampered
from app.services.customers import tokens as index
from app.services.customers.tokens import Searched, Token
from app.services.procedure import Query, Work, Writes
from db.schema.identity import address, contact_medium, identity_document, party
from db.schema.search import index_due, search_token, token_digest

ADDED: Writes = {search_token: {}, token_digest: {}}
WRITES: Writes = {**ADDED, index_due: {}}
_IDS: sa.BindParameter[list[UUID]] = sa.bindparam("ids", expanding=True)
_TOKENS = sa.select(search_token).where(search_token.c.party_id.in_(_IDS))
_NUMBERED = (
    sa.select(token_digest.c.party_id, sa.func.max(token_digest.c.n).label("n"))
    .where(token_digest.c.party_id.in_(_IDS))
    .group_by(token_digest.c.party_id)
)
_LOCK = sa.select(party.c.id).where(party.c.id.in_(_IDS)).order_by(party.c.id).with_for_update()
_WAITING = sa.select(index_due.c.party_id).where(index_due.c.party_id.in_(_IDS))
_DONE = sa.delete(index_due).where(index_due.c.party_id.in_(_IDS))
_GONE = sa.delete(search_token).where(
    search_token.c.kind == sa.bindparam("of_kind"),
    search_token.c.token == sa.bindparam("of_token"),
    search_token.c.party_id == sa.bindparam("of_party"),
)


def add(work: Work, party_id: UUID, who: Searched) -> None:
    """The tokens of a party that this operation makes."""
    assert work.session.index is not None
    tokens = index.of_party(work.session.index, who)
    for kind, token in tokens:
        work.technical(search_token, kind=kind, token=token, party_id=party_id)
    work.at_end(_bind, party_id, tokens)


def write(work: Work, party_ids: Collection[UUID]) -> None:
    """Make the tokens of these parties those of their rows.

    A party that was erased has none any more. One that has a row that does not open keeps the tokens that it
    has; `verify` names the row.
    """
    assert work.session.index is not None
    ids = list(party_ids)
    if not ids:
        return
    work.flush()
    # On PostgreSQL two operations could each read rows before the other's change.
    work.execute(_LOCK, {"ids": ids}).all()
    have: dict[UUID, set[Token]] = defaultdict(set)
    for row in work.execute(_TOKENS, {"ids": ids}):
        have[row.party_id].add((row.kind, row.token))
    gone = []
    for party_id, rows in opened(work, ids).items():
        wanted = tokens_of(work.session.index, rows)
        gone += [
            {"of_kind": kind, "of_token": token, "of_party": party_id}
            for kind, token in have[party_id] - wanted
        ]
        for kind, token in wanted - have[party_id]:
            work.technical(search_token, kind=kind, token=token, party_id=party_id)
    if gone:
        work.connection.execute(_GONE, gone)
    for party_id in ids:
        work.at_end(_bind, party_id)
    work.execute(_DONE, {"ids": ids})


def waiting(query: Query, party_ids: Collection[UUID]) -> list[UUID]:
    """Those of the parties that wait for today's tokens."""
    return list(query.execute(_WAITING, {"ids": list(party_ids)}).scalars())


SEARCHED: Mapping[sa.Table, sa.Column[UUID]] = {
    party: party.c.id,
    identity_document: identity_document.c.party_id,
    contact_medium: contact_medium.c.party_id,
    address: address.c.party_id,
}
"""The tables whose rows make a party's tokens, each with the column that names the party."""
Rows = Mapping[sa.Table, Sequence[Mapping[str, Any]]]


def opened(query: Query, party_ids: Sequence[UUID]) -> dict[UUID, Rows]:
    """The rows of each party that are searched, without a party of which one does not open; none of who was
    erased."""
    rows: dict[UUID, dict[sa.Table, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table, column in SEARCHED.items():
        asked = sa.select(table).where(column.in_(party_ids)).order_by(table.c.id)
        for row in query.execute(asked):
            rows[row._mapping[column.name]][table].append(row)
    # A key that was changed opens nothing; the rows of its party do not open below.
    with contextlib.suppress(Tampered):
        query.load_subject_keys(list(party_ids))
    erased = query.erased_among(party_ids)
    found: dict[UUID, Rows] = {party_id: {} for party_id in erased}
    for party_id in set(party_ids) - erased:
        with contextlib.suppress(Tampered):
            found[party_id] = {
                table: [query.open(table, row) for row in of]
                for table, of in rows[party_id].items()
            }
    return found


def searched(rows: Rows) -> Searched:
    """What is searched of the party whose opened rows these are."""
    (who,) = rows[party]
    documents = rows.get(identity_document, ())
    valid = [each for each in documents if each["status"] == "valid"]
    contacts = [each for each in rows.get(contact_medium, ()) if each["status"] == "valid"]
    registered = [each["text"] for each in rows.get(address, ()) if each["role"] == "registered"]
    person = who["kind"] == "individual"
    return Searched(
        kind=who["kind"],
        name=who["name"],
        birth_date=date.fromisoformat(who["birth_date"]) if who["birth_date"] else None,
        documents=tuple(map(_document, valid)),
        replaced=tuple(_document(each) for each in documents if each["status"] != "valid"),
        phones=tuple(each["value"] for each in contacts if each["type"] == "phone"),
        second_phones=tuple(each["value"] for each in contacts if each["type"] == "second"),
        addresses=tuple(each["address"] or "" for each in valid) if person else tuple(registered),
    )


def _document(row: Mapping[str, Any]) -> tuple[str, str, str]:
    return row["type"], row["country"], row["number"]


def tokens_of(tokens: BlindIndex, rows: Rows) -> set[Token]:
    """The tokens that a party's opened rows ask for."""
    if not rows:
        return set()
    return set(index.of_party(tokens, searched(rows)))


def _bind(work: Work, parties: dict[UUID, list[Token] | None]) -> None:
    """The digest of each party's tokens as they stand at the end of the operation; those of a party that
    this operation made are known."""
    others = [party_id for party_id, known in parties.items() if known is None]
    have: dict[UUID, list[Token]] = {each: known or [] for each, known in parties.items()}
    numbered: dict[UUID, int] = {}
    if others:
        work.flush()
        for row in work.execute(_TOKENS, {"ids": others}):
            have[row.party_id].append((row.kind, row.token))
        numbered = {row.party_id: row.n for row in work.execute(_NUMBERED, {"ids": others})}
    for party_id, tokens in have.items():
        n = numbered.get(party_id, 0) + 1
        work.technical(
            token_digest,
            party_id=party_id,
            operation_id=work.operation_id,
            n=n,
            digest=digest(party_id, n, tokens),
        )


def digest(party_id: UUID, n: int, tokens: list[Token]) -> bytes:
    """SHA-256 over a party's tokens (kind, hexadecimal token): the canonical form of counter/tokens/1."""
    said = {
        "party": party_id,
        "n": n,
        "tokens": sorted((kind, token.hex()) for kind, token in tokens),
    }
    return hashlib.sha256(b"counter/tokens/1\0" + encoded(said)).digest()
