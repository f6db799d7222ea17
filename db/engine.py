"""From a profile's URL to an engine. Nothing is built at import."""

from __future__ import annotations

import contextlib
import os
import re
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from app.errors import QT_TR_NOOP, UserError
from db.driver import run
from db.types import to_json

WRITES = "counter_writes"
"""Execution option of a connection that will write: SQLite then takes its lock at BEGIN."""

APPENDED = "counter_appended"
"""Execution option of such a connection: a list, into which goes what is to be done after its commit."""

MOUNTS = Path("/proc/self/mounts")
_NETWORK_FILESYSTEMS = {
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "9p",
    "afs",
    "ceph",
    "davfs",
    "sshfs",
}
_ESCAPED = re.compile(r"\\([0-7]{3})")
"""How the list of mounts writes a blank, a tab, a line break, a backslash and a #."""
_PRAGMAS = (
    "busy_timeout = 5000",
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "temp_store = MEMORY",
    "cache_size = -16000",  # KiB a connection: a search among 100,000 customers finds its pages there
)


def local(path: Path) -> sa.Engine:
    """The embedded SQLite file at `path`; refused on a network drive and when it is no database."""
    refuse_network_drive(path)
    refuse_foreign_file(path)
    make_private_file(path)
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),  # ? and % are signs of its name
        connect_args={"isolation_level": None, "check_same_thread": False, "timeout": 5.0},
        pool_size=6,
        pool_use_lifo=True,  # the connection used last still knows the pages and the statements
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        writes = connection.get_execution_options().get(WRITES, False)
        run(connection, "BEGIN IMMEDIATE" if writes else "BEGIN", ())

    return engine


def shared(url: str | sa.URL) -> sa.Engine:
    """The operator's PostgreSQL (15 or newer)."""
    return sa.create_engine(url, pool_pre_ping=True, pool_size=6, json_serializer=to_json)


def connect(url: str | sa.URL) -> sa.Engine:
    """The engine for a profile's URL: sqlite:///file or postgresql+psycopg://…"""
    file = local_file(url)
    return shared(url) if file is None else local(file)


def file_of(engine: sa.Engine) -> Path | None:
    """The file of the embedded database; None for a server's."""
    return local_file(engine.url)


def make_private_file(path: Path) -> None:
    """A new database file is its owner's only; SQLite gives -wal and -shm what the file has."""
    # the file exists or cannot be made; SQLite's own error says which
    with contextlib.suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL, 0o600))


def local_file(url: str | sa.URL) -> Path | None:
    """The embedded database's file; None for a server's URL."""
    parsed = sa.make_url(url)
    return Path(parsed.database or "") if parsed.get_backend_name() == "sqlite" else None


def refuse_foreign_file(path: Path) -> None:
    """A file that is there but is no SQLite database is left alone and named."""
    if not path.exists() or path.stat().st_size == 0:
        return
    with path.open("rb") as file:
        if file.read(16) != b"SQLite format 3\0":
            raise not_a_database(path.name)


def not_a_database(name: str) -> UserError:
    """The error for a database file that cannot be read as one."""
    return UserError(
        "not_a_database",
        QT_TR_NOOP(
            "The file {name} is not a database of this program, or it is damaged. Nothing was changed, "
            "and nobody can work with it. Tell the administrator: the newest backup is to be restored "
            "into an empty data folder. Never put a file back by hand: {name}-wal and {name}-shm "
            "belong to {name}."
        ),
        name=name,
    )


def refuse_network_drive(path: Path) -> None:
    """SQLite's locks are not reliable over a network; a shared hall uses PostgreSQL."""
    if _filesystem(path.resolve()) in _NETWORK_FILESYSTEMS:
        raise UserError(
            "network_drive",
            QT_TR_NOOP(
                "The data folder is on a network drive, where a local database can be damaged. "
                "Choose a folder on this computer."
            ),
        )


def _filesystem(path: Path) -> str:
    """The type of the file system that holds `path`, or '' where the system does not tell."""
    if not MOUNTS.exists():
        return ""
    best, kind = "", ""
    for line in MOUNTS.read_text(errors="replace").splitlines():
        _device, point, filesystem, *_rest = line.split(" ")
        point = _ESCAPED.sub(lambda octal: chr(int(octal[1], 8)), point)
        if path.is_relative_to(point) and len(point) >= len(best):
            best, kind = point, filesystem
    return kind.removeprefix("fuse.")


@contextmanager
def write(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that writes, committed at the end of the block."""
    options: dict[str, Any] = {WRITES: True, APPENDED: []}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def is_sqlite(connection: sa.Connection | sa.Engine) -> bool:
    """Whether this is the embedded database."""
    return connection.dialect.name == "sqlite"


def sqlite_connection(connection: sa.Connection) -> Any:
    """The driver's own connection, for the online backup API."""
    return connection.connection.driver_connection
