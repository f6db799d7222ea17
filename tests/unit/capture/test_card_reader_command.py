"""Which helper the settings name: an argument list, or a sentence when it is not complete."""

import json
import sys

import pytest

from app.capture.picture_header import CaptureRefused
from app.capture.reader_command import command_of
from app.settings import READER, READER_PORT, READER_PROGRAM, Settings


@pytest.fixture
def settings(tmp_path):
    return Settings(tmp_path / "settings.ini")


def test_a_computer_has_no_reader_until_one_is_chosen(settings):
    assert command_of(settings) is None


def test_the_simulator_and_a_port_are_helpers_of_our_own(settings):
    settings.set(READER, "simulator")
    command = command_of(settings) or []
    assert command[:3] == [sys.executable, "-m", "app.capture.reader_simulator"]
    settings.set(READER, "serial")
    with pytest.raises(CaptureRefused, match="reader_setting"):
        command_of(settings)
    settings.set(READER_PORT, " COM3; rm ")
    command = command_of(settings) or []
    assert command[2:] == ["app.capture.serial_reader", "COM3; rm"]


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("/opt/acme/reader helper", ["/opt/acme/reader helper"]),
        ('["/opt/acme/helper", "--port", "USB 1"]', ["/opt/acme/helper", "--port", "USB 1"]),
    ],
)
def test_a_makers_program_is_a_path_or_a_list(settings, text, command):
    settings.set(READER, "program")
    settings.set(READER_PROGRAM, text)
    assert command_of(settings) == command


@pytest.mark.parametrize(
    "text",
    ["", "helper", "helper --port 1", "[", "[]", "[1]", '["helper"]', "/opt/helper.BAT",
     json.dumps(["/opt/helper.cmd", "x"]), json.dumps(["/opt/helper\0"]), "[" * 5000],
)  # fmt: skip
def test_anything_else_is_refused_in_words(settings, text):
    settings.set(READER, "program")
    settings.set(READER_PROGRAM, text)
    with pytest.raises(CaptureRefused, match="reader_setting"):
        command_of(settings)
