"""How every paper names codes, businesses and fees."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from app.domain.businesses import BUSINESSES, SlipWords
from app.papers.fee_table import FeeLine
from app.papers.templates import Language
from app.paths import RESOURCES
from app.services.orders import Order


@cache
def words(language: Language) -> dict[str, Any]:
    """Names of codes as the papers print them."""
    path = RESOURCES / "slips" / f"words-1.{language}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def business_words(code: str, language: Language) -> SlipWords:
    """How a slip names a business, and what it tells the customer at its end."""
    return BUSINESSES[code].slip[language]


def fees(order: Order, said: dict[str, Any]) -> tuple[FeeLine, ...]:
    """The order's own fees, named for the customer."""
    return tuple(
        FeeLine(f"{each.name} {said['fees'][each.kind]}", each.due, each.paid)
        for each in order.fees
    )
