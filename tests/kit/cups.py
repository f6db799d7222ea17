"""A real printing system of the test's own: cupsd on a socket in a private folder, with its queues.

Queues take jobs and hold them, so that a test sees what would have come out where.
"""

from __future__ import annotations

import ctypes
import os
import re
import shutil
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

START_SECONDS = 20

_CONFIG = """Listen {folder}/socket
Browsing No
WebInterface No
DefaultAuthType None
PreserveJobFiles Yes
PreserveJobHistory Yes
LogLevel warn
DirtyCleanInterval 0
<Location />
Order allow,deny
Allow all
</Location>
<Policy default>
JobPrivateAccess all
JobPrivateValues none
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""
_FILES = """ServerRoot {folder}
RequestRoot {folder}/spool
CacheDir {folder}/cache
StateDir {folder}/state
TempDir {folder}/spool/tmp
DataDir /usr/share/cups
ErrorLog {folder}/error_log
AccessLog {folder}/access_log
PageLog {folder}/page_log
FileDevice Yes
"""


@dataclass(frozen=True)
class PrintJob:
    """A job as the queue holds it."""

    queue: str
    title: str
    copies: int
    content: bytes


class Cups:
    """One server; `use` points this process (and its children) at it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="counter-cups-"))
        self.folder.chmod(0o755)
        self.socket = str(self.folder / "socket")
        for name in ("spool", "spool/tmp", "cache", "state", "ppd", "ssl"):
            (self.folder / name).mkdir()
        (self.folder / "cupsd.conf").write_text(_CONFIG.format(folder=self.folder))
        (self.folder / "cups-files.conf").write_text(_FILES.format(folder=self.folder))
        self._process: subprocess.Popen[bytes] | None = None
        self._environment = dict(os.environ)

    def start(self) -> None:
        """Start and wait until it answers."""
        files = ("-c", self.folder / "cupsd.conf", "-s", self.folder / "cups-files.conf")
        self._process = subprocess.Popen(
            [shutil.which("cupsd") or "/usr/sbin/cupsd", "-f", *files],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + START_SECONDS
        while self._run("lpstat", "-r", check=False).stdout.strip() != "scheduler is running":
            assert self._process.poll() is None, (self.folder / "error_log").read_text()
            assert time.monotonic() < until, "cupsd does not answer"
            time.sleep(0.05)

    def stop(self) -> None:
        """End the server; its queues and jobs stay."""
        if self._process is not None:
            self._process.terminate()
            self._process.wait(START_SECONDS)
            self._process = None

    def remove(self) -> None:
        """Stop, and remove the folder."""
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def use(self) -> None:
        """What this thread, and threads and processes that it starts, print with from now on."""
        os.environ["CUPS_SERVER"] = self.socket
        ctypes.CDLL("libcups.so.2").cupsSetServer(self.socket.encode())

    def add(self, name: str, *, default: bool = False) -> None:
        """A queue that takes jobs and prints none."""
        device = f"file:{self.folder}/printed-{name}"
        self._run("lpadmin", "-p", name, "-v", device, "-m", "raw")
        self._run("cupsaccept", name)
        if default:
            self._run("lpadmin", "-d", name)

    def take_away(self, name: str) -> None:
        """The queue is gone."""
        self._run("lpadmin", "-x", name)

    def jobs(self) -> list[PrintJob]:
        """Every job that waits in a queue, in order."""
        made = []
        for control in sorted((self.folder / "spool").glob("c[0-9]*")):
            said = control.read_bytes()
            number = control.name[1:]
            content = b"".join(
                part.read_bytes() for part in sorted(control.parent.glob(f"d{number}-*"))
            )
            copies = _attribute(said, b"copies")
            made.append(
                PrintJob(
                    queue=_attribute(said, b"job-printer-uri").decode().rpartition("/")[2],
                    title=_attribute(said, b"job-name").decode(),
                    copies=int.from_bytes(copies, "big") if copies else 1,
                    content=content,
                )
            )
        return made

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        found = shutil.which(program) or f"/usr/sbin/{program}"
        return subprocess.run(
            [found, "-h", self.socket, *arguments],
            capture_output=True,
            text=True,
            check=check,
            env={**os.environ, "LC_ALL": "C", "CUPS_SERVER": self.socket},
        )


def _attribute(said: bytes, name: bytes) -> bytes:
    """An attribute's first value in an IPP message (RFC 8010); b'' when it is not there."""
    found = re.search(rb"[\x00-\xff]" + len(name).to_bytes(2, "big") + re.escape(name), said, re.S)
    if found is None:
        return b""
    length = int.from_bytes(said[found.end() : found.end() + 2], "big")
    return said[found.end() + 2 : found.end() + 2 + length]
