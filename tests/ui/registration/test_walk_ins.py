"""Walk-ins are registered through the real window: who they are decides what is asked."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.services.session import Shown, Written
from db.schema.customers import customer, subscription
from tests.kit.clerk import AGREE, OPTIONAL, Registering, born_years_ago, focused, person, type_text
from tests.kit.forms import resident_number
from ui.desk.requests import ShowPapers
from ui.widgets.tab_order import reading_order
from ui.words.number_text import number_text


def customers(clerk: Registering) -> list[tuple[str, str]]:
    """(kind, real-name state) of every customer."""
    with clerk.installation.engine.connect() as connection:
        rows = connection.execute(sa.select(customer.c.kind, customer.c.real_name_state))
        return [(row.kind, row.real_name_state) for row in rows]


def test_an_individual_with_a_rare_name_is_registered_and_served(clerk: Registering) -> None:
    clerk.individual("欧阳䶮")
    assert clerk.status("holder.name") == (
        "ok",
        "Rare character 䶮 U+4DAE: can be shown, printed and searched",
    )
    opened: list[object] = []
    clerk.screen.desk.screen_wanted.connect(opened.append)
    changes: list[Written] = []
    clerk.screen.desk.changed.connect(changes.append)
    number = clerk.register()
    assert customers(clerk) == [("individual", "pending")]
    assert clerk.said[-1].text.endswith(number_text(number))
    (asked,) = opened
    assert isinstance(asked, ShowPapers)
    assert asked.order_id is not None
    clerk.wait(lambda: bool(changes))
    (changed,) = changes
    assert changed.kinds == set(Shown) - {Shown.REQUEST}
    assert clerk.screen.desk.customer_id in changed.ids
    assert clerk.screen.open.is_empty
    clerk.counts()
    assert list(clerk.hall.folders.drafts.glob("*.draft")) == []


def test_a_child_of_7_is_registered_by_the_guardian(clerk: Registering) -> None:
    clerk.choose_place()
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    clerk.put(person("holder", born_years_ago(7), 131))
    guardian = clerk.screen.form.document.person("guardian")
    assert guardian.isVisible()
    assert "the guardian acts and signs" in clerk.screen.form.document.age.text()
    clerk.go_on()
    assert clerk.step == 2
    assert clerk.status("guardian.name")[0] == "bad"
    clerk.put(person("guardian"))
    clerk.put(
        {
            "guardian.name": "欧阳㛃",
            "guardian.phone": "13800000002",
            "guardian.relation": "母亲",
        }
    )
    clerk.go_on()
    assert clerk.step == 3
    clerk.put({"holder.name": "欧阳𬭎", "holder.phone": "13800000002"})
    clerk.consent()
    clerk.go_on()
    assert clerk.step == 3
    assert clerk.status("consent.separate.child_data")[0] == "bad"
    clerk.consent("child_data")
    clerk.go_on()
    clerk.pay("160")
    clerk.go_on()
    confirm = clerk.screen.form.steps[4]
    assert "the guardian, for the child" in confirm.text()  # type: ignore[attr-defined]
    clerk.register()
    assert customers(clerk) == [("individual", "pending")]


def test_a_child_of_15_signs_with_the_guardian(clerk: Registering) -> None:
    clerk.choose_place()
    clerk.put({"products": "TV-BASIC"})
    clerk.go_on()
    clerk.put({**person("holder", born_years_ago(15), 131), **person("guardian")})
    clerk.put(
        {"guardian.name": "欧阳㛃", "guardian.phone": "13800000002", "guardian.relation": "父亲"}
    )
    clerk.go_on()
    clerk.put({"holder.name": "欧阳𫖯", "holder.phone": "13800000005"})
    assert not clerk.screen.form.person.consent.separate["child_data"].isVisible()
    clerk.consent()
    clerk.go_on()
    clerk.pay("160", "scan")
    clerk.go_on()
    assert "To sign: the customer, the guardian" in clerk.screen.form.steps[4].text()  # type: ignore[attr-defined]
    clerk.register()
    assert customers(clerk) == [("individual", "pending")]


def test_a_business_acts_through_its_handler(clerk: Registering) -> None:
    clerk.put({"customer_kind": "business"})
    clerk.choose_place()
    clerk.put({"products": "TV-HD"})
    clerk.go_on()
    assert clerk.screen.form.document.person("handler").isVisible()
    assert not clerk.screen.form.document.holder.isVisible()
    clerk.put(
        {
            "organization.number": "91350100M000100Y43",
            "organization.legal_representative": "单雄",
            "handler.name": "仇𫖯",
            "handler.phone": "13800000003",
            **person("handler", serial=211),
        }
    )
    clerk.go_on()
    clerk.put({"organization.name": "广州示例科技有限公司", "organization.phone": "02081234567"})
    clerk.consent()
    clerk.go_on()
    clerk.pay("460", "pos")
    clerk.go_on()
    text = clerk.screen.form.steps[4].text()  # type: ignore[attr-defined]
    assert "the handler, with the seal of the unit" in text
    assert "仇*" in text
    assert "仇𫖯" not in text
    clerk.register()
    assert customers(clerk) == [("business", "pending")]


def test_a_virtual_card_needs_no_document_and_no_address(clerk: Registering) -> None:
    clerk.put({"customer_kind": "virtual_card"})
    business = clerk.screen.form.business
    assert set(business.products.boxes) == {"VOD-M", "CZ-100"}
    assert not business.place.isVisible()
    clerk.put({"products": "CZ-100"})
    clerk.go_on()
    assert clerk.screen.form.document.no_document.isVisible()
    clerk.go_on()
    clerk.put({"holder.name": "曾𠅤", "holder.phone": "13800000004"})
    clerk.put({"consent.notice_acknowledged": "1"})
    clerk.put({f"consent.optional.{code}": "refuse" for code in OPTIONAL})
    clerk.go_on()
    clerk.pay("100")
    clerk.go_on()
    clerk.register()
    assert customers(clerk) == [("virtual_card", "exempt")]


def test_an_active_user_at_the_address_asks_what_happens(clerk: Registering) -> None:
    clerk.individual()
    clerk.register()
    clerk.open_tab()
    clerk.choose_place()
    business = clerk.screen.form.business
    assert business.at_address.isVisible()
    clerk.settled()
    assert "欧阳*" in business.users.text()  # before any product is chosen
    clerk.put({"products": "TV-SUB"})
    clerk.settled()
    assert "欧阳*" in business.users.text()
    for answer in ("transfer", "previous_cancels"):
        clerk.put({"at_address": answer})
        clerk.go_on()
        assert clerk.step == 1
        assert clerk.status("at_address")[0] == "bad"
    clerk.put({"at_address": "additional"})
    clerk.go_on()
    assert clerk.step == 2


def test_cash_gives_change_and_a_waiver_needs_its_reason(clerk: Registering) -> None:
    clerk.individual()
    clerk.screen.go_to(3)
    fees = clerk.screen.form.steps[3]
    assert fees.change.text() == "Change ¥40.00"  # type: ignore[attr-defined]
    clerk.pay("200", "scan")
    assert clerk.status("received")[0] == "bad"
    clerk.pay("100")
    assert clerk.status("received")[0] == "bad"
    clerk.put({"payment.waiver_reason": "押金减免,主管同意"})
    assert clerk.status("received")[0] == "hint"
    clerk.go_on()
    assert "Waived: ¥60.00" in clerk.screen.form.steps[4].text()  # type: ignore[attr-defined]


def test_a_number_fills_in_birth_date_and_sex(clerk: Registering) -> None:
    clerk.put({"holder.number": resident_number(born_years_ago(30), 211)})
    assert clerk.text("holder.birth_date") == born_years_ago(30).isoformat()
    assert clerk.text("holder.sex") == "male"
    clerk.put({"holder.number": "4401"})
    assert clerk.text("holder.birth_date") == ""


def test_the_whole_job_by_keyboard(clerk: Registering) -> None:
    """Only keys, each to the widget that has the focus."""
    screen = clerk.screen

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(focused(), code, modifier)

    def to(path: str) -> None:
        for _ in range(80):
            if screen.fields.path_of(focused()) == path:
                return
            key(Qt.Key.Key_Return)
        raise AssertionError(f"Enter never came to {path}")

    def write(path: str, text: str) -> None:
        to(path)
        type_text(text)

    write("place_id", "示例花园")
    type_text(" 301")
    clerk.wait(lambda: not screen.form.business.place.list.isHidden())
    key(Qt.Key.Key_Return)
    to("products")
    key(Qt.Key.Key_Space)
    clerk.go_on()
    assert clerk.step == 2
    write("holder.number", resident_number(born_years_ago(40)))
    write("holder.valid_to", "20400101")
    write("holder.id_address", "广东省广州市越秀区示例路 12 号")
    clerk.go_on()
    assert clerk.text("holder.valid_to") == "2040-01-01"
    assert clerk.step == 3
    write("holder.name", "张三")
    write("holder.phone", "13800000001")
    to("consent.notice_acknowledged")
    key(Qt.Key.Key_Space)
    for code in ("id_image", "live_photo", "signature"):
        to(f"consent.separate.{code}")
        key(Qt.Key.Key_1)
    assert screen.fields.path_of(focused()) == f"consent.optional.{OPTIONAL[0]}"
    for _ in OPTIONAL:  # a digit goes on to the next line by itself
        key(Qt.Key.Key_2)
    assert {clerk.text(f"consent.separate.{code}") for code in AGREE} == {"agree"}
    assert {clerk.text(f"consent.optional.{code}") for code in OPTIONAL} == {"refuse"}
    clerk.go_on()
    assert clerk.step == 4
    to("payment.method")
    key(Qt.Key.Key_Down)
    write("received", "160")
    write("payment.receipt_no", "7")
    clerk.go_on()
    clerk.register()
    assert len(customers(clerk)) == 1


def test_tab_goes_in_reading_order(clerk: Registering) -> None:
    clerk.put({"customer_kind": "group", "products": "TV-BASIC,TEL-39"})
    screen = clerk.screen
    clerk.settled()
    for step in range(5):
        screen.go_to(step)
        QApplication.processEvents()  # fields that were built just now are shown
        page = screen.form.steps[step]
        expected = [each for each in reading_order(screen.form) if each.isVisible()]
        expected = [each for each in expected if each.isEnabled()]
        expected[0].setFocus()
        walked = []
        for _ in expected:
            walked.append(focused())
            QTest.keyClick(walked[-1], Qt.Key.Key_Tab)
        assert walked == expected
        places = [
            each.mapTo(page, each.rect().center()) for each in expected if page.isAncestorOf(each)
        ]
        rows = [(point.y() // 24, point.x()) for point in places]
        for before, after in pairwise(rows):
            assert after[0] > before[0] - 2


def test_tab_goes_round_the_whole_window(clerk: Registering) -> None:
    clerk.choose_place()
    clerk.put({"products": "TV-BASIC"})
    serial: Any = clerk.screen.fields.control("serials.TV-BASIC")
    clerk.wait(serial.isVisible)
    met = [focused()]
    for _ in range(60):
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
        if focused() is met[0]:
            break
        met.append(focused())
    assert focused() is met[0]
    business = clerk.screen.form.business
    main: Any = clerk.main
    for stop in (
        business.place.control,
        business.products.boxes["TV-BASIC"],
        serial.control,
        clerk.screen.bottom.go,
        main.panel.box,
        main.tabs,
    ):
        assert stop in met


def test_a_new_line_takes_the_cursor_and_goes_with_the_form(clerk: Registering) -> None:
    clerk.put({"customer_kind": "group"})
    clerk.screen.go_to(2)
    clerk.screen.form.person.members.add_line.click()
    fields = clerk.screen.fields
    clerk.wait(lambda: fields.path_of(QApplication.focusWidget()) == "members.0.customer_code")
    clerk.screen.bottom.abandoned.emit()
    assert clerk.screen.open.is_empty
    assert "members.0.customer_code" not in fields.paths()


def test_subscriptions_hold_serial_and_place(clerk: Registering) -> None:
    clerk.choose_place(2)
    clerk.put({"products": "TV-BASIC"})
    clerk.put({"serials.TV-BASIC": "STB"})
    assert clerk.status("serials.TV-BASIC")[0] == "bad"
    clerk.put({"serials.TV-BASIC": "STB00010001"})
    clerk.go_on()
    clerk.put(person("holder"))
    clerk.go_on()
    clerk.put({"holder.name": "张三", "holder.phone": "13800000001"})
    clerk.consent()
    clerk.go_on()
    clerk.pay("160")
    clerk.go_on()
    clerk.register()
    with clerk.installation.engine.connect() as connection:
        row = connection.execute(sa.select(subscription)).one()
    assert row.equipment_serial == "STB00010001"
    assert str(row.place_id)
