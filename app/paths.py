"""Where things lie: program resources and this person's data, settings and logs."""

from __future__ import annotations

import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

from app.bounded import read_own

APP = "service-counter"
RESOURCES = Path(__file__).resolve().parent.parent / "resources"


@dataclass(frozen=True)
class Folders:
    """`data` holds profile, database file and sealed drafts; `logs` holds no personal data."""

    data: Path

    @property
    def database(self) -> Path:
        return self.data / "counter.db"

    @property
    def profile(self) -> Path:
        return self.data / "profile.json"

    @property
    def workstation(self) -> Path:
        return self.data / "workstation.json"

    @property
    def settings(self) -> Path:
        return self.data / "settings.ini"

    @property
    def drafts(self) -> Path:
        return self.data / "drafts"

    @property
    def lock(self) -> Path:
        return self.data / "window.lock"

    @property
    def logs(self) -> Path:
        return self.data / "logs"

    @property
    def second_place_choice(self) -> Path:
        """Holds the folder that was chosen as the second place at set-up, if one was."""
        return self.data / "second-place.txt"

    @property
    def second_place(self) -> Path:
        """Where this computer keeps what must outlive a roll-back of `data` (security.md 4):
        $COUNTER_SECOND_PLACE, else the folder chosen at set-up, else this user's own state folder."""
        if "COUNTER_SECOND_PLACE" in os.environ:
            return Path(os.environ["COUNTER_SECOND_PLACE"])
        return self._chosen_second_place() or default_second_place()

    def _chosen_second_place(self) -> Path | None:
        """None where nothing was chosen, or what stands there is no folder's name."""
        try:
            text = read_own(self.second_place_choice, 10_000).decode().strip()
        except (OSError, ValueError):
            return None
        chosen = Path(text)
        return chosen if text.isprintable() and chosen.is_absolute() else None


def default_second_place() -> Path:
    """A folder of this user's own beside the data; a counter with several accounts chooses a shared one."""
    from platformdirs import user_state_path

    return user_state_path(APP, appauthor=False) / "second-place"


def folders(data: Path | None = None) -> Folders:
    """The folders in use: `data`, else $COUNTER_DATA, else this user's own (platformdirs)."""
    if data is None and "COUNTER_DATA" in os.environ:
        data = Path(os.environ["COUNTER_DATA"])
    if data is None:
        from platformdirs import user_data_path

        data = user_data_path(APP, appauthor=False)
    return Folders(data)


def make_private(folder: Path) -> Path:
    """Create `folder` readable by its owner only, and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder


def close_to_others(path: Path) -> None:
    """Let nobody else read what is ours; what a group may write to is shared on purpose and stays."""
    if os.name == "posix":
        with contextlib.suppress(OSError):
            status = path.stat()
            mode = stat.S_IMODE(status.st_mode)
            if status.st_uid == os.getuid() and mode & 0o077 and not mode & 0o022:
                path.chmod(mode & 0o700)


def write_durably(file: Path, content: bytes) -> None:
    """Replace `file` in one step, readable by its owner only: after a power cut it is old or new.

    OSError when the disk refuses; the old content then stands.
    """
    make_private(file.parent)
    part = file.with_name(f"{file.name}.{os.urandom(4).hex()}.part")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with open(descriptor, "wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        os.replace(part, file)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Make a new or renamed file's name durable (Windows has no such call)."""
    if os.name == "posix":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
