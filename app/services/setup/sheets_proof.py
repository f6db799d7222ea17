"""A drill for the recovery sheets: two of the three open the recovery key, and nothing is used up by it.
Without it their loss would be learnt on the day they are needed (data.md 6)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.permissions import Permission
from app.errors import QT_TR_NOOP, UserError
from app.lanes import lane
from app.security import recovery
from app.security.recovery import RecoveryKey
from app.services import trust
from app.services.procedure import Query, Work, procedure, query
from app.services.session import Session
from app.services.setup.recovery import require_genuine
from db.schema.keys import recovery_share
from db.schema.operations import operation

_SHEETS: dict[str, tuple[int, int]] = {"ab": (1, 2), "ac": (1, 3), "bc": (2, 3)}


@dataclass(frozen=True)
class SheetsProved:
    """The numbers of the two sheets that were proved good."""

    sheets: tuple[int, ...]


@dataclass(frozen=True)
class SheetsState:
    """When two sheets were last proved good (UTC), and which; None when they never were."""

    proved_at: datetime | None
    sheets: tuple[int, ...] = ()


@lane("long")
def prove_sheets(session: Session, operation_id: UUID, *, code1: str, code2: str) -> SheetsProved:
    """Open the recovery key with two codes, and record which sheets they are of; the key goes at once.

    Raises UserError of app.security.recovery (such as 'wrong_codes', 'same_code'), 'share_forged' when
    something else lies in the key's place, NotAllowed.
    """
    return _record(session, operation_id, pair=_open(session, code1=code1, code2=code2))


@query(Permission.BACKUP_RESTORE)
def _open(query: Query, *, code1: str, code2: str) -> str:
    rows: dict[Any, Any] = {row.pair: row for row in query.execute(sa.select(recovery_share))}
    sealed = {pair: row.sealed for pair, row in rows.items()}
    pair, content = recovery.open_pair(code1, code2, sealed, query.deployment.bytes)
    key, known = RecoveryKey.of(content), trust.roots_now(query)
    require_genuine(known, rows[pair], key)
    return pair


@procedure("setup.prove_sheets", Permission.BACKUP_RESTORE)
def _record(work: Work, *, pair: str) -> SheetsProved:
    there = sa.select(recovery_share.c.pair).where(recovery_share.c.pair == pair)
    if work.execute(there).first() is None:
        raise UserError(
            "share_changed",
            QT_TR_NOOP("The recovery key was changed meanwhile. Try the two codes again."),
        )
    work.details["sheets"] = pair
    return SheetsProved(_SHEETS[pair])


@query(Permission.VERIFY_RUN)
def sheets_state(query: Query) -> SheetsState:
    """When two recovery sheets were last proved good, on any counter."""
    row = query.execute(
        sa.select(operation.c.at, operation.c.result)
        .where(
            operation.c.kind == sa.literal_column("'setup.prove_sheets'"),
            operation.c.outcome == "done",
        )
        .order_by(operation.c.at.desc())
        .limit(1)
    ).first()
    if row is None:
        return SheetsState(None)
    return SheetsState(row.at, tuple(int(each) for each in row.result["sheets"]))
