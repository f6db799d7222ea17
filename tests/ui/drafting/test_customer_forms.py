"""Forms of customers in service: whose form is in front while the look, the answer or the drafts are awaited."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.ids import new_id
from app.lanes import lane
from app.paths import Folders
from app.services import changes, drafts
from app.services.drafts import Loaded
from app.services.session import Session
from db.schema.organisation import hall as hall_table
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.clerk import type_text as type_here
from tests.kit.panel import Hall, open_first, panel_of, type_text
from ui.changes.screen import ChangesScreen
from ui.customer.customer_panel import CustomerPanel
from ui.desk.background import Background
from ui.desk.open_forms import FormInWork
from ui.drafting.screen import DraftingScreen
from ui.registration.screen import RegistrationScreen

AWAY = "异地客"


class Counter(Hall):
    """A clerk with a form of a customer of this hall or of another one, who is looked at for a reason."""

    def open(self, state: dict[str, object] | None = None) -> None:  # type: ignore[override]
        self.windows.append(self.stand(self.role, state=state))

    @property
    def panel(self) -> CustomerPanel:
        return panel_of(self.main)

    @property
    def screen(self) -> ChangesScreen:
        return self.screen_of("change", ChangesScreen)

    def somebody_away(self) -> None:
        away = new_id()
        named = {"id": away, "area_code": "GZ02", "name": "荔湾厅", "address": "示例路 2 号"}
        self.write([(hall_table, named)])
        who = replace(crowd.invent(9), name=AWAY, hall_id=away)
        self.made += crowd.add(self.session, [who])

    def give_reason(self) -> None:
        self.wait(self.panel.reason.line.edit.hasFocus)
        type_here("moved here")
        self.press(Qt.Key.Key_Return)

    def begin(self) -> None:
        """F7, and the new phone of the second contact."""
        self.press(Qt.Key.Key_F7)
        self.wait(lambda: self.screen.record is not None and self.screen.form.isVisible())
        type_here("林一诺")
        self.press(Qt.Key.Key_Return)
        type_here("13900000008")

    def held(self) -> FormInWork:
        (form,) = [each for each in self.main.desk.forms.all if each.held]
        return form

    def again(self) -> None:
        """After a lock."""
        self.main.take_state()
        self.idle()
        self.open()
        self.wait(lambda: self.main.desk.forms.all)


@pytest.fixture
def counter(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Counter]:
    made = Counter(qtbot, desks.copy_folder(sqlite_hall), background)
    made.somebody_away()
    made.open()
    yield made
    made.close()


@pytest.fixture
def asked(counter: Counter) -> Counter:
    """A held form was taken back, and the panel asks why its customer is opened."""
    type_text(counter.qtbot, counter.main, AWAY, 1)
    counter.press(Qt.Key.Key_Return)
    counter.give_reason()
    counter.wait(lambda: counter.main.desk.customer_id == counter.made[3])
    counter.begin()
    counter.press(Qt.Key.Key_F4)
    counter.idle()
    counter.main.desk.session.viewed.clear()  # as another day
    counter.main.desk.forms.wanted.emit(counter.held())
    counter.wait(counter.panel.reason.line.edit.hasFocus)
    return counter


def test_a_form_comes_with_the_look_that_it_asked_for(asked: Counter) -> None:
    asked.press(Qt.Key.Key_F8)  # the reason may be typed beside another tab
    asked.panel.reason.line.edit.setFocus()
    asked.give_reason()
    asked.wait(lambda: asked.main.desk.customer_id == asked.made[3])
    assert asked.screen.work.form.text("second_phone") == "13900000008"


def search_again(counter: Counter) -> None:
    """The question is left for the same person's own search."""
    type_text(counter.qtbot, counter.main, AWAY, 1)
    counter.press(Qt.Key.Key_Return)
    counter.give_reason()


def ask_from_a_list(counter: Counter) -> None:
    """The same person is opened from a list, as of papers not printed."""
    counter.main.desk.open_customer(counter.made[3])
    counter.give_reason()


def serve_somebody_between(counter: Counter) -> None:
    open_first(counter.qtbot, counter.main, "曾小贤")
    search_again(counter)


def fail(counter: Counter) -> None:
    """The look fails, and is asked for by a search later."""
    assert counter.panel.reason.row is not None
    counter.panel.reason.row = replace(counter.panel.reason.row, customer_id=new_id())
    counter.give_reason()
    counter.wait(lambda: counter.said)
    search_again(counter)


def leave_before_the_look(counter: Counter) -> None:
    """Another form comes to the front before the look is on record."""
    gate = threading.Event()

    @lane("procedures")
    def wait() -> None:
        gate.wait(10)

    counter.background.run(wait)
    counter.give_reason()
    counter.press(Qt.Key.Key_F5)
    gate.set()
    counter.idle()
    form = counter.screen_of("registration", RegistrationScreen)
    counter.wait(
        lambda: form.view_ready() and form.isAncestorOf(QApplication.focusWidget() or counter.main)
    )
    assert counter.main.desk.customer_id is None
    search_again(counter)


LATER = [search_again, ask_from_a_list, serve_somebody_between, fail, leave_before_the_look]


@pytest.mark.parametrize("later", LATER)
def test_a_form_that_waited_for_a_look_in_vain_stays_held(
    asked: Counter, later: Callable[[Counter], None]
) -> None:
    later(asked)
    asked.wait(lambda: asked.main.desk.customer_id == asked.made[3])
    assert asked.screen.work.form.is_empty
    assert asked.screen.work.form.customer_id == asked.made[3]
    assert asked.held()


def test_a_form_that_is_wanted_does_not_come_over_somebody_served_meanwhile(
    counter: Counter,
) -> None:
    open_first(counter.qtbot, counter.main, "曾小贤")
    counter.begin()
    counter.press(Qt.Key.Key_F4)
    counter.again()
    counter.main.desk.session.viewed.update(counter.made)
    counter.main.desk.forms.wanted.emit(counter.held())
    assert not counter.screen.forms.are_read
    counter.main.desk.serve(counter.made[1])
    counter.wait(lambda: counter.screen.forms.are_read)
    counter.idle()
    assert counter.main.desk.customer_id == counter.made[1]
    assert counter.screen.work.form.is_empty
    assert counter.held()


@pytest.fixture
def written(counter: Counter) -> Iterator[tuple[Counter, threading.Event]]:
    """A form is on its way to the base when the clerk goes to the registration tab."""
    open_first(counter.qtbot, counter.main, "曾小贤")
    counter.begin()
    gate = threading.Event()

    @lane("procedures")
    def wait() -> None:
        gate.wait(10)

    counter.background.run(wait)
    QTest.keyClick(
        counter.main.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier
    )
    assert counter.screen.work.commit.busy
    counter.press(Qt.Key.Key_F5)
    assert counter.main.desk.customer_id is None
    yield counter, gate
    gate.set()


def test_a_form_that_is_written_while_the_clerk_leaves_is_done_with(
    written: tuple[Counter, threading.Event],
) -> None:
    counter, gate = written
    gate.set()
    counter.wait(lambda: counter.main.current_key() == "agreements")
    counter.idle()
    assert changes.second_contact(counter.session, customer_id=counter.made[0]).masked
    assert counter.main.desk.customer_id == counter.made[0]
    assert not counter.main.desk.forms.all
    assert counter.screen.work.form.is_empty


def test_a_form_that_is_refused_after_the_clerk_left_is_held(
    written: tuple[Counter, threading.Event],
) -> None:
    counter, gate = written
    changes.change_second_contact(
        counter.desks.clerk,
        new_id(),
        customer_id=counter.made[0],
        seen=(),
        name="欧阳娜",
        phone="13700000009",
        language="zh_CN",
    )
    gate.set()
    counter.wait(lambda: [each for each in counter.main.desk.forms.all if each.held])
    counter.idle()
    assert counter.main.desk.customer_id is None
    assert counter.screen.work.form.is_empty
    assert counter.said[-1].text.startswith("Somebody else changed this record")
    counter.main.desk.forms.wanted.emit(counter.held())
    counter.wait(lambda: counter.screen.work.form.text("second_phone") == "13900000008")
    assert counter.main.desk.customer_id == counter.made[0]


def test_what_stands_on_record_is_read_again_in_place(counter: Counter) -> None:
    def rename(before: str, after: str) -> None:
        connection = counter.installation.engine.raw_connection()
        connection.cursor().execute(f"ALTER TABLE {before} RENAME TO {after}")
        connection.close()

    open_first(counter.qtbot, counter.main, "曾小贤")
    rename("contact_medium", "away")
    counter.press(Qt.Key.Key_F7)
    counter.wait(counter.screen._page.again.isVisible)
    assert counter.said
    assert counter.screen.record is None
    rename("away", "contact_medium")
    counter.screen._page.again.click()
    counter.wait(lambda: counter.screen.record is not None)
    assert counter.screen.form.isVisible()


@pytest.mark.parametrize("key", [Qt.Key.Key_F5, Qt.Key.Key_F7])
@pytest.mark.parametrize("trouble", ["it fails", "it is cancelled"])
def test_drafts_that_were_not_read_are_read_again_in_place(
    counter: Counter, monkeypatch: pytest.MonkeyPatch, trouble: str, key: Qt.Key
) -> None:
    open_first(counter.qtbot, counter.main, "曾小贤")
    counter.begin()
    counter.press(Qt.Key.Key_F4)
    counter.again()
    real, gate = drafts.load_all, threading.Event()

    def read(session: Session) -> Loaded:
        if not gate.is_set():
            gate.wait(20 if trouble == "it is cancelled" else 0)
            gate.set()
            raise OSError("no such folder")
        return real(session)

    monkeypatch.setattr(drafts, "load_all", read)
    counter.press(key)
    screen = counter.main.open_one(counter.main.current_key())
    assert isinstance(screen, DraftingScreen)
    page = screen._page
    if trouble == "it is cancelled":
        counter.wait(page.cancel.isVisible)
        page.cancel.click()
        gate.set()
    counter.wait(page.again.isVisible)
    assert not screen.forms.are_read
    page.again.click()
    counter.wait(lambda: screen.forms.are_read)
    assert not page.again.isVisible()
    assert counter.held()
