"""How soon the sign-in window takes typing, and how long signing in takes, each in a new process."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.domain.permissions import Role
from app.paths import Folders
from tests.bench.registry import bench
from tests.kit import desk as desks

RUNS = 7
SIGN_INS = 3


@contextmanager
def _hall() -> Iterator[Folders]:
    folders = Folders(Path(tempfile.mkdtemp(prefix="counter-bench-")))
    desks.build(folders)
    yield folders
    shutil.rmtree(folders.data)


def _window(*arguments: str, typed: str = "") -> float:
    """What a window process printed."""
    command = [sys.executable, "-m", "tests.bench.window_process", *arguments]
    done = subprocess.run(
        command,
        input=typed,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(done.stdout)


def _seconds_to_typing(*arguments: str) -> float:
    begun = time.monotonic()
    return _window(*arguments) - begun


@bench("start.sign_in_accepts_typing", unit="s", goal=1.5)
def sign_in_accepts_typing() -> tuple[float, float]:
    """From the start of the process to a character in the field, beside a bare PySide6 window."""
    with _hall() as folders:
        ours, bare = [], []
        for n in range(RUNS + 1):
            bare.append(_seconds_to_typing("bare"))
            ours.append(_seconds_to_typing("ours", str(folders.data)))
            if n == 0:  # the first run reads the files from the disk
                bare.clear()
                ours.clear()
    return statistics.median(ours), statistics.median(bare)


@bench("start.sign_in_to_main", unit="s", goal=1.5)
def sign_in_to_main() -> float:
    """From Enter to the main window that answers, at the real Argon2 parameters."""
    with _hall() as folders:
        return statistics.median(
            _window(
                "work",
                str(folders.data),
                desks.STAFF_NO[Role.CLERK],
                typed=desks.PASSWORDS[Role.CLERK] + "\n",
            )
            for _ in range(SIGN_INS)
        )
