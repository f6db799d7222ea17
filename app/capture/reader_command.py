"""The helper that the settings of this computer name, as an argument list that goes to no shell
(R-050)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from app.capture.reader_words import refusal
from app.paths import RESOURCES
from app.settings import READER, READER_PORT, READER_PROGRAM, Settings

SAMPLES = RESOURCES / "reader_samples"
"""The invented cards of the practice reader."""


def command_of(settings: Settings) -> list[str] | None:
    """The helper's command, None without a reader; CaptureRefused when a setting is not complete."""
    get = settings.get
    return command_for(get(READER), get(READER_PORT), get(READER_PROGRAM))


def command_for(kind: str, port: str, program: str) -> list[str] | None:
    """The same for a reader that is not in the settings yet."""
    match kind:
        case "simulator":
            return _own("reader_simulator", str(SAMPLES))
        case "serial":
            if not port.strip():
                raise refusal("setting")
            return _own("serial_reader", port.strip())
        case "program":
            return _program(program.strip())
    return None


def _own(module: str, argument: str) -> list[str]:
    return [sys.executable, "-m", f"app.capture.{module}", argument]


def _program(text: str) -> list[str]:
    """A path alone, or a JSON list of a path and its arguments.

    The path is a whole one, so that no search decides what runs, and no batch file, which Windows
    would hand to a shell.
    """
    try:
        command = json.loads(text) if text.startswith("[") else [text]
    except (ValueError, RecursionError):
        raise refusal("setting") from None
    if not command or not all(isinstance(part, str) and "\0" not in part for part in command):
        raise refusal("setting")
    if not Path(command[0]).is_absolute() or command[0].lower().endswith((".bat", ".cmd")):
        raise refusal("setting")
    return [str(part) for part in command]
