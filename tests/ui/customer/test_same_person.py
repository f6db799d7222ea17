"""Panel and tab are the same person, whatever a clerk does in whatever order (screens.md, the frame)."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain import masking
from app.domain.permissions import Role
from app.lanes import lane
from app.paths import Folders
from app.services import customers
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.capturing import StandIn, back, drop_on, front
from tests.kit.clerk import Clerk, focused
from tests.kit.desk import PASSWORDS
from tests.ui.capture.capture_fixtures import table
from ui.customer.customer_summary import CustomerSummary, FormSummary
from ui.drafting.drafted_forms import DraftedForms
from ui.entrance.lock_screen import LockScreen
from ui.registration.entry import person_at
from ui.registration.step import PERSON

__all__ = ["table"]

CTRL = Qt.KeyboardModifier.ControlModifier
NAMES = ("单雄", "仇𫖯", "万俟䶮", "欧阳建国")


class Busy(Clerk):
    """A clerk who does one thing after another; `check` says what is not one person."""

    def __init__(self, qtbot: Any, folders: Folders, table: StandIn, language: str = "en") -> None:
        super().__init__(qtbot, folders, language)
        self.table = table
        session = self.window.session_pages.session
        self.people = [crowd.invent(70 + n) for n in range(3)]
        self.known: list[UUID] = crowd.add(session, self.people)
        self.cards = 600

    # --- waiting

    def rest(self) -> None:
        """Until nothing is on its way."""
        self.main = windows.main_window(self.qtbot, self.window)
        for name in (
            "procedures",
            "pictures",
            "pictures",
            "reads",
            "reads",
        ) * 3:  # an answer may ask for the next
            done: list[object] = []
            self.window.background.run(lane(name)(lambda: 1), done=done.append, key=object())
            self.wait(lambda done=done: bool(done))
        screen = self.frame.open_one("registration")
        if screen is not None:
            self.wait(lambda: screen.forms.are_read)
        capture = self.frame.open_one("capture")
        if capture is not None:
            self.wait(lambda: not capture._reads and not capture.destination.busy)
        for _ in range(5):
            QApplication.processEvents()

    @property
    def desk(self) -> Any:  # type: ignore[override]
        return self.window.session_pages.desk

    @property
    def frame(self) -> Any:
        return self.main

    # --- what is seen

    def check(self) -> list[str]:
        """Where two people are on one screen."""
        desk, panel = self.desk, self.frame.panel
        screen = self.frame.open_one("registration")
        form = screen.open if screen is not None else None
        in_front = self.main.current_key() == "registration"
        cards = [each for each in panel.findChildren(CustomerSummary) if each.isVisible()]
        forms = [each for each in panel.findChildren(FormSummary) if each.isVisible()]
        found = []
        if len(cards) + len(forms) > 1:
            found.append("two in the panel")
        if desk.customer_id is not None:
            if [each.view.customer_id for each in cards] != [desk.customer_id]:
                found.append("the panel does not show who is served")
            if in_front:
                found.append("a form is in front beside who is served")
            if desk.hand_over.has_form or (form is not None and not form.is_empty):
                found.append("a form is open beside who is served")
        else:
            if cards:
                found.append("the panel shows who is not served")
            if in_front and not forms:
                found.append("the panel does not show the form's person")
        if forms and form is not None and (in_front or not form.is_empty):
            who = person_at(form.entry, "organization" if form.entry.is_unit else "holder")
            name = who.name if form.entry.is_unit else masking.mask_name(who.name)
            if forms[0].name.text() != (name or "New customer"):
                found.append(f"the panel names {forms[0].name.text()!r}, the form {name!r}")
        return found

    # --- what a clerk does

    def key(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.main, key, modifier)

    def f5(self, _: random.Random) -> None:
        self.key(Qt.Key.Key_F5)

    def type_name(self, chance: random.Random) -> None:
        self.key(Qt.Key.Key_F5)
        self.rest()
        screen: Any = self.frame.open_one("registration")
        if screen.documents.focus_question():
            self.key(Qt.Key.Key_Escape)
        screen.form.build_to(PERSON)
        screen.fields.control("holder.name").set_text(chance.choice(NAMES))

    def find(self, chance: random.Random) -> None:
        """F3, the number, Enter."""
        person = chance.choice(self.people)
        self.key(Qt.Key.Key_F3)
        self.frame.panel.box.clear()
        QTest.keyClicks(focused(), person.number)
        self.key(Qt.Key.Key_Return)
        self.wait(
            lambda: self.frame.panel._searched == person.number or not self.frame.panel.box.text()
        )
        self.wait(lambda: not self.frame.panel._lookup.enter_waits)

    def open_from_a_list(self, chance: random.Random) -> None:
        """As the lists of papers and orders do it."""
        self.desk.open_customer(chance.choice(self.known))

    def tag(self, chance: random.Random) -> None:
        """One of the customers that were opened before."""
        tags = [
            each for each in self.frame.panel.tags.findChildren(_tag_type()) if each.isVisible()
        ]
        if tags:
            chance.choice(tags).click()

    def close_customer(self, _: random.Random) -> None:
        if self.frame.panel.summary is not None:
            self.frame.panel.summary.close_wanted.emit()

    def f4(self, _: random.Random) -> None:
        self.key(Qt.Key.Key_F4)

    def take_back(self, chance: random.Random) -> None:
        if self.desk.forms.all:
            self.desk.forms.wanted.emit(chance.choice(self.desk.forms.all))

    def use_a_card(self, chance: random.Random) -> None:
        """A new person's card, or that of a customer; a question is answered by 1, 2 or Esc."""
        self.key(Qt.Key.Key_F6)
        self.rest()
        capture: Any = self.frame.open_one("capture")
        if not capture.choices.isHidden():
            self.key(Qt.Key.Key_Escape)
            self.rest()
        data = QMimeData()
        data.setData("image/jpeg", self._card(chance))
        drop_on(capture.bench.panel, data)
        self.rest()
        capture.activate()
        self.key(Qt.Key.Key_Return, CTRL)
        self.rest()
        for screen in (capture, self.frame.open_one("registration")):
            choices = screen.documents.choices if hasattr(screen, "documents") else capture.choices
            if choices.isVisible():
                choices.buttons[-1].setFocus()
                self.key(chance.choice((Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_Escape)))

    def _card(self, chance: random.Random) -> bytes:
        self.cards += 2
        person = chance.choice(self.people)
        seen = front(chance.choice(NAMES), serial=self.cards)
        if chance.random() < 0.5:
            number = replace(seen.fields["number"], value=person.number)
            name = replace(seen.fields["name"], value=person.name)
            seen = replace(seen, fields={**seen.fields, "number": number, "name": name})
        return self.table.lay(seen, back())

    def tab(self, chance: random.Random) -> None:
        keys = (
            (Qt.Key.Key_1, CTRL),
            (Qt.Key.Key_6, CTRL),
            (Qt.Key.Key_F6, None),
            (Qt.Key.Key_F8, None),
        )
        key, modifier = chance.choice(keys)
        self.key(key, modifier or Qt.KeyboardModifier.NoModifier)

    def lock(self, _: random.Random) -> None:
        self.main.lock_wanted.emit()
        self.wait(lambda: self.window.session_pages.locked is not None)
        page = self.window.currentWidget()
        assert isinstance(page, LockScreen)
        page.password_given.emit(PASSWORDS[Role.CLERK])

    def other_language(self, _: random.Random) -> None:
        self.window.rebuild()


def _tag_type() -> Any:
    from ui.widgets.tag import TagButton

    return TagButton


STEPS = (
    Busy.f5, Busy.f5, Busy.type_name, Busy.type_name, Busy.find, Busy.open_from_a_list, Busy.tag,
    Busy.close_customer, Busy.f4, Busy.take_back, Busy.take_back, Busy.use_a_card, Busy.use_a_card,
    Busy.tab, Busy.tab, Busy.lock, Busy.other_language,
)  # fmt: skip


@pytest.fixture
def clerk(qtbot: Any, sqlite_hall: Folders, table: StandIn) -> Iterator[Busy]:
    opened = Busy(qtbot, desks.copy_folder(sqlite_hall), table)
    yield opened
    opened.close()


@pytest.mark.parametrize("seed", range(4))
def test_panel_and_tab_are_one_person_after_every_step(clerk: Busy, seed: int) -> None:
    chance = random.Random(seed)
    done: list[str] = []
    for _ in range(15):
        step = chance.choice(STEPS)
        done.append(step.__name__)
        step(clerk, chance)
        clerk.rest()
        assert clerk.check() == [], done[-6:]


def test_without_holding_the_walk_finds_two_people(
    qtbot: Any, sqlite_hall: Folders, table: StandIn, monkeypatch: Any
) -> None:
    """Sabotage: opening a customer holds nothing."""
    monkeypatch.setattr(DraftedForms, "_served", lambda self, customer_id: None)
    clerk = Busy(qtbot, desks.copy_folder(sqlite_hall), table)
    clerk.put({"holder.name": "单雄"})
    clerk.rest()
    assert clerk.check() == []
    clerk.open_from_a_list(random.Random(1))
    clerk.rest()
    assert "a form is open beside who is served" in clerk.check()
    clerk.close()


def test_f5_shows_a_new_customer_at_once(clerk: Busy) -> None:
    clerk.desk.open_customer(clerk.known[0])
    clerk.rest()
    assert clerk.desk.customer_id == clerk.known[0]
    assert clerk.main.current_key() == "history"  # a form is not left beside the customer
    clerk.f5(random.Random(0))
    card = clerk.frame.panel.findChild(FormSummary)
    assert card is not None
    assert card.name.text() == "New customer"
    assert clerk.desk.customer_id is None
    clerk.rest()
    clerk.screen = clerk.main.open_one("registration")  # type: ignore[assignment]
    clerk.put({"holder.name": "欧阳建国"})
    assert clerk.frame.panel.findChild(FormSummary).name.text() == masking.mask_name("欧阳建国")
    clerk.rest()
    assert clerk.check() == []


def test_a_form_left_over_from_a_crash_is_held_before_its_tab_was_ever_opened(
    qtbot: Any, clerk: Busy
) -> None:
    clerk.put({"holder.name": "单雄"})
    clerk.screen.forms.saver.save()
    clerk.rest()
    copy = desks.copy_folder(clerk.folders)  # as the disk stands when the power goes
    window = windows.open_ready(qtbot, copy)
    main = windows.sign_in(qtbot, window)
    desk = window.session_pages.desk
    qtbot.waitUntil(lambda: desk.hand_over.has_form, timeout=windows.WAIT_MS)
    assert main.open_one("registration") is None
    panel: Any = main.panel
    assert panel.findChild(FormSummary).name.text() == "单*"
    desk.open_customer(clerk.known[1])
    qtbot.waitUntil(lambda: desk.customer_id == clerk.known[1], timeout=windows.WAIT_MS)
    qtbot.waitUntil(
        lambda: [form.held for form in desk.forms.all] == [True], timeout=windows.WAIT_MS
    )
    QTest.keyClick(main, Qt.Key.Key_F5)
    screen: Any = main.open_one("registration")
    qtbot.waitUntil(lambda: screen.forms.are_read, timeout=windows.WAIT_MS)
    assert screen.open.is_empty  # held, as the clerk left it
    windows.close(window)


def test_an_older_answer_opens_nobody_over_a_form_begun_since(
    clerk: Busy, monkeypatch: Any
) -> None:
    """A document belongs to a customer: while the look is written, the clerk goes on with another form."""
    looks = customers.record_view
    began: list[int] = []

    def slowly(*args: Any, **values: Any) -> Any:
        began.append(1)
        return looks(*args, **values)

    monkeypatch.setattr(customers, "record_view", slowly)
    clerk.put({"holder.name": "单雄"})
    clerk.screen.records.open(clerk.known[0])
    clerk.f5(random.Random(0))
    clerk.put({"holder.name": "仇𫖯"})
    clerk.rest()
    assert began == [1]
    assert clerk.desk.customer_id is None
    assert clerk.check() == []
    assert clerk.text("holder.name") == "仇𫖯"
    assert [form.held for form in clerk.desk.forms.all].count(True) == 1


@pytest.mark.parametrize("give_up", [False, True])
def test_a_known_customer_is_told_that_a_second_product_is_not_offered(
    clerk: Busy, give_up: bool
) -> None:
    person, customer_id = clerk.people[0], clerk.known[0]
    clerk.screen.go_to(1)
    clerk.put({"holder.number": person.number})
    clerk.settled()
    page = clerk.screen.form.document
    assert page.duplicate.isVisible()
    assert (
        "A second product for an existing customer".lower() in page.duplicate_notice.text().lower()
    )
    if give_up:
        page.give_up.click()
        assert clerk.screen.bottom.really.isVisible()
        clerk.screen.bottom.really.safe.click()  # thought better of it
        assert clerk.desk.customer_id is None
        page.give_up.click()
        clerk.screen.bottom.really.act.click()
    else:
        page.open_owner.click()
    clerk.wait(lambda: clerk.desk.customer_id == customer_id)
    clerk.rest()
    assert clerk.main.current_key() == "history"
    assert [form.held for form in clerk.desk.forms.all] == ([] if give_up else [True])
    assert "second product" in clerk.said[-1].text
    assert clerk.check() == []


def test_nobody_is_opened_while_a_form_is_being_registered(clerk: Busy) -> None:
    clerk.put({"holder.name": "单雄"})
    clerk.screen.desk.forms.is_committing = clerk.screen.commit.submission.is_busy = True
    clerk.open_from_a_list(random.Random(0))
    clerk.rest()
    assert clerk.desk.customer_id is None
    assert "Wait for its answer" in clerk.said[-1].text
    clerk.screen.desk.forms.is_committing = clerk.screen.commit.submission.is_busy = False
    assert not clerk.screen.open.is_empty
