"""Enter never leaves a page of the counter or of the administration (screens.md rule 13)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.permissions import Role
from app.paths import Folders
from tests.kit import desk as desks
from tests.kit.capturing import Counter, StandIn, back, focused, front
from tests.kit.enter import PRESSES, Walk, stand
from tests.ui.admin.admin_window import Admin, opened
from tests.ui.capture.capture_fixtures import counter, hall, table
from ui.admin.counter_page import CounterPage
from ui.admin.staff_page import StaffPage
from ui.widgets.choices import Choice, Choices

__all__ = ["counter", "hall", "table"]


# --- administration


@pytest.fixture
def admin(qtbot, sqlite_hall: Folders) -> Iterator[Admin]:
    with opened(qtbot, sqlite_hall, Role.ADMINISTRATOR) as found:
        yield found


@pytest.mark.parametrize("filled", [False, True], ids=["nothing typed", "everything typed"])
def test_enrolling_a_person(admin: Admin, filled: bool) -> None:
    page = admin.page("staff", StaffPage)
    admin.wait(lambda: bool(page.table.model.rows))
    page.begin_enrolment()
    form = page.form
    walk = Walk(admin.main)
    closed: list[int] = []
    form.closed.connect(lambda: closed.append(1))
    if filled:
        form.staff_no.set_text("31!")  # not good: Enter at the end goes to it again
        form.name.set_text("林小满")
        form.role.set_text(Role.CLERK.value)
    walk.enter()
    assert (walk.left, closed) == ([], [])
    assert form.isVisible()
    assert form.go in walk.seen
    form.cancel.click()
    assert form.isVisible() is filled  # what was typed is asked about
    if filled:
        assert form.lost.isVisible()
        walk.left.clear()
        walk.enter(1)
        assert form.isVisible()
        assert form.name.text() == "林小满"
        form.cancel.click()
        form.lost.act.click()
        assert not form.isVisible()


def test_the_counters_reader_and_a_question(admin: Admin) -> None:
    page = admin.page("counter", CounterPage)
    page.kind.setFocus()
    walk = Walk(admin.main)
    walk.enter(10)
    assert walk.left == []
    question = Choices(confirms=True)
    answers = (Choice("leave", "Record leaving", look="danger"), Choice("stay", "Cancel"))
    chosen: list[str] = []
    question.chosen.connect(chosen.append)
    walk = stand(admin.qtbot, question)
    question.ask("Record leaving?", "It cannot be undone.", answers)
    walk.enter(3)
    assert "leave" not in chosen


# --- at the counter


def test_the_bench_keeps_the_document(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front("单雄", serial=501)))
    capture = counter.capture
    capture.bench.focus_first()
    walk = Walk(counter.main)
    for _ in range(PRESSES):
        if capture.bench.bar.use.hasFocus():
            break
        walk.enter(1)
    assert capture.bench.bar.use.hasFocus()
    assert walk.left == []
    assert len(capture.tray.documents) == 1
    walk.enter(1)
    counter.wait(lambda: counter.main.current_key() == "registration")
    assert walk.left == []


def test_a_proposal_is_not_taken_by_enter(counter: Counter, table: StandIn) -> None:
    """A field that does not fit offers what would; two Enters are no decision."""
    counter.take(table.lay(front("单雄", serial=503)))
    panel = counter.capture.bench.fields
    for button in panel._proposals.values():
        button.setText("Would fit")
        button.show()
    taken: list[object] = []
    panel.typed.connect(lambda *said: taken.append(said))
    panel.fields["name"].setFocus()
    Walk(counter.main).enter(12)
    assert taken == []


@pytest.mark.parametrize("step", range(5))
def test_the_steps_of_a_registration_end_at_their_button(counter: Counter, step: int) -> None:
    counter.to_form()
    counter.put({"customer_kind": "group", "organization.name": "示例公司"})
    counter.settled()
    screen = counter.screen
    screen.go_to(step)
    walk = Walk(counter.main)
    gone: list[str] = []
    screen.bottom.hold_wanted.connect(lambda: gone.append("held"))
    screen.bottom.abandoned.connect(lambda: gone.append("abandoned"))
    for _ in range(2 * PRESSES):
        if screen.bottom.go.hasFocus():
            break
        walk.enter(1)
    assert screen.bottom.go.hasFocus()
    walk.enter(PRESSES)
    assert (walk.left, gone) == ([], [])
    assert screen.isVisible()
    assert counter.text("organization.name") == "示例公司"


def test_abandoning_is_answered_by_enter_with_going_on(counter: Counter) -> None:
    counter.to_form()
    counter.put({"holder.name": "单雄"})
    counter.screen.bottom.abandon.click()
    assert counter.screen.bottom.really.isVisible()
    walk = Walk(counter.main)
    walk.enter(PRESSES)
    assert walk.left == []
    assert counter.text("holder.name") == "单雄"


def test_the_supervisors_box_stays_until_it_is_answered(counter: Counter) -> None:
    counter.to_form()
    counter.put({"holder.name": "单雄"})
    counter.screen.documents.ask_permit()
    box = counter.screen.documents.permit
    walk = Walk(counter.main)
    for text in (desks.STAFF_NO[Role.SUPERVISOR], "not the right phrase", ""):
        QTest.keyClicks(focused(), text)
        walk.enter(1)
    walk.enter(3)
    counter.wait(box.problem.isVisible)
    walk.enter(5)
    assert box.isVisible()
    assert walk.left == []
    counter.screen.documents.permit.close_box()


def test_the_question_whose_it_is_takes_no_enter_where_the_cursor_was_put(
    counter: Counter, table: StandIn
) -> None:
    counter.take(table.lay(front("单雄", serial=505), back()))
    counter.fill()
    counter.to_capture()
    counter.wait(lambda: counter.capture.destination.given is None)
    counter.take(table.lay(front("仇𫖯", serial=507), back()))
    counter.use()
    choices = counter.screen.documents.choices
    counter.wait(choices.isVisible)
    Walk(counter.main).enter(5)
    assert choices.isVisible()
    assert len(counter.capture.tray.documents) == 1
    choices.buttons[0].setFocus()  # gone to on purpose
    counter.press(Qt.Key.Key_Return)
    counter.wait(lambda: counter.text("holder.name") == "仇𫖯")
