"""A reader on a serial port: a real pseudo terminal with the simulator as the device behind it."""

import contextlib
import os
import pty
import subprocess
import sys
import tty

import pytest

from app.capture.card_reader import CardReader
from app.capture.picture_header import CaptureRefused
from app.capture.reader_command import SAMPLES
from app.capture.reader_process import TOP
from app.capture.serial_reader import main

SERIAL = [sys.executable, "-m", "app.capture.serial_reader"]


class Device:
    """The simulator at the far end of a wire; the near end is a link that stays when it is pulled."""

    def __init__(self, place):
        self.port = place / "port"
        self.process = None

    def plug_in(self):
        far, near = pty.openpty()
        tty.setraw(near)
        self.port.unlink(missing_ok=True)
        self.port.symlink_to(os.ttyname(near))
        self.process = subprocess.Popen(
            [sys.executable, "-m", "app.capture.reader_simulator", SAMPLES / "adult.json"],
            cwd=TOP,
            stdin=far,
            stdout=far,
        )
        os.close(far)
        return near

    def pull_out(self):
        self.port.unlink()
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None


@pytest.fixture
def device(tmp_path):
    made = Device(tmp_path)
    yield made
    with contextlib.suppress(FileNotFoundError):
        made.pull_out()


@pytest.fixture
def reader(device):
    made = CardReader([*SERIAL, str(device.port)], 60.0)
    yield made
    made.close()


def test_a_card_is_read_over_the_wire(device, reader):
    near = device.plug_in()
    card = reader.read()
    os.close(near)
    assert card.fields["name"].value == "王建军"
    assert card.portrait
    assert reader.state() == "card"


def test_a_reader_that_is_not_there_is_said_and_comes_back(device, reader, monkeypatch):
    monkeypatch.setattr("app.capture.card_reader.REST", 0.0)
    with pytest.raises(CaptureRefused, match="reader_not_connected"):
        reader.read()
    near = device.plug_in()
    assert reader.state() == "card"
    os.close(near)
    device.pull_out()
    assert reader.state() == "away"
    assert reader.state() == "away"
    near = device.plug_in()
    assert reader.read().type == "resident_id"
    os.close(near)


def test_a_reader_that_was_pulled_out_is_said_at_once(device, reader, monkeypatch):
    """No limit of time is what ends the reading."""
    monkeypatch.setattr("app.capture.card_reader.ANSWER", 3600.0)
    near = device.plug_in()
    assert reader.state() == "card"
    os.close(near)
    device.process.kill()
    device.process.wait()
    with pytest.raises(CaptureRefused, match="reader_not_connected"):
        reader.read()


@pytest.mark.parametrize("port", ["/dev/null", "/etc/hostname", "/nowhere"])
def test_what_is_no_port_is_not_connected(port):
    reader = CardReader([*SERIAL, port])
    with pytest.raises(CaptureRefused, match="reader_not_connected"):
        reader.read()
    reader.close()


@pytest.mark.parametrize("arguments", [[], ["COM3", "fast"], ["COM3", "9600", "more"]])
def test_a_wrong_call_is_explained(arguments, capsys):
    assert main(arguments) == 2
    assert "give the port" in capsys.readouterr().err
