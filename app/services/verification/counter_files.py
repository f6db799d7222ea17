"""What lies in files of this computer beside the database: which counter it is, and its card reader."""

from __future__ import annotations

import sqlalchemy as sa

from app.domain.findings import Findings
from app.errors import UserError
from app.services.session import PRACTICE_OPERATOR, Installation, Workstation, read_workstation
from app.services.verification.roots import Told, WalkedRoots
from app.settings import READER, READER_PORT, READER_PROGRAM, Settings
from db.schema.organisation import hall, workstation


def check(
    connection: sa.Connection,
    installation: Installation,
    known: WalkedRoots,
    told: Told,
    findings: Findings,
) -> None:
    """Compare them with the counter's row, and with the newest choice that an event tells of."""
    here = installation.workstation
    row = connection.execute(
        sa.select(workstation.c.hall_id, hall.c.name, hall.c.area_code, workstation.c.counter)
        .join(hall, hall.c.id == workstation.c.hall_id)
        .where(workstation.c.id == here.id)
    ).first()
    said = (here.hall_id, here.hall_name, here.area_code, here.counter)
    if row is None or tuple(row) != said or _lies_there(installation) != here:
        findings.add("workstation_differs", installation.folders.workstation.name)
    get = Settings(installation.folders.settings).get
    kind = get(READER)
    practice = known.roots is not None and known.roots.operator_name == PRACTICE_OPERATOR
    if kind == "none" or (kind == "simulator" and practice):
        return
    chosen = told.readers.get(here.id)
    if chosen != {"kind": kind, "port": get(READER_PORT), "program": get(READER_PROGRAM)}:
        findings.add("reader_differs", installation.folders.settings.name)


def _lies_there(installation: Installation) -> Workstation | None:
    """What the file says now, which may be another than the one that was opened."""
    try:
        return read_workstation(installation.folders)
    except UserError:
        return None
