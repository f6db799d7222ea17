"""A restore, drill or backup in a process of its own, killed with -9 right before one of its steps.

A step is what it does to files below the watched folder: opened, moved, removed, made.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

from app.domain.permissions import Role
from app.paths import Folders, sync_folder
from app.security.passwords import Derived
from app.services import backup
from app.services.backup import moving
from app.services.trust import key_ring
from tests.kit import counter_process
from tests.kit import desk as desks
from tests.kit.counter_process import FORKS, on_this_computer
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall

STEPS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "sqlite3.connect"}
NEVER = 10**9
LONG = 120
PERSON = (STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])


@dataclass(frozen=True)
class Doomed:
    """What is run (`what`, with the file of the backup, in `data`) and before which step it is killed."""

    what: str
    file: Path
    data: Path
    watched: Path
    derived: Derived
    kill_at: int = NEVER
    sabotage: bool = False


def steps_of(doomed: Doomed) -> int:
    """Run it; how many steps it took before it was killed or done."""
    ours, theirs = FORKS.Pipe(duplex=False)
    place = os.environ["COUNTER_SECOND_PLACE"]
    process = FORKS.Process(target=on_this_computer, args=(place, _run, doomed, theirs))
    process.start()
    theirs.close()
    process.join(LONG)
    killed = process.exitcode == -signal.SIGKILL
    assert killed or process.exitcode == 0, process.exitcode
    assert killed == (doomed.kill_at < NEVER)
    return doomed.kill_at if killed else int(ours.recv())


def derived(desk: TestHall) -> Derived:
    """The administrator's key, instead of half a second of Argon2 a process."""
    profile = desk.installation.profile
    return desks.derive_once(
        PERSON[1],
        deployment=profile.deployment.bytes,
        staff_no=PERSON[0],
        params=profile.argon2,
    )


def _run(doomed: Doomed, pipe: Connection) -> None:
    counter_process._replace(key_ring, "derive", lambda *_args, **_named: doomed.derived)
    if doomed.sabotage:
        moving.move_in = _profile_first
    count = _count_steps(str(doomed.watched), doomed.kill_at)
    _DO[doomed.what](doomed)
    pipe.send(count())


def _count_steps(watched: str, kill_at: int) -> Callable[[], int]:
    counted = 0

    def hear(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal counted
        if event in STEPS and any(watched in str(each) for each in arguments[:2]):
            counted += 1
            if counted == kill_at:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    return lambda: counted


def _restore(doomed: Doomed) -> None:
    backup.restore(doomed.file, Folders(doomed.data), *PERSON, clock=Clock())


def _drill(doomed: Doomed) -> None:
    backup.drill(desks.open_desk(Folders(doomed.data)).session(Role.ADMINISTRATOR), doomed.file)


def _backup(doomed: Doomed) -> None:
    backup.backup(desks.open_desk(Folders(doomed.data)).session(Role.ADMINISTRATOR), doomed.file)


_DO: dict[str, Callable[[Doomed], None]] = {"restore": _restore, "drill": _drill, "backup": _backup}


def _profile_first(mine: backup.unfinished.Unfinished, staged: Folders) -> None:
    """The sabotage: everything is moved, in another order."""
    folders = mine.folders
    os.replace(staged.profile, folders.profile)
    for each in sorted(staged.data.iterdir()):
        os.replace(each, folders.data / each.name)
    sync_folder(folders.data)
