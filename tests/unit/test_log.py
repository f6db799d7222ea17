"""The log names places in the code and no people."""

import logging
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import log as counter_log

NAME = "欧阳𬭎"
NUMBER = "11010519491231002X"
PHONE = "13800138000"


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    handler = counter_log.start(tmp_path / "logs")
    yield tmp_path / "logs" / "counter.log"
    counter_log.stop(handler)
    logging.raiseExceptions = True


def choke(text: str) -> None:
    try:
        int(text)
    except ValueError as error:
        raise KeyError(f"no customer {text}") from error


def test_a_bug_is_found_by_its_reference_and_place_without_personal_data(file: Path) -> None:
    with pytest.raises(KeyError) as caught:
        choke(f"{NAME} {NUMBER}")
    reference = counter_log.log_bug(caught.value)
    text = file.read_text(encoding="utf-8")
    assert re.fullmatch("B-[2-9A-Z]{6}", reference)
    assert reference in text
    assert "builtins.KeyError" in text
    assert "builtins.ValueError" in text
    assert re.search(r"tests/unit/test_log\.py:\d+ choke", text)
    assert NAME not in text
    assert NUMBER not in text
    assert str(Path.home()) not in text or str(Path.home()) == "/"


@given(name=st.text(st.characters(min_codepoint=0x3400, max_codepoint=0x323AF), min_size=1))
def test_values_of_a_message_never_show_names_or_long_numbers(name: str) -> None:
    log = logging.getLogger("app.services.customers.view")
    error = ValueError(name)
    for record in (
        log.makeRecord(log.name, 20, "f.py", 1, "found %s %s", (name, NUMBER), None),
        log.makeRecord(log.name, 20, "f.py", 1, f"called {PHONE} {name}", (), None),
        log.makeRecord(log.name, 20, "f.py", 1, "failed: %s", (error,), None),
        log.makeRecord(log.name, 20, "f.py", 1, "wrong %d", (name,), None),
        log.makeRecord("sqlalchemy.pool", 40, "p.py", 1, f"parameters: Smith {name}", (), None),
    ):
        line = counter_log.PlainFormatter().format(record)
        assert name not in line
        assert NUMBER[:17] not in line
        assert PHONE not in line
        assert "Smith" not in line


def test_plain_facts_stay_readable(file: Path) -> None:
    logging.getLogger("app.services.day").info("day %s closed, %d prints", "2026-11-22", 12)
    assert "INFO app.services.day day 2026-11-22 closed, 12 prints" in file.read_text()


def test_the_log_is_private_and_bounded(file: Path) -> None:
    log = logging.getLogger("app.test")
    for _ in range(2 * counter_log.FILE_BYTES // 1000):
        log.info("%s", "x" * 1000)
    assert file.parent.stat().st_mode & 0o077 == 0
    assert file.stat().st_size <= counter_log.FILE_BYTES
    assert file.with_name("counter.log.1").exists()


def test_an_exception_that_refers_to_itself_is_logged_once(file: Path) -> None:
    error = ValueError("x")
    error.__cause__ = error
    counter_log.log_bug(error)
    assert file.read_text().count("builtins.ValueError") == 1


UNCAUGHT = f"""
import sys, threading
from pathlib import Path
from app import log

log.start(Path(sys.argv[1]))
log.catch_uncaught(lambda reference: print("shown", reference))
thread = threading.Thread(target=lambda: int("{NAME}"))
thread.start()
thread.join()
raise RuntimeError("{NUMBER}")
"""


def test_what_nobody_caught_is_logged_and_kept_off_the_terminal(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", UNCAUGHT, tmp_path], capture_output=True, text=True, check=False
    )
    text = (tmp_path / "counter.log").read_text(encoding="utf-8")
    assert done.stdout.count("shown B-") == 2
    assert "builtins.ValueError" in text
    assert "builtins.RuntimeError" in text
    for output in (text, done.stdout, done.stderr):
        assert NAME not in output
        assert NUMBER not in output


def test_the_hooks_serve_this_process_too(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    for place, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(place, name, getattr(place, name))
    counter_log.catch_uncaught(shown.append)
    sys.excepthook(ValueError, ValueError(NAME), None)
    assert shown[0] in file.read_text(encoding="utf-8")
