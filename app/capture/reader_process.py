"""A helper process from outside: asked one thing at a time, each with a limit of time and size.

A maker's library may hang, die or print; the caller then ends the helper.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

from app.capture.reader_lines import LINE, Message, number_of, parse, to_line

TOP = Path(__file__).resolve().parent.parent.parent
UNASKED = 1024 * 1024
"""Bytes that a helper may send beside the answers, between two questions."""
PATIENCE = 1.0
"""Seconds in which a helper closes its device when its input has closed."""

UNANSWERED = 8
"""Questions in a row without an answer, each given up by a person: more could fill the pipe."""

Why = Literal["gone", "silent", "stopped"]


class NoAnswer(Exception):
    """`why`: gone (it ended, or talked too much), silent (out of time) or stopped (by a person)."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why: Why = why


class Helper:
    """A started helper. OSError or ValueError when it cannot be started."""

    def __init__(self, command: Sequence[str]) -> None:
        own = command[0] == sys.executable
        self._child = subprocess.Popen(
            list(command),
            cwd=TOP if own else Path(command[0]).parent,  # a maker's library looks beside itself
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may hold data of a card
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        self._change = threading.Condition()
        self._number = 0
        self._unanswered = 0
        self._answer: Message | None = None
        self._laid = False
        self._gone = False
        self._left = UNASKED
        self._pump = threading.Thread(target=self._listen, name="card reader", daemon=True)
        self._pump.start()

    @property
    def gone(self) -> bool:
        """Whether it ended or was ended."""
        return self._gone

    @property
    def process(self) -> int:
        """Its process id."""
        return self._child.pid

    def ask(
        self, what: str, seconds: float, stopped: Callable[[], bool], **more: object
    ) -> Message:
        """The answer to one question. NoAnswer; after 'silent' or 'gone' it is to be ended."""
        assert self._child.stdin is not None
        with self._change:
            self._number += 1
            self._unanswered += 1
            if self._unanswered > UNANSWERED:
                raise NoAnswer("silent")
            self._answer, self._laid, self._left = None, False, UNASKED
        try:
            self._child.stdin.write(to_line({"id": self._number, "ask": what, **more}))
            self._child.stdin.flush()
        except (OSError, ValueError):
            raise NoAnswer("gone") from None
        return self._awaited(seconds, stopped)

    def _awaited(self, seconds: float, stopped: Callable[[], bool]) -> Message:
        with self._change:
            self._change.wait_for(
                lambda: self._answer is not None or self._gone or stopped(), seconds
            )
            if self._answer is None:
                raise NoAnswer("stopped" if stopped() else "gone" if self._gone else "silent")
            answer, self._answer = self._answer, None
            self._unanswered = 0
            return answer

    def wait(self, seconds: float, stopped: Callable[[], bool]) -> None:
        """Until the helper tells that a card was laid, but no longer than `seconds`."""
        with self._change:
            self._change.wait_for(lambda: self._laid or self._gone or stopped(), seconds)

    def wake(self) -> None:
        """Wake the waiting thread, so that it checks whether it was stopped."""
        with self._change:
            self._change.notify_all()

    def end(self, patience: float = 0.0) -> None:
        """End it, its own children too; it may close its device within `patience` seconds."""
        assert self._child.stdin is not None
        assert self._child.stdout is not None
        with contextlib.suppress(OSError):
            self._child.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._child.wait(patience)
        self._kill()
        self._child.wait()
        self._pump.join(PATIENCE)
        if not self._pump.is_alive():
            self._child.stdout.close()

    def _kill(self) -> None:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self._child.pid, signal.SIGKILL)
        else:
            self._child.kill()

    def _listen(self) -> None:
        """Reads answers in a thread of its own, because not every system can wait for a pipe with a
        time limit."""
        assert self._child.stdout is not None
        while (line := self._child.stdout.readline(LINE + 1)) and len(line) <= LINE:
            if not self._heard(line):
                break
        with self._change:
            self._gone = True
            self._change.notify_all()

    def _heard(self, line: bytes) -> bool:
        """Whether to listen on. Only the answer that is waited for counts, and only once."""
        message = parse(line)
        with self._change:
            number = None if message is None else number_of(message)
            if message is not None and number == self._number and self._answer is None:
                self._answer = message
            else:
                self._left -= len(line)
                self._told(message.get("event") if message is not None else None)
            self._change.notify_all()
            return self._left > 0

    def _told(self, event: object) -> None:
        if event == "laid":
            self._laid = True
        elif event == "away" and self._answer is None:
            self._answer = {"answer": "error", "error": "not_connected"}
