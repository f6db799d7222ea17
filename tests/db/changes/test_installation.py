"""竣工 on both databases: what waits is in use from the day of its installation, once, with its device."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.registration.form import SubscriptionForm
from app.errors import Conflict, Refused
from app.services import changes, customers, history, papers, registration, verification
from app.services.changes import Changed
from app.services.registration import Registered
from db.schema.customers import subscription
from db.schema.orders import order_item, product_order
from tests.kit import forms
from tests.kit.desk import MORNING, TestHall
from tests.kit.papers import pages

TODAY = MORNING.date()
"""of the local hall's clock; a server has its own"""
SERIAL = "STB00010001"


@pytest.fixture
def made(desk: TestHall) -> Registered:
    return register(desk)


def register(desk: TestHall, n: int = 0, serial: str = SERIAL) -> Registered:
    place = desk.place(n)
    form = forms.individual(
        place,
        subscriptions=(SubscriptionForm("TV-BASIC", place, serial),),
        holder=forms.person("单雄", serial=100 + n * 2, phone=f"1380000{n:04d}"),
    )
    return registration.register(desk.clerk, new_id(), form=form)


def ids(desk: TestHall, made: Registered) -> list[UUID]:
    waits = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    return [each.id for each in waits]


def complete(desk: TestHall, made: Registered, **given: Any) -> Changed:
    waits = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    known = (
        {"subscription_id": waits[0].id, "installed_on": str(waits[0].ordered_on)} if waits else {}
    )
    arguments = {
        "installed_on": str(TODAY),
        "serial": SERIAL,
        "language": "zh_CN",
        **known,
        **given,
    }
    return changes.complete_installation(
        desk.clerk, new_id(), customer_id=made.customer_id, **arguments
    )


def row_of(desk: TestHall, table: sa.Table, row_id: UUID) -> Any:
    with desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(table).where(table.c.id == row_id)).one()


def clean(desk: TestHall) -> bool:
    return verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def test_what_waits_is_in_use_from_the_day_of_its_installation(local_desk: TestHall) -> None:
    desk, made = local_desk, register(local_desk)
    desk.clock.pass_time(days=3)
    (waits,) = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    assert (waits.serial, waits.ordered_on, waits.over) == (SERIAL, TODAY, 3 - 10)
    assert waits.needs_equipment
    view = customers.open_customer(desk.clerk, customer_id=made.customer_id)
    assert (view.waiting, view.waiting_since) == (1, TODAY)

    day = TODAY + timedelta(days=2)
    done = complete(desk, made, installed_on=day.strftime("%Y年%m月%d日"), serial=" stb 0002-0002 ")
    row = row_of(desk, subscription, waits.id)
    assert (row.status, row.installed_on, row.started_on) == ("active", day, TODAY)
    assert row.equipment_serial == "STB00020002"
    assert changes.waiting_installations(desk.clerk, customer_id=made.customer_id) == ()
    view = customers.open_customer(desk.clerk, customer_id=made.customer_id)
    assert (view.waiting, view.waiting_since) == (0, None)
    assert [each.customer_id for each in customers.find(desk.clerk, text="STB00020002").rows] == [
        made.customer_id
    ]
    page = history.timeline_page(desk.clerk, customer_id=made.customer_id)
    assert [(each.business, each.channel) for each in page.rows] == [
        ("activation", "home"),
        ("registration", "hall"),
    ]
    assert page.rows[0].order_number == done.order_number
    sheet = "".join(pages(papers.stored_pdf(desk.clerk, document_id=done.slip_document_id).pdf))
    for said in ("装机竣工", "STB00020002", "机顶盒", day.isoformat(), "单*"):
        assert said in sheet
    assert "单雄" not in sheet
    assert clean(desk)


def test_an_order_is_completed_with_the_last_that_waited_in_it(desk: TestHall) -> None:
    place = desk.place()
    form = forms.individual(
        place,
        subscriptions=(
            SubscriptionForm("TV-BASIC", place, SERIAL),
            SubscriptionForm("TV-BASIC", place, "STB00010002"),
        ),
        payment=dataclasses.replace(forms.individual(place).payment, paid="320"),
    )
    made = registration.register(desk.clerk, new_id(), form=form)
    first, second = ids(desk, made)
    stands = []
    for each, serial in ((first, SERIAL), (second, "STB00010002")):
        stands.append(row_of(desk, product_order, made.order_id).status)
        done = complete(desk, made, subscription_id=each, serial=serial)
        with desk.installation.engine.connect() as connection:
            found = connection.execute(
                sa.select(order_item.c.subscription_id, order_item.c.action).where(
                    order_item.c.order_id == done.order_id
                )
            ).one()
        assert tuple(found) == (each, "activate")
        assert row_of(desk, product_order, done.order_id).status == "completed"
    stands.append(row_of(desk, product_order, made.order_id).status)
    assert stands == ["inProgress", "inProgress", "completed"]
    assert clean(desk)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"installed_on": ""}, "date"),
        ({"installed_on": "2026-11-31"}, "no_such_day"),
        ({"installed_on": "2199-11-22"}, "installed_later"),
        ({"installed_on": "2026-11-21"}, "installed_before"),
        ({"serial": " "}, "serial_missing"),
        ({"serial": "王小明"}, "serial_form"),
        ({"serial": "OUYANG"}, "serial_form"),
        ({"serial": "1" * 33}, "serial_form"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_written(
    desk: TestHall, made: Registered, given: dict[str, str], code: str
) -> None:
    before = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    with pytest.raises(Refused) as refused:
        complete(desk, made, **given)
    assert [each.code for each in refused.value.problems] == [code]
    assert refused.value.problems[0].field == next(iter(given))
    assert changes.waiting_installations(desk.clerk, customer_id=made.customer_id) == before


def test_a_device_stands_at_one_place(desk: TestHall, made: Registered) -> None:
    """Refused whether the other one is in use or has got the device at registration and waits."""
    other = register(desk, 1, serial="STB00010009")
    for waits in (True, False):
        with pytest.raises(Refused) as refused:
            complete(desk, made, serial="STB00010009")
        (problem,) = refused.value.problems
        assert problem.code == "serial_elsewhere"
        assert "单" not in str(problem.values)  # nobody is named
        if waits:
            complete(desk, other, serial="STB00010009")
    complete(desk, made)


def test_what_does_not_wait_any_more_is_not_installed_again(
    desk: TestHall, made: Registered
) -> None:
    (waits,) = ids(desk, made)
    complete(desk, made)
    before = row_of(desk, subscription, waits)
    with pytest.raises(Conflict) as conflict:
        complete(desk, made, subscription_id=waits, serial="STB00020002")
    assert conflict.value.code == "changed_meanwhile"
    assert row_of(desk, subscription, waits) == before


def test_another_customers_installation_is_not_reached(desk: TestHall, made: Registered) -> None:
    other = register(desk, 1, serial="STB00010009")
    with pytest.raises(Conflict) as conflict:
        complete(desk, made, subscription_id=ids(desk, other)[0])
    assert conflict.value.code == "gone"
    assert len(ids(desk, other)) == 1


def test_the_day_of_the_order_and_today_are_both_right(local_desk: TestHall) -> None:
    desk, made = local_desk, register(local_desk)
    other = register(desk, 1, serial="STB00010009")
    desk.clock.pass_time(days=1)
    tomorrow: date = desk.clerk.today
    with pytest.raises(Refused):
        complete(desk, made, installed_on=(tomorrow + timedelta(days=1)).isoformat())
    complete(desk, made, installed_on=TODAY.isoformat())
    complete(desk, other, installed_on=tomorrow.isoformat(), serial="STB00010009")
    assert clean(desk)
