"""A hall whose three recovery codes are known."""

from __future__ import annotations

from typing import Any

from app.paths import Folders
from app.services import staff, verification
from app.services.session import Installation, Session, open_installation
from app.services.setup import RecoverForm, recover
from app.services.setup.recovery import Recovered
from app.services.staff import sign_in
from tests.kit.attack import events
from tests.kit.desk import FORM, Clock

NEW = {"name": "新管理员", "staff_no": "2001", "password": "an invented phrase to recover"}


class Hall:
    """Two administrators, a clerk, and the codes of the three sheets."""

    def __init__(self, folders: Folders, codes: tuple[str, str, str]) -> None:
        self.folders, self.codes = folders, codes
        self.installation: Installation = open_installation(folders, clock=Clock())

    def session(
        self, staff_no: str = FORM.admin_no, password: str = FORM.admin_password
    ) -> Session:
        session = sign_in(self.installation, staff_no, password)
        staff.after_sign_in(session)
        return session

    def log(self) -> list[Any]:
        with self.installation.engine.connect() as connection:
            return events(connection)

    def found(self) -> set[tuple[str, str]]:
        found = verification.verify(self.installation).findings
        return {(each.code, each.place) for each in found}

    def recover(self, *codes: str) -> Recovered:
        return recover(self.folders, RecoverForm(*(codes or self.codes[:2]), **NEW), clock=Clock())
