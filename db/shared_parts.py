"""The one door to what papers share: bytes under their SHA-256, unsealed, because they tell of nobody."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from db.engine import is_sqlite
from db.schema.agreements import shared_part


def keeping(connection: sa.Connection, content: bytes) -> sa.Executable:
    """The statement that keeps `content`; it does nothing where another counter was faster."""
    insert = sqlite.insert if is_sqlite(connection) else postgresql.insert
    values = {"sha256": hashlib.sha256(content).digest(), "content": content}
    return insert(shared_part).values(values).on_conflict_do_nothing()


def get(connection: sa.Connection, digest: bytes) -> bytes | None:
    """The bytes that are kept under this SHA-256, not compared with it; None where there are none."""
    found: bytes | None = connection.execute(
        sa.select(shared_part.c.content).where(shared_part.c.sha256 == digest)
    ).scalar()
    return found
