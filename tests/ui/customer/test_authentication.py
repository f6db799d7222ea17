"""The customer in front is authenticated in a real window; digits are typed on a page that covers all of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app.domain.authentication import Secret, fact_of
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import identity
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit.asking import AGENT, GOOD, OTHER, WRONG, Asking, asking, messages, sms_folder
from tests.kit.panel import panel_of
from tests.kit.person import Person
from tests.kit.pictures import kept
from ui.customer.authentication_box import AuthenticationBox
from ui.customer.customer_side import IDLE_MS, CustomerSide
from ui.desk.background import Background
from ui.desk.confirmed_document import Captured, ShownCard
from ui.frame.main_window import MainWindow


class Counter(Person):
    """A clerk's window with the customer of `who` in front."""

    window: MainWindow

    def open(self, who: Asking) -> AuthenticationBox:
        self.window = self.stand(Role.CLERK, "history")
        return self.serve(who)

    def serve(self, who: Asking) -> AuthenticationBox:
        desk = self.window.desk
        desk.session.viewed.add(who.customer_id)
        desk.serve(who.customer_id)
        self.wait(lambda: self.box_or_none() is not None and self.box.state is not None)
        who.service_id = desk.service_id
        return self.box

    def box_or_none(self) -> AuthenticationBox | None:
        return panel_of(self.window).asking

    @property
    def box(self) -> AuthenticationBox:
        found = self.box_or_none()
        assert found is not None
        return found

    def reread(self) -> None:
        with self.qtbot.waitSignal(self.box.changed):
            self.box.read()

    @property
    def side(self) -> CustomerSide:
        self.wait(lambda: self.box.side is not None)
        side = self.box.side
        assert side is not None
        return side

    def keys(self, text: str, key: Qt.Key | None = Qt.Key.Key_Return) -> None:
        """Typed to whatever has the cursor."""
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClicks(focused, text)
        if key is not None:
            QTest.keyClick(focused, key)

    def ended(self) -> bool:
        return self.box.side is None and self.window.findChild(CustomerSide) is None


@pytest.fixture
def counter(qtbot: QtBot, sqlite_hall: Folders, background: Background) -> Iterator[Counter]:
    hall = desks.open_desk(desks.copy_folder(sqlite_hall))
    hall.clock.now = datetime.now(UTC)
    made = Counter(qtbot, hall, background)
    yield made
    made.end()


@pytest.fixture
def who(counter: Counter) -> Asking:
    made = asking(counter.hall)
    made.shows()
    made.sets()
    return made


def readable(widget: QWidget) -> str:
    """Everything that a screen reader, a field or a tool tip of the window could tell."""
    told = []
    for each in [widget, *widget.findChildren(QWidget)]:
        told += [
            each.accessibleName(),
            each.accessibleDescription(),
            each.toolTip(),
            each.windowTitle(),
        ]
        interface = QAccessible.queryAccessibleInterface(each)
        if interface is not None:
            told += [
                interface.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Value)
            ]
        for name in ("text", "toPlainText", "placeholderText"):
            value = getattr(each, name, None)
            if callable(value):
                told.append(str(value()))
    return "\n".join(told)


def test_the_customer_types_the_password_and_the_badge_holds_for_this_service(
    counter: Counter, who: Asking
) -> None:
    box = counter.open(who)
    assert box.badge.text() == "not authenticated"
    before = panel_of(counter.window).box
    before.setFocus()
    counter.wait(before.hasFocus)
    box.buttons["password"].click()
    counter.wait(counter.side.hasFocus)
    assert counter.side.geometry() == counter.window.rect()
    assert "欧阳*" in counter.side.who.text()
    counter.keys(GOOD.text)
    counter.wait(lambda: counter.ended() and "Service password" in box.badge.text())
    assert before.hasFocus()
    assert before.text() == ""
    assert box.badge.property("tone") == "ok"
    assert who.stands is not None
    assert who.stands.method == "password"
    assert box.buttons["password"].isHidden()
    counter.window.desk.serve(None)
    again = counter.serve(who)
    assert again.badge.text() == "not authenticated"
    assert who.stands is None


def test_digits_reach_nothing_but_the_page(counter: Counter, who: Asking) -> None:
    box = counter.open(who)
    QApplication.clipboard().setText("kept")
    box.buttons["password"].click()
    side = counter.side
    counter.keys(GOOD.text, None)
    for key in (Qt.Key.Key_F3, Qt.Key.Key_Tab, Qt.Key.Key_F9, Qt.Key.Key_A):
        QTest.keyClick(side, key)
    QTest.keyClick(side, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(side, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    panel_of(counter.window).box.setFocus()  # as an answer that comes late would
    assert side.hasFocus()
    assert counter.window.current_key() == "history"
    told = readable(counter.window)
    assert GOOD.text not in told
    assert "6 of 6 digits" in told
    assert QApplication.clipboard().text() == "kept"
    assert all(field.text() == "" for field in counter.window.findChildren(QLineEdit))
    QTest.keyClick(side, Qt.Key.Key_Escape)
    counter.wait(counter.ended)
    assert who.stands is None


def test_the_keypad_types_takes_back_and_confirms(counter: Counter, who: Asking) -> None:
    box = counter.open(who)
    box.buttons["password"].click()
    side = counter.side
    for digit in GOOD.text[:5] + "0":
        side.keys[digit].click()
    side.back.click()
    side.go.click()
    assert "1 digits are missing" in side.message.text()
    side.keys[GOOD.text[5]].click()
    side.keys["9"].click()  # there is no room for it
    side.go.click()
    counter.wait(lambda: counter.ended() and "Authenticated" in box.badge.text())


def test_a_wrong_one_says_how_many_are_left_and_the_last_ends_it(
    counter: Counter, who: Asking
) -> None:
    box = counter.open(who)
    box.buttons["password"].click()
    side = counter.side
    for left in (4, 3, 2, 1):
        counter.keys(WRONG.text)
        counter.wait(lambda n=left: f"{n} tries" in side.message.text())
        assert "0 of 6" in side.dots.accessibleName()
    counter.keys(WRONG.text)
    counter.wait(counter.ended)
    counter.wait(lambda: "locked" in box.hint.text())
    assert box.buttons["password"].isHidden()


def test_a_minute_without_a_key_ends_it(counter: Counter, who: Asking) -> None:
    box = counter.open(who)
    box.buttons["password"].click()
    side = counter.side
    counter.keys("123", None)
    assert side._idle.interval() == IDLE_MS == 60_000
    side._idle.timeout.emit()
    counter.wait(counter.ended)


def test_a_lock_drops_what_was_typed(counter: Counter, who: Asking) -> None:
    box = counter.open(who)
    box.buttons["password"].click()
    side = counter.side
    counter.keys("7305", None)
    with counter.qtbot.waitSignal(counter.window.lock_wanted):
        QTest.keyClick(side, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    state = counter.window.take_state()
    assert "7305" not in repr(state)
    assert not side._typed
    assert not side._given
    assert panel_of(counter.window).asking is None


def test_another_customer_ends_the_page(counter: Counter, who: Asking) -> None:
    box = counter.open(who)
    box.buttons["password"].click()
    side = counter.side
    counter.keys("7305", None)
    counter.window.desk.serve(None)
    assert side._typed == []
    assert counter.window.findChild(CustomerSide) is None


def recaptured(counter: Counter, who: Asking, *images: Any) -> None:
    """As the capture tab does it."""
    operation_id = new_id()
    card = replace(forms.person(), entry=forms.RECOGNISED)
    identity.recapture(
        counter.window.desk.session,
        operation_id,
        customer_id=who.customer_id,
        document=card,
        images=images,
    )
    counter.window.desk.recaptured.emit(who.customer_id, operation_id)
    counter.wait(lambda: "Document" in counter.box.badge.text())


def test_set_changed_and_reset_from_the_menu(counter: Counter) -> None:
    who = asking(counter.hall)
    box = counter.open(who)
    assert box.buttons["password"].isHidden()
    box.set.trigger()
    assert box.side is None  # the document first
    recaptured(counter, who)
    box.set.trigger()
    counter.keys("111111")
    counter.keys("111111")
    side = counter.side
    counter.wait(lambda: "pattern" in side.message.text())
    counter.keys(GOOD.text)
    counter.keys(OTHER.text)
    counter.wait(lambda: "differ" in side.message.text())
    counter.keys(GOOD.text)
    counter.keys(GOOD.text)
    counter.wait(lambda: counter.ended() and box.change.isVisible())
    assert who.types(GOOD).right
    box.change.trigger()
    for digits in (GOOD, OTHER, OTHER):
        counter.keys(digits.text)
    counter.wait(counter.ended)
    assert who.types(OTHER).right
    box.reset.trigger()
    assert box.side is None  # the photo first
    recaptured(counter, who, kept("p", kind="live_photo", verdict="same"))
    counter.wait(
        lambda: (
            box.state is not None and box.state.standing is not None and box.state.standing.compared
        )
    )
    box.reset.trigger()
    for _ in range(2):
        counter.keys(GOOD.text)
    counter.wait(counter.ended)
    assert who.types(GOOD).right


def test_the_card_of_an_agent_authenticates_and_its_pictures_need_an_agreement(
    counter: Counter,
) -> None:
    form = forms.individual(counter.hall.place(), agent=AGENT, consent=forms.BY_AGENT)
    who = asking(counter.hall, form)
    box = counter.open(who)
    session = counter.window.desk.session
    used: list[bool] = []
    for card in (forms.person("陈生人", date(1977, 7, 7), serial=133), AGENT):
        read = forms.read_card(session, card)
        found = identity.compare(
            session,
            document_type=read.document_type,
            country=read.country,
            number=read.number,
            name=read.name,
            customer_id=who.customer_id,
        )
        shown = ShownCard(Captured(read, found, (kept("agent"),)), lambda: used.append(True))
        counter.window.desk.card_shown.emit(who.customer_id, shown)
        counter.idle()
    counter.wait(lambda: "Agent" in box.badge.text())
    assert used == [True]
    assert any("nobody who is on record" in each.text for each in counter.said)
    box.set.trigger()  # an agent may not
    assert box.side is None


def test_a_code_and_the_fact(counter: Counter, who: Asking) -> None:
    folder: Path = sms_folder(counter.hall)
    box = counter.open(who)
    counter.wait(box.buttons["sms"].isVisible)
    box.buttons["sms"].click()
    side = counter.side
    digits = "".join(c for c in messages(folder)[-1]["text"] if c.isdigit())[:6]
    counter.keys(digits)
    assert "four digits" in side.asked.text()
    counter.keys(fact_of(forms.person().number))
    counter.wait(lambda: counter.ended() and "SMS code" in box.badge.text())


def test_who_may_not_change_sees_no_box(counter: Counter, who: Asking) -> None:
    window = counter.stand(Role.RECORDS_KEEPER, "history")
    window.desk.session.viewed.add(who.customer_id)
    window.desk.serve(who.customer_id)
    counter.wait(lambda: panel_of(window).summary is not None)
    assert panel_of(window).asking is None


def test_a_secret_is_nowhere_in_what_the_page_gives(counter: Counter, who: Asking) -> None:
    box = counter.open(who)
    box.buttons["password"].click()
    given: list[Any] = []
    counter.side.given.connect(given.append)
    counter.keys(WRONG.text)
    assert given == [(Secret(WRONG.text),)]
    assert WRONG.text not in repr(given)
    assert isinstance(counter.side.go, QPushButton)
    counter.wait(lambda: "tries" in counter.side.message.text())
