"""The schema against what the revisions make, each difference by its name (db.description)."""

from __future__ import annotations

import sqlalchemy as sa

from app.domain.findings import Findings
from db.description import differences


def check(connection: sa.Connection, findings: Findings) -> None:
    """Tables, columns, constraints, indexes, triggers and whatever else somebody can add."""
    for how, what in differences(connection):
        findings.add(f"schema_{how}", what)
