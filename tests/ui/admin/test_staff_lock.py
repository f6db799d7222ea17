"""人员 over a lock: a half-typed enrolment comes back, a password that left the screen is asked about."""

from __future__ import annotations

import threading
from typing import Any
from uuid import UUID

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import drafts, staff
from app.services.staff import sign_in
from tests.kit.desk import STAFF_NO
from tests.ui.admin.admin_window import Admin
from tests.ui.admin.test_staff import admin, choose, fill, filled, note_down, page
from ui.admin.staff_page import StaffPage

__all__ = ["admin", "page"]


def locked(admin: Admin) -> StaffPage:
    """The page after a lock and an unlock."""
    admin.stand(Role.ADMINISTRATOR, "admin", state=admin.main.take_state())
    return admin.page("staff", StaffPage)


def test_a_half_typed_enrolment_comes_back_after_a_lock(admin: Admin, page: StaffPage) -> None:
    choose(page, Role.CLERK)
    fill(page, staff_no="10")
    page.form.valid_to.set_text("2027-1")
    typed = page.form.typed()
    state = admin.main.take_state()
    assert "欧阳" not in repr(state)
    for _ in range(2):  # locked again before the list was read
        admin.stand(Role.ADMINISTRATOR, "admin", state=state)
        page = admin.page("staff", StaffPage)
        assert page.stack.currentWidget() is page.form
        assert page.form.typed() == typed
        state = admin.main.take_state()
    admin.stand(Role.ADMINISTRATOR, "admin", state=state)
    page = filled(admin)
    admin.wait(lambda: page.side.row is not None)
    assert page.side.row is not None
    assert page.side.row.staff_no == STAFF_NO[Role.CLERK]
    page.form.staff_no.set_text("1001")
    assert "already in use" in page.form.staff_no.status()[1]
    page.form.staff_no.set_text("1020")
    page.form.valid_to.set_text("")
    page.form.submit()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)


def test_without_the_seal_the_name_would_stand_in_what_outlives_the_lock(
    admin: Admin, page: StaffPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drafts, "seal_typed", lambda _, typed: typed)
    fill(page)
    assert "欧阳䶮" in repr(admin.screen.save_state())


@pytest.mark.parametrize("way", ["enrolled", "reset"])
def test_a_password_that_left_the_screen_at_a_lock_is_asked_about(
    admin: Admin, page: StaffPage, way: str
) -> None:
    choose(page, Role.CLERK)
    if way == "enrolled":
        fill(page)
        page.form.submit()
    else:
        page.side.reset.click()
        assert page.confirm is not None
        page.confirm.buttons[0].click()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)
    first = page.one_time.password.text()
    state = admin.main.take_state()
    assert first not in repr(state)
    admin.stand(Role.ADMINISTRATOR, "admin", state=state)
    page = admin.page("staff", StaffPage)
    admin.wait(lambda: page.confirm is not None)
    page = locked(admin)  # an unanswered question comes back too
    admin.wait(lambda: page.confirm is not None)
    question = page.confirm
    assert question is not None
    staff_no = "1020" if way == "enrolled" else "1001"
    assert f"password of {staff_no}" in question.title.text()
    assert question.buttons[-1].text().endswith("It is on paper")
    question.buttons[0].click()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)
    second = note_down(page)
    assert second != first
    with pytest.raises(Exception, match="must_change"):
        sign_in(admin.hall.installation, staff_no, second)
    with pytest.raises(Exception, match=r"wrong|not right|password"):
        sign_in(admin.hall.installation, staff_no, first)
    page = locked(admin)
    admin.wait(lambda: page.side.row is not None)
    assert page.confirm is None


def test_a_password_on_paper_stays_as_it_is(admin: Admin, page: StaffPage) -> None:
    fill(page)
    page.form.submit()
    admin.wait(lambda: page.stack.currentWidget() is page.one_time)
    first = page.one_time.password.text()
    page = locked(admin)
    admin.wait(lambda: page.confirm is not None)
    assert page.confirm is not None
    page.confirm.buttons[-1].click()
    assert page.stack.currentWidget() is page.side
    page = locked(admin)
    admin.wait(lambda: page.table.model.rows and page.side.row is not None)
    assert page.confirm is None
    with pytest.raises(Exception, match="must_change"):
        sign_in(admin.hall.installation, "1020", first)


@pytest.mark.parametrize("by", ["this page", "a colleague"])
def test_an_enrolment_on_its_way_at_the_lock_is_cleared_up(
    admin: Admin, page: StaffPage, by: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, real = threading.Event(), staff.enrol

    def slow(session: Any, operation_id: UUID, **arguments: Any) -> Any:
        gate.wait(20)
        if by == "a colleague":  # was faster with this number
            colleague = arguments | {"name": "另一人"}
            real(admin.hall.session(Role.ADMINISTRATOR), new_id(), **colleague)
        return real(session, operation_id, **arguments)

    monkeypatch.setattr(staff, "enrol", slow)
    fill(page)
    page.form.submit()
    state = admin.main.take_state()
    gate.set()
    admin.idle()
    admin.stand(Role.ADMINISTRATOR, "admin", state=state)
    page = filled(admin)
    if by == "this page":
        admin.wait(lambda: page.confirm is not None)
        assert page.confirm is not None
        assert "1020 欧阳䶮 on paper" in page.confirm.title.text()
    else:
        assert page.confirm is None
        assert page.stack.currentWidget() is page.form
        assert page.form.name.text() == "欧阳䶮"
        assert "already in use" in page.form.staff_no.status()[1]
