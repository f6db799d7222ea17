"""An Installation: profile, database and counter of this computer, opened before anybody signs
in."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal
from uuid import UUID

import sqlalchemy as sa

from app.bounded import read_own
from app.domain.canonical import from_plain, to_plain
from app.errors import QT_TR_NOOP, UserError
from app.paths import Folders, close_to_others, write_durably
from app.security import profile as profiles
from app.security import secret_store
from app.security.profile import Profile
from app.security.roots import Roots
from app.services.session import file_check
from app.services.session.heads import Heads
from db import damage, failures, upgrade
from db import engine as engines
from db.schema.organisation import deployment

Clock = Callable[[], datetime]
PRACTICE_OPERATOR = "示例有线电视网络有限公司"
"""Names the sample hall; no licensed operator is called so."""


@dataclass(frozen=True)
class Workstation:
    """A counter 台席 of a hall, as its own data folder knows it."""

    id: UUID
    hall_id: UUID
    hall_name: str
    area_code: str
    counter: str


@dataclass
class Installation:
    """An opened data folder. `key_storage` says where the workstation's signing key lies."""

    folders: Folders
    profile: Profile
    engine: sa.Engine
    """For `app.services.session.entrance` and the session only; everybody else gets a connection from them"""
    workstation: Workstation
    workstation_key: bytes
    key_storage: Literal["keyring", "file"]
    clock: Clock
    checked: bool = True
    """Whether the database file was looked at when it was opened; False: there was no time"""
    master_data: object = field(default=None, repr=False)
    """The newest MasterData, cached between transactions by app.services.catalogue.master_data."""
    is_practice: bool = field(init=False)
    """Whether this is the sample hall, where the practice reader's invented cards may be used"""
    heads: Heads = field(init=False, repr=False)
    """The newest events that this computer has seen, kept outside the data folder"""

    def __post_init__(self) -> None:
        self.is_practice = self.profile.operator_name == PRACTICE_OPERATOR
        self.heads = Heads(self.folders, self.profile.deployment, self.workstation.id)
        self._embedded = engines.file_of(self.engine)
        self._opened = _identity(self._embedded)

    def believe(self, roots: Roots) -> None:
        """What a person's password opened is in force, and no file: zone, operator, practice. A hall that
        the file calls a real one stays one until it is opened again."""
        self.profile = self.profile.as_rooted(roots)
        self.is_practice = self.is_practice and roots.operator_name == PRACTICE_OPERATOR

    @property
    def hall_name(self) -> str:
        return self.workstation.hall_name

    @property
    def operator_name(self) -> str:
        return self.profile.operator_name

    @property
    def file(self) -> Path | None:
        """The file of the embedded database; None for a server's."""
        return self._embedded

    @property
    def local(self) -> bool:
        """Whether the database is the embedded file."""
        return engines.is_sqlite(self.engine)

    def moment(self, connection: sa.Connection) -> datetime:
        """The instant of a transaction: the server's where there is one, else this computer's."""
        if engines.is_sqlite(connection):
            return self.clock()
        moment: datetime = connection.execute(sa.select(sa.func.now())).scalar_one()
        return moment.astimezone(UTC)

    def keep_copy(self, name: str) -> None:
        """A whole copy of the embedded database beside it; nothing where there is a server."""
        copy_beside(self.folders, self.engine, name)

    def let_go_of_exchanged_file(self) -> None:
        """When another file was put in the place of the database, or none is left: close the connections
        to the old one, into which everything written would be lost. UserError 'database_missing'."""
        if self._embedded is not None and (there := _identity(self._embedded)) != self._opened:
            self.engine.dispose()
            _refuse_missing(self._embedded)
            self._opened = there

    def close(self) -> None:
        """Write the newest head, and close every connection."""
        self.heads.close()
        self.engine.dispose()


def _identity(file: Path | None) -> tuple[int, int] | None:
    try:
        found = None if file is None else os.stat(file)
    except OSError:
        return None
    return None if found is None else (found.st_dev, found.st_ino)


def system_now() -> datetime:
    """The clock of production."""
    return datetime.now(UTC)


def installation_state(folders: Folders) -> Literal["none", "ready"]:
    """Whether this computer was set up; a database that cannot be used is refused by `open`.

    UserError 'cannot_open' when nobody but its owner may look.
    """
    with failures.folder_in_words():
        return "ready" if folders.profile.exists() else "none"


def open_installation(
    folders: Folders,
    *,
    clock: Clock = system_now,
    progress: upgrade.Progress = lambda _done, _of: None,
) -> Installation:
    """Open the data folder, upgrading its database after a backup when it is older than the program; then
    `progress` is told how many of how many steps are done.

    Raises UserError 'not_a_database' (or a damaged one), 'newer_database', 'database_missing',
    'other_hall', 'bad_profile', 'network_drive', 'cannot_open'.
    """
    profile = profiles.read(folders.profile)
    url = database_url(folders, profile.url)
    file = engines.local_file(url)
    with failures.folder_in_words():
        _refuse_missing(file)
    for each in (folders.data, folders.database):  # -wal and -shm follow the file
        close_to_others(each)
    engine = engines.connect(url)
    try:
        with failures.folder_in_words(), failures.in_words():
            checked = file is None or file_check.at_opening(folders, file, clock)
            upgrade.upgrade(
                engine,
                lambda: copy_beside(folders, engine, "before-upgrade"),
                begin=False,
                progress=progress,
            )
            _refuse_other_hall(engine, profile)
            stored = read_workstation(folders)
            key = secret_store.load_or_create(folders, str(stored.id))
    except BaseException:
        engine.dispose()
        raise
    return Installation(
        folders, profile, engine, stored, key.private, key.where, clock, checked=checked
    )


def _refuse_missing(file: Path | None) -> None:
    """Refuse a profile without its database file, because a new empty database would hide the
    loss."""
    if file is not None and (not file.is_file() or file.stat().st_size == 0):
        raise UserError(
            "database_missing",
            QT_TR_NOOP(
                "The database file {name} of this hall is missing or empty. Nothing was changed. "
                "Bring it back, or restore a backup into an empty data folder."
            ),
            name=file.name,
        )


def _refuse_other_hall(engine: sa.Engine, profile: Profile) -> None:
    """A database of another hall, or of none, under the profile of this one."""
    with engine.connect() as connection:
        found = connection.execute(sa.select(deployment.c.id)).scalars().all()
    name = Path(engine.url.database or "").name
    if not found:
        raise engines.not_a_database(name)  # tables, and nothing in them
    if profile.deployment not in found:
        raise UserError(
            "other_hall",
            QT_TR_NOOP(
                "The database {name} belongs to another hall than this data folder. Nothing was "
                "changed. Restore a backup of this hall into an empty data folder; never put a file "
                "back by hand."
            ),
            name=name,
        )


def database_url(folders: Folders, url: str) -> sa.URL:
    """The profile's URL with a SQLite file name resolved against the data folder. UserError 'bad_profile'
    for what names no database of this program."""
    name = url.removeprefix("sqlite:")
    if name == url:
        try:
            made = sa.make_url(url)
        except (sa.exc.ArgumentError, ValueError):
            raise profiles.bad_profile() from None
        if made.drivername not in ("postgresql", "postgresql+psycopg"):
            raise profiles.bad_profile()
        return made
    return sa.URL.create("sqlite", database=str(folders.data / name))


def read_workstation(folders: Folders) -> Workstation:
    """Which counter this computer is."""
    try:
        workstation: Workstation = from_plain(
            Workstation, json.loads(read_own(folders.workstation, 100_000))
        )
        to_plain(workstation)
        for text in (workstation.hall_name, workstation.area_code, workstation.counter):
            text.encode()
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise bad_workstation() from None
    return workstation


def bad_workstation() -> UserError:
    """A workstation.json that is damaged or is none."""
    return UserError(
        "bad_workstation",
        QT_TR_NOOP(
            "The file workstation.json, which says which counter this computer is, is damaged or missing. "
            "Nothing was opened. Ask the administrator to put this counter's own file back."
        ),
    )


def write_workstation(folders: Folders, workstation: Workstation) -> None:
    """Say which counter this computer is."""
    write_durably(
        folders.workstation, json.dumps(to_plain(workstation), ensure_ascii=False).encode()
    )


def copy_beside(folders: Folders, engine: sa.Engine, name: str) -> None:
    """A whole copy beside the embedded database (its personal data is sealed in it as well); a server's
    is its operator's to copy."""
    if not engines.is_sqlite(engine):
        return
    import sqlite3

    stamp = system_now().strftime("%Y%m%d-%H%M%S-%f")
    file = folders.data / f"{name}-{stamp}.db"
    os.close(os.open(file, os.O_CREAT | os.O_EXCL, 0o600))
    target = sqlite3.connect(file)
    with engine.connect() as connection:
        engines.sqlite_connection(connection).backup(target)
    target.execute("PRAGMA journal_mode = DELETE")
    target.close()
    if damage.found_in(file, thorough=False):
        raise engines.not_a_database(folders.database.name)
