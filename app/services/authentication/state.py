"""What the counter shows of a customer's authentication: what stands, and which ways are open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from app.domain.authentication import SPECIAL, Method, open_methods
from app.domain.masking import mask_phone
from app.domain.permissions import Permission
from app.domain.service_password import TRIES
from app.services.authentication import service_password
from app.services.authentication.gateway import folder_of
from app.services.authentication.standing import Proof, circumstances, standing
from app.services.procedure import Query, query, refuse_without_reason
from db.schema.customers import customer
from db.schema.identity import contact_medium


@dataclass(frozen=True)
class Phone:
    """A phone on record, masked."""

    id: UUID
    text: str


@dataclass(frozen=True)
class AuthenticationState:
    """`methods` are open to this customer, the strongest first; `advice` are sentences for the clerk; `phones`
    may be sent a code, none where this counter sends no SMS."""

    standing: Proof | None
    password: Literal["none", "set", "locked"]
    methods: tuple[Method, ...]
    advice: tuple[str, ...]
    phones: tuple[Phone, ...]


@query(Permission.CUSTOMER_CHANGE)
def authentication_state(
    query: Query, *, customer_id: UUID, service_id: UUID
) -> AuthenticationState:
    """The state of a customer whom this session may read; Conflict 'gone'."""
    row = query.one(customer, customer_id)
    refuse_without_reason(query, customer_id)
    known = circumstances(query, row)
    kept = service_password.stored(query, customer_id)
    methods = open_methods(known)
    sends = "sms" in methods and bool(folder_of(query).folder)
    return AuthenticationState(
        standing=standing(query, service_id=service_id, customer_id=customer_id),
        password="none" if kept is None else "locked" if kept["tries"] >= TRIES else "set",
        methods=methods,
        advice=tuple(SPECIAL[each].words for each in SPECIAL if each in known),
        phones=tuple(
            Phone(each["id"], mask_phone(each["value"]))
            for each in query.all(
                contact_medium,
                contact_medium.c.party_id == row["party_id"],
                contact_medium.c.type == "phone",
                contact_medium.c.status == "valid",
            )
            if sends
        ),
    )
