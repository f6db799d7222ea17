"""The reading process from outside: answers, refusals, limits, and its end."""

import contextlib
import fcntl
import io
import os
import signal
import subprocess
import sys
import termios
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.capture import wire
from app.capture.picture_header import CaptureRefused
from app.capture.reading import Quality, ReadField, Reading
from app.capture.worker import Worker
from tests.kit import cards

READING = Reading(
    "passport", "page", {"name": ReadField("甲", 0.5, (1, 2, 3, 4), ("ok:x",), "乙")},
    ((0.0, 0.0), (9.0, 0.0), (9.0, 5.0), (0.0, 5.0)), Quality(1.0, 0.0, 0.0, 9, ("small",)), b"jpeg",
)  # fmt: skip


@pytest.fixture
def worker():
    made = Worker()
    yield made
    made.close()


def blank():
    made = io.BytesIO()
    Image.new("RGB", (400, 300), (90, 90, 90)).save(made, "PNG")
    return made.getvalue()


def test_a_card_is_read_and_the_child_stays_for_the_next(worker):
    sample = cards.make(1, "clean", "resident_id")
    reading = worker.read(sample.image)
    assert {name: field.value for name, field in reading.fields.items()} == sample.truth
    assert reading.upright.startswith(b"\xff\xd8")
    child = worker.process
    assert worker.read(blank()).type == "unknown"
    assert worker.process == child


def test_corners_are_found_and_read_on_their_own(worker):
    sample = cards.make(1, "clean", "resident_id")
    found = worker.find(sample.image)
    first = np.array(found[0])
    assert min(np.abs(first - np.roll(sample.corners, turn, 0)).max() for turn in range(4)) < 12
    reading = worker.read(sample.image, sample.corners)
    assert {name: field.value for name, field in reading.fields.items()} == sample.truth
    assert np.allclose(reading.corners, sample.corners)


def test_a_failure_of_the_program_is_logged_by_its_place_only(worker, caplog):
    with pytest.raises(CaptureRefused, match="picture_failed"):
        worker.read(blank(), "no corners")
    assert "ValueError" in caplog.text
    assert "child.py" in caplog.text
    assert worker.read(blank()).type == "unknown"


def test_one_picture_may_be_given_less_time(worker):
    with pytest.raises(CaptureRefused, match="picture_slow"):
        worker.read(blank(), seconds=0.05)
    assert worker.read(blank()).type == "unknown"


def test_what_is_refused_from_its_header_starts_no_child(worker):
    with pytest.raises(CaptureRefused, match="picture_kind"):
        worker.read(b"GIF89a")
    assert worker.process is None


def test_what_the_decoder_refuses_is_told_in_words_and_the_child_lives(worker):
    damaged = bytearray(blank())
    damaged[len(damaged) // 2] ^= 0xFF
    with pytest.raises(CaptureRefused, match="picture_broken"):
        worker.read(bytes(damaged))
    assert worker.read(blank()).type == "unknown"


def test_a_child_that_takes_too_long_is_ended(worker):
    slow = Worker(seconds=0.01)
    with pytest.raises(CaptureRefused, match="picture_slow"):
        slow.read(blank())
    assert slow.process is None


def test_a_child_that_died_is_replaced(worker):
    worker.read(blank())
    child = worker.process
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert worker.read(blank()).type == "unknown"
    assert worker.process != child


def test_a_child_that_has_grown_is_replaced(worker, monkeypatch):
    monkeypatch.setattr("app.capture.worker.MEMORY", 1)
    assert worker.read(blank()).type == "unknown"
    assert worker.process is None


def test_a_wait_is_ended_from_another_thread(worker):
    sample = cards.make(1, "clean", "resident_id")
    told = []

    def ask():
        try:
            worker.read(sample.image)
        except CaptureRefused as refused:
            told.append(refused.code)

    waiting = threading.Thread(target=ask)
    waiting.start()
    while worker.process is None:
        pass
    worker.cancel()
    waiting.join()
    assert told == ["picture_failed"]


class Broken(BaseException):
    """What breaks a wait off: an interrupt, or the end of a test's time."""


def asked_and_broken_off(worker, content):
    """Ask about a picture, and be broken off when the question is in the pipe; the child answers later."""

    def broken(_number, _frame):
        raise Broken

    def break_off():
        waiting = bytearray(4)
        while not int.from_bytes(waiting, sys.byteorder):
            fcntl.ioctl(pipe, termios.FIONREAD, waiting)
        os.kill(os.getpid(), signal.SIGUSR1)

    before = signal.signal(signal.SIGUSR1, broken)
    child, pipe = worker.process, os.dup(worker._child.stdin.fileno())
    os.kill(child, signal.SIGSTOP)
    breaking = threading.Thread(target=break_off)
    breaking.start()
    try:
        with pytest.raises(Broken):
            worker.read(content)
    finally:
        breaking.join()
        signal.signal(signal.SIGUSR1, before)
        os.close(pipe)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGCONT)


@pytest.mark.parametrize("size", ["small", "larger than the pipe"])
def test_who_was_broken_off_leaves_no_answer_for_the_next_one(worker, size):
    """Another person's card would be taken for this one, or both sides would wait for ever."""
    worker.read(blank())
    other, ours = cards.make(2, "clean", "resident_id"), cards.make(1, "clean", "resident_id")
    asked_and_broken_off(worker, blank() if size == "small" else other.image)
    reading = worker.read(ours.image)
    assert {name: field.value for name, field in reading.fields.items()} == ours.truth


def test_the_child_may_not_take_more_memory_nor_write_a_file():
    code = (
        "import resource; from app.capture import child; child.limit_memory(); "
        "print(resource.getrlimit(resource.RLIMIT_DATA)[0], resource.getrlimit(resource.RLIMIT_FSIZE)[0])\n"
        "try: bytearray(3 * 1024**3)\n"
        "except MemoryError: print('bounded')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(2 * 1024**3), "0", "bounded"]


def test_importing_it_brings_nothing_slow():
    code = (
        "import sys, app.capture.worker; print({'cv2', 'numpy', 'onnxruntime'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_reading_passes_the_pipe_unchanged():
    pipe = io.BytesIO()
    wire.send(pipe, wire.to_plain(READING), READING.upright)
    pipe.seek(0)
    message = wire.receive(pipe)
    assert message is not None
    assert wire.from_plain(*message) == READING


@given(st.binary(max_size=60))
def test_noise_on_the_pipe_is_no_message(noise):
    message = wire.receive(io.BytesIO(noise))
    assert message is None or isinstance(message[0], dict)
