"""竣工 in the real window: from the list of what is late, or with Alt+2, by keys; and what stands in its way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
import sqlalchemy as sa
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.ids import new_id
from app.domain.registration.form import SubscriptionForm
from app.paths import Folders
from app.services import changes, registration
from app.services.procedure import Work, procedure
from app.services.registration import Registered
from app.services.session import Session
from db.schema.customers import customer, subscription
from db.schema.organisation import hall as hall_table
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit.clerk import type_text
from tests.kit.panel import panel_of, texts
from tests.kit.person import Person
from ui.changes.screen import ChangesScreen
from ui.desk.background import Background
from ui.home.screen import LATE, HomeScreen

LATE_DAYS = 12
SERIALS = ("STB00010001", "")


@procedure("test.customer_moves", None, writes={hall_table: {}, customer: {}})
def _to_another_hall(work: Work, *, customer_id: UUID) -> UUID:
    there = work.insert(hall_table, area_code="GZ02", name="天河厅", address="天河区示例路 2 号")
    row = work.one(customer, customer_id)
    work.update(customer, customer_id, row["version"], hall_id=there)
    return there


class Installing(Person):
    """A clerk's whole window, twelve days after two customers ordered; the first has two products."""

    def __init__(self, qtbot, folders: Folders, background: Background) -> None:
        super().__init__(qtbot, desks.open_desk(folders), background)
        self.made = [self.register(0, SERIALS), self.register(1, ("STB00010003",))]
        self.hall.clock.pass_time(days=LATE_DAYS)
        self.stand()
        self.wait(lambda: self.home.late.table.model.rows)

    def register(self, n: int, serials: tuple[str, ...]) -> Registered:
        place = self.hall.place(n)
        form = forms.individual(
            place,
            subscriptions=tuple(SubscriptionForm("TV-BASIC", place, each) for each in serials),
            holder=forms.person("单雄", serial=100 + n * 2, phone=f"1380000{n:04d}"),
        )
        paid = str(160 * len(serials))
        form = replace(form, payment=replace(form.payment, paid=paid))
        return registration.register(self.hall.clerk, new_id(), form=form)

    @property
    def session(self) -> Session:
        return self.hall.clerk

    @property
    def home(self) -> HomeScreen:
        return self.screen_of("home", HomeScreen)

    @property
    def screen(self) -> ChangesScreen:
        return self.screen_of("change", ChangesScreen)

    def choose_late(self, number: int) -> None:
        """The second list of the start screen, and Enter on a row."""
        self.home.lists.buttons[LATE].click()
        self.home.late.table.select(number)
        self.home.late.table.view.setFocus()
        QTest.keyClick(self.home.late.table.view, Qt.Key.Key_Return)

    def to_completion(self, number: int = 0) -> ChangesScreen:
        self.choose_late(number)
        self.wait(lambda: self.main.current_key() == "change" and self.screen.record)
        self.wait(self.screen.form.isVisible)
        return self.screen

    def serve(self, n: int) -> ChangesScreen:
        """F7 for a customer who was found otherwise."""
        self.desk.open_customer(self.made[n].customer_id)
        self.wait(lambda: self.desk.customer_id == self.made[n].customer_id)
        self.press(Qt.Key.Key_F7)
        self.wait(lambda: self.screen.record is not None and self.screen.form.isVisible())
        return self.screen

    def commit(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def text(self, path: str) -> str:
        return self.screen.form.fields.control(path).text()

    def said_at(self, path: str) -> tuple[str, str]:
        found = self.screen.form.fields.control(path).status()  # type: ignore[attr-defined]
        assert isinstance(found, tuple)
        return found

    def stands(self, n: int = 0) -> list[tuple[str, str, str]]:
        """Status, device and day of every subscription of a customer."""
        found = self.rows(subscription, subscription.c.customer_id == self.made[n].customer_id)
        return [
            (each.status, each.equipment_serial, str(each.installed_on or ""))
            for each in sorted(found, key=lambda each: each.id)
        ]


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Installing]:
    made = Installing(qtbot, desks.copy_folder(sqlite_hall), background)
    yield made
    made.end()
    background.stop()
    made.installation.close()


def test_from_the_late_list_by_keys_and_what_is_known_is_filled_in(hall: Installing) -> None:
    assert hall.home.late.text == "Late installations 3"
    row = hall.home.late.table.model.rows[0]
    assert (row.place, row.over) == ("越秀区示例路示例花园 3 栋 301", 2)
    screen = hall.to_completion()
    assert "Ordered on 2026-11-22. It is 2 days late." in screen.step.installation.note.text()
    assert hall.text("serial") == SERIALS[0]
    assert hall.text("installed_on") == "2026-12-04"
    assert screen.work.form.is_empty  # nothing of it is held when the clerk goes elsewhere
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.stands() == [("active", SERIALS[0], "2026-12-04"), ("pendingActive", "", "")]
    hall.wait(lambda: hall.home.late.text == "Late installations 2")
    assert panel_of(hall.main).summary is not None
    hall.wait(lambda: "1 · since 2026-11-22" in texts(panel_of(hall.main)))

    screen = hall.to_completion()
    assert hall.text("serial") == ""
    screen.form.fields.focus("serial")
    type_text("stb 0002 0002")
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.stands()[1] == ("active", "STB00020002", "2026-12-04")
    hall.wait(lambda: "Waiting" not in texts(panel_of(hall.main)))


def test_a_customer_of_another_hall_is_opened_with_a_reason_first(hall: Installing) -> None:
    _to_another_hall(hall.session, new_id(), customer_id=hall.made[1].customer_id)
    hall.choose_late(2)
    panel = panel_of(hall.main)
    hall.wait(panel.reason.isVisible)
    assert hall.main.current_key() == "home"
    panel.reason.line.edit.setText("客户来电催装")
    panel.reason.line.edit.setFocus()
    hall.press(Qt.Key.Key_Return)
    hall.wait(lambda: hall.main.current_key() == "change")
    hall.wait(lambda: hall.screen.record is not None)
    assert hall.text("serial") == "STB00010003"


def test_a_row_that_was_left_does_not_come_back_with_a_later_visit(hall: Installing) -> None:
    _to_another_hall(hall.session, new_id(), customer_id=hall.made[1].customer_id)
    hall.choose_late(2)
    hall.wait(panel_of(hall.main).reason.isVisible)
    hall.press(Qt.Key.Key_F8)
    hall.main.panel.reason.line.given.emit("客户到厅")  # type: ignore[union-attr]
    hall.wait(lambda: hall.desk.customer_id == hall.made[1].customer_id)
    hall.idle()
    assert hall.main.current_key() == "history"


@pytest.mark.parametrize(
    ("path", "typed", "said"),
    [
        ("installed_on", "20261121", "It was ordered on 2026-11-22"),
        ("installed_on", "20270101", "This day has not come yet"),
        ("installed_on", "nonsense", "Type the date"),
        ("serial", "王小明", "4 to 32 letters and digits"),
        ("serial", "STB00010003", "This device is on record for subscription"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_stays_typed(
    hall: Installing, path: str, typed: str, said: str
) -> None:
    screen = hall.to_completion()
    screen.form.fields.control(path).set_text(typed)
    hall.commit()
    hall.wait(lambda: hall.said_at(path)[0] == "bad")
    assert said in hall.said_at(path)[1]
    assert hall.text(path) in (typed, "2026-11-21", "2027-01-01")
    assert all(status == "pendingActive" for status, *_ in hall.stands())


def test_who_waits_for_nothing_is_told_so(hall: Installing) -> None:
    for each in changes.waiting_installations(hall.session, customer_id=hall.made[1].customer_id):
        complete(hall, each.id, 1)
    screen = hall.serve(1)
    hall.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    hall.wait(lambda: screen.record is not None)
    assert "No installation of this customer waits." in screen.step.installation.note.text()
    hall.commit()
    hall.idle()
    assert hall.main.current_key() == "change"


def complete(hall: Installing, subscription_id: UUID, n: int = 0) -> None:
    """As another counter does."""
    changes.complete_installation(
        hall.session,
        new_id(),
        customer_id=hall.made[n].customer_id,
        subscription_id=subscription_id,
        installed_on=str(hall.session.today),
        serial=f"STB9999000{n}",
        language="zh_CN",
    )


def test_what_another_counter_completed_is_not_completed_again(hall: Installing) -> None:
    screen = hall.to_completion()
    waits = screen.step.installation.record
    assert waits is not None
    heard, hall.session.listeners._hear = hall.session.listeners._hear, []  # another computer's
    complete(hall, waits[0].id)
    hall.session.listeners._hear = heard
    hall.commit()
    hall.wait(lambda: any("Somebody else changed" in each.text for each in hall.said))
    hall.wait(lambda: screen.step.installation.record != waits)
    assert hall.stands()[0][1] == "STB99990000"
    assert hall.said_at("subscription")[0] == "bad"
    assert len([each for each in hall.stands() if each[0] == "active"]) == 1


def test_what_was_typed_for_one_kind_is_held_when_the_other_is_chosen(hall: Installing) -> None:
    screen = hall.serve(0)
    type_text("欧阳娜")
    hall.press(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    hall.wait(lambda: screen.record is not None and screen.step.installation.isVisible())
    hall.wait(lambda: [form.held for form in hall.desk.forms.all] == [True])
    screen.form.fields.control("serial").set_text("STB00020002")
    hall.wait(lambda: len(hall.desk.forms.all) == 2)
    hall.desk.forms.wanted.emit(next(each for each in hall.desk.forms.all if each.held))
    hall.wait(screen.step.second_contact.isVisible)
    assert hall.text("second_contact") == "欧阳娜"
    hall.desk.forms.wanted.emit(next(each for each in hall.desk.forms.all if each.held))
    hall.wait(screen.step.installation.isVisible)
    hall.wait(lambda: screen.record is not None)
    assert hall.text("serial") == "STB00020002"
    assert hall.text("installed_on") == "2026-12-04"


def test_each_kind_has_its_digit(hall: Installing) -> None:
    screen = hall.serve(0)
    kinds = (screen.step.second_contact, screen.step.installation)
    for number in (2, 1, 2):
        hall.press(Qt.Key(Qt.Key.Key_0 + number), Qt.KeyboardModifier.AltModifier)
        hall.wait(lambda: screen.record is not None)
        assert [each.isVisible() for each in kinds] == [number == 1, number == 2]
    screen.kinds.buttons["installation"].setFocus()
    hall.press(Qt.Key.Key_1)
    assert screen.step.second_contact.isVisible()


def test_a_form_that_was_asked_already_can_be_asked_again(hall: Installing) -> None:
    """The power went while it was written: the same question says that it is done."""
    screen = hall.to_completion()
    screen.form.fields.control("serial").set_text("STB00020002")
    waits = screen.step.installation.record
    assert waits is not None
    before = screen.work.form
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    orders = hall.counts()["product_order"]
    hall.press(Qt.Key.Key_F7)
    texts_sent = dict(before.texts) | {
        "subscription": str(waits[0].id),
        "installed_on": "2026-12-04",
    }
    screen.work.note(texts=texts_sent, operation_id=before.operation_id, asked=before.operation_id)
    screen.show_form()
    hall.wait(lambda: screen.record is not None)
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.counts()["product_order"] == orders
    with hall.installation.engine.connect() as connection:
        count = sa.select(sa.func.count()).where(subscription.c.status == "active")
        assert connection.execute(count).scalar_one() == 1


def test_a_lock_keeps_the_kind_and_what_was_typed(hall: Installing) -> None:
    """With something typed by its draft, with nothing typed by the tab."""
    screen = hall.to_completion()
    state = hall.main.take_state()
    hall.stand(state=state)
    hall.wait(lambda: hall.screen.record is not None)
    assert hall.screen.step.installation.isVisible()
    assert hall.text("serial") == SERIALS[0]
    screen = hall.screen
    screen.form.fields.control("serial").set_text("STB00020002")
    state = hall.main.take_state()
    hall.stand(state=state)
    hall.wait(lambda: hall.screen.record is not None)
    assert hall.screen.step.installation.isVisible()
    assert hall.text("serial") == "STB00020002"
    assert hall.text("installed_on") == "2026-12-04"
