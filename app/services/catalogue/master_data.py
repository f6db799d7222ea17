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

    sold: dict[str, SoldOffering]
    in_force: RulesInForce
    operator: dict[str, Any]
    hall: dict[str, Any]


def read_master_data(reader: Reader) -> MasterData:
    """The master data that this transaction sees."""
    hall_id = reader.session.actor.hall_id
    stamp = (reader.today, hall_id, *vars(_STAMP.rows(reader.connection)[0]).values())
    kept = reader.session.installation.kept
    if kept.get(MasterData) is None or kept[MasterData][0] != stamp:
        made = MasterData(
            sold=sale.on_sale(reader),
            in_force=sale.in_force(reader),
            operator=reader.one(deployment, reader.deployment),
            hall=reader.one(hall, hall_id),
        )
        if reader.changed(_TABLES):
            # Not cached: this transaction changed these rows and may still be rolled back.
            return made
        kept[MasterData] = (stamp, made)
    found: MasterData = kept[MasterData][1]
    return found
