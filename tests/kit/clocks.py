"""What a hall does with the computer's clock, as tests ask it."""

from __future__ import annotations

import json
import threading
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import sqlalchemy as sa

from app.domain.findings import Verified
from app.domain.ids import new_id
from app.domain.permissions import Role
from app.errors import UserError
from app.services import staff, verification
from app.services.session import Session
from app.services.staff import sign_in, time_confirm
from db.schema.audit import audit_event
from db.schema.operations import operation
from tests.kit.desk import PASSWORDS, STAFF_NO, Clock, TestHall
from tests.kit.party_work import make_party

ALLOWED = {
    "staff.sign_in",
    "staff.sign_in_failed",
    "staff.lock",
    "staff.unlock_by_pin",
    "time.confirm",
}


def signed_in(desk: TestHall, role: Role = Role.CLERK) -> Session:
    return sign_in(desk.installation, STAFF_NO[role], PASSWORDS[role])


def work(session: Session) -> None:
    make_party(session, new_id(), name="甲乙")


def refusal(session: Session) -> UserError:
    with pytest.raises(UserError, match="clock_behind") as error:
        work(session)
    return error.value


def confirm(session: Session, role: Role = Role.SUPERVISOR) -> time_confirm.Confirmed:
    return staff.confirm_time_here(
        session, new_id(), staff_no=STAFF_NO[role], password=PASSWORDS[role]
    )


def bodies(desk: TestHall) -> list[dict[str, Any]]:
    here = desk.installation.workstation.id
    with desk.installation.engine.connect() as connection, connection.begin():
        return [
            json.loads(body)
            for body in connection.execute(
                sa.select(audit_event.c.body)
                .where(audit_event.c.workstation_id == here)
                .order_by(audit_event.c.seq)
            ).scalars()
        ]


def operations(desk: TestHall) -> int:
    with desk.installation.engine.connect() as connection, connection.begin():
        return connection.execute(sa.select(sa.func.count()).select_from(operation)).scalar_one()


def looked(desk: TestHall) -> Verified:
    return verification.verify(desk.installation)


def codes(found: Verified) -> tuple[list[str], list[str]]:
    return [each.code for each in found.findings], [each.code for each in found.notes]


def in_hall(instant: datetime) -> str:
    return f"{instant.astimezone(ZoneInfo('Asia/Shanghai')):%Y-%m-%d %H:%M:%S}"


def threadsafe(clock: Clock) -> Any:
    """The clock of a test for several threads."""
    lock = threading.Lock()

    def now() -> datetime:
        with lock:
            return clock()

    return now
