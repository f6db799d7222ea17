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
from app.services.procedure import Reader
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


def read_master_data(reader: Reader) -> MasterData:
    """The master data that this transaction sees."""
    hall_id = reader.session.actor.hall_id
    stamp = (reader.today, hall_id, *vars(_STAMP.rows(reader.connection)[0]).values())
    cached = reader.session.installation.master_data
    if isinstance(cached, MasterData) and cached.stamp == stamp:
        return cached
    made = MasterData(
        stamp=stamp,
        sold=sale.on_sale(reader),
        in_force=sale.in_force(reader),
        operator=reader.one(deployment, reader.deployment),
        hall=reader.one(hall, hall_id),
    )
    if not reader.changed(_TABLES):
        # Not cached if this transaction changed these rows, because it may still be rolled back.
        reader.session.installation.master_data = made
    return made
