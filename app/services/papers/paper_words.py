"""How every paper names codes, businesses and fees."""

from __future__ import annotations

from typing import Any

from app.domain.businesses import BUSINESSES, SlipWords
from app.papers.fee_table import FeeLine
from app.papers.templates import Language, words
from app.services.orders import Order

__all__ = ["business_words", "fees", "words"]


def business_words(code: str, language: Language) -> SlipWords:
    """How a slip names a business, and what it tells the customer at its end."""
    return BUSINESSES[code].slip[language]


def fees(order: Order, said: dict[str, Any]) -> tuple[FeeLine, ...]:
    """The order's own fees, named for the customer."""
    return tuple(
        FeeLine(f"{each.name} {said['fees'][each.kind]}", each.due, each.paid)
        for each in order.fees
    )
