"""The line protocol between the program and the process that talks to an ID-card reader.

One JSON object a line, UTF-8. resources/reference/card-reader-protocol.md says it to those who write
such a process for a maker's 32-bit library (R-050).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO, Any

PROTOCOL = 1
LINE = 64 * 1024
"""Bytes of a line at most, its end included."""

Message = dict[str, Any]


def to_line(message: Message) -> bytes:
    """The message as a line; in plain ASCII, so that no code page on the way can spoil a name."""
    return json.dumps(message).encode() + b"\n"


def parse(line: bytes) -> Message | None:
    """The message of a line, or None: noise on a wire, or what somebody printed."""
    try:
        told = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return None
    return told if isinstance(told, dict) else None


def number_of(message: Message) -> int | None:
    """Which request a message is or answers; None for an event."""
    number = message.get("id")
    return number if type(number) is int else None


def requests(pipe: IO[bytes]) -> Iterator[Message]:
    """For a helper: what the program asks, until it closes its end."""
    while line := pipe.readline(LINE):
        message = parse(line)
        if message is not None and number_of(message) is not None:
            yield message


def answer(request: Message, kind: str, **more: object) -> Message:
    """For a helper: the answer to a request."""
    return {"id": number_of(request), "answer": kind, **more}
