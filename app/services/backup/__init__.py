"""Sealed backups of a local database.

`backup` writes one, `drill` proves one by restoring it into nowhere, `restore` makes a data folder of one,
or nothing at all. `backup_state` says how old the newest is and when one was last proved.

Design: security.md (T21), data.md 10 (a restore raises the generation of numbers).
"""

from app.services.backup.backups import BackedUp, backup
from app.services.backup.restoring import Restored, drill, restore
from app.services.backup.state import BackupState, backup_state

__all__ = [
    "BackedUp",
    "BackupState",
    "Restored",
    "backup",
    "backup_state",
    "drill",
    "restore",
]
