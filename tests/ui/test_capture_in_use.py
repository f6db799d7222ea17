"""Whoever takes another document has nothing of the one before in use: not while it is being read, and
not after a reading that failed. What was captured stays and can be chosen again."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from app.capture.picture_header import broken
from app.errors import UserError
from app.lanes import lane
from app.services import drafts, identity
from tests.helpers import desk as desks
from tests.helpers.capturing import (
    Counter,
    StandIn,
    back,
    clear_drafts,
    focused,
    front,
    photograph,
)
from tests.helpers.photos import jpeg
from tests.ui.capture_fixtures import hall, table
from ui.capture import screen as capture_screen
from ui.capture.source import Picture
from ui.capture.tray import AskedFor, Tray

__all__ = ["hall", "table"]

CTRL = Qt.KeyboardModifier.ControlModifier
DIGITS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)
A = "单雄"


@pytest.fixture
def counter(qtbot, hall: desks.Desk, background, table: StandIn) -> Iterator[Counter]:
    """A clerk at the bench, with a practice reader."""
    clear_drafts(hall)
    made = Counter(qtbot, hall, background, reader="simulator")
    yield made
    made.end()


@pytest.fixture
def gate(table: StandIn, monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Every reading, of a picture and of a chip, waits until this is set, and then fails."""
    event = threading.Event()

    @lane("pictures")
    def fails(*_: object, **__: object) -> Any:
        assert event.wait(20)
        raise broken()

    @lane("devices")
    def no_card(*_: object, **__: object) -> Any:
        assert event.wait(20)
        raise UserError("reader_chip", "The chip of this card cannot be read.")

    def begin() -> None:
        monkeypatch.setattr(table, "read", fails)
        monkeypatch.setattr(identity, "read_card", no_card)

    event.begin = begin  # type: ignore[attr-defined]
    yield event
    event.set()


# --- the ways in which another document comes


def f2(counter: Counter, _: bytes, __: Path) -> None:
    counter.press(Qt.Key.Key_F2)


def paste(counter: Counter, content: bytes, _: Path) -> None:
    data = QMimeData()
    data.setData("image/jpeg", content)
    QGuiApplication.clipboard().setMimeData(data)
    counter.capture.bar.reader.setFocus()
    counter.press(Qt.Key.Key_V, CTRL)


def drop(counter: Counter, content: bytes, _: Path) -> None:
    counter.drop_picture(content)


def choose(counter: Counter, content: bytes, folder: Path) -> None:
    (folder / "next.jpg").write_bytes(content)
    dialog = counter.capture.sources.files.open(counter.capture)
    dialog.filesSelected.emit([str(folder / "next.jpg")])
    dialog.reject()


def shoot(counter: Counter, content: bytes, _: Path) -> None:
    counter.capture.sources.camera.taken.emit(Picture(content, "camera", desks.MORNING))


def scan(counter: Counter, content: bytes, _: Path) -> None:
    picture = Picture(content, "watched_folder", desks.MORNING)
    counter.capture.sources.folder.taken.emit(picture)


WAYS: tuple[Callable[[Counter, bytes, Path], None], ...] = (f2, paste, drop, choose, shoot, scan)


def in_use(counter: Counter) -> list[str]:
    """What of a document a clerk could still see or use; empty where nobody's lies on the bench."""
    capture = counter.capture
    bench = capture.bench
    before = counter.screen.open.entry
    found = []
    if capture.tray.document is not None and capture.tray.is_live:
        found.append("a live document")
    if bench.bar.use.isVisible() and bench.bar.use.isEnabled():
        found.append("the button")
    if capture.tray.document is None:
        if bench.fields.fields or bench.fields.isVisible():
            found.append("fields")
        for name, picture in (("portrait", bench.photo.portrait), ("photo", bench.photo.photo)):
            if not picture.pixmap().isNull():
                found.append(name)
        if not bench.panel.chip.portrait.pixmap().isNull():
            found.append("portrait of the chip")
    bench.bar.used.emit()
    counter.press(Qt.Key.Key_Return, CTRL)
    for key in () if isinstance(focused(), QLineEdit) else DIGITS:  # else they are typed
        counter.press(key)
    if capture.using.busy or capture.using.given is not None:
        found.append("Ctrl+Enter")
    if counter.screen.open.entry != before:
        found.append("the form")
    return found


def lay_a(counter: Counter, table: StandIn, serial: int = 401) -> None:
    """A's card with a photo, ready to be used."""
    counter.take(table.lay(front(A, serial=serial), back()))
    photograph(counter)
    counter.capture.bench.photo.same.click()
    counter.capture.bench.show_part("fields")
    counter.wait(counter.capture.bench.bar.use.isEnabled)
    assert counter.fields["name"] == A


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_of_the_one_before_is_in_use_while_another_is_read_and_after_it_failed(
    counter: Counter, table: StandIn, gate: Any, tmp_path: Path, way: Any
) -> None:
    lay_a(counter, table)
    assert "Ctrl+Enter" not in in_use_before(counter)
    content = table.lay(front("仇𫖯", serial=403))
    gate.begin()
    way(counter, content, tmp_path)
    assert in_use(counter) == []
    counter.wait(lambda: counter.capture._reads)
    assert in_use(counter) == []
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    counter.wait(lambda: counter.problem)
    assert in_use(counter) == []
    counter.press(Qt.Key.Key_F5)
    assert counter.screen.open.is_empty
    counter.press(Qt.Key.Key_F6)
    # nothing is lost: it is at the top, and used once it is chosen
    (chip,) = counter.capture.bench._documents.findChildren(type(counter.capture.bar.waiting))
    assert chip.isVisible()
    chip.click()
    assert counter.fields["name"] == A
    assert counter.capture.tray.document is not None
    assert counter.capture.tray.document.photo is not None
    counter.fill()
    assert counter.text("holder.name") == A


def in_use_before(counter: Counter) -> list[str]:
    """Only what can be seen, before anything is pressed."""
    return ["the button"] if counter.capture.bench.bar.use.isEnabled() else []


def test_the_check_sees_a_bench_that_is_not_emptied(
    counter: Counter, table: StandIn, gate: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sabotage: with the old behaviour the same check finds A in use."""

    def nothing_happens(self: Tray, *, by_itself: bool = False) -> AskedFor:
        return self.asked()

    lay_a(counter, table, 405)
    content = table.lay(front("仇𫖯", serial=407))
    gate.begin()
    monkeypatch.setattr(Tray, "begin", nothing_happens)
    drop(counter, content, tmp_path)
    gate.set()
    counter.wait(lambda: not counter.capture._reads)
    counter.wait(lambda: counter.problem)
    assert "a live document" in in_use(counter)


def no_reader(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.capture.sources.chip, "_reader", None)


def no_answer(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    @lane("devices")
    def lost(*_: object, **__: object) -> Any:
        raise OSError("the cable is out")

    monkeypatch.setattr(identity, "read_card", lost)


def dead_chip(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    cards = counter.capture.bar.cards
    cards.setCurrentIndex(cards.findData("damaged"))


def not_allowed(counter: Counter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counter.desk.session.installation, "is_practice", False)


@pytest.mark.parametrize(
    "fault", [no_reader, no_answer, dead_chip, not_allowed], ids=lambda each: each.__name__
)
def test_a_reader_that_fails_leaves_nobody_whatever_it_lacks(
    counter: Counter, table: StandIn, monkeypatch: pytest.MonkeyPatch, fault: Any
) -> None:
    lay_a(counter, table, 409)
    reader = counter.capture.sources.chip._reader
    fault(counter, monkeypatch)
    with counter.qtbot.captureExceptions():
        counter.press(Qt.Key.Key_F2)
        assert in_use(counter) == []
        counter.wait(lambda: not counter.capture.sources.chip.is_reading)
        counter.wait(lambda: counter.problem or counter.heard)
    assert in_use(counter) == []
    assert len(counter.capture.tray.documents) == 1
    counter.capture.sources.chip._reader = reader


@pytest.mark.parametrize("what", ["nothing", "a text", "a web picture"])
def test_a_paste_of_what_is_no_picture_leaves_nobody_either(
    counter: Counter, table: StandIn, what: str
) -> None:
    lay_a(counter, table, 411)
    data = QMimeData()
    if what == "a text":
        data.setText("440104")
    elif what == "a web picture":
        data.setUrls([QUrl("https://example.invalid/card.jpg")])
    QGuiApplication.clipboard().setMimeData(data)
    counter.capture.bar.paste.click()
    counter.wait(lambda: counter.problem)
    assert in_use(counter) == []


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
    assert counter.capture.using.busy
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
    counter.wait(lambda: counter.capture.using.given is None)
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
