"""A real PostgreSQL for the tests: one server a test run, shared by all workers, gone when it ends.

The server belongs to a guard process that waits for the end of the test run, however that ends, and
then stops the server and removes its folder. Workers agree on one server through a file lock.
"""

from __future__ import annotations

import fcntl
import itertools
import json
import os
import pwd
import select
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from sqlalchemy import make_url

TOP = Path(__file__).resolve().parents[2]
RUN_FOLDER = "COUNTER_TEST_RUN"
RUN_PROCESS = "COUNTER_TEST_RUN_PROCESS"
USER = "counter_owner"
RECOVERY_SECONDS = 60
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off")


def programs() -> Path:
    """The folder of initdb and postgres: Debian's newest, else what pg_config names."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    if debian:
        return debian[-1].parent
    named = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True, check=True)
    return Path(named.stdout.strip())


def _unprivileged() -> str | None:
    """The user that a server runs as when the tests run as root, whom PostgreSQL refuses."""
    if os.getuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


class Server:
    """A PostgreSQL server of its own: a folder that any user may enter, a socket, no TCP port.

    `options` are name=value pairs of postgresql.conf; fault tests pass () for a server that syncs.
    """

    def __init__(self, options: tuple[str, ...] = QUICK) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="counter-pg-"))
        self.folder.chmod(0o711)
        self.options = ("listen_addresses=", f"unix_socket_directories={self.folder}", *options)
        user = _unprivileged()
        if user is not None:
            shutil.chown(self.folder, user)
        self._run("initdb", "-U", USER, "-A", "trust", "--locale=C.UTF-8", "-E", "UTF8", "-N")

    def start(self) -> None:
        """Start and wait until it answers."""
        settings = " ".join(f"-c {option}" for option in self.options)
        log = str(self.folder / "server.log")
        self._run("pg_ctl", "start", "-w", "-s", "-l", log, "-o", settings)

    def stop(self, mode: str = "immediate") -> None:
        """Stop as `pg_ctl stop -m mode` does; immediate is what a crash looks like to clients."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", mode)

    def remove(self) -> None:
        """Stop if it runs, and remove the folder."""
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop()
        shutil.rmtree(self.folder)

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(programs() / program), "-D", str(self.folder / "data"), *arguments]
        user = _unprivileged()
        if user is not None:
            group = pwd.getpwnam(user).pw_gid
            command = ["setpriv", f"--reuid={user}", f"--regid={group}", "--clear-groups", *command]
        done = subprocess.run(
            command,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE if program == "initdb" else subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {(done.stderr or b'').decode()[-500:]}")


def url(folder: Path, database: str, user: str = USER) -> str:
    """SQLAlchemy's address of `database` on the server whose socket is in `folder`."""
    return f"postgresql+psycopg://{user}@/{database}?host={folder}"


def begin_run() -> Path:
    """Called once by the process that the whole test run hangs on; workers inherit what it sets."""
    folder = Path(tempfile.mkdtemp(prefix="counter-test-"))
    os.environ[RUN_FOLDER] = str(folder)
    os.environ[RUN_PROCESS] = str(os.getpid())
    return folder


def shared_server() -> Path:
    """The socket folder of this test run's server, which the first caller starts."""
    known = Path(os.environ[RUN_FOLDER]) / "postgres.json"
    with known.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not known.exists():
            started = subprocess.run(
                [sys.executable, "-m", "tests.kit.postgres", os.environ[RUN_PROCESS]],
                cwd=TOP,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                text=True,
                start_new_session=True,
                check=True,
            )
            known.write_text(started.stdout)
        return Path(json.loads(known.read_text()))


@dataclass(frozen=True)
class Template:
    """A database that is copied for each test."""

    folder: Path
    name: str


_numbers = itertools.count(1)


def _new_name(purpose: str) -> str:
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{purpose}_{worker}_{os.getpid()}_{next(_numbers)}"


def _execute(folder: Path, statement: str) -> None:
    with _connected(folder) as server:
        server.execute(statement.encode())


def await_ready(folder: Path) -> None:
    """Until the server takes connections again, after one of its processes was killed."""
    _connected(folder).close()


def _connected(folder: Path) -> psycopg.Connection:
    """As its owner, when it has recovered: that takes long on a busy machine."""
    end = time.monotonic() + RECOVERY_SECONDS
    while True:
        try:
            return psycopg.connect(host=str(folder), user=USER, dbname="postgres", autocommit=True)
        except psycopg.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def make_template(build: Callable[[str], None]) -> Template:
    """A template database of this worker; `build` fills it through the address it is given.

    `build` must close its connections, because a database in use cannot be copied.
    """
    folder, name = shared_server(), _new_name("template")
    _execute(folder, f'CREATE DATABASE "{name}"')
    build(url(folder, name))
    return Template(folder, name)


def copy_of(template: Template) -> str:
    """The address of a new database like `template`."""
    name = _new_name("test")
    _execute(template.folder, f'CREATE DATABASE "{name}" TEMPLATE "{template.name}"')
    return url(template.folder, name)


def drop(address: str) -> None:
    """Remove the database of an address that `copy_of` gave, with its connections."""
    found = make_url(address)
    _execute(
        Path(str(found.query["host"])), f'DROP DATABASE IF EXISTS "{found.database}" WITH (FORCE)'
    )


def _guard(process: int) -> None:
    """Start a server, print its folder, and in the background stop it when `process` ends."""
    waiting = os.pidfd_open(process)
    server = Server()
    try:
        server.start()
        print(json.dumps(str(server.folder)), flush=True)
        if os.fork():
            os._exit(0)
        nothing = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nothing, stream)
        select.select([waiting], [], [])
    finally:
        server.remove()
        shutil.rmtree(os.environ[RUN_FOLDER], ignore_errors=True)


if __name__ == "__main__":
    _guard(int(sys.argv[1]))
