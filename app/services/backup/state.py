"""How old the newest backup is, and the newest one that was proved good by restoring it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.services.backup.backups import LastRestored, last_restored
from app.services.procedure import Query, query
from app.services.session import LastCheck, last_file_check
from db.schema.operations import operation


@dataclass(frozen=True)
class BackupState:
    """Instants in UTC; None when it never happened. `here` is False for a shared database, whose
    backups are made on the server."""

    here: bool
    last_made: datetime | None
    last_restored: LastRestored | None
    last_check: LastCheck | None = None
    """of the whole database file"""


@query(Permission.VERIFY_RUN)
def backup_state(query: Query) -> BackupState:
    """The state of the backups of this hall's database, for the administrator's screen."""
    made = query.execute(
        sa.select(operation.c.at)
        .where(operation.c.kind == "backup.make", operation.c.outcome == "done")
        .order_by(operation.c.at.desc())
        .limit(1)
    ).scalar()
    installation = query.session.installation
    folders = installation.folders
    return BackupState(installation.local, made, last_restored(folders), last_file_check(folders))
