"""One window for each data folder and account of this computer.

Whoever opens a window holds the lock of `window.lock` in the data folder; the system lets go of it
with the process, however that ends. The file says where the window listens: a second start by the
same account rings there and ends, the window comes forward. The connection carries nothing else.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths

from app.bounded import read_file
from app.errors import QT_TR_NOOP, UserError
from app.file_lock import try_lock
from app.paths import Folders, make_private

PATIENCE_S = 10.0
"""A window that starts, or works hard, answers within this time; a slow start invites a second click."""
_AGAIN_S = 0.2
_ANSWER_MS = 2000
_LARGEST = 4096
_HERE = b"here\n"


@dataclass(frozen=True)
class WindowHolder:
    """Whose window holds the folder. `account` is '' for this very account."""

    account: str
    pid: int
    listens: str


class Claim(QObject):
    """The folder is this process's, as long as it lives."""

    def __init__(self, folders: Folders, descriptor: int) -> None:
        super().__init__()
        self._folders = folders
        self._descriptor = descriptor
        _write(descriptor, "")

    def listen(self, called: Callable[[], object]) -> None:
        """Call `called` whenever the same account starts the program again for this folder."""
        from PySide6.QtNetwork import QLocalServer

        runtime = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.RuntimeLocation)
        folder = hashlib.sha256(os.fsencode(self._folders.data.resolve())).hexdigest()[:16]
        name = f"service-counter-{folder}"
        name = str(Path(runtime) / name) if runtime and sys.platform != "win32" else name
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(name)  # a window that was killed left it; the lock is ours

        def answer() -> None:
            while (caller := server.nextPendingConnection()) is not None:
                caller.disconnected.connect(caller.deleteLater)
                caller.write(_HERE)
                caller.flush()
                caller.disconnectFromServer()
                called()

        server.newConnection.connect(answer)
        if server.listen(name):
            _write(self._descriptor, server.fullServerName())

    def release(self) -> None:
        """Let go before the process ends."""
        os.close(self._descriptor)


def claim(folders: Folders) -> Claim | None:
    """The folder for this process; None when this account's window was there and came forward.

    Raises UserError 'folder_refuses', 'held_elsewhere' (another account's window), 'window_hangs'.
    """
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            found = _take(folders)
        except OSError:
            raise _refuses(folders) from None
        if isinstance(found, int):
            return Claim(folders, found)
        if found.account:
            raise _held_elsewhere(folders, found.account)
        if _ring(found.listens):
            return None
        if time.monotonic() > end:
            raise UserError(
                "window_hangs",
                QT_TR_NOOP(
                    "The program is open already, but its window does not answer. Wait a minute and "
                    "look for it among the open windows. If it stays so, end process {pid} or restart "
                    "the computer; what was typed is kept as a draft."
                ),
                pid=found.pid,
            )
        time.sleep(_AGAIN_S)


def _take(folders: Folders) -> int | WindowHolder:
    """The locked file, or whose window has it."""
    make_private(folders.data)
    while True:
        descriptor = _open(folders.lock)
        if not try_lock(descriptor):
            holder = _holder(descriptor)
            os.close(descriptor)
            return holder
        mine = _account(descriptor) == ""
        try:
            still = os.path.samestat(os.fstat(descriptor), os.stat(folders.lock))
        except FileNotFoundError:
            still = False
        if mine and still:
            return descriptor
        if still:  # left by another account, whose window is gone
            folders.lock.unlink()
        os.close(descriptor)


def _open(file: Path) -> int:
    """The lock's file, readable for everybody, because it holds no personal data. OSError when it
    is no ordinary file."""
    more = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        descriptor = os.open(file, os.O_RDWR | os.O_CREAT | more, 0o644)
    except PermissionError:
        descriptor = os.open(file, os.O_RDONLY | more)  # another account's
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise FileExistsError
    return descriptor


def _write(descriptor: int, listens: str) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.fchmod(descriptor, 0o644)
    held = {"pid": os.getpid(), "listens": listens, "account": _user()}
    os.ftruncate(descriptor, 0)
    os.lseek(descriptor, 0, os.SEEK_SET)
    os.write(descriptor, json.dumps(held).encode())


def _holder(descriptor: int) -> WindowHolder:
    held = _read(descriptor)
    pid, listens = held.get("pid"), held.get("listens")
    return WindowHolder(
        _account(descriptor),
        pid if isinstance(pid, int) else 0,
        listens if isinstance(listens, str) else "",
    )


def _read(descriptor: int) -> dict[str, object]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        held = json.loads(os.read(descriptor, _LARGEST))
    except (ValueError, RecursionError):
        held = None
    return held if isinstance(held, dict) else {}


def _account(descriptor: int) -> str:
    """The account that made the lock's file; '' for our own."""
    if sys.platform == "win32":
        account = str(_read(descriptor).get("account", ""))
        return "" if account == _user() else account
    return _owner(os.fstat(descriptor))


def _owner(status: os.stat_result) -> str:
    """The account of a file; '' for our own, and where files have none."""
    if sys.platform == "win32" or status.st_uid == os.getuid():
        return ""
    import pwd

    try:
        return pwd.getpwuid(status.st_uid).pw_name
    except KeyError:
        return str(status.st_uid)


def _user() -> str:
    """Where files have no owner that we can ask for, the file says it."""
    return os.environ.get("USERNAME", "") if sys.platform == "win32" else ""


def _ring(listens: str) -> bool:
    """Whether the window there answered, and comes forward."""
    if not listens:
        return False
    from PySide6.QtNetwork import QLocalSocket

    if sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.AllowSetForegroundWindow(-1)  # else its taskbar button only blinks
    socket = QLocalSocket()
    socket.connectToServer(listens)
    if not socket.waitForConnected(_ANSWER_MS):
        return False
    heard = b""
    while len(heard) < len(_HERE) and socket.waitForReadyRead(_ANSWER_MS):
        heard += bytes(socket.read(len(_HERE)).data())
    socket.abort()
    return heard == _HERE


def _refuses(folders: Folders) -> UserError:
    folder = str(folders.data)
    with contextlib.suppress(OSError):
        if account := _owner(folders.data.stat()):
            return UserError(
                "folder_refuses",
                QT_TR_NOOP(
                    "The data folder {folder} belongs to another account of this computer, {account}, "
                    "and is closed to yours. Nothing was opened. Work in that account, or start with "
                    "another folder (--data)."
                ),
                folder=folder,
                account=account,
            )
    return UserError(
        "folder_refuses",
        QT_TR_NOOP(
            "The data folder {folder} cannot be used: it belongs to somebody else, the disk is "
            "read-only or full, or something else stands in the place of {lock}. Nothing was opened. "
            "Ask the administrator, or start with another folder (--data)."
        ),
        folder=folder,
        lock=folders.lock.name,
    )


def _held_elsewhere(folders: Folders, account: str) -> UserError:
    try:
        said = json.loads(read_file(folders.workstation, _LARGEST))
        hall, counter = str(said["hall_name"])[:60], str(said["counter"])[:20]
    except (OSError, ValueError, TypeError, KeyError, RecursionError, UserError):
        hall, counter = "", ""
    if not hall:
        text = QT_TR_NOOP(
            "This data folder is open in the window of another account of this computer, {account}. "
            "Nothing was opened here. Go on there, or close the program there and start again."
        )
        return UserError("held_elsewhere", text, account=account)
    return UserError(
        "held_elsewhere",
        QT_TR_NOOP(
            "Counter {counter} of {hall} is open in the window of another account of this computer, "
            "{account}. Nothing was opened here. Go on there, or close the program there and start "
            "again."
        ),
        account=account,
        hall=hall,
        counter=counter,
    )
