"""What happens to administrators in a hall, as tests tell it: enrolled, at work, gone."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.security.roots import RootStep
from app.services import staff
from app.services.session import Session
from app.services.staff import sign_in
from app.services.trust import roots
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall

ONE_TIME, OWN = "another phrase 77", "a phrase of my own 5"


def at_work(desk: TestHall, staff_no: str, password: str) -> Session:
    """Signed in, with everything that a sign-in owes."""
    session = sign_in(desk.installation, staff_no, password)
    staff.after_sign_in(session)
    return session


def clerk(desk: TestHall) -> Session:
    return at_work(desk, STAFF_NO[Role.CLERK], PASSWORDS[Role.CLERK])


def administrator(desk: TestHall) -> Session:
    return at_work(desk, STAFF_NO[Role.ADMINISTRATOR], PASSWORDS[Role.ADMINISTRATOR])


def enrol(by: Session, staff_no: str, role: Role = Role.CLERK, **more: Any) -> Session:
    """Enrolled and signed in the first time."""
    staff.enrol(by, new_id(), staff_no=staff_no, name="新人", role=role, one_time=ONE_TIME, **more)
    session = staff.first_password(by.installation, staff_no, ONE_TIME, OWN)
    staff.accept_confidentiality(session, new_id(), language="en", text="…")
    staff.after_sign_in(session)
    return session


def row_of(by: Session, staff_no: str) -> staff.StaffRow:
    return next(row for row in staff.staff_list(by) if row.staff_no == staff_no)


def leave(by: Session, staff_no: str) -> None:
    row = row_of(by, staff_no)
    staff.leave(by, new_id(), staff_id=row.staff_id, version=row.version)


def steps(desk: TestHall) -> list[RootStep]:
    with desk.installation.engine.connect() as connection:
        return roots.steps(connection, replace(desk.installation.profile, steps=()), 0)


def enrol_administrator(by: Session, staff_no: str) -> UUID:
    """Enrolled, not signed in yet."""
    return staff.enrol(
        by, new_id(), staff_no=staff_no, name="新人", role=Role.ADMINISTRATOR, one_time=ONE_TIME
    ).staff_id
