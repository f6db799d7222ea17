"""The products and the rule set (R-170) of a new hall; both are edited later, with history."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from app.paths import RESOURCES
from app.services.procedure import Work
from db.schema.catalogue import offering, rule

SINCE = date(2020, 1, 1)


def insert_defaults(work: Work) -> None:
    """The shipped catalogue and rules, in the set-up transaction."""
    shipped: dict[str, Any] = json.loads(
        (RESOURCES / "reference" / "catalogue.json").read_text("utf-8")
    )
    for product in shipped["offerings"]:
        head = {name: product.pop(name) for name in ("code", "name", "kind", "monthly_fee")}
        work.insert(offering, **head, terms=product, valid_from=SINCE)
    for each in shipped["rules"]:
        work.insert(rule, **each)
