"""kill -9 before every step of a restore: the folder is no hall or a whole one, and a second try works."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.paths import Folders
from app.services import backup, verification
from app.services.procedure import numbers
from app.services.session import installation_state, open_installation
from app.services.staff import sign_in
from db.engine import write
from tests.kit import figures, killed_restore
from tests.kit.desk import Clock, TestHall
from tests.kit.killed_restore import PERSON, Doomed
from tests.kit.party_work import make_party

MILLION = 1_000_000
PARTS = 6
"""The steps are killed in turns, each part those of one turn."""


@pytest.fixture
def doomed(local_desk: TestHall) -> Iterator[Doomed]:
    """The restore of a backup of a hall that has printed numbers."""
    make_party(local_desk.clerk, new_id(), name="龚䶮")
    numbers._lease_now(local_desk.clerk, "customer:GZ01")
    folder = Path(tempfile.mkdtemp(prefix="counter-killed-"))
    file = folder / "hall.backup"
    backup.backup(local_desk.session(Role.ADMINISTRATOR), file)
    data = folder / "restored"
    yield Doomed("restore", file, data, data, killed_restore.derived(local_desk))
    shutil.rmtree(folder)


def fault(folders: Folders) -> str:
    """What is wrong with a folder that counts as a hall; '' for a whole hall that prints a new million."""
    try:
        opened = open_installation(folders, clock=Clock())
    except UserError as error:
        return error.code
    try:
        session = sign_in(opened, *PERSON)
        found = verification.verify(opened, keys=session.keys).findings
        if found:
            return found[0].code
        with write(opened.engine) as connection:
            first = numbers.lease(connection, "customer:GZ01")[0]
        return "" if first > MILLION and first % MILLION == 1 else f"number {first}"
    finally:
        opened.close()


def killed_at(doomed: Doomed, step: int, *, sabotage: bool = False) -> str:
    """Kill it there; 'none' for no hall, 'whole', or the fault."""
    shutil.rmtree(doomed.data, ignore_errors=True)
    killed_restore.steps_of(replace(doomed, kill_at=step, sabotage=sabotage))
    folders = Folders(doomed.data)
    if installation_state(folders) == "none":
        return "none"
    return fault(folders) or "whole"


def left_after_a_start(doomed: Doomed) -> list[str]:
    """What of the killed restore is still there when the program was started once more."""
    backup.clear_leftovers(Folders(doomed.data))
    if not doomed.data.exists():
        return []
    hall = installation_state(Folders(doomed.data)) == "ready"
    return [each.name for each in doomed.data.iterdir() if not hall or "restoring-" in each.name]


@pytest.mark.timeout(300)
@pytest.mark.parametrize("part", range(PARTS))
def test_a_killed_restore_is_no_hall_or_a_whole_one(doomed: Doomed, part: int) -> None:
    steps = killed_restore.steps_of(doomed)
    assert fault(Folders(doomed.data)) == ""
    outcomes: list[str] = []
    for step in range(steps - part, 0, -PARTS):
        outcome = killed_at(doomed, step)
        assert outcome in ("none", "whole"), f"before step {step} of {steps}: {outcome}"
        outcomes.insert(0, outcome)
        if outcome == "none" and step % 2:  # the second try
            backup.restore(doomed.file, Folders(doomed.data), *PERSON, clock=Clock())
            assert fault(Folders(doomed.data)) == "", f"second try after step {step}"
        assert left_after_a_start(doomed) == [], step
    assert set(outcomes) == {"none", "whole"}
    assert outcomes == sorted(outcomes), "never back from a hall to none"
    figures.publish(
        f"restore_kill.{part}", seed=0, kills=len(outcomes), whole=outcomes.count("whole"), half=0
    )


@pytest.mark.timeout(300)
def test_with_the_profile_first_the_folder_would_be_half_a_hall(doomed: Doomed) -> None:
    """The control."""
    steps = killed_restore.steps_of(replace(doomed, sabotage=True))
    outcomes = {killed_at(doomed, step, sabotage=True) for step in range(steps - 8, steps)}
    assert outcomes - {"none", "whole"}
