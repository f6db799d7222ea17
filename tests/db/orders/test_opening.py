"""An order with its fees, papers and line in the history: the pieces that every business is made of."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from app.domain.catalogue import DueFee
from app.domain.ids import new_id
from app.domain.payment import Payment, PaymentForm, split
from app.domain.permissions import Permission, Role
from app.errors import NotAllowed, UserError
from app.papers.fee_table import FeeLine
from app.papers.slip import SlipContent
from app.papers.templates import newest
from app.services import history, orders, papers, registration, verification
from app.services.papers import fees, store, words
from app.services.procedure import Query, Work, number_blocks, procedure, query
from app.services.registration import Registered
from db.schema.agreements import paper, print_job, unprinted
from db.schema.customers import customer
from db.schema.interactions import interaction
from db.schema.orders import fee, product_order
from tests.kit import forms
from tests.kit.desk import TestHall
from tests.kit.papers import pages

SERVICES = Path(__file__).parents[3] / "app" / "services"


@query(None)
def rows(query: Query, *, table: sa.Table, order_id: UUID) -> list[dict[str, Any]]:
    return query.all(table, table.c.order_id == order_id)


def registered(desk: TestHall, **changes: Any) -> Registered:
    form = forms.individual(desk.place(), **changes)
    return registration.register(desk.clerk, new_id(), form=form)


def paid_lines(table: list[dict[str, Any]]) -> list[tuple[int, int]]:
    return [(each["due"], each["paid"]) for each in table]


def test_rows_slip_and_agreement_say_the_same_of_what_was_paid(desk: TestHall) -> None:
    """Part of what is due was let off: the one case in which a split decides anything."""
    payment = PaymentForm("125.50", "cash", "R-0002", waiver_reason="老用户")
    made = registered(desk, payment=payment)
    stored = paid_lines(rows(desk.clerk, table=fee, order_id=made.order_id))
    assert sum(paid for _, paid in stored) == 125_50 < sum(due for due, _ in stored)
    papers_of = rows(desk.clerk, table=paper, order_id=made.order_id)
    assert len(papers_of) == 2
    for each_paper in papers_of:
        said = store.content_of(desk.clerk, document_id=each_paper["id"])[1]["fees"]
        assert [(each["due_fen"], each["paid_fen"]) for each in said] == stored


@procedure(
    "test.take_back",
    Permission.CUSTOMER_REGISTER,
    writes={**orders.WRITES, **papers.WRITES},
    changes=orders.CHANGES,
    own_fees=True,
)
def _take_back(work: Work, *, customer_id: UUID, deposit: UUID) -> dict[str, str]:
    """A box comes back and another goes out: a business that is no registration."""
    row = work.one(customer, customer_id)
    order = orders.open_order(
        work,
        business="recapture",
        customer_id=customer_id,
        party_id=row["party_id"],
        due=[
            DueFee("TV-BASIC", "基本电视", "deposit", -100_00, deposit),
            DueFee("TV-BASIC", "基本电视", "materials", 30_00),
        ],
        payment=Payment(-70_00, -75_00, 5_00, "cash", "R-0009", "老用户"),
        remark="旧机顶盒退回",
    )
    actor = work.session.actor
    content = SlipContent(
        number=order.number,
        template=newest("slip", "zh_CN"),
        made_at=work.now.astimezone(ZoneInfo(work.session.installation.profile.zone)),
        company="示例有线",
        hall=actor.hall_name,
        counter="3",
        staff_no=actor.staff_no,
        service_phone="96956",
        business="换机",
        customer_code=row["code"],
        customer_name="欧阳*",
        acted_by="本人",
        authenticated="",
        fees=fees(order, words("zh_CN")),
    )
    paper_id = papers.add(work, "slip", content, order=order)
    return {"order": str(order.id), "number": order.number, "paper": str(paper_id)}


def deposit_of(desk: TestHall, made: Registered) -> UUID:
    lines = rows(desk.clerk, table=fee, order_id=made.order_id)
    (line,) = [each["id"] for each in lines if each["code"] == "deposit"]
    found: UUID = line
    return found


def take_back(desk: TestHall, made: Registered) -> dict[str, str]:
    number_blocks(desk.installation).prepare(desk.clerk, "slip")
    done: dict[str, str] = _take_back(
        desk.clerk, new_id(), customer_id=made.customer_id, deposit=deposit_of(desk, made)
    )
    return done


def test_money_that_goes_back_is_a_line_below_zero(desk: TestHall) -> None:
    made = registered(desk)
    done = take_back(desk, made)
    stored = rows(desk.clerk, table=fee, order_id=UUID(done["order"]))
    assert paid_lines(stored) == [(-100_00, -100_00), (30_00, 25_00)]
    assert {each["waiver_reason"] for each in stored} == {"老用户"}
    assert [each["refund_of"] for each in stored] == [deposit_of(desk, made), None]
    sheet = "".join(pages(papers.stored_pdf(desk.clerk, document_id=UUID(done["paper"])).pdf))
    assert "-¥100.00" in sheet
    assert "-¥75.00" in sheet
    assert verification.verify(desk.installation, keys=desk.clerk.keys).findings == ()


def test_nothing_goes_back_twice(desk: TestHall) -> None:
    """A deposit of 100 yuan goes back once, and never to somebody else."""
    made = registered(desk)
    take_back(desk, made)
    before = len(history.timeline_page(desk.clerk, customer_id=made.customer_id).rows)
    with pytest.raises(UserError, match="refund_more") as refused:
        take_back(desk, made)
    assert refused.value.values == {"amount": "¥0.00"}
    other = forms.individual(
        desk.place(1), holder=forms.person("单雄", serial=100, phone="13800000002")
    )
    stranger = registration.register(desk.clerk, new_id(), form=other)
    with pytest.raises(UserError, match="gone"):
        _take_back(
            desk.clerk,
            new_id(),
            customer_id=stranger.customer_id,
            deposit=deposit_of(desk, made),
        )
    assert len(history.timeline_page(desk.clerk, customer_id=made.customer_id).rows) == before


def test_a_business_stands_in_history_and_waits_for_the_printer(desk: TestHall) -> None:
    made = registered(desk)
    done = take_back(desk, made)
    newest_line = history.timeline_page(desk.clerk, customer_id=made.customer_id).rows[0]
    assert (newest_line.business, newest_line.order_number) == ("recapture", done["number"])
    waiting = {row.document_id for row in papers.unprinted(desk.clerk)}
    assert UUID(done["paper"]) in waiting
    (order,) = [
        each
        for each in papers.list_of_customer(desk.clerk, customer_id=made.customer_id)
        if each.order_id == UUID(done["order"])
    ]
    assert (order.kind, order.number, order.outcome) == ("slip", done["number"], "waiting")


def test_every_row_says_who_did_it_where(desk: TestHall) -> None:
    made = registered(desk)
    done = take_back(desk, made)
    actor, here = desk.clerk.actor, desk.installation.workstation.id
    own = {"hall_id": actor.hall_id, "staff_id": actor.id, "workstation_id": here}
    with desk.installation.engine.connect() as connection:
        for table in (product_order, interaction, paper, print_job, unprinted):
            stamped = [name for name in own if name in table.c]
            found = connection.execute(sa.select(*(table.c[name] for name in stamped))).all()
            assert found
            assert {tuple(row) for row in found} == {tuple(own[name] for name in stamped)}
    assert done["order"]


def test_what_does_not_agree_with_what_is_due_writes_nothing(desk: TestHall) -> None:
    made = registered(desk)

    @procedure(
        "test.wrong_sum",
        Permission.CUSTOMER_REGISTER,
        writes=orders.WRITES,
        changes=orders.CHANGES,
    )
    def wrong_sum(work: Work) -> None:
        row = work.one(customer, made.customer_id)
        payment = Payment(100, 101, 0, "cash", "R-1", "")
        due = [DueFee("TV-BASIC", "基本电视", "deposit", 100)]
        orders.open_order(
            work,
            business="recapture",
            customer_id=made.customer_id,
            party_id=row["party_id"],
            due=due,
            payment=payment,
        )

    number_blocks(desk.installation).prepare(desk.clerk, "slip")
    with pytest.raises(ValueError, match="cannot be paid"):
        wrong_sum(desk.clerk, new_id())
    page = history.timeline_page(desk.clerk, customer_id=made.customer_id)
    assert [each.business for each in page.rows] == ["registration"]


def test_a_role_that_may_not_opens_no_order(local_desk: TestHall) -> None:
    made = registered(local_desk)
    number_blocks(local_desk.installation).prepare(local_desk.clerk, "slip")
    with pytest.raises(NotAllowed):
        _take_back(
            local_desk.session(Role.AUDITOR),
            new_id(),
            customer_id=made.customer_id,
            deposit=deposit_of(local_desk, made),
        )


ONE_PLACE = {
    "product_order": {"opening.py"},
    "order_item": {"opening.py"},
    "fee": {"opening.py"},
    "interaction": {"noting.py"},
    "paper": {"adding.py"},
    "print_job": {"adding.py", "printing.py"},
    "unprinted": {"adding.py", "printing.py"},
}


def test_each_piece_is_written_in_one_place() -> None:
    found = defaultdict(set)
    for file in SERVICES.rglob("*.py"):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(call, ast.Call)
                and isinstance(call.func, ast.Attribute)
                and call.func.attr in ("insert", "technical")
                and call.args
                and isinstance(call.args[0], ast.Name)
            ):
                found[call.args[0].id].add(file.name)
    assert {name: found[name] for name in ONE_PLACE} == ONE_PLACE


def test_who_does_it_where_is_stamped_in_one_place() -> None:
    by_hand = ("hall_id=work.session.actor", "workstation_id=work.session.installation")
    found = {
        file.name
        for file in SERVICES.rglob("*.py")
        if any(each in file.read_text("utf-8") for each in by_hand)
    }
    assert found == set()


def test_a_fee_is_named_for_the_customer() -> None:
    order = orders.Order(
        new_id(),
        "1",
        "equipment",
        new_id(),
        new_id(),
        split([DueFee("TV", "基本电视", "deposit", -5)], -5),
    )
    assert fees(order, words("zh_CN")) == (FeeLine("基本电视 设备押金", -5, -5),)
