"""`make bench`: every measurement of tests/bench/bench_*.py, as a table and into out/bench.jsonl.

python -m tests.bench [AREA …]     (start, search, registration, agreement, …; million only so)
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import tempfile
from pathlib import Path

from tests.bench.registry import BENCHES, Line

TOP = Path(__file__).resolve().parents[2]
OUT = TOP / "out" / "bench.jsonl"


def main(areas: list[str]) -> int:
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        importlib.import_module(f"tests.bench.{path.stem}")
    OUT.parent.mkdir(exist_ok=True)
    os.environ.setdefault("COUNTER_SECOND_PLACE", tempfile.mkdtemp(prefix="counter-bench-"))
    lines: list[Line] = []
    print(f"{'name':44} {'value':>12} {'bare':>12} {'ratio':>8} {'goal':>8}")
    with OUT.open("w", encoding="utf-8") as file:
        for bench in BENCHES:
            area = bench.name.partition(".")[0]
            if area not in areas and (areas or bench.only_asked):
                continue
            line = bench.measure()
            lines.append(line)
            file.write(json.dumps(line.plain()) + "\n")
            file.flush()
            print(line.row(), flush=True)
    missed = sum(not line.holds for line in lines)
    print(f"\n{len(lines)} measured, {missed} beyond their goal; written to {OUT.relative_to(TOP)}")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
