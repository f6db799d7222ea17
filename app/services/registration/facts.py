"""What the base knows about a registration form: the document's owner, look-alikes, the address."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.catalogue import Offering, Place
from app.domain.contacts import tidy_phone
from app.domain.names import tidy_name
from app.domain.registration.form import RegistrationForm
from app.domain.registration.text import MOST
from app.domain.subscriptions import IN_USE
from app.services import catalogue, customers
from app.services.catalogue import PlaceRow, RulesInForce, SoldOffering
from app.services.customers import (
    NO_TOKEN,
    OWNER,
    PARTY,
    WHOSE,
    KnownParty,
    document_tokens,
    held,
    known_party,
    shown_name,
)
from app.services.procedure import Query
from db.schema.catalogue import offering
from db.schema.customers import customer, subscription
from db.schema.identity import party
from db.schema.search import search_token
from db.select import Select

MOST_ALIKE = 50
"""Customers of one phone whose names are compared; only a switchboard has more."""

_IS_PHONE = search_token.c.kind == sa.literal_column("'phone'")

_OF_PHONE = PARTY.where(
    _IS_PHONE,
    search_token.c.token == sa.bindparam("phone"),
    customer.c.id.is_not(None),
).limit(MOST_ALIKE)
_OWNER_AND_PHONE = Select(sa.union_all(OWNER, sa.select(_OF_PHONE.subquery())))


@dataclass(frozen=True)
class AddressUser:
    """An active user at the address of the form (R-030)."""

    subscription_number: str
    product: str
    customer_id: UUID
    name_masked: str


@dataclass(frozen=True)
class FormFacts:
    """Everything that `check_form` needs from the base, read in one transaction."""

    today: date
    in_force: RulesInForce
    sold: dict[str, SoldOffering]
    places: dict[UUID, PlaceRow]
    operator: dict[str, Any]
    hall: dict[str, Any]
    owner: KnownParty | None
    alike: tuple[UUID, ...]
    """customers of the same name and phone, who may be the same person (R-034)"""
    telephone_cards: int
    subscriptions: int

    @property
    def offerings(self) -> dict[str, Offering]:
        return {code: each.offering for code, each in self.sold.items()}

    @property
    def domain_places(self) -> dict[str, Place]:
        """Places by the text id that a form holds."""
        return {
            str(place_id): Place(frozenset(row.serves), row.active_users)
            for place_id, row in self.places.items()
        }


def gather(query: Query, form: RegistrationForm) -> FormFacts:
    """Read what judging `form` needs."""
    owner, alike = _known(query, form)
    telephone, every = (0, 0) if owner is None else held(query, owner.party_id)
    master = catalogue.read_master_data(query)
    return FormFacts(
        today=query.today,
        in_force=master.in_force,
        sold=master.sold,
        places=catalogue.places_by_id(query, _place_ids(form)),
        operator=master.operator,
        hall=master.hall,
        owner=owner,
        alike=alike,
        telephone_cards=telephone,
        subscriptions=every,
    )


def _known(query: Query, form: RegistrationForm) -> tuple[KnownParty | None, tuple[UUID, ...]]:
    """Whose document the form shows, and the customers of the same name and phone."""
    documents = document_tokens(query, *_document(form))
    unit = form.unit
    name = tidy_name(unit.name if unit else form.holder.name)
    phone = tidy_phone(unit.phone if unit else form.holder.phone)
    phone_token = NO_TOKEN
    if query.session.index is not None and name and 0 < len(phone) <= customers.LONGEST_NUMBER:
        phone_token = customers.phone_token(query.session.index, phone)
    rows = _OWNER_AND_PHONE.rows(query.connection, **documents, phone=phone_token)
    query.load_subject_keys([row.subject_id for row in rows])
    owner = next((known_party(query, row) for row in rows if row.found_by == "document"), None)
    alike = tuple(
        row.customer_id
        for row in rows
        if row.found_by == "phone"
        and (owner is None or row.id != owner.party_id)
        and query.open(party, row)["name"] == name
    )
    return owner, alike


def _document(form: RegistrationForm) -> tuple[str, str, str]:
    if form.is_unit:
        unit = form.unit
        return (unit.document_type, "CHN", unit.number) if unit else ("", "", "")
    return form.holder.document_type, form.holder.country or "CHN", form.holder.number


def _place_ids(form: RegistrationForm) -> set[UUID]:
    found = set()
    for each in form.subscriptions[: MOST["subscriptions"]]:
        try:
            found.add(UUID(each.place_id))
        except ValueError:
            continue  # the check of the form names an unknown place
    return found


def at_address(query: Query, places: set[UUID]) -> tuple[AddressUser, ...]:
    """Active users at the form's places; names masked."""
    if not places:
        return ()
    rows = query.execute(
        sa.select(
            *WHOSE,
            subscription.c.number,
            offering.c.name.label("product"),
            customer.c.id.label("customer_id"),
        )
        .select_from(subscription)
        .join(customer, customer.c.id == subscription.c.customer_id)
        .join(party, party.c.id == customer.c.party_id)
        .join(offering, offering.c.id == subscription.c.offering_id)
        .where(
            subscription.c.place_id.in_(places),
            subscription.c.status.in_(IN_USE),
        )
        .limit(20)
    ).all()
    query.load_subject_keys([row.subject_id for row in rows])
    return tuple(
        AddressUser(row.number, row.product, row.customer_id, shown_name(query, row))
        for row in rows
    )
