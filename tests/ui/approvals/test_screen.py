"""审批: a supervisor decides by keys in the real window what a clerk asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtCore import Qt

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import OutcomeUnknown
from app.lanes import lane
from app.paths import Folders
from app.services import approvals, policies
from app.services.approvals import Decided
from app.services.session import Session
from tests.kit import desk as desks
from tests.kit.panel import texts
from tests.kit.requests import ask, decide
from tests.ui.approvals.approvals_hall import ALT, NAME, Deciding
from ui.desk.background import Background


@pytest.fixture
def hall(qtbot, sqlite_hall: Folders, background: Background) -> Iterator[Deciding]:
    made = Deciding(qtbot, desks.copy_folder(sqlite_hall), background, Role.SUPERVISOR)
    yield made
    made.close()


def test_nothing_waits(hall: Deciding) -> None:
    hall.open()
    hall.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    hall.wait(lambda: "Nothing waits for your decision." in texts(hall.screen))
    assert hall.screen.count.text() == "0"


def test_one_key_opens_and_one_approves(hall: Deciding) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    lines = [(line.field, line.before, line.after) for line in hall.side.page.lines.model.rows]
    assert lines == [("name", "曾*贤", "林*诺")]
    said = texts(hall.screen)
    assert "asked at" in said
    assert "姓名与证件不符" in said
    hall.wait(lambda: "Nobody changed these fields" in texts(hall.screen))
    hall.approve()
    hall.wait(lambda: hall.side.is_done)
    assert hall.status(asked.request_id) == "applied"
    assert "approved and done" in texts(hall.side)
    assert hall.view(asked.request_id).decisions[0].verdict == "approve"


@pytest.mark.parametrize(("key", "ends"), [(Qt.Key.Key_2, "returned"), (Qt.Key.Key_3, "rejected")])
def test_what_goes_back_needs_a_reason_and_the_cursor_goes_there(
    hall: Deciding, key: Qt.Key, ends: str
) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    hall.keys(key, ALT)
    box = hall.side.box
    assert box.reason.control.hasFocus()
    assert box.reason.status() == (
        "bad",
        "Say why: the colleague who asked must know what to do.",
    )
    assert hall.status(asked.request_id) == "waiting"
    hall.type("缺签字")
    hall.keys(key, ALT)
    hall.wait(lambda: hall.side.is_done)
    view = hall.view(asked.request_id)
    assert (view.row.status, view.decisions[0].reason) == (ends, "缺签字")


def test_enter_in_the_reason_decides_nothing(hall: Deciding) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    hall.type("已核对")
    for _ in range(5):
        hall.press(Qt.Key.Key_Return)
    hall.idle()
    assert hall.side.box.reason.text() == "已核对"
    assert hall.status(asked.request_id) == "waiting"


def test_a_second_press_never_approves_a_request_that_nobody_saw(hall: Deciding) -> None:
    first, second = hall.ask(0), hall.ask(1)
    hall.open()
    hall.begin()
    hall.approve()
    hall.approve()
    hall.wait(lambda: hall.side.is_done)
    hall.approve()
    hall.idle()
    statuses = sorted(hall.status(each.request_id) for each in (first, second))
    assert statuses == ["applied", "waiting"]
    hall.wait(hall.side.next.hasFocus)
    hall.wait(lambda: len(hall.screen.queue.rows) == 1)
    hall.press(Qt.Key.Key_Return)
    hall.wait(lambda: hall.side.page.view is not None)
    assert hall.side.page.view is not None
    assert hall.side.page.view.row.id == second.request_id
    hall.approve()
    hall.wait(lambda: hall.status(second.request_id) == "applied")


def test_what_a_colleague_asks_for_comes_by_itself_in_the_same_session(hall: Deciding) -> None:
    hall.open()
    hall.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    hall.wait(lambda: "Nothing waits for your decision." in texts(hall.screen))
    hall.ask()
    ask(hall.desks, hall.made[1], "name", by=Role.SUPERVISOR, name=NAME)  # the own one is not shown
    hall.wait(lambda: len(hall.screen.queue.rows) == 1)


def test_another_counter_decided_meanwhile(hall: Deciding) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    hall.type("已核对")
    decide(hall.desks, asked.request_id, "reject", by=Role.SUPERVISOR, reason="重复申请")
    hall.wait(lambda: hall.side.page.status.text() == "Rejected")
    hall.wait(lambda: "重复申请" in texts(hall.side))
    assert not hall.side.box.approve.isEnabled()
    hall.approve()
    hall.idle()
    assert hall.status(asked.request_id) == "rejected"
    assert hall.side.box.reason.text() == "已核对"


def test_what_moved_since_is_named_and_nothing_is_decided(hall: Deciding) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    other = hall.ask(name="林二诺")
    hall.desks.clock.pass_time(minutes=1)
    decide(hall.desks, other.request_id)
    hall.wait(lambda: len(hall.screen.queue.rows) == 1)
    hall.approve()
    hall.wait(lambda: hall.side.page.status.text() == "Changed meanwhile")
    hall.wait(lambda: "Changed since it was asked for: Name." in texts(hall.side))
    (line,) = hall.side.page.lines.model.rows
    assert (line.before, line.now, line.moved) == ("曾*贤", "林*诺", True)
    assert hall.status(asked.request_id) == "overtaken"
    assert hall.view(asked.request_id).decisions == ()


def test_something_else_than_was_shown_is_not_decided(
    hall: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    view = hall.side.page.view
    assert view is not None
    monkeypatch.setattr(hall.side.page, "view", type(view)(**{**vars(view), "digest": "0" * 64}))
    hall.approve()
    hall.wait(lambda: hall.said and "not the one that was shown" in hall.said[-1].text)
    hall.wait(lambda: hall.side.page.view.digest == view.digest)  # type: ignore[union-attr]
    assert hall.status(asked.request_id) == "waiting"


def test_how_long_it_waits_has_a_tone(hall: Deciding) -> None:
    hall.ask(0)
    clock = hall.desks.clock
    clock.now += timedelta(hours=13)
    hall.ask(1)
    hall.open()
    screen = hall.begin()
    tones = [screen.queue._waits(row) for row in screen.queue.rows]
    assert tones == [("13 h", "warn"), ("0 min", "plain")]
    clock.now += timedelta(hours=12)
    screen.queue.refresh()
    hall.wait(lambda: screen.queue._waits(screen.queue.rows[0]) == ("25 h · overdue", "bad"))


def test_who_waits_at_the_desk_comes_first_and_who_urges_is_marked(hall: Deciding) -> None:
    ask(hall.desks, hall.made[0], "name", told={"present": False}, name=NAME)
    here = hall.ask(1)
    approvals.urge(hall.desks.clerk, new_id(), request_id=here.request_id)
    hall.open()
    screen = hall.begin()
    assert [row.id == here.request_id for row in screen.queue.rows] == [True, False]
    waits = [screen.queue.table.model.index(n, 4).data() for n in range(2)]
    assert waits == ["0 min · urged", "0 min"]
    names = [screen.queue.table.model.index(n, 2).data() for n in range(2)]
    assert [name.endswith("here") for name in names] == [True, False]


def test_a_lock_and_a_rebuild_keep_the_request_and_what_was_typed(hall: Deciding) -> None:
    hall.ask(0)
    second = hall.ask(1)
    hall.open()
    screen = hall.begin()
    screen.queue.table.select(1)
    hall.wait(lambda: hall.side.page.view and hall.side.page.view.row.id == second.request_id)
    hall.type("缺签字")
    state = hall.windows.pop().take_state()
    assert "缺签字" not in repr(state)
    hall.open(state)
    hall.wait(lambda: hall.side.page.view is not None)
    assert hall.side.page.view.row.id == second.request_id  # type: ignore[union-attr]
    assert hall.side.box.reason.text() == "缺签字"


def test_what_was_typed_for_one_request_is_not_said_of_another(hall: Deciding) -> None:
    hall.ask(0)
    hall.ask(1)
    hall.open()
    screen = hall.begin()
    hall.type("缺签字")
    screen.queue.table.view.setFocus()
    hall.press(Qt.Key.Key_Down)
    hall.wait(lambda: hall.side.page.view is not None)
    assert hall.side.box.reason.text() == ""
    hall.press(Qt.Key.Key_Up)
    hall.wait(lambda: hall.side.box.reason.text() == "缺签字")


def test_nobody_knows_whether_it_was_decided_and_the_same_is_asked_again(
    hall: Deciding, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = hall.ask()
    hall.open()
    screen = hall.begin()
    real, ids = approvals.decide, list[UUID]()

    @lane("procedures")
    def lost(session: Session, operation_id: UUID, **arguments: Any) -> Decided:
        ids.append(operation_id)
        done = real(session, operation_id, **arguments)
        if len(ids) == 1:
            raise OutcomeUnknown("outcome_unknown", "Nobody knows whether this was done.")
        return done

    monkeypatch.setattr(approvals, "decide", lost)
    hall.approve()
    hall.wait(hall.side.unknown.isVisible)
    assert not screen.queue.table.isEnabled()
    hall.side.unknown.act.click()
    hall.wait(lambda: hall.side.is_done)
    assert ids[0] == ids[1]
    assert len(hall.view(asked.request_id).decisions) == 1


def test_a_clerk_has_no_such_tab(qtbot, sqlite_hall: Folders, background: Background) -> None:
    made = Deciding(qtbot, desks.copy_folder(sqlite_hall), background, Role.CLERK)
    made.open()
    made.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert made.main.open_one("approvals") is None
    made.close()


def test_the_list_grows_as_it_is_scrolled(hall: Deciding, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.approvals.queue.PAGE", 1)
    for n in range(3):
        hall.ask(n)
        hall.desks.clock.pass_time(minutes=1)
    hall.open()
    screen = hall.begin()
    hall.wait(lambda: len(screen.queue.rows) == 3)
    assert len({row.id for row in screen.queue.rows}) == 3


def test_a_clerk_to_whom_decisions_are_delegated_gets_the_tab(
    qtbot, sqlite_hall: Folders, background: Background, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = Deciding(qtbot, desks.copy_folder(sqlite_hall), background, Role.CLERK)
    supervisor = made.desks.session(Role.SUPERVISOR).actor.id
    monkeypatch.setattr(policies, "standing_delegation", lambda *_: (supervisor,))
    made.open()
    made.wait(lambda: made.main.top.requests.counts is not None)
    made.keys(Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert made.main.current_key() == "approvals"
    made.wait(lambda: "Nothing waits for your decision." in texts(made.screen))
    made.close()


def test_what_is_masked_is_shown_for_half_a_minute_and_the_look_is_on_record(
    hall: Deciding,
) -> None:
    asked = hall.ask()
    hall.open()
    hall.begin()
    page = hall.side.page
    masked = [line.after for line in page.lines.model.rows]
    page.clear.click()
    hall.wait(lambda: [line.after for line in page.lines.model.rows] != masked)
    assert [line.after for line in page.lines.model.rows] == [NAME]
    assert any("approvals.look" in body for body in hall.events())
    page._mask_again.timeout.emit()
    assert [line.after for line in page.lines.model.rows] == masked
    hall.approve()
    hall.wait(lambda: hall.status(asked.request_id) == "applied")


def test_nothing_in_clear_stays_on_a_page_that_is_left(hall: Deciding) -> None:
    hall.ask()
    hall.open()
    hall.begin()
    page = hall.side.page
    page.clear.click()
    hall.wait(lambda: [line.after for line in page.lines.model.rows] == [NAME])
    hall.keys(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    hall.wait(lambda: not page.isVisible())
    assert NAME not in [line.after for line in page.lines.model.rows]
