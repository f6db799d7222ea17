"""The customer at the counter: masked view, warnings, looks, reveals, history; on both databases."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import NotAllowed, UserError
from app.security.box import open_box
from app.services import customers, history, papers, registration
from app.services.customers import CustomerView
from app.services.procedure import Work
from app.services.procedure.transaction import REASON_CONTEXT
from db.engine import WRITES
from db.schema.customers import customer, party_role
from db.schema.identity import address, consent, contact_medium
from db.schema.interactions import interaction
from db.schema.organisation import hall
from tests.databases import REFUSED, WORDS
from tests.kit import crowd, forms
from tests.kit.crowd import Invented
from tests.kit.desk import MORNING, TestHall
from tests.kit.stored import last_event

ZENG = replace(
    crowd.invent(1),
    name="曾小贤",
    number="440104199001020019",
    phone="13812342600",
    birth_date=date(1990, 1, 2),
    last_contact_days=800,
    valid_to=date(2099, 12, 31),
    phone_products=2,
)
TODAY = date(2026, 11, 22)
CHILD = date(2021, 1, 1)  # PostgreSQL goes by its own clock


def opened(desk: TestHall, who: Invented, role: Role = Role.CLERK) -> CustomerView:
    (customer_id,) = crowd.add(desk.clerk, [who])
    session = desk.session(role)
    customers.record_view(session, new_id(), customer_id=customer_id, reason="核对")
    return customers.open_customer(session, customer_id=customer_id)


def add_rows(desk: TestHall, customer_id: UUID, *rows: tuple[sa.Table, dict[str, object]]) -> None:
    """More rows of a customer's party, written like a procedure does."""
    session, engine = desk.clerk, desk.installation.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        work = Work(session, connection, new_id())
        party_id = work.one(customer, customer_id)["party_id"]
        for table, values in rows:
            whose = {"subject_id": party_id}
            if "party_id" in table.c:
                whose["party_id"] = party_id
            if "customer_id" in table.c:
                whose["customer_id"] = customer_id
            if table is consent:
                whose["agreed_by"] = party_id
            work.insert(table, **whose, **values)
        work.finish("test.rows", bytes(32), "done", {})


def other_hall(desk: TestHall) -> UUID:
    session, engine = desk.clerk, desk.installation.engine
    with engine.connect().execution_options(**{WRITES: True}) as connection, connection.begin():
        work = Work(session, connection, new_id())
        hall_id = work.insert(hall, area_code="GZ02", name="荔湾厅", address="荔湾区示例路 2 号")
        work.finish("test.hall", bytes(32), "done", {})
    return hall_id


def test_the_view_is_masked_and_complete(desk: TestHall) -> None:
    view = opened(desk, ZENG)
    assert (view.code, view.kind, view.status, view.real_name_state) == (
        ZENG.code,
        "individual",
        "active",
        "card_read",
    )
    assert view.name.text == "曾*贤"
    assert view.documents[0].number.text == "440104********0019"
    assert view.documents[0].valid_to == ZENG.valid_to
    assert [phone.text for phone in view.phones] == ["138****2600"]
    assert view.places == (ZENG.place,)
    assert (view.subscriptions, view.accounts, view.telephones, view.telephone_limit) == (
        3,
        1,
        2,
        5,
    )
    assert view.months == 26
    assert not view.other_hall
    assert view.warnings == ()
    assert "曾小贤" not in repr(view)
    assert ZENG.number not in repr(view)


def test_second_contact_mail_addresses_and_consents_are_shown(desk: TestHall) -> None:
    (customer_id,) = crowd.add(desk.clerk, [ZENG])
    once = {"preferred": False, "status": "valid"}
    asked = {"order_id": new_id(), "text_version": "marketing/1", "part": "optional"}
    add_rows(
        desk,
        customer_id,
        (
            contact_medium,
            {"type": "second", "contact_name": "曾大贤", "value": "13700001111"} | once,
        ),
        (contact_medium, {"type": "email", "value": "zeng@example.com"} | once),
        (address, {"role": "mailing", "text": "广州市越秀区示例路1号", "district_code": "440104"}),
        (consent, asked | {"purpose": "marketing", "decision": "agree", "at": MORNING}),
        (
            consent,
            asked
            | {"purpose": "marketing", "decision": "withdrawn", "at": MORNING + timedelta(hours=1)},
        ),
    )
    view = customers.open_customer(desk.clerk, customer_id=customer_id)
    shown = {each.kind: each.text for each in view.others}
    assert shown["second"] == "曾*贤 137****1111"
    assert shown["email"] == "z***@example.com"
    assert shown["mailing"] == "广州市越秀区示例路****"
    assert shown["birth_date"] == "****-**-**"
    assert view.consents == {"marketing": "withdrawn"}
    clear = {
        each.kind: customers.reveal(
            desk.clerk, new_id(), customer_id=customer_id, field=each.field, reason="核对"
        ).text
        for each in view.others
    }
    assert clear["second"] == "曾大贤 13700001111"
    assert clear["email"] == "zeng@example.com"
    assert clear["mailing"] == "广州市越秀区示例路1号"
    assert clear["id_address"] == ZENG.place
    assert clear["birth_date"] == "1990-01-02"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"valid_to": TODAY - timedelta(days=1)}, "expired"),
        ({"valid_to": TODAY}, "expires_soon"),
        ({"valid_to": TODAY + timedelta(days=30)}, "expires_soon"),
        ({"valid_to": TODAY + timedelta(days=31)}, None),
        ({"valid_to": None}, None),
        ({"real_name_state": "mismatch"}, "mismatch"),
        ({"real_name_state": "unverified"}, "unverified"),
        ({"real_name_state": "pending"}, None),
        ({"status": "suspended"}, "suspended"),
        ({"status": "closed"}, "not_served"),
        ({"birth_date": date(2012, 5, 1)}, "no_guardian"),
        ({"birth_date": date(2008, 11, 22)}, None),
        ({"kind": "virtual_card", "number": "", "birth_date": None}, None),
    ],
)
def test_what_matters_now_is_said(local_desk: TestHall, change: dict[str, Any], code: str) -> None:
    view = opened(local_desk, replace(ZENG, **change))
    assert [each.code for each in view.warnings] == ([code] if code else [])


@WORDS
def test_at_most_three_warnings_the_gravest_first(desk: TestHall) -> None:
    who = replace(
        ZENG,
        real_name_state="unverified",
        status="suspended",
        birth_date=CHILD,
        hall_id=other_hall(desk),
    )
    view = opened(desk, who)
    assert [each.code for each in view.warnings] == ["no_guardian", "suspended", "unverified"]
    assert view.hall_name == "荔湾厅"
    assert view.other_hall


@WORDS
def test_a_guardian_on_record_ends_the_warning(desk: TestHall) -> None:
    (customer_id,) = crowd.add(desk.clerk, [replace(ZENG, birth_date=CHILD)])
    add_rows(
        desk,
        customer_id,
        (party_role, {"role": "guardian", "relation": "father", "valid_from": TODAY}),
    )
    assert customers.open_customer(desk.clerk, customer_id=customer_id).warnings == ()


def test_a_reveal_is_on_record_before_its_text_is_shown(desk: TestHall) -> None:
    view = opened(desk, ZENG)
    shown = customers.reveal(
        desk.clerk,
        new_id(),
        customer_id=view.customer_id,
        field=view.documents[0].number.field,
        reason="客户要求核对证件",
    )
    assert (shown.text, shown.seconds) == (ZENG.number, 30)
    event = last_event(desk)
    assert event["procedure"] == "customers.reveal"
    details = dict(event["details"])  # type: ignore[call-overload]
    assert (details["outcome"], details["field"]) == ("done", "number")
    assert ["customer", str(view.customer_id)] in event["looked"]  # type: ignore[operator]
    auditor = desk.session(Role.AUDITOR)
    reason = open_box(
        auditor.keys.held["audit", 1], base64.b64decode(str(event["reason"])), REASON_CONTEXT
    )
    assert reason.decode() == "客户要求核对证件"


@REFUSED
def test_no_reveal_without_a_reason_or_a_field(desk: TestHall) -> None:
    view = opened(desk, ZENG)
    other = opened(desk, replace(crowd.invent(2), name="甲乙"))

    def ask(field: str, reason: str = "核对") -> None:
        customers.reveal(
            desk.clerk, new_id(), customer_id=view.customer_id, field=field, reason=reason
        )

    with pytest.raises(UserError, match="reason_needed"):
        ask("name", reason="  ")
    for field in ("legal_representative", "version", "number:not-an-id", "email:", ""):
        with pytest.raises(UserError, match="no_such_field"):
            ask(field)
    with pytest.raises(UserError, match="no_such_field"):
        ask(other.documents[0].number.field)


def test_a_look_is_one_event_and_another_hall_needs_a_reason(desk: TestHall) -> None:
    here = opened(desk, ZENG)
    customers.record_view(desk.clerk, new_id(), customer_id=here.customer_id)
    event = last_event(desk)
    assert event["procedure"] == "customers.look"
    assert event["reason"] is None
    (away,) = crowd.add(
        desk.clerk, [replace(crowd.invent(2), name="甲乙", hall_id=other_hall(desk))]
    )
    with pytest.raises(UserError, match="reason_needed"):
        customers.record_view(desk.clerk, new_id(), customer_id=away)
    customers.record_view(desk.clerk, new_id(), customer_id=away, reason="客户异地办理")
    assert last_event(desk)["reason"]


@REFUSED
def test_compliance_gives_a_reason_for_every_look(desk: TestHall) -> None:
    view = opened(desk, ZENG, Role.COMPLIANCE)
    session = desk.session(Role.COMPLIANCE)
    with pytest.raises(UserError, match="reason_needed"):
        customers.record_view(session, new_id(), customer_id=view.customer_id)
    customers.record_view(session, new_id(), customer_id=view.customer_id, reason="投诉核查")


@REFUSED
def test_an_account_manager_opens_own_customers_only(desk: TestHall) -> None:
    manager = desk.session(Role.ACCOUNT_MANAGER)
    mine = replace(ZENG, manager_id=manager.actor.id, hall_id=other_hall(desk))
    view = opened(desk, mine, Role.ACCOUNT_MANAGER)
    assert view.name.text == "曾*贤"
    (other,) = crowd.add(desk.clerk, [replace(crowd.invent(2), name="甲乙")])
    with pytest.raises(NotAllowed):
        customers.open_customer(manager, customer_id=other)
    with pytest.raises(NotAllowed):
        customers.record_view(manager, new_id(), customer_id=other, reason="看看")


@REFUSED
def test_a_customer_that_is_not_there_is_said(desk: TestHall) -> None:
    with pytest.raises(UserError, match="gone"):
        customers.open_customer(desk.clerk, customer_id=new_id())


def test_history_comes_newest_first_a_page_at_a_time(desk: TestHall) -> None:
    (customer_id,) = crowd.add(desk.clerk, [ZENG])
    actor = desk.clerk.actor
    before_these = len(history.timeline_page(desk.clerk, customer_id=customer_id, limit=9).rows)
    add_rows(
        desk,
        customer_id,
        *(
            (
                interaction,
                {
                    "hall_id": actor.hall_id,
                    "staff_id": actor.id,
                    "business": "activation",
                    "channel": "hall",
                    "result": "done",
                    "note": f"第{n}次" if n else None,
                    "at": MORNING - timedelta(days=n // 2),
                },
            )
            for n in range(5)
        ),
    )
    seen: list[history.InteractionRow] = []
    before = None
    while True:
        page = history.timeline_page(desk.clerk, customer_id=customer_id, before=before, limit=2)
        seen += page.rows
        before = page.next
        if before is None:
            break
    assert len(seen) == len({row.id for row in seen}) == before_these + 5
    assert [row.at for row in seen] == sorted((row.at for row in seen), reverse=True)
    assert seen[0].note in ("", "第1次")
    assert (seen[0].staff_no, seen[0].hall_name) == (actor.staff_no, actor.hall_name)
    assert (seen[-1].business, seen[-1].order_number[:2]) == ("registration", "SL")
    with pytest.raises(NotAllowed):
        history.timeline_page(desk.session(Role.ACCOUNT_MANAGER), customer_id=customer_id)


def test_nothing_of_a_customer_is_read_for_a_reason_before_the_reason_is_on_record(
    desk: TestHall,
) -> None:
    made = registration.register(desk.clerk, new_id(), form=forms.individual(desk.place()))
    session = desk.session(Role.COMPLIANCE)
    reads: list[Callable[[], object]] = [
        lambda: customers.open_customer(session, customer_id=made.customer_id),
        lambda: history.timeline_page(session, customer_id=made.customer_id),
        lambda: papers.list_of_customer(session, customer_id=made.customer_id),
        lambda: papers.stored_pdf(session, document_id=made.agreement_document_id),
    ]
    for read in reads:
        with pytest.raises(UserError, match="reason_needed"):
            read()
    customers.record_view(session, new_id(), customer_id=made.customer_id, reason="投诉核查")
    for read in reads:
        read()
