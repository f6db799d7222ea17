"""The test command: lint, each folder of tests with its budget, coverage, one true last line.

    python -m tests.run lint unit capture db ui e2e faults coverage

Any selection of these steps runs in the order given. Coverage is measured when it is among them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from pathlib import Path

from tests.kit import postgres

TOP = Path(__file__).resolve().parent.parent
OUT = TOP / "out" / "test"
BIN = Path(sys.executable).parent

BUDGET_SECONDS = {
    "unit": 90,
    "capture": 110,
    "db": 270,
    "ui": 300,
    "e2e": 70,
    "faults": 160,
}
"""On two quiet cores."""
WITHOUT_SCREEN = ("unit", "capture", "db")
MEMORY = Path("/dev/shm")
IN_MEMORY = ("db", "ui")
"""Folders whose halls lie in memory where there is room: nothing in them is about a disk, and every commit
waits for one. Those of e2e and faults lie on the disk."""
ROOM = 4 * 1024**3
COVERAGE_FLOOR = 90.0
FLOORED = ("app/domain", "app/security", "app/services")
CHECKS: dict[str, list[str | Path]] = {
    "ruff check": [BIN / "ruff", "check", "--quiet", "."],
    "ruff format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "mypy": [BIN / "mypy", "--no-error-summary"],
    "import floors": [BIN / "lint-imports", "--no-cache"],
    "translations": [sys.executable, "packaging/i18n.py", "check"],
}
NO_TESTS_COLLECTED = 5


@dataclass(frozen=True)
class Result:
    """What one step gave; `note` goes into the closing table."""

    step: str
    passed: int
    failed: int
    note: str


def lint() -> list[Result]:
    """Every check once; a quiet check prints only what is wrong."""
    results = []
    for name, command in CHECKS.items():
        begun = time.monotonic()
        done = subprocess.run(command, cwd=TOP, capture_output=True, text=True, check=False)
        good = done.returncode == 0
        if not good:
            print(f"--- {name}\n{done.stdout}{done.stderr}", flush=True)
        seconds = time.monotonic() - begun
        results.append(Result(name, good, not good, f"{seconds:.0f} s"))
    return results


def memory() -> dict[str, str]:
    """What puts a test's files into memory, where there is room."""
    there = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    return {"TMPDIR": str(MEMORY)} if there else {}


def run_folder(folder: str, measure: bool) -> Result:
    """Run tests/<folder> in two processes and hold its time against the budget."""
    print(f"--- tests/{folder}", flush=True)
    if not any((TOP / "tests" / folder).rglob("test_*.py")):
        return Result(folder, 0, 0, "no tests")
    report = OUT / f"{folder}.xml"
    report.unlink(missing_ok=True)
    command = [sys.executable, "-m", "pytest", f"tests/{folder}", "-q", "-n", "2"]
    command += [
        "--dist",
        "worksteal",
        "--no-header",
        "--tb=short",
        f"--junitxml={report}",
        "-p",
        "no:cacheprovider",
    ]
    command += ["--no-xvfb"] if folder in WITHOUT_SCREEN else []
    command += ["--cov", "--cov-report="] if measure else []
    environment = os.environ | {"COVERAGE_FILE": str(OUT / f"coverage.{folder}")}
    environment |= memory() if folder in IN_MEMORY else {}
    begun = time.monotonic()
    code = subprocess.run(command, cwd=TOP, env=environment, check=False).returncode
    seconds = time.monotonic() - begun
    passed, failed = count(report)
    if code not in (0, NO_TESTS_COLLECTED) and failed == 0:
        failed = 1  # pytest itself broke, or a warning at its end became an error
    budget = BUDGET_SECONDS[folder]
    note = f"{seconds:.0f} s of {budget} s"
    if seconds > budget:
        note += "  OVER BUDGET"  # said, not failed: a busy machine is not the change's fault
    return Result(folder, passed, failed, note)


def count(report: Path) -> tuple[int, int]:
    """Passed and failed tests of a JUnit file; a test that was skipped proved nothing: failed."""
    if not report.exists():
        return 0, 0
    suites = list(ET.parse(report).iter("testsuite"))
    total = sum(int(suite.get("tests", 0)) for suite in suites)
    bad = sum(
        int(suite.get(kind, 0)) for suite in suites for kind in ("failures", "errors", "skipped")
    )
    return max(total - bad, 0), bad


def coverage() -> list[Result]:
    """Join the folders' data, print the total, and hold the floors."""
    tool = [sys.executable, "-m", "coverage"]
    files = sorted(OUT.glob("coverage.*"))
    if not files:
        return [Result("coverage", 0, 1, "nothing was measured")]
    environment = os.environ | {"COVERAGE_FILE": str(OUT / ".coverage")}

    def run(*arguments: str | Path) -> None:
        subprocess.run([*tool, *arguments], cwd=TOP, env=environment, check=True)

    run("combine", "-q", "--keep", *files)
    run("html", "-q", "-d", OUT / "coverage")
    run("json", "-q", "-o", OUT / "coverage.json")
    measured = json.loads((OUT / "coverage.json").read_text(encoding="utf-8"))
    summaries = {name: entry["summary"] for name, entry in measured["files"].items()}
    results = []
    for package in FLOORED:
        share = covered_percent([s for name, s in summaries.items() if name.startswith(package)])
        good = share >= COVERAGE_FLOOR
        note = f"{share:.1f} % of {COVERAGE_FLOOR:.0f} %"
        results.append(Result(f"coverage {package}", good, not good, note))
    for package in ("ui", ""):
        share = covered_percent([s for name, s in summaries.items() if name.startswith(package)])
        results.append(Result(f"coverage {package or 'total'}", 0, 0, f"{share:.1f} %"))
    return results


def covered_percent(summaries: list[dict[str, int]]) -> float:
    """Lines and branches taken, of all lines and branches."""
    all_of_them = sum(s["num_statements"] + s["num_branches"] for s in summaries)
    taken = sum(s["covered_lines"] + s["covered_branches"] for s in summaries)
    return 100.0 * taken / all_of_them if all_of_them else 100.0


def main(steps: list[str]) -> int:
    known = ["lint", *BUDGET_SECONDS, "coverage"]
    if not steps or set(steps) - set(known):
        print(f"steps: {' '.join(known)}")
        return 2
    if "coverage" in steps:
        shutil.rmtree(OUT, ignore_errors=True)
    OUT.mkdir(parents=True, exist_ok=True)
    shared = postgres.begin_run()  # one server and one hall to copy for all folders
    results: list[Result] = []
    for step in steps:
        if step == "lint":
            results += lint()
        elif step == "coverage":
            results += coverage()
        else:
            results.append(run_folder(step, measure="coverage" in steps))
    shutil.rmtree(shared, ignore_errors=True)
    print()
    for result in results:
        mark = "FAILED" if result.failed else "ok"
        print(
            f"{result.step:24} {result.passed:6} passed {result.failed:4} failed"
            f"   {result.note:22} {mark}"
        )
    passed = sum(result.passed for result in results)
    failed = sum(result.failed for result in results)
    print(f"\n{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
