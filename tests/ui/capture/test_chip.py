"""The ID-card reader at the tab: here the practice reader, which plays invented cards."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.capture.card_reader import CardReader
from app.settings import READER, READER_PROGRAM
from db.schema.customers import customer
from tests.kit import desk as desks
from tests.kit.capturing import Counter, StandIn, back, clear_drafts, front
from tests.kit.forms import resident_number
from tests.ui.capture.capture_fixtures import hall, table

__all__ = ["hall", "table"]


@pytest.fixture
def counter(qtbot, hall: desks.TestHall, background, table: StandIn) -> Iterator[Counter]:
    clear_drafts(hall)
    made = Counter(qtbot, hall, background, reader="simulator")
    yield made
    reader = made.capture.sources.chip._reader
    made.end()
    assert made.capture.sources.chip._reader is None
    assert reader is None or reader.process is None


def read(counter: Counter, card: str = "adult") -> None:
    """F2 with a practice card."""
    cards = counter.capture.bar.cards
    cards.setCurrentIndex(cards.findData(card))
    counter.press(Qt.Key.Key_F2)
    counter.wait(lambda: not counter.capture.sources.chip.is_reading)
    counter.wait(lambda: counter.capture.tray.document is None or counter.is_compared())


def test_f2_from_another_tab_reads_and_the_form_locks_what_the_chip_said(counter: Counter) -> None:
    counter.to_form()
    read(counter)
    assert counter.main.current_key() == "capture"
    assert counter.fields["name"] == "王建军"
    edit = counter.capture.bench.fields.fields["name"].control
    assert edit.isReadOnly()  # type: ignore[union-attr]
    panel = counter.capture.bench.panel
    assert panel.stack.currentWidget() is panel.chip
    assert not panel.chip.portrait.pixmap().isNull()
    counter.fill()
    assert counter.text("holder.number") == "440104198504122175"
    locked = counter.screen.fields.control("holder.number")
    assert locked.control.isReadOnly()  # type: ignore[attr-defined]
    assert "From the chip" in counter.screen.form.document.holder.head.how.text() or (
        "Read from the card" in counter.screen.form.document.holder.head.how.text()
    )
    counter.settled()
    assert counter.screen.view is not None
    assert counter.screen.view.judged.real_name_state == "card_read"
    assert counter.pictures() == {("holder", "portrait")}


def test_a_telephone_is_registered_with_a_read_card_only(counter: Counter, table: StandIn) -> None:
    counter.to_form()
    counter.choose_place(4)
    counter.put({"products": "TEL-39"})
    counter.put({"holder.number": "440104198504122175", "holder.name": "王建军"})
    counter.settled()
    assert counter.status("holder.number")[0] == "bad"
    assert "Read the card" in counter.status("holder.number")[1]
    counter.screen.bottom.abandoned.emit()
    counter.to_capture()
    counter.take(table.lay(front("王建军", serial=217), back()))
    counter.fill()
    counter.put({"products": "TEL-39"})
    counter.settled()
    assert counter.status("holder.number")[0] == "bad"
    counter.screen.bottom.abandoned.emit()
    read(counter)
    counter.fill()
    counter.choose_place(4)
    counter.put({"products": "TEL-39"})
    counter.finish("13800000021", "500")
    (row,) = counter.rows(customer, customer.c.id == counter.desk.customer_id)
    assert row.real_name_state == "card_read"


def test_a_picture_of_the_card_after_the_chip_leaves_it_read(
    counter: Counter, table: StandIn
) -> None:
    """The portrait side is photographed after the form was filled: the state must not fall."""
    read(counter, "mother")
    counter.fill()
    name, number = counter.text("holder.name"), counter.text("holder.number")
    counter.to_capture()
    seen = front(name)
    fields = {**seen.fields}
    fields["number"] = replace(fields["number"], value=number, checks=())
    fields = {key: fields[key] for key in ("name", "number")}
    counter.take(table.lay(replace(seen, fields=fields)))
    counter.fill()
    assert counter.screen.open.entry.form.holder.entry["number"] == "reader"
    assert not counter.screen.documents.versions.isVisible()
    assert ("holder", "front") in counter.pictures()


def test_a_played_card_is_refused_outside_of_the_sample_hall(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter.desk.session.installation, "is_practice", False)
    read(counter)
    assert counter.problem.startswith("The practice reader works in the sample hall only.")
    assert counter.capture.tray.documents == ()


def test_without_a_reader_a_sentence_says_what_to_do(counter: Counter) -> None:
    counter.settings.set(READER, "none")
    counter.capture.sources.chip.load()
    counter.press(Qt.Key.Key_F2)
    assert counter.problem.startswith("This counter has no ID-card reader")
    counter.settings.set(READER, "program")
    counter.settings.set(READER_PROGRAM, "")
    counter.capture._devices_changed()
    counter.press(Qt.Key.Key_F2)
    assert counter.problem
    assert counter.capture.tray.documents == ()


def test_f2_again_stops_waiting_for_a_card(
    counter: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counter.capture.bar, "practice_card", lambda: "")  # none is laid
    counter.press(Qt.Key.Key_F2)
    assert counter.capture.sources.chip.is_reading
    assert counter.capture.bar.reader.text() == "Stop waiting  F2"
    counter.press(Qt.Key.Key_F2)
    counter.wait(lambda: not counter.capture.sources.chip.is_reading)
    assert counter.capture.bar.reader.text() == "Read the card  F2"
    assert counter.capture.tray.documents == ()


def test_a_damaged_chip_is_said_and_a_lock_ends_the_helper(counter: Counter) -> None:
    read(counter, "damaged")
    assert counter.problem
    reader = counter.capture.sources.chip._reader
    assert isinstance(reader, CardReader)
    assert reader.process is not None


def test_a_reader_that_was_set_up_counts_in_an_open_form_at_once(counter: Counter) -> None:
    counter.settings.set(READER, "none")
    counter.to_form()
    counter.put({"products": "TEL-39", "holder.number": resident_number(desks.MORNING.date())})
    live = counter.screen.work.live
    assert live is not None
    assert not live.shop.has_reader
    counter.to_capture()
    counter.settings.set(READER, "simulator")
    counter.to_form()
    assert live.shop.has_reader


def test_a_helper_that_hangs_does_not_hold_the_window(counter: Counter, monkeypatch) -> None:
    go_on = threading.Event()

    class Hanging:
        def close(self) -> None:
            go_on.wait(20)

    chip = counter.capture.sources.chip
    monkeypatch.setattr(chip, "_reader", Hanging())
    chip.close()
    assert not chip.is_there
    (ending,) = [each for each in threading.enumerate() if each.name == "counter-reader-end"]
    assert not ending.daemon  # the end of the window waits for it: no helper outlives it
    go_on.set()
    ending.join()
