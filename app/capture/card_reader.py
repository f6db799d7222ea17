"""The ID-card reader of a counter: a helper process that is asked for the record of a chip (R-050).

A helper that hangs, dies or sends what is no record is ended, refused in words, and started again
with the next reading. Nothing of a record reaches the log or an error.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Literal

from app.capture.chip_record import ReadCard, UnusableRecord, from_record
from app.capture.picture_header import CaptureRefused
from app.capture.reader_lines import PROTOCOL, Message
from app.capture.reader_process import PATIENCE, Helper, NoAnswer
from app.capture.reader_words import refusal

__all__ = ["CardReader", "ReadCard", "State"]

SECONDS = 20.0
"""How long a card is waited for."""
START = 15.0
"""Until a helper says that it is there: a maker's library looks for its device first."""
ANSWER = 10.0
"""For one answer: a chip is read in two seconds."""
POLL = 0.3
"""Between two looks for a card; a helper that tells of a card is asked at once."""
REST = 3.0
"""After a failed start `state` does not start a helper again for so long."""

State = Literal["ready", "card", "away"]
log = logging.getLogger(__name__)


class CardReader:
    """Starts its helper when first asked. Every call may be made from any thread."""

    def __init__(
        self,
        command: Sequence[str],
        seconds: float = SECONDS,
        *,
        before_start: Callable[[], object] = lambda: None,
    ) -> None:
        """`before_start` is called before the helper is started, and refuses by what it raises."""
        self._command = tuple(command)
        self._before_start = before_start
        self._seconds = seconds
        self._helper: Helper | None = None
        self._simulator = False
        self._failed_at: float | None = None
        self._one = threading.Lock()  # one question at a time, so that cards can be laid in between
        self._reading = threading.Lock()
        self._stops = 0
        self._closes = 0

    @property
    def stops(self) -> int:
        """How often it was cancelled."""
        return self._stops

    def read(self, since: int | None = None) -> ReadCard:
        """The card on the reader, waited for; CaptureRefused says why there is none.

        It ends within `seconds` and the time for a start and one answer. `since` is what `stops` was
        when somebody asked for it: a cancel counts from then on, also before another thread gets here.
        """
        with self._reading:
            stopped = self._stopped(by_cancel=True, since=since)
            end = time.monotonic() + self._seconds
            while True:
                told = self._ask("read", ANSWER, stopped)
                match told:
                    case {"answer": "record", "record": dict(record)}:
                        return self._card(record)
                    case {"answer": "error", "error": "no_card"} if time.monotonic() < end:
                        self._wait(min(POLL, end - time.monotonic()), stopped)
                    case _:
                        raise self._refused(told)

    def state(self) -> State:
        """ready, card (one lies on it) or away (not connected, or its helper does not work)."""
        if self._failed_at is not None and time.monotonic() < self._failed_at + REST:
            return "away"
        try:
            told = self._ask("state", ANSWER, self._stopped())
        except CaptureRefused:
            return "away"
        match told:
            case {"answer": "state", "state": "ready" | "card" as state}:
                return "card" if state == "card" else "ready"
        return "away"

    def cards(self) -> tuple[str, ...]:
        """The names of the cards that a simulator can lay; none for a real reader."""
        told = self._ask("cards", ANSWER, self._stopped())
        match told:
            case {"answer": "cards", "cards": list(names)}:
                return tuple(name for name in names if isinstance(name, str))
        return ()

    def lay(self, name: str) -> None:
        """Simulator only: lay a card on it, instead of the one that may lie there."""
        self._done(self._ask("lay", ANSWER, self._stopped(), card=name[:100]))

    def take_away(self) -> None:
        """Simulator only: take the card away."""
        self._done(self._ask("take_away", ANSWER, self._stopped()))

    def cancel(self) -> None:
        """Called from another thread: refuses a waiting `read` at once. The helper stays."""
        self._stops += 1
        helper = self._helper
        if helper is not None:
            helper.wake()

    def close(self) -> None:
        """End the helper. The next question starts another."""
        self._closes += 1
        self.cancel()
        with self._one:
            self._end(PATIENCE)

    @property
    def process(self) -> int | None:
        """The helper's process id, None when there is none."""
        helper = self._helper
        return helper.process if helper else None

    def _stopped(self, *, by_cancel: bool = False, since: int | None = None) -> Callable[[], bool]:
        stops, closes = self._stops if since is None else since, self._closes
        return lambda: self._closes != closes or (by_cancel and self._stops != stops)

    def _ask(
        self, what: str, seconds: float, stopped: Callable[[], bool], **more: object
    ) -> Message:
        with self._one:
            if stopped():
                raise refusal("stopped")
            helper = self._running(stopped)
            if what in ("cards", "lay", "take_away") and not self._simulator:
                raise refusal("no_simulator")
            try:
                return helper.ask(what, seconds, stopped, **more)
            except NoAnswer as none:
                if none.why != "stopped":
                    self._end()
                    log.warning("the card reader's helper is %s", none.why)
                raise refusal(none.why) from None

    def _running(self, stopped: Callable[[], bool]) -> Helper:
        if self._helper is not None and self._helper.gone:
            self._end()
        if self._helper is None:
            try:
                self._helper = self._started(stopped)
            except BaseException as broken:
                self._end()  # whoever said no hello may be of any kind, a simulator too
                if isinstance(broken, CaptureRefused) and broken.code != "reader_stopped":
                    self._failed_at = time.monotonic()
                    log.warning("the card reader's helper did not start: %s", broken.code)
                raise
            self._failed_at = None
        return self._helper

    def _started(self, stopped: Callable[[], bool]) -> Helper:
        self._before_start()
        try:
            self._helper = helper = Helper(self._command)
        except (OSError, ValueError, IndexError):
            raise refusal("no_start") from None
        try:
            told = helper.ask("hello", START, stopped, protocol=PROTOCOL)
        except NoAnswer as none:
            raise refusal("no_start" if none.why == "gone" else none.why) from None
        if told.get("answer") != "hello":
            raise self._refused(told)
        if told.get("protocol") != PROTOCOL:
            raise refusal("protocol")
        self._simulator = told.get("simulator") is True
        return helper

    def _wait(self, seconds: float, stopped: Callable[[], bool]) -> None:
        helper = self._helper
        if helper is not None:
            helper.wait(seconds, stopped)

    def _card(self, record: dict[str, object]) -> ReadCard:
        today = datetime.now().astimezone().date()
        try:
            return from_record(record, today, simulated=self._simulator)
        except UnusableRecord as error:
            log.warning("the card reader sent a record without a usable %s", error.field)
            raise refusal("no_record") from None

    def _done(self, told: Message) -> None:
        if told.get("answer") != "done":
            raise self._refused(told)

    def _refused(self, told: Message) -> CaptureRefused:
        error = told.get("error")
        return refusal(error if isinstance(error, str) else "no_record")

    def _end(self, patience: float = 0.0) -> None:
        helper, self._helper = self._helper, None
        self._simulator = False
        if helper is not None:
            helper.end(patience)
