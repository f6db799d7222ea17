"""What a killed restore, drill or backup leaves behind, and how it is taken away.

Each has a name of its own, such as backup-1a2b3c4d. Everything that it makes in the data folder begins with
this name, and NAME.unfinished is locked for as long as it runs, so a leftover is told from the files of
one that runs. The file also notes what lies elsewhere under another name.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import secrets
import shutil
import stat
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from app.file_lock import try_lock
from app.paths import Folders, make_private, sync_folder

SUFFIX = ".unfinished"
PART = ".part"
_NAME = re.compile(r"(backup|drill|restoring)-[0-9a-f]{8}", re.ASCII)
_OLD = re.compile(
    r"backup-[0-9a-f]{8}\.tmp(-wal|-shm|-journal)?|(drill|restoring)-[0-9a-f]{8}", re.ASCII
)
"""What has no lock: a program of before left it, or a power cut took the lock."""
_LONGEST = 100_000


@dataclass(frozen=True)
class Elsewhere:
    """`part` is the unfinished file in a place that a person chose; `moved` are the names that a restore
    moves into the data folder before the profile."""

    part: str = ""
    moved: tuple[str, ...] = ()


@dataclass(frozen=True)
class Unfinished:
    """A restore, drill or backup of this process; `path` is where it may write."""

    folders: Folders
    name: str
    descriptor: int

    @property
    def path(self) -> Path:
        return self.folders.data / self.name

    def note(self, noted: Elsewhere) -> None:
        """Write down durably what else is to be taken away if this process is killed."""
        content = json.dumps(asdict(noted)).encode()
        os.lseek(self.descriptor, 0, os.SEEK_SET)
        os.truncate(self.descriptor, 0)
        os.write(self.descriptor, content)
        os.fsync(self.descriptor)
        sync_folder(self.folders.data)

    def part_of(self, target: Path) -> Path:
        """The unfinished file beside `target`."""
        return target.with_name(f"{target.name}.{self.name.rpartition('-')[2]}{PART}")


@contextlib.contextmanager
def unfinished(
    folders: Folders, word: Literal["backup", "drill", "restoring"]
) -> Iterator[Unfinished]:
    """Run the block under a name of its own; what it made is taken away at the end, and what was killed
    before it as well."""
    make_private(folders.data)
    clear_leftovers(folders)
    while True:
        name = f"{word}-{secrets.token_hex(4)}"
        lock = folders.data / (name + SUFFIX)
        descriptor = os.open(lock, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        if try_lock(descriptor) and _is_there(lock, descriptor):
            break  # else somebody took it for a leftover in this very moment
        os.close(descriptor)
    try:
        yield Unfinished(folders, name, descriptor)
    finally:
        _take_away(folders, name, descriptor)
        os.close(descriptor)
        _unlink(lock)  # Windows does not let go of an open file


def clear_leftovers(folders: Folders) -> None:
    """Take away what killed ones left in this data folder; the files of one that runs stay."""
    if not folders.data.is_dir():
        return
    with contextlib.suppress(OSError):
        names = {each.name for each in folders.data.iterdir()}
        for name in names:
            if name.endswith(SUFFIX) and _NAME.fullmatch(name.removesuffix(SUFFIX)):
                _clear(folders, name.removesuffix(SUFFIX))
        for name in names:
            old = _OLD.fullmatch(name)
            if old and not (folders.data / (name.partition(".")[0] + SUFFIX)).exists():
                _remove(folders.data / name)


def _clear(folders: Folders, name: str) -> None:
    lock = folders.data / (name + SUFFIX)
    try:
        if not stat.S_ISREG(lock.lstat().st_mode):
            return  # not ours, and a pipe would never be read to its end
        descriptor = os.open(lock, os.O_RDWR)
    except OSError:
        return
    try:
        taken = try_lock(descriptor) and _is_there(lock, descriptor)
        gone = taken and _take_away(folders, name, descriptor)
    finally:
        os.close(descriptor)
    if gone:
        _unlink(lock)


def _take_away(folders: Folders, name: str, descriptor: int) -> bool:
    """Remove everything of the locked `name`, its own file last; False when the disk with the unfinished
    file is not there now, so that it is tried again later."""
    noted = _read(descriptor)
    if not folders.profile.exists():  # else the restore came to its end
        for moved in noted.moved:
            if moved == Path(moved).name and moved != folders.profile.name:
                _remove(folders.data / moved)
    for each in list(folders.data.iterdir()):
        if each.name.startswith(name) and each.name != name + SUFFIX:
            _remove(each)
    part = Path(noted.part)
    if noted.part and part.name.endswith(f".{name.rpartition('-')[2]}{PART}"):
        if not part.parent.is_dir():
            return False
        _unlink(part)
    _unlink(folders.data / (name + SUFFIX))
    return True


def _read(descriptor: int) -> Elsewhere:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        stored = json.loads(os.read(descriptor, _LONGEST))
        part, moved = stored["part"], stored["moved"]
        if isinstance(part, str) and all(isinstance(name, str) for name in moved):
            return Elsewhere(part, tuple(moved))
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # killed before it noted anything
    return Elsewhere()


def _is_there(lock: Path, descriptor: int) -> bool:
    try:
        return os.path.samestat(lock.stat(), os.fstat(descriptor))
    except OSError:
        return False


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        _unlink(path)


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()
