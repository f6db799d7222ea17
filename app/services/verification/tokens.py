"""Every party's search tokens against the digest that an operation bound, and, with keys, against its rows.

Without keys a token that was deleted, added or moved to another party is found. With keys also tokens that are not
those of the party's rows, although somebody made their digest anew.
"""

from __future__ import annotations

import hashlib
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import encoded
from app.domain.findings import Findings
from app.security.blind_index import BlindIndex
from app.security.seal import Tampered, open_field
from app.services import customers
from app.services.verification.vault import Vault
from db.schema.base import first_name, kind_of
from db.schema.identity import party
from db.schema.search import index_due, search_token, token_digest
from db.types import Sealed

_AT_ONCE = 1000
_TOKENS = sa.select(search_token).order_by(search_token.c.party_id)
_DIGESTS = sa.select(token_digest).order_by(token_digest.c.party_id, token_digest.c.n)
_WAITING = sa.select(index_due.c.party_id).order_by(index_due.c.party_id)

Tokens = set[tuple[str, bytes]]


def check(connection: sa.Connection, vault: Vault, told: set[UUID], findings: Findings) -> None:
    """Every party that has tokens or a digest of them; `told` are the operations that events tell of."""
    stream = connection.execution_options(yield_per=_AT_ONCE)
    with (
        stream.execute(_TOKENS) as tokens,
        stream.execute(_DIGESTS) as digests,
        stream.execute(_WAITING) as waiting,
    ):
        parties = _whole(_parties(tokens), _parties(digests), _parties(waiting), told, findings)
        while page := list(itertools.islice(parties, _AT_ONCE)):
            for party_id, found in page:
                if found and party_id in vault.erased:
                    findings.add("erased_has_content", f"party {party_id}")
            if vault.keys is not None and ("records", vault.keys.epoch) in vault.keys.held:
                index = BlindIndex(vault.keys.records())
                _compare_with_rows(connection, vault, index, dict(page), findings)


def _parties(rows: Iterable[Any]) -> Iterator[tuple[UUID, list[Any]]]:
    for party_id, of_party in itertools.groupby(rows, attrgetter("party_id")):
        yield party_id, list(of_party)


_Grouped = Iterator[tuple[UUID, list[Any]]]


def _whole(
    tokens: _Grouped,
    digests: _Grouped,
    waiting: _Grouped,
    told: set[UUID],
    findings: Findings,
) -> Iterator[tuple[UUID, Tokens]]:
    """The tokens of each party whose digest is right. Who waits for today's tokens may have none yet."""
    streams = [_Ahead(tokens), _Ahead(digests), _Ahead(waiting)]
    while any(stream.party_id is not None for stream in streams):
        party_id = min(each.party_id for each in streams if each.party_id is not None)
        have, said, waits = (stream.take(party_id) for stream in streams)
        found = {(row.kind, row.token) for row in have}
        if said:
            if not told.issuperset(row.operation_id for row in said):
                findings.add("tokens_unbound", f"party {party_id}")
            if [row.n for row in said] != list(range(1, len(said) + 1)):
                findings.add("token_digest_gap", f"party {party_id}")
            if _digest(party_id, len(said), found) != said[-1].digest:
                findings.add("tokens_differ", f"party {party_id}")
            elif not waits:
                yield party_id, found
        elif have and not waits:
            findings.add("tokens_unbound", f"party {party_id}")


class _Ahead:
    """A stream of parties in order, with the next one in sight."""

    def __init__(self, parties: _Grouped) -> None:
        self._parties = parties
        self._rows: list[Any] = []
        self.party_id: UUID | None = None
        self._step()

    def take(self, party_id: UUID) -> list[Any]:
        """The rows of this party, if it is the next one."""
        if self.party_id != party_id:
            return []
        rows = self._rows
        self._step()
        return rows

    def _step(self) -> None:
        self.party_id, self._rows = next(self._parties, (None, []))


def _digest(party_id: UUID, n: int, tokens: Tokens) -> bytes:
    said = {"party": party_id, "n": n, "tokens": sorted((kind, t.hex()) for kind, t in tokens)}
    return hashlib.sha256(b"counter/tokens/1\0" + encoded(said)).digest()


def _compare_with_rows(
    connection: sa.Connection,
    vault: Vault,
    index: BlindIndex,
    tokens: dict[UUID, Tokens],
    findings: Findings,
) -> None:
    rows: dict[UUID, dict[sa.Table, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for table, column in customers.SEARCHED.items():
        for row in connection.execute(sa.select(table).where(column.in_(list(tokens)))):
            rows[row._mapping[column.name]][table].append(row)
    vault.load({row.subject_id for each in rows.values() for of in each.values() for row in of})
    for party_id, have in tokens.items():
        try:
            opened = {
                table: [_opened(table, row, vault) for row in of]
                for table, of in rows[party_id].items()
            }
        except Tampered:
            continue  # the check of records names the row, or the person was erased
        if opened and party not in opened:
            continue  # the check of records names the row that is gone
        if customers.tokens_of(index, opened) != have:
            findings.add("tokens_wrong", f"party {party_id}")


def _opened(table: sa.Table, row: Any, vault: Vault) -> dict[str, Any]:
    key = vault.get(row.subject_id)
    if key is None:
        raise Tampered
    values = dict(row._mapping)
    for column in table.columns:
        if isinstance(column.type, Sealed) and values[column.name] is not None:
            here = vault.context(kind_of(table), first_name(column), row.id, row.version)
            values[column.name] = open_field(key, here, values[column.name]).decode()
    return values
