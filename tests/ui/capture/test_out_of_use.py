"""What goes out of use with its document, what stays, and what comes too late to be used."""

from __future__ import annotations

import threading
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from app.errors import UserError
from app.lanes import lane
from app.services import drafts, identity
from tests.kit import desk as desks
from tests.kit.capturing import (
    Counter,
    StandIn,
    back,
    front,
)
from tests.kit.photos import jpeg
from tests.ui.capture.capture_fixtures import hall, table
from tests.ui.capture.in_use_fixtures import CTRL, DIGITS, A, counter, gate, in_use, lay_a, scan
from ui.capture import screen as capture_screen
from ui.capture.source import Picture

__all__ = ["counter", "gate", "hall", "table"]


def test_a_use_that_waits_for_its_answer_ends_with_the_next_card(
    counter: Counter, table: StandIn, gate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The older answer arrives at an emptied bench."""
    compare, go_on = identity.compare, threading.Event()

    @wraps(compare)
    def slowly(*args: Any, **values: Any) -> Any:
        found = compare(*args, **values)
        assert go_on.wait(20)
        return found

    lay_a(counter, table, 413)
    monkeypatch.setattr(identity, "compare", slowly)
    counter.press(Qt.Key.Key_Return, CTRL)
    assert counter.capture.destination.busy
    gate.begin()
    counter.press(Qt.Key.Key_F2)
    go_on.set()
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    counter.idle()
    counter.qtbot.wait(50)
    assert counter.main.current_key() == "capture"
    assert counter.screen.open.is_empty
    assert in_use(counter) == []


def test_the_question_whose_it_is_goes_with_its_document(
    counter: Counter, table: StandIn, gate: Any, tmp_path: Path
) -> None:
    lay_a(counter, table, 415)
    counter.fill()
    counter.to_capture()
    counter.wait(lambda: counter.capture.destination.given is None)
    counter.take(table.lay(front("仇𫖯", serial=417), back()))
    counter.use()
    choices = counter.screen.documents.choices
    counter.wait(choices.isVisible)
    before = counter.screen.open.entry
    gate.begin()
    counter.press(Qt.Key.Key_F2)
    assert not choices.isVisible()
    assert in_use(counter) == []
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    counter.to_form()
    for key in DIGITS:
        counter.press(key)
    assert counter.screen.open.entry == before
    assert [each.pages[0].face for each in counter.capture.tray.documents] == ["front"]


def test_an_older_picture_lies_beside_when_a_card_was_asked_for_since(
    counter: Counter, table: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its answer arrives for a bench that was emptied again: it is kept, and not in use."""
    read, go_on, card = table.read, threading.Event(), threading.Event()

    @wraps(read)
    def slowly(*args: Any, **values: Any) -> Any:
        assert go_on.wait(20)
        return read(*args, **values)

    @lane("devices")
    def waits(*_: object, **__: object) -> Any:
        assert card.wait(20)
        raise UserError("reader_chip", "The chip of this card cannot be read.")

    monkeypatch.setattr(table, "read", slowly)
    monkeypatch.setattr(identity, "read_card", waits)
    counter.drop_picture(table.lay(front(A, serial=419)))
    counter.wait(lambda: counter.capture.tray.is_reading)
    counter.press(Qt.Key.Key_F2)
    go_on.set()
    counter.wait(lambda: len(counter.capture.tray.documents) == 1)
    assert in_use(counter) == []
    card.set()
    counter.wait(lambda: not counter.capture._reads)
    assert in_use(counter) == []
    assert len(counter.capture.tray.documents) == 1


def test_a_card_that_answers_after_f2_was_pressed_again_is_dropped(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, go_on = identity.read_card, threading.Event()

    @wraps(read)
    def slowly(*args: Any, **values: Any) -> Any:
        found = read(*args, **values)
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(identity, "read_card", slowly)
    counter.press(Qt.Key.Key_F2)
    counter.qtbot.wait(300)  # the practice reader has answered its helper by then
    counter.press(Qt.Key.Key_F2)
    go_on.set()
    counter.wait(lambda: not counter.capture.sources.chip.is_reading)
    assert counter.capture.tray.documents == ()


@pytest.mark.parametrize("who", ["another customer", "another form"])
def test_a_card_that_answers_after_the_person_changed_is_dropped_with_a_sentence(
    counter: Counter, table: StandIn, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    lay_a(counter, table, 421 if who == "another form" else 423)
    counter.fill()
    counter.take_place(0 if who == "another form" else 1)
    served = None
    if who == "another customer":
        counter.finish("13800000423")
        served = counter.desk.customer_id
        counter.desk.serve(None)
    read, go_on = identity.read_card, threading.Event()

    @wraps(read)
    def slowly(*args: Any, **values: Any) -> Any:
        found = read(*args, **values)
        assert go_on.wait(20)
        return found

    monkeypatch.setattr(identity, "read_card", slowly)
    counter.to_capture()
    counter.press(Qt.Key.Key_F2)
    if served is not None:
        counter.desk.serve(served)
    else:
        counter.screen.hold()
    go_on.set()
    counter.wait(lambda: not counter.capture.sources.chip.is_reading)
    counter.wait(lambda: counter.problem.startswith("Somebody else is in front"))
    assert counter.capture.tray.document is None
    assert in_use(counter) == []
    counter.desk.serve(None)


def test_a_scan_that_comes_by_itself_takes_a_typed_document_out_of_use_and_leaves_it_there(
    counter: Counter, table: StandIn, gate: Any, tmp_path: Path
) -> None:
    counter.take(table.lay(front(A, serial=425), back()))
    address = counter.capture.bench.fields.fields["address"]
    address.control.setFocus()
    counter.capture.bench.typed.emit("address", "广州市示例路 3 号")
    shown = counter.capture.tray.current
    content = table.lay(front("仇𫖯", serial=427))
    gate.begin()
    scan(counter, content, tmp_path)
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    assert counter.capture.tray.current == shown
    assert address.control.hasFocus()
    assert in_use(counter) == []
    assert "A scan came" in counter.capture.bench.bar.said.text()
    (chip,) = counter.capture.bench._documents.findChildren(type(counter.capture.bar.waiting))
    chip.click()
    counter.fill()
    assert counter.text("holder.id_address") == "广州市示例路 3 号"


def test_corners_that_cannot_be_read_leave_the_reading_before_out_of_use(
    counter: Counter, table: StandIn, gate: Any
) -> None:
    counter.take(table.lay(front(A, serial=429)))
    document = counter.capture.tray.document
    assert document is not None
    gate.begin()
    page = document.pages[0]
    counter.capture.tray.read_again(page, page.reading.corners)
    assert in_use(counter) == []
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    assert in_use(counter) == []


def test_the_other_face_joins_what_went_out_of_use_for_it(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front(A, serial=431)))
    counter.take(table.lay(back()))
    (document,) = counter.capture.tray.documents
    assert [page.face for page in document.pages] == ["front", "back"]
    assert counter.capture.tray.is_live
    counter.fill()
    assert counter.text("holder.name") == A


def test_a_photo_of_the_person_leaves_the_document_in_use(counter: Counter, table: StandIn) -> None:
    counter.take(table.lay(front(A, serial=433), back()))
    capture = counter.capture
    capture.bench.photo.take.click()
    capture.sources.camera.taken.emit(Picture(jpeg(480, 640), "camera", desks.MORNING))
    counter.wait(lambda: not capture._reads)
    assert capture.tray.is_live
    assert counter.fields["name"] == A
    # but a card that is laid meanwhile ends what was begun for the one before
    capture.bench.photo.take.click()
    counter.press(Qt.Key.Key_F2)
    assert capture.sources._purpose == "document"
    assert not capture.bar.camera.isChecked()
    counter.wait(lambda: not capture._reads)


def test_an_emptied_bench_is_empty_after_a_power_cut_too(
    counter: Counter, table: StandIn, gate: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is sealed says that nothing was in use; no time passes between F2 and the seal."""
    lay_a(counter, table, 435)
    keeping = counter.capture.keeping
    keeping.save()
    counter.idle()
    (draft,) = drafts.load_all(counter.desk.session).drafts
    assert draft.form["shown"] == draft.form["documents"][0]["id"]
    keeping._timer.setInterval(3_600_000)
    gate.begin()
    counter.press(Qt.Key.Key_F2)
    counter.idle()
    (draft,) = drafts.load_all(counter.desk.session).drafts
    assert draft.form["shown"] == ""
    assert len(draft.form["documents"]) == 1
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    monkeypatch.undo()
    again = capture_screen.CaptureScreen(counter.desk)
    counter.wait(lambda: len(again.tray.documents) == 1)
    assert again.tray.document is None
    again.close_down()
