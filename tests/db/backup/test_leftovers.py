"""What a killed restore, drill or backup left is taken away, and nothing of one that runs."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.permissions import Role
from app.paths import Folders
from app.services import backup
from app.services.backup import unfinished as leftovers
from app.services.backup.unfinished import Elsewhere, clear_leftovers, unfinished
from tests.kit import killed_restore
from tests.kit.desk import TestHall
from tests.kit.killed_restore import Doomed

KILLS = 6


@pytest.fixture
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="counter-leftovers-"))
    yield made
    shutil.rmtree(made)


def names(folder: Path) -> set[str]:
    return {each.name for each in folder.iterdir()}


def steps(doomed: Doomed) -> Iterator[Doomed]:
    """It, killed at points that lie evenly between its first and its last step."""
    all_of_them = killed_restore.steps_of(doomed)
    for n in range(1, KILLS + 1):
        yield replace(doomed, kill_at=max(1, all_of_them * n // KILLS))


@pytest.mark.timeout(300)
@pytest.mark.parametrize("what", ["backup", "drill"])
def test_after_a_kill_the_next_start_finds_nothing_of_it(
    local_desk: TestHall, folder: Path, what: str
) -> None:
    good = backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "good.backup").path
    local_desk.installation.close()
    data, place = folder / "hall", folder / "disk"
    shutil.copytree(local_desk.folders.data, data)
    place.mkdir()
    file = good if what == "drill" else place / "new.backup"
    watched = data if what == "drill" else folder
    doomed = Doomed(what, file, data, watched, killed_restore.derived(local_desk))
    left = set()
    for each in steps(doomed):
        (place / "new.backup").unlink(missing_ok=True)
        killed_restore.steps_of(each)
        left |= {name.partition("-")[0] for name in names(data) if ".unfinished" in name}
        clear_leftovers(Folders(data))
        assert not {name for name in names(data) if name.startswith(("backup-", "drill-"))}
        assert names(place) <= {"new.backup"}
    assert left == {what}, "no kill left anything: the test asks nothing"


def test_the_next_backup_clears_as_a_start_does(local_desk: TestHall, folder: Path) -> None:
    data = local_desk.folders.data
    for name in ("backup-0a1b2c3d.tmp", "backup-0a1b2c3d.tmp-journal"):
        (data / name).write_text("a copy that a program of before left")
    (data / "drill-0a1b2c3d").mkdir()
    before = names(data)
    backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "x")
    assert before - names(data) == {
        "backup-0a1b2c3d.tmp",
        "backup-0a1b2c3d.tmp-journal",
        "drill-0a1b2c3d",
    }


def test_files_of_one_that_runs_stay(local_desk: TestHall, folder: Path) -> None:
    folders = local_desk.folders
    with unfinished(folders, "backup") as mine, unfinished(folders, "drill") as other:
        part = mine.part_of(folder / "hall.backup")
        mine.note(Elsewhere(part=str(part)))
        copy = mine.path.with_name(f"{mine.name}.tmp")
        for each in (part, copy):
            each.write_text("in work")
        other.path.mkdir()
        clear_leftovers(folders)
        backup.backup(local_desk.session(Role.ADMINISTRATOR), folder / "another")
        assert part.exists()
        assert copy.exists()
        assert other.path.is_dir()
    assert not part.exists()
    assert not copy.exists()
    assert not other.path.exists()


def test_without_the_lock_they_would_go(
    local_desk: TestHall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control."""
    with unfinished(local_desk.folders, "drill") as mine:
        mine.path.mkdir()
        monkeypatch.setattr(leftovers, "try_lock", lambda _: True)
        clear_leftovers(local_desk.folders)
        assert not mine.path.exists()


@pytest.fixture
def killed(folder: Path) -> Folders:
    """A folder in which a restore noted that it moves three files, and ended."""
    folders = Folders(folder / "data")
    folders.data.mkdir()
    noted = {"part": "", "moved": ["counter.db", "workstation.json", "../outside"]}
    (folders.data / "restoring-0a1b2c3d.unfinished").write_text(json.dumps(noted))
    (folders.data / "restoring-0a1b2c3d").mkdir()
    (folder / "outside").write_text("not ours")
    folders.database.write_text("moved already")
    return folders


def test_what_was_moved_before_the_profile_goes_and_nothing_outside(killed: Folders) -> None:
    clear_leftovers(killed)
    assert names(killed.data) == set()
    assert (killed.data.parent / "outside").exists()


def test_what_was_moved_before_a_profile_that_is_there_stays(killed: Folders) -> None:
    killed.profile.write_text("the last step")
    clear_leftovers(killed)
    assert names(killed.data) == {"counter.db", "profile.json"}


@pytest.mark.parametrize("content", ["", "{", "[]", '{"part": 5, "moved": 3}', "[" * 9000])
def test_a_note_that_was_not_finished_is_none(killed: Folders, content: str) -> None:
    (killed.data / "restoring-0a1b2c3d.unfinished").write_text(content)
    clear_leftovers(killed)
    assert names(killed.data) == {"counter.db"}


def test_a_part_is_removed_only_under_its_own_name(folder: Path) -> None:
    """The note lies in a folder that others may be able to write."""
    data = folder / "data"
    data.mkdir()
    letter, part = folder / "letter.part", folder / "x.0a1b2c3d.part"
    for each in (letter, part):
        each.write_text("text")
    for token, file in (("11111111", letter), ("0a1b2c3d", part)):
        note = data / f"backup-{token}.unfinished"
        note.write_text(json.dumps({"part": str(file), "moved": []}))
    clear_leftovers(Folders(data))
    assert names(folder) == {"data", "letter.part"}
    assert names(data) == set()


def test_a_disk_that_is_not_there_now_is_asked_again_later(folder: Path) -> None:
    data, disk = folder / "data", folder / "disk"
    data.mkdir()
    note = data / "backup-0a1b2c3d.unfinished"
    note.write_text(json.dumps({"part": str(disk / "x.0a1b2c3d.part"), "moved": []}))
    clear_leftovers(Folders(data))
    assert note.exists()
    disk.mkdir()
    (disk / "x.0a1b2c3d.part").write_text("half")
    clear_leftovers(Folders(data))
    assert names(disk) == names(data) == set()


def test_other_files_are_not_touched(local_desk: TestHall) -> None:
    data = local_desk.folders.data
    for name in ("backup-1.tmp", "backup-0a1b2c3d.tmp.txt", "my-drill-0a1b2c3d", "x.unfinished"):
        (data / name).write_text("mine")
    os.mkfifo(data / "backup-ffffffff.unfinished")
    before = names(data) - {"backup-ffffffff.unfinished"}
    clear_leftovers(local_desk.folders)
    assert before <= names(data)
