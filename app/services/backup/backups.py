"""Sealed backups of the local database, and when one was last proved by restoring it (design: backup)."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import sqlalchemy as sa

from app.bounded import read_file
from app.domain.canonical import from_plain, to_plain
from app.domain.ids import new_id
from app.domain.permissions import Permission, Role
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.paths import Folders, sync_folder, write_durably
from app.security.signing import box_pair
from app.services.backup import backup_file
from app.services.backup.backup_file import Head, Restorer
from app.services.backup.unfinished import Elsewhere, unfinished
from app.services.procedure import Work, keep_numbers, not_allowed, procedure
from app.services.session import Session, require_whole_file
from app.services.staff import require_right
from app.services.trust import HOLDERS
from db import failures, upgrade
from db.damage import is_damage
from db.engine import sqlite_connection
from db.schema.keys import held_key
from db.schema.staff import staff, staff_secret

log = logging.getLogger(__name__)

_LAST_RESTORED = "last-restored.json"
_LARGEST_RECORD = 10_000


@dataclass(frozen=True)
class BackedUp:
    """The archive that was written; `sha256` (hex) stands in the chain."""

    path: Path
    sha256: str
    size: int
    made_at: datetime


@dataclass(frozen=True)
class LastRestored:
    """The newest backup that was proved good by restoring and verifying it."""

    made_at: datetime
    restored_at: datetime
    sha256: str


@dataclass(frozen=True)
class RecordedBackup:
    """The details of a backup in its event."""

    sha256: str


@lane("long")
def backup(session: Session, target: Path) -> BackedUp:
    """Write a sealed backup to the new file `target`, and an event about it, also when the person is
    locked out meanwhile.

    UserError 'backup_server' (a shared database has backups of its own), 'backup_exists',
    'backup_not_written', 'database_damaged'.
    """
    if not session.may(Permission.BACKUP_MAKE):
        raise not_allowed()
    if not session.installation.local:
        raise UserError(
            "backup_server",
            QT_TR_NOOP(
                "This hall works on a shared database. Its backups are made on the server by the "
                "people who run it."
            ),
        )
    if target.exists():
        raise UserError(
            "backup_exists", QT_TR_NOOP("There is already a file of this name. Choose another one.")
        )
    with session.finishing():
        return _backup(session, target)


def _backup(session: Session, target: Path) -> BackedUp:
    require_right(session)
    with contextlib.suppress(UserError):  # a second place that cannot be written prevents no backup
        keep_numbers(session)
    try:
        with unfinished(session.installation.folders, "backup") as mine:
            part = mine.part_of(target)
            mine.note(Elsewhere(part=str(part.absolute())))
            made_at, digest = _write(session, part)
            os.replace(part, target)
            sync_folder(target.parent)
    except (OSError, sqlite3.Error, sa.exc.DBAPIError) as error:
        log.warning("a backup was not written", exc_info=error)
        if is_damage(error.orig if isinstance(error, sa.exc.DBAPIError) else error):
            raise _damaged() from None
        raise UserError(
            "backup_not_written",
            QT_TR_NOOP(
                "The backup could not be written: the disk is full, was removed, or refuses. "
                "Choose another place and try again."
            ),
        ) from None
    size = target.stat().st_size
    _record(session, new_id(), sha256=digest, size=size)
    return BackedUp(target, digest, size, made_at)


@procedure("backup.make", Permission.BACKUP_MAKE)
def _record(work: Work, *, sha256: str, size: int) -> RecordedBackup:
    work.details.update(sha256=sha256, size=size)
    return RecordedBackup(sha256)


def _write(session: Session, part: Path) -> tuple[datetime, str]:
    """Write the archive to `part`. It is sealed to the public half of this session's private backup
    key, because a public key in the database may have been exchanged."""
    installation, keys = session.installation, session.keys
    epoch, private = max(
        (epoch, key) for (key_class, epoch), key in keys.held.items() if key_class == "backup"
    )
    with _copied(session) as copy:
        head = Head(
            made_at=installation.clock(),
            made_by=session.actor.id,
            epoch=epoch,
            revision=upgrade.head(),
            profile=installation.profile,
            workstation=installation.workstation,
            holders=_holders(session, epoch),
        )
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "w+b") as target, copy.open("rb") as database:
            digest = backup_file.write(
                target,
                head,
                database,
                public=box_pair(private).public,
                sign_private=keys.sign_private,
            )
    return head.made_at, digest


def _damaged() -> UserError:
    """The refusal to back up a damaged database file, because its copy would be damaged too."""
    return UserError(
        "database_damaged",
        QT_TR_NOOP(
            "The database file {name} is damaged, so no backup was made. Stop working, keep the backups "
            "that you have, and restore the newest one into an empty data folder."
        ),
        name=failures.LOCAL,
    )


@contextlib.contextmanager
def _copied(session: Session) -> Iterator[Path]:
    """A consistent copy beside the database, removed at the end. Personal data is sealed in the
    copy as well."""
    with unfinished(session.installation.folders, "backup") as mine:
        copy = mine.path.with_name(f"{mine.name}.tmp")
        os.close(os.open(copy, os.O_CREAT | os.O_EXCL, 0o600))
        target = sqlite3.connect(copy)
        try:
            with session.reading() as connection:
                sqlite_connection(connection).backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        finally:
            target.close()
        require_whole_file(copy, _damaged())
        yield copy


def _holders(session: Session, epoch: int) -> tuple[Restorer, ...]:
    with session.reading() as connection:
        rows = connection.execute(
            sa.select(
                staff.c.id,
                staff.c.staff_no,
                staff.c.role,
                staff_secret.c.sealed.label("secret"),
                held_key.c.sealed.label("boxed"),
            )
            .join(staff_secret, staff_secret.c.staff_id == staff.c.id)
            .join(held_key, held_key.c.holder_id == staff.c.id)
            .where(
                held_key.c.key_class == "backup",
                held_key.c.epoch == epoch,
                staff_secret.c.must_change.is_(False),
            )
            .order_by(staff.c.staff_no)
        ).all()
    return tuple(
        Restorer(row.id, row.staff_no, row.secret, row.boxed)
        for row in rows
        if Role(row.role) in HOLDERS["backup"]
    )


def remember_restored(folders: Folders, last: LastRestored) -> None:
    """Remember which backup was proved good, for the administrator's screen."""
    write_durably(folders.data / _LAST_RESTORED, json.dumps(to_plain(last)).encode())


def last_restored(folders: Folders) -> LastRestored | None:
    """The newest backup that was proved good here, or None."""
    try:
        stored = json.loads(read_file(folders.data / _LAST_RESTORED, _LARGEST_RECORD))
        last: LastRestored = from_plain(LastRestored, stored)
    except (OSError, ValueError, TypeError, KeyError, RecursionError, UserError):
        return None
    return last
