"""A document on the counter is somebody else's: nothing is filled, one question is asked (rule 6)."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from app.errors import UserError
from app.lanes import lane
from app.services import customers
from app.services.session import Session
from tests.kit.capturing import (
    ADULT,
    GROWN,
    Counter,
    StandIn,
    back,
    focused,
    front,
    licence,
    words,
)
from tests.kit.clerk import born_years_ago
from tests.kit.forms import resident_number
from tests.ui.capture.capture_fixtures import counter, hall, table

__all__ = ["counter", "hall", "table"]


def with_holder(counter: Counter, table: StandIn, name: str = "欧阳䶮", serial: int = 152) -> None:
    """A form that the document of its holder filled."""
    counter.take(table.lay(front(name, ADULT, serial), back()))
    counter.fill()
    assert counter.text("holder.name") == name


def other_card(counter: Counter, table: StandIn, name: str = "仇𫖯", serial: int = 211) -> None:
    """Somebody else's card is laid on the counter and confirmed."""
    counter.to_capture()
    counter.wait(lambda: counter.capture.destination.given is None)  # the one before is on the disk
    counter.take(table.lay(front(name, GROWN, serial), back()))
    counter.use()
    counter.wait(lambda: counter.main.current_key() == "registration")


def test_the_question_fills_nothing_and_says_whose_it_is(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table)
    before = counter.screen.open.entry
    other_card(counter, table)
    choices = counter.screen.documents.choices
    assert choices.isVisible()
    assert counter.screen.open.entry == before
    assert counter.pictures() == {("holder", "front"), ("holder", "back")}
    assert "欧*䶮" in choices.detail.text() or "欧阳*" in choices.detail.text()
    assert focused() is choices.buttons[4]
    assert not counter.screen.form.middle.isVisible()
    said = [button.text() for button in choices.buttons]
    assert [text[0] for text in said] == ["1", "2", "3", "4", "5"]
    assert "transfers are not part of this version" in said[3]
    counter.press(Qt.Key.Key_4)
    assert choices.isVisible()
    assert counter.screen.open.entry == before
    counter.press(Qt.Key.Key_5)
    assert not choices.isVisible()
    assert counter.screen.form.middle.isVisible()
    assert counter.screen.open.entry == before
    assert counter.said_last() == "Put aside. Nothing of it was kept."


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_esc_and_enter_take_the_safe_answer(counter: Counter, table: StandIn, key: Qt.Key) -> None:
    with_holder(counter, table)
    before = counter.screen.open.entry
    other_card(counter, table)
    if key == Qt.Key.Key_Return:
        key = Qt.Key.Key_Space  # what a button is pressed with
    counter.press(key)
    assert not counter.screen.documents.choices.isVisible()
    assert counter.screen.open.entry == before
    counter.wait(lambda: not counter.capture.tray.documents)


def test_2_makes_it_the_agents(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table)
    other_card(counter, table)
    counter.press(Qt.Key.Key_2)
    assert counter.text("agent.name") == "仇𫖯"
    assert counter.text("by_agent") == "1"
    assert counter.text("holder.name") == "欧阳䶮"
    assert ("agent", "front") in counter.pictures()
    assert counter.screen.fields.path_of(focused()).startswith("agent.")


def test_3_makes_it_the_guardians(counter: Counter, table: StandIn) -> None:
    child = born_years_ago(7)
    counter.take(table.lay(front("欧阳𬭎", child, 131), back("2029-01-05", "2024-01-05")))
    counter.fill()
    other_card(counter, table)
    counter.press(Qt.Key.Key_3)
    assert counter.text("guardian.name") == "仇𫖯"
    assert counter.text("holder.name") == "欧阳𬭎"
    assert ("guardian", "back") in counter.pictures()


def test_3_is_not_offered_where_the_holder_needs_no_guardian(
    counter: Counter, table: StandIn
) -> None:
    """Else the document would stand where nobody sees it, and its pictures would be thrown away."""
    with_holder(counter, table)
    other_card(counter, table)
    third = counter.screen.documents.choices.buttons[2]
    assert not third.isEnabled()
    assert "needs no guardian" in third.text()
    counter.press(Qt.Key.Key_3)
    assert counter.screen.documents.choices.isVisible()
    counter.press(Qt.Key.Key_Escape)


def test_1_begins_a_form_of_its_own_and_holds_the_other(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table)
    other_card(counter, table)
    assert "Register this person" in counter.screen.documents.choices.buttons[0].text()
    counter.press(Qt.Key.Key_1)
    assert counter.text("holder.name") == "仇𫖯"
    assert counter.pictures() == {("holder", "front"), ("holder", "back")}
    assert sorted(form.held for form in counter.desk.forms.all) == [False, True]


def test_1_opens_the_customer_whose_it_is(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table, "单雄", 171)
    counter.take_place(1)
    counter.finish("13800000171")
    known = counter.desk.customer_id
    counter.desk.serve(None)
    counter.to_capture()
    with_holder(counter, table, "欧阳䶮", 172)
    counter.to_capture()
    counter.take(table.lay(front("单雄", ADULT, 171), back()))
    assert "Belongs to" in counter.capture.bench.bar.said.text()
    counter.use()
    counter.wait(counter.screen.documents.choices.isVisible)
    assert "Open the customer of this document: 单*" in (
        counter.screen.documents.choices.buttons[0].text()
    )
    looks = sum('"customers.look"' in each for each in counter.events())
    counter.press(Qt.Key.Key_1)
    counter.wait(lambda: counter.desk.customer_id == known)
    assert [form.held for form in counter.desk.forms.all] == [True]
    counter.idle()
    assert sum('"customers.look"' in each for each in counter.events()) > looks


def test_a_customer_in_service_and_another_card(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table, "单雄", 173)
    counter.take_place(2)
    counter.finish("13800000173")
    served = counter.desk.customer_id
    counter.to_capture()
    counter.take(table.lay(front("仇𫖯", GROWN, 211), back()))
    counter.use()
    choices = counter.capture.choices
    counter.wait(choices.isVisible)
    assert not counter.capture.pages.isVisible()
    assert [button.isEnabled() for button in choices.buttons] == [True, False, False, False, True]
    assert "no form is open" in choices.buttons[1].text()
    for key in (Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4):
        counter.press(key)
    assert choices.isVisible()
    counter.press(Qt.Key.Key_Escape)
    assert counter.capture.tray.documents == ()
    assert counter.desk.customer_id == served
    assert counter.screen.open.is_empty
    counter.take(table.lay(front("仇𫖯", GROWN, 211), back()))
    counter.use()
    counter.wait(choices.isVisible)
    counter.press(Qt.Key.Key_1)
    counter.wait(lambda: counter.main.current_key() == "registration")
    assert counter.desk.customer_id is None
    assert counter.text("holder.name") == "仇𫖯"


def test_a_document_stays_while_its_customer_is_not_opened(
    counter: Counter, table: StandIn
) -> None:
    with_holder(counter, table, "单雄", 174)
    counter.take_place(4)
    counter.finish("13800000174")
    counter.desk.serve(None)
    counter.to_capture()
    counter.take(table.lay(front("单雄", ADULT, 174), back()))
    counter.use()
    counter.wait(counter.capture.choices.isVisible)
    gate = threading.Event()

    @lane("procedures")
    def wait() -> None:
        gate.wait(10)

    counter.background.run(wait)
    counter.press(Qt.Key.Key_1)
    counter.press(Qt.Key.Key_F5)  # a form comes to the front before the look is on record
    gate.set()
    counter.idle()
    assert counter.desk.customer_id is None
    assert len(counter.capture.tray.documents) == 1
    counter.to_capture()
    counter.use()
    counter.wait(counter.capture.choices.isVisible)


def test_a_units_document_for_a_persons_form_is_said_and_stays_on_the_counter(
    counter: Counter, table: StandIn
) -> None:
    with_holder(counter, table)
    counter.to_capture()
    counter.take(table.lay(licence()))
    counter.use()
    counter.wait(lambda: "This is a unit's document" in counter.said_last())
    organization = counter.screen.open.entry.form.organization
    assert organization is not None
    assert organization.number == ""
    assert [each.type for each in counter.capture.tray.documents] == ["business_licence"]


def test_a_document_on_record_under_another_name(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table, "单雄", 175)
    counter.take_place(3)
    counter.finish("13800000175")
    counter.to_capture()
    counter.take(table.lay(front("单椎", ADULT, 175), back()))
    bar = counter.capture.bench.bar
    assert "on record under another name" in bar.said.text()
    before = len(counter.events())
    counter.use()
    counter.wait(lambda: "Name or number differ" in counter.said_last())
    assert len(counter.kept()) == 2
    assert len(counter.events()) >= before
    assert [each.type for each in counter.capture.tray.documents] == ["resident_id"]


def test_typed_fields_that_differ_show_both_and_are_never_overwritten(
    counter: Counter, table: StandIn
) -> None:
    counter.to_form()
    number = resident_number(date(1990, 3, 7), 152)
    counter.put(
        {
            "holder.number": number,
            "holder.id_address": "广东省广州市越秀区试验路 3 号",
            "holder.authority": "广州市公安局",
            "holder.valid_to": "2030-01-01",
            "holder.name": "欧阳䶮",
        }
    )
    counter.to_capture()
    counter.take(table.lay(front(), back()))
    counter.fill()
    versions = counter.screen.documents.versions
    assert versions.isVisible()
    assert set(versions.buttons) == {"id_address", "authority", "valid_to"}
    assert counter.text("holder.id_address").endswith("试验路 3 号")
    assert counter.text("holder.authority") == "广州市公安局"
    assert counter.text("holder.valid_to") == "2030-01-01"
    assert counter.text("holder.valid_from") == "2016-12-15"
    assert focused() is next(iter(versions.buttons.values()))[0]
    versions.buttons["id_address"][0].click()
    assert counter.text("holder.id_address").endswith("试验路 3 号")
    versions.buttons["authority"][1].click()
    assert counter.text("holder.authority") == "广州市公安局越秀分局"
    assert counter.text("holder.valid_to") == "2030-01-01"
    versions.take_all.click()
    assert counter.text("holder.valid_to") == "2036-12-15"
    assert counter.text("holder.id_address").endswith("试验路 3 号")
    assert not versions.isVisible()


def test_a_typed_sex_is_shown_in_words(counter: Counter, table: StandIn) -> None:
    counter.to_form()
    counter.put({"holder.number": resident_number(ADULT, 152), "holder.sex": "male"})
    counter.to_capture()
    counter.take(table.lay(front(), back()))
    counter.fill()
    versions = counter.screen.documents.versions
    assert set(versions.buttons) == {"sex"}
    assert "Typed\nMale\nDocument\nFemale" in words(versions)


def test_a_second_agent_never_mixes_with_the_first(counter: Counter, table: StandIn) -> None:
    with_holder(counter, table)
    other_card(counter, table)
    counter.press(Qt.Key.Key_2)
    before = counter.screen.open.entry
    other_card(counter, table, "单雄", 213)
    counter.press(Qt.Key.Key_2)
    assert counter.screen.open.entry == before
    assert "Somebody else stands there" in counter.said_last()
    assert [each.fields(counter.desk.session.today)["name"].value
            for each in counter.capture.tray.documents] == ["单雄"]  # fmt: skip


def test_no_other_form_is_taken_while_one_is_being_registered(
    counter: Counter, table: StandIn
) -> None:
    """Its answer is about the form that is open: it would throw the other one's draft away."""
    with_holder(counter, table)
    held = counter.screen.open.draft_id
    counter.screen.hold()
    with_holder_again = counter.screen.open.draft_id
    assert with_holder_again != held
    counter.screen.commit.submission.is_busy = True
    counter.screen.restore_state({"draft_id": str(held)})
    assert counter.screen.open.draft_id == with_holder_again
    counter.screen.commit.submission.is_busy = False
    counter.screen.restore_state({"draft_id": str(held)})
    assert counter.screen.open.draft_id == held


def test_pictures_stay_with_a_form_that_is_being_registered(
    counter: Counter, table: StandIn
) -> None:
    with_holder(counter, table)
    documents, before = counter.screen.documents, counter.screen.open.entry
    counter.screen.commit.submission.is_busy = True
    documents.remove_picture(documents.pictures.shown[0].id)
    documents.clear("holder")
    assert counter.pictures() == {("holder", "front"), ("holder", "back")}
    assert counter.screen.open.entry == before
    assert "Wait for its answer" in counter.said_last()
    counter.screen.commit.submission.is_busy = False
    documents.clear("holder")
    assert counter.pictures() == set()


@pytest.mark.parametrize(
    ("trouble", "serial"),
    [("the look fails", 181), ("another customer is opened meanwhile", 185)],
)
def test_a_document_stays_on_the_counter_until_the_look_at_its_customer_is_on_record(
    counter: Counter, table: StandIn, monkeypatch: pytest.MonkeyPatch, trouble: str, serial: int
) -> None:
    with_holder(counter, table, "单雄", serial)
    counter.take_place(6 if serial == 181 else 7)
    counter.finish(f"13800000{serial}")
    known = counter.desk.customer_id
    counter.desk.serve(None)
    counter.to_capture()
    with_holder(counter, table, "欧阳䶮", serial + 2)
    counter.to_capture()
    counter.take(table.lay(front("单雄", ADULT, serial), back()))
    counter.use()
    counter.wait(counter.screen.documents.choices.isVisible)
    gate, real = threading.Event(), customers.record_view

    def look(session: Session, operation_id: UUID, **arguments: Any) -> None:
        gate.wait(20)
        if trouble == "the look fails":
            raise UserError("disk_full", "The disk is full.")
        real(session, operation_id, **arguments)

    monkeypatch.setattr(customers, "record_view", look)
    counter.press(Qt.Key.Key_1)
    assert counter.capture.destination.given is not None
    if trouble != "the look fails":
        counter.desk.turn += 1
    gate.set()
    counter.wait(lambda: counter.capture.destination.given is None)
    assert counter.desk.customer_id != known
    (document,) = counter.capture.tray.documents
    assert document.typed.get("name", "单雄") == "单雄"
    assert [form.held for form in counter.desk.forms.all] == [True]
    monkeypatch.undo()
    counter.to_capture()
    counter.use()  # and is used again
    counter.wait(counter.capture.choices.isVisible)
    counter.press(Qt.Key.Key_1)
    counter.wait(lambda: counter.desk.customer_id == known)
    counter.wait(lambda: not counter.capture.tray.documents)
