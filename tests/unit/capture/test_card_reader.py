"""The ID-card reader from outside, played by the simulator: cards come, are read, and go."""

import json
import os
import signal
import subprocess
import sys
import threading

import pytest

from app.capture import card_reader
from app.capture.card_reader import CardReader
from app.capture.picture_header import CaptureRefused
from app.capture.reader_command import SAMPLES
from app.capture.reader_process import Helper

SIMULATOR = [sys.executable, "-m", "app.capture.reader_simulator"]


@pytest.fixture
def reader():
    made = CardReader([*SIMULATOR, str(SAMPLES)], 60.0)
    yield made
    made.close()
    assert made.process is None


@pytest.fixture
def waiting(monkeypatch):
    """Set as soon as somebody waits for a card, without a look of his own at the reader."""
    begun, wait = threading.Event(), Helper.wait

    def tell(self, seconds, stopped):
        begun.set()
        wait(self, seconds, stopped)

    monkeypatch.setattr(Helper, "wait", tell)
    monkeypatch.setattr(card_reader, "POLL", 60.0)
    return begun


def in_background(reader):
    """A thread that reads, and what it was given or refused with."""
    given = []

    def read():
        try:
            given.append(reader.read())
        except CaptureRefused as refused:
            given.append(refused.code)

    thread = threading.Thread(target=read)
    thread.start()
    return thread, given


def test_a_card_that_lies_there_is_read_with_its_portrait(reader):
    reader.lay("adult")
    card = reader.read()
    assert card.type == "resident_id"
    assert card.fields["name"].value == "王建军"
    assert card.fields["name"].confidence == 1.0
    assert "ok:check_digit" in card.fields["number"].checks
    assert card.portrait.startswith(b"\xff\xd8\xff")
    assert card.simulated
    assert "王建军" not in repr(card)


def test_a_card_that_is_laid_later_is_read_at_once(reader, waiting):
    thread, given = in_background(reader)
    assert waiting.wait(30)
    reader.lay("rare_name")
    thread.join()
    assert given[0].fields["name"].value == "苏𠅤䶮"


def test_what_lies_on_it_is_told(reader):
    assert reader.state() == "ready"
    reader.lay("child")
    assert reader.state() == "card"
    reader.lay("mother")
    assert reader.read().fields["name"].value == "何晓岚"
    reader.take_away()
    assert reader.state() == "ready"


def test_no_card_is_said_when_the_time_is_over():
    reader = CardReader([*SIMULATOR, str(SAMPLES)], 0.05)
    with pytest.raises(CaptureRefused, match="reader_no_card"):
        reader.read()
    reader.close()


def test_a_damaged_chip_and_an_unknown_card_are_said_in_words(reader):
    reader.lay("damaged")
    with pytest.raises(CaptureRefused, match="reader_damaged"):
        reader.read()
    with pytest.raises(CaptureRefused, match="reader_unknown_card"):
        reader.lay("nobody" * 10_000)
    assert reader.state() == "card"


def test_whoever_waits_is_stopped_from_outside_and_the_helper_stays(reader, waiting):
    thread, given = in_background(reader)
    assert waiting.wait(30)
    process = reader.process
    reader.cancel()
    thread.join()
    assert given == ["reader_stopped"]
    reader.lay("adult")
    assert reader.read().type == "resident_id"
    assert reader.process == process


def test_closing_stops_whoever_waits(reader, waiting):
    thread, given = in_background(reader)
    assert waiting.wait(30)
    reader.close()
    thread.join()
    assert given == ["reader_stopped"]
    assert reader.state() == "ready"


def test_a_helper_that_died_is_replaced(reader):
    reader.lay("adult")
    process = reader.process
    os.kill(process, signal.SIGKILL)
    os.waitid(os.P_PID, process, os.WEXITED | os.WNOWAIT)
    reader._helper._pump.join()
    assert reader.state() == "ready"
    assert reader.process != process


def test_two_who_read_are_served_one_after_the_other(reader, waiting):
    first, given = in_background(reader)
    assert waiting.wait(30)
    second, also_given = in_background(reader)
    reader.lay("adult")
    first.join()
    second.join()
    assert given == also_given


def test_a_file_is_a_card_that_lies_there_and_the_folder_names_all_others(reader, tmp_path):
    one = CardReader([*SIMULATOR, str(SAMPLES / "child.json")])
    assert one.cards() == ("child",)
    assert one.read().fields["birth"].value == "2019-03-15"
    one.close()
    (tmp_path / "other.json").write_text(json.dumps({"error": "moved"}))
    other = CardReader([*SIMULATOR, str(tmp_path)])
    assert other.cards() == ("other",)
    other.lay("other")
    with pytest.raises(CaptureRefused, match="reader_moved"):
        other.read()
    other.close()
    assert "adult" in reader.cards()


@pytest.mark.parametrize("cards", [[], ["nowhere"], ["empty"], ["broken"]])
def test_a_simulator_without_cards_does_not_start(tmp_path, cards):
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "card.json").write_text("{")
    reader = CardReader([*SIMULATOR, *(str(tmp_path / name) for name in cards)])
    with pytest.raises(CaptureRefused, match="reader_no_start"):
        reader.read()
    assert reader.process is None
    assert reader.state() == "away"
    reader.close()


def test_importing_it_brings_nothing_slow():
    code = (
        "import sys, app.capture.card_reader; "
        "print({'cv2', 'numpy', 'onnxruntime', 'serial', 'PySide6', 'sqlalchemy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
