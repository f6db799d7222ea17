"""撤单, rule by rule, on both databases: an order that waits is taken back with its money, nothing is deleted."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.payment import PaymentForm
from app.errors import Refused
from app.services import registration
from db.schema.customers import customer, subscription
from db.schema.orders import fee, product_order
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.kinds_of_change import Customer, cash, pass_days, wanted
from tests.kit.kinds_of_change import customer as registered
from tests.kit.requests import decide
from tests.kit.verified import look

BACK = {"status": "cancelled", "serial": ""}
CASH = PaymentForm(method="cash")


@pytest.fixture
def waiting(desk: TestHall) -> Customer:
    """Registered, and not installed yet."""
    made = registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))
    with desk.installation.engine.connect() as connection:
        found = sa.select(subscription.c.id).where(subscription.c.customer_id == made.customer_id)
        return Customer(desk, made.customer_id, connection.execute(found).scalar_one())


def rows(who: Customer, *columns: Any) -> list[tuple[Any, ...]]:
    with who.desk.installation.engine.connect() as connection:
        return [tuple(each) for each in connection.execute(sa.select(*columns))]


def test_on_the_same_day_the_clerk_takes_it_back_with_all_that_was_paid(waiting: Customer) -> None:
    done = wanted(waiting, "cancel_order", BACK, payment=CASH)
    assert done.status == "applied"
    assert rows(waiting, subscription.c.status) == [("cancelled",)]
    assert sorted(rows(waiting, product_order.c.status)) == [("cancelled",), ("completed",)]
    assert sorted(rows(waiting, fee.c.code, fee.c.paid)) == [
        ("deposit", -10000),
        ("deposit", 10000),
        ("installation", -6000),
        ("installation", 6000),
    ]
    assert rows(waiting, customer.c.status) == [("closed",)]
    assert look(waiting.desk).findings == ()


def test_on_a_later_day_a_supervisor_decides(
    waiting: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_days(waiting.desk, monkeypatch, 1)
    asked = wanted(waiting, "cancel_order", BACK)
    assert asked.status == "waiting"
    assert decide(waiting.desk, asked.request_id).status == "applied"
    assert rows(waiting, subscription.c.status) == [("cancelled",)]


def test_what_is_installed_or_moved_is_not_taken_back(desk: TestHall) -> None:
    who = registered(desk)
    for code in ("status_wrong", "order_not_open"):
        with pytest.raises(Refused) as refused:
            wanted(who, "cancel_order", BACK, payment=CASH)
        assert {each.code for each in refused.value.problems} == {code}
        if code == "status_wrong":
            wanted(who, "move", payment=cash("60"))
