"""One question of a search to the base, and how tokens are asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.errors import Problem
from app.security.blind_index import BlindIndex
from app.services.customers import tokens as index
from app.services.customers.listing import Candidate, Condition
from db.schema.customers import customer
from db.schema.search import index_due, search_token
from db.select import Select

Matches = Callable[[Candidate], bool]


@dataclass(frozen=True)
class SearchQuestion:
    """Candidates by `condition`; those for which `matches` holds are shown."""

    condition: Condition
    matches: Matches
    numbers: bool = False
    """`matches` looks at phones and document numbers"""
    more: bool = False
    """the condition leaves out some that were asked for"""
    last: bool = False
    """who is found by it only stands behind the others"""
    note: Problem | None = None
    """what is to be said above rows that this question found"""
    unless: Literal["found", "full"] | None = None
    """not asked when the questions before found somebody, or more than are listed"""
    older: bool = False
    """asked only while somebody waits for today's tokens"""


def note(code: str, text: str) -> Problem:
    """A sentence beside the answer."""
    return Problem("search", code, text, severity="warning")


COMMON = 4000
"""A token that so many customers have is asked customer by customer, from the last served on. Sorting 4,000 takes some
10 ms of a million; walking until the 64 last served who have it are met takes as long, where 4,000 of a million do."""
_MAY_BE_COMMON = frozenset({"initials", "surname", "name_start"})


def by_tokens(found: list[index.Token], *, waiting: bool = False) -> Condition:
    """The customers with any of these tokens; `waiting`: of those only who still have the tokens of
    before the last update."""
    tokens = list(dict.fromkeys(found))
    kinds = tuple(kind for kind, _ in tokens)

    def having(n: int, kind: str) -> sa.ColumnElement[bool]:
        return sa.and_(
            # A parameter would make SQLite plan anew at every run, for the partial index of documents.
            search_token.c.kind == sa.literal_column(f"'{kind}'"),  # one of the code's own words
            search_token.c.token == sa.bindparam(f"token_{n}"),
        )

    def parties() -> list[sa.Select[tuple[UUID]]]:
        return [
            sa.select(search_token.c.party_id).where(having(n, kind))
            for n, kind in enumerate(kinds)
        ]

    def build() -> sa.ColumnElement[bool]:
        selects = parties()
        if waiting:
            of = index_due.c.party_id == search_token.c.party_id
            selects = [each.where(sa.exists().where(of)) for each in selects]
        return customer.c.party_id.in_(selects[0] if len(selects) == 1 else sa.union(*selects))

    def holds() -> sa.ColumnElement[bool]:
        mine = search_token.c.party_id == customer.c.party_id
        # OFFSET keeps PostgreSQL from making a join of it, which would read all who have the token first
        return sa.or_(
            *(sa.exists(each.where(mine).correlate(customer).offset(0)) for each in parties())
        )

    shape: tuple[str | int, ...] = ("tokens", waiting, *kinds)
    values = {f"token_{n}": token for n, (_, token) in enumerate(tokens)}
    if waiting or not _MAY_BE_COMMON.issuperset(kinds):
        return Condition(shape, build, values)
    if shape not in _common:
        of_any = parties()
        all_of_them = of_any[0] if len(of_any) == 1 else sa.union_all(*of_any)
        past = all_of_them.limit(1).offset(COMMON)
        _common[shape] = Select(sa.select(past.subquery().c.party_id))
    return Condition(shape, build, values, _common[shape], holds)


_common: dict[tuple[str | int, ...], Select] = {}


def older(tokens: BlindIndex, question: SearchQuestion, **plain: list[str]) -> SearchQuestion:
    """The same question to those who wait for today's tokens, by the kinds that they have; `plain` are
    the values by kind."""
    found = [index.token(tokens, kind, each) for kind, values in plain.items() for each in values]
    return replace(question, condition=by_tokens(found, waiting=True), older=True)
