"""The log: what happened and where in the code, without the people it was about.

A record names the module, the exception's type and the lines of code. The text of an exception,
and everything that looks like a name or a number of a person, stays out: exceptions carry what they
choked on.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import sys
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from traceback import walk_tb

from app.paths import make_private

TOP = Path(__file__).resolve().parent.parent
OURS = ("app", "db", "ui")
KEEP_FILES = 5
FILE_BYTES = 1_000_000
# Read out over the telephone: no 0/O, 1/I/L, U/V.
REFERENCE_LETTERS = "23456789ABCDEFGHJKMNPQRSTWXYZ"
PERSONAL = re.compile(r"[^\x20-\x7e]+|\d{7,}[0-9Xx]*")

log = logging.getLogger(__name__)


class PlainFormatter(logging.Formatter):
    """One line a record in UTC, then one line for each exception and place in the code."""

    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        lines = [f"{moment} {record.levelname} {record.name} {_message(record)}"]
        if record.exc_info and record.exc_info[1] is not None:
            lines += [f"  {line}" for line in _places(record.exc_info[1])]
        return "\n".join(lines)


def _message(record: logging.LogRecord) -> str:
    """Our own message with its values; of a library only where it was logged."""
    if record.name.partition(".")[0] not in OURS:
        return f"{record.module}:{record.lineno}"
    values = record.args or ()
    if isinstance(values, tuple):
        values = tuple(
            type(value).__name__ if isinstance(value, BaseException) else value for value in values
        )
    try:
        text = str(record.msg) % values if values else str(record.msg)
    except (TypeError, ValueError):
        text = f"{record.module}:{record.lineno}"
    return PERSONAL.sub("#", text)


def _places(error: BaseException) -> Iterator[str]:
    """The exception's type and code lines, then those of what caused it."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield f"{type(current).__module__}.{type(current).__qualname__}"
        for frame, line in walk_tb(current.__traceback__):
            code = frame.f_code
            yield f"  {_short(code.co_filename)}:{line} {code.co_qualname}"
        hidden = None if current.__suppress_context__ else current.__context__
        current = current.__cause__ or hidden


def _short(filename: str) -> str:
    """A path without this machine's folders: they may hold the name of a person."""
    path = Path(filename)
    return str(path.relative_to(TOP)) if path.is_relative_to(TOP) else "/".join(path.parts[-2:])


def start(folder: Path) -> logging.Handler:
    """Write the log of this process into `folder` (Folders.logs), readable by its owner only.

    Returns the handler, to be handed to `stop`. OSError when the folder cannot be written: then
    nothing is logged, and nothing is printed instead.
    """
    logging.raiseExceptions = False  # logging's own complaint prints the values of the record
    root = logging.getLogger()
    if not any(type(each) is logging.NullHandler for each in root.handlers):
        root.addHandler(logging.NullHandler())  # without any, warnings go to the standard error
    make_private(folder.parent)
    if not os.access(make_private(folder), os.W_OK):
        raise PermissionError
    handler = RotatingFileHandler(
        folder / "counter.log",
        maxBytes=FILE_BYTES,
        backupCount=KEEP_FILES,
        encoding="utf-8",
        delay=True,
    )
    handler.setFormatter(PlainFormatter())
    handler.setLevel(logging.INFO)
    root.addHandler(handler)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    return handler


def stop(handler: logging.Handler) -> None:
    """End what `start` began."""
    logging.getLogger().removeHandler(handler)
    handler.close()


def log_bug(error: BaseException) -> str:
    """Write where `error` arose; returns the reference (such as B-7F3K2Q) to show to the person."""
    reference = "B-" + "".join(secrets.choice(REFERENCE_LETTERS) for _ in range(6))
    log.error("bug %s", reference, exc_info=(type(error), error, error.__traceback__))
    return reference


def catch_uncaught(on_bug: Callable[[str], None]) -> None:
    """Log what nobody caught, in any thread, and pass its reference to `on_bug`.

    Without this Python prints the exception's text, which may hold personal data, to the system's
    journal. `on_bug` is called in the thread of the error.
    """

    def caught(error: BaseException | None) -> None:
        if error is not None and not isinstance(error, SystemExit):
            on_bug(log_bug(error))

    def main_thread(kind: type[BaseException], error: BaseException, _trace: object) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, None)
        else:
            caught(error)

    sys.excepthook = main_thread
    sys.unraisablehook = lambda report: caught(report.exc_value)
    threading.excepthook = lambda report: caught(report.exc_value)
