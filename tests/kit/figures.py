"""What a fault test counted, one line in out/faults.jsonl: test, seed, commit, counts."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FILE = TOP / "out" / "faults.jsonl"


def publish(test: str, *, seed: int, **counts: int) -> None:
    """Add a line; several processes may do so at once."""
    told = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],
        cwd=TOP,
        capture_output=True,
        text=True,
        check=False,
    )
    commit = told.stdout.strip() or "unknown"
    line = json.dumps({"test": test, "seed": seed, "commit": commit, **counts})
    FILE.parent.mkdir(exist_ok=True)
    with FILE.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
