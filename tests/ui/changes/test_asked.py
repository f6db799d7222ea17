"""A change in the real window: done at once with its slip, or asked for, decided by a supervisor, corrected."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.paths import Folders
from app.services import approvals, customers, registration
from tests.kit import desk as desks
from tests.kit import forms
from tests.kit.clerk import type_text
from tests.kit.person import Person
from tests.kit.requests import ask, decide
from ui.changes.asked_part import AskedPart
from ui.changes.here_box import HereBox
from ui.changes.screen import ChangesScreen
from ui.desk.background import Background
from ui.desk.requests import CorrectRequest

PHONE, NAME = "13900000008", "林一诺"


class Changing(Person):
    """A clerk at F7 with a customer in service."""

    def __init__(self, qtbot: Any, folders: Folders, background: Background) -> None:
        super().__init__(qtbot, desks.open_desk(folders), background)
        form = forms.individual(self.hall.place())
        self.made = registration.register(self.hall.clerk, new_id(), form=form)
        self.hall.session(Role.SUPERVISOR)
        self.stand()
        self.desk.open_customer(self.made.customer_id)
        self.wait(lambda: self.desk.customer_id == self.made.customer_id)
        self.press(Qt.Key.Key_F7)
        self.ready()

    @property
    def screen(self) -> ChangesScreen:
        return self.screen_of("change", ChangesScreen)

    @property
    def part(self) -> AskedPart:
        assert isinstance(self.screen.part, AskedPart)
        return self.screen.part

    def ready(self) -> None:
        self.wait(lambda: self.screen.record is not None and self.screen.form.isVisible())

    def to_kind(self, kind: str) -> None:
        """By its button, as Alt and its digit press it."""
        self.screen.kinds.buttons[kind].click()
        self.wait(lambda: self.screen.kind == kind)
        self.ready()

    def type(self, path: str, text: str) -> None:
        self.screen.form.fields.focus(path)
        type_text(text)

    def commit(self) -> None:
        self.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def found(self, text: str) -> bool:
        return bool(customers.find(self.hall.clerk, text=text).rows)

    def mine(self) -> list[str]:
        return [row.status for row in approvals.my_requests(self.hall.clerk)]


@pytest.fixture
def hall(qtbot: Any, sqlite_hall: Folders, background: Background) -> Iterator[Changing]:
    made = Changing(qtbot, desks.copy_folder(sqlite_hall), background)
    yield made
    made.end()
    background.stop()
    made.installation.close()


def test_a_phone_is_changed_at_once_and_its_slip_comes(hall: Changing) -> None:
    hall.to_kind("phone")
    part = hall.part
    assert "138****0001" in part.on_record.text()
    assert not part.reason.isVisible()
    hall.type("phone", "139 0000 0008")
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.found(PHONE)
    assert "SL" in hall.said[-1].text


def test_a_name_waits_for_a_supervisor_and_needs_a_reason(hall: Changing) -> None:
    hall.to_kind("name")
    assert hall.part.note.isVisible()
    hall.type("name", NAME)
    hall.commit()
    assert hall.mine() == []
    kind, text = hall.screen.form.fields.control("name.reason").status()  # type: ignore[attr-defined]
    assert (kind, text) == ("bad", "Say why: a supervisor has to decide this.")
    hall.type("name.reason", "户口簿已更名")
    hall.commit()
    hall.wait(lambda: hall.mine() == ["waiting"])
    hall.wait(lambda: any("waits for a supervisor" in each.text for each in hall.said))
    assert hall.screen.work.form.is_empty
    assert not hall.found(NAME)
    (row,) = approvals.my_requests(hall.hall.clerk)
    decide(hall.hall, row.id)
    assert hall.found(NAME)


def test_what_came_back_is_corrected_and_takes_the_place_of_the_old_one(hall: Changing) -> None:
    asked = ask(hall.hall, hall.made.customer_id, "name", name="林一若")
    decide(hall.hall, asked.request_id, "return", reason="名字有误")
    hall.main.open_screen(CorrectRequest(request_id=asked.request_id))
    hall.wait(lambda: hall.screen.kind == "name" and hall.screen.work.form.text("name"))
    hall.ready()
    assert hall.screen.form.fields.control("name").text() == "林一若"
    hall.screen.form.fields.control("name").set_text(NAME)
    hall.commit()
    hall.wait(lambda: sorted(hall.mine()) == ["replaced", "waiting"])


def test_what_another_counter_changed_meanwhile_is_not_overwritten(hall: Changing) -> None:
    hall.to_kind("phone")
    hall.type("phone", PHONE)
    ask(hall.hall, hall.made.customer_id, "phone", by=Role.SUPERVISOR, phone="13900000009")
    hall.commit()
    assert hall.found("13900000009")
    hall.wait(lambda: "139****0009" in hall.part.on_record.text())
    assert hall.screen.work.form.text("phone") == PHONE, "what was typed stays"
    hall.commit()
    hall.wait(lambda: hall.found(PHONE))


def test_a_need_is_said_yes_or_no(hall: Changing) -> None:
    hall.to_kind("flags")
    hall.screen.form.fields.control("large_print").set_text("1")
    hall.wait(lambda: hall.screen.work.form.text("large_print") == "1")
    hall.commit()
    hall.wait(lambda: hall.main.current_key() == "agreements")
    seen = approvals.standing(hall.hall.clerk, customer_id=hall.made.customer_id, kind="flags")
    assert seen.shown == {"large_print": "1", "needs_help": "", "no_mobile": ""}


def test_a_wrong_number_is_said_where_it_stands(hall: Changing) -> None:
    hall.to_kind("phone")
    hall.type("phone", "139")
    hall.commit()
    kind, text = hall.screen.form.fields.control("phone").status()  # type: ignore[attr-defined]
    assert kind == "bad"
    assert "8 digits short" in text
    assert hall.mine() == []


def waits(hall: Changing) -> HereBox:
    """A name is asked for, and the supervisor comes to the counter."""
    hall.to_kind("name")
    hall.type("name", NAME)
    hall.type("name.reason", "户口簿已更名")
    hall.commit()
    hall.wait(hall.screen.here.isVisible)
    return hall.screen.here


def sign(hall: Changing, role: Role = Role.SUPERVISOR, password: str = "") -> None:
    """Number, Enter, password; as practised people do it."""
    hall.wait(hall.screen.here.staff_no.control.hasFocus)
    type_text(desks.STAFF_NO[role])
    hall.press(Qt.Key.Key_Return)
    type_text(password or desks.PASSWORDS[role])


def test_a_supervisor_decides_at_the_clerks_counter_what_is_shown_there(hall: Changing) -> None:
    here = waits(hall)
    assert here.page.view is not None
    assert [line.after for line in here.page.view.lines] == ["林*诺"]
    sign(hall)
    hall.commit()
    assert here.password.text() == ""
    hall.wait(lambda: hall.main.current_key() == "agreements")
    assert hall.found(NAME)
    assert hall.desk.session.actor.role is Role.CLERK, "the clerk stays at work"
    view = approvals.request(
        hall.hall.clerk, request_id=approvals.my_requests(hall.hall.clerk)[0].id
    )
    supervisor = hall.hall.session(Role.SUPERVISOR).actor.staff_no
    assert [each.checker_no for each in view.decisions] == [supervisor]


def test_nobody_decides_the_own_request_at_the_counter_either(hall: Changing) -> None:
    here = waits(hall)
    sign(hall, Role.CLERK)
    hall.commit()
    hall.wait(here.problem.isVisible)
    assert "Nobody decides the own request" in here.problem.text()
    assert hall.mine() == ["waiting"]


def test_a_wrong_password_decides_nothing_and_the_reason_stays(hall: Changing) -> None:
    here = waits(hall)
    sign(hall, password="not the password at all")
    here.box.reason.set_text("已核对")
    hall.commit()
    hall.wait(here.problem.isVisible)
    assert hall.mine() == ["waiting"]
    assert (here.password.text(), here.box.reason.text()) == ("", "已核对")
    assert here.password.control.hasFocus()


def test_what_the_supervisor_rejects_here_changes_nothing(hall: Changing) -> None:
    here = waits(hall)
    sign(hall)
    hall.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert here.box.reason.control.hasFocus(), "a reason is needed"
    type_text("证件与姓名不符")
    hall.press(Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    hall.wait(lambda: hall.mine() == ["rejected"])
    assert not hall.found(NAME)
    hall.wait(hall.screen.form.middle.isVisible)


def test_later_leaves_it_in_the_list(hall: Changing) -> None:
    here = waits(hall)
    hall.press(Qt.Key.Key_Escape)
    hall.wait(here.isHidden)
    assert hall.mine() == ["waiting"]
    assert hall.screen.form.middle.isVisible()
