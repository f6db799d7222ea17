"""Sealed backups of a local database.

`backup` writes one. `drill` restores one into a scratch folder, verifies it and throws the folder
away. `restore` makes a data folder of one, or leaves the folder empty when it fails or is killed;
`needs_numbers` says whether it must be told the highest printed numbers. `clear_leftovers` takes away what
killed ones left. `backup_state` says how old the newest is and when one was last proved.

Design: security.md (T21), data.md 10 (a restore raises the generation of numbers).
"""

from app.services.backup.backups import BackedUp, backup
from app.services.backup.printed import NONE
from app.services.backup.restoring import Restored, drill, needs_numbers, restore
from app.services.backup.state import BackupState, backup_state
from app.services.backup.unfinished import clear_leftovers

__all__ = [
    "NONE",
    "BackedUp",
    "BackupState",
    "Restored",
    "backup",
    "backup_state",
    "clear_leftovers",
    "drill",
    "needs_numbers",
    "restore",
]
