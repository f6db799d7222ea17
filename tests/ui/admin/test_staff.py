"""人员: enrol, one-time password, reset, unlock, leave, as an administrator does it in the window."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import OutcomeUnknown
from app.paths import Folders
from app.services import staff
from app.services.staff import own_password, sign_in
from db.schema.staff import sign_in_state
from db.schema.staff import staff as staff_table
from tests.kit import desk as desks
from tests.kit import window as windows
from tests.kit.desk import PASSWORDS, STAFF_NO
from tests.ui.admin import admin_window
from tests.ui.admin.admin_window import Admin
from ui.admin.screen import AdminScreen
from ui.admin.staff_page import StaffPage
from ui.desk.requests import Request
from ui.entrance.first_sign_in import Confidentiality, OwnPassword
from ui.entrance.sign_in import SignInPage
from ui.frame.window import Window

OWN = "unrelated words make one"


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with admin_window.opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as made:
        yield made


@pytest.fixture
def page(admin: Admin) -> StaffPage:
    return filled(admin)


def filled(admin: Admin) -> StaffPage:
    found = admin.page("staff", StaffPage)
    admin.wait(lambda: bool(found.table.model.rows))
    return found


def state_of(page: StaffPage, staff_no: str) -> str:
    """The words of the state column."""
    for row in range(page.table.proxy.rowCount()):
        if page.table.proxy.index(row, 0).data() == staff_no:
            return str(page.table.proxy.index(row, 2).data())
    return "not listed"


def choose(page: StaffPage, role: Role) -> None:
    numbers = [row.staff_no for row in page.table.model.rows]
    page.table.select(numbers.index(STAFF_NO[role]))


def fill(page: StaffPage, staff_no: str = "1020", name: str = "欧阳䶮") -> None:
    page.enrol.click()
    QTest.keyClicks(page.form.staff_no.control, staff_no)
    page.form.name.set_text(name)
    page.form.role.set_text(Role.CLERK.value)


def note_down(page: StaffPage) -> str:
    """Take the one-time password from the screen, tick that it is written, go on."""
    password = page.one_time.password.text()
    assert not page.one_time.go.isEnabled()
    page.one_time.written.click()
    page.one_time.go.click()
    return password


def page_of(qtbot, window: Window, kind: type[QWidget]) -> Any:
    qtbot.waitUntil(lambda: isinstance(window.currentWidget(), kind), timeout=windows.WAIT_MS)
    return window.currentWidget()


def test_a_person_is_enrolled_and_signs_in_with_the_password_from_the_screen(
    qtbot, sqlite_hall: Folders
) -> None:
    window = windows.open_ready(qtbot, desks.copy_folder(sqlite_hall))
    main = windows.sign_in(qtbot, window, Role.ADMINISTRATOR)
    main.open_screen(Request("admin"))
    screen = main.open_one("admin")
    assert isinstance(screen, AdminScreen)
    page = screen.open_pages["staff"]
    assert isinstance(page, StaffPage)
    qtbot.waitUntil(lambda: bool(page.table.model.rows), timeout=windows.WAIT_MS)
    QGuiApplication.clipboard().setText("nothing of ours")
    fill(page)
    QTest.keyClick(page.form.role.control, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.one_time.password.text()), timeout=windows.WAIT_MS)
    assert page.one_time.whose.text() == "For 1020 欧阳䶮"
    one_time = note_down(page)
    assert len(one_time) == 19
    assert page.one_time.password.text() == ""
    assert QGuiApplication.clipboard().text() == "nothing of ours"
    window.session_pages.sign_out()
    entrance = page_of(qtbot, window, SignInPage)
    entrance.staff_no.setText("1020")
    entrance.password.setText(one_time)
    entrance.submit()
    own = page_of(qtbot, window, OwnPassword)
    own.first.set_text(OWN)
    own.second.set_text(OWN)
    own.go.click()
    page_of(qtbot, window, Confidentiality)
    assert window.session_pages.session.actor.name == "欧阳䶮"
    windows.close(window)


def test_the_form_says_what_is_wrong_when_a_field_is_left(admin: Admin, page: StaffPage) -> None:
    page.enrol.click()
    form = page.form
    assert form.staff_no.status()[0] == "hint"
    QTest.keyClicks(form.staff_no.control, "10")
    assert form.staff_no.status()[0] == "hint"
    QTest.keyClick(form.staff_no.control, Qt.Key.Key_Return)
    assert form.name.control.hasFocus()
    assert form.staff_no.status()[0] == "bad"
    form.staff_no.setFocus()
    form.staff_no.control.end(False)  # type: ignore[union-attr]
    QTest.keyClicks(form.staff_no.control, "01")
    QTest.keyClick(form.staff_no.control, Qt.Key.Key_Return)
    assert form.staff_no.status() == (
        "bad",
        "Staff number 1001 is already in use. Choose another one.",
    )
    form.staff_no.setFocus()
    form.staff_no.control.end(False)  # type: ignore[union-attr]
    QTest.keyClicks(form.staff_no.control, "2")
    assert form.staff_no.status()[0] == "hint"
    form.valid_to.set_text("2026-11-21")
    assert form.valid_to.status()[0] == "bad"
    form.valid_to.set_text("2026-02-30")
    assert form.valid_to.status()[0] == "bad"
    assert form.left.text() == "3 fields left"
    form.submit()
    assert form.name.status()[0] == "bad"
    assert form.name.control.hasFocus()
    assert len(page.table.model.rows) == len(Role)
    assert page.stack.currentWidget() is form


def test_a_refused_enrolment_keeps_what_was_typed(admin: Admin, page: StaffPage) -> None:
    fill(page)
    page.form.taken = frozenset()  # somebody else was faster
    page.form.staff_no.set_text(STAFF_NO[Role.CLERK])
    page.form.submit()
    admin.wait(page.form.problem.isVisible)
    assert "already in use" in page.form.problem.text()
    assert page.form.name.text() == "欧阳䶮"
    page.form.staff_no.set_text("1020")
    page.form.submit()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)


def test_an_unknown_outcome_is_asked_again_and_enrols_once(
    admin: Admin, page: StaffPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, asked = staff.enrol, []

    def lost(session: Any, operation_id: UUID, **arguments: Any) -> Any:
        asked.append((operation_id, arguments))
        made = real(session, operation_id, **arguments)
        if len(asked) == 1:
            raise OutcomeUnknown("unknown", "Nobody knows.")
        return made

    monkeypatch.setattr(staff, "enrol", lost)
    fill(page)
    page.form.submit()
    admin.wait(page.form.problem.isVisible)
    assert page.form.go.text() == "Ask again"
    page.form.submit()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)
    assert asked[0] == asked[1]
    assert page.one_time.password.text() == asked[0][1]["one_time"]
    note_down(page)
    admin.wait(lambda: state_of(page, "1020") == "One-time password")
    assert page.side.row is not None
    assert page.side.row.staff_no == "1020"


def test_a_reset_gives_a_new_one_time_password(admin: Admin, page: StaffPage) -> None:
    choose(page, Role.CLERK)
    page.side.reset.click()
    question = page.confirm
    assert question is not None
    assert question.title.text() == "Reset the password of 1001 林晓?"
    assert "signed out" in question.detail.text()
    question.buttons[0].click()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)
    one_time = note_down(page)
    admin.wait(lambda: state_of(page, "1001") == "One-time password")
    with pytest.raises(Exception, match="must_change"):
        sign_in(admin.hall.installation, "1001", one_time)
    session = own_password.first_password(admin.hall.installation, "1001", one_time, OWN)
    assert session.actor.name == "林晓"


def test_leaving_names_person_and_consequence_and_the_safe_answer_comes_first(
    admin: Admin, page: StaffPage
) -> None:
    choose(page, Role.CLERK)
    page.side.leave.click()
    question = page.confirm
    assert question is not None
    assert "1001 林晓" in question.title.text()
    assert "cannot come back" in question.detail.text()
    assert question.buttons[-1].hasFocus()
    QTest.keyClick(question.buttons[-1], Qt.Key.Key_Return)
    assert page.stack.currentWidget() is page.side
    assert state_of(page, "1001") == "At work"
    page.side.leave.click()
    assert page.confirm is not None
    QTest.keyClick(page.confirm.buttons[-1], Qt.Key.Key_Escape)
    assert page.stack.currentWidget() is page.side
    page.side.leave.click()
    page.confirm.buttons[0].click()
    admin.wait(lambda: state_of(page, "1001") == "Has left")
    assert admin.said[-1].text == "1001 left today."
    with pytest.raises(Exception, match=r"left|locked"):
        sign_in(admin.hall.installation, "1001", PASSWORDS[Role.CLERK])
    choose(page, Role.CLERK)
    assert not page.side.reset.isEnabled()


def test_a_conflict_is_said_in_the_question_and_changes_nothing(
    admin: Admin, page: StaffPage
) -> None:
    choose(page, Role.CLERK)
    page.side.leave.click()
    row = page.side.row
    assert row is not None
    staff.reset(
        admin.hall.session(Role.ADMINISTRATOR),
        new_id(),
        staff_id=row.staff_id,
        version=row.version,
        one_time="mq4t-8vkd-x2pw-h7rn",
    )
    assert page.confirm is not None
    page.confirm.buttons[0].click()
    admin.wait(page.confirm.problem.isVisible)
    assert "changed this record" in page.confirm.problem.text()
    page.confirm.buttons[-1].click()
    admin.wait(lambda: state_of(page, "1001") == "One-time password")


def test_a_locked_person_is_unlocked(admin: Admin, page: StaffPage) -> None:
    choose(page, Role.CLERK)
    row = page.side.row
    assert row is not None
    assert not page.side.unlock.isEnabled()
    with admin.hall.installation.engine.begin() as connection:
        connection.execute(
            sign_in_state.update()
            .where(sign_in_state.c.staff_id == row.staff_id)
            .values(locked=True, failures=10)
        )
    page.refresh()
    admin.wait(lambda: state_of(page, "1001") == "Locked out")
    assert page.side.notices[0].text().startswith("Locked after ten wrong passwords.")
    page.side.unlock.click()
    admin.wait(lambda: state_of(page, "1001") == "At work")
    assert admin.said[-1].text == "1001 can sign in again."


def test_nobody_changes_themselves(admin: Admin, page: StaffPage) -> None:
    choose(page, Role.ADMINISTRATOR)
    assert not page.side.reset.isEnabled()
    assert not page.side.leave.isEnabled()
    assert "This is you" in page.side.notices[-1].text()


def test_a_forged_record_is_not_trusted_and_cannot_be_made_genuine(
    admin: Admin, page: StaffPage
) -> None:
    with admin.hall.installation.engine.begin() as connection:
        connection.execute(
            staff_table.update()
            .where(staff_table.c.staff_no == STAFF_NO[Role.CLERK])
            .values(role=Role.ADMINISTRATOR.value)
        )
    page.refresh()
    admin.wait(lambda: state_of(page, "1001") == "Not trusted")
    choose(page, Role.CLERK)
    assert not page.side.reset.isEnabled()
    assert "nobody can sign in" in page.side.notices[0].text()


def test_a_supervisor_unlocks_and_nothing_else(qtbot, sqlite_hall: Folders) -> None:
    with admin_window.opened(qtbot, sqlite_hall, Role.SUPERVISOR) as admin:
        page = filled(admin)
        choose(page, Role.CLERK)
        assert page.side.unlock.isVisible()
        for button in (page.side.reset, page.side.leave, page.enrol):
            assert not button.isVisible()
