"""A database that is put back to an older state behind the program's back."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services.session import Installation, Session
from db.schema.audit import audit_event
from tests.kit.attack import as_owner
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import make_party


def copy_of_base(installation: Installation, target: Path) -> Path:
    """The embedded database as it stands, in one file."""
    assert installation.file is not None
    source, copy = sqlite3.connect(installation.file), sqlite3.connect(target)
    source.backup(copy)
    source.close()
    copy.close()
    return target


def put_back(installation: Installation, copy: Path) -> None:
    """Another file in the place of the database, while the program may have it open."""
    file = installation.file
    assert file is not None
    for name in (f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
    fresh = file.with_name("fresh.db")
    shutil.copyfile(copy, fresh)
    fresh.replace(file)


def cut_tail(installation: Installation, events: int) -> None:
    """On either database: the newest events are gone."""
    with as_owner(installation) as connection:
        newest = connection.execute(sa.select(sa.func.max(audit_event.c.seq))).scalar_one()
        connection.execute(sa.delete(audit_event).where(audit_event.c.seq > newest - events))


def person(role: Role) -> tuple[str, str]:
    """Staff number and password."""
    return STAFF_NO[role], PASSWORDS[role]


def work(session: Session, n: int = 3) -> None:
    """Write `n` events."""
    for _ in range(n):
        make_party(session, new_id(), name="甲乙")


def refused(call: Callable[[], object]) -> str:
    """The code of the refusal."""
    with pytest.raises(UserError) as caught:
        call()
    return caught.value.code


def events(desk: TestHall) -> int:
    """How many there are."""
    with desk.installation.engine.connect() as connection:
        found = sa.select(sa.func.count()).select_from(audit_event)
        return int(connection.execute(found).scalar_one())


@pytest.fixture
def put(local_desk: TestHall, tmp_path: Path) -> TestHall:
    """H2: work after a sign-in is gone, because the copy of before is put back."""
    for role in (Role.CLERK, Role.SUPERVISOR, Role.ADMINISTRATOR, Role.AUDITOR):
        local_desk.session(role)
    copy = copy_of_base(local_desk.installation, tmp_path / "copy.db")
    work(local_desk.clerk)
    local_desk.installation.heads.flush()
    put_back(local_desk.installation, copy)
    return local_desk
