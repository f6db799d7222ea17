"""The customer at the counter (R-012): masked view, one field revealed with a reason, looks on record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.dates import business_day
from app.domain.permissions import Permission, Role
from app.domain.subscriptions import IN_USE, State, days_over
from app.errors import Problem
from app.services import catalogue
from app.services.customers import alerts, fields
from app.services.customers.fields import Masked
from app.services.procedure import (
    Query,
    Work,
    give_reason,
    needs_reason,
    not_allowed,
    procedure,
    query,
    refuse_without_reason,
)
from app.services.session import Session
from db.schema.catalogue import offering, place
from db.schema.customers import account, customer, party_role, subscription
from db.schema.identity import consent
from db.schema.organisation import hall

REVEAL_SECONDS = 30


@dataclass(frozen=True)
class DocumentView:
    """An identity document; `number` is 6 + 4, `valid_to` None when long-term or not stated."""

    type: str
    number: Masked
    valid_to: date | None
    long_term: bool


@dataclass(frozen=True)
class CustomerView:
    """The masked view of a customer. Every personal value can be revealed by its field.

    `months` is the time since registration. `telephones` counts telephone products in use against
    `telephone_limit` (D11). `consents` is the newest decision for each purpose.
    """

    customer_id: UUID
    code: str
    kind: str
    status: str
    level: str
    real_name_state: str
    name: Masked
    registered_on: date
    months: int
    hall_name: str
    other_hall: bool
    documents: tuple[DocumentView, ...]
    phones: tuple[Masked, ...]
    others: tuple[Masked, ...]
    """second contact, e-mail, addresses, birth date, legal representative"""
    places: tuple[str, ...]
    subscriptions: int
    waiting: int
    """subscriptions that wait for their installation (待装机), the first since `waiting_since`"""
    waiting_since: date | None
    accounts: int
    telephones: int
    telephone_limit: int
    consents: dict[str, str]
    large_print: bool
    needs_help: bool
    no_mobile: bool
    warnings: tuple[Problem, ...]


@dataclass(frozen=True)
class CustomerViewed:
    """A look is on record."""

    customer_id: UUID


@dataclass(frozen=True)
class Revealing:
    """Which field was asked for; its text is not kept with the operation."""

    customer_id: UUID
    field: str = ""


@dataclass(frozen=True)
class Revealed:
    """One field in clear, to be masked again after `seconds`."""

    text: str
    seconds: int


@query(Permission.CUSTOMER_OPEN)
def open_customer(query: Query, *, customer_id: UUID) -> CustomerView:
    """The masked view. NotAllowed for another account manager's customer; Conflict 'gone'."""
    row = query.one(customer, customer_id)
    _allow(query.session, row)
    refuse_without_reason(query, customer_id)
    facts = fields.read(query, row["party_id"])
    subscriptions = _subscriptions(query, customer_id)
    in_use = [each for each in subscriptions if each.status in IN_USE]
    waiting = [each.started_on for each in in_use if each.status == State.PENDING_ACTIVE]
    in_force = catalogue.read_master_data(query).in_force
    hall_name = query.execute(
        sa.select(hall.c.name).where(hall.c.id == row["hall_id"])
    ).scalar_one()
    zone = query.session.installation.profile.zone
    registered_on = business_day(row["registered_at"], zone)
    other_hall = row["hall_id"] != query.session.actor.hall_id
    return CustomerView(
        customer_id=customer_id,
        code=row["code"],
        kind=row["kind"],
        status=row["status"],
        level=row["level"],
        real_name_state=row["real_name_state"],
        name=facts.name,
        registered_on=registered_on,
        months=_months(registered_on, query.today),
        hall_name=hall_name,
        other_hall=other_hall,
        documents=tuple(
            DocumentView(each["type"], number, each["valid_to"], each["long_term"])
            for each, number in facts.documents
        ),
        phones=facts.phones,
        others=facts.others,
        places=tuple(dict.fromkeys(each.text for each in in_use if each.text)),
        subscriptions=len(in_use),
        waiting=len(waiting),
        waiting_since=min(waiting, default=None),
        accounts=_count(query, account, account.c.status != "closed", customer_id),
        telephones=sum(each.product == "telephone" for each in in_use),
        telephone_limit=in_force.telephone_limit,
        consents=consents_of(query, row["party_id"]),
        large_print=row["large_print"],
        needs_help=row["needs_help"],
        no_mobile=row["no_mobile"],
        warnings=alerts.judge(
            row,
            facts,
            today=query.today,
            guardian=_count(query, party_role, party_role.c.role == "guardian", customer_id) > 0,
            limits=in_force.limits,
            over=max(
                (days_over(day, query.today, in_force.install_days) for day in waiting), default=0
            ),
            other_hall=hall_name if other_hall else "",
        ),
    )


def _opened(session: Session, looked: CustomerViewed) -> CustomerViewed:
    session.viewed.add(looked.customer_id)
    return looked


@procedure("customers.look", Permission.CUSTOMER_OPEN, then=_opened)
def record_view(work: Work, *, customer_id: UUID, reason: str = "") -> CustomerViewed:
    """The event of opening a customer; UserError 'reason_needed' where a reason is asked.

    From then on this session may read that customer's data, papers and history.
    """
    row = _look_at(work, customer_id)
    away = row["hall_id"] != work.session.actor.hall_id
    if reason.strip() or needs_reason(work.session, away=away):
        give_reason(work, reason)
    work.touched("customer", customer_id)
    return CustomerViewed(customer_id)


def _text_of(session: Session, asked: Revealing) -> Revealed:
    return _read_field(session, customer_id=asked.customer_id, field=asked.field)


@procedure("customers.reveal", Permission.CUSTOMER_REVEAL, then=_text_of)
def reveal(work: Work, *, customer_id: UUID, field: str, reason: str) -> Revealing:
    """One field of the view in clear, for a reason; the event is written before the text is read.

    `field` is the `Masked.field` of the view. UserError 'reason_needed', 'no_such_field'.
    """
    row = _look_at(work, customer_id)
    fields.clear(work, row["party_id"], field)  # refuse a field that is not there
    give_reason(work, reason)
    work.details["field"] = field.partition(":")[0]
    work.touched("customer", customer_id)
    return Revealing(customer_id, field)


@query(Permission.CUSTOMER_REVEAL)
def _read_field(query: Query, *, customer_id: UUID, field: str) -> Revealed:
    row = query.one(customer, customer_id)
    return Revealed(fields.clear(query, row["party_id"], field), REVEAL_SECONDS)


def _look_at(work: Work, customer_id: UUID) -> dict[str, Any]:
    row = work.one(customer, customer_id)
    _allow(work.session, row)
    return row


def _allow(session: Session, row: dict[str, Any]) -> None:
    """An account manager sees own customers only, others those of other halls by permission."""
    own = row["manager_id"] == session.actor.id
    if session.actor.role == Role.ACCOUNT_MANAGER:
        allowed = own
    else:
        here = row["hall_id"] == session.actor.hall_id
        allowed = here or own or session.may(Permission.CUSTOMER_OPEN_OTHER_HALL)
    if not allowed:
        raise not_allowed()


def _subscriptions(query: Query, customer_id: UUID) -> list[Any]:
    return list(
        query.execute(
            sa.select(
                subscription.c.status,
                subscription.c.started_on,
                offering.c.kind.label("product"),
                place.c.text,
            )
            .join(offering, offering.c.id == subscription.c.offering_id)
            .outerjoin(place, place.c.id == subscription.c.place_id)
            .where(subscription.c.customer_id == customer_id)
            .order_by(subscription.c.id)
        )
    )


def _count(
    query: Query, table: sa.Table, condition: sa.ColumnElement[bool], customer_id: UUID
) -> int:
    count: int = query.execute(
        sa.select(sa.func.count())
        .select_from(table)
        .where(table.c.customer_id == customer_id, condition)
    ).scalar_one()
    return count


def consents_of(query: Query, party_id: UUID) -> dict[str, str]:
    """A party's newest decision for each purpose."""
    rows = query.execute(
        sa.select(consent.c.purpose, consent.c.decision)
        .where(consent.c.party_id == party_id)
        .order_by(consent.c.at, consent.c.id)
    )
    return {row.purpose: row.decision for row in rows}


def _months(since: date, today: date) -> int:
    months = (today.year - since.year) * 12 + today.month - since.month
    return max(0, months - (today.day < since.day))
