"""How the papers name codes, periods, devices and fees."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from app.domain.businesses import BUSINESSES, SlipWords
from app.papers.agreement_content import EquipmentLine
from app.papers.fee_table import FeeLine
from app.papers.templates import Language
from app.paths import RESOURCES
from app.services.orders import Order
from app.services.registration.rows import Made


@cache
def words(language: Language) -> dict[str, Any]:
    """Names of codes as the papers print them."""
    path = RESOURCES / "slips" / f"words-1.{language}.json"
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


def business_words(code: str, language: Language) -> SlipWords:
    """How a slip names a business, and what it tells the customer at its end."""
    return BUSINESSES[code].slip[language]


def period(months: int, kind: str, said: dict[str, Any]) -> str:
    """How often a price is due."""
    if kind == "recharge":
        return str(said["once"])
    return str(said["month"]) if months == 1 else str(said["months"]).format(n=months)


def equipment(made: Made, said: dict[str, Any]) -> tuple[EquipmentLine, ...]:
    """The devices that the customer takes home."""
    return tuple(
        EquipmentLine(
            model=said["devices"].get(each.offering.kind, ""),
            serial=each.equipment_serial,
            deposit_fen=sum(f.amount for f in each.offering.fees if f.kind == "deposit"),
            return_rule=said["return_rule"],
        )
        for each in made.subscriptions
        if each.equipment_serial
    )


def fees(order: Order, said: dict[str, Any]) -> tuple[FeeLine, ...]:
    """The order's own fees, named for the customer."""
    return tuple(
        FeeLine(f"{each.name} {said['fees'][each.kind]}", each.due, each.paid)
        for each in order.fees
    )
