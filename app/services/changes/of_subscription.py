"""What the kinds of change of a subscription share: its row, what it is sold as, what speaks against it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from app.domain.catalogue import Offering
from app.domain.policies import Circumstance
from app.domain.subscriptions import State
from app.errors import QT_TR_NOOP, Problem
from app.services import catalogue
from app.services.approvals import Fields, Subject
from app.services.procedure import Query
from db.schema.catalogue import offering, place
from db.schema.customers import account, subscription

STANDING = frozenset({"status", "account_status"})
"""Fields that every kind of change of a subscription is judged by."""


def row_of(query: Query, subject: Subject) -> dict[str, Any]:
    """The subscription that the change is of. ValueError for a change that names none."""
    if subject.subscription_id is None:
        raise ValueError("this kind of change is of a subscription")
    return query.one(subscription, subject.subscription_id)


def account_status(query: Query, row: dict[str, Any]) -> str:
    """Of the account that pays for it."""
    status: str = query.one(account, row["account_id"])["status"]
    return status


def sold_as(query: Query, row: dict[str, Any]) -> Offering:
    """Its product, as it is in the catalogue now."""
    return offering_of(query, row["offering_id"])


def offering_of(query: Query, offering_id: UUID) -> Offering:
    """A product of the catalogue, sold today or not."""
    found = query.execute(offering.select().where(offering.c.id == offering_id)).one()
    return catalogue.to_offering(found)


def address_of(query: Query, row: dict[str, Any]) -> str:
    """The standard address at which it is delivered; '' for what needs none."""
    return "" if row["place_id"] is None else str(query.one(place, row["place_id"])["text"])


def standing(query: Query, subject: Subject) -> dict[str, str]:
    """What the fields STANDING say."""
    row = row_of(query, subject)
    return {"status": row["status"], "account_status": account_status(query, row)}


def status_problems(query: Query, subject: Subject, *states: State) -> list[Problem]:
    """A subscription that is in none of these states does not go through this change."""
    if row_of(query, subject)["status"] in states:
        return []
    text = QT_TR_NOOP(
        "This is not done in the present status of the subscription. Look at the subscription again."
    )
    return [Problem("status", "status_wrong", text)]


def arrears_problems(query: Query, subject: Subject) -> list[Problem]:
    """What is owed is paid first."""
    if account_status(query, row_of(query, subject)) == "normal":
        return []
    text = QT_TR_NOOP(
        "The account is in arrears or blocked. The customer pays what is owed first; then ask for this again."
    )
    return [Problem("account_status", "arrears", text)]


def under_contract(query: Query, subject: Subject, after: Fields) -> Iterable[Circumstance]:
    """While a contract runs this is another person's decision."""
    end = row_of(query, subject)["contract_end"]
    return ("under_contract",) if end is not None and end > query.today else ()


def served(query: Query, address: str, kind: str) -> tuple[UUID | None, list[Problem]]:
    """The standard address with this text, if products of this kind are delivered there."""
    found = query.execute(place.select().where(place.c.text == address)).first()
    if found is None:
        text = QT_TR_NOOP("This is no standard address. Choose one from the list.")
        return None, [Problem("place", "place_unknown", text)]
    if kind not in found.serviceable:
        text = QT_TR_NOOP("This product is not delivered at this address. Choose another address.")
        return None, [Problem("place", "not_serviceable", text)]
    place_id: UUID = found.id
    return place_id, []
