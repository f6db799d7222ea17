"""Running hostile inputs: what each kind is given to, what may come of it, and what did."""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from traceback import extract_tb
from typing import Any
from unittest import mock

import numpy as np

from app.capture import (
    card_back,
    card_licence,
    card_passport,
    card_permanent,
    card_resident,
    checks,
    mrz,
    wire,
)
from app.capture.page import FlatPage, rows
from app.capture.picture_header import CaptureRefused, check_bytes
from app.capture.printed_places import PLACES, corners_by_words
from app.capture.read_card import which
from app.capture.reading import Quality, ReadField, Reading
from app.capture.recognise import RecognisedText
from app.capture.worker import Worker
from app.domain import identity
from app.domain.document_types import DOCUMENT_TYPES
from tests.fuzz import files, texts

TODAY = date(2026, 11, 22)
SLOWEST = 1.0
"""Seconds of a processor that one input may take."""
MEMORY = 512 * 1024**2
STOP = 10.0
"""Seconds of a processor after which an input that never ends is given up, and counted."""
_FACES: dict[str, Callable[[FlatPage], dict[str, ReadField]]] = {
    "resident_id": card_resident.front,
    "resident_id back": card_back.back,
    "permanent_residence": card_permanent.front,
    "business_licence": card_licence.page,
    "passport": lambda page: card_passport.page(page, TODAY),
}
_SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
_ASKED = {"number", "birth", "valid_to", "personal", "composite"}


@dataclass
class Outcome:
    """What `inputs` of a kind did; `failures` name the input's index and the place."""

    kind: str
    inputs: int = 0
    refused: int = 0
    slowest: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        return not self.failures and self.slowest < SLOWEST


def run(kind: str, seed: int, indices: Sequence[int]) -> Outcome:
    """The inputs of these indices, each the same for the same seed; nothing escapes from here."""
    make, give = KINDS[kind]
    done = Outcome(kind)
    if kind == "decoded":
        _worker()
    before = signal.signal(signal.SIGVTALRM, _stop)
    try:
        recogniser = _Recogniser()
        with mock.patch("app.capture.page.engine", return_value=recogniser):
            for index in indices:
                chance = recogniser.chance = random.Random(f"{seed} {kind} {index}")
                _one(done, give, make(chance), index)
    finally:
        signal.signal(signal.SIGVTALRM, before)
    return done


def _one(done: Outcome, give: Callable[[Any], None], made: object, index: int) -> None:
    done.inputs += 1
    begun = _seconds()
    signal.setitimer(signal.ITIMER_VIRTUAL, STOP)
    try:
        give(made)
    except CaptureRefused as refused:
        done.refused += 1
        if not refused.plain()["message"] or refused.code in ("picture_failed", "picture_slow"):
            done.failures.append(f"{index}: {refused.code}")
    except Exception as error:
        where = extract_tb(error.__traceback__)[-1]
        done.failures.append(f"{index}: {type(error).__name__} at {where.filename}:{where.lineno}")
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    done.slowest = max(done.slowest, _seconds() - begun)


def _seconds() -> float:
    """Of a processor, so far, by this process and the reading one."""
    return time.process_time() + sum(used_seconds(one.process) for one in _workers)


def used_seconds(process: int | None) -> float:
    """What a process that runs has used of a processor; 0.0 when there is none."""
    if process is None:
        return 0.0
    told = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / os.sysconf("SC_CLK_TCK")


def _stop(*_: object) -> None:
    raise TimeoutError


class _Recogniser:
    """In the engine's place: says anything at all, at no cost."""

    chance: random.Random

    def read(self, crops: Sequence[object], alphabet: str = "") -> list[RecognisedText]:
        return [texts.spelled(self.chance, alphabet) for _ in crops]


def number(asked: tuple[str, str, str]) -> None:
    """A document's number: problems in words, or a number whose check digit fits."""
    code, text, country = asked
    problems = identity.check_number(code, text, country, today=TODAY)
    for problem in problems:
        assert problem.plain()["message"]
    plain = identity.tidy_number(text)
    shape = DOCUMENT_TYPES[code].shape if code in DOCUMENT_TYPES else ""
    if shape in ("resident", "residence_permit") and not any(
        p.severity == "error" for p in problems
    ):
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        total = sum(int(digit) * weight for digit, weight in zip(plain, weights, strict=False))
        assert plain.isascii()
        assert plain[17:] == "10X98765432"[total % 11]
    identity.birth_date_of(code, text)
    identity.sex_of(code, text)
    try:
        identity.upgrade_15(text)
    except ValueError:
        assert not (text.isascii() and text.isdigit() and len(text) == 15)
    if code in DOCUMENT_TYPES:
        judged = checks.judge(
            code, {"number": ReadField(plain, 0.9), "birth": ReadField(text)}, TODAY
        )
        assert judged["number"].value == plain  # never mended unasked


def zone(lines: tuple[str, str]) -> None:
    """Two lines of a passport: no zone, or every check digit passed or failed."""
    told = mrz.parse(*lines, TODAY)
    assert told is None or set(told.passed) | set(told.failed) == _ASKED


def page(asked: tuple[str, FlatPage]) -> None:
    """Lines on a page: fields of the face, judged, and they go through the pipe."""
    face, made = asked
    kind, _ = which(made)
    assert sum(map(len, rows(made.lines))) == len(made.lines)
    zone = card_passport.zone_lines(made)
    for known in {*PLACES, kind} if face == "resident_id" else {("passport", "page"), kind}:
        corners_by_words(made, known, zone)
    code = face.split()[0]
    fields = checks.judge(code, _FACES[face](made), TODAY)
    reading = Reading(code, "front", fields, _SQUARE, Quality(1.0, 0.0, 0.0, 9))
    passed = wire.from_plain(json.loads(json.dumps(wire.to_plain(reading))), b"")
    assert passed.fields.keys() == fields.keys()


def header(content: bytes) -> None:
    """A file that must be refused before a decoder sees it, or not."""
    check_bytes(content)


def decoded(content: bytes) -> None:
    """A file that goes to the reading process, which decodes it and looks for cards."""
    _worker().find(content)


_workers: list[Worker] = []


def _worker() -> Worker:
    if not _workers:
        _workers.append(Worker())
        _workers[0].find(files.true_files()[0])  # its start is no input's
    return _workers[0]


def bound() -> None:
    """Hold this process, not those that it starts, to the memory that is promised."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, resource.RLIM_INFINITY))


def part(asked: tuple[str, int, Sequence[int]]) -> tuple[Outcome, int]:
    """A kind's inputs as `run` does them, and the most MiB that this process had so far."""
    try:
        return run(*asked), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    finally:
        while _workers:
            _workers.pop().close()


Kind = tuple[Callable[[random.Random], Any], Callable[[Any], None]]
KINDS: dict[str, Kind] = {
    "numbers": (texts.number, number),
    "zones": (texts.zone, zone),
    "lines": (lambda chance: (chance.choice(list(_FACES)), texts.page(chance)), page),
    "headers": (files.file, header),
    "decoded": (files.passing, decoded),
}
SHARES = {"numbers": 0.4, "zones": 0.2, "lines": 0.136, "headers": 0.26, "decoded": 0.004}
"""Of all inputs; the parts in which nothing is cheap are smaller."""


def counts(inputs: int) -> dict[str, int]:
    """How many of each kind make `inputs` together."""
    parts = {kind: int(inputs * share) for kind, share in SHARES.items()}
    parts["numbers"] += inputs - sum(parts.values())
    return parts


np.seterr(all="raise", under="ignore")  # a division by nothing is a failure here, not a warning
