"""Each tab of the window filled as at work: what the standard tests of every screen look at.

An example brings its tab from one state to the next and names each; the last is the one that a lock
and another language must leave as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.domain.permissions import Role
from app.paths import Folders
from app.settings import LANGUAGE, READER
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.capturing import Counter, StandIn, back, front
from tests.kit.clerk import person
from tests.kit.desk import PASSWORDS
from tests.kit.panel import type_text
from tests.kit.person import Person
from tests.kit.photos import jpeg
from ui.admin.pages import PAGES
from ui.admin.rules_page import RulesPage
from ui.admin.screen import AdminScreen
from ui.admin.staff_page import StaffPage
from ui.agreements.screen import PAPERS, UNPRINTED, AgreementsScreen
from ui.approvals.screen import ApprovalsScreen
from ui.capture.document import Attachment, Page, Photo
from ui.capture.screen import CaptureScreen
from ui.changes.screen import ChangesScreen
from ui.customer.customer_panel import CustomerPanel
from ui.desk import screens
from ui.desk.background import Background
from ui.entrance.lock_screen import LockScreen
from ui.history.screen import HistoryScreen
from ui.home.screen import LATE, HomeScreen

States = Iterator[str]


class AtTab(Counter):
    """Somebody at one tab, signed in already; `known` is a customer of the hall."""

    def __init__(
        self,
        qtbot: QtBot,
        hall: desks.TestHall,
        background: Background,
        key: str,
        table: StandIn,
        known: UUID,
    ) -> None:
        Person.__init__(self, qtbot, hall, background)
        self.key, self.table, self.known = key, table, known
        self.settings.set(READER, "simulator")
        beside = "history" if key == screens.PANEL.key else key
        self.stand(EXAMPLES[key].role, beside)
        self.main.setFixedSize(1280, 720)

    @property
    def tab(self) -> QWidget:
        """The screen that this is about."""
        panel = self.key == screens.PANEL.key
        found = self.main.panel if panel else self.main.open_one(self.key)
        assert found is not None
        return found

    def serve(self) -> None:
        """Somebody whose customer is served."""
        self.main.desk.open_customer(self.known)
        self.wait(lambda: self.main.desk.customer_id == self.known)


class AtWindow(AtTab):
    """The same in the program's own window, with all tabs of the role, after a sign-in."""

    def __init__(
        self, qtbot: QtBot, folders: Folders, key: str, table: StandIn, known: UUID
    ) -> None:
        self.qtbot, self.key, self.table, self.known = qtbot, key, table, known
        self.window = windows.open_ready(qtbot, folders)
        self.background = self.window.background
        self.settings = self.window.settings
        self.settings.set(READER, "simulator")
        self.main = windows.sign_in(qtbot, self.window, EXAMPLES[key].role)

    def lock_and_unlock(self) -> None:
        """Ctrl+L, and the password."""
        self.main.lock_wanted.emit()
        page = self.window.currentWidget()
        assert isinstance(page, LockScreen)
        self.wait(page.secret.isEnabled)
        page.password_given.emit(PASSWORDS[EXAMPLES[self.key].role])
        self.main = windows.main_window(self.qtbot, self.window)

    def speak(self, language: str) -> None:
        """The window in another language."""
        self.settings.set(LANGUAGE, language)
        self.window.rebuild()
        self.main = windows.main_window(self.qtbot, self.window)

    def close(self) -> None:
        windows.close(self.window)


# --- the tabs


def home(at: AtTab) -> States:
    """A morning with an order, its papers not printed; then what is late, which is nothing."""
    screen = at.to_screen("home", HomeScreen)
    at.wait(lambda: screen.orders.model.rows)
    yield "an order"
    screen.lists.buttons[LATE].click()
    at.wait(screen.late.table.empty.text)
    yield "late"


def registration(at: AtTab) -> States:
    """An adult who is represented, takes everything and pays; then all that is open says so."""
    at.open_tab()
    at.choose_place()
    at.put({"products": ",".join(at.screen.form.business.products.boxes)})
    at.put({**person("holder"), "holder.name": "欧阳䶮", "holder.phone": "13800000001"})
    at.put({"by_agent": "1", **person("agent", date(1988, 8, 8), 211), "agent.relation": "母亲"})
    yield from _steps(at, "filled")
    at.go_on()
    yield from _steps(at, "refused")


def _steps(at: AtTab, state: str) -> States:
    for step in range(5):
        at.screen.go_to(step)
        at.settled()
        yield f"step {step + 1} {state}"


def capture(at: AtTab) -> States:
    """The pictures kept of a customer; then two documents, one of them with a photo and three proofs."""
    screen: CaptureScreen = at.to_capture()
    yield "empty"
    screen.bar.devices.setChecked(True)
    yield "devices"
    screen.bar.devices.setChecked(False)
    screen.tray.add_page(Page(at.table.read(at.table.lay()), "file", desks.MORNING))
    yield "no document"
    screen.tray.remove(screen.tray.documents[0].id)
    at.serve()
    screen.pick.buttons["kept"].click()
    at.wait(lambda: screen.kept.rows.model.rows)
    screen.kept.rows.select(0)
    yield "kept"
    at.main.desk.serve(None)
    screen.pick.buttons["bench"].click()
    at.take(at.table.lay(front(), back()))
    screen.bench.panel.by_hand.click()
    yield "corners"
    at.take(at.table.lay(front("仇𫖯", serial=211)))
    document = screen.tray.document
    assert document is not None
    photo = Photo(jpeg(480, 640), "camera", desks.MORNING, "different")
    proofs = tuple(
        Attachment(jpeg(640 + n, 900), "file", desks.MORNING, f"授权委托书 {n}") for n in range(3)
    )
    screen.tray.replace(replace(document, photo=photo, attachments=proofs))
    at.read_out()
    yield "fields"
    screen.problem.set("x " * 60, "warn")
    screen.problem.show()
    yield "problem"
    screen.problem.hide()
    screen.bench.show_part("proofs")
    yield "proofs"
    screen.bench.show_part("person")
    screen.bench.photo.override.click()
    yield "permit"
    screen.bench.photo.box.close_box()
    yield "person"


def change(at: AtTab) -> States:
    """An installation that cannot be done yet, then a second contact whose phone is too short: both are refused."""
    screen = at.to_screen("change", ChangesScreen)
    at.wait(lambda: screen.forms.are_read)
    yield "nobody"
    at.serve()
    at.wait(lambda: screen.record is not None)
    yield "nothing typed"
    screen.choose("installation")
    at.wait(lambda: screen.record is not None)
    yield "an installation"
    screen.form.fields.control("installed_on").set_text("2199-01-01")
    screen.form.fields.control("serial").set_text("?")
    screen.moves.go_on()
    yield "an installation refused"
    screen.choose("second_contact")
    at.wait(lambda: screen.record is not None)
    screen.form.fields.control("second_contact").set_text("林一诺")
    screen.form.fields.control("second_phone").set_text("139000")
    screen.moves.go_on()
    yield "refused"


def history(at: AtTab) -> States:
    """The visits of the customer who is served."""
    screen = at.to_screen("history", HistoryScreen)
    yield "nobody"
    at.serve()
    at.wait(lambda: screen.table.model.rows)
    screen.table.select(0)
    yield "visits"


def agreements(at: AtTab) -> States:
    """Papers that wait for the printer."""
    screen = at.to_screen("agreements", AgreementsScreen)
    yield "nobody"
    screen.pick.buttons[UNPRINTED].click()
    at.wait(lambda: screen.others.table.model.rows)
    yield "not printed"
    screen.pick.buttons[PAPERS].click()
    at.serve()
    at.wait(lambda: len(screen.papers.model.rows) == 2)
    screen.papers.select(1)
    at.wait(lambda: screen.preview.view.document.pageCount() > 0)
    at.wait(lambda: screen.box._names is not None)
    yield "papers"


def approvals(at: AtTab) -> States:
    """A request that waits, with a reason in work; what is refused without one says so."""
    screen = at.to_screen("approvals", ApprovalsScreen)
    at.wait(lambda: screen.side is not None and screen.side.page.view is not None)
    assert screen.side is not None
    screen.side.box.send_back.click()
    yield "a reason is missing"
    screen.side.box.reason.set_text("缺原户主签字")
    yield "a reason"


def admin(at: AtTab) -> States:
    """Every page; a rule and a new colleague in work."""
    screen = at.to_screen("admin", AdminScreen)
    for page in PAGES:
        screen.open_page(page.key)
        at.idle()
        yield page.key
    screen.open_page("staff")
    staff = screen.open_pages["staff"]
    assert isinstance(staff, StaffPage)
    at.wait(lambda: staff.table.model.rows)
    staff.table.select(0)
    yield "a colleague"
    staff.enrol.click()
    staff.form.name.set_text("欧阳䶮")
    yield "a new colleague"
    screen.open_page("rules")
    rules = screen.open_pages["rules"]
    assert isinstance(rules, RulesPage)
    at.wait(lambda: rules.table.model.rows)
    codes = [row.code for row in rules.table.model.rows]
    rules.table.select(codes.index("telephone_cards"))
    at.wait(rules.side.past.isVisible)
    rules.side.value.set_text("3")
    yield "a rule"


def panel(at: AtTab) -> States:
    """A customer found and served."""
    shown = at.tab
    assert isinstance(shown, CustomerPanel)
    yield "nobody"
    type_text(at.qtbot, at.main, "0001", 1)
    yield "found"
    at.press(Qt.Key.Key_Return)
    at.wait(lambda: shown.summary is not None and shown.summary.isVisible())
    yield "served"


@dataclass(frozen=True)
class Example:
    """How a tab is filled, and by whom."""

    fill: Callable[[AtTab], States]
    role: Role = Role.CLERK


EXAMPLES: dict[str, Example] = {
    "home": Example(home),
    "registration": Example(registration),
    "capture": Example(capture),
    "change": Example(change),
    "history": Example(history),
    "agreements": Example(agreements),
    "approvals": Example(approvals, Role.SUPERVISOR),
    "admin": Example(admin, Role.ADMINISTRATOR),
    screens.PANEL.key: Example(panel),
}
