"""Prices, fees and refunds that nobody agreed to."""

from __future__ import annotations

from db.schema.catalogue import offering
from db.schema.orders import fee, order_item, product_order
from tests.kit.desk import TestHall
from tests.kit.forging import Forgery, change, copy, first, forged


def cuts_a_price(desk: TestHall) -> None:
    with forged(desk.clerk, "catalogue.import_offerings") as work:
        change(work, offering, monthly_fee=1)


def cuts_a_price_under_a_kind_that_is_none(desk: TestHall) -> None:
    with forged(desk.clerk, "catalogue.import") as work:
        change(work, offering, monthly_fee=1)


def money_under_printing(desk: TestHall) -> None:
    with forged(desk.clerk, "printing.record") as work:
        change(work, fee, paid=0)


def money_under_registration(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        change(work, fee, paid=0)


def charges_nothing(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        order_id = copy(work, product_order)
        copy(work, order_item, order_id=order_id, action="add")


def charges_less(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        order_id = copy(work, product_order)
        copy(work, order_item, order_id=order_id, action="add")
        copy(work, fee, order_id=order_id, due=1, paid=1)


def charges_for_nothing(desk: TestHall) -> None:
    with forged(desk.clerk, "changes.second_contact") as work:
        copy(work, fee, order_id=copy(work, product_order))


def waives_without_a_reason(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        copy(work, fee, paid=0, waiver_reason=None)


def pays_back_more(desk: TestHall) -> None:
    with forged(desk.clerk, "changes.second_contact") as work:
        paid = first(work, fee)
        order_id = copy(work, product_order)
        copy(work, fee, order_id=order_id, refund_of=paid["id"], due=-(10**6), paid=-(10**6))


def pays_back_without_owing(desk: TestHall) -> None:
    with forged(desk.clerk, "changes.second_contact") as work:
        order_id = copy(work, product_order)
        copy(work, fee, order_id=order_id, refund_of=first(work, fee)["id"], due=0, paid=-1)


FORGERIES: dict[Forgery, str] = {
    cuts_a_price: "role_not_allowed",
    cuts_a_price_under_a_kind_that_is_none: "kind_unknown",
    money_under_printing: "table_not_allowed",
    money_under_registration: "change_not_allowed",
    charges_nothing: "price_wrong",
    charges_less: "price_wrong",
    charges_for_nothing: "price_wrong",
    waives_without_a_reason: "paid_wrong",
    pays_back_more: "refund_wrong",
    pays_back_without_owing: "paid_wrong",
}
