"""An authentication that stands: found only by its service, by the person and at the counter that made it.

A row counts with its signature only: the event of its operation says what the row says, signed by the key of
the person who asks now. So a row that somebody wrote into the database authenticates nobody.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.ages import age_on, needs
from app.domain.authentication import (
    ELDERLY_FROM,
    METHODS,
    VALID_MINUTES,
    Method,
    Who,
    is_enough,
    why_closed,
)
from app.domain.canonical import Plain
from app.domain.customers import Status
from app.domain.ids import new_id
from app.errors import QT_TR_NOOP, UserError
from app.security.signing import check, public_of
from app.services import catalogue, trust
from app.services.procedure import Query, Work, Writes, stamped
from app.services.session import CLOCK_TOLERANCE
from db.schema.authentication import authentication
from db.schema.identity import discount, party
from db.schema.operations import record_version

VALID = timedelta(minutes=VALID_MINUTES)
RECORDED: Writes = {authentication: stamped(authentication)}
_GONE = (Status.CLOSING.value, Status.CLOSED.value, Status.ARCHIVED.value)
_DISCOUNTS = {"disability": "disabled", "elderly": "elderly"}

_LOWER = {
    "sms": QT_TR_NOOP(
        "Authenticate the customer first: with the document, the service password or an SMS code."
    ),
    "password": QT_TR_NOOP(
        "Authenticate the customer first: with the document or the service password."
    ),
    "document": QT_TR_NOOP("This needs the original document. Read it first."),
}


@dataclass(frozen=True)
class Proof:
    """A customer is authenticated for the service: how, when (UTC) and who came. `compared`: the face was
    held against a live photo. `party_id` is whose document it was, None without one."""

    method: Method
    at: datetime
    who: Who
    compared: bool = False
    party_id: UUID | None = None


@dataclass(frozen=True)
class Authenticated:
    """The customer is authenticated for this service."""

    customer_id: UUID
    method: Method
    who: Who


@dataclass(frozen=True)
class Attempt:
    """Whether what the customer typed is right; `left` are the tries that are left after a wrong one."""

    customer_id: UUID
    right: bool
    left: int


def standing(query: Query, *, service_id: UUID, customer_id: UUID) -> Proof | None:
    """The strongest authentication of this service, one with a photo before others, then the newest; None
    without one.

    It is of the person and counter of this session, half an hour old at most, and signed.
    """
    return _best(_all(query, service_id, customer_id))


def require(
    query: Query,
    service_id: UUID,
    customer_id: UUID,
    lowest: Method,
    *,
    who: Collection[Who] | None = None,
) -> Proof | None:
    """The best of what stands that is enough for what needs `lowest`, of one of `who` (None: anybody): an
    agent's document does not stand for the holder's password, and does not hide it.

    UserError 'not_authenticated', 'who_came'. With `lowest` 'none' it refuses nothing.
    """
    found = _all(query, service_id, customer_id)
    if lowest == "none":
        return _best(found)
    enough = [each for each in found if is_enough(each.method, lowest)]
    if not enough:
        raise UserError("not_authenticated", _LOWER[lowest])
    best = _best([each for each in enough if who is None or each.who in who])
    if best is None:
        text = QT_TR_NOOP("Whoever came may not ask for this. The holder comes with the document.")
        raise UserError("who_came", text)
    return best


def _all(query: Query, service_id: UUID, customer_id: UUID) -> list[Proof]:
    actor, here = query.session.actor.id, query.session.installation.workstation.id
    table = authentication.c
    rows = query.execute(
        sa.select(authentication).where(
            table.service_id == service_id,
            table.customer_id == customer_id,
            table.staff_id == actor,
            table.workstation_id == here,
            table.at > query.now - VALID,
            table.at <= query.now + CLOCK_TOLERANCE,
        )
    ).all()
    return [_proof(row) for row in rows if _is_signed(query, row)]


def _best(found: list[Proof]) -> Proof | None:
    def rank(each: Proof) -> tuple[int, bool, datetime]:
        return METHODS.index(each.method), each.compared, each.at

    return max(found, key=rank, default=None)


def circumstances(query: Query, row: dict[str, Any]) -> frozenset[str]:
    """What is on record of customer `row` that opens and closes ways (app.domain.authentication.SPECIAL)."""
    found = {"no_mobile"} if row["no_mobile"] else set()
    if row["status"] in _GONE:
        found.add("not_served")
    who = query.one(party, row["party_id"])
    if who["birth_date"]:
        age = age_on(date.fromisoformat(who["birth_date"]), query.today)
        limits = catalogue.read_master_data(query).in_force.limits
        if age >= ELDERLY_FROM:
            found.add("elderly")
        if needs(age, own_income=who["age_band"] == "own_income", limits=limits).guardian_acts:
            found.add("guardian_acts")
    kinds = query.execute(
        sa.select(discount.c.kind).where(
            discount.c.party_id == row["party_id"],
            sa.or_(discount.c.valid_to.is_(None), discount.c.valid_to >= query.today),
        )
    ).scalars()
    return frozenset(found | {_DISCOUNTS[kind] for kind in kinds if kind in _DISCOUNTS})


def refuse_closed(query: Query, row: dict[str, Any], method: Method) -> None:
    """UserError 'method_closed' with the reason where `method` is not open to customer `row`."""
    if why := why_closed(method, circumstances(query, row)):
        raise UserError("method_closed", why)


def whose_digits(query: Query, row: dict[str, Any]) -> Who:
    """Who types a password or a code of customer `row`: the holder, or for a unit its handler."""
    unit = query.one(party, row["party_id"])["kind"] == "organization"
    return "handler" if unit else "holder"


def record(
    work: Work,
    row: dict[str, Any],
    service_id: UUID,
    method: Method,
    who: Who,
    *,
    party_id: UUID | None = None,
    source_id: UUID | None = None,
    compared: bool = False,
) -> Authenticated:
    """Customer `row` is authenticated for the service from now on."""
    values: dict[str, Any] = {
        **work.stamps(authentication),
        "id": new_id(),
        "subject_id": row["party_id"],
        "customer_id": row["id"],
        "service_id": service_id,
        "method": method,
        "who": who,
        "party_id": party_id,
        "source_id": source_id,
        "compared": compared,
        "at": work.now,
    }
    work.insert(authentication, **values)
    work.details["authentication"] = _said(values)
    return Authenticated(row["id"], method, who)


def _said(values: dict[str, Any]) -> Plain:
    """What the signed event says of an authentication."""
    party_id = values["party_id"]
    return [
        str(values["id"]),
        str(values["customer_id"]),
        str(values["service_id"]),
        values["method"],
        values["who"],
        str(party_id) if party_id else None,
        bool(values["compared"]),
        values["at"].isoformat(),
    ]


def _is_signed(query: Query, row: Any) -> bool:
    made = query.execute(
        sa.select(record_version.c.operation_id).where(
            record_version.c.kind == "authentication",
            record_version.c.row_id == row.id,
            record_version.c.version == 1,
        )
    ).scalar()
    event = None if made is None else trust.event_of(query.connection, made)
    if event is None or row.version != 1 or event.signer != query.session.actor.id:
        return False
    try:
        said = event.body["details"]["authentication"]
    except (KeyError, TypeError):
        return False
    public = public_of(query.session.keys.sign_private)
    return said == _said(dict(row._mapping)) and check(public, event.message, event.signature)


def _proof(row: Any) -> Proof:
    return Proof(row.method, row.at, row.who, row.compared, row.party_id)
