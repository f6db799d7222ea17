"""The folder that scanner software drops pictures into: what comes is taken, once.

A picture of a card must not lie unsealed on a disk (security 2), so it is removed as soon as its
page is sealed (ui.capture.keeping). It is not removed earlier, because until then the file is the
only copy that survives a power cut. Files that lay there before are counted, and taken only when a
person says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.errors import QT_TR_NOOP, UserError
from app.settings import WATCHED_FOLDER, Settings
from ui.capture.folder_poll import SeenFile, poll, read
from ui.capture.source import Source
from ui.desk.background import Background, Call, Failed, Job

LOOK_MS = 500
"""Between two looks at a file that is being written."""
SLOW_MS = 10_000
"""Between looks when the system tells of no change: a share does not tell what another computer
writes, and a folder that is gone does not tell that it is back."""
LOOKS = 2
"""At which a file was the same, so that it is tried."""
PATIENCE = 10
"""Looks after which what is no whole picture is refused; some scanners pause while they write."""

R = TypeVar("R")


class WatchedFolder(Source):
    """Watches the folder of the setting between `start` and `stop`."""

    waiting_changed = Signal(int)
    """how many files lay there before"""
    resumed = Signal()
    """the folder that was gone is back"""

    def __init__(
        self, background: Background, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._settings = settings
        self._folder: Path | None = None
        self._gone = False
        self._begun = False
        self._again = False
        self._jobs: list[Job] = []
        self._looking = False
        self._reading = False
        self._looks: Counter[SeenFile] = Counter()
        self._tried: Counter[SeenFile] = Counter()
        self._waiting: frozenset[SeenFile] = frozenset()
        self._done: set[SeenFile] = set()
        """Never shortened: a look may miss a file that is being renamed."""
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._soon)
        self._soon_timer, self._slow_timer = QTimer(self), QTimer(self)
        self._soon_timer.setSingleShot(True)
        for timer, interval in ((self._soon_timer, LOOK_MS), (self._slow_timer, SLOW_MS)):
            timer.setInterval(interval)
            timer.timeout.connect(self._look)

    # --- from outside

    @property
    def watching(self) -> bool:
        """Whether a folder is set and watched, reachable or not."""
        return self._folder is not None

    @property
    def waiting(self) -> int:
        """How many files lay in the folder before watching began, or came while it was gone."""
        return len(self._waiting)

    def start(self) -> None:
        """Watch the folder of the setting; without one, nothing happens."""
        self.stop()
        folder = self._settings.get(WATCHED_FOLDER)
        if folder:
            self._folder = Path(folder)
            self._slow_timer.start()
            self._look()

    def stop(self) -> None:
        """Watch no more; a file that is being read stays where it is."""
        self._folder = None
        self._soon_timer.stop()
        self._slow_timer.stop()
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        for job in self._jobs:
            job.cancel()
        self._jobs.clear()
        self._looking = self._reading = self._begun = self._gone = self._again = False
        self._looks.clear()
        self._tried.clear()
        self._done.clear()
        self._set_waiting(frozenset())

    def take_waiting(self) -> None:
        """Take also the files that lay there before."""
        self._set_waiting(frozenset())
        self._look()

    def leave(self, scan: SeenFile) -> None:
        """A picture that was given could not be taken in: its file waits like those from before."""
        if scan in self._done:
            self._done.discard(scan)
            self._set_waiting(self._waiting | {scan})

    # --- looking

    def _soon(self) -> None:
        if self._folder is not None and not self._soon_timer.isActive():
            self._soon_timer.start()

    def _look(self) -> None:
        if self._folder is None:
            return
        if self._looking:
            self._again = True
            return
        self._looking = True
        self._run(Call(poll, self._folder), done=self._seen, failed=self._lost)

    def _seen(self, found: tuple[SeenFile, ...]) -> None:
        self._looking = False
        self._watch()
        fresh = frozenset(found) - self._done
        if not self._begun:
            self._set_waiting(self._waiting | (fresh - frozenset(self._looks)))
        self._begun = True
        if self._gone:
            self._gone = False
            self.resumed.emit()
        self._set_waiting(self._waiting & fresh)
        self._looks = Counter({file: self._looks[file] + 1 for file in fresh - self._waiting})
        self._try_next()
        if self._looks or self._again:
            self._soon()
        self._again = False

    def _lost(self, error: BaseException) -> None:
        self._looking = False
        if not isinstance(error, OSError):
            self.refuse(error, self._background)
        elif not self._gone:
            self._gone = True
            self._begun = False  # the folder that comes back may hold other files
            self.refused.emit(
                UserError(
                    "folder_gone",
                    QT_TR_NOOP(
                        "The scanner's folder cannot be reached. Look whether its disk or computer "
                        "is on; scanned pictures are taken again once it is back."
                    ),
                )
            )

    def _watch(self) -> None:
        """Be told of changes; a folder that was away is no longer known to the system's watcher."""
        folder = str(self._folder)
        if self._gone and self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        if folder not in self._watcher.directories():
            self._watcher.addPath(folder)

    def _set_waiting(self, waiting: frozenset[SeenFile]) -> None:
        if waiting != self._waiting:
            self._waiting = waiting
            self.waiting_changed.emit(len(waiting))

    # --- taking

    def _try_next(self) -> None:
        if self._reading or self._folder is None:
            return
        ready = [file for file, looks in self._looks.items() if looks >= self._needed(file)]
        if ready:
            file = min(ready, key=lambda seen: (seen.changed, seen.path))
            self._reading = True
            self._tried[file] += 1
            self._run(
                Call(read, file),
                done=lambda content: self._taken(file, content),
                failed=lambda error: self._refused(file, error),
            )

    def _needed(self, file: SeenFile) -> int:
        return PATIENCE if self._tried[file] else LOOKS

    def _taken(self, file: SeenFile, content: bytes) -> None:
        self._reading = False
        self._finish(file)
        self.give(content, "watched_folder", file)
        self._try_next()

    def _refused(self, file: SeenFile, error: BaseException) -> None:
        self._reading = False
        if self._tried[file] > 1 or not isinstance(error, UserError):
            self._finish(file)
            self.refuse(error, self._background)
        self._try_next()

    def _finish(self, file: SeenFile) -> None:
        self._done.add(file)
        self._looks.pop(file, None)
        self._tried.pop(file, None)

    def _run(
        self, call: Call[R], *, done: Callable[[R], object] | None = None, failed: Failed
    ) -> None:
        job = self._background.run(
            call,
            done=done,
            failed=failed,
            receiver=self,
            key=object(),  # no look and no file replaces another
        )
        self._jobs = [known for known in self._jobs if not known.finished] + [job]
