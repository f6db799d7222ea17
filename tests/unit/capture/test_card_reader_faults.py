"""Helpers that hang, die, lie or talk without end: always a sentence, in time, and nothing left."""

import json
import signal
import sys
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.capture import card_reader
from app.capture.card_reader import CardReader, ReadCard
from app.capture.picture_header import CaptureRefused
from app.capture.reader_command import SAMPLES
from app.capture.reader_lines import LINE, parse, to_line
from app.capture.reader_process import UNANSWERED, Helper, NoAnswer

FAKE = """
import json, sys, time
def say(**told):
    print(json.dumps(told), flush=True)
def answer(kind, **more):
    say(id=asked["id"], answer=kind, **more)
for line in sys.stdin:
    asked = json.loads(line)
    if asked["ask"] == "hello":
        {hello}
    else:
        {then}
"""
HELLO = 'answer("hello", protocol=1)'
RECORD = json.loads((SAMPLES / "adult.json").read_text(encoding="utf-8"))


def fake(then, hello=HELLO):
    return [sys.executable, "-c", FAKE.format(hello=hello, then=then)]


@pytest.fixture
def refused():
    """What a reading with a helper is refused with; the helper's process may stay or not."""
    made = []

    def read(command, seconds=0.0):
        reader = CardReader(command, seconds)
        made.append(reader)
        with pytest.raises(CaptureRefused) as caught:
            reader.read()
        assert caught.value.text.endswith(".")
        assert caught.value.__cause__ is None
        return caught.value.code.removeprefix("reader_"), reader

    yield read
    for reader in made:
        reader.close()


@pytest.mark.parametrize(
    ("then", "code"),
    [
        ("sys.exit(1)", "gone"),
        ("sys.stdout.write('x' * 70_000 + chr(10)); sys.stdout.flush()", "gone"),
        ("[say(event='laid', why='x' * 60_000) for _ in range(99)]", "gone"),
        ("answer('record', record=[1])", "no_record"),
        ("answer('record', record={})", "no_record"),
        ("answer('error', error='of_a_newer_version')", "no_record"),
        ("answer('error', error=[])", "no_record"),
        ("answer('hello')", "no_record"),
        ("answer('error', error='other_card')", "other_card"),
        ("say(event='away')", "not_connected"),
        ("say(event='laid'); answer('error', error='no_card')", "no_card"),
    ],
)
def test_what_goes_wrong_with_a_reading_is_said_in_words(refused, then, code):
    told, reader = refused(fake(then))
    assert told == code
    assert (reader.process is None) == (code == "gone")


@pytest.mark.parametrize(
    ("hello", "code"),
    [
        ("sys.exit(1)", "no_start"),
        ("answer('hello', protocol=2)", "protocol"),
        ("answer('hello')", "protocol"),
        ("answer('ready')", "no_record"),
        ("answer('error', error='not_connected')", "not_connected"),
    ],
)
def test_a_helper_that_does_not_begin_well_is_ended(refused, hello, code):
    told, reader = refused(fake("pass", hello))
    assert told == code
    assert reader.process is None


class Broken(BaseException):
    """What breaks a wait off: an interrupt, or the end of a test's time."""


def test_a_simulator_whose_hello_was_broken_off_gives_no_real_card(tmp_path):
    def broken(_number, _frame):
        raise Broken

    before = signal.signal(signal.SIGUSR1, broken)
    flag = tmp_path / "once"
    hello = (
        f"import os, pathlib, signal; once = pathlib.Path({str(flag)!r}); "
        "once.exists() or (once.touch(), os.kill(os.getppid(), signal.SIGUSR1)); "
        "answer('hello', protocol=1, simulator=True)"
    )
    reader = CardReader(fake(f"answer('record', record={RECORD!r})", hello))
    try:
        with pytest.raises(Broken):
            reader.read()
        assert reader.process is None
        assert reader.read().simulated
    finally:
        signal.signal(signal.SIGUSR1, before)
        reader.close()


@pytest.mark.parametrize("command", [["/nowhere/helper"], ["/"], [], ["/bin/\0"]])
def test_a_program_that_cannot_be_started_is_said(refused, command):
    assert refused(command)[0] == "no_start"


def test_a_helper_that_hangs_is_ended_and_the_next_reading_has_another(monkeypatch, tmp_path):
    monkeypatch.setattr(card_reader, "ANSWER", 0.3)
    flag = tmp_path / "once"
    hang = (
        f"import pathlib; once = pathlib.Path({str(flag)!r}); "
        f"(once.exists() and answer('record', record={RECORD!r})) or once.touch()"
    )
    reader = CardReader(fake(hang))
    with pytest.raises(CaptureRefused, match="reader_silent"):
        reader.read()
    assert reader.process is None
    monkeypatch.setattr(card_reader, "ANSWER", 30.0)
    assert reader.read().fields["name"].value == "王建军"
    reader.close()


def test_a_helper_that_never_says_hello_is_ended(monkeypatch, refused):
    monkeypatch.setattr(card_reader, "START", 0.3)
    told, reader = refused(fake("pass", "pass"))
    assert told == "silent"
    assert reader.process is None


def test_what_a_helper_started_ends_with_it(refused):
    """Else the thread that listens would wait on for the pipe that it holds."""
    hello = "import subprocess; subprocess.Popen(['/bin/sleep', '600']); " + HELLO
    refused(fake("answer('error', error='no_card')", hello))


def test_questions_that_were_given_up_do_not_fill_the_pipe():
    helper = Helper(fake("pass"))
    for _ in range(UNANSWERED):
        with pytest.raises(NoAnswer, match="stopped"):
            helper.ask("read", 60.0, lambda: True)
    with pytest.raises(NoAnswer, match="silent"):
        helper.ask("read", 60.0, lambda: True)
    helper.end()


def test_a_real_reader_is_never_asked_what_only_the_simulator_does():
    reader = CardReader(fake("sys.exit(1)"))
    for ask in (reader.cards, reader.take_away, lambda: reader.lay("adult")):
        with pytest.raises(CaptureRefused, match="reader_no_simulator"):
            ask()
    assert reader.process is not None
    reader.close()


@pytest.mark.parametrize("told", ["'ready'", "'busy'", "['ready']", "'away'"])
def test_a_state_is_one_of_three(told):
    reader = CardReader(fake(f"answer('state', state={told})"))
    assert reader.state() == ("ready" if told == "'ready'" else "away")
    reader.close()


def test_a_helper_that_failed_is_not_started_with_every_look_at_the_state(monkeypatch, tmp_path):
    started = tmp_path / "started"
    hello = f"open({str(started)!r}, 'a').write('x'); sys.exit(1)"
    reader = CardReader(fake("pass", hello))
    assert [reader.state() for _ in range(3)] == ["away"] * 3
    assert started.read_text() == "x"
    monkeypatch.setattr(card_reader, "REST", 0.0)
    assert reader.state() == "away"
    assert started.read_text() == "xx"
    reader.close()


def test_nothing_of_a_record_reaches_the_log(caplog, refused):
    wrong = RECORD | {"birth": "20011301"}
    assert refused(fake(f"answer('record', record={wrong!r})"))[0] == "no_record"
    assert "birth" in caplog.text
    assert not [value for value in wrong.values() if len(value) > 2 and value in caplog.text]


LINES = st.one_of(
    st.binary(max_size=80),
    st.sampled_from(
        [
            b"[" * 5000,
            b'{"id": ' + b"9" * 5000,
            b'{"id": 2, "id": true}',
            b"x" * (LINE + 5),
            b'{"event": "laid"}',
            b'{"event": "away"}',
            b"\xef\xbb\xbf{}",
        ]
    ),
    st.fixed_dictionaries(
        {
            "id": st.one_of(st.just(2), st.booleans(), st.none(), st.text(max_size=3)),
            "answer": st.sampled_from(["record", "error", "state", "hello", 0, None]),
        },
        optional={
            "error": st.one_of(st.sampled_from(["no_card", "moved"]), st.integers(), st.text()),
            "record": st.one_of(
                st.none(),
                st.just(RECORD),
                st.dictionaries(st.sampled_from([*RECORD, "portrait"]), st.text(max_size=20)),
                st.sampled_from([*RECORD, "portrait"]).map(lambda key: RECORD | {key: "\0\ud800"}),
            ),
        },
    ).map(lambda told: to_line(told).rstrip(b"\n")),
)


def outcome(reader):
    try:
        return reader.read()
    except CaptureRefused as refused:
        return refused.text.format(**refused.values)


@settings(max_examples=60)
@given(lines=st.lists(LINES, max_size=6), ends=st.booleans())
def test_any_lines_of_a_helper_give_a_card_or_a_sentence_in_time(tmp_path_factory, lines, ends):
    file = tmp_path_factory.mktemp("lines") / "lines"
    file.write_bytes(b"\n".join(lines) + b"\n")
    hello = to_line({"id": 1, "answer": "hello", "protocol": 1}).decode().strip()
    stay = "" if ends else "; exec cat >/dev/null"
    script = f"read q; echo '{hello}'; read q; cat {file}{stay}"
    reader = CardReader(["/bin/sh", "-c", script], 0.0)
    before = time.monotonic()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(card_reader, "ANSWER", 0.1)
        told = outcome(reader)
    reader.close()
    assert isinstance(told, ReadCard) or told.endswith(".")
    assert time.monotonic() - before < 10
    assert reader.process is None


@given(line=st.binary(max_size=300))
def test_any_line_is_a_message_or_none(line):
    message = parse(line)
    assert message is None or isinstance(message, dict)
