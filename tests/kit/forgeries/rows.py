"""Rows in a colleague's name, and changes that a kind does not make."""

from __future__ import annotations

from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import papers
from db.schema.agreements import print_job
from db.schema.catalogue import offering
from db.schema.customers import customer, subscription
from db.schema.identity import party
from db.schema.interactions import interaction
from db.schema.orders import product_order
from tests.kit.desk import TestHall
from tests.kit.forging import Forgery, change, copy, first, forged
from tests.kit.papers import registered


def _id(desk: TestHall, role: Role) -> UUID:
    return desk.session(role).actor.id


def an_order_under_a_colleagues_id(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        copy(work, product_order, staff_id=_id(desk, Role.SUPERVISOR))


def an_order_of_another_hall(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        copy(work, product_order, hall_id=new_id())


def an_order_of_another_counter(desk: TestHall) -> None:
    with forged(desk.clerk, "customers.register") as work:
        copy(work, product_order, workstation_id=new_id())


def history_under_a_colleagues_id(desk: TestHall) -> None:
    with forged(desk.clerk, "sample.activate") as work:
        copy(work, interaction, staff_id=_id(desk, Role.SUPERVISOR))


def a_print_job_under_a_colleagues_id(desk: TestHall) -> None:
    with forged(desk.clerk, "printing.record") as work:
        copy(work, print_job, n=9, staff_id=_id(desk, Role.SUPERVISOR))


def an_order_given_to_a_colleague_later(desk: TestHall) -> None:
    with forged(desk.clerk, "changes.installation") as work:
        change(work, product_order, staff_id=_id(desk, Role.SUPERVISOR))


def a_name_under_activation(desk: TestHall) -> None:
    with forged(desk.clerk, "sample.activate") as work:
        change(work, party, name="某某")


def a_name_under_recapture(desk: TestHall) -> None:
    with forged(desk.clerk, "identity.recapture") as work:
        change(work, party, name="某某")


def a_customer_given_away_under_recapture(desk: TestHall) -> None:
    with forged(desk.clerk, "identity.recapture") as work:
        change(work, customer, level="vip")


def a_subscription_of_another_product(desk: TestHall) -> None:
    with forged(desk.clerk, "sample.activate") as work:
        change(work, subscription, offering_id=first(work, offering)["id"])


def a_terminated_subscription_installed(desk: TestHall) -> None:
    with forged(desk.clerk, "sample.activate") as work:
        change(work, subscription, status="terminated")


def a_sheet_that_jammed_came_out_after_all(desk: TestHall) -> None:
    document_id = registered(desk, 3).slip_document_id
    papers.record_print(
        desk.clerk,
        new_id(),
        document_id=document_id,
        outcome="jammed",
        printer="A4-1",
        reason="卡纸",
    )
    with forged(desk.clerk, "printing.answer") as work:
        change(work, print_job, print_job.c.outcome == "jammed", outcome="good")


FORGERIES: dict[Forgery, str] = {
    an_order_under_a_colleagues_id: "stamp_wrong",
    an_order_of_another_hall: "stamp_wrong",
    an_order_of_another_counter: "stamp_wrong",
    history_under_a_colleagues_id: "stamp_wrong",
    a_print_job_under_a_colleagues_id: "stamp_wrong",
    an_order_given_to_a_colleague_later: "change_not_allowed",
    a_name_under_activation: "table_not_allowed",
    a_name_under_recapture: "change_not_allowed",
    a_customer_given_away_under_recapture: "change_not_allowed",
    a_subscription_of_another_product: "change_not_allowed",
    a_terminated_subscription_installed: "move_wrong",
    a_sheet_that_jammed_came_out_after_all: "move_wrong",
}
