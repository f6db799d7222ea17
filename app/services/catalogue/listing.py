"""The whole catalogue as an administrator reads it: products on sale or not, how many addresses (R-171)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from app.domain.catalogue import Offering
from app.domain.permissions import Permission
from app.services.catalogue.sale import to_offering
from app.services.procedure import Query, query
from db.schema.catalogue import offering, place


@dataclass(frozen=True)
class ListedOffering:
    """A product with the days on which it is sold (`valid_to` None: no last day)."""

    offering: Offering
    valid_from: date
    valid_to: date | None

    def on_sale(self, today: date) -> bool:
        """Whether it can be taken on this business day."""
        return self.valid_from <= today and (self.valid_to is None or today <= self.valid_to)


@dataclass(frozen=True)
class Catalogue:
    """Products in their order, and the number of standard addresses."""

    offerings: tuple[ListedOffering, ...]
    places: int


@query(Permission.CATALOGUE_READ)
def catalogue_list(query: Query) -> Catalogue:
    """Everything that was ever sold, with prices and terms."""
    rows = query.execute(sa.select(offering).order_by(offering.c.id))
    listed = tuple(ListedOffering(to_offering(row), row.valid_from, row.valid_to) for row in rows)
    places = query.execute(sa.select(sa.func.count()).select_from(place)).scalar_one()
    return Catalogue(listed, places)
