"""A reader on a serial or USB serial port that speaks the line protocol itself.

`python -m app.capture.serial_reader PORT [BAUD]` carries lines between it and the program. While the
port is away (unplugged, not there yet) it answers so, and opens it with the next request.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from typing import IO, Any

from app.capture.reader_lines import Message, answer, requests, to_line

BAUD = 115_200
WRITE_SECONDS = 5.0
LISTEN_SECONDS = 0.5
"""After which the listener looks whether it is to end (Windows may miss a cancelled read)."""


class Wire:
    """The port, open or away. What it says goes to `answers`, a file descriptor."""

    def __init__(self, port: str, baud: int = BAUD, answers: int = 1) -> None:
        self._port = port
        self._baud = baud
        self._answers = answers
        self._device: Any = None
        self._away = threading.Event()
        self._closing = threading.Event()
        self._listener: threading.Thread | None = None

    def serve(self, asked: IO[bytes]) -> None:
        """Carry requests until the program closes its end."""
        for request in requests(asked):
            try:
                self._opened().write(to_line(request))
            except (OSError, ValueError):  # ValueError: no such port number or speed
                self.close()
                self._say(answer(request, "error", error="not_connected"))
        self.close()

    def close(self) -> None:
        """Let the port go; the thread that listens to it ends."""
        device, self._device = self._device, None
        if device is None:
            return
        self._closing.set()
        with contextlib.suppress(OSError):
            device.cancel_read()
        if self._listener is not None:
            self._listener.join()
        with contextlib.suppress(OSError):
            device.close()

    def _opened(self) -> Any:
        if self._away.is_set():
            self.close()
        if self._device is None:
            import serial

            self._away.clear()
            self._closing.clear()
            self._device = serial.Serial(
                self._port,
                self._baud,
                timeout=LISTEN_SECONDS,
                write_timeout=WRITE_SECONDS,
                exclusive=True,
            )
            self._listener = threading.Thread(target=self._listen, args=(self._device,))
            self._listener.start()
        return self._device

    def _listen(self, device: Any) -> None:
        """Pass on what comes as it comes; the program bounds and checks it."""
        try:
            while not self._closing.is_set():
                self._pass_on(device.read(max(1, device.in_waiting)))
        except OSError:  # pyserial's own errors too
            self._away.set()
            self._pass_on(b"\n")  # ends the line that was cut off
            self._say({"event": "away"})

    def _say(self, message: Message) -> None:
        self._pass_on(to_line(message))

    def _pass_on(self, content: bytes) -> None:
        while content:
            content = content[os.write(self._answers, content) :]


def main(arguments: list[str]) -> int:
    """0 when the program closed its end, 2 without a port."""
    match arguments:
        case [port]:
            baud = BAUD
        case [port, speed] if speed.isdecimal():
            baud = int(speed)
        case _:
            print("give the port, such as COM3 or /dev/ttyUSB0, and its speed", file=sys.stderr)
            return 2
    Wire(port, baud).serve(sys.stdin.buffer)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
