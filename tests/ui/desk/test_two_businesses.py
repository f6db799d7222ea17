"""Two businesses with forms in work side by side: neither mixes with nor overwrites the other."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton

from app.domain.businesses import BUSINESSES
from app.domain.permissions import Role
from app.paths import Folders
from app.services import drafts
from app.settings import LANGUAGE
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.clerk import Clerk, focused, type_text
from tests.kit.desk import PASSWORDS
from tests.ui.desk import loan_screen
from tests.ui.desk.loan_screen import LOAN, LoanScreen
from ui.desk import screens
from ui.desk.open_forms import OpenForms
from ui.desk.requests import Request
from ui.entrance.lock_screen import LockScreen

NAME, DEVICE = "欧阳䶮", "机顶盒 7"
Shown = list[tuple[str, str, bool]]
BOTH: Shown = [("loan", "机顶", False), ("registration", "欧阳", True)]


class TwoTabs(Clerk):
    """The registration and the loan of one clerk."""

    @property
    def loan(self) -> LoanScreen:
        found = self.main.open_one(LOAN.code)
        assert isinstance(found, LoanScreen)
        return found

    def to_loan(self) -> None:
        self.main = windows.main_window(self.qtbot, self.window)
        self.main.open_screen(Request(LOAN.code))
        self.wait(lambda: self.loan.forms.are_read)

    def begin_both(self) -> None:
        """A registration, then a loan: the registration is held."""
        self.put({"holder.name": NAME})
        self.to_loan()
        self.loan.device.setFocus()
        type_text(DEVICE)
        self.wait_for(BOTH)

    @property
    def shown(self) -> Shown:
        """What the top bar lists: business, title, whether it is held."""
        forms = self.window.session_pages.desk.forms.all
        return [(form.business, form.title, form.held) for form in forms]

    def wait_for(self, shown: Shown) -> None:
        self.wait(lambda: self.shown == shown)

    def tags(self) -> list[str]:
        top = windows.main_window(self.qtbot, self.window).top
        texts = [each.text() for each in top.findChildren(QAbstractButton) if each.isVisible()]
        return sorted(text for text in texts if "·" in text and "min" in text)

    def take_back(self, business: str) -> None:
        forms = self.window.session_pages.desk.forms
        forms.wanted.emit(next(form for form in forms.all if form.business == business))

    def check_both(self) -> None:
        """Take back one after the other: each is as it was typed, in its own tab only."""
        self.take_back("registration")
        self.wait(lambda: self.main.open_one("registration") is not None)
        self.open_tab()
        self.wait(lambda: self.text("holder.name") == NAME)
        self.wait_for([("registration", "欧阳", False), ("loan", "机顶", True)])
        self.take_back("loan")
        self.to_loan()
        self.wait(lambda: self.loan.device.text() == DEVICE)
        self.wait_for(BOTH)
        assert self.screen.open.is_empty
        self.counts()  # every save is on the disk
        stored = drafts.load_all(self.window.session_pages.session).drafts
        told = {draft.kind: (draft.title, draft.held) for draft in stored}
        assert len(stored) == 2
        assert told == {"loan": ("机顶", False), "registration": ("欧阳", True)}


@pytest.fixture
def two(qtbot, sqlite_hall: Folders, monkeypatch: pytest.MonkeyPatch) -> Iterator[TwoTabs]:
    monkeypatch.setitem(BUSINESSES, LOAN.code, LOAN)
    monkeypatch.setattr(screens, "SCREENS", [*screens.SCREENS, loan_screen.TAB])
    opened = TwoTabs(qtbot, desks.copy_folder(sqlite_hall))
    yield opened
    opened.close()


def test_typing_in_the_second_tab_holds_the_form_of_the_first(two: TwoTabs) -> None:
    two.begin_both()
    assert [text.partition(" · ")[0] for text in two.tags()] == ["机顶", "欧阳"]
    two.check_both()


def test_f4_holds_the_open_form_and_says_nothing_of_the_empty_one(two: TwoTabs) -> None:
    two.begin_both()
    two.open_tab()
    QTest.keyClick(focused(), Qt.Key.Key_F4)
    two.wait(lambda: all(held for *_, held in two.shown))
    assert len(two.shown) == 2
    assert "There is nothing to hold yet." not in [each.text for each in two.said]
    QTest.keyClick(focused(), Qt.Key.Key_F4)
    assert two.said[-1].text == "There is nothing to hold yet."
    two.check_both()


def test_another_language_brings_both_back(two: TwoTabs) -> None:
    two.begin_both()
    two.window.settings.set(LANGUAGE, "zh_CN")
    two.window.rebuild()
    two.wait_for(BOTH)
    two.to_loan()
    two.wait(lambda: two.loan.device.text() == DEVICE)
    two.open_tab()  # a look at the other tab takes nothing back
    assert two.text("holder.name") == ""
    two.check_both()


def test_a_lock_seals_both(two: TwoTabs) -> None:
    two.begin_both()
    two.window.session_pages.lock()
    page = two.window.currentWidget()
    assert isinstance(page, LockScreen)
    two.wait(page.secret.isEnabled)
    page.password_given.emit(PASSWORDS[Role.CLERK])
    windows.main_window(two.qtbot, two.window)
    two.wait_for(BOTH)
    two.to_loan()
    two.check_both()


@pytest.mark.parametrize("first", ["loan", "registration"])
def test_after_a_crash_each_tab_finds_its_own(two: TwoTabs, qtbot, first: str) -> None:
    """Whichever is opened first, and although both lay open when the power went."""
    two.begin_both()
    two.loan.forms.saver.save()
    two.counts()
    session = two.window.session_pages.session
    held = next(each for each in drafts.load_all(session).drafts if each.held)
    drafts.save(session, draft=held.__class__(**{**vars(held), "held": False}))
    again = TwoTabs.__new__(TwoTabs)
    again.qtbot, again.folders = qtbot, desks.copy_folder(two.folders)
    again.window = windows.open_ready(qtbot, again.folders)
    again.said = windows.record_messages(again.window)
    again.background = again.window.background
    again.main = windows.sign_in(qtbot, again.window)
    again.wait(lambda: len(again.shown) == 2)
    if first == "loan":
        again.to_loan()
        again.wait(lambda: again.loan.device.text() == DEVICE)
        again.wait_for(BOTH)
    else:
        again.open_tab()
        again.wait(lambda: again.text("holder.name") == NAME)
        again.wait_for([("registration", "欧阳", False), ("loan", "机顶", True)])
    again.check_both()
    again.close()


def test_a_served_customer_stands_beside_no_form_of_either(two: TwoTabs) -> None:
    two.begin_both()
    (known,) = crowd.add(two.window.session_pages.session, [crowd.invent(70)])
    two.window.session_pages.desk.open_customer(known)
    two.wait(lambda: all(held for *_, held in two.shown))
    assert len(two.shown) == 2
    assert two.loan.device.text() == ""
    two.wait(lambda: two.main.current_key() in ("history", "home"))


def test_discarding_one_leaves_the_other(two: TwoTabs) -> None:
    two.begin_both()
    two.loan.forms.discard()
    assert two.loan.device.text() == ""
    two.wait_for([("registration", "欧阳", True)])
    two.counts()
    (left,) = drafts.load_all(two.window.session_pages.session).drafts
    assert left.kind == "registration"


def test_a_tab_that_told_everybodys_forms_would_be_seen(
    two: TwoTabs, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: as it was when one tab replaced all forms of the top bar."""
    tell = OpenForms.tell

    def alone(self: OpenForms, business: str, known: object) -> None:
        self._forms.clear()
        tell(self, business, known)  # type: ignore[arg-type]

    monkeypatch.setattr(OpenForms, "tell", alone)
    two.put({"holder.name": NAME})
    two.to_loan()
    two.loan.device.setFocus()
    type_text(DEVICE)
    two.loan.forms.saver.save()
    assert two.shown == [("loan", "机顶", False)]
