"""The one place that writes a person's sealed private keys (staff_secret), and what events say of it.

An event names a secret by a digest over its row, with the one before it: so the secrets of a person are
a list in which every secret has one successor, and an older one put back is found (verification/people.py).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from app.domain.canonical import Plain, encoded
from db.schema.staff import staff_secret

_LABEL = b"counter/staff_secret/1\0"


def write_secret(connection: sa.Connection, staff_id: UUID, **values: Any) -> list[Plain]:
    """Write the given columns of a person's secret; returns what the event says of it."""
    before = _row(connection, staff_id)
    if before is None:
        connection.execute(sa.insert(staff_secret).values(staff_id=staff_id, **values))
    else:
        mine = staff_secret.c.staff_id == staff_id
        connection.execute(sa.update(staff_secret).where(mine).values(**values))
    after = {**(before or {}), "staff_id": staff_id, **values}
    return [str(staff_id), None if before is None else _digest(before), _digest(after)]


def secret_as_it_is(connection: sa.Connection, staff_id: UUID) -> list[Plain]:
    """What an event says of a secret that nobody wrote."""
    row = _row(connection, staff_id)
    assert row is not None
    return [str(staff_id), _digest(row), _digest(row)]


def _row(connection: sa.Connection, staff_id: UUID) -> dict[str, Any] | None:
    found = sa.select(staff_secret).where(staff_secret.c.staff_id == staff_id)
    row = connection.execute(found.with_for_update()).first()
    return None if row is None else {str(name): value for name, value in row._mapping.items()}


def _digest(row: Mapping[str, Any]) -> str:
    return hashlib.sha256(_LABEL + encoded(row)).hexdigest()
