"""The products on sale (R-171), the places of delivery, and today's rules and parameters
(R-170)."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ages import AgeLimits
from app.domain.canonical import Plain, from_plain, to_plain
from app.domain.catalogue import Offering
from app.domain.customers import CustomerKind
from app.domain.permissions import Permission
from app.domain.place_grammar import unsaid
from app.domain.rules import DEFAULT_RULES, Rule
from app.domain.subscriptions import IN_USE
from app.services.catalogue import found_places
from app.services.procedure import Query, query
from db.schema.catalogue import offering, place, rule
from db.schema.customers import subscription
from db.select import Select

_HEAD = ("code", "name", "kind", "monthly_fee")

# Built once, because every check of a form runs them.
_TODAY = sa.bindparam("today", type_=offering.c.valid_from.type)
_ON_SALE = (
    sa.select(offering)
    .where(
        offering.c.valid_from <= _TODAY,
        sa.or_(offering.c.valid_to.is_(None), offering.c.valid_to >= _TODAY),
    )
    .order_by(offering.c.id)
)
_IN_USE = sa.or_(*(subscription.c.status == status for status in IN_USE))
_USERS = (
    sa.select(sa.func.count())
    .where(subscription.c.place_id == place.c.id, _IN_USE)
    .scalar_subquery()
    .label("users")
)
_PLACES = sa.select(place.c.id, place.c.text, place.c.serviceable, _USERS)
_PLACE = Select(_PLACES.where(place.c.id == sa.bindparam("place_id")))
_RULES = sa.select(rule)


@dataclass(frozen=True)
class PlaceRow:
    """A standard address; `serves` names the product kinds that can be delivered there."""

    id: UUID
    text: str
    serves: tuple[str, ...]
    active_users: int


@dataclass(frozen=True)
class FoundPlace(PlaceRow):
    """A row of the list below an address that is being typed."""

    exact: bool = False
    """the only one that can be meant"""
    unsaid: tuple[tuple[int, int], ...] = ()
    """(begin, end) of what `text` says beyond what was typed, where the rows differ"""

    @property
    def place(self) -> PlaceRow:
        """The address alone."""
        return PlaceRow(self.id, self.text, self.serves, self.active_users)


@dataclass(frozen=True)
class SoldOffering:
    """An offering with the id of its row."""

    id: UUID
    offering: Offering


@query(Permission.CUSTOMER_REGISTER)
def offerings(query: Query, *, customer_kind: CustomerKind) -> tuple[Offering, ...]:
    """Today's products for this kind of customer, in the catalogue's order."""
    return tuple(
        sold.offering
        for sold in on_sale(query).values()
        if customer_kind in sold.offering.customer_kinds
    )


def on_sale(query: Query) -> dict[str, SoldOffering]:
    """Today's products by code."""
    rows = query.execute(_ON_SALE, {"today": query.today})
    return {row.code: SoldOffering(row.id, to_offering(row)) for row in rows}


_opened: dict[UUID, tuple[dict[str, Any], Offering]] = {}
"""Each row as it was last read and what it gave: building an offering anew costs 1 ms."""


def to_offering(row: Any) -> Offering:
    """A stored row as the domain's offering."""
    plain = {**row.terms, **{name: getattr(row, name) for name in _HEAD}}
    before, made = _opened.get(row.id, (None, None))
    if made is None or before != plain:
        made = from_plain(Offering, plain)
        _opened[row.id] = (plain, made)
    return made


def to_terms(sold: Offering) -> Plain:
    """The parts of an offering that are stored as JSON."""
    plain = to_plain(sold)
    assert isinstance(plain, dict)
    return {name: value for name, value in plain.items() if name not in _HEAD}


@query(Permission.CUSTOMER_REGISTER)
def places(query: Query, *, text: str, limit: int = 20) -> tuple[FoundPlace, ...]:
    """The standard addresses that `text` means, best first (app.domain.place_grammar); ask one more
    than are shown to know whether there are more. An empty result means that there is no such
    address."""
    hits = found_places.find_places(query, text, max(limit, found_places.ENOUGH))
    exact = found_places.only(query, hits)
    shown = hits[:limit]
    rows = places_by_id(query, {hit.id for hit in shown})
    varying = found_places.varying(shown)
    return tuple(
        FoundPlace(
            **vars(rows[hit.id]),
            exact=hit is exact,
            unsaid=unsaid(hit.text, hit.address, varying - hit.match.named),
        )
        for hit in shown
    )


def places_by_id(query: Query, ids: set[UUID]) -> dict[UUID, PlaceRow]:
    """The places named by a form."""
    found = (_PLACE.first(query.connection, place_id=each) for each in ids)
    return {row.id: _place(row) for row in found if row is not None}


def _place(row: Any) -> PlaceRow:
    return PlaceRow(row.id, row.text, tuple(row.serviceable), row.users)


@dataclass(frozen=True)
class RuleRow:
    """A rule or parameter as it stands; `text` is empty for a parameter."""

    id: UUID
    version: int
    code: str
    text: str
    enabled: bool
    value: str
    source: str
    fixed: bool


@query(Permission.RULES_READ)
def rules(query: Query) -> tuple[RuleRow, ...]:
    """Every rule and parameter with its source (R-163, R-170)."""
    known = {each.code: each for each in DEFAULT_RULES}
    return tuple(
        RuleRow(
            row.id,
            row.version,
            row.code,
            known[row.code].text if row.code in known else "",
            row.enabled,
            row.value,
            row.source,
            row.code in known and known[row.code].fixed,
        )
        for row in query.execute(sa.select(rule).order_by(rule.c.id))
    )


@dataclass(frozen=True)
class RulesInForce:
    """The rule set, age limits and other parameters in force."""

    rules: tuple[Rule, ...]
    limits: AgeLimits
    values: dict[str, str]

    @property
    def install_days(self) -> int:
        """Within how many days of the order an installation is promised (D16)."""
        return int(self.values["terms.install_days"])

    @property
    def telephone_limit(self) -> int:
        """How many telephone cards a person may hold (D11)."""
        return next((each.value or 0 for each in self.rules if each.code == "telephone_cards"), 0)


@query(Permission.CUSTOMER_REGISTER)
def rules_in_force(query: Query) -> RulesInForce:
    """The rules by which a form is judged while it is filled in, equal to what its procedure gets
    from `in_force`."""
    return in_force(query)


def in_force(query: Query) -> RulesInForce:
    """Rules and parameters as stored. A rule that was never stored has its shipped value."""
    stored = {row.code: row for row in query.execute(_RULES)}
    current = tuple(
        replace(
            shipped,
            on=stored[shipped.code].enabled,
            value=int(stored[shipped.code].value) if stored[shipped.code].value else shipped.value,
        )
        if shipped.code in stored
        else shipped
        for shipped in DEFAULT_RULES
    )
    values = {code: row.value for code, row in stored.items()}
    limits = AgeLimits(
        **{
            each.name: int(values[f"age.{each.name}"])
            for each in fields(AgeLimits)
            if f"age.{each.name}" in values
        }
    )
    return RulesInForce(current, limits, values)
