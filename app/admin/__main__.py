"""Run one command: exit code 0 done, 1 refused, 2 wrong usage, 3 not known whether it was done."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

from app import log, paths
from app.admin import commands
from app.admin.arguments import parser
from app.admin.asking import Asking
from app.errors import OutcomeUnknown, Refused, UserError

DONE, REFUSED, USAGE, UNKNOWN = range(4)


def main(arguments: Sequence[str] | None = None) -> int:
    """Never a traceback: what nobody expected is logged, and its reference is printed."""
    given = parser().parse_args(arguments)
    folders = paths.folders(given.data)
    handler = None
    try:
        handler = log.start(folders.logs)
    except OSError:
        print("The log cannot be written.", file=sys.stderr)
    try:
        with Asking(given.password_fd) as asking:
            result = commands.run(given, folders, asking)
        if isinstance(result, Iterator):
            return max(map(say_line, result), default=DONE)
        say(result)
        return REFUSED if result.get("good") is False else DONE
    except Refused as refused:
        say({"problems": [problem.plain() for problem in refused.problems]})
        return REFUSED
    except OutcomeUnknown as unknown:
        say(unknown.plain())
        return UNKNOWN
    except UserError as error:
        say(error.plain())
        return REFUSED
    except KeyboardInterrupt:
        print(file=sys.stderr)
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


def say(result: dict[str, object]) -> None:
    """One JSON object on the standard output."""
    print(json.dumps(result, ensure_ascii=True, indent=1))


def say_line(result: dict[str, object]) -> int:
    """One of several results, in a line of its own at once; its exit code."""
    print(json.dumps(result, ensure_ascii=True), flush=True)
    return REFUSED if "error" in result else DONE


if __name__ == "__main__":
    sys.exit(main())
