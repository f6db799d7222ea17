"""Who owns the database file: every table and column, changed in every way, is found by verification with the
place named, or stands in the list of what is not promised (attack.md 2)."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.domain.permissions import Role
from app.services.verification import chains, lists, numbers, people, subject_keys
from tests.kit import clean_halls
from tests.kit.bound_columns import NOT_PROMISED, TECHNICAL
from tests.kit.clean_halls import Day
from tests.kit.desk import TestHall, copy_folder, open_desk
from tests.kit.forger import Cell, Forger, copy_of

pytestmark = pytest.mark.timeout(600)

DAY = (
    "register",
    "register",
    "mistype",
    "come",
    "change_password",
    "come",
    "reset",
    "ask_again",
    "register",
    "be_refused",
    "keep_it",
    "register",
    "sign_in_again",
    "change_password",
    "leave",
    "mistype",
)


@dataclass
class Base:
    """A hall with a bit of everything, and its file as it was in the middle of the day."""

    day: Day
    forger: Forger


@pytest.fixture(scope="module")
def base(request: pytest.FixtureRequest) -> Iterator[Base]:
    hall = open_desk(copy_folder(request.getfixturevalue("sqlite_hall")))
    folder = Path(tempfile.mkdtemp(prefix="counter-forger-base-"))
    with clean_halls.day(hall, 20261130) as day:
        for step in DAY:
            if step == "keep_it":
                copy_of(day.hall.installation, folder / "older.db")
            else:
                day.step(step)
        assert day.faults() == []
        keys = day.hall.session(Role.AUDITOR).keys
        base = copy_of(day.hall.installation, folder / "counter.db")
        yield Base(day, Forger(day.hall.installation, keys, base, folder / "older.db"))


def escaped(forger: Forger, cells: list[Cell]) -> list[str]:
    """The cells that verification does not find, and those whose place it does not name."""
    missed = []
    for cell in cells:
        found = forger.forge(cell)
        if found is None or tuple(cell) in NOT_PROMISED:
            continue
        if not any(finding.place != "database" for finding in found):
            missed.append(f"{' '.join(cell)}: {'no place' if found else 'not found'}")
    return missed


PARTS = 6
EVERY = int(os.environ.get("COUNTER_FORGER", "9"))
"""The test command tries each third of the cells, and each ninth of those of tables with versions, which have
one mechanism; `make forger` tries all."""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_cell_that_is_forged_is_found_with_its_place(base: Base, part: int) -> None:
    cells = [
        cell
        for n, cell in enumerate(base.forger.cells())
        if n % (max(EVERY // 3, 1) if cell.table in TECHNICAL else EVERY) == 0
    ]
    assert len({cell.table for cell in cells}) > 30
    assert escaped(base.forger, cells[part::PARTS]) == []


@pytest.mark.parametrize(
    ("module", "check", "cell"),
    [
        (people, "_check_secrets", Cell("staff_secret", "sealed", "change")),
        (people, "_check_tries", Cell("sign_in_state", "locked", "change")),
        (people, "_check_boxes", Cell("held_key", "", "delete")),
        (numbers, "_highest", Cell("number_counter", "", "emptied")),
        (subject_keys, "check", Cell("subject_key", "", "double")),
        (lists, "_check_replays", Cell("operation_replay", "n", "change")),
        (lists, "_check_codes", Cell("paper_kind", "", "delete")),
        (lists, "_check_class_keys", Cell("class_key", "created_at", "change")),
        (lists, "_check_contents", Cell("paper_content", "", "double")),
        (chains, "_same_answer", Cell("operation", "result", "change")),
    ],
)
def test_without_its_check_the_forger_would_pass(
    base: Base, monkeypatch: pytest.MonkeyPatch, module: object, check: str, cell: Cell
) -> None:
    """Sabotage: each check taken away in turn."""
    assert base.forger.forge(cell)
    instead = {
        "_highest": lambda *_: {},
        "_same_answer": lambda *_: True,
    }.get(check, lambda *_: None)
    monkeypatch.setattr(module, check, instead)
    assert base.forger.forge(cell) == ()


def test_what_is_not_promised_is_not_found(base: Base) -> None:
    """A cell that is found by now is taken off the list."""
    forged = {cell: base.forger.forge(Cell(*cell)) for cell in NOT_PROMISED}
    assert [cell for cell, found in forged.items() if found] == []


def test_it_is_found_in_no_hall_that_was_left_alone(local_desk: TestHall) -> None:
    with clean_halls.day(local_desk, 1) as day:
        day.step("register")
        assert day.faults() == []
