"""Restoring a sealed backup: a working data folder, or an empty one if it fails (design: backup;
T21)."""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from app.domain.findings import NOTED, Verified
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.paths import Folders, make_private, sync_folder
from app.security import profile as profiles
from app.security.seal import Tampered
from app.services import trust
from app.services.backup import backup_file
from app.services.backup.backup_file import Head
from app.services.backup.backups import LastRestored, remember_restored
from app.services.procedure import Work, not_allowed, procedure, raise_number_generation
from app.services.session import (
    Clock,
    Installation,
    Session,
    open_installation,
    require_whole_file,
    system_now,
    write_workstation,
)
from app.services.staff import require_right, sign_in
from app.services.verification import verify
from db.schema.operations import number_counter
from db.schema.organisation import workstation

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Restored:
    """`made_at` is when the backup was made; `administrators` are the pinned public keys (hex) by
    staff id, to be compared with a recovery sheet; `counts` are what verification looked at."""

    made_at: datetime
    sha256: str
    administrators: tuple[tuple[str, str], ...]
    counts: dict[str, int]


@dataclass(frozen=True)
class RecordedRestore:
    """The details of a restore or a drill in its event."""

    sha256: str


@lane("long")
def restore(
    file: Path, folders: Folders, staff_no: str, password: str, *, clock: Clock = system_now
) -> Restored:
    """Make the empty folder a working data folder, verified, its numbers raised.

    `password` is the one of the time of the backup. UserError 'folder_not_empty', 'not_a_backup',
    'backup_damaged', 'no_restorer', 'wrong_password', 'backup_not_good', 'not_restored'; the folder is
    then empty again.
    """
    if _contents(folders):
        raise UserError(
            "folder_not_empty",
            QT_TR_NOOP("A backup is restored into an empty data folder only. Choose another one."),
        )
    with _readable(file) as source, _all_or_nothing(folders):
        head = backup_file.read_head(source)
        private = _backup_private(head, staff_no.strip(), password)
        return _build(source, head, private, folders, (staff_no, password), clock)


@lane("long")
def drill(session: Session, file: Path) -> Restored:
    """Prove a backup good: restore it into a scratch folder, verify, throw that away, and record it.

    Raises as `restore`, and UserError 'not_allowed'.
    """
    if not session.may(Permission.BACKUP_RESTORE):
        raise not_allowed()
    with session.finishing():
        return _drill(session, file)


def _drill(session: Session, file: Path) -> Restored:
    require_right(session)
    here = session.installation
    scratch = Folders(make_private(here.folders.data) / f"drill-{secrets.token_hex(4)}")
    with _readable(file) as source:
        head = backup_file.read_head(source)
        private = session.keys.held.get(("backup", head.epoch))
        if head.profile.deployment != here.profile.deployment or private is None:
            raise _no_restorer()
        try:
            _unpack(source, head, private, scratch)
            with _of_this_backup():
                opened = open_installation(scratch, clock=here.clock)
                try:
                    checked = _require_good(opened, session)
                finally:
                    opened.close()
        finally:
            shutil.rmtree(scratch.data, ignore_errors=True)
    done = Restored(head.made_at, backup_file.digest(file), _pins(head), checked.counts)
    _record_drill(session, new_id(), sha256=done.sha256)
    remember_restored(here.folders, LastRestored(head.made_at, here.clock(), done.sha256))
    return done


def _build(
    source: BinaryIO,
    head: Head,
    private: bytes,
    folders: Folders,
    person: tuple[str, str],
    clock: Clock,
) -> Restored:
    _unpack(source, head, private, folders)
    with _of_this_backup():
        opened = open_installation(folders, clock=clock)
    try:
        with _of_this_backup():
            session = sign_in(opened, *person)
            checked = _require_good(opened, session)
        source.seek(0)
        digest = backup_file.digest(Path(source.name))
        _record_restore(session, new_id(), sha256=digest)
    finally:
        opened.close()
    remember_restored(folders, LastRestored(head.made_at, clock(), digest))
    return Restored(head.made_at, digest, _pins(head), checked.counts)


def _unpack(source: BinaryIO, head: Head, private: bytes, folders: Folders) -> None:
    """Write database, counter and profile. The profile comes last, because a folder without one
    counts as empty."""
    make_private(folders.data)
    descriptor = os.open(folders.database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as database:
        backup_file.open_database(source, database, private)
        database.flush()
        os.fsync(database.fileno())
    sync_folder(folders.data)
    require_whole_file(folders.database, _damaged_inside())
    write_workstation(folders, head.workstation)
    profiles.write(folders.profile, head.profile)


def _require_good(opened: Installation, session: Session) -> Verified:
    """Verify with everything that the person's keys open. A clock that once went back does not make
    a backup bad."""
    checked = verify(opened, keys=session.keys)
    wrong = [finding for finding in checked.findings if finding.code not in NOTED]
    if wrong:
        for finding in wrong[:20]:
            log.warning("restored backup: %s", finding.code)
        raise UserError(
            "backup_not_good",
            QT_TR_NOOP(
                "The backup opened, but verification found {n} things wrong in it, so nothing was "
                "restored. Use an older backup, and tell the auditor."
            ),
            n=len(wrong),
        )
    return checked


def _backup_private(head: Head, staff_no: str, password: str) -> bytes:
    """The backup key, by the password of a person who may restore."""
    holder = next((each for each in head.holders if each.staff_no == staff_no), None)
    if holder is None:
        raise _no_restorer()
    profile = head.profile
    try:
        _, box_private = trust.open_private(
            holder.secret,
            password=password,
            deployment=profile.deployment,
            staff_no=staff_no,
            params=profile.argon2,
        )
    except Tampered:
        raise UserError(
            "wrong_password",
            QT_TR_NOOP(
                "This is not the password that the person had when the backup was made. "
                "Nothing was restored."
            ),
        ) from None
    try:
        return trust.open_boxed(
            holder.boxed,
            deployment=profile.deployment,
            key_class="backup",
            epoch=head.epoch,
            holder_id=holder.staff_id,
            box_private=box_private,
        )
    except Tampered:
        raise backup_file.damaged() from None


def _no_restorer() -> UserError:
    return UserError(
        "no_restorer",
        QT_TR_NOOP(
            "This person could not open backups when this one was made. It takes an administrator or "
            "an auditor of the same operator."
        ),
    )


@procedure(
    "backup.restore",
    Permission.BACKUP_RESTORE,
    writes={workstation: {}, number_counter: {}},
)
def _record_restore(work: Work, *, sha256: str) -> RecordedRestore:
    """Continue numbers from the next million and register this computer's own signing key."""
    work.details["numbers"] = {**raise_number_generation(work.connection)}
    trust.vouch_for_workstation(work)
    work.details["sha256"] = sha256
    return RecordedRestore(sha256)


@procedure("backup.drill", Permission.BACKUP_RESTORE)
def _record_drill(work: Work, *, sha256: str) -> RecordedRestore:
    work.details["sha256"] = sha256
    return RecordedRestore(sha256)


def _pins(head: Head) -> tuple[tuple[str, str], ...]:
    return tuple((str(pin.staff_id), pin.sign_public.hex()) for pin in head.profile.administrators)


def _damaged_inside() -> UserError:
    """The refusal of a backup with a whole seal and a damaged database: it was damaged before the
    backup."""
    return UserError(
        "backup_damaged",
        QT_TR_NOOP(
            "The database in this backup is damaged, so nothing was restored: it was damaged when the "
            "backup was made. Use an older backup."
        ),
    )


@contextlib.contextmanager
def _of_this_backup() -> Iterator[None]:
    """Turn an error about the database file into one about the backup that the file came from."""
    try:
        yield
    except UserError as error:
        if error.code in ("not_a_database", "database_damaged", "other_hall"):
            raise _damaged_inside() from None
        raise


@contextlib.contextmanager
def _readable(file: Path) -> Iterator[BinaryIO]:
    try:
        if not file.is_file():  # reading reading a device or a pipe may never end
            raise OSError
        source = file.open("rb")
    except OSError:
        raise UserError(
            "not_a_backup", QT_TR_NOOP("This file is not a backup of this program. Choose another.")
        ) from None
    with source:
        yield source


def _contents(folders: Folders) -> list[Path]:
    """The files in the data folder, without the log of this command and a window's lock."""
    if not folders.data.exists():
        return []
    return [each for each in folders.data.iterdir() if each not in (folders.logs, folders.lock)]


@contextlib.contextmanager
def _all_or_nothing(folders: Folders) -> Iterator[None]:
    """Empty the folder again when anything goes wrong."""
    existed = folders.data.exists()
    try:
        yield
    except BaseException as error:
        for each in _contents(folders):
            if each.is_dir():
                shutil.rmtree(each, ignore_errors=True)
            else:
                each.unlink(missing_ok=True)
        if not existed and folders.data.exists() and not any(folders.data.iterdir()):
            folders.data.rmdir()
        if isinstance(error, OSError | sa.exc.DBAPIError):
            log.warning("a backup was not restored", exc_info=error)
            raise UserError(
                "not_restored",
                QT_TR_NOOP(
                    "The backup could not be restored here: the disk is full or refuses. The folder "
                    "is empty again."
                ),
            ) from None
        raise
