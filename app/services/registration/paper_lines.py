"""How the papers of a registration name periods and devices."""

from __future__ import annotations

from typing import Any

from app.papers.agreement_content import EquipmentLine
from app.services.registration.rows import Made


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
