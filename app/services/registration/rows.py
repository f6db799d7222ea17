"""The rows of a registration: party, documents, contacts, customer, account, subscriptions, order (R-017)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from app.domain import ages, subscriptions
from app.domain.businesses import REGISTRATION
from app.domain.catalogue import Offering, due_fees
from app.domain.consent import PURPOSES
from app.domain.customers import RealName, Status
from app.domain.dates import add_months
from app.domain.registration.record import Registration
from app.services import customers, orders, procedure
from app.services.orders import Order
from app.services.procedure import Work, Writes
from app.services.registration.facts import FormFacts
from db.schema.customers import account, customer, subscription
from db.schema.identity import consent, discount

ActedBy = Literal["self", "agent", "guardian", "handler"]

WRITES: Writes = {
    **customers.ADDED,
    **customers.WRITES,
    **orders.WRITES,
    customer: {"hall_id": "hall"},
    account: {},
    subscription: {},
    discount: {},
    consent: {},
}


@dataclass(frozen=True)
class MadeSubscription:
    """A subscription that was written, with what the papers say about it."""

    id: UUID
    number: str
    offering: Offering
    place: str
    equipment_serial: str
    started_on: date
    user: UUID | None


@dataclass(frozen=True)
class Made:
    """The written rows, for the papers and the answer."""

    party_id: UUID
    customer_id: UUID
    customer_code: str
    order: Order
    subscriptions: tuple[MadeSubscription, ...]
    acted_by: ActedBy
    real_name: RealName
    people: dict[str, UUID]
    """parties by what they are on the form: holder or organization, agent …, user:0"""


def write(work: Work, record: Registration, state: RealName, facts: FormFacts) -> Made:
    """Write everything but the papers."""
    party_id = _holder(work, record, state, facts)
    code = procedure.number_blocks(work.session.installation).take("customer")
    customer_id = _customer(work, record, state, party_id, code)
    acted_by = _acted_by(record, facts)
    order = _order(work, record, customer_id, party_id, facts)
    made = _subscriptions(work, record, order, facts)
    people = customers.acting(work, record, customer_id, order.id)
    _consents(work, record, party_id, order.id, people.get(acted_by, party_id))
    for each in record.discounts:
        work.insert(
            discount,
            subject_id=party_id,
            party_id=party_id,
            kind=each.kind,
            proof=each.proof,
            valid_to=each.valid_to,
        )
    customers.members(work, record, customer_id, order.id)
    people["organization" if record.organization else "holder"] = party_id
    people |= {f"user:{n}": each.user for n, each in enumerate(made) if each.user}
    return Made(party_id, customer_id, code, order, made, acted_by, state, people)


def _acted_by(record: Registration, facts: FormFacts) -> ActedBy:
    if record.handler is not None:
        return "handler"
    holder = record.holder
    if record.guardian is not None and holder is not None and holder.birth_date is not None:
        age = ages.age_on(holder.birth_date, facts.today)
        needs = ages.needs(age, own_income=record.own_income, limits=facts.in_force.limits)
        if needs.guardian_acts:
            return "guardian"
    return "agent" if record.agent is not None else "self"


def _holder(work: Work, record: Registration, state: RealName, facts: FormFacts) -> UUID:
    """The customer's party, which is new or the party that acted for somebody before."""
    own, limits = record.own_income, facts.in_force.limits
    second = record.second_phone
    if facts.owner is not None:
        party_id = facts.owner.party_id
        if record.holder is not None:
            customers.renew_person(
                work, party_id, record.holder, state, own_income=own, limits=limits
            )
    elif record.organization is not None:
        party_id = customers.new_organization(work, record.organization, second_phone=second)
    else:
        assert record.holder is not None
        party_id = customers.new_person(
            work, record.holder, state, second_phone=second, own_income=own, limits=limits
        )
    _contacts(work, record, party_id)
    if facts.owner is not None and second:
        customers.write_tokens(work, [party_id])
    return party_id


def _contacts(work: Work, record: Registration, party_id: UUID) -> None:
    if record.second_phone:
        customers.add_contact(
            work, party_id, "second", record.second_phone, name=record.second_contact
        )
    if record.email:
        customers.add_contact(work, party_id, "email", record.email)
    if record.mailing_address:
        customers.add_address(work, party_id, "mailing", record.mailing_address)


def _customer(work: Work, record: Registration, state: RealName, party_id: UUID, code: str) -> UUID:
    return work.insert(
        customer,
        **work.stamps(customer),
        subject_id=party_id,
        party_id=party_id,
        code=code,
        kind=record.customer_kind,
        status=Status.ACTIVE.value,
        level="mass",
        real_name_state=state.value,
        channel=record.channel,
        registered_at=work.now,
        last_contact_at=work.now,
        large_print=record.large_print,
        needs_help=record.needs_help,
        no_mobile=record.no_mobile,
    )


def _order(
    work: Work, record: Registration, customer_id: UUID, party_id: UUID, facts: FormFacts
) -> Order:
    sold = [facts.sold[each.offering].offering for each in record.subscriptions]
    return orders.open_order(
        work,
        business=REGISTRATION.code,
        customer_id=customer_id,
        party_id=party_id,
        identified=record.identified,
        due=due_fees(sold),
        payment=record.payment,
        status="inProgress" if any(each.needs_place for each in sold) else "completed",
        channel=record.channel,
        remark=record.remark,
    )


def _subscriptions(
    work: Work, record: Registration, order: Order, facts: FormFacts
) -> tuple[MadeSubscription, ...]:
    customer_id, party_id = order.customer_id, order.party_id
    blocks = procedure.number_blocks(work.session.installation)
    account_id = work.insert(
        account,
        subject_id=party_id,
        customer_id=customer_id,
        number=blocks.take("account"),
        method=record.account_method,
        status="normal",
    )
    made = []
    for each in record.subscriptions:
        sold = facts.sold[each.offering]
        place_id = UUID(each.place_id) if each.place_id and sold.offering.needs_place else None
        months = sold.offering.contract_months
        number = blocks.take("subscription")
        user = customers.find_or_add(work, each.user) if each.user else None
        subscription_id = work.insert(
            subscription,
            subject_id=party_id,
            customer_id=customer_id,
            account_id=account_id,
            offering_id=sold.id,
            place_id=place_id,
            user_party_id=user,
            number=number,
            equipment_serial=each.equipment_serial,
            status=subscriptions.first(needs_place=sold.offering.needs_place).value,
            started_on=work.today,
            contract_end=add_months(work.today, months) if months else None,
        )
        orders.item(work, order, subscription_id, "add")
        if user is not None:
            customers.give_role(work, customer_id, user, "user", "", order.id, subscription_id)
        made.append(
            MadeSubscription(
                subscription_id,
                number,
                sold.offering,
                facts.places[place_id].text if place_id else "",
                each.equipment_serial,
                work.today,
                user,
            )
        )
    return tuple(made)


def _consents(
    work: Work, record: Registration, party_id: UUID, order_id: UUID, agreed_by: UUID
) -> None:
    for code, decision in record.consents.items():
        purpose = PURPOSES[code]
        work.insert(
            consent,
            subject_id=party_id,
            party_id=party_id,
            order_id=order_id,
            purpose=code,
            part=purpose.part,
            decision="acknowledged" if purpose.part == "notice" else decision,
            agreed_by=agreed_by,
            text_version=purpose.version,
            at=work.now,
        )
