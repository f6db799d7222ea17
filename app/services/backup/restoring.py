"""Restoring a sealed backup: a working data folder, or an empty one if it fails (design: backup;
T21)."""

from __future__ import annotations

import contextlib
import logging
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

import sqlalchemy as sa

from app.domain.findings import NOTED, Verified
from app.domain.fingerprint import fingerprint
from app.domain.ids import new_id
from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.paths import Folders, make_private, sync_folder
from app.security import profile as profiles
from app.security.roots import Roots
from app.security.seal import Tampered
from app.services import trust
from app.services.backup import backup_file, moving
from app.services.backup.backup_file import Head
from app.services.backup.backups import LastRestored, remember_restored
from app.services.backup.printed import Typed, has_record, highest
from app.services.backup.unfinished import Unfinished, unfinished
from app.services.procedure import (
    Work,
    not_allowed,
    procedure,
    raise_numbers_here,
)
from app.services.session import (
    Clock,
    Installation,
    Session,
    open_installation,
    reading_before_sign_in,
    require_whole_file,
    system_now,
    write_workstation,
)
from app.services.staff import require_right, sign_in
from app.services.verification import verify
from db.schema.operations import number_counter

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Restored:
    """`made_at` is when the backup was made; `administrators` are the fingerprints of the administrators'
    keys by staff id, as the roots say and a recovery sheet prints them; `counts` are what verification looked at."""

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
    file: Path,
    folders: Folders,
    staff_no: str,
    password: str,
    *,
    printed: Typed | None = None,
    clock: Clock = system_now,
) -> Restored:
    """Make the empty folder a working data folder, verified, its numbers raised.

    It is made in a folder of its own in there and moved into place at the end, the profile last, so it
    is no hall or a whole one at every moment. `password` is the one of the time of the backup. `printed`
    are the highest printed numbers; they are needed where this computer has no record of them
    (`needs_numbers`) and else count in addition.

    UserError 'folder_not_empty', 'not_a_backup', 'backup_damaged', 'no_restorer', 'wrong_password',
    'backup_not_good', 'not_restored', 'numbers_used_up', 'numbers_not_kept'; Refused by kind of number. The
    folder is then empty again.
    """
    moving.require_empty(folders)
    with _readable(file) as source, _all_or_nothing(folders) as mine:
        head = backup_file.read_head(source)
        above = highest(
            printed or {},
            head.workstation.area_code,
            required=not has_record(folders, head.profile.deployment),
        )
        private = _backup_private(head, staff_no.strip(), password)
        staged = Folders(make_private(mine.path))
        done = _build(source, head, private, staged, (staff_no, password), above, clock)
        moving.move_in(mine, staged)
        return done


@lane("long")
def needs_numbers(file: Path, folders: Folders) -> bool:
    """Whether a restore of `file` here must be told the highest printed numbers.

    UserError 'not_a_backup', 'backup_damaged'.
    """
    with _readable(file) as source:
        head = backup_file.read_head(source)
    return not has_record(folders, head.profile.deployment)


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
    with _readable(file) as source, unfinished(here.folders, "drill") as mine:
        scratch = Folders(make_private(mine.path))
        head = backup_file.read_head(source)
        private = session.keys.held.get(("backup", head.epoch))
        if head.profile.deployment != here.profile.deployment or private is None:
            raise _no_restorer()
        _unpack(source, head, private, scratch)
        with _of_this_backup():
            opened = open_installation(scratch, clock=here.clock)
            try:
                _require_own_roots(opened, session)
                checked = _require_good(opened, session)
            finally:
                opened.close()
    done = Restored(head.made_at, backup_file.digest(file), _pins(session), checked.counts)
    _record_drill(session, new_id(), sha256=done.sha256)
    remember_restored(here.folders, LastRestored(head.made_at, here.clock(), done.sha256))
    return done


def _build(
    source: BinaryIO,
    head: Head,
    private: bytes,
    folders: Folders,
    person: tuple[str, str],
    above: int,
    clock: Clock,
) -> Restored:
    _unpack(source, head, private, folders)
    with _of_this_backup():
        opened = open_installation(folders, clock=clock)
    try:
        with _of_this_backup():
            session = sign_in(opened, *person)
            checked = _require_good(opened, session, sealed=session.keys.roots)
        source.seek(0)
        digest = backup_file.digest(Path(source.name))
        _record_restore(session, new_id(), sha256=digest, above=above)
    finally:
        opened.close()
    remember_restored(folders, LastRestored(head.made_at, clock(), digest))
    return Restored(head.made_at, digest, _pins(session), checked.counts)


def _unpack(source: BinaryIO, head: Head, private: bytes, folders: Folders) -> None:
    """Write database, counter and profile."""
    descriptor = os.open(folders.database, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "wb") as database:
        backup_file.open_database(source, database, private)
        database.flush()
        os.fsync(database.fileno())
    sync_folder(folders.data)
    require_whole_file(folders.database, _damaged_inside())
    write_workstation(folders, head.workstation)
    profiles.write(folders.profile, head.profile)


def _require_own_roots(opened: Installation, session: Session) -> None:
    """Refuse a database whose list of administrators is not this hall's: whoever made it sealed it to the
    public backup key, which proves nothing. A backup may lack the newest steps."""
    with session.reading() as ours, reading_before_sign_in(opened) as theirs:
        own = trust.roots_on_list(ours, session.installation.profile, session.keys.roots)
        if not trust.roots_in(theirs) <= own:
            raise _other_roots()


def _other_roots() -> UserError:
    return UserError(
        "backup_other_roots",
        QT_TR_NOOP(
            "The administrators in this backup are not those of this hall: it was not made by this program "
            "here. Do not use it, and tell the auditor."
        ),
    )


def _require_good(opened: Installation, session: Session, sealed: Roots | None = None) -> Verified:
    """Verify with everything that the person's keys open, against the roots that the password opened in it.
    A clock that once went back does not make a backup bad, and behind the newest heads it is by nature."""
    checked = verify(opened, keys=session.keys, sealed=sealed, heads=False)
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
    writes={number_counter: {}},
    changes=trust.NEW_KEY,
)
def _record_restore(work: Work, *, sha256: str, above: int = 0) -> RecordedRestore:
    """Continue numbers from the next million, above every printed one that this computer, the backup or
    the restorer knows, and register this computer's own signing key."""
    work.details["numbers"] = {**raise_numbers_here(work.session, work.connection, above=above)}
    trust.vouch_for_workstation(work)
    trust.name_lost(work)  # the restore is its own release of what was written after the backup
    work.details["sha256"] = sha256
    return RecordedRestore(sha256)


@procedure("backup.drill", Permission.BACKUP_RESTORE)
def _record_drill(work: Work, *, sha256: str) -> RecordedRestore:
    work.details["sha256"] = sha256
    return RecordedRestore(sha256)


def _pins(session: Session) -> tuple[tuple[str, str], ...]:
    """The administrators in force by the roots that the password opened, never by the file."""
    return tuple(
        (str(root.staff_id), fingerprint(root.sign_public))
        for root in session.keys.roots.administrators
    )


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
        if error.code in ("not_a_database", "database_damaged", "other_hall", "schema_differs"):
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


@contextlib.contextmanager
def _all_or_nothing(folders: Folders) -> Iterator[Unfinished]:
    """A name to work under; the folder is empty again when anything goes wrong."""
    existed = folders.data.exists()
    try:
        with unfinished(folders, "restoring") as mine:
            yield mine
    except (OSError, sa.exc.DBAPIError) as error:
        log.warning("a backup was not restored", exc_info=error)
        raise UserError(
            "not_restored",
            QT_TR_NOOP(
                "The backup could not be restored here: the disk is full or refuses. The folder "
                "is empty again."
            ),
        ) from None
    finally:
        if not existed:
            with contextlib.suppress(OSError):  # it is not empty when all went well
                folders.data.rmdir()
