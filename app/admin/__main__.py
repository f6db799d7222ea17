"""Run one command: exit code 0 done, 1 refused, 2 wrong usage, 3 not known whether it was done.

The code tells what became of the command, whether its answer could be printed or not.
"""

from __future__ import annotations

import signal

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # nothing has begun, so an interrupt needs no message
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.paths import Folders

DONE, REFUSED, USAGE, UNKNOWN = range(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print no traceback; an unexpected error is logged, and its reference is printed."""
    from app import log, paths

    given = _parsed(arguments)
    folders = paths.folders(given.data)
    handler = None
    try:
        handler = log.start(folders.logs)
    except OSError:
        _tell("The log cannot be written.")
    try:
        return _run(given, folders)
    except KeyboardInterrupt:
        _tell("")
        return UNKNOWN
    except Exception as error:  # noqa: BLE001 - its text may hold personal data; the log leaves it out
        reference = log.log_bug(error)
        say(
            {
                "code": "bug",
                "message": f"Something went wrong in the program. Reference: {reference}.",
                "values": {"reference": reference},
            }
        )
        return UNKNOWN
    finally:
        if handler is not None:
            log.stop(handler)


def _parsed(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The arguments; SystemExit after the help, or for wrong usage."""
    from app.admin.arguments import parser

    try:
        return parser().parse_args(arguments)
    except SystemExit:
        _flush()
        raise


def _run(given: argparse.Namespace, folders: Folders) -> int:
    """The command, and its answer when it has ended one way or the other."""
    from app.admin import commands
    from app.admin.asking import Asking
    from app.errors import OutcomeUnknown, Refused, UserError

    if signal.getsignal(signal.SIGINT) == signal.SIG_DFL:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with Asking(given.password_fd) as asking:
            result = commands.run(given, folders, asking)
            if not isinstance(result, dict):
                return say_lines(result)
        code = REFUSED if result.get("good") is False else DONE
    except Refused as refused:
        code, result = REFUSED, {"problems": [problem.plain() for problem in refused.problems]}
    except OutcomeUnknown as unknown:
        code, result = UNKNOWN, unknown.plain()
    except UserError as error:
        code, result = REFUSED, error.plain()
    say(result)
    return code


def say(result: dict[str, object]) -> None:
    """One JSON object on the standard output."""
    _print(json.dumps(result, ensure_ascii=True, indent=1))


def say_lines(results: Iterable[dict[str, object]]) -> int:
    """Results in a line each, as they come, while anybody reads them; the exit code."""
    code = DONE
    for result in results:
        code = max(code, REFUSED if "error" in result else DONE)
        if not _print(json.dumps(result, ensure_ascii=True)):
            break
    return code


def _print(text: str) -> bool:
    """Whether the output was taken. A failed print does not undo the command, and a reader who
    closed the pipe has read enough."""
    try:
        if sys.stdout is None:
            raise OSError
        print(text, flush=True)
    except BrokenPipeError:
        _silence("stdout")
    except (OSError, ValueError):
        _silence("stdout")
        _tell("The answer could not be written. The exit code says whether it was done.")
    else:
        return True
    return False


def _flush() -> None:
    """Flush the printed help, because Python would complain at its end when nobody takes it."""
    for name in ("stdout", "stderr"):
        try:
            stream = getattr(sys, name)
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            _silence(name)


def _tell(text: str) -> None:
    """A line on the standard error, if there is one."""
    try:
        if sys.stderr is not None:
            print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _silence("stderr")


def _silence(name: str) -> None:
    """Send nothing more to a stream that failed, because Python would complain of the rest at its
    end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, getattr(sys, name).fileno())
        os.close(nowhere)
    except (OSError, ValueError, AttributeError):
        setattr(sys, name, None)


if __name__ == "__main__":
    sys.exit(main())
