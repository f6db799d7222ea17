"""What a subscription goes through, rule by rule, on both databases: money, devices, addresses, contracts, arrears."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.dates import add_months
from app.domain.ids import new_id
from app.domain.payment import PaymentForm
from app.domain.policies import APPROVED
from app.domain.registration.form import SubscriptionForm
from app.errors import Refused
from app.services import approvals, changes, papers, policies, registration
from db.schema.catalogue import offering
from db.schema.customers import customer, subscription
from db.schema.orders import fee, product_order
from tests.databases import ONE_KIND
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.kinds_of_change import (
    Customer,
    cash,
    install,
    pass_days,
    set_row,
    standing,
    today,
    wanted,
)
from tests.kit.kinds_of_change import customer as registered
from tests.kit.papers import pages
from tests.kit.requests import decide, wish
from tests.kit.verified import look

pytestmark = ONE_KIND

HD = {"offering": "TV-HD 高清互动套餐"}
END = {"status": "terminated", "serial": ""}


@pytest.fixture
def who(desk: TestHall) -> Customer:
    return registered(desk)


def row(who: Customer, table: sa.Table = subscription) -> Any:
    of = table.c.id == who.subscription_id if table is subscription else table.c.id == who.id
    with who.desk.installation.engine.connect() as connection:
        return connection.execute(sa.select(table).where(of)).one()


def set_account(who: Customer, status: str) -> None:
    set_row(
        who.desk.clerk,
        new_id(),
        table="account",
        row_id=row(who).account_id,
        changes={"status": status},
    )


def refused(who: Customer, kind: str, after: dict[str, str], **told: Any) -> set[str]:
    with pytest.raises(Refused) as error:
        wanted(who, kind, after, **told)
    return {each.code for each in error.value.problems}


def money(who: Customer, order_id: UUID | None) -> list[tuple[str, int, int, str]]:
    """Code, due, paid and way of each line of an order."""
    asked = sa.select(fee.c.code, fee.c.due, fee.c.paid, fee.c.method).where(
        fee.c.order_id == order_id
    )
    with who.desk.installation.engine.connect() as connection:
        return sorted(tuple(each) for each in connection.execute(asked))


def slip(who: Customer, done: Any) -> str:
    assert done.slip_document_id is not None
    return "".join(pages(papers.stored_pdf(who.desk.clerk, document_id=done.slip_document_id).pdf))


@pytest.mark.parametrize(
    ("kind", "after"),
    [
        ("suspend", {"status": ""}),
        ("plan", HD),
        ("move", {"place": "越秀区示例路示例花园 3 栋 302"}),
        ("account", {"account": "new"}),
    ],
)
@pytest.mark.parametrize("status", ["arrears", "frozen"])
def test_what_is_owed_is_paid_first(
    who: Customer, kind: str, after: dict[str, str], status: str
) -> None:
    set_account(who, status)
    assert refused(who, kind, after) == {"arrears"}


def test_a_cancellation_in_arrears_is_a_supervisors(who: Customer) -> None:
    set_account(who, "arrears")
    asked = wanted(who, "cancel", END)
    assert asked.status == "waiting"
    view = approvals.request(who.desk.clerk, request_id=asked.request_id)
    assert "arrears" in view.flags
    decided = decide(who.desk, asked.request_id)
    assert decided.status == "applied"
    assert money(who, decided.order_id) == [("deposit", -10000, -10000, "on_account")]


def test_the_deposit_goes_back_with_the_device_and_is_signed_for(who: Customer) -> None:
    due = approvals.costs(
        who.desk.clerk,
        customer_id=who.id,
        items=(wish(who.desk.clerk, who.id, "cancel", who.subscription_id, **END),),
    )
    assert [(each.kind, each.amount) for each in due] == [("deposit", -10000)]
    assert refused(who, "cancel", END) == {"method_missing"}
    done = wanted(who, "cancel", END, payment=PaymentForm(method="cash"))
    assert money(who, done.order_id) == [("deposit", -10000, -10000, "cash")]
    sheet = slip(who, done)
    assert "-¥100.00" in sheet
    assert "机顶盒（收回）" in sheet
    assert "STB00010001" in sheet
    assert "已销户" in sheet
    now = row(who)
    assert (now.status, now.equipment_serial) == ("terminated", "")
    assert row(who, customer).status == "closed"  # it was the last one
    assert look(who.desk).findings == ()


def test_a_device_that_is_kept_keeps_the_deposit(who: Customer) -> None:
    done = wanted(who, "cancel", {"status": "terminated"})
    assert money(who, done.order_id) == []
    assert row(who).equipment_serial == "STB00010001"
    assert "收回" not in slip(who, done)
    back = wanted(who, "win_back", payment=cash("60"))  # its deposit is there still
    assert money(who, back.order_id) == [("installation", 6000, 6000, "cash")]
    assert row(who).equipment_serial == "STB00010001"


def test_a_deposit_goes_back_once(who: Customer) -> None:
    wanted(who, "cancel", END, payment=PaymentForm(method="cash"))
    wanted(who, "win_back", payment=cash("160"))
    install(who.desk, who.id)
    done = wanted(who, "cancel", END, payment=PaymentForm(method="cash"))
    assert money(who, done.order_id) == [("deposit", -10000, -10000, "cash")]
    with who.desk.installation.engine.connect() as connection:
        back = connection.execute(sa.select(fee.c.refund_of).where(fee.c.due < 0)).scalars().all()
    assert len(back) == len(set(back)) == 2
    assert look(who.desk).findings == ()


def test_under_contract_the_penalty_of_the_terms_is_due(who: Customer) -> None:
    wanted(who, "plan", HD, payment=cash("300"))
    assert row(who).contract_end == add_months(today(who.desk), 12)
    asked = wanted(who, "cancel", END)
    assert asked.status == "waiting"
    view = approvals.request(who.desk.clerk, request_id=asked.request_id)
    assert "under_contract" in view.flags
    done = decide(who.desk, asked.request_id)
    # 12 months × ¥39 × 30%, at most three monthly fees
    assert money(who, done.order_id) == [
        ("deposit", -10000, -10000, "on_account"),
        ("penalty", 11700, 11700, "on_account"),
    ]
    assert "违约金" in slip(who, done)
    assert look(who.desk).findings == ()


def test_terms_that_nobody_computes_are_said(who: Customer) -> None:
    wanted(who, "plan", HD, payment=cash("300"))
    with who.desk.installation.engine.connect() as connection:
        terms = connection.execute(
            sa.select(offering.c.terms).where(offering.c.id == row(who).offering_id)
        ).scalar_one()
    set_row(
        who.desk.clerk,
        new_id(),
        table="offering",
        row_id=row(who).offering_id,
        changes={"terms": {**terms, "termination": "按实际损失计收。"}},
    )
    assert "penalty_words" in refused(who, "cancel", END)


def test_money_is_taken_only_for_what_is_done_now(who: Customer) -> None:
    set_account(who, "arrears")
    codes = refused(who, "cancel", {"status": "terminated"}, payment=cash("10"))
    assert codes == {"paid_waiting"}
    set_account(who, "normal")
    assert refused(who, "plan", HD) == {"paid_less"}
    assert refused(who, "plan", HD, payment=cash("301")) == {"paid_more"}
    waived = PaymentForm("0", "", "", "老客户优惠")
    done = wanted(who, "plan", HD, payment=waived)
    assert money(who, done.order_id) == [("prepayment", 30000, 0, "")]
    assert look(who.desk).findings == ()


def test_what_moves_waits_for_the_installer_at_the_new_address(
    who: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pass_days(who.desk, monkeypatch, 40)
    done = wanted(who, "move", {"place": "越秀区示例路示例花园 3 栋 302"}, payment=cash("60"))
    now = row(who)
    assert (str(now.place_id), now.status) == (who.desk.place(1), "pendingActive")
    assert now.installed_on is None
    (waits,) = changes.waiting_installations(who.desk.clerk, customer_id=who.id)
    assert waits.over <= 0  # the promise counts from the move

    def order_status() -> str:
        with who.desk.installation.engine.connect() as connection:
            asked = sa.select(product_order.c.status).where(product_order.c.id == done.order_id)
            status: str = connection.execute(asked).scalar_one()
            return status

    assert order_status() == "inProgress"
    with monkeypatch.context() as later:
        pass_days(who.desk, later, 80)
        (waits,) = changes.waiting_installations(who.desk.clerk, customer_id=who.id)
        assert waits.over > 0
    install(who.desk, who.id)
    assert order_status() == "completed"
    assert row(who).status == "active"
    assert look(who.desk).findings == ()


@pytest.mark.parametrize("place", ["越秀区示例路示例花园 3 栋 310", "广州市越秀区示例路 1 号", ""])
def test_only_a_standard_address_that_is_served(who: Customer, place: str) -> None:
    codes = refused(who, "move", {"place": place})
    assert codes <= {"not_serviceable", "place_unknown"}


def test_a_device_of_another_address_is_not_given_out(who: Customer) -> None:
    registration.register(who.desk.clerk, new_id(), form=forms.another(who.desk.place(2)))
    assert refused(who, "equipment", {"serial": "STB00010002"}) == {"serial_elsewhere"}
    done = wanted(who, "equipment", {"serial": "stb 0001 0077"})
    assert row(who).equipment_serial == "STB00010077"
    sheet = slip(who, done)
    assert "机顶盒（收回）" in sheet
    assert "STB00010077" in sheet


def test_a_device_that_serves_somebody_else_meanwhile_is_not_given_out(
    who: Customer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was free when it was asked for."""
    in_force = policies.in_force
    monkeypatch.setattr(
        policies, "in_force", lambda *asked: replace(in_force(*asked), approval=APPROVED)
    )
    asked = wanted(who, "equipment", {"serial": "STB00010002"})
    registration.register(who.desk.clerk, new_id(), form=forms.another(who.desk.place(2)))
    assert decide(who.desk, asked.request_id).status == "overtaken"
    assert row(who).equipment_serial == "STB00010001"


def test_a_product_is_of_the_same_kind_and_for_whom_it_is_sold(who: Customer) -> None:
    choices = changes.plans(who.desk.clerk, customer_id=who.id, subscription_id=who.subscription_id)
    assert {each.text.split()[0] for each in choices} == {"TV-HD", "TV-SUB"}
    assert refused(who, "plan", {"offering": "TV-BASIC 数字电视基本套餐"}) == {"offering_unknown"}
    wanted(who, "plan", HD, payment=cash("300"))
    back = wanted(who, "plan", {"offering": "TV-BASIC 数字电视基本套餐"})
    assert back.status == "waiting"  # the contract runs
    assert decide(who.desk, back.request_id).status == "applied"
    assert row(who).contract_end is None
    assert look(who.desk).findings == ()


def test_an_agent_asks_a_supervisor_to_suspend(who: Customer) -> None:
    assert wanted(who, "suspend", asked_by="agent").status == "waiting"
    assert standing(who, "suspend")["status"] == "active"


def test_a_customer_with_something_left_stays(desk: TestHall) -> None:
    lines = (
        SubscriptionForm("TV-BASIC", desk.place(), "STB00010001"),
        SubscriptionForm("TV-SUB", desk.place(), "STB00010002"),
    )
    made = registration.register(
        desk.clerk,
        new_id(),
        form=forms.individual(desk.place(), subscriptions=lines, payment=cash("260")),
    )
    waits = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    for each in waits:
        changes.complete_installation(
            desk.clerk,
            new_id(),
            customer_id=made.customer_id,
            subscription_id=each.id,
            installed_on=each.ordered_on.isoformat(),
            serial=each.serial,
            language="zh_CN",
        )
    first, second = (Customer(desk, made.customer_id, each.id) for each in waits)
    for who, status in ((first, "active"), (second, "closed")):
        done = wanted(who, "cancel", END, payment=PaymentForm(method="cash"))
        assert money(who, done.order_id) == [("deposit", -10000, -10000, "cash")]
        assert row(who, customer).status == status
    assert look(desk).findings == ()


def test_two_alike_that_end_in_one_visit_give_back_a_deposit_each(desk: TestHall) -> None:
    lines = tuple(SubscriptionForm("TV-BASIC", desk.place(), f"STB0001000{n}") for n in range(2))
    form = forms.individual(desk.place(), subscriptions=lines, payment=cash("320"))
    made = registration.register(desk.clerk, new_id(), form=form)
    waits = changes.waiting_installations(desk.clerk, customer_id=made.customer_id)
    asked = approvals.submit(
        desk.clerk,
        new_id(),
        customer_id=made.customer_id,
        items=tuple(
            wish(
                desk.clerk, made.customer_id, "cancel_order", each.id, status="cancelled", serial=""
            )
            for each in waits
        ),
        reason="",
        language="zh_CN",
        payment=PaymentForm(method="cash"),
    )
    who = Customer(desk, made.customer_id, waits[0].id)
    back = money(who, asked.order_id)
    assert [(code, paid) for code, _, paid, _ in back] == [
        ("deposit", -10000),
        ("deposit", -10000),
        ("installation", -6000),
        ("installation", -6000),
    ]
    assert row(who, customer).status == "closed"
    assert look(desk).findings == ()
