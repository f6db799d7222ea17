"""A restored folder moved into place: the data folder is no hall until its profile is there, which
comes last."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

from app.errors import QT_TR_NOOP, UserError
from app.paths import Folders, sync_folder
from app.services.backup.unfinished import Elsewhere, Unfinished, clear_leftovers


def require_empty(folders: Folders, mine: Unfinished | None = None) -> None:
    """Refuse a folder that holds anything but this command's log, a window's lock and look, and `mine`;
    what was left by a killed restore goes first. UserError 'folder_not_empty'."""
    if mine is None:
        clear_leftovers(folders)
    if not folders.data.exists():
        return
    allowed = {folders.logs, folders.lock, folders.settings}
    for each in folders.data.iterdir():
        if each not in allowed and not (mine and each.name.startswith(mine.name)):
            raise UserError(
                "folder_not_empty",
                QT_TR_NOOP(
                    "A backup is restored into an empty data folder only. Choose another one."
                ),
            )


def move_in(mine: Unfinished, staged: Folders) -> None:
    """Move everything from `staged` into the data folder. UserError 'folder_not_empty' when something came
    there meanwhile."""
    folders = mine.folders
    _settle(staged.database)
    require_empty(folders, mine)
    names = sorted(each.name for each in staged.data.iterdir() if each != staged.profile)
    for name in names:
        _sync(staged.data / name)
    _sync(staged.profile)
    mine.note(Elsewhere(moved=tuple(names)))
    for name in names:
        os.replace(staged.data / name, folders.data / name)
    sync_folder(folders.data)
    os.replace(staged.profile, folders.profile)
    sync_folder(folders.data)


def _settle(database: Path) -> None:
    """Make the database one file, so that it is moved in one step."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")


def _sync(path: Path) -> None:
    if path.is_dir():
        for each in path.iterdir():
            _sync(each)
        sync_folder(path)
        return
    with path.open("rb+") as opened:
        os.fsync(opened.fileno())
