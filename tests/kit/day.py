"""A sign-in as it is at the window, work included."""

from __future__ import annotations

from typing import Any

from app.domain.ids import new_id
from app.domain.permissions import Role
from app.services import staff
from app.services.session import Session
from app.services.staff import sign_in
from tests.kit.desk import PASSWORDS, STAFF_NO, TestHall
from tests.kit.party_work import make_party


def at_work(desk: TestHall, role: Role) -> tuple[Session, tuple[Any, ...]]:
    """The person signs in as at the window, works, and is told what there is to tell."""
    session = sign_in(desk.installation, STAFF_NO[role], PASSWORDS[role])
    told = staff.after_sign_in(session)
    if role is Role.CLERK:
        make_party(session, new_id(), name="甲乙")
    return session, told
