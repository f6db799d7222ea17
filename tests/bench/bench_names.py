"""20,000 names asked for by their full pinyin and their initials, through `find --file` as a hall's own
script asks: how many do not stand in the answer. The hall is made anew each time (about a minute).
"""

from __future__ import annotations

import io
import json
import os
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable
from contextlib import redirect_stdout
from dataclasses import replace
from pathlib import Path

from app.admin.__main__ import DONE, main
from app.domain.names import initials, pinyin
from app.domain.permissions import Role
from app.paths import Folders
from tests.bench.registry import bench
from tests.kit import crowd
from tests.kit import desk as desks
from tests.kit.common_names import NAMES

LIMIT = 2000


@bench("names.missed", unit="names", goal=0)
def missed() -> float:
    """Names of which a bearer is missing in the answer to their pinyin or to their initials."""
    folder = Path(tempfile.mkdtemp(prefix="counter-names-"))
    try:
        bearers = _hall(Folders(folder / "hall"))
        asked: dict[str, list[str]] = defaultdict(list)
        for name in NAMES:
            for text in {pinyin(name), initials(name)}:
                asked[text].append(name)
        file = folder / "asked.txt"
        file.write_text("\n".join(asked))
        started = time.perf_counter()
        answers = _find(folder / "hall", file)
        each = 1000 * (time.perf_counter() - started) / len(asked)
        print(f"{len(NAMES)} names, {len(asked)} texts, {each:.1f} ms a text with its event")
        lacking = {
            name
            for n, names in enumerate(asked.values(), start=1)
            for name in names
            if bearers[name] not in answers[n]
        }
        return float(len(lacking))
    finally:
        shutil.rmtree(folder)


def _hall(folders: Folders) -> dict[str, str]:
    """A hall with one customer of each name; the customer's id."""
    desks.build(folders)
    opened = desks.open_desk(folders)
    people = [replace(crowd.invent(n), name=name) for n, name in enumerate(NAMES)]
    made = [
        str(customer_id)
        for first in range(0, len(people), crowd.CHUNK)
        for customer_id in crowd.add(
            opened.clerk, people[first : first + crowd.CHUNK], writer=crowd.Bulk
        )
    ]
    opened.installation.close()
    return dict(zip(NAMES, made, strict=True))


def _find(data: Path, file: Path) -> dict[int, set[str]]:
    """The customers in the answer to each line of `file`."""
    reading, writing = os.pipe()
    os.write(writing, f"{desks.PASSWORDS[Role.CLERK]}\n".encode())
    os.close(writing)
    options = ["--file", str(file), "--limit", str(LIMIT), "--password-fd", str(reading)]
    who = ["--as", desks.STAFF_NO[Role.CLERK]]
    printed = _Answers()
    with redirect_stdout(printed):
        code = main(["--data", str(data), "find", *options, *who])
    assert code == DONE
    return printed.found


class _Answers(io.TextIOBase):
    """Takes the lines as they are printed: all of them together are hundreds of megabytes."""

    def __init__(self) -> None:
        self.found: dict[int, set[str]] = defaultdict(set)
        self._begun = ""

    def write(self, text: str) -> int:
        *lines, self._begun = (self._begun + text).split("\n")
        self._take(lines)
        return len(text)

    def _take(self, lines: Iterable[str]) -> None:
        for told in map(json.loads, lines):
            if "customer_id" in told:
                self.found[told["line"]].add(told["customer_id"])
