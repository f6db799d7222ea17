"""`make quick`: lint, the tests without I/O, and the tests of the words touched since main, on SQLite.

Where only the window was touched, the tests without I/O of what lies below it are left out (BELOW).

    python -m tests.quick             run
    python -m tests.quick FILE …      the same as if these files had been touched

A file and its tests share a word: app/services/drafts/drafts.py, ui/drafts/screen.py and
tests/db/drafts/test_drafts.py; app/services/identity/images.py and tests/db/identity/test_images.py.
A file that has no test of its own is tried by those of its package; one of no such package by the tests
that import it, or it is common to many: then MECHANISM runs.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from types import MappingProxyType

from tests.kit import postgres
from tests.run import CHECKS, TOP, lint, memory

FOLDERS = ("db", "ui", "capture")
"""Of tests that are chosen from; unit runs whole, e2e and faults belong to `make test`."""
CODE = ("app/services", "app/domain", "app", "db/schema", "db", "ui")
"""What stands before the word in a file's path, the longest first."""
KIT = "tests/kit"
MECHANISM = {
    "app/services": ("procedure_mechanism", "registration", "verification_records"),
    "app": ("procedure_mechanism", "registration"),
    "db": ("procedure_mechanism", "registration", "upgrade", "verification_records"),
    "ui": ("frame_main_window", "session_pages_flow", "desk_background", "widgets", "registration"),
}
MECHANISM |= {"db/schema": MECHANISM["db"]}
MECHANISM |= {KIT: (*MECHANISM["app"], *MECHANISM["ui"])}
"""The words whose tests go through everything that a folder has in common."""
STANDARD = ("procedure", "example")
"""The word of the standard tests of every procedure, which are no longer in the tests of its own word."""
COMMON = ("app/services/procedure/", "app/services/session/")
"""Packages on which everything stands, whatever tests bear their word."""
SHARED = ("ui/desk/", "ui/document/", "ui/drafting/", "ui/form/", "ui/words/")
"""Packages of parts that many use: the tests of one part say nothing of the others."""
OWN = {"ui/": "tests/ui/", "app/capture/": "tests/capture/"}
"""A part of the window is tried in the window, the reading of pictures without one."""
WINDOW = ("ui/", "tests/ui/", "resources/i18n/")
BELOW = (
    "tests/unit/capture",
    "tests/unit/papers",
    "tests/unit/security",
    "tests/unit/test_cards.py",
)
"""Rules that no text or widget reaches: reading cards, papers, keys, the invented cards. Two thirds of
the time of tests/unit; those among them that import the window stay."""
MOST = 12
"""Test files that import a file; with more it is common to all."""

Word = tuple[str, ...]


def word_of(parts: Iterable[str]) -> Word:
    """Its single words, plural or not: ('identity', 'image') of identity/images.py."""
    words = [one for part in parts for one in PurePosixPath(part).stem.split("_") if one]
    return tuple(one if len(one) < 4 else one.removesuffix("s") for one in words if one != "init")


def words_of(files: Iterable[str]) -> dict[str, Word]:
    """The word of each test file: ('capture', 'camera') of tests/ui/capture/test_camera.py."""
    words = {}
    for file in files:
        parts = PurePosixPath(file).parts
        if parts[0] == "tests" and parts[1] in FOLDERS and parts[-1].startswith("test_"):
            own = ("capture",) if parts[1] == "capture" else ()
            words[file] = word_of([*own, *parts[2:-1], parts[-1].removeprefix("test_")])
    return words


def begins(word: Word, tests: Mapping[str, Word]) -> set[str]:
    """The tests whose word is this one or goes on from it."""
    return {file for file, own in tests.items() if own[: len(word)] == word}


def chosen(changed: str, tests: Mapping[str, Word]) -> tuple[set[str], str]:
    """The tests of a touched file, and why these."""
    if changed in tests:
        return {changed}, "touched itself"
    top = next((each for each in (*CODE, KIT) if changed.startswith(f"{each}/")), "")
    if not top or not changed.endswith(".py"):
        return set(), "has no tests but unit's"
    if changed.startswith(COMMON):
        return mechanism(MECHANISM[top], tests), "everything stands on it: the mechanism's"
    where = next((OWN[part] for part in OWN if changed.startswith(part)), "tests/")
    own = {file: word for file, word in tests.items() if file.startswith(where)}
    for word in () if top == KIT else words_tried(changed, top):
        if found := begins(word, own):
            return found, f"the word {'_'.join(word)}"
    if top == "app/domain":
        return set(), "a rule: its tests are unit's"
    if 0 < len(users := users_of(changed, tests)) <= MOST:
        return users, "no test of this word: those that import it"
    return mechanism(MECHANISM[top], tests), "common to many: the mechanism's"


def words_tried(changed: str, top: str) -> list[Word]:
    """The file's own word, that of its package, that of its name; the first that has tests counts."""
    file = PurePosixPath(changed).relative_to(top)
    name, whole = word_of([file.name]), word_of(file.parts)
    package = word_of(file.parts[:-1])
    if package and name[: len(package)] == package:
        whole = name  # customer/customer_panel.py is of ('customer', 'panel')
    if changed.startswith(SHARED):
        return [whole] if whole != package else []
    shorter = [whole[:length] for length in range(len(whole) - 1, 0, -1)]
    return [word for word in (whole, *shorter, name) if word]


def users_of(module: str, tests: Mapping[str, Word]) -> set[str]:
    """The tests that import this file themselves."""
    parent, _, name = module.removesuffix(".py").replace("/", ".").rpartition(".")
    names = rf"(\([^)]*|[^(\n]*)\b{name}\b"
    used = re.compile(rf"^from {re.escape(parent)}(\.{name}\b| import {names})", re.M)
    return {file for file in tests if used.search((TOP / file).read_text(encoding="utf-8"))}


def mechanism(words: Iterable[str], tests: Mapping[str, Word]) -> set[str]:
    """The tests that go through what many have in common."""
    return set().union(*(begins(word_of([word]), tests) for word in words))


def touched() -> list[str]:
    """Files that differ from where this branch left main, those not yet added among them."""
    base = ""
    for main in ("origin/main", "main"):
        base = base or _git("merge-base", "HEAD", main, check=False)
    if not base:
        sys.exit("quick: no main and no origin/main to compare with; name the files")
    told = _git("diff", "--name-only", base), _git("ls-files", "--others", "--exclude-standard")
    return sorted({file for part in told for file in part.splitlines()})


def _git(*arguments: str, check: bool = True) -> str:
    done = subprocess.run(["git", *arguments], cwd=TOP, capture_output=True, text=True, check=check)
    return done.stdout.strip() if done.returncode == 0 else ""


def left_out(files: Sequence[str]) -> list[str]:
    """Of tests/unit, what no file of the window can change, when nothing else was touched."""
    if not files or not all(file.startswith(WINDOW) for file in files):
        return []
    uses_window = re.compile(r"^(from|import) ui\b", re.M)
    return sorted(
        name
        for path in (TOP / "tests" / "unit").rglob("test_*.py")
        if (name := path.relative_to(TOP).as_posix()).startswith(BELOW)
        and not uses_window.search(path.read_text(encoding="utf-8"))
    )


def choose(files: Sequence[str], tests: Mapping[str, Word]) -> set[str]:
    """The tests of all touched files; says which and why."""
    found: set[str] = set()
    for file in files:
        its, why = chosen(file, tests)
        if file.startswith("app/services/"):
            its = its | begins(STANDARD, tests)
        print(f"{file}: {why}")
        for each in sorted(its - found):
            print(f"    {each}")
        found |= its
    return {file for file in found if (TOP / file).exists()}


def main(files: list[str]) -> int:
    begun = time.monotonic()
    tests = words_of(path.relative_to(TOP).as_posix() for path in (TOP / "tests").rglob("*.py"))
    files = files or touched()
    picked, without = choose(files, tests), left_out(files)
    unit = f"tests/unit without {len(without)} files below the window" if without else "tests/unit"
    print(f"lint ({', '.join(CHECKS)}), {unit}, {len(picked)} test files\n", flush=True)
    shared = postgres.begin_run()
    good = not any(result.failed for result in lint())
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-q",
        "-n",
        "2",
        "--dist",
        "worksteal",
        "--no-header",
    ]
    command += ["--tb=short", "-p", "no:cacheprovider", "--databases=sqlite"]
    ignored = [f"--ignore={file}" for file in without]
    good = _ran([*command, "--no-xvfb", "tests/unit", *ignored]) and good
    screens = sorted(file for file in picked if file.startswith("tests/ui/"))
    for others, more in ((sorted(picked - set(screens)), ["--no-xvfb"]), (screens, [])):
        good = (not others or _ran([*command, *more, *others], memory())) and good
    shutil.rmtree(shared, ignore_errors=True)
    print(f"\n{'ok' if good else 'FAILED'}, {time.monotonic() - begun:.0f} s of 180 s")
    return 0 if good else 1


def _ran(command: list[str], more: Mapping[str, str] = MappingProxyType({})) -> bool:
    environment = os.environ | dict(more)
    return subprocess.run(command, cwd=TOP, env=environment, check=False).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
