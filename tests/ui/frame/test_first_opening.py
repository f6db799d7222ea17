"""A tab that is opened for the first time keeps nobody waiting: it builds what is seen, and no more."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from app.paths import Folders
from app.settings import Settings
from tests.kit import desk as desks
from tests.kit.capturing import clear_drafts
from tests.kit.clerk import Clerk, born_years_ago, person
from tests.kit.watchdog import Watchdog
from ui.desk import screens
from ui.desk.background import Background
from ui.desk.desk import Desk
from ui.desk.requests import Request
from ui.frame.main_window import MainWindow
from ui.registration.screen import RegistrationScreen
from ui.registration.step import CONFIRM, DOCUMENT, FEES, PERSON
from ui.widgets import icons
from ui.words.messages import Messages

SETTLED_MS = 300


@pytest.fixture(scope="module")
def hall(sqlite_hall: Folders) -> Iterator[desks.TestHall]:
    opened = desks.open_desk(desks.copy_folder(sqlite_hall))
    yield opened
    opened.installation.close()


class AtTheTab(Clerk):
    """The main window of a role, without the way of a sign-in."""

    def __init__(
        self, qtbot: QtBot, hall: desks.TestHall, background: Background, role: Role
    ) -> None:
        clear_drafts(hall)
        for screen in screens.SCREENS:
            screen.load()  # reading a module is no part of opening a tab: the program did it before
        icons.icon("next")
        self.qtbot = qtbot
        settings = Settings(hall.folders.settings)
        self.main = MainWindow(Desk(hall.session(role), background, Messages(), settings))
        qtbot.addWidget(self.main)
        self.main.resize(1440, 900)
        self.main.show()
        self.main.activateWindow()
        self.wait(self.main.isActiveWindow)

    def open_registration(self) -> None:
        self.main.open_screen(Request("registration"))
        screen = self.main.open_one("registration")
        assert isinstance(screen, RegistrationScreen)
        self.screen = screen
        self.wait(lambda: screen.view is not None)


@pytest.fixture
def clerk(qtbot: QtBot, hall: desks.TestHall, background: Background) -> Iterator[AtTheTab]:
    made = AtTheTab(qtbot, hall, background, Role.CLERK)
    yield made
    made.main.take_state()


@pytest.mark.parametrize("role", [Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR])
def test_no_tab_keeps_the_window_from_answering(
    qtbot: QtBot, hall: desks.TestHall, background: Background, role: Role
) -> None:
    counter = AtTheTab(qtbot, hall, background, role)
    for screen in screens.usable(counter.main.desk.session):
        with Watchdog(qtbot) as dog:
            dog.act(partial(counter.main.open_screen, Request(screen.key)))
            qtbot.wait(SETTLED_MS)
        assert dog.found == [], screen.key
    counter.main.take_state()


def test_no_step_keeps_the_window_from_answering(clerk: AtTheTab) -> None:
    clerk.open_registration()
    for step in range(CONFIRM + 1):
        with Watchdog(clerk.qtbot) as dog:
            dog.act(partial(clerk.screen.go_to, step))
            clerk.qtbot.wait(SETTLED_MS)
        assert dog.found == [], step


def test_a_step_is_built_when_it_is_first_opened(clerk: AtTheTab) -> None:
    clerk.open_registration()
    form = clerk.screen.form
    assert len(form.steps) == 1
    clerk.screen.go_to(DOCUMENT)
    assert len(form.steps) == 2
    clerk.screen.go_to(FEES)  # what is left before it must be known
    assert [step.number for step in form.steps] == [0, 1, 2, 3]
    assert "holder.name" in form.left(FEES)
    clerk.screen.go_to(PERSON)
    assert len(form.steps) == 4


def test_the_next_step_is_built_while_the_clerk_is_in_this_one(clerk: AtTheTab) -> None:
    clerk.open_registration()
    form = clerk.screen.form
    clerk.screen.go_to(DOCUMENT)
    clerk.wait(lambda: len(form.steps) == 3)
    clerk.qtbot.wait(SETTLED_MS)
    assert len(form.steps) == 3
    clerk.screen.go_to(CONFIRM)
    clerk.qtbot.wait(SETTLED_MS)
    assert len(form.steps) == CONFIRM + 1


def test_a_step_shows_what_was_said_before_it_was_built(clerk: AtTheTab) -> None:
    clerk.open_registration()
    clerk.put({"customer_kind": "business"})
    assert len(clerk.screen.form.steps) == 1
    clerk.screen.go_to(DOCUMENT)
    document = clerk.screen.form.document
    assert document.unit is not None
    assert document.unit.isVisible()
    assert document.person("handler").isVisible()
    assert not document.holder.isVisible()


def test_people_come_in_the_same_order_however_late_they_are_built(clerk: AtTheTab) -> None:
    clerk.open_registration()
    clerk.screen.go_to(PERSON)
    fields = clerk.screen.fields

    def parts() -> list[str]:
        found: list[str] = []
        for path in fields.paths():
            if fields.step_of(path) == DOCUMENT and path.partition(".")[0] not in found:
                found.append(path.partition(".")[0])
        return found

    assert parts() == ["holder", "own_income", "by_agent"]
    clerk.put(person("holder", born_years_ago(7), 131))
    assert parts() == ["holder", "guardian", "own_income", "by_agent"]
    clerk.put({"by_agent": "1"})
    assert parts() == ["holder", "agent", "guardian", "own_income", "by_agent"]
    clerk.screen.go_to(DOCUMENT)
    page = clerk.screen.form.document
    below = [page.person(whose).y() for whose in ("guardian", "agent")]
    assert below == sorted(below)
    clerk.put({"customer_kind": "business"})
    assert parts() == [
        "holder",
        "organization",
        "agent",
        "guardian",
        "handler",
        "own_income",
        "by_agent",
    ]


def test_a_draft_that_was_further_on_tells_which_steps_are_done(clerk: AtTheTab) -> None:
    clerk.open_registration()
    clerk.individual()
    clerk.screen.go_to(DOCUMENT)
    clerk.put({"holder.name": ""})
    clerk.settled()
    clerk.screen.save_draft()
    draft_id = clerk.screen.open.draft_id
    state = clerk.main.take_state()
    again = MainWindow(clerk.main.desk, state)
    clerk.qtbot.addWidget(again)
    clerk.main = again
    clerk.open_registration()
    clerk.wait(lambda: clerk.screen.open.draft_id == draft_id)
    assert clerk.step == DOCUMENT + 1
    said = [button.accessibleName() for button in clerk.screen.form.bar.buttons]
    assert [name.rpartition(", ")[2] for name in said] == [
        "done",
        "open",
        "not done",
        "done",
        "not done",
    ]
