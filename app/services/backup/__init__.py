"""Sealed backups of a local database.

`backup` writes one. `drill` restores one into a scratch folder, verifies it and throws the folder
away. `restore` makes a data folder of one, or leaves the folder empty when it fails. `backup_state`
says how old the newest is and when one was last proved.

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
