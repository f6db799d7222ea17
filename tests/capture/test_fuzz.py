"""T11 in its short form, and that the harness notices a guard that is gone.

COUNTER_FUZZ says how many inputs; `make fuzz` gives a million.
"""

import os
import random
import subprocess
import sys
from datetime import date

import pytest

from app.capture import mrz, picture_header, words
from app.capture.picture_header import CaptureRefused
from app.capture.worker import Worker
from app.domain import identity
from tests.fuzz import harness

INPUTS = int(os.environ.get("COUNTER_FUZZ", "15000"))


@pytest.mark.timeout(600)
def test_nothing_but_refusals_in_words_comes_of_hostile_inputs():
    command = [sys.executable, "-m", "tests.fuzz", "--inputs", str(INPUTS), "--jobs", "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_same_seed_gives_the_same_inputs():
    for kind, (make, _) in harness.KINDS.items():
        twice = [repr(make(random.Random(f"1 {kind} 5"))) for _ in range(2)]
        assert twice[0] == twice[1], kind


def unguarded_day(year, month, day):
    return date(int(year), int(month), int(day)).isoformat()


def unchecked(content, at, size):
    return int.from_bytes(content[at : at + size], "big") if at + size <= len(content) else 1 // 0


SABOTAGE = {
    "numbers": (identity, "_day", lambda digits: date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))),
    "zones": (mrz, "tidy", lambda line: line),
    "lines": (words, "day", unguarded_day),
    "headers": (picture_header, "_number", unchecked),
    "decoded": (Worker, "find", lambda *_: (_ for _ in ()).throw(CaptureRefused("picture_failed", "x"))),
}  # fmt: skip


@pytest.mark.parametrize("kind", SABOTAGE)
def test_a_guard_that_is_gone_is_noticed(kind, monkeypatch):
    owner, name, without = SABOTAGE[kind]
    try:
        if kind == "decoded":  # the process must run before its answers are spoiled
            harness.run(kind, 3, range(1))
        monkeypatch.setattr(owner, name, without)
        done, _ = harness.part((kind, 3, range(1 if kind == "decoded" else 500)))
    finally:
        harness.part(("zones", 3, ()))
    assert done.failures
    assert not done.good


def test_an_input_that_takes_too_long_is_noticed(monkeypatch):
    monkeypatch.setattr(harness, "SLOWEST", 0.0)
    assert not harness.run("zones", 3, range(3)).good


def test_an_input_that_never_ends_is_given_up(monkeypatch):
    monkeypatch.setattr(harness, "STOP", 0.05)

    def forever(*_):
        while True:
            pass

    monkeypatch.setattr(mrz, "parse", forever)
    assert "TimeoutError" in harness.run("zones", 3, range(1)).failures[0]
