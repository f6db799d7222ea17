"""An example of every kind of change (app.services.approvals.KINDS), for the tests that each of them passes: a new kind
gives its line here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.dates import business_day
from app.domain.ids import new_id
from app.domain.payment import PaymentForm
from app.services import approvals, changes, registration
from app.services.approvals import Submitted
from app.services.procedure import Query, Work, procedure
from db.engine import is_sqlite
from db.schema.catalogue import offering
from db.schema.customers import account, subscription
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.requests import ask

After = Mapping[str, str]
NOTHING_TYPED = PaymentForm()


@dataclass(frozen=True)
class Customer:
    """A customer with one subscription in use."""

    desk: TestHall
    id: UUID
    subscription_id: UUID


@dataclass(frozen=True)
class Example:
    """`after` is asked for; `becomes` are the fields that stand otherwise then what was asked says. `refused` is asked
    for and has the problem of that field and code. `waits`: its policy asks a supervisor. `of_subscription`: it is of
    one. `first`: what is done before, `first_refused` before what is refused. `paid` is taken at the desk."""

    after: After | Callable[[Customer], After]
    refused: tuple[After, str]
    waits: bool = False
    of_subscription: bool = False
    becomes: After = field(default_factory=dict)
    first: Callable[[Customer], object] = lambda _: None
    first_refused: Callable[[Customer], object] = lambda _: None
    paid: PaymentForm = NOTHING_TYPED

    def asked(self, who: Customer) -> After:
        return self.after(who) if callable(self.after) else self.after


def customer(desk: TestHall, *, place: int = 0) -> Customer:
    """Registered, and the television installed."""
    made = registration.register(desk.clerk, new_id(), form=forms.individual(desk.place(place)))
    install(desk, made.customer_id)
    with desk.installation.engine.connect() as connection:
        found = sa.select(subscription.c.id).where(subscription.c.customer_id == made.customer_id)
        return Customer(desk, made.customer_id, connection.execute(found).scalar_one())


def install(desk: TestHall, customer_id: UUID, serial: str = "STB00010001") -> None:
    """竣工 of what waits."""
    (waits,) = changes.waiting_installations(desk.clerk, customer_id=customer_id)
    changes.complete_installation(
        desk.clerk,
        new_id(),
        customer_id=customer_id,
        subscription_id=waits.id,
        installed_on=waits.ordered_on.isoformat(),
        serial=serial,
        language="zh_CN",
    )


@dataclass(frozen=True)
class Set:
    """Nothing to tell."""


@procedure("test.set_row", None, writes={account: {}, subscription: {}, offering: {}})
def set_row(work: Work, *, table: str, row_id: UUID, changes: dict[str, Any]) -> Set:
    """What billing or an administrator would write."""
    found = {"account": account, "subscription": subscription, "offering": offering}[table]
    row = work.execute(sa.select(found).where(found.c.id == row_id)).one()
    work.update(found, row_id, row.version, **changes)
    return Set()


def today(desk: TestHall) -> date:
    """The business day, on PostgreSQL by the server's clock."""
    with desk.clerk.reading() as connection:
        return Query(desk.clerk, connection).today


def pass_days(desk: TestHall, monkeypatch: pytest.MonkeyPatch, days: int) -> None:
    """It is so many days later; a shared server's clock stays, and only the business day of what is asked moves."""
    desk.clock.pass_time(days=days)
    read = Query._now

    def by_day(query: Query) -> date:
        shift = timedelta() if is_sqlite(query.connection) else timedelta(days=days)
        return business_day(read(query) + shift, query.session.installation.profile.zone)

    monkeypatch.setattr(Query, "today", property(by_day))


def cash(yuan: str) -> PaymentForm:
    return PaymentForm(yuan, "cash", "R-0077")


def wanted(who: Customer, kind: str, after: After | None = None, **told: Any) -> Submitted:
    """The change, asked for with what is paid at the desk unless it is `told` otherwise."""
    example = EXAMPLES[kind]
    asked: dict[str, Any] = dict(example.asked(who) if after is None else after)
    subscription_id = who.subscription_id if example.of_subscription else None
    return ask(who.desk, who.id, kind, subscription_id=subscription_id, told=told or None, **asked)


def standing(who: Customer, kind: str) -> Mapping[str, str]:
    """What stands there now, masked."""
    subscription_id = who.subscription_id if EXAMPLES[kind].of_subscription else None
    return approvals.standing(
        who.desk.clerk, customer_id=who.id, kind=kind, subscription_id=subscription_id
    ).shown


def _done(kind: str) -> Callable[[Customer], object]:
    return lambda who: wanted(who, kind, payment=EXAMPLES[kind].paid)


def _address(n: int) -> str:
    return f"越秀区示例路示例花园 3 栋 {301 + n}"


def of_subscription(after: After, refused: tuple[After, str], **more: Any) -> Example:
    return Example(after, refused, of_subscription=True, **more)


EXAMPLES: dict[str, Example] = {
    "phone": Example({"phone": "13900000008"}, ({"phone": "139"}, "phone_short")),
    "email": Example({"email": "lin@example.com"}, ({"email": "lin"}, "email_form")),
    "mailing_address": Example(
        {"mailing_address": "广州市越秀区示例路 99 号"},
        ({"mailing_address": "12345"}, "address_form"),
    ),
    "flags": Example({"large_print": "1"}, ({"large_print": ""}, "nothing_changed")),
    "name": Example({"name": "林一诺"}, ({"name": ""}, "name_missing"), waits=True),
    "birth_date": Example(
        {"birth_date": "1991-03-07"},
        ({"birth_date": "2999-01-01"}, "birth_impossible"),
        waits=True,
    ),
    "second_contact": Example(
        {"second_contact": "林一诺", "second_phone": "13900000008"},
        ({"second_contact": "林一诺", "second_phone": ""}, "second_contact_phone"),
    ),
    "consent": Example(
        {"marketing": "agree", "service_notice": "withdrawn"},
        ({"marketing": "withdrawn"}, "consent_answer"),
    ),
    "payment_method": Example(
        {"method": "bank_debit", "bank_consent": "agree"},
        ({"method": "bank_debit"}, "consent_needed"),
    ),
    "suspend": of_subscription(
        {"status": "suspended"}, ({"status": ""}, "status_wrong"), first_refused=_done("cancel")
    ),
    "resume": of_subscription(
        {"status": "active"}, ({"status": ""}, "status_wrong"), first=_done("suspend")
    ),
    "move": of_subscription(
        {"place": _address(1)},
        ({"place": _address(9)}, "not_serviceable"),
        paid=cash("60"),
    ),
    "equipment": of_subscription({"serial": "STB00010009"}, ({"serial": "电视"}, "serial_form")),
    "plan": of_subscription(
        {"offering": "TV-HD 高清互动套餐"},
        ({"offering": "BB-100 家庭宽带 100M"}, "offering_unknown"),
        paid=cash("300"),
    ),
    "cancel": of_subscription(
        {"status": "terminated", "serial": ""},
        ({"status": "terminated", "serial": "STB99999999"}, "serial_other"),
        paid=PaymentForm(method="cash"),
    ),
    "win_back": of_subscription(
        {"status": "active"},
        ({"status": "active"}, "status_wrong"),
        becomes={"status": "pendingActive"},
        first=_done("cancel"),
        paid=cash("160"),
    ),
    "cancel_order": of_subscription(
        {"status": "cancelled", "serial": ""},
        ({"status": "cancelled"}, "status_wrong"),
        first=lambda who: (_done("cancel")(who), _done("win_back")(who)),
        paid=PaymentForm(method="cash"),
    ),
    "account": of_subscription(
        {"account": "new"}, ({"account": "ZH0"}, "account_unknown"), becomes={"account": "*"}
    ),
}
"""By kind."""
