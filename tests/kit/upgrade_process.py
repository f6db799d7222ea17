"""A program that upgrades a data folder's database in a process of its own, and whose power goes off."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event

from app.paths import Folders
from app.services import session
from db import upgrade

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


def opened_until(folder: Path, moment: int | str) -> bool:
    """Open the folder until the power goes off at `moment`: before the statement of that number,
    'commit' (before the end of the transaction) or 'committed'. Whether the process was killed."""
    process = FORKS.Process(target=_open, args=(folder, moment))
    process.start()
    process.join()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise RuntimeError(f"the upgrade ended with {process.exitcode}")
    return process.exitcode == -signal.SIGKILL


def _open(folder: Path, moment: int | str) -> None:
    if isinstance(moment, int):
        _off_before_statement(moment)
    elif moment == "commit":
        event.listen(sa.Engine, "commit", _power_off)
    else:
        whole = upgrade.upgrade

        def committed(*arguments: Any, **options: Any) -> bool:
            whole(*arguments, **options)
            _power_off()
            return True

        upgrade.upgrade = committed
    session.open_installation(Folders(folder)).close()


def _off_before_statement(number: int) -> None:
    left = number

    @event.listens_for(sa.Engine, "before_cursor_execute")
    def count(*_event: Any) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            _power_off()


def _power_off(*_event: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
