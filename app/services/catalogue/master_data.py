"""Master data of every registration (products, rules, operator, halls), cached between
transactions.

The cache is read anew when the sum of the tables' row versions differs. The sum shows every change,
because rows of these tables are never deleted and their versions only grow.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from app.services.catalogue import sale
from app.services.catalogue.sale import RulesInForce, SoldOffering
from app.services.procedure import Query
from db.schema.catalogue import offering, rule
from db.schema.organisation import deployment, hall
from db.select import Select

_TABLES = (offering, rule, deployment, hall)
_STAMP = Select(
    sa.select(
        *(
            sa.select(sa.func.sum(table.c.version)).scalar_subquery().label(table.name)
            for table in _TABLES
        )
    )
)


@dataclass(frozen=True)
class MasterData:
    """As of one transaction; `hall` is the one of the person at work."""

    stamp: tuple[Any, ...]
    """business day, hall, and the sum of row versions of each table: the cache holds while it is equal"""
    sold: dict[str, SoldOffering]
    in_force: RulesInForce
    operator: dict[str, Any]
    hall: dict[str, Any]


def read_master_data(query: Query) -> MasterData:
    """The master data that this transaction sees: as when it first looked, unless it changed them."""
    seen = query.master_data
    if isinstance(seen, MasterData) and not query.changed(_TABLES):
        return seen
    query.master_data = made = _read(query)
    return made


def _read(query: Query) -> MasterData:
    hall_id = query.session.actor.hall_id
    stamp = (query.today, hall_id, *vars(_STAMP.rows(query.connection)[0]).values())
    cached = query.session.installation.master_data
    if isinstance(cached, MasterData) and cached.stamp == stamp:
        return cached
    made = MasterData(
        stamp=stamp,
        sold=sale.on_sale(query),
        in_force=sale.in_force(query),
        operator=query.one(deployment, query.deployment),
        hall=query.one(hall, hall_id),
    )
    if not query.changed(_TABLES):
        # Not cached if this transaction changed these rows, because it may still be rolled back.
        query.session.installation.master_data = made
    return made
