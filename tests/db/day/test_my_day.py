"""The start screen's day: own orders, the last number and whether its papers came out (R-183)."""

from __future__ import annotations

from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import day, session
from app.services.papers import record_print
from app.services.staff import sign_in
from tests.databases import REFUSED
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.papers import registered


def printed(desk: TestHall, *papers: UUID) -> None:
    for paper in papers:
        record_print(desk.clerk, new_id(), document_id=paper, outcome="good", printer="A5-1")


def test_a_quiet_morning(desk: TestHall) -> None:
    assert day.day_so_far(desk.clerk) == day.MyDay(0, (), None, 0)


def test_the_last_order_and_what_of_it_was_printed(desk: TestHall) -> None:
    registered(desk)
    desk.clock.pass_time(minutes=9)
    made = registered(desk, 1)
    today = day.day_so_far(desk.clerk)
    assert (today.count, today.unprinted) == (2, 4)
    assert today.orders[0].number == made.order_number
    last = today.last
    assert last is not None
    assert (last.number, last.name, last.papers_left) == (made.order_number, "单*", 2)
    assert (last.slip_id, last.slip_printed) == (made.slip_document_id, False)
    printed(desk, made.slip_document_id)
    last = day.day_so_far(desk.clerk).last
    assert last is not None
    assert (last.papers_left, last.slip_printed) == (1, True)
    printed(desk, made.agreement_document_id)
    today = day.day_so_far(desk.clerk)
    assert today.unprinted == 2
    assert today.last is not None
    assert today.last.papers_left == 0


def test_after_a_power_cut_the_same_is_said(desk: TestHall) -> None:
    made = registered(desk)
    before = day.day_so_far(desk.clerk)
    opened = session.open_installation(desk.folders, clock=desk.clock)
    try:
        clerk = sign_in(opened, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])
        assert day.day_so_far(clerk) == before
    finally:
        opened.close()
    assert before.last is not None
    assert before.last.number == made.order_number


def test_the_day_begins_at_midnight_of_the_hall(desk: TestHall) -> None:
    registered(desk)
    desk.clock.pass_time(hours=15)  # 23:30 in the hall
    if desk.installation.local:
        assert day.day_so_far(desk.clerk).count == 1
        desk.clock.pass_time(hours=1)
        today = day.day_so_far(desk.clerk)
        assert (today.count, today.orders) == (0, ())
        assert today.last is not None


def test_only_own_orders_count_but_the_halls_papers_do(desk: TestHall) -> None:
    registered(desk)
    today = day.day_so_far(desk.session(Role.SUPERVISOR))
    assert (today.count, today.last, today.unprinted) == (0, None, 2)


@REFUSED
def test_a_role_without_customers_sees_no_order_and_no_paper(desk: TestHall) -> None:
    registered(desk)
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        assert day.day_so_far(desk.session(role)) == day.MyDay(0, (), None, None)
