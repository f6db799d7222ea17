"""Drawing the agreement: the first of a process, and the next ones beside reportlab."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys

from app.domain.canonical import to_plain
from tests.bench.registry import bench
from tests.unit.papers.samples import agreement

RUNS = 5


def _drawing(which: str, content: str = "") -> list[float]:
    command = [sys.executable, "-m", "tests.bench.drawing", which]
    done = subprocess.run(command, input=content, capture_output=True, text=True, check=True)
    return [float(part) for part in done.stdout.split()]


@bench("agreement.first_pdf_ms", unit="ms", goal=600)
def first_pdf() -> float:
    """With every import and every font that the page needs, rare characters too."""
    content = json.dumps(to_plain(agreement()))
    return statistics.median(_drawing("first", content)[0] for _ in range(RUNS))


@bench("agreement.next_ratio", unit="ms", goal=1.5)
def next_ratio() -> tuple[float, float]:
    """Layout and drawing, beside reportlab drawing what was laid out."""
    ours, bare = _drawing("next")
    return ours, bare
