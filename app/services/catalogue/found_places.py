"""Which standard addresses a text means: the indexes on street and estate give those that may be, the
grammar (app.domain.place_grammar) compares each of them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.place_grammar import Address, Grade, Match, Typed, sort_key
from app.domain.place_numbers import PlaceNumber, part
from app.domain.text import unseen
from app.services.procedure import Query
from db.schema.catalogue import place
from db.select import Select, any_of, numbered

ENOUGH = 100
"""Fills a list: of addresses that say more than was typed no more are looked for."""
MOST_NAMES = 1_000
"""Of more streets and estates than that the index is no help."""
FEW_NAMES = 8
"""Of so few streets and estates all addresses are compared; of more, `enough` of them as they come."""
_ALL = 2**31 - 1
_SURE = (Grade.FULL, Grade.WHOLE)
_NAMES = ("district", "street", "estate")
_BEFORE_ROOM = (*_NAMES, "building", "unit")


@dataclass(frozen=True)
class Hit:
    """An address that says all that was typed."""

    id: UUID
    text: str
    address: Address
    match: Match


def find_places(query: Query, typed: str, enough: int = ENOUGH) -> tuple[Hit, ...]:
    """The addresses that `typed` means, the best first; of those that say more, `enough` or some more.

    () says that the base has none.
    """
    wanted = Typed(typed)
    if not wanted.text or unseen(typed):
        return ()
    whole, some = _names(query, wanted)
    held = wanted.held([*whole.names, *some.names])
    anywhere = _Which(held, begins=wanted.begins)
    hits = _matching(query, wanted, _Which(held, whole), enough) if whole.names else []
    sure = any(hit.match.grade in _SURE or hit.match.rival for hit in hits)
    if _said(hits):  # 文明 was typed, and there is a 文明里 too
        some = some.beyond(whole)
    if some.names and not sure and len(_said(hits)) < enough:
        which = _Which(held, some) if len(some.names) <= MOST_NAMES else anywhere
        hits += _matching(query, wanted, which, enough)
    if not hits:  # look at every address before saying that there is none
        hits = _matching(query, wanted, anywhere, enough)
    once = {hit.id: hit for hit in _said(hits) or hits}.values()
    return tuple(sorted(once, key=_rank))


def _rank(hit: Hit) -> tuple[Any, ...]:
    """By grade, then by how much was typed whole, then by street and number."""
    return hit.match.grade, -len(hit.match.named), sort_key(hit.address)


def _said(hits: list[Hit]) -> list[Hit]:
    """The addresses that contain everything typed, without matching a part of a number."""
    return [hit for hit in hits if hit.match.grade < Grade.BEGUN]


def only(query: Query, hits: Sequence[Hit]) -> Hit | None:
    """The one address that can be meant, or None. It was typed whole, no other address was, no
    other reading of the text is possible, and parts that were not typed have one value only (an
    estate with one building)."""
    full = [hit for hit in hits if hit.match.grade == Grade.FULL] or hits
    if len(full) != 1 or full[0].match.grade > Grade.WHOLE:
        return None
    if any(hit.match.ways != full[0].match.ways for hit in hits):
        return None
    alone = not any(hit.match.rival for hit in hits) and _is_alone(query, full[0])
    return full[0] if alone else None


def _is_alone(query: Query, hit: Hit) -> bool:
    """Whether every address of the streets and estates that were typed has the parts that were not."""
    named, own = hit.match.named, hit.address
    left_out = [name for name in _BEFORE_ROOM if getattr(own, name) and name not in named]
    if not left_out:
        return True
    there = tuple(name for name in _NAMES if name in named)
    told = tuple(dict.fromkeys([*left_out, *(["building"] if "building" in named else [])]))
    rows = _parts(told, there).rows(
        query.connection, **{name: getattr(own, name) for name in there}
    )
    mine = part("building", own.building).numbers
    kept = (row for row in rows if "building" not in named or _same(row.building, mine))
    return len({tuple(getattr(row, name) for name in left_out) for row in kept}) <= 1


@functools.cache
def _parts(told: tuple[str, ...], there: tuple[str, ...]) -> Select:
    statement = sa.select(*(place.c[name] for name in told)).distinct()
    return Select(statement.where(*(place.c[name] == sa.bindparam(name) for name in there)))


def _same(building: str, numbers: tuple[PlaceNumber, ...]) -> bool:
    stored = part("building", building).numbers
    return [each.value for each in stored] == [each.value for each in numbers]


def varying(hits: Sequence[Hit]) -> frozenset[str]:
    """The columns that tell these addresses apart; building, unit and room always do."""
    columns = [field.name for field in fields(Address)]
    told = [name for name in columns if len({getattr(hit.address, name) for hit in hits}) > 1]
    return frozenset({"building", "unit", "room", *told})


class _Named:
    """The streets and estates that the text may mean."""

    def __init__(self) -> None:
        self.columns: dict[str, list[str]] = {"street": [], "estate": []}

    @property
    def names(self) -> list[str]:
        return self.columns["street"] + self.columns["estate"]

    def beyond(self, whole: _Named) -> _Named:
        """The names here that contain one of those in `whole`."""
        kept = _Named()
        for column, names in self.columns.items():
            kept.columns[column] = [n for n in names if any(each in n for each in whole.names)]
        return kept


def _names(query: Query, wanted: Typed) -> tuple[_Named, _Named]:
    """The streets and estates that were typed whole, and those that were typed in part."""
    found = {"whole": _Named(), "part": _Named()}
    for column, names in _DISTINCT.items():
        for row in names.rows(query.connection):
            if how := wanted.may_name(row.name):
                found[how].columns[column].append(row.name)
    return found["whole"], found["part"]


@dataclass(frozen=True)
class _Which:
    """Which rows are read: those that hold the numbers and are in one of the streets or estates, or
    hold one of the beginnings of words."""

    held: tuple[tuple[str, ...], ...]
    named: _Named = field(default_factory=_Named)
    begins: tuple[str, ...] = ()

    def rows(self, query: Query, most: int) -> list[Any]:
        begins = {form for pair in self.begins for form in (pair, pair.lower(), pair.title())}
        values: dict[str, Any] = {"most": most}
        counts = []
        for column, names in self.named.columns.items():
            values |= numbered(column, names) if names else {}
            counts.append(len(numbered(column, names)) if names else 0)
        for n, forms in enumerate((*self.held, tuple(begins))):
            values |= {f"form_{n}_{m}": f"%{form}%" for m, form in enumerate(forms)}
        forms_each = (*map(len, self.held), len(begins))
        return _rows(*counts, forms_each).rows(query.connection, **values)


@functools.cache
def _rows(streets: int, estates: int, forms: tuple[int, ...]) -> Select:
    """Built once for each shape, as in `app.services.customers.listing`."""
    where = [
        sa.or_(*(place.c.text.like(sa.bindparam(f"form_{n}_{m}")) for m in range(count)))
        for n, count in enumerate(forms)
        if count
    ]
    counts = {"street": streets, "estate": estates}
    named = [any_of(place.c[name], name, count) for name, count in counts.items() if count]
    if named and streets + estates <= FEW_NAMES:
        # each is answered by an index alone, and only what matched is read
        ids = [sa.select(place.c.id).where(each, *where) for each in named]
        where = [place.c.id.in_(ids[0] if len(ids) == 1 else sa.union(*ids))]
    elif named:
        where.append(sa.or_(*named))
    columns = (place.c.id, place.c.text, *(place.c[each.name] for each in fields(Address)))
    most = sa.bindparam("most", type_=sa.Integer)
    return Select(sa.select(*columns).where(*where).limit(most))


def _matching(query: Query, wanted: Typed, which: _Which, enough: int) -> list[Hit]:
    """The addresses among the rows that were typed. With two numbers or more the one that is meant may
    be any of them, and all are read."""
    most = _ALL if len(which.held) > 1 else enough * 6
    while True:
        rows = which.rows(query, most)
        hits = _compared(wanted, rows)
        if len(rows) < most or len(hits) >= enough:
            return hits
        most *= 8


def _compared(wanted: Typed, rows: list[Any]) -> list[Hit]:
    hits = []
    for row in rows:
        address = Address(row.district, row.street, row.estate, row.building, row.unit, row.room)
        if match := wanted.compare(address):
            hits.append(Hit(row.id, row.text, address, match))
    return hits


def _distinct(column: sa.Column[str]) -> Select:
    """Every distinct text of an indexed column, read from the index alone, one step a text."""
    names = sa.select(sa.func.min(column).label("name")).cte("names", recursive=True)
    after = sa.select(sa.func.min(column)).where(column > names.c.name).scalar_subquery()
    names = names.union_all(sa.select(after).where(names.c.name.is_not(None)))
    return Select(sa.select(names.c.name).where(names.c.name.is_not(None)))


_DISTINCT = {column.name: _distinct(column) for column in (place.c.street, place.c.estate)}
