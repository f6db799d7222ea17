"""待装超期: what a hall promised and has not installed in time, a page at a time, by an index."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.domain.registration.form import SubscriptionForm
from app.services import catalogue, changes, customers, day, registration
from app.services.day import OverduePage
from app.services.procedure import Cursor, Work, procedure
from app.services.registration import Registered
from db.engine import is_sqlite
from db.schema.orders import product_order
from db.schema.organisation import hall
from tests.kit import forms
from tests.kit.desk import MORNING, TestHall

PROMISED = 10


def register(desk: TestHall, n: int = 0) -> Registered:
    place = desk.place(n)
    form = forms.individual(
        place,
        subscriptions=(SubscriptionForm("TV-BASIC", place, f"STB0001000{n}"),),
        holder=forms.person("单雄", serial=100 + n * 2, phone=f"1380000{n:04d}"),
    )
    return registration.register(desk.clerk, new_id(), form=form)


def complete(desk: TestHall, made: Registered) -> None:
    (waits,) = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    changes.complete_installation(
        desk.clerk,
        new_id(),
        customer_id=made.customer_id,
        subscription_id=waits.id,
        installed_on=str(desk.clerk.today),
        serial=waits.serial,
        language="zh_CN",
    )


def promise(desk: TestHall, days: int) -> None:
    administrator = desk.session(Role.ADMINISTRATOR)
    row = next(each for each in catalogue.rules(administrator) if each.code == "terms.install_days")
    catalogue.edit_rule(
        administrator,
        new_id(),
        rule_id=row.id,
        version=row.version,
        enabled=True,
        value=str(days),
    )


def pages(desk: TestHall, limit: int) -> list[OverduePage]:
    found = [day.overdue_page(desk.clerk, limit=limit)]
    while found[-1].next is not None:
        found.append(day.overdue_page(desk.clerk, after=found[-1].next, limit=limit))
    return found


def test_one_day_beyond_the_promise_is_late_and_the_last_day_is_not(local_desk: TestHall) -> None:
    desk, made = local_desk, register(local_desk)
    shown = []
    for _ in range(PROMISED + 3):
        page = day.overdue_page(desk.clerk)
        view = customers.open_customer(desk.clerk, customer_id=made.customer_id)
        late = [each.values["n"] for each in view.warnings if each.code == "installation_late"]
        shown.append(page.rows[0].over if page.rows else 0)
        assert late == ([shown[-1]] if shown[-1] else [])
        assert (page.promised, page.count) == (PROMISED, len(page.rows))
        desk.clock.pass_time(days=1)
    assert shown == [0] * (PROMISED + 1) + [1, 2]
    (row,) = page.rows
    assert (row.product, row.place) == ("数字电视基本套餐", "越秀区示例路示例花园 3 栋 301")
    assert (row.customer_id, row.since) == (made.customer_id, MORNING.date())
    complete(desk, made)
    assert day.overdue_page(desk.clerk).rows == ()


def test_late_in_the_evening_counts_by_the_halls_calendar(local_desk: TestHall) -> None:
    """Ordered at 23:50 in the hall, which is still the day before by universal time."""
    desk = local_desk
    desk.clock.pass_time(hours=15, minutes=20)
    register(desk)
    desk.clock.pass_time(days=PROMISED)
    assert day.overdue_page(desk.clerk).rows == ()
    desk.clock.pass_time(minutes=15)
    assert [each.over for each in day.overdue_page(desk.clerk).rows] == [1]


def test_those_that_wait_longest_come_first_each_once_on_pages_of_any_size(
    local_desk: TestHall,
) -> None:
    desk = local_desk
    made = []
    for n in range(5):
        made.append(register(desk, n).customer_id)
        desk.clock.pass_time(days=1)
    desk.clock.pass_time(days=PROMISED)
    for limit in (1, 2, 5, 50):
        found = pages(desk, limit)
        assert [row.customer_id for page in found for row in page.rows] == made
        assert {page.count for page in found} == {5}
        assert all(0 < len(page.rows) <= limit for page in found)


def test_products_of_one_order_are_paged_though_they_wait_since_the_same_moment(
    local_desk: TestHall,
) -> None:
    desk, place = local_desk, local_desk.place()
    three = tuple(SubscriptionForm("TV-BASIC", place, f"STB0001000{n}") for n in range(3))
    form = forms.individual(place, subscriptions=three)
    form = replace(form, payment=replace(form.payment, paid="480"))
    registration.register(desk.clerk, new_id(), form=form)
    desk.clock.pass_time(days=PROMISED + 1)
    found = [row.subscription_id for page in pages(desk, 1) for row in page.rows]
    assert len(set(found)) == len(found) == 3


def test_the_promise_in_force_counts(local_desk: TestHall) -> None:
    desk = local_desk
    register(desk)
    desk.clock.pass_time(days=5)
    assert day.overdue_page(desk.clerk).rows == ()
    promise(desk, 3)
    assert [each.over for each in day.overdue_page(desk.clerk).rows] == [2]


def plans(desk: TestHall, cursor: Cursor | None) -> list[str]:
    """How the database reads a page and its count, for the very statements that are asked."""
    engine, asked = desk.installation.engine, []

    def hear(_c: object, _cursor: object, said: str, values: Any, *_: object) -> None:
        if "order_item" in said:
            asked.append((said, values))

    sa.event.listen(engine, "before_cursor_execute", hear)
    day.overdue_page(desk.clerk, after=cursor)
    sa.event.remove(engine, "before_cursor_execute", hear)
    found = []
    with engine.connect() as connection:
        local = is_sqlite(connection)
        if not local:
            connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        for said, values in asked:
            words = "EXPLAIN QUERY PLAN" if local else "EXPLAIN"
            rows = connection.connection.cursor().execute(f"{words} {said}", values).fetchall()
            found.append("\n".join(str(row) for row in rows))
    return found


@pytest.mark.parametrize("later", [False, True])
def test_no_finished_order_is_read(desk: TestHall, later: bool) -> None:
    register(desk)
    cursor = Cursor(MORNING - timedelta(days=20), new_id()) if later else None
    page, count = plans(desk, cursor)
    for plan in (page, count):
        assert "ix_product_order_in_progress" in plan
        assert re.search("SCAN (?!anon)", plan) is None  # the count scans what it found
        assert "Seq Scan" not in plan


def test_without_the_index_the_plan_says_so(local_desk: TestHall) -> None:
    """The control of the test above."""
    assert local_desk.clerk  # signed in before, because nobody signs in to another schema
    with local_desk.installation.engine.begin() as connection:
        connection.exec_driver_sql("DROP INDEX ix_product_order_in_progress")
    assert "ix_product_order_in_progress" not in plans(local_desk, None)[0]


@procedure("test.move_orders", None, writes={hall: {}, product_order: {}})
def _to_another_hall(work: Work) -> int:
    """As if another hall had taken every order."""
    there = work.insert(hall, area_code="GZ02", name="天河厅", address="天河区示例路 2 号")
    rows = work.execute(sa.select(product_order.c.id, product_order.c.version)).all()
    for row in rows:
        work.update(product_order, row.id, row.version, hall_id=there)
    return len(rows)


def test_what_another_hall_promised_is_its_own_list(local_desk: TestHall) -> None:
    desk = local_desk
    register(desk)
    desk.clock.pass_time(days=PROMISED + 1)
    assert len(day.overdue_page(desk.clerk).rows) == 1
    assert _to_another_hall(desk.clerk, new_id()) == 1
    assert day.overdue_page(desk.clerk).rows == ()
