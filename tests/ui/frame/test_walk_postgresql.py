"""Each screen of the real window does its main work where the hall's database is PostgreSQL.

One hall for all walks: each works for customers and people of its own, in any order.
"""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import pytest
import sqlalchemy as sa
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.domain.permissions import TABLE, Permission, Role
from app.paths import Folders
from app.services.catalogue import COLUMNS
from app.services.registration import Registered
from app.services.session import Installation
from db.schema.agreements import print_job
from db.schema.audit import audit_event
from db.schema.customers import customer
from db.schema.identity import identity_image
from db.schema.staff import staff
from tests.kit import desk as desks
from tests.kit import postgres
from tests.kit import window as windows
from tests.kit.capturing import StandIn, back, drop_on, front
from tests.kit.clerk import Clerk, person, type_text
from tests.kit.panel import card_of, panel_of
from tests.kit.papers import registered
from tests.kit.printers import FilePrinters, describe
from tests.ui.admin.admin_window import choose_file
from ui.admin.catalogue_page import CataloguePage
from ui.admin.check_page import CheckPage
from ui.admin.page import AdminPage
from ui.admin.permissions_page import PermissionsPage
from ui.admin.reveals_page import RevealsPage
from ui.admin.rules_page import RulesPage
from ui.admin.screen import AdminScreen
from ui.admin.staff_page import StaffPage
from ui.agreements.screen import AgreementsScreen
from ui.capture.screen import CaptureScreen
from ui.desk.base_screen import BaseScreen
from ui.desk.requests import Request, ShowUnprinted
from ui.entrance.first_sign_in import Confidentiality, OwnPassword, PinForToday
from ui.entrance.lock_screen import LockScreen
from ui.entrance.sign_in import SignInPage
from ui.frame.main_window import MainWindow
from ui.frame.window import Window
from ui.history.screen import HistoryScreen
from ui.home.screen import HomeScreen
from ui.widgets.reveal import Reveal
from ui.widgets.tag import Tag
from ui.words.number_text import number_text

PIN = "482913"
OWN = "unrelated words make one"
MASKED = "单*"
W = TypeVar("W", bound=QWidget)
S = TypeVar("S", bound=BaseScreen)
P = TypeVar("P", bound=AdminPage)


@dataclass(frozen=True)
class Hall:
    """The hall's data folder, its database on the server, and a customer who was there before."""

    folders: Folders
    installation: Installation
    known: Registered

    @property
    def engine(self) -> sa.Engine:
        return self.installation.engine

    def count(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        """Rows that the server holds."""
        with self.engine.connect() as connection:
            asked = sa.select(sa.func.count()).select_from(table).where(*where)
            return int(connection.execute(asked).scalar_one())

    def events(self) -> str:
        with self.engine.connect() as connection:
            return "\n".join(connection.execute(sa.select(audit_event.c.body)).scalars())


@pytest.fixture(scope="module")
def hall(postgres_hall: tuple[Folders, postgres.Template]) -> Iterator[Hall]:
    source, template = postgres_hall
    folders, url = desks.copy_folder(source), postgres.copy_of(template)
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("COUNTER_SECOND_PLACE", str(folders.data / "second-place"))
        opened = desks.open_desk(folders, url)
    known = registered(opened, 1)
    yield Hall(folders, opened.installation, known)
    opened.installation.close()
    postgres.drop(url)
    shutil.rmtree(folders.data)


class Walk:
    """A person at the real window, signed in unless asked otherwise."""

    def __init__(self, qtbot: QtBot, hall: Hall) -> None:
        self.qtbot = qtbot
        self.hall = hall
        self.window: Window = windows.open_ready(qtbot, hall.folders)

    def until(self, ready: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(ready()), timeout=windows.WAIT_MS)

    def sign_in(self, role: Role = Role.CLERK, pin: str = "") -> MainWindow:
        return windows.sign_in(self.qtbot, self.window, role, pin)

    @property
    def main(self) -> MainWindow:
        return windows.main_window(self.qtbot, self.window)

    def page(self, kind: type[W]) -> W:
        """The page in front, once it is a `kind`."""
        self.until(lambda: isinstance(self.window.currentWidget(), kind))
        found = self.window.currentWidget()
        assert isinstance(found, kind)
        return found

    def screen(self, key: str, kind: type[S], request: Request | None = None) -> S:
        """Bring a tab to the front."""
        self.main.open_screen(request or Request(key))
        found = self.main.open_one(key)
        assert isinstance(found, kind)
        return found

    def admin(self, key: str, kind: type[P]) -> P:
        """Bring a page of the administration to the front."""
        screen = self.screen("admin", AdminScreen)
        screen.open_page(key)
        found = screen.open_pages[key]
        assert isinstance(found, kind)
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        none = Qt.KeyboardModifier.NoModifier
        QTest.keyClick(QApplication.focusWidget() or self.main, key, modifier or none)


@pytest.fixture(autouse=True)
def one_computer(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of these tests are at one counter, which remembers what it has seen."""
    monkeypatch.setenv("COUNTER_SECOND_PLACE", str(hall.folders.data / "second-place"))


@pytest.fixture
def walk(qtbot: QtBot, hall: Hall) -> Iterator[Walk]:
    made = Walk(qtbot, hall)
    yield made
    windows.close(made.window)


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def test_sign_in_lock_and_unlock(walk: Walk) -> None:
    page = walk.page(SignInPage)
    page.staff_no.setText(desks.STAFF_NO[Role.SUPERVISOR])
    page.password.setText("not the right phrase")
    page.submit()
    walk.until(lambda: "wrong" in page.message.text())
    walk.until(page.go.isEnabled)
    walk.sign_in(Role.SUPERVISOR, pin=PIN)
    assert not walk.window.session_pages.installation.local
    walk.window.session_pages.lock()
    lock = walk.page(LockScreen)
    assert walk.window.session_pages.session is None
    walk.until(lock.secret.isEnabled)
    lock.secret.setText(PIN)
    lock.unlock.click()
    walk.main.sign_out_wanted.emit()
    assert walk.page(SignInPage).typed() == ("", "")


def test_a_window_that_closes_while_it_reads_leaves_no_connection_open(walk: Walk) -> None:
    walk.sign_in()
    engine = walk.window.session_pages.installation.engine
    pool, reading = engine.pool, threading.Event()

    def slow() -> None:
        with engine.connect() as connection:
            reading.set()
            connection.execute(sa.select(sa.func.pg_sleep(0.3)))

    walk.window.background.run(slow)
    walk.until(reading.is_set)
    windows.close(walk.window)
    assert (pool.checkedin(), pool.checkedout()) == (0, 0)


def test_home_says_what_is_to_do(walk: Walk) -> None:
    walk.sign_in()
    home = walk.screen("home", HomeScreen)
    walk.until(lambda: home.desk.day.today is not None)
    walk.until(lambda: home.orders.model.rows)
    assert home.desk.day.unprinted >= 2
    assert home.desk.day.last_slip is not None


def test_a_customer_is_found_shown_and_revealed_for_a_reason(walk: Walk) -> None:
    main = walk.sign_in()
    panel = panel_of(main)
    panel.activate()
    type_text("单雄")
    walk.until(lambda: panel.results.found.rows)
    walk.press(Qt.Key.Key_Return)
    card = card_of(walk.qtbot, panel, MASKED)
    assert main.desk.customer_id == walk.hall.known.customer_id
    assert "示例花园" in words(card)
    reveal = next(each for each in card.findChildren(Reveal) if "440104" in each.value.text())
    masked = reveal.value.text()
    reveal.button.click()
    reveal.reason.edit.setText("核对证件")
    reveal.reason.button.click()
    walk.until(reveal.is_revealed)
    assert reveal.value.text() == person("holder", serial=102)["holder.number"]
    reveal.button.click()
    assert reveal.value.text() == masked
    assert '"customers.look"' in walk.hall.events()
    assert '"customers.reveal"' in walk.hall.events()
    history = walk.screen("history", HistoryScreen)
    walk.until(lambda: history.table.model.rows)
    cells = [history.table.model.index(0, n).data() for n in range(5)]
    assert cells[1:4] == ["Registration", "Done", "Service hall"]


def test_a_walk_in_is_registered_and_leaves_with_printed_papers(
    qtbot: QtBot, hall: Hall, tmp_path: Path
) -> None:
    clerk = Clerk(qtbot, hall.folders)
    desk = clerk.main.desk
    desk.printers = FilePrinters(clerk.window.settings, tmp_path, ("A4-1",))
    before = hall.count(customer)
    clerk.individual("欧阳䶮", serial=152)
    number = clerk.register()
    assert hall.count(customer) == before + 1
    assert clerk.said[-1].text.endswith(number_text(number))
    papers = clerk.main.open_one("agreements")
    assert isinstance(papers, AgreementsScreen)
    clerk.wait(lambda: papers.preview.view.document.pageCount() > 0)
    clerk.wait(papers.box.print.hasFocus)
    unprinted = desk.day.unprinted
    for sheet, kind in enumerate(("agreement", "slip"), start=1):
        clerk.wait(lambda: papers.box.row is not None and papers.box.row.kind == kind)  # noqa: B023
        clerk.wait(papers.box.print.isEnabled)
        papers.box.print.click()
        clerk.wait(lambda: papers.box.asked is not None)
        assert describe(desk.printers.sheet(sheet))[0] > 0
        QTest.keyClick(QApplication.focusWidget() or clerk.main, Qt.Key.Key_1)
        clerk.wait(lambda: papers.box.asked is None)
    assert hall.count(print_job, print_job.c.outcome == "good") == 2
    clerk.wait(lambda: desk.day.unprinted == unprinted - 2)
    clerk.close()


def test_a_card_is_captured_registered_and_its_picture_opened(
    qtbot: QtBot, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = StandIn()
    monkeypatch.setattr("ui.capture.screen.Worker", lambda: table)
    clerk = Clerk(qtbot, hall.folders)
    clerk.main.open_screen(Request("capture"))
    capture = clerk.main.open_one("capture")
    assert isinstance(capture, CaptureScreen)
    data = QMimeData()
    data.setData("image/jpeg", table.lay(front("单雄", serial=231), back()))
    drop_on(capture.bench.panel, data)
    clerk.wait(lambda: capture.destination.known is not None)
    before = hall.count(identity_image)
    capture.use()
    clerk.wait(lambda: clerk.main.current_key() == "registration")
    clerk.choose_place(7)
    clerk.put({"products": "TV-BASIC", "holder.phone": "13800000231"})
    clerk.consent()
    clerk.pay("160")
    clerk.screen.go_to(4)
    clerk.settled()
    clerk.register()
    assert "Please give the documents back." in clerk.said[-1].text
    assert hall.count(identity_image) == before + 2
    clerk.main.open_screen(Request("capture"))
    capture.pick.buttons["kept"].click()
    kept = capture.kept
    clerk.wait(lambda: len(kept.rows.model.rows) == 2)
    kept.rows.select(0)
    kept.reason.edit.setText("核对证件")
    kept.reason.button.click()
    clerk.wait(kept.view.isVisible)
    assert '"identity_images.show"' in hall.events()
    clerk.close()


def test_what_was_not_printed_is_listed_and_opened(walk: Walk) -> None:
    walk.sign_in()
    papers = walk.screen("agreements", AgreementsScreen, ShowUnprinted())
    wanted = walk.hall.known.agreement_document_id
    walk.until(lambda: wanted in [row.document_id for row in papers.others.table.model.rows])
    rows = [row.document_id for row in papers.others.table.model.rows]
    papers.others.table.select(
        papers.others.table.proxy.mapFromSource(
            papers.others.table.model.index(rows.index(wanted), 0)
        ).row()
    )
    papers.others.table.chosen.emit(papers.others.table.current())
    walk.until(lambda: papers.preview.shown == wanted)
    assert walk.main.desk.customer_id == walk.hall.known.customer_id


def test_a_person_is_enrolled_and_signs_in_for_the_first_time(walk: Walk) -> None:
    walk.sign_in(Role.ADMINISTRATOR)
    page = walk.admin("staff", StaffPage)
    walk.until(lambda: page.table.model.rows)
    page.enrol.click()
    QTest.keyClicks(page.form.staff_no.control, "1020")
    page.form.name.set_text("欧阳䶮")
    page.form.role.set_text(Role.CLERK.value)
    page.form.submit()
    walk.until(page.one_time.password.text)
    one_time = page.one_time.password.text()
    page.one_time.written.click()
    page.one_time.go.click()
    assert walk.hall.count(staff, staff.c.staff_no == "1020") == 1
    walk.window.session_pages.sign_out()
    entrance = walk.page(SignInPage)
    entrance.staff_no.setText("1020")
    entrance.password.setText(one_time)
    entrance.submit()
    own = walk.page(OwnPassword)
    own.first.set_text(OWN)
    own.second.set_text(OWN)
    own.go.click()
    agreement = walk.page(Confidentiality)
    bar = agreement.text.verticalScrollBar()
    bar.setValue(bar.maximum())
    agreement.read.setChecked(True)
    agreement.go.click()
    walk.page(PinForToday).skip.click()
    assert walk.main.desk.session.actor.staff_no == "1020"


def test_rules_and_addresses_are_changed(
    walk: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    walk.sign_in(Role.ADMINISTRATOR)
    rules = walk.admin("rules", RulesPage)
    walk.until(lambda: rules.table.model.rows)
    rules.table.select([row.code for row in rules.table.model.rows].index("telephone_cards"))
    walk.until(rules.side.past.isVisible)
    rules.side.value.set_text("3")
    rules.side.save.click()
    walk.until(lambda: rules.side.row is not None and rules.side.row.version == 2)
    catalogue = walk.admin("catalogue", CataloguePage)
    walk.until(lambda: catalogue.places.count.text() == "10")
    assert catalogue.table.model.rows
    file = tmp_path / "places.csv"
    good = "440104,越秀区,试验路,试验花园,1 栋,2 单元,301,cable_tv;broadband"
    file.write_text("\n".join((",".join(COLUMNS), good)), encoding="utf-8")
    choose_file(monkeypatch, "getOpenFileName", file)
    catalogue.places.go.click()
    walk.until(lambda: catalogue.places.count.text() == "11")


def test_the_hall_is_verified_and_permissions_and_reveals_are_told(walk: Walk) -> None:
    walk.sign_in(Role.AUDITOR)
    check = walk.admin("check", CheckPage)
    assert "Data: on the server" in [
        each.text() for each in walk.screen("admin", AdminScreen).findChildren(Tag)
    ]
    walk.until(lambda: "shared database" in check.backup.made.text())
    assert not check.backup.make.isVisible()
    check.verify.go.click()
    walk.until(lambda: not check.verify.running.is_running)
    assert check.verify.result.text().startswith("Nothing found."), [
        (row.code, row.places) for row in check.verify.table.model.rows
    ]
    permissions = walk.admin("permissions", PermissionsPage).table.model()
    cells = permissions.rowCount() * (permissions.columnCount() - 1)
    assert cells == len(Permission) * len(TABLE)
    reveals = walk.admin("reveals", RevealsPage)
    walk.until(lambda: reveals.shown is not None)
